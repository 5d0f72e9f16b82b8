"""Who of an organisation is trained and who leads talks without it; and which locations lack a focal person (AL-29).

It names people and places, and tells of no child: of a talk only who leads it, when, and that it was planned or held.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from config.clock import day_of, start_of
from intake.models import Conversation
from intake.models.conversation import HELD, PLANNED
from partners import training
from partners.actors import Actor
from partners.models import Person, Training
from policy.training import WITH_FOCAL_PERSON, looked_back_to
from shelter import focal_person
from shelter.models import FocalPerson, Location

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Talk:
    """A talk by its day: who leads it by name, where somebody is named, and since when that is known."""

    day: date
    conductor: str
    recorded_by: UUID | None
    since: datetime


@dataclass(frozen=True)
class Colleague:
    """Somebody who works here, and the days on which this person was trained."""

    id: UUID
    name: str
    role: str
    days: Sequence[date]

    def until(self, on: date) -> date | None:
        return training.until(self.days, on)


@dataclass(frozen=True)
class Gap:
    """What is missing: of a colleague, of people who are not known here (`person` None), since when and by whom."""

    person: UUID | None
    names: tuple[str, ...]
    since: datetime


@dataclass(frozen=True)
class Place:
    """A location, who is focal person there, and whether one of them is trained today."""

    id: UUID
    name: str
    focal: tuple[FocalPerson, ...]
    trained: bool
    lacks_since: date | None = None

    @property
    def lacks(self) -> bool:
        return not self.trained


def colleagues(actor: Actor) -> list[Colleague]:
    """Everybody who works at the own organisation now."""
    return list(Staff.of(actor).by_id.values())


def talks(actor: Actor, today: date, trained: Iterable["Colleague"]) -> Iterator[Talk]:
    """The talks of the own organisation, planned or held, that are not too long ago to count.

    Not those that were held by who is `trained` today: these are nearly all, and nothing is asked about them any more.
    """
    first = looked_back_to(today)
    rows = Conversation.objects.filter(PLANNED | HELD, created_by_organisation=actor.organisation_id).filter(
        Q(held_on__gte=first) | Q(held_on=None, planned_at__gte=start_of(today))
    )
    names, ids = [each.name for each in trained], [each.id for each in trained]
    theirs = Q(conductor__in=names) | Q(conductor="", created_by__among=ids)
    rows = rows.exclude(theirs, held_on__lt=today)
    for held_on, planned_at, conductor, by, at in rows.values_list(
        "held_on", "planned_at", "conductor", "created_by", "created_at"
    ):
        # Of a talk that is only planned, whoever wrote it down may not be who leads it.
        yield Talk(held_on or day_of(planned_at), conductor, by if held_on else None, at)


@dataclass(frozen=True)
class Staff:
    """Who works here, by id and by name, and the names of who did."""

    by_id: Mapping[UUID, Colleague]
    by_name: Mapping[str, Colleague]
    gone: frozenset[str]

    @classmethod
    def of(cls, actor: Actor) -> "Staff":
        rows = Person.objects.filter(organisation_id=actor.organisation_id).order_by("role", "name")
        known = list(rows.values_list("pk", "name", "role", "is_active"))
        days = Training.objects.days([pk for pk, _name, _role, active in known if active])
        here = [Colleague(pk, name, role, days[pk]) for pk, name, role, active in known if active]
        gone = frozenset(alike(name) for _pk, name, _role, active in known if not active)
        return cls({each.id: each for each in here}, {alike(each.name): each for each in here}, gone)

    def leads(self, talk: Talk) -> Colleague | None:
        """Who leads it: whoever is named, or else whoever recorded that it was held."""
        if talk.conductor:
            return self.by_name.get(alike(talk.conductor))
        return self.by_id.get(talk.recorded_by) if talk.recorded_by else None

    def knows_nobody(self, name: str) -> bool:
        """Whether somebody is named who never worked here, as far as is known."""
        return bool(name) and alike(name) not in self.by_name and alike(name) not in self.gone


def alike(name: str) -> str:
    """A name as it is compared: in small letters, with single spaces."""
    return " ".join(name.casefold().split())


def gaps(actor: Actor, today: date) -> list[Gap]:
    """Who leads talks and has no training that is valid on that day; who was trained since is asked nothing."""
    staff = Staff.of(actor)
    untrained: dict[UUID, datetime] = {}
    unknown: dict[str, datetime] = {}
    # By name only who is found by it: of two colleagues of one name that is one.
    trained = [each for each in staff.by_name.values() if each.until(today)]
    for talk in talks(actor, today, trained):
        who = staff.leads(talk)
        if who is not None and lacked(who, talk.day, today):
            untrained[who.id] = min(talk.since, untrained.get(who.id, talk.since))
        elif who is None and staff.knows_nobody(talk.conductor):
            unknown[talk.conductor] = min(talk.since, unknown.get(talk.conductor, talk.since))
    found = [Gap(key, (staff.by_id[key].name,), since) for key, since in untrained.items()]
    return found + ([Gap(None, tuple(sorted(unknown)), min(unknown.values()))] if unknown else [])


def lacked(who: Colleague, day: date, today: date) -> bool:
    """Whether a talk of that day is led untrained, and nothing was done about it since."""
    return who.until(day) is None and (day >= today or who.until(today) is None)


def places(actor: Actor, today: date) -> list[Place]:
    """The locations of the own organisation that must have a focal person (S001-33)."""
    rows = list(focal_person.run_by(actor).filter(kind__in=WITH_FOCAL_PERSON).order_by("name"))
    named = list(FocalPerson.objects.filter(location__in=rows).select_related("person").order_by("since"))
    days = Training.objects.days({row.person_id for row in named})
    return [place(row, [each for each in named if each.location_id == row.pk], days, today) for row in rows]


def place(row: Location, named: Sequence[FocalPerson], days: Mapping[UUID, Sequence[date]], today: date) -> Place:
    now = tuple(each for each in named if stands(each, today))
    trained = any(training.until(days[each.person_id], today) for each in now)
    return Place(row.pk, row.name, now, trained, None if trained else last_change(named, days, today))


def stands(row: FocalPerson, on: date) -> bool:
    return row.person.is_active and row.since <= on and (row.ended_on is None or row.ended_on > on)


def last_change(named: Iterable[FocalPerson], days: Mapping[UUID, Sequence[date]], today: date) -> date | None:
    """The last day on which something about its focal persons changed; None: it never had one."""
    known = [day for each in named for day in (each.since, each.ended_on, *days[each.person_id]) if day]
    return max((day for day in known if day <= today), default=None)
