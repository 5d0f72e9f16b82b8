"""Somebody is away: a colleague of the same role stands in, so that no child is without somebody."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Involvement, Person, StandIn
from partners.resources import Resource

SOURCE = "S004-58"


def colleagues(parent: None, by: Actor, at: datetime) -> QuerySet[Person]:
    """Who can stand in: whoever works here now; in the place of oneself, only those of the same role and house."""
    here = Person.objects.filter(organisation_id=by.organisation_id, is_active=True)
    if by.is_supervisor:
        return here
    return here.filter(role=by.role, location=by.location).exclude(pk=by.person_id)


def of_organisation(parent: None, by: Actor, at: datetime) -> QuerySet[Person]:
    """For whom a supervisor can name somebody: also whoever has left, because the children are still there."""
    return Person.objects.filter(organisation_id=by.organisation_id)


def who_is_away(person: Person | None, by: Actor) -> Person:
    """Oneself, or for a supervisor somebody of the own organisation. Raises RuleBroken."""
    if person is None:
        person = Person.objects.filter(pk=by.person_id).first()
    if person is None:
        raise RuleBroken("nobody-away", _("Say who is away."), SOURCE)
    others = by.is_supervisor and person.organisation_id == by.organisation_id
    if person.pk != by.person_id and not others:
        raise RuleBroken(
            "not-your-absence",
            _("You name a stand-in for yourself; a supervisor does so for everybody of the organisation."),
            SOURCE,
        )
    return person


def check_colleague(person: Person, stand_in: Person) -> None:
    """Somebody else who works here, in the same role and in the same house. Raises RuleBroken."""
    if stand_in.pk == person.pk:
        raise RuleBroken("yourself", _("Name somebody else: nobody stands in for themselves."), SOURCE)
    if not stand_in.is_active or stand_in.organisation_id != person.organisation_id:
        raise RuleBroken("no-colleague", _("Name somebody who works at the same organisation now."), SOURCE)
    if (stand_in.role, stand_in.location) != (person.role, person.location):
        raise RuleBroken(
            "other-work", _("Only somebody of the same role, and for a mentor of the same house, stands in."), SOURCE
        )


def check_days(since: date, until: date | None, today: date) -> None:
    """From today at the earliest, and in the right order. Raises RuleBroken."""
    if since < today:
        raise RuleBroken("in-the-past", _("A stand-in begins today at the earliest."), SOURCE)
    if until is not None and until < since:
        raise RuleBroken("wrong-order", _("The last day comes before the first."), SOURCE)


def check_free(person: Person, stand_in: Person, since: date, until: date | None) -> None:
    """One stand-in at a time, and no chain: who stands in is there, and who is away stands in for nobody."""
    rows = StandIn.objects.within(since, until)
    if rows.filter(person=person).exists():
        raise RuleBroken("covered-already", _("In that time somebody stands in already: end that first."), SOURCE)
    if rows.filter(person=stand_in).exists():
        raise RuleBroken("away-too", _("Your colleague is away in that time too."), SOURCE)
    if rows.filter(stand_in=person).exists():
        raise RuleBroken(
            "stands-in", _("Who is away stands in for a colleague in that time: name somebody for that one first."),
            SOURCE,
        )  # fmt: skip


@transaction.atomic
def name(*, stand_in: Person, since: date, until: date | None = None, person: Person | None = None,
         reason: str = "", by: Actor, at: datetime) -> StandIn:  # fmt: skip
    """Name who stands in for somebody from a day until a day, both included. Raises RuleBroken."""
    person = who_is_away(person, by)
    # Both are locked, so that two namings at once make no overlap and no circle.
    known = Person.objects.select_for_update(no_key=True).in_bulk([person.pk, stand_in.pk])
    person, stand_in = known[person.pk], known[stand_in.pk]
    check_colleague(person, stand_in)
    check_days(since, until, day_of(at))
    check_free(person, stand_in, since, until)
    row = StandIn(person=person, stand_in=stand_in, since=since, until=until, reason=reason.strip())
    return ledger.record(row, by=by, at=at)


def check_end(stand_in: StandIn, by: Actor, at: datetime) -> None:
    """Who was away says that it is over, or a supervisor; once. Raises RuleBroken."""
    if not by.is_supervisor and stand_in.person_id != by.person_id:
        raise RuleBroken("not-your-absence", _("Who was away ends it, or a supervisor."), SOURCE)
    if stand_in.ended_on is not None or (stand_in.until is not None and stand_in.until < day_of(at)):
        raise RuleBroken("over-already", _("This is over already."), SOURCE)


@transaction.atomic
def end(*, stand_in: StandIn, by: Actor, at: datetime) -> StandIn:
    """Somebody is back before the day, or the absence does not happen: from now on nobody stands in. Raises."""
    stand_in = StandIn.objects.select_for_update().get(pk=stand_in.pk)
    check_end(stand_in, by, at)
    stand_in.ended_on = day_of(at)
    return ledger.record(stand_in, by=by, at=at)


def unattended(by: Actor, at: datetime) -> QuerySet[Person]:
    """Who no longer works here, is still named in a case, and has nobody who stands in."""
    left = of_organisation(None, by, at).filter(is_active=False)
    cases = Involvement.objects.open(at).filter(person=OuterRef("pk"))
    covered = StandIn.objects.on(day_of(at)).filter(person=OuterRef("pk"), stand_in__is_active=True)
    return left.filter(Exists(cases)).exclude(Exists(covered))


def narrow(parent: None, by: Actor, at: datetime) -> Mapping[str, Collection[str] | None]:
    """Only a supervisor is asked who is away."""
    return {} if by.is_supervisor else {"person": None}


NAME = Act(
    path="stand-ins",
    label=_("Name a stand-in"),
    verb=name,
    model=StandIn,
    fields=("person", "stand_in", "since", "until", "reason"),
    right=(DataClass.COVER, "writes"),
    choices={"person": of_organisation, "stand_in": colleagues},
    narrow=narrow,
    source=SOURCE,
    help=_("From the first day to the last your colleague sees your cases and gets what is sent to you."),
)
END = Act(
    path="stand-ins/{stand_in}/endings",
    label=_("End it"),
    verb=end,
    model=StandIn,
    fields=(),
    parent_model=StandIn,
    right=(DataClass.COVER, "writes"),
    check=check_end,
    source=SOURCE,
)
ACTS = (NAME, END)
RESOURCES = (Resource("stand-ins", StandIn, _("stand-ins"), order="-since"),)
