"""What is asked before an account changes, and whose account somebody may know of (D-10, decision 0073)."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.models import Organisation, Person
from partners.roles import ROLES, SAME_ROLES_AS
from shelter.models import Location, StaffChange

SOURCE = "D-10"
USERNAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")
IN_A_HOUSE = "bo_provider."
DETAILS = ("name", "role", "location", "staff_id", "phone")
Kind, Outcome = StaffChange.Kind, StaffChange.Outcome


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why."), SOURCE)


def check_somebody_else(person: UUID | None, by: Actor) -> None:
    """Nobody decides about their own account. Raises RuleBroken."""
    if by.same_person(person):
        raise RuleBroken("own-account", _("This is your own account: somebody else does this for you."), SOURCE)


def check_fits(organisation: Organisation, role: str, location: Location | None) -> None:
    """The role is one of this organisation, and the house is one of its own. Raises RuleBroken."""
    kind = ROLES[role].kind
    if kind is not None and kind != SAME_ROLES_AS.get(organisation.kind, organisation.kind):
        raise RuleBroken("role-elsewhere", _("Nobody of this organisation has this role."), SOURCE)
    if not organisation.is_active:
        raise RuleBroken("organisation-closed", _("This organisation does not take part any more."), SOURCE)
    if location is not None and (not role.startswith(IN_A_HOUSE) or location.provider_id != organisation.pk):
        raise RuleBroken("house-elsewhere", _("In this role and organisation nobody works in this house."), SOURCE)
    if location is None and role == "bo_provider.mentor":
        raise RuleBroken("no-house", _("Say in which house this mentor works."), SOURCE)


def check_username(username: str, row: StaffChange | None = None) -> None:
    """It can be typed, and is nobody's, nor asked for in another request. Raises RuleBroken."""
    if not USERNAME.fullmatch(username):
        raise RuleBroken("no-username", _("A user name is of small letters, digits, dots and dashes."), SOURCE)
    asked = StaffChange.objects.filter(outcome="", kind=Kind.COMES, username=username)
    if Person.objects.filter(username__iexact=username).exists() or asked.exclude(pk=row and row.pk).exists():
        raise RuleBroken("username-taken", _("Somebody else has or gets this user name: choose another one."), SOURCE)


def check_staff_id(organisation: Organisation, staff_id: str, person: Person | None) -> None:
    """By it the organisation's own login says who comes: it is of one person. Raises RuleBroken."""
    others = Person.objects.filter(organisation=organisation, staff_id=staff_id).exclude(pk=person and person.pk)
    if staff_id and others.exists():
        raise RuleBroken(
            "staff-number-taken", _("Somebody of this organisation already has this staff number."), SOURCE
        )


def check_none_waits(person: Person, by: Actor, at: datetime) -> None:
    """No two requests about one account beside each other. Raises RuleBroken."""
    if StaffChange.objects.filter(person=person, outcome="").exists():
        raise RuleBroken("waits-already", _("Another change of this account still waits for confirmation."), SOURCE)


def check_leave(person: Person, by: Actor, at: datetime) -> None:
    """Somebody else who works here. Raises RuleBroken."""
    check_somebody_else(person.pk, by)
    if not person.is_active:
        raise RuleBroken("has-left", _("This person has left already."), SOURCE)


def known(standing: Standing) -> QuerySet[Person]:
    """Of whom an actor sees the account: everybody's, or of the own organisation."""
    right = standing.right(DataClass.STAFF)
    whose = Q() if right.reads else Q(organisation=standing.actor.organisation_id) if right.own else Q(pk=None)
    return Person.objects.select_related("organisation").filter(whose)


def find(key: UUID, standing: Standing, at: datetime) -> Person:
    """Somebody whose account the actor sees. Raises NotFound."""
    person = known(standing).filter(pk=key).first()
    if person is None:
        raise NotFound
    return person


def whose(person: Person, by: Actor, at: datetime) -> Sequence[str | Promise]:
    """About whom the form is."""
    house = Location.objects.filter(pk=person.location).first() if person.location else None
    said = [f"{person.name} ({person.username})", ROLES[person.role].label, person.organisation.name, house,
            person.staff_id]  # fmt: skip
    return [", ".join(str(each) for each in said if each)]
