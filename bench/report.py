"""The table of what was measured, what grew, what was promised and not kept; and a picture of it."""

import os
import platform
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from bench import growth
from bench.measure import Measured
from tools.machine import ROOT

HEAD = """| what | cases | at once | queries | p50 ms | p95 | p99 | floor p50 | ratio | at most |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""
HOW = """Written by `make bench ARGS=--write`. Ours is one call over HTTP. The floor is bare SQL over the driver that
reads and writes the same rows, and JSON of them: of a list and of one case no more than it takes, of everything else
what Beschut asked. Both take turns. Milliseconds; the ratio is of p50."""
RESULTS = ROOT / "bench" / "results.md"
PICTURE = ROOT / "bench" / "growth.svg"
# On a quiet machine (design §6).
SPREAD = 3


@dataclass(frozen=True)
class Fill:
    """How long it took to come to a number of cases from the one before, and how big the database is then."""

    seconds: float
    megabytes: float


def line(found: Measured) -> str:
    most = f"{found.most:g}" if found.most else "–"
    times = " | ".join(f"{each:.1f}" for each in (found.p50, found.percentile(95), found.percentile(99)))
    return (
        f"| {found.what} | {found.cases:,} | {found.connections} | {found.queries or '–'} | {times} "
        f"| {found.bare:.1f} | {found.ratio:.1f} | {most} |"
    )


def machine() -> str:
    """What it was measured on."""
    info = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    models = [row.partition(":")[2].strip() for row in info.splitlines() if row.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True,
                            check=False).stdout.strip()  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0].split()[0]
    return (
        f"{timezone.localdate()}, commit {commit or 'unknown'}, {len(models) or os.cpu_count()} × "
        f"{models[0] if models else platform.machine()}, {memory} GB, Python {platform.python_version()}, "
        f"PostgreSQL {server}, gunicorn with two workers."
    )


def promised(found: Iterable[Measured], grown: Iterable[growth.Grown]) -> list[str]:
    """What was promised and is not kept, in sentences."""
    said = [
        f"{each.what}, {each.cases:,} cases: {each.ratio:.1f} times the floor; promised {each.most:g}."
        for each in found if each.most and each.connections == 1 and each.ratio > each.most
    ]  # fmt: skip
    said += [
        f"{each.what}, {each.cases:,} cases: p99 is {each.percentile(99) / each.p50:.1f} times p50; promised {SPREAD}."
        for each in found if each.connections == 1 and len(each.ours) > 1 and each.percentile(99) > SPREAD * each.p50
    ]  # fmt: skip
    said += [f"{each.what}: grew {each.times:.2f} times; promised {growth.MOST:g}." for each in grown if each.too_much]
    return said


def text(found: Sequence[Measured], fills: Mapping[int, Fill]) -> str:
    grown = growth.of(found)
    became = ["## Growth", "", f"p50 at one connection, from {min(fills):,} to {max(fills):,} cases.", "",
              "![growth](growth.svg)", "", *growth.table(grown), ""]  # fmt: skip
    filled = ", ".join(
        f"{cases:,} in {fill.seconds:.0f} s ({fill.megabytes:,.0f} MB)" for cases, fill in fills.items()
    )
    missed = promised(found, grown) or ["Nothing."]
    return "\n".join([
        "# What Beschut costs", "", HOW, "",
        machine(), f"Filled: {filled}.", "", HEAD, *map(line, found), "",
        *(became if grown else []),
        "## Promised and not kept", "", *(f"- {each}" for each in missed), "",
    ])  # fmt: skip


def written(found: Sequence[Measured], fills: Mapping[int, Fill], write: bool) -> None:
    """Print what the lines before did not say; to `write` it takes more than one size."""
    said, grown = text(found, fills), growth.of(found)
    print(said.rpartition(line(found[-1]))[2] if found else "Nothing has that name.")
    if write and grown:
        RESULTS.write_text(said)
        PICTURE.write_text(growth.picture(grown))
