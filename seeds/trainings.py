"""Who of the demo is trained and who is focal person: most are; one training has run out, and one place has nobody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from audit.models import Origin
from config.clock import day_of
from partners import training
from partners.actors import of_person
from partners.acts import Act
from partners.models import Person, Training
from policy.dates import term_last_day
from shelter import focal_person
from shelter.models import FocalPerson, Location

# Whom, by whom, and how many months ago.
TRAINED: tuple[tuple[str, str, int], ...] = (
    ("aanmelding", "leiding-nidos", 5), ("voogd", "leiding-nidos", 5), ("voogd2", "leiding-nidos", 14),
    ("avim", "leiding-avim", 8), ("recherche", "leiding-avim", 3),
    ("ind", "leiding-ind", 27),
    ("aandacht-coa", "leiding-coa", 10), ("coa", "leiding-coa", 10),
)  # fmt: skip
# Of which place; none: the whole organisation.
FOCAL: tuple[tuple[str, str, str], ...] = (
    ("aandacht-coa", "leiding-coa", "azc De Heide"), ("recherche", "leiding-avim", ""),
)  # fmt: skip


def plant(now: datetime) -> int:
    """Record the trainings and focal persons that are missing; how many that were."""
    people = {row.username: row for row in Person.objects.select_related("organisation")}
    return sum(_trained(people, now)) + sum(_named(people, now))


def _trained(people: dict[str, Person], now: datetime) -> Iterable[int]:
    for login, lead, months in TRAINED:
        if not Training.objects.filter(person=people[login]).exists():
            day = term_last_day(day_of(now), months=-months)
            yield _do(training.RECORD, people[lead], now, person=people[login], topic="RECOGNITION", trained_on=day)


def _named(people: dict[str, Person], now: datetime) -> Iterable[int]:
    for login, lead, place in FOCAL:
        if not FocalPerson.objects.filter(person=people[login]).exists():
            there = Location.objects.get(name=place) if place else None
            yield _do(focal_person.NAME, people[lead], now, person=people[login], location=there)


def _do(act: Act, lead: Person, now: datetime, **data: Any) -> int:
    standing, parent = act.stand(actor=of_person(lead, origin=Origin.COMMAND), at=now, ids={})
    act.perform(standing=standing, parent=parent, at=now, data=data)
    return 1
