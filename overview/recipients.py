"""For whom a dossier can be printed: whoever reads something of the case by a right of their own, and the child."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from audit.models import Origin
from intake.models import BirthDateRecord, Child, Conversation
from overview import words
from overview.case_file import kinds
from partners import both, involvement
from partners.access import Standing
from partners.access_grounds import READ_ONLY, WRITES_ONLY
from partners.actors import Actor, anonymous, of_person
from partners.both import ByList, ByRight, Reader
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import INVOLVES_NOBODY_ELSE
from partners.models import Involvement, Organisation, Person
from partners.roles import ROLES, SAME_ROLES_AS
from residence.models import AsylumProcedure, Hearing, Lawyer
from shelter.models import RestExtension, RestPeriod

CHILD = "child"
# What the child takes along. A trafficker may read it over its shoulder: not where it is, who was told what, or that
# anybody thinks of trafficking; and no number of the case, which begins as the shelter is called (decision 0056).
FOR_CHILD = ByList({
    Child: ("given_names", "family_name", "sex", "languages", "nationality", "v_number"),
    BirthDateRecord: ("date", "precision", "source", "status", "effective_from"),
    Conversation: ("step", "planned_at", "held_on", "aborted_on", "reopened_on"),
    RestPeriod: ("starts_on",),
    RestExtension: ("days", "approved_at"),
    Hearing: ("type", "planned_on", "held_on", "replaced_on"),
    AsylumProcedure: ("applied_on", "taken_up_on", "decided_on", "appealed_on", "final_on"),
    Lawyer: ("since", "talked_on", "ended_on"),
})  # fmt: skip


@dataclass(frozen=True)
class Recipient:
    """Somebody to print for: what the form and the ledger call it, its name on paper, and what it reads by itself."""

    key: str
    code: str
    name: str
    reader: Reader
    standing: Standing

    @property
    def is_child(self) -> bool:
        return self.key == CHILD


@dataclass(frozen=True)
class Place:
    """One place to stand in: a role of an organisation, or one person in it."""

    organisation: Organisation
    role: str
    person: Person | None

    @property
    def key(self) -> str:
        return " ".join(filter(None, [self.code, str(self.person.pk) if self.person else ""]))

    @property
    def code(self) -> str:
        return f"{self.organisation.code} {self.role}"

    @property
    def name(self) -> str:
        said = f"{self.organisation.name}, {ROLES[self.role].label}"
        return f"{said} ({self.person.name})" if self.person else said

    def actor(self, house: UUID | None) -> Actor:
        if self.person:
            return of_person(self.person, origin=Origin.SYSTEM)
        role = ROLES[self.role]
        return Actor(
            self.organisation.pk, self.organisation.kind, role.code, role.purpose, Origin.SYSTEM, location=house
        )


def may_print(standing: Standing) -> bool:
    """Whether the link to it shows."""
    try:
        check_may_print(standing)
    except NotAllowed:
        return False
    return standing.goes_on_in is None


def check_may_print(standing: Standing) -> None:
    """By a ground that lasts, and through which one does more than what is left to do. Raises NotAllowed."""
    lasting = standing.grounds - READ_ONLY - frozenset(WRITES_ONLY)
    replace(standing, grounds=lasting).require(DataClass.DOSSIER, "reads")


def for_good(standing: Standing) -> Standing:
    """The same without what was opened for a time: paper stays."""
    return replace(standing, grounds=standing.grounds - READ_ONLY)


def of_case(printer: Standing, at: datetime) -> dict[str, Recipient]:
    """Everybody by key, the child first: whoever reads something here that the printer reads as well."""
    assert printer.case is not None
    found = [the_child(printer)]
    for place, house in sorted(places(printer, at).items(), key=lambda each: each[0].name):
        standing = stands(place.actor(house), printer.case, at)
        if standing is not None:
            found.append(Recipient(place.key, place.code, place.name, ByRight(standing), standing))
    return {each.key: each for each in found if reads_something(printer, each)}


def the_child(printer: Standing) -> Recipient:
    """It stands nowhere, and what follows from a right follows for it from none."""
    nowhere = Standing(anonymous(Origin.SYSTEM), printer.case, frozenset())
    return Recipient(CHILD, CHILD, _("the child itself"), FOR_CHILD, nowhere)


def places(printer: Standing, at: datetime) -> dict[Place, UUID | None]:
    """Every place that an open involvement makes, with the newest house in it; but for the printer's own."""
    rows = Involvement.objects.open(at).filter(case_id=printer.case)
    rows = rows.exclude(ground__in=INVOLVES_NOBODY_ELSE | READ_ONLY).select_related("organisation", "person")
    found: dict[Place, UUID | None] = {}
    for row in rows.order_by("since"):
        for place in made_by(row):
            found[place] = row.location or found.get(place)
    return {place: house for place, house in found.items() if not is_own(place, printer.actor)}


def made_by(row: Involvement) -> Iterator[Place]:
    """Whom a row lets in: a person, a role, or every role; and the supervisor, who stands wherever somebody does."""
    kind = SAME_ROLES_AS.get(row.organisation.kind, row.organisation.kind)
    roles = [code for code, role in ROLES.items() if role.kind == kind]
    if row.person and row.person.is_active:
        yield Place(row.organisation, row.person.role, row.person)
    for role in roles:
        named = row.role or (row.person.role if row.person else "")
        if ROLES[role].is_supervisor or (not row.person and named in {"", role}):
            yield Place(row.organisation, role, None)


def is_own(place: Place, actor: Actor) -> bool:
    same = (place.organisation.pk, place.role) == (actor.organisation_id, actor.role)
    return same and (place.person is None or place.person.pk == actor.person_id)


def stands(actor: Actor, case: UUID, at: datetime) -> Standing | None:
    try:
        return for_good(involvement.standing(actor, case, at))
    except NotFound:
        return None


def reads_something(printer: Standing, recipient: Recipient) -> bool:
    mine = ByRight(printer)
    return any(
        words.shown(model, name)
        for model, _column, _order in kinds()
        for name in both.columns(model, mine, recipient.reader)
    )
