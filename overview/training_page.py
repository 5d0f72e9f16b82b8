"""The page of trainings: how many of the own organisation are trained, who is not, and the focal persons (RP-17)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from audit import ledger
from config.clock import day_of
from overview import training, words
from overview.links import free_act_url
from overview.training import Colleague
from partners import involvement
from partners import training as trainings
from partners.access import Standing, classes_of, visible
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import Training
from partners.roles import ROLES
from policy.training import KINDS
from shelter import focal_person
from shelter.models import FocalPerson


@dataclass(frozen=True)
class Coverage:
    """Of one role: how many work here and how many of them are trained today."""

    role: str
    people: int
    trained: int

    @property
    def percent(self) -> int:
        return 100 * self.trained // self.people

    @property
    def label(self) -> str:
        return str(ROLES[self.role].label)


@dataclass(frozen=True)
class Line:
    """One colleague; `until` empty: not trained. `leads`: this one leads talks without it."""

    name: str
    role: str
    until: str
    leads: bool


@dataclass(frozen=True)
class Recorded:
    """One training that was recorded, and the way to withdraw it."""

    id: UUID
    who: str
    topic: str
    day: str
    until: str
    withdraw_url: str


@dataclass(frozen=True)
class Focal:
    """One focal person, of a location or of the whole organisation."""

    who: str
    place: str
    since: str
    trained: bool
    end_url: str


@dataclass(frozen=True)
class Page:
    """`asked`: whether S001-32 asks this organisation that everybody is trained; `lacking`: places without anybody."""

    asked: bool
    coverage: list[Coverage]
    people: list[Line]
    unknown: tuple[str, ...]
    recorded: list[Recorded]
    focal: list[Focal]
    lacking: list[str]
    record_url: str
    name_url: str


def coverage(people: Sequence[Colleague], today: date) -> list[Coverage]:
    """By role, in the order of the roles."""
    found = []
    for role in ROLES:
        here = [each for each in people if each.role == role]
        if here:
            found.append(Coverage(role, len(here), sum(each.until(today) is not None for each in here)))
    return found


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing, today = involvement.without_case(actor), day_of(at)
    standing.require(DataClass.TRAINING, "reads")
    ledger.read(Training, by=actor, case=None, classes=classes_of(Training, standing))
    people, gaps = training.colleagues(actor), training.gaps(actor, today)
    leading = {gap.person for gap in gaps}
    return Page(
        asked=actor.kind in KINDS, coverage=coverage(people, today),
        people=[line(each, each.id in leading, today) for each in people],
        unknown=next((gap.names for gap in gaps if gap.person is None), ()),
        recorded=recorded(standing, at), focal=focal(standing, people, at),
        lacking=[place.name for place in training.places(actor, today) if place.lacks],
        record_url=free_act_url(trainings.RECORD), name_url=free_act_url(focal_person.NAME),
    )  # fmt: skip


def line(each: Colleague, leads: bool, today: date) -> Line:
    until = each.until(today)
    return Line(each.name, str(ROLES[each.role].label), words.short_day(until) if until else "", leads)


def recorded(standing: Standing, at: datetime) -> list[Recorded]:
    rows = visible(Training.objects.filter(withdrawn_on=None).select_related("person"), standing)
    may = trainings.WITHDRAW.allowed(standing)
    return [
        Recorded(row.pk, row.person.name, str(row.get_topic_display()), words.short_day(row.trained_on),
                 words.short_day(row.valid_until), free_act_url(trainings.WITHDRAW, row.pk) if may else "")
        for row in rows or ()
    ]  # fmt: skip


def focal(standing: Standing, people: Sequence[Colleague], at: datetime) -> list[Focal]:
    """Who is focal person now; whose account is closed is none."""
    today, trained = day_of(at), {each.id for each in people if each.until(day_of(at))}
    rows = visible(FocalPerson.objects.on(today).select_related("person", "location"), standing)
    may = focal_person.END.allowed(standing)
    return [
        Focal(row.person.name, row.location.name if row.location else "", words.short_day(row.since),
              row.person_id in trained, free_act_url(focal_person.END, row.pk) if may else "")
        for row in rows or ()
    ]  # fmt: skip
