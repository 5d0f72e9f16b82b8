"""Record what is said or decided about a birth date; an official record leads (D-5)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import correction_told, duplicate, majority
from intake.models import BirthDateRecord, Case, Precision
from partners import notices
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy.moments import moment_after
from policy.numbers import number

FIELDS = ("date", "precision", "source", "status")
# Who hears of it because they count on the date.
TOLD = ("NIDOS", "COA", "IND")
UNKNOWN = {"date": None, "precision": Precision.UNKNOWN}


def check_date(born: date | None, precision: str, today: date) -> None:
    """A date comes with its precision, and nobody is born tomorrow. Raises RuleBroken."""
    if (born is None) != (precision == Precision.UNKNOWN):
        raise RuleBroken(
            "birth-date-precision",
            _("Give a birth date and how precisely it is known, or say that it is not known."),
            "S004-27",
        )
    first = BirthDateRecord(date=born, precision=precision).earliest()
    if first is not None and first > today:
        raise RuleBroken("birth-date-in-future", _("The birth date lies in the future."), "S004-27")


def check_plausible(row: BirthDateRecord, arrived_on: date) -> None:
    """Born before it arrived; and a claim that makes somebody far too old is a slip of the pen. Raises RuleBroken."""
    first, most = row.earliest(), number("CLAIMED_AGE_AT_MOST", arrived_on)
    if first is not None and first > arrived_on:
        raise RuleBroken(
            "born-after-arrival", _("The child was born after the day on which it arrived: one of the two is wrong."),
            "S004-27",
        )  # fmt: skip
    age = row.age(arrived_on)
    if age is not None and age > most and row.status != BirthDateRecord.Status.OFFICIAL:
        sentence = _("By this date the child was %(age)s years old when it arrived: look at the year once more.")
        raise RuleBroken("age-implausible", sentence % {"age": age}, "S004-27")


def check_says_something(row: BirthDateRecord, known: BirthDateRecord | None) -> None:
    """“Not known” stands there as long as no date does; only an official record takes one back. Raises RuleBroken."""
    if row.date is None and known is not None and known.date and row.status != BirthDateRecord.Status.OFFICIAL:
        raise RuleBroken(
            "says-nothing",
            _("A date is recorded already. Fill in at least a year; only an official record can say “not known”."),
            "D-5",
        )


def stated(*, case: Case, date: date | None = None, precision: str = Precision.DAY, source: str = "CHILD",
           status: str = "PROVISIONAL", at: datetime) -> BirthDateRecord:  # fmt: skip
    """What is said of a birth date, not saved: the first of a case, or one more. Raises RuleBroken."""
    check_date(date, precision, day_of(at))
    row = BirthDateRecord(case=case, date=date, precision=precision, source=source, status=status, effective_from=at)
    check_plausible(row, case.arrived_on)
    return row


@transaction.atomic
def record(*, case: Case, by: Actor, at: datetime, **said: Any) -> BirthDateRecord:
    """Add a birth-date record; it acts from now on, never backwards (D-5). Raises RuleBroken.

    Nothing is edited: a slip is put right by another record. Whoever counts on the date hears when another one counts.
    Two that come at one moment act one after the other, so that it is never open which of them counts.
    """
    there = newest_first(case)
    at = free_moment(at, [row.effective_from for row in there])
    row = stated(case=case, at=at, **said)
    check_says_something(row, majority.leading(there))
    ledger.record(row, by=by, at=at)
    if current(case) == row:
        notices.tell(
            kinds=TOLD, about=row.id, kind=NoticeKind.BIRTH_DATE, case=case.id, source="AL-23",
            by=by, at=at,
        )  # fmt: skip
        correction_told.tell(row, DataClass.IDENTITY, DataClass.AGE, but=TOLD, by=by, at=at)
    duplicate.look(case=case, by=by, at=at)
    return row


def free_moment(at: datetime, taken: Sequence[datetime]) -> datetime:
    """This moment, or the first after it that is not taken."""
    while at in taken:
        at = moment_after(at)
    return at


def newest_first(case: Case) -> list[BirthDateRecord]:
    return list(case.birth_dates.order_by("-effective_from", "-created_at"))


def current(case: Case, at: datetime | None = None) -> BirthDateRecord | None:
    """The record that counts: the latest official one, or else the latest; on a moment, or now."""
    return majority.leading([row for row in newest_first(case) if at is None or row.effective_from <= at])


def is_minor(case: Case, today: date) -> bool:
    """Whether the child counts as a minor on a day: without an official date always, contested too (D-5, EC-27)."""
    return majority.is_minor(majority.of_case(case), today)
