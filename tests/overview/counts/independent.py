"""The figures of a period, counted by the queries in sql/: written from the printed definitions and not from the code.

A file begins with tables of its own; then each query has a head that names the figure, and the table of everybody who
is counted in it. What is the same for several groups (RP-01) is written once, with the name of the group left open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path

from django.db import connection, transaction

HERE = Path(__file__).parent / "sql"
BEFORE_ALL = ("shared", "ages", "procedures")
HEAD = re.compile(r"^-- (?P<name>[a-z{}-]+) \(among (?P<among>[a-z_{}]+)\)\n", re.MULTILINE)
AGES, ORIGINS = ("minor", "adult", "unknown"), ("dutch", "foreign", "unknown")
# The one figure with a median and a mean has a query of its own for these.
IN_MONTHS = ("stays", "stayed")


@dataclass(frozen=True)
class Counted:
    """One figure: the cells that hold somebody, how many its group has, and median and mean where it has them."""

    cells: Mapping[str, int]
    total: int
    in_months: tuple[int, ...] = ()


def text(name: str) -> str:
    return (HERE / f"{name}.sql").read_text()


def queries(topic: str) -> dict[str, tuple[str, str]]:
    """Of each figure of a topic its query, and the table of those who are in it."""
    found = {}
    for age, origin in product(AGES, ORIGINS):
        spelled = text(topic).replace("{age}", age).replace("{origin}", origin)
        heads = list(HEAD.finditer(spelled))
        ends = [*(head.start() for head in heads[1:]), len(spelled)]
        found |= {
            head["name"]: (spelled[head.end() : end], head["among"]) for head, end in zip(heads, ends, strict=True)
        }
    return found


def count(topics: Sequence[str], since: date, until: date) -> dict[tuple[str, str], Counted]:
    """Every figure of these topics, by topic and name; nothing stays of the tables."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE period AS SELECT %s::date AS since, %s::date AS until", [since, until])
        for name in (*BEFORE_ALL, *topics):
            tables = HEAD.split(text(name))[0]
            cursor.execute(f"{tables}; SELECT")
        found = dict(each(topics))
        transaction.set_rollback(True)
    return found


def each(topics: Sequence[str]) -> Iterator[tuple[tuple[str, str], Counted]]:
    for topic in topics:
        for name, (query, among) in queries(topic).items():
            cells = {code: int(number) for code, number in rows(query)}
            [(total,)] = rows(f"SELECT count(*) FROM {among}")
            yield (topic, name), Counted(cells, total, in_months(topic, name))


def in_months(topic: str, name: str) -> tuple[int, ...]:
    if (topic, name) != IN_MONTHS:
        return ()
    [found] = rows(text("stays_in_months"))
    return tuple(round(number) for number in found if number is not None)


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()
