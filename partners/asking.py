"""An actor as a prepared question takes it (decision 0059): what its text depends on, and the values that change."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from config.clock import day_of
from partners.actors import Actor

T = TypeVar("T")
Shape = tuple[str, str, str]
# A question for many is written for so many, and for less the last one is asked for more than once.
SIZES = (1, 4, 16, 64, 128, 256)


def shape(actor: Actor) -> Shape:
    return actor.role, actor.origin, actor.purpose


def values(actor: Actor, at: datetime) -> dict[str, Any]:
    """What changes from actor to actor and from moment to moment; a supervisor is no one person in no one house."""
    own = {} if actor.is_supervisor else {"person": actor.person_id, "location": actor.location}
    given = {"organisation": actor.organisation_id, "at": at, **own}
    return {name: value for name, value in given.items() if value is not None}


def stand_in(shape: Shape, organisation: UUID, person: UUID | None = None, location: UUID | None = None) -> Actor:
    """An actor of this shape, for whoever writes the question."""
    role, origin, purpose = shape
    return Actor(organisation, "", role, purpose, origin, person_id=person, location=location)


def with_day(given: Mapping[str, Any]) -> dict[str, Any]:
    """Who stands in for somebody does so by the day."""
    return {"day": day_of(given["at"])}


def many(those: list[T]) -> dict[str, T]:
    """Each by a name of its own, as many as a question is written for. Of none, nothing."""
    size = next((size for size in SIZES if size >= len(those)), len(those)) if those else 0
    return {f"each_{place}": those[min(place, len(those) - 1)] for place in range(size)}
