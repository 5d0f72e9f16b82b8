"""The second person: says that somebody works here, and only then an account comes or changes (D-10, decision 0073).

A supervisor of the organisation, because who works there is known there; where there is none, the data-protection
officer. Never who asked for it, and never about themselves.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from partners import leaving
from partners.access_table import SUPERVISORS
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Person
from shelter.models import StaffChange
from shelter.staff_checks import (
    DETAILS,
    SOURCE,
    Kind,
    Outcome,
    check_fits,
    check_leave,
    check_somebody_else,
    check_staff_id,
    check_username,
    whose,
)

REVIEWS = (DataClass.STAFF_REVIEW, "writes")


def supervisors(organisations: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """Who can say of others whether they work there, by organisation."""
    found: dict[UUID, set[UUID]] = {organisation: set() for organisation in organisations}
    rows = Person.objects.filter(organisation__in=organisations, role__in=SUPERVISORS, is_active=True)
    for organisation, person in rows.values_list("organisation", "pk"):
        found[organisation].add(person)
    return found


def vouches(by: Actor, person: UUID | None, there: Collection[UUID]) -> bool:
    """A supervisor says who works there; the data-protection officer where there is no other one."""
    return by.role in SUPERVISORS or not set(there) - {person}


def check_vouches(organisation: UUID, person: UUID | None, by: Actor) -> None:
    """Somebody else, and who can speak for this organisation. Raises RuleBroken."""
    check_somebody_else(person, by)
    if not vouches(by, person, supervisors([organisation])[organisation]):
        raise RuleBroken("supervisor-decides", _("A supervisor of this organisation decides: there is one."), SOURCE)


def may_decide(row: StaffChange, by: Actor, there: Collection[UUID]) -> bool:
    """What `check_decide` asks of a row that waits, for a page of many: `there` are the supervisors."""
    own = {row.created_by, row.person_id}
    return not any(by.same_person(person) for person in own) and vouches(by, row.person_id, there)


def check_decide(staff_change: StaffChange, by: Actor, at: datetime) -> None:
    """It waits, and somebody else asked for it, for somebody else than oneself. Raises RuleBroken."""
    if staff_change.outcome:
        raise RuleBroken("decided-already", _("This was decided already."), SOURCE)
    if by.same_person(staff_change.created_by):
        raise RuleBroken("own-request", _("Somebody else than who asked for it decides."), SOURCE)
    check_vouches(staff_change.organisation_id, staff_change.person_id, by)


@transaction.atomic
def decide(*, staff_change: StaffChange, outcome: str, decision_reason: str = "", by: Actor,
           at: datetime) -> StaffChange:  # fmt: skip
    """Say that this person works here, in this role: it holds from now on; or why not. Raises RuleBroken."""
    row = StaffChange.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=staff_change.pk)
    check_decide(row, by, at)
    if outcome not in Outcome.values:
        raise RuleBroken("no-decision", _("Say what becomes of it."), SOURCE)
    if outcome == Outcome.REFUSED and not decision_reason.strip():
        raise RuleBroken("no-reason", _("Say why not."), SOURCE)
    row.outcome, row.decided_at, row.decided_by_id = outcome, at, by.person_id
    if outcome == Outcome.CONFIRMED:
        carry_out(row, by, at)
    else:
        row.decision_reason = decision_reason.strip()
    return ledger.record(row, by=by, at=at, reason=row.decision_reason)


def carry_out(row: StaffChange, by: Actor, at: datetime) -> None:
    """What was asked for, if it can still be done. Raises RuleBroken."""
    check_fits(row.organisation, row.role, row.location)
    check_staff_id(row.organisation, row.staff_id, row.person)
    if row.kind == Kind.COMES:
        check_username(row.username, row)
        row.person = arrive(row)
    elif row.kind == Kind.RETURNS:
        leaving.come_back(person=row.person, by=by, at=at)
        write_down(row, at)
    else:
        check_leave(row.person, by, at)
        write_down(row, at)


def arrive(row: StaffChange) -> Person:
    """The account: without a password, until its owner chooses one (shelter/first_login.py)."""
    person = Person(username=row.username, organisation=row.organisation, **details(row))
    person.set_unusable_password()
    person.save()
    return person


def details(row: StaffChange) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DETAILS} | {"location": row.location_id}


def write_down(row: StaffChange, at: datetime) -> None:
    """The account says what was confirmed, from the next login on; who comes back chooses a new password."""
    assert row.person_id is not None
    person = Person.objects.select_for_update().get(pk=row.person_id)
    for name, value in details(row).items():
        setattr(person, name, value)
    if row.kind == Kind.RETURNS:
        person.set_unusable_password()
    person.logged_out_at = at
    person.save()


def stands_now(staff_change: StaffChange, by: Actor, at: datetime) -> Sequence[str | Promise]:
    """What the account says now, beside what was asked."""
    if staff_change.person is None:
        return []
    return [_("It says now: %(who)s") % {"who": whose(staff_change.person, by, at)[0]}]


DECIDE = Act(
    path="staff-changes/{staff_change}/decisions",
    label=_("Decide"),
    verb=decide,
    model=StaffChange,
    fields=("outcome", "decision_reason"),
    required=("outcome",),
    parent_model=StaffChange,
    right=REVIEWS,
    check=check_decide,
    advise=stands_now,
    proof=True,
    source=SOURCE,
    help=_("Confirm it if you know that this person works with you in this role. Refuse it if you do not."),
)
