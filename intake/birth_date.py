"""Record what is said or decided about a birth date; an official record leads (D-5)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import BirthDateRecord, Case, Precision
from partners import notices
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import NoticeKind

FIELDS = ("date", "precision", "source", "status")
UNKNOWN = {"date": None, "precision": Precision.UNKNOWN}


def check_date(born: date | None, precision: str, today: date) -> None:
    """A date comes with its precision, and nobody is born tomorrow. Raises RuleBroken."""
    if (born is None) != (precision == Precision.UNKNOWN):
        raise RuleBroken(
            "birth-date-precision",
            _("Give a birth date and how precisely it is known, or say that it is not known."),
            "S004-27",
        )
    if born is not None and born > today:
        raise RuleBroken("birth-date-in-future", _("The birth date lies in the future."), "S004-27")


@transaction.atomic
def record(*, case: Case, date: date | None = None, precision: str = Precision.DAY, source: str = "CHILD",
           status: str = "PROVISIONAL", by: Actor, at: datetime) -> BirthDateRecord:  # fmt: skip
    """Add a birth-date record; it acts from now on, never backwards (D-5). Raises RuleBroken."""
    check_date(date, precision, day_of(at))
    known = current(case)
    row = BirthDateRecord(case=case, date=date, precision=precision, source=source, status=status, effective_from=at)
    ledger.record(row, by=by, at=at)
    if known is not None:
        notices.tell(
            kinds=("NIDOS", "COA", "IND"), about=row.id, kind=NoticeKind.BIRTH_DATE, case=case.id, source="AL-23",
            by=by, at=at,
        )  # fmt: skip
    return row


def current(case: Case, at: datetime | None = None) -> BirthDateRecord | None:
    """The record that counts: the latest official one, or else the latest; on a moment, or now."""
    rows = case.birth_dates.order_by("-effective_from", "-created_at")
    return leading([row for row in rows if at is None or row.effective_from <= at])


def leading(rows: list[BirthDateRecord]) -> BirthDateRecord | None:
    """Of records ordered newest first, the one that counts."""
    official = [row for row in rows if row.status == BirthDateRecord.Status.OFFICIAL]
    return next(iter(official or rows), None)


def adult_since(rows: list[BirthDateRecord]) -> date | None:
    """The day the child counts as an adult, from records ordered newest first; None while a minor without an end.

    A correction never acts backwards: whoever it shows to have been adult already is so from its own day (INV-23).
    """
    row = leading(rows)
    comes_of_age = row.adult_from() if row else None
    return (
        max(comes_of_age, day_of(row.effective_from))
        if row and comes_of_age and _corrects(row, rows)
        else comes_of_age
    )


def _corrects(row: BirthDateRecord, rows: list[BirthDateRecord]) -> bool:
    return any(other.effective_from < row.effective_from for other in rows)


def is_minor(case: Case, today: date) -> bool:
    """Whether the child counts as a minor on a day; without an official date always (D-5)."""
    since = adult_since(list(case.birth_dates.order_by("-effective_from", "-created_at")))
    return since is None or today < since
