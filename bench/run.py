"""Fills the database to each size, serves it as in production, and measures every call at each."""

import bench.ready  # noqa: F401

# isort: split
import argparse
import gc
import os
import sys
import time
from collections.abc import Iterator

import psycopg2
from django.core.management import call_command
from django.db import connection

from bench import last_page, measure, memory, report, sealing
from bench.callers import Caller
from bench.calls import Calls
from bench.crowd import Crowd
from bench.faults.stage import Stage
from bench.floor import Floor
from bench.measure import Measured
from bench.report import Fill
from intake.models import Case
from seeds.cohort import shares

ARRIVALS = 100
SMALLEST = 1_000
# So many copies in one go.
STEP = 10
NEXT_NUMBER = """
SELECT setval(pg_get_serial_sequence('intake_casenumber', 'id'), GREATEST(%s, max(number))) FROM intake_case
"""
URL = os.environ["DATABASE_URL"]


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def templates() -> None:
    """Children of whom everything came about as it should: the stories, and the busiest day of a year of arrivals."""
    call_command("migrate", verbosity=0)
    call_command("seed", verbosity=0)
    call_command("seed", "--cohort", str(shares.YEAR), "--arrivals", str(ARRIVALS), "--busy-day", verbosity=0)


class Filled:
    """The database, as full as it is asked to be, over a connection of its own; `most`: how full it will be."""

    def __init__(self, most: int) -> None:
        cases = list(Case.objects.all())
        self.each, self.copies = len(cases), 0
        self.connection = psycopg2.connect(URL)
        with self.connection.cursor() as cursor:
            cursor.execute("SET synchronous_commit = off")
            self.crowd = Crowd(cursor, cases, whole=True)
        self.connection.commit()
        # What is opened while a size is measured takes none of the numbers of the copies to come.
        self.last_number = self.crowd.values["step"] * (most // self.each + 2)

    def to(self, cases: int) -> "Fill":
        """Copies until there are so many."""
        begun, last = time.monotonic(), max(0, -(-cases // self.each) - 1)
        for first in range(self.copies + 1, last + 1, STEP):
            until_copy = min(first + STEP - 1, last)
            with self.connection.cursor() as self.crowd.cursor:
                self.crowd.grow(first, until_copy)
            self.connection.commit()
            say(f"{(until_copy + 1) * self.each:>9,} of {cases:,} cases")
        self.copies = max(self.copies, last)
        self.settle()
        return Fill(time.monotonic() - begun, self.megabytes())

    def megabytes(self) -> float:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database()) / 1024.0 / 1024")
            (found,) = cursor.fetchone()
        self.connection.commit()
        return float(found)

    def settle(self) -> None:
        """New cases have numbers of their own; and as autovacuum leaves it, pages are known to be visible."""
        self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            cursor.execute(NEXT_NUMBER, [self.last_number])
            cursor.execute("VACUUM ANALYZE")
        self.connection.autocommit = False


def floor_of(caller: Caller) -> Floor:
    return Floor(URL, **caller.who)


def at(cases: int, stage: Stage, only: str) -> Iterator[Measured]:
    """Every call at this size, alone and with others at once."""
    with stage.kept_up("web"):
        stage.wait()
        calls = Calls(stage.port, floor_of)
        floors = [floor_of(calls.partner) for _line in range(measure.AT_ONCE)]
        for call in calls.all(only):
            yield measure.alone(call, floors[0], cases)
            yield measure.at_once(call, floors, cases)
        if only in last_page.NAME:
            yield from last_page.measured(calls, cases)
        if only in sealing.NAME:
            yield from sealing.measured(floors[0], URL, cases)


def main(arguments: list[str], stage: Stage) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[SMALLEST, 10_000, 100_000], help="the sizes")
    parser.add_argument("--only", default="", help="only calls whose name holds this text")
    parser.add_argument("--write", action="store_true", help="write bench/results.md and bench/growth.svg")
    parser.add_argument("--memory", type=int, default=0, help="only: what workers hold after so many calls")
    asked = parser.parse_args(arguments)
    templates()
    if asked.memory:
        Filled(SMALLEST).to(SMALLEST)
        memory.measured(stage, asked.memory, [report.machine()] if asked.write else [])
        return
    sizes = sorted(asked.cases)
    filled, found, fills = Filled(sizes[-1]), [], {}
    for cases in sizes:
        fills[cases] = filled.to(cases)
        connection.close()
        gc.freeze()
        for each in at(cases, stage, asked.only):
            print(report.line(each), flush=True)
            found.append(each)
    report.written(found, fills, asked.write)
