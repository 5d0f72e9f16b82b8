"""Focal persons: named by the own organisation, of a place it runs or of the whole, until they are ended (S001-33)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from partners.actors import of_person
from partners.errors import NotAllowed
from shelter import focal_person
from shelter.models import FocalPerson, Location
from tests.houses import make_house, perform, refusal

__all__ = ["make_house"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-33")]


@pytest.fixture
def lead(people):
    return of_person(people["coa.supervisor"])


@pytest.fixture
def azc():
    return Location.objects.create(name="azc (test)", kind="AZC", address="Verzonnen Pad 1")


@pytest.fixture
def name(lead, people, azc, at):
    def named(**said) -> FocalPerson:
        known = {"person": people["coa.focal_person"], "location": azc}
        return focal_person.name(by=lead, at=at(2026, 3, 2), **(known | said))

    return named


def test_of_a_place_and_of_the_whole_organisation_each_once(name, people, at):
    there, everywhere = name(), name(location=None)
    assert {row.pk for row in FocalPerson.objects.on(date(2026, 3, 2))} == {there.pk, everywhere.pk}
    assert refusal(name) == ("named-already", "S001-33")
    assert refusal(lambda: name(location=None)) == ("named-already", "S001-33")
    for row in (there, everywhere):
        with pytest.raises(IntegrityError), transaction.atomic():
            FocalPerson.objects.create(person=row.person, location=row.location, since=date(2026, 3, 5),
                                       created_at=at(2026, 3, 5))  # fmt: skip


def test_it_ends_on_a_day_and_from_that_day_on_it_is_nobody(name, lead, at):
    row = name(since=date(2026, 2, 1))
    no = {"focal_person": row, "by": lead, "at": at(2026, 3, 4)}
    for day in (date(2026, 1, 31), date(2026, 3, 5)):
        assert refusal(lambda day=day: focal_person.end(ended_on=day, **no)) == ("day-impossible", "S001-33")
    focal_person.end(**no)
    assert FocalPerson.objects.on(date(2026, 3, 3)).exists()
    assert not FocalPerson.objects.on(date(2026, 3, 4)).exists()
    assert refusal(lambda: focal_person.end(**no)) == ("ended-already", "S001-33")
    assert name().pk != row.pk


def test_whose_account_is_closed_is_focal_person_no_longer(name, people):
    row = name()
    row.person.is_active = False
    row.person.save()
    assert not FocalPerson.objects.on(date(2026, 3, 2)).exists()
    assert refusal(lambda: name(location=None)) == ("no-colleague", "S001-33")


def test_only_people_and_places_of_the_own_organisation(name, people, make_house):
    assert refusal(lambda: name(person=people["ind.officer"])) == ("no-colleague", "S001-33")
    assert refusal(lambda: name(location=make_house("BO"))) == ("not-your-location", "S001-33")
    assert refusal(lambda: name(since=date(2026, 3, 3))) == ("day-impossible", "S001-33")


def test_a_place_that_no_provider_runs_is_of_coa_and_a_family_of_nobody(azc, make_house, lead, people, at):
    house = make_house("BO")
    Location.objects.create(name="Gezin (test)", kind="FOSTER", address="Verzonnen Pad 2")
    of_house = of_person(people["bo_provider.supervisor"])
    nidos = of_person(people["nidos.supervisor"])
    offered = [[row.pk for row in focal_person.places(None, who, at(2026, 3, 2))] for who in (lead, of_house, nidos)]
    assert offered == [[azc.pk], [house.pk], []]


def test_only_a_supervisor_names(people, azc, at):
    data = {"person": people["coa.focal_person"], "location": azc}
    for role in ("coa.placement", "coa.focal_person", "system.administrator"):
        with pytest.raises(NotAllowed):
            perform(focal_person.NAME, by=of_person(people[role]), at=at(2026, 3, 2), data=data)
