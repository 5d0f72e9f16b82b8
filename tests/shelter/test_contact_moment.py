"""Contact moments: held somewhere or missed, and only by who sees the child for itself."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import secret
from partners.errors import NotAllowed
from shelter import absence, contact_moment
from shelter.models import ContactMoment
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S000-28", "T-16")]


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def meet(case, cast, at):
    def met(**said):
        known = {"place": "OUTSIDE", "alone": True}
        return contact_moment.record(case=case, by=cast.intake, at=at(2026, 3, 10), **(known | said))

    return met


@pytest.mark.requirement("S003-27")
def test_a_moment_that_was_held_was_somewhere(meet):
    row = meet()
    assert (row.contact_on, row.outcome, row.place, row.alone) == (date(2026, 3, 10), "HELD", "OUTSIDE", True)
    assert refusal(lambda: meet(place="")) == ("no-place", "S003-27")


def test_of_a_missed_one_it_is_said_how_that_came_and_nothing_of_a_place(meet):
    missed = {"outcome": "MISSED", "place": "", "alone": False}
    assert meet(**missed, note="Hij zei dat zij sliep.").outcome == "MISSED"
    assert refusal(lambda: meet(**missed)) == ("no-reason", "S000-28")
    for more in ({"place": "HOME"}, {"alone": True}):
        said = refusal(lambda more=more: meet(**(missed | more), note="Niet open gedaan."))
        assert said == ("not-seen", "S000-28")


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 11)])
def test_after_the_arrival_and_not_tomorrow(meet, day):
    assert refusal(lambda: meet(contact_on=day)) == ("day-impossible", "S000-28")


def test_a_child_that_is_missing_was_not_seen_today(case, meet, cast, at):
    absence.report(case=case, circumstances="Weg.", last_seen_at=at(2026, 3, 9), by=cast.intake, at=at(2026, 3, 9, 20))
    assert refusal(meet)[0] == "child-absent"
    assert meet(outcome="MISSED", place="", alone=False, note="Zij is weg.").pk
    assert meet(contact_on=date(2026, 3, 8)).pk


def test_how_it_went_lies_encrypted(meet):
    row = meet(note="Zij is bang voor hem.")
    raw = ContactMoment.objects.filter(pk=row.pk).extra(select={"raw": "note"}).values_list("raw", flat=True)[0]
    assert "bang" not in str(raw)


@pytest.mark.parametrize("who", ["avim", "ind", "coa"])
def test_not_by_police_ind_or_coa(case, cast, at, who):
    with pytest.raises(NotAllowed):
        perform(contact_moment.RECORD, by=getattr(cast, who), at=at(2026, 3, 10), data={"place": "HOME"}, case=case.pk)


@pytest.mark.parametrize(
    "said",
    [
        {"outcome": "HELD"},
        {"outcome": "MISSED"},
        {"outcome": "MISSED", "note": "Niemand deed open.", "place": "HOME"},
        {"outcome": "MISSED", "note": "Niemand deed open.", "alone": True},
    ],
)
def test_the_database_refuses_it_too(case, cast, at, said):
    known = said | {"note": secret(case.data_key, said.get("note", ""))}
    row = ContactMoment(case=case, contact_on=date(2026, 3, 10), **known)
    with pytest.raises(IntegrityError, match="a_contact_moment_was_somewhere_or_missed"), transaction.atomic():
        ledger.record(row, by=cast.intake, at=at(2026, 3, 10))
