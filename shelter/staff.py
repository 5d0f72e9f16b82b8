"""The accounts of who works with Beschut: taken on, changed, ended and opened again (D-10, decision 0073).

Whoever looks after accounts gives nobody rights alone (shelter/staff_decision.py). What takes rights away holds at
once.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from partners import leaving, second_factor
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Organisation, Person
from partners.roles import ROLES, SAME_ROLES_AS
from shelter.models import Location, StaffChange
from shelter.staff_checks import (
    DETAILS,
    IN_A_HOUSE,
    SOURCE,
    Kind,
    Outcome,
    check_fits,
    check_leave,
    check_none_waits,
    check_reason,
    check_somebody_else,
    check_staff_id,
    check_username,
    find,
    whose,
)

WRITES = (DataClass.STAFF, "writes")


@transaction.atomic
def take_on(*, name: str, username: str, organisation: Organisation, role: str, reason: str,
            location: Location | None = None, staff_id: str = "", phone: str = "",
            by: Actor, at: datetime) -> StaffChange:  # fmt: skip
    """Ask that somebody gets an account; until it is confirmed there is none. Raises RuleBroken."""
    check_reason(reason)
    if not name.strip():
        raise RuleBroken("no-name", _("Give it a name."), SOURCE)
    check_fits(organisation, role, location)
    check_username(username)
    check_staff_id(organisation, staff_id, None)
    row = StaffChange(kind=Kind.COMES, name=name.strip(), username=username, organisation=organisation, role=role,
                      location=location, staff_id=staff_id, phone=phone, reason=reason.strip())  # fmt: skip
    return ledger.record(row, by=by, at=at, reason=row.reason)


def about(person: Person, kind: str, reason: str, **new: Any) -> StaffChange:
    """A change of this account, with all that it says now and what of it is new."""
    location = Location.objects.filter(pk=person.location).first() if person.location else None
    known = {"name": person.name, "role": person.role, "location": location, "staff_id": person.staff_id,
             "phone": person.phone}  # fmt: skip
    return StaffChange(kind=kind, person=person, organisation=person.organisation, username=person.username,
                       reason=reason.strip(), **(known | new))  # fmt: skip


def held(person: Person) -> Person:
    """The account as it stands, until the transaction ends."""
    return Person.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=person.pk)


def check_change(person: Person, by: Actor, at: datetime) -> None:
    """Somebody else who works here, and about whom nothing waits. Raises RuleBroken."""
    check_somebody_else(person.pk, by)
    if not person.is_active:
        raise RuleBroken("has-left", _("This person has left already."), SOURCE)
    check_none_waits(person, by, at)


def as_it_stands(person: Person, by: Actor, at: datetime) -> Mapping[str, Any]:
    return {name: getattr(person, name) for name in DETAILS}


@transaction.atomic
def change(*, person: Person, reason: str, by: Actor, at: datetime, **said: Any) -> StaffChange:
    """Ask for another role, house or name; all stays as it is until it is confirmed. Raises RuleBroken.

    Also a name and a staff number: by these an account would become somebody else's.
    """
    person = held(person)
    check_change(person, by, at)
    check_reason(reason)
    before = about(person, Kind.CHANGES, reason)
    row = about(person, Kind.CHANGES, reason, **{name: said[name] for name in DETAILS if name in said})
    if not row.name.strip():
        raise RuleBroken("no-name", _("Give it a name."), SOURCE)
    if all(getattr(row, name) == getattr(before, name) for name in DETAILS):
        raise RuleBroken("nothing-new", _("Nothing would change."), SOURCE)
    check_fits(row.organisation, row.role, row.location)
    check_staff_id(row.organisation, row.staff_id, person)
    return ledger.record(row, by=by, at=at, reason=row.reason)


@transaction.atomic
def leave(*, person: Person, reason: str, by: Actor, at: datetime) -> StaffChange:
    """Every way in ends at once; what was still asked about the account is off. Raises RuleBroken."""
    person = held(person)
    check_leave(person, by, at)
    check_reason(reason)
    for waiting in StaffChange.objects.select_for_update().filter(person=person, outcome=""):
        waiting.outcome, waiting.decided_at, waiting.decision_reason = Outcome.REFUSED, at, reason.strip()
        ledger.record(waiting, by=by, at=at, reason=waiting.decision_reason)
    leaving.leave(person=person, by=by, at=at)
    return at_once(about(person, Kind.LEAVES, reason), by=by, at=at)


def check_come_back(person: Person, by: Actor, at: datetime) -> None:
    """Somebody else who has left, and about whom nothing waits. Raises RuleBroken."""
    check_somebody_else(person.pk, by)
    if person.is_active:
        raise RuleBroken("is-here", _("This person has not left."), SOURCE)
    check_none_waits(person, by, at)


@transaction.atomic
def come_back(*, person: Person, reason: str, by: Actor, at: datetime) -> StaffChange:
    """Ask that the account of who left opens again; until it is confirmed it stays closed. Raises RuleBroken."""
    person = held(person)
    check_come_back(person, by, at)
    check_reason(reason)
    row = about(person, Kind.RETURNS, reason)
    check_fits(row.organisation, row.role, row.location)
    return ledger.record(row, by=by, at=at, reason=row.reason)


def check_forget(person: Person, by: Actor, at: datetime) -> None:
    """Somebody else, who set one up. Raises RuleBroken."""
    check_leave(person, by, at)
    if not second_factor.of(person):
        raise RuleBroken("nothing-set-up", _("There is no second step to forget."), second_factor.SOURCE)


@transaction.atomic
def forget_second_step(*, person: Person, reason: str, by: Actor, at: datetime) -> StaffChange:
    """Who lost phone, key and paper sets it up anew; the password is asked for as before. Raises RuleBroken."""
    person = held(person)
    check_forget(person, by, at)
    check_reason(reason)
    second_factor.forget(person=person, by=by, at=at)
    return at_once(about(person, Kind.SECOND_STEP, reason), by=by, at=at)


def at_once(row: StaffChange, *, by: Actor, at: datetime) -> StaffChange:
    """What needs no second person."""
    row.outcome, row.decided_at = Outcome.CONFIRMED, at
    return ledger.record(row, by=by, at=at, reason=row.reason)


def houses(parent: Any, by: Actor, at: datetime) -> QuerySet[Location]:
    """Those that somebody runs; for one who works already, those of the own organisation."""
    rows = Location.objects.filter(is_active=True).exclude(provider=None)
    return rows.filter(provider=parent.organisation_id) if isinstance(parent, Person) else rows


def taking_part(parent: Any, by: Actor, at: datetime) -> QuerySet[Organisation]:
    return Organisation.objects.filter(is_active=True)


def fitting(person: Person, by: Actor, at: datetime) -> Mapping[str, list[str] | None]:
    """Which roles people of the own organisation can have; of a house only where some work in one."""
    kind = SAME_ROLES_AS.get(person.organisation.kind, person.organisation.kind)
    codes = [code for code, role in ROLES.items() if role.kind in {None, kind}]
    in_houses = any(code.startswith(IN_A_HOUSE) for code in codes)
    return {"role": codes} if in_houses else {"role": codes, "location": None}


TAKE_ON = Act(
    path="staff",
    label=_("Take somebody on"),
    verb=take_on,
    model=StaffChange,
    fields=("name", "username", "organisation", "role", "location", "staff_id", "phone", "reason"),
    required=("reason",),
    choices={"location": houses, "organisation": taking_part},
    right=WRITES,
    proof=True,
    source=SOURCE,
    help=_("There is an account as soon as a supervisor of that organisation confirms it; who gives the one-time word "
           "to the new colleague as well. You never know a password."),
)  # fmt: skip
CHANGE = Act(
    path="staff/{person}/changes",
    label=_("Change role, house or details"),
    verb=change,
    model=StaffChange,
    fields=(*DETAILS, "reason"),
    required=("reason",),
    parent_from=find,
    choices={"location": houses},
    narrow=fitting,
    prefill=as_it_stands,
    advise=whose,
    right=WRITES,
    check=check_change,
    proof=True,
    source=SOURCE,
    help=_("All stays as it is until a supervisor of the organisation confirms it."),
)
LEAVE = Act(
    path="staff/{person}/departures",
    label=_("Let leave"),
    verb=leave,
    model=StaffChange,
    fields=("reason",),
    required=("reason",),
    parent_from=find,
    advise=whose,
    right=WRITES,
    check=check_leave,
    proof=True,
    source=SOURCE,
    help=_("Every way in ends at once: sessions, the calendar, programs. What this person did stays, by name."),
)
COME_BACK = Act(
    path="staff/{person}/returns",
    label=_("Open the account again"),
    verb=come_back,
    model=StaffChange,
    fields=("reason",),
    required=("reason",),
    parent_from=find,
    advise=whose,
    right=WRITES,
    check=check_come_back,
    proof=True,
    source=SOURCE,
    help=_("It stays closed until a supervisor of the organisation confirms it; then a new password is chosen."),
)
FORGET = Act(
    path="staff/{person}/second-steps",
    label=_("Forget the second step"),
    verb=forget_second_step,
    model=StaffChange,
    fields=("reason",),
    required=("reason",),
    parent_from=find,
    advise=whose,
    right=WRITES,
    check=check_forget,
    proof=True,
    source=second_factor.SOURCE,
    help=_("For who lost phone, key and recovery codes, once you made sure who asks: by a call to a number that you "
           "know already. It is set up anew at the next login, with the password as before."),
)  # fmt: skip
ACTS = (TAKE_ON, CHANGE, LEAVE, COME_BACK, FORGET)
