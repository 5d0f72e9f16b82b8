"""The page of accounts: what waits for a second person, and who works here, by organisation (decision 0073)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import ledger
from overview import words
from overview.links import When, free_act_url
from partners import involvement
from partners.access import Standing, classes_of, visible
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.models import Organisation, Person
from partners.roles import ROLES
from partners.second_factor import STEPS
from shelter import staff
from shelter.models import Location, StaffChange
from shelter.staff_checks import known
from shelter.staff_decision import DECIDE, may_decide, supervisors, vouches

Buttons = list[tuple[str, str]]


@dataclass(frozen=True)
class Asked:
    """A change that waits; without `url` for who does not decide on it."""

    what: str
    who: str
    username: str
    role: str
    organisation: str
    why: str
    since: str
    url: str


@dataclass(frozen=True)
class Line:
    """One account."""

    name: str
    username: str
    role: str
    house: str
    state: When | None
    buttons: Buttons


@dataclass(frozen=True)
class Home:
    """One organisation whose people may be shown."""

    name: str
    people: int
    url: str


@dataclass(frozen=True)
class Page:
    add_url: str
    asked: list[Asked]
    homes: list[Home]
    chosen: str
    lines: list[Line]


def load(actor: Actor, organisation: UUID | None, at: datetime) -> Page:
    """The page, with the people of one organisation, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.STAFF, "reads")
    ledger.read(StaffChange, by=actor, case=None, classes=classes_of(StaffChange, standing))
    rows = waiting(standing)
    decided = {row.pk for row in to_decide(rows, actor)} if DECIDE.allowed(standing) else set()
    chosen = organisation if standing.right(DataClass.STAFF).reads else actor.organisation_id
    people = list(known(standing).filter(organisation=chosen).order_by("-is_active", "name")) if chosen else []
    return Page(
        add_url=free_act_url(staff.TAKE_ON) if staff.TAKE_ON.allowed(standing) else "",
        asked=[asked(row, row.pk in decided) for row in rows], homes=homes(standing),
        chosen=people[0].organisation.name if people else "",
        lines=lines(people, {row.person_id for row in rows}, standing),
    )  # fmt: skip


def waiting(standing: Standing) -> list[StaffChange]:
    """What was asked and not decided yet, the oldest first, as far as the actor knows of it."""
    rows = visible(StaffChange.objects.filter(outcome="").select_related("organisation"), standing)
    return list(rows.order_by("created_at")) if rows is not None else []


def oldest_to_decide(actor: Actor, at: datetime) -> datetime | None:
    """Since when the first of those waits that this actor decides on."""
    standing = involvement.without_case(actor)
    if not standing.right(DataClass.STAFF_REVIEW).writes:
        return None
    return min((row.created_at for row in to_decide(waiting(standing), actor)), default=None)


def to_decide(rows: list[StaffChange], actor: Actor) -> list[StaffChange]:
    there = supervisors({row.organisation_id for row in rows}) if rows else {}
    return [row for row in rows if may_decide(row, actor, there[row.organisation_id])]


def asked(row: StaffChange, decides: bool) -> Asked:
    return Asked(
        what=str(row.get_kind_display()), who=row.name, username=row.username, role=str(ROLES[row.role].label),
        organisation=row.organisation.name, why=row.reason, since=words.moment(row.created_at),
        url=free_act_url(DECIDE, row.pk) if decides else "",
    )  # fmt: skip


def homes(standing: Standing) -> list[Home]:
    """The organisations to choose from, for who looks after accounts of all."""
    if not standing.right(DataClass.STAFF).reads:
        return []
    here = Count("people", filter=Q(people__is_active=True))
    return [
        Home(row.name, row.working, f"{reverse('admin:staff')}?organisation={row.pk}")
        for row in Organisation.objects.annotate(working=here)
        .filter(Q(is_active=True) | Q(working__gt=0))
        .order_by("name")
    ]


def lines(people: list[Person], waits: Collection[UUID | None], standing: Standing) -> list[Line]:
    keys, there = [person.pk for person in people], supervisors({person.organisation_id for person in people})
    with_step = set(Authenticator.objects.filter(user__in=keys, type__in=STEPS).values_list("user", flat=True))
    houses = dict(Location.objects.filter(pk__in={person.location for person in people}).values_list("pk", "name"))
    return [
        Line(
            person.name, person.username, str(ROLES[person.role].label), houses.get(person.location, ""),
            state(person, person.pk in waits),
            [*buttons(person, standing, waits=person.pk in waits, has_step=person.pk in with_step),
             *word(person, standing, there[person.organisation_id])],
        )
        for person in people
    ]  # fmt: skip


def state(person: Person, waits: bool) -> When | None:
    """What is to be known of an account; nothing of one that is in use."""
    if waits:
        return When(_("a change waits"), "soon")
    if not person.is_active:
        return When(_("has left"), "calm")
    return None if person.has_usable_password() else When(_("chooses a password first"), "soon")


def buttons(person: Person, standing: Standing, *, waits: bool, has_step: bool) -> Buttons:
    """What this actor can do with this account; what these ask first, the verbs ask again."""
    if standing.actor.same_person(person.pk):
        return []
    offered: list[tuple[Act, bool]] = [
        (staff.CHANGE, person.is_active and not waits), (staff.FORGET, person.is_active and has_step),
        (staff.LEAVE, person.is_active), (staff.COME_BACK, not person.is_active and not waits),
    ]  # fmt: skip
    return [(str(act.label), free_act_url(act, person.pk)) for act, fits in offered if fits and act.allowed(standing)]


def word(person: Person, standing: Standing, there: Collection[UUID]) -> Buttons:
    """The way to a one-time word, for who decides on this account."""
    decides = standing.right(DataClass.STAFF_REVIEW).writes and vouches(standing.actor, person.pk, there)
    if not decides or not person.is_active or standing.actor.same_person(person.pk):
        return []
    return [(_("Give a one-time word"), reverse("admin:staff_word", args=[person.pk]))]
