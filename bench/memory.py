"""Does a web worker grow with what it has answered? `make bench ARGS="--memory 100000"`: so many calls, in tenths."""

import sys
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from django.urls import reverse

from bench.callers import Partner, Screen
from bench.calls import GUARDIAN, newcomer
from bench.faults.stage import Stage
from bench.measure import AT_ONCE, Do, together

# The first tenth is warm: code that is loaded and questions that are written stay.
TENTHS = 10
KILOBYTES = 1024
HEAD = ["| calls | MB of each worker |", "|--:|---|"]
HOW = """Written by `make bench ARGS="--memory 100000 --write"`: what each web worker holds (resident), after so many
calls, four at a time: one case, notices, a page of a hundred, a search, a new case, a desk."""
RESULTS = Path(__file__).with_name("memory.md")


def calls(port: int) -> list[Do]:
    """One round: mostly what is asked most."""
    partner, guardian = Partner("ind", port), Screen(GUARDIAN, port)
    case = partner.read("cases?pageSize=1")["results"][0]["id"]
    often: list[Do] = [lambda: partner.send(f"cases/{case}"), lambda: partner.send("notices")]
    seldom: list[Do] = [
        lambda: partner.send("cases?pageSize=100"),
        lambda: partner.send("case-searches", {"name": "Invented"}),
        lambda: partner.send("cases", newcomer()),
        lambda: guardian.send(reverse("admin:index")),
    ]
    return [*often * 23, *seldom]


def megabytes(process: int) -> float:
    """What stays in memory of this process, on Linux."""
    line = next(row for row in Path(f"/proc/{process}/status").read_text().splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / KILOBYTES


def send(do: Sequence[Do], times: int) -> None:
    """So many calls, some at a time. Raises the first fault of any of them."""
    shares = [cycle([*do[which:], *do[:which]]) for which in range(AT_ONCE)]
    together([lambda share=share: next(share)() for share in shares], times // AT_ONCE)


def lines(stage: Stage, requests: int) -> Iterator[str]:
    with stage.kept_up("web"):
        stage.wait()
        do = calls(stage.port)
        begun = stage.web_workers()
        for tenth in range(1, TENTHS + 1):
            send(do, requests // TENTHS)
            held = " · ".join(f"{megabytes(worker):.1f}" for worker in begun)
            yield f"| {requests * tenth // TENTHS:,} | {held} |"
        if stage.web_workers() != begun:
            sys.exit("a web worker ended: what the others hold says nothing")


def measured(stage: Stage, requests: int, said: list[str]) -> None:
    """Print each line as it comes; `said`: on what and when."""
    print(*HEAD, sep="\n")
    found = []
    for line in lines(stage, requests):
        print(line, flush=True)
        found.append(line)
    if said:
        RESULTS.write_text("\n".join(["# What a web worker holds", "", HOW, "", *said, "", *HEAD, *found, ""]))
