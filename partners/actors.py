"""The actor: who does or sees something, for which organisation, in which role, why, and through which door."""

from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from audit.models import MAINTENANCE, Origin
from partners.models import Organisation, Person
from partners.roles import ROLES, Role


@dataclass(frozen=True)
class Actor:
    """Made at the edge (a screen, an API call, a command) and handed to verbs and to every question of access."""

    organisation_id: UUID | None
    kind: str
    role: str
    purpose: str
    origin: str
    person_id: UUID | None = None
    user_id: str = ""
    client_id: str = ""
    location: UUID | None = None
    trace_id: str = ""
    # Whose place the actor takes in the case at hand; empty where the actor stands in person.
    in_place_of: UUID | None = None

    @property
    def is_supervisor(self) -> bool:
        return ROLES[self.role].is_supervisor

    @cached_property
    def at_any_time(self) -> "Actor":
        """The same actor without the call at hand: what holds for one holds for the other."""
        return replace(self, trace_id="")

    def same_person(self, person_id: UUID | None, user_id: str = "") -> bool:
        """Whether this is the person of that id, or of that id at the partner's side."""
        return (person_id is not None and person_id == self.person_id) or bool(user_id and user_id == self.user_id)


def of_person(person: Person, *, origin: str = Origin.ADMIN, trace_id: str = "") -> Actor:
    """The actor that a signed-in person is."""
    role: Role = ROLES[person.role]
    return Actor(
        organisation_id=person.organisation_id,
        kind=person.organisation.kind,
        role=role.code,
        purpose=role.purpose,
        origin=origin,
        person_id=person.id,
        user_id=person.staff_id,
        location=person.location,
        trace_id=trace_id,
    )


def anonymous(origin: str, *, trace_id: str = "") -> Actor:
    """Nobody we know: what the ledger keeps of a failed log-in or a call without a token. It has no right at all."""
    return Actor(None, "", "", "", origin, trace_id=trace_id)


def on_behalf_of(organisation: Organisation, *, origin: str) -> Actor:
    """Whoever is at the server, or the server itself, doing something for an organisation. It has no right at all."""
    return Actor(organisation.pk, organisation.kind, "", MAINTENANCE, origin)
