"""The clock of Beschut is set back by an hour while it works: order comes from transactions, so nothing falls out."""

from pathlib import Path
from typing import Any

from bench.faults.clients import Client, Refused
from bench.faults.cluster import until
from bench.faults.run import Line, Run
from tools.machine import ROOT

CASES = 3
SET_BACK = str(Path(__file__).parent / "set_back")
BACK_DATED = "SELECT count(*) FROM intake_case WHERE created_at < now() - interval '50 minutes'"


def caught_up(client: Client, after: str) -> tuple[list[dict[str, Any]], str]:
    """What changed since, as a partner reads it that keeps in step."""
    rows: list[dict[str, Any]] = []
    while True:
        answer = client.read("changes?pageSize=100" + (f"&after={after}" if after else ""))
        rows += answer["results"]
        after = answer["after"]
        if answer["next"] is None:
            return rows, after


def in_step(run: Run, line: Line, client: Client) -> None:
    """A partner that has everything from before the step gets everything that comes after it."""
    _before, after = caught_up(client, "")
    made = [client.work_on_a_case() for _each in range(CASES)]
    line.must(run.cluster.ask(BACK_DATED)[0][0] >= CASES, "cases are opened with a clock that is an hour behind")
    until(lambda: {row["case"] for row in caught_up(client, after)[0]} >= set(made), "all of them stand in the feed")
    line.seen.append(f"the feed of changes gave all {CASES} of them to who had read everything before")


def terms(client: Client, case: str) -> Any:
    return client.read(f"cases/{case}/terms")


def not_yet(line: Line, client: Client, case: str) -> None:
    """Whoever may see a case may do so from a moment on: one of the last hour lies ahead for who looks now."""
    try:
        terms(client, case)
    except Refused as refusal:
        line.must("not_found" in str(refusal), "what was opened in the hour before is not shown until it is that late")


def run(run: Run) -> None:
    line, client = run.line("clock set back an hour"), run.client(-4, patient=True)
    case = client.work_on_a_case()
    before = terms(client, case)
    try:
        run.stage.changed(PYTHONPATH=f"{SET_BACK}:{ROOT}")
        run.stage.wait()
        in_step(run, line, client)
        not_yet(line, client, case)
    finally:
        run.stage.changed(PYTHONPATH=str(ROOT))
    run.stage.wait()
    client.work_on_a_case()
    line.must(terms(client, case) == before, "with the right time again its terms are those of before")
    line.times += 1
