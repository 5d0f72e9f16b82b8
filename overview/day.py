"""A mentor's day, for a telephone: my children, who is in, what each needs today, what is agreed with each.

Who is on its way to the house stands first. Who is only expected is not known here yet: a house sees a child from its
departure on (docs/decisions/0037-waiting.md).
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import ledger
from config.clock import day_of
from config.language import say
from intake import progress
from intake.models import Case, Child, Conversation
from overview import absence_tasks, desk, incidents, measure_tasks, measures, roll_call, snapshot, waiting_tasks, words
from overview.desk import Item
from overview.links import Kid, When, kid, place_url
from overview.snapshot import Facts
from partners.access import classes_of
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from partners.rights import of_role
from policy.dates import after
from policy.measures import measure_type
from policy.steps import step
from residence.models import Hearing
from shelter import capacity
from shelter.models import Absence, Location, Presence, SafetyMeasure, Transfer

SHOWS = (Case, Child, Presence, Absence, SafetyMeasure, Conversation, Hearing, Transfer)


@dataclass(frozen=True)
class Appointment:
    """Something planned for today or tomorrow."""

    when: When
    what: str


@dataclass(frozen=True)
class Measure:
    what: str
    chip: When
    note: str


@dataclass(frozen=True)
class Card:
    """One child: whether it is in, what is due today, what is planned, what was agreed on."""

    line: roll_call.Line
    due: list[Item]
    planned: list[Appointment]
    measures: list[Measure]


@dataclass(frozen=True)
class Coming:
    """One child on its way here, and what is asked: that it arrived, or that it did not."""

    kid: Kid
    left: str
    due: list[Item]


@dataclass(frozen=True)
class House:
    name: str
    beds: str


@dataclass(frozen=True)
class Day:
    houses: list[House]
    coming: list[Coming]
    cards: list[Card]
    inside: int
    missing: int
    later: int
    incidents: int
    incidents_url: str


def opens_for(actor: Actor) -> bool:
    """Who calls a roll has a day to open."""
    return of_role(actor.role, DataClass.PRESENCE).writes


def load(actor: Actor, at: datetime) -> Day:
    """The day of this mentor, and the entry that names the children it showed. Raises NotAllowed."""
    if not opens_for(actor):
        raise NotAllowed(f"{DataClass.PRESENCE}:writes")
    seen = {facts.case: facts for facts in snapshot.load(actor, at) if roll_call.calls(facts) or comes_here(facts)}
    on_its_way = {case for case, facts in seen.items() if not roll_call.calls(facts)}
    now, later = due_today(desk.lines(list(seen.values()), actor.role, at), at, on_its_way)
    near = incidents.waiting(actor)
    ledger.listed(Case, by=actor, cases=sorted(seen), classes=classes(seen.values(), near))
    lines = roll_call.lines([facts for facts in seen.values() if roll_call.calls(facts)], at)
    cards = [card(line, now.get(line.facts.case, []), at) for line in lines]
    return Day(
        houses=houses(actor, at), cards=cards, later=later,
        coming=[coming(seen[case], now, at) for case in seen if case in on_its_way],
        inside=sum(is_in(each.line.facts) for each in cards),
        missing=sum(absence_tasks.missing(each.line.facts) is not None for each in cards),
        incidents=len(near), incidents_url=place_url(near[0]) if near else "",
    )  # fmt: skip


def classes(cases: Iterable[Facts], near: Iterable[Facts]) -> set[str]:
    """What the page tells something of."""
    shown = {name for facts in cases for model in SHOWS for name in classes_of(model, facts.standing)}
    return shown | {name for facts in near for name in facts.classes} | {str(DataClass.PLACEMENT)}


def comes_here(facts: Facts) -> bool:
    """Whether it left for the house in which the actor works."""
    row = waiting_tasks.journey(facts)
    return row is not None and row["departed_at"] is not None and waiting_tasks.house_is(facts, row.get("location"))


def coming(facts: Facts, due: dict[UUID, list[Item]], at: datetime) -> Coming:
    row = waiting_tasks.journey(facts)
    assert row is not None
    return Coming(kid(facts, day_of(at)), words.moment(row["departed_at"]), due.get(facts.case, []))


def is_in(facts: Facts) -> bool:
    row = absence_tasks.called(facts)
    return row is not None and row["status"] == Presence.Status.IN and absence_tasks.missing(facts) is None


def due_today(lines: Iterable[Any], at: datetime, on_its_way: Container[UUID]) -> tuple[dict[UUID, list[Item]], int]:
    """By child what is asked by today, and how much comes later. What the taps above ask already is no line.

    Whether a child that is on its way arrived is asked now, also when it may take until after midnight.
    """
    found: dict[UUID, list[Item]] = {}
    later = 0
    for line in lines:
        due = getattr(line, "due", None)
        day = day_of(due) if isinstance(due, datetime) else due
        if day is not None and day > day_of(at) and line.facts.case not in on_its_way:
            later += 1
        else:
            found.setdefault(line.facts.case, []).append(desk.line_item(line, at, {}))
    return found, later


def card(line: roll_call.Line, due: list[Item], at: datetime) -> Card:
    return Card(line, due, list(planned(line.facts, day_of(at))), list(agreed(line.facts, day_of(at))))


def planned(facts: Facts, today: date) -> Iterator[Appointment]:
    """Talks and hearings of today and tomorrow, as far as they may be read; of a missing child none goes on."""
    days = {today: When(_("today"), "soon"), after(today): When(_("tomorrow"), "calm")}
    if absence_tasks.missing(facts) is not None:
        return
    for row in sorted(progress.planned(facts.of(Conversation)), key=lambda row: row["planned_at"]):
        if (day := day_of(row["planned_at"])) in days:
            at = date_format(timezone.localtime(row["planned_at"]), "H:i")
            yield Appointment(days[day], f"{at} {say(step(row['step']).label)}")
    for row in facts.of(Hearing):
        stands = row.get("held_on") is None and row.get("replaced_on") is None
        if stands and row["planned_on"] in days:
            yield Appointment(days[row["planned_on"]], str(Hearing.Type(row["type"]).label))


def agreed(facts: Facts, today: date) -> Iterator[Measure]:
    for row in measure_tasks.in_force(facts):
        chip = measures.chip(row, today)
        assert chip is not None
        again = _("look again by %(day)s") % {"day": words.short_day(row["review_by"])}
        yield Measure(say(measure_type(row["type"]).label), chip, again)


def houses(actor: Actor, at: datetime) -> list[House]:
    """The house one works in, or every house of the provider, and how many beds are free tonight, as on the board."""
    own = Q(pk=actor.location) if actor.location else Q(provider=actor.organisation_id)
    rows = Location.objects.filter(own, is_active=True)
    nights = capacity.board(rows, [day_of(at)])
    return [House(row.name, free_beds(nights[row.pk][0])) for row in rows.only("name")]


def free_beds(night: capacity.Night) -> str:
    said = ngettext("%(free)s of %(n)s bed free", "%(free)s of %(n)s beds free", night.beds)
    return said % {"free": night.available, "n": night.beds}
