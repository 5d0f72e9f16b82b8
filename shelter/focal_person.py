"""Name a focal person of a location or of the organisation, and end it (S001-33)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners import training
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Person
from partners.resources import Resource
from shelter.models import FocalPerson, Location

SOURCE = "S001-33"
WRITES = (DataClass.TRAINING, "writes")


def run_by(by: Actor) -> QuerySet[Location]:
    """The locations of the own organisation; those that no provider runs are COA's."""
    own = Q(provider=by.organisation_id) | (Q(provider=None) if by.kind == "COA" else Q(pk__in=()))
    return Location.objects.filter(own, is_active=True).exclude(kind="FOSTER")


def places(parent: None, by: Actor, at: datetime) -> QuerySet[Location]:
    return run_by(by).order_by("name")


@transaction.atomic
def name(*, person: Person, location: Location | None = None, since: date | None = None, by: Actor,
         at: datetime) -> FocalPerson:  # fmt: skip
    """A colleague is focal person from a day on; there may be several. Raises RuleBroken."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.organisation_id != by.organisation_id or not person.is_active:
        raise RuleBroken("no-colleague", _("Name somebody who works at your organisation now."), SOURCE)
    if location is not None and not run_by(by).filter(pk=location.pk).exists():
        raise RuleBroken("not-your-location", _("Name a location that your organisation runs."), SOURCE)
    if since is not None and since > day_of(at):
        raise RuleBroken("day-impossible", _("Give a day that has come."), SOURCE)
    if FocalPerson.objects.filter(person=person, location=location, ended_on=None).exists():
        raise RuleBroken("named-already", _("This is the focal person there already."), SOURCE)
    return ledger.record(FocalPerson(person=person, location=location, since=since or day_of(at)), by=by, at=at)


def check_end(focal_person: FocalPerson, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    if focal_person.ended_on is not None:
        raise RuleBroken("ended-already", _("This has ended already."), SOURCE)


@transaction.atomic
def end(*, focal_person: FocalPerson, ended_on: date | None = None, by: Actor, at: datetime) -> FocalPerson:
    """From a day on it is no longer this one. Raises RuleBroken."""
    row = FocalPerson.objects.select_for_update().get(pk=focal_person.pk)
    check_end(row, by, at)
    day = ended_on or day_of(at)
    if not row.since <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("It ends after it began and not later than today."), SOURCE)
    row.ended_on = day
    return ledger.record(row, by=by, at=at)


RESOURCE = Resource("focal-persons", FocalPerson, _("focal persons"), order="-since")
NAME = Act(
    path=RESOURCE.path,
    label=_("Name a focal person"),
    verb=name,
    model=FocalPerson,
    fields=("person", "location", "since"),
    right=WRITES,
    choices={"person": training.colleagues, "location": places},
    source=SOURCE,
)
END = Act(
    path=f"{RESOURCE.path}/{{focal_person}}/endings",
    label=_("End it"),
    verb=end,
    model=FocalPerson,
    fields=("ended_on",),
    parent_model=FocalPerson,
    right=WRITES,
    check=check_end,
    source=SOURCE,
)
ACTS = (NAME, END)
