"""Guardianship ends by itself, and nobody is lost from sight by that: who sees the case then (C5 rule e, EC-01).

Nothing runs at midnight: until when there is a guardian, and from when others see the case, is written as soon as the
day is known, and written anew when that changes (docs/decisions/0041-eighteen.md).
"""

from datetime import date, datetime
from uuid import UUID

from config.clock import day_of, start_of
from partners import involving
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement
from residence.models import Guardianship
from shelter import care

GROUNDS = (Ground.GUARDIAN, Ground.AFTER_GUARDIANSHIP, Ground.OF_AGE)
# Who at Nidos sees whoever came of age, for as long as the case is open.
OF_AGE_ROLES = ("nidos.intake", "nidos.care_coordinator")


def close(*cases: UUID, by: Actor, at: datetime, about: UUID | None = None) -> None:
    """End what guardianship opened in these cases, and what it would open (about this one, when it is named)."""
    rows = Involvement.objects.not_over(at).filter(case_id__in=cases, ground__in=GROUNDS)
    involving.end_all(rows.filter(about=about) if about else rows, by=by, at=at, until=at)


def settle(guardianship: Guardianship, end: date | None, *, by: Actor, at: datetime) -> None:
    """Write until when guardianship opens the case, and what its end opens.

    What ended today is looked at too: a slip in a birth date is put right on the same day.
    """
    rows = Involvement.objects.not_over(start_of(day_of(at))).filter(case_id=guardianship.case_id)
    known = list(rows.filter(about=guardianship.id, ground__in=GROUNDS))
    begins = max(start_of(end), at) if end else None
    mine = [row for row in known if row.ground == Ground.GUARDIAN and not has_ended(row, begins, at)]
    later = [row for row in known if row.ground != Ground.GUARDIAN and (row.until is None or row.until > at)]
    involving.end_all([row for row in mine if row.until != begins], by=by, at=at, until=begins)
    if end and begins == at and any(row.since <= at for row in later):
        move_end(later, care.reads_until(start_of(end)), by=by, at=at)
    elif {row.since for row in later} != ({begins} if begins else set()):
        involving.end_all(later, by=by, at=at, until=at)
        if end and begins:
            open_later(guardianship, begins, care.reads_until(start_of(end)), by=by, at=at)


def has_ended(row: Involvement, begins: datetime | None, at: datetime) -> bool:
    """Whether it is over, and stays so."""
    return begins == at and row.until is not None and row.until <= at


def move_end(rows: list[Involvement], until: datetime, *, by: Actor, at: datetime) -> None:
    """Of the former guardian alone, and not as long as care is coordinated (which lifted the end)."""
    stale = [row for row in rows if row.ground == Ground.AFTER_GUARDIANSHIP and row.until not in (None, until)]
    involving.end_all(stale, by=by, at=at, until=until)


def open_later(guardianship: Guardianship, since: datetime, until: datetime, *, by: Actor, at: datetime) -> None:
    """The former guardian for a while, by name; the roles of Nidos until the case is closed."""
    case, nidos = guardianship.case, guardianship.guardian.organisation
    to = {"case": case.id, "number": case.number, "organisation": nidos, "about": guardianship.id, "since": since}
    involving.involve(ground=Ground.AFTER_GUARDIANSHIP, role="nidos.guardian", person=guardianship.guardian,
                      until=until, by=by, at=at, **to)  # fmt: skip
    for role in OF_AGE_ROLES:
        involving.involve(ground=Ground.OF_AGE, role=role, by=by, at=at, **to)
