"""Every line of worked_examples.csv, worked out by the policy; an officer adds a line and this runs it."""

import csv
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from policy import ages, clocks, dates
from policy.terms import TERMS, term

EXAMPLES = Path(__file__).with_name("worked_examples.csv")


def lines() -> list[dict[str, str]]:
    with EXAMPLES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def extensions(extra: str) -> list[int]:
    return [int(days) for days in extra.split("+") if days]


def birth(start: str) -> tuple[int | None, int | None, int | None]:
    parts = [int(part) for part in start.split("-") if part]
    return tuple([*parts, None, None, None][:3])


def earliest_hearing(start: date, extra: str) -> date:
    rest = clocks.rest_last_day(start, extensions(extra))
    return clocks.earliest_hearing(rest, clocks.hearing_wait_last_day(start))


WORKED_OUT: dict[str, Callable[[str, str], object]] = {
    "REST": lambda start, extra: clocks.rest_last_day(date.fromisoformat(start), extensions(extra)),
    "EARLIEST_HEARING": lambda start, extra: earliest_hearing(date.fromisoformat(start), extra),
    "SUGGESTION": lambda start, extra: clocks.suggested_working_day(date.fromisoformat(start)),
    "ROLL": lambda start, extra: dates.atw_roll(date.fromisoformat(start)),
    "MONTHS": lambda start, extra: dates.term_last_day(date.fromisoformat(start), months=int(extra)),
    "BIRTHDAY": lambda start, extra: dates.nth_birthday(date.fromisoformat(start), int(extra)),
    "ADULT_FROM": lambda start, extra: ages.adult_from(*birth(start)),
    "AGE": lambda start, extra: ages.age_on(date.fromisoformat(start), date.fromisoformat(extra)),
    "MINOR": lambda start, extra: "yes" if ages.is_minor(*birth(start), date.fromisoformat(extra)) else "no",
}


def worked_out(name: str, start: str, extra: str) -> str:
    if name in WORKED_OUT:
        return str(WORKED_OUT[name](start, extra))
    if "T" in start:
        at = datetime.fromisoformat(start)
        return term(name, at.date()).deadline(at).isoformat(timespec="minutes")
    return str(term(name, date.fromisoformat(start)).last_day(date.fromisoformat(start)))


@pytest.mark.requirement(
    "S004-44",
    "S004-46",
    "S004-47",
    "S004-49",
    "S004-58",
    "S004-97",
    "S004-114",
    "S004-117",
    "T-01",
    "T-02",
    "T-03",
    "T-04",
    "T-05",
    "T-06",
    "T-07",
    "T-08",
    "T-09",
    "T-10",
    "T-11",
    "T-12",
    "T-13",
    "T-14",
    "T-15",
    "T-16",
    "T-17",
    "T-18",
    "T-19",
    "T-20",
    "T-21",
    "T-22",
    "T-23",
    "EC-12",
    "EC-29",
    "EC-30",
    "EC-32",
    "EC-61",
    "INV-12",
    "D-5",
    "D-7",
    "B-28",
    "B-50",
    "B-51",
    "B-53",
    "B-54",
    "B-55",
)
@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['term']}-{line['start']}-{line['extra']}")
def test_the_policy_ends_on_the_day_the_officer_worked_out(line: dict[str, str]) -> None:
    assert worked_out(line["term"], line["start"], line["extra"]) == line["ends"], line["why"]


def test_every_term_has_a_worked_example() -> None:
    without_days = {row.name for row in TERMS if row.times}
    assert {row.name for row in TERMS} - without_days <= {line["term"] for line in lines()}


def test_every_worked_example_says_why() -> None:
    assert [line for line in lines() if not line["why"]] == []
