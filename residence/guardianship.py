"""Nidos asks for guardianship and names the guardian; it ends by itself at majority (S004-58, INV-23)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import birth_date, completion, joined, majority
from intake.majority import Known
from intake.models import Case
from partners import involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind, Person
from residence import after_guardianship
from residence.models import Guardianship
from shelter import care

FIELDS = ("guardian", "kind", "requested_on")
GUARDIAN_ROLE = "nidos.guardian"


def current(case: Case) -> Guardianship | None:
    """The guardianship that nobody took over; whether it still runs is derived (`is_active`)."""
    return case.guardianships.filter(replaced_on=None).first()


def ends_on(guardianship: Guardianship, known: Known) -> date | None:
    """The day guardianship ends, or ended, by itself; None as long as no official record gives one.

    Ended stays ended, also when a later record makes the child a minor again or the age is contested: then it is asked
    for anew (INV-23, EC-27).
    """
    for spell in known.spells:
        end = max(spell.since, guardianship.requested_on)
        if spell.until is None or end < spell.until:
            return end
    return None


def is_active(guardianship: Guardianship, known: Known, today: date) -> bool:
    """Whether the guardian is the child's guardian on a day."""
    end = ends_on(guardianship, known)
    return guardianship.replaced_on is None and (end is None or today < end)


def guardians(parent: Any, by: Actor, at: datetime) -> QuerySet[Person]:
    """Who can be named: the guardians of the own organisation."""
    return Person.objects.filter(organisation_id=by.organisation_id, role=GUARDIAN_ROLE, is_active=True)


def check(case: Case, by: Actor, at: datetime) -> None:
    """Nidos, for a minor. Raises RuleBroken."""
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Only Nidos asks for guardianship."), "S004-58")
    if not birth_date.is_minor(case, day_of(at)):
        raise RuleBroken(
            "of-age", _("This person is of age: guardianship has ended and cannot be asked for."), "INV-23"
        )


def check_guardian(case: Case, guardian: Person, requested_on: date, by: Actor, at: datetime) -> None:
    """Somebody who works here as a guardian and is not so already, from a day that can be. Raises RuleBroken."""
    if not guardians(case, by, at).filter(pk=guardian.pk).exists():
        raise RuleBroken("no-guardian", _("Name somebody who works as a guardian at your organisation."), "S004-58")
    if not case.arrived_on <= requested_on <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("Guardianship is asked for after the arrival and not later than today."), "S004-58"
        )
    old = current(case)
    if old is not None and old.guardian_id == guardian.pk and is_active(old, majority.of_case(case), day_of(at)):
        raise RuleBroken("already-guardian", _("This is the child's guardian already."), "S004-58")


@transaction.atomic
def request(*, case: Case, guardian: Person, kind: str = "TEMPORARY", requested_on: date | None = None,
            by: Actor, at: datetime) -> Guardianship:  # fmt: skip
    """Name the guardian, who becomes involved; a later request for somebody else takes over. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    requested_on = requested_on or day_of(at)
    check(case, by, at)
    check_guardian(case, guardian, requested_on, by, at)
    replace_current(case, by=by, at=at)
    row = Guardianship(case=case, guardian=guardian, kind=kind, requested_on=requested_on)
    ledger.record(row, by=by, at=at)
    involve(row, by=by, at=at)
    notices.tell_one(to=guardian.organisation, person=guardian, role=GUARDIAN_ROLE, about=row.id, case=case.id,
                     kind=NoticeKind.GUARDIANSHIP, source="S004-58", by=by, at=at)  # fmt: skip
    completion.end_intake(case, by=by, at=at)
    return row


def replace_current(case: Case, *, by: Actor, at: datetime) -> None:
    old = current(case)
    if old is not None:
        old.replaced_on = day_of(at)
        ledger.record(old, by=by, at=at)
        after_guardianship.close(case.id, by=by, at=at, about=old.id)
    # Of a child with more than one file a guardian may have come along from another.
    after_guardianship.close(*joined.closed_into(case), by=by, at=at)


def involve(row: Guardianship, *, by: Actor, at: datetime) -> None:
    """The event "guardianship requested" of the table in C5: the named person, with an end as soon as one is known."""
    involving.involve(case=row.case_id, number=row.case.number, organisation=row.guardian.organisation,
                      ground=Ground.GUARDIAN, role=GUARDIAN_ROLE, person=row.guardian, about=row.id,
                      by=by, at=at)  # fmt: skip
    set_end(row.case, by=by, at=at)


def set_end(case: Case, *, by: Actor, at: datetime) -> None:
    """Write until when there is a guardian and who sees the case from then on, as the age stands now (INV-23)."""
    care.stop_for_a_minor(case, by=by, at=at)
    guardianship = current(case)
    if guardianship is None:
        return
    known = majority.of_case(case)
    after_guardianship.settle(guardianship, ends_on(guardianship, known), by=by, at=at)
    if is_to_be_asked_anew(guardianship, known, day_of(at)):
        completion.back_to_nidos(case, by=by, at=at)


def is_to_be_asked_anew(guardianship: Guardianship, known: Known, today: date) -> bool:
    """Whether guardianship ended and the child counts as a minor: by a later record or a contest (INV-23, EC-27)."""
    minor = majority.is_minor(known, today)
    return minor and guardianship.replaced_on is None and not is_active(guardianship, known, today)


REQUEST = Act(
    path="cases/{case}/guardianships",
    label=_("Ask for guardianship"),
    verb=request,
    model=Guardianship,
    fields=FIELDS,
    parent_model=Case,
    right=(DataClass.GUARDIANSHIP, "writes"),
    check=check,
    choices={"guardian": guardians},
    source="S004-58",
)
