"""Reference data by day: what is added, changed and closed, from which day, and what is refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry
from intake import case as cases
from intake.models import IntakeLocation
from partners import reference
from partners.access_table import WITHOUT_CASE
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from partners.models import DutyDesk, Organisation, OrganisationEdition, Person
from partners.reference_acts import adding, changing
from partners.roles import ROLES
from shelter import beds, reservation
from shelter.models import Bed, Location, LocationEdition
from shelter.reference import ACTS, BEDS, HOUSES, KINDS, ORGANISATIONS, PLACES_OF_ARRIVAL, keep
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D-11", "INV-41")]
TODAY = date(2026, 3, 5)


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def now(at):
    return at(2026, 3, 5)


@pytest.fixture
def desk(cast, now):
    """What an administrator does on 5 March 2026; `on` is the day on which it is done instead."""

    class Desk:
        def add(self, kind=ORGANISATIONS, *, at=now, **said):
            known = (
                {"row": {"code": "nieuw", "kind": "LAWYER"}, "name": "Kantoor Nieuw"} if kind is ORGANISATIONS else {}
            )
            known |= {"in_force_from": TODAY, "reason": "Nieuw contract."}
            return reference.add(kind, by=cast.administrator, at=at, **(known | said))

        def change(self, kind, edition, *, at=now, **said):
            known = {"in_force_from": TODAY, "reason": "Andere naam."}
            return reference.change(kind, edition=edition, by=cast.administrator, at=at, **(known | said))

        def close(self, kind, edition, *, at=now, **said):
            known = {"lapses_on": TODAY, "lapse_reason": "Gestopt."}
            return reference.close(kind, edition=edition, by=cast.administrator, at=at, **(known | said))

        def call_off(self, kind, edition, *, at=now):
            return reference.call_off(kind, edition=edition, by=cast.administrator, at=at)

    return Desk()


@pytest.fixture
def house(make_house, now):
    """A house that was there before anybody kept editions."""
    made = make_house("AMV", beds=2)
    keep(now)
    return made


def test_an_organisation_is_there_from_its_day_on(desk, at):
    edition = desk.add(in_force_from=on(7), phone="00-000 00 77", hours="werkdagen")
    row = edition.organisation
    assert (row.name, row.is_active) == ("Kantoor Nieuw", False)
    assert not DutyDesk.objects.filter(organisation=row).exists()
    keep(at(2026, 3, 11))
    assert not Organisation.objects.get(pk=row.pk).is_active
    keep(at(2026, 3, 12))
    assert Organisation.objects.get(pk=row.pk).is_active
    assert DutyDesk.objects.get(organisation=row).phone == "00-000 00 77"


def test_a_new_name_holds_from_its_day_on_and_the_old_one_stays_in_the_history(desk, at):
    first = desk.add()
    desk.change(ORGANISATIONS, first, name="Kantoor Oud & Nieuw", in_force_from=on(10))
    assert Organisation.objects.get(code="nieuw").name == "Kantoor Nieuw"
    keep(at(2026, 3, 15))
    assert Organisation.objects.get(code="nieuw").name == "Kantoor Oud & Nieuw"
    spans = OrganisationEdition.objects.filter(organisation=first.organisation).order_by("in_force_from")
    assert [(each.name, each.in_force_from, each.lapses_on) for each in spans] == [
        ("Kantoor Nieuw", TODAY, on(10)), ("Kantoor Oud & Nieuw", on(10), None),
    ]  # fmt: skip


def test_each_change_is_a_version_with_its_history_and_its_entry(desk, cast):
    first = desk.add()
    desk.change(ORGANISATIONS, first, name="Kantoor Oud & Nieuw", in_force_from=on(10))
    first.refresh_from_db()
    assert first.version == 2
    assert first.history.count() == 2
    entries = Entry.objects.filter(table=OrganisationEdition._meta.db_table, record=first.pk).order_by("version")
    assert [(each.kind, each.version, each.person) for each in entries] == [
        ("CREATE", 1, cast.administrator.person_id), ("CHANGE", 2, cast.administrator.person_id),
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "code"), [
    ({"in_force_from": on(-1)}, "in-the-past"),
    ({"lapses_on": TODAY}, "wrong-order"),
    ({"in_force_from": on(3), "lapses_on": on(2)}, "wrong-order"),
    ({"reason": "  "}, "no-reason"),
    ({"name": " "}, "no-name"),
    ({"row": {"code": "NIDOS", "kind": "LAWYER"}}, "code-taken"),
    ({"name": "NIDOS (test)"}, "name-taken"),
])  # fmt: skip
def test_what_is_added_begins_today_or_later_and_is_told_apart(desk, said, code):
    before = Organisation.objects.count()
    assert refusal(lambda: desk.add(**said)) == (code, "D-11")
    assert Organisation.objects.count() == before


def test_a_name_that_is_planned_for_another_one_is_taken_from_that_day_on(desk):
    other = desk.add(row={"code": "ander", "kind": "LAWYER"}, name="Kantoor Ander")
    desk.change(ORGANISATIONS, other, name="Kantoor Nieuw", in_force_from=on(5))
    assert refusal(lambda: desk.add(in_force_from=on(6)))[0] == "name-taken"
    assert desk.add(name="Kantoor Nieuw", lapses_on=on(5)).lapses_on == on(5)


@pytest.mark.parametrize(("said", "code"), [
    ({"in_force_from": on(-1), "name": "Anders"}, "in-the-past"),
    ({"name": "Anders"}, "overlap"),
    ({"in_force_from": on(1)}, "nothing-new"),
    ({"in_force_from": on(1), "name": "Anders", "reason": ""}, "no-reason"),
    ({"in_force_from": on(1), "name": ""}, "no-name"),
])  # fmt: skip
def test_a_change_overlaps_with_nothing_and_changes_something(desk, said, code):
    first = desk.add()
    assert refusal(lambda: desk.change(ORGANISATIONS, first, **said)) == (code, "D-11")


def test_no_two_changes_are_planned_beside_each_other(desk):
    first = desk.add()
    planned = desk.change(ORGANISATIONS, first, name="Later", in_force_from=on(10))
    assert refusal(lambda: desk.change(ORGANISATIONS, first, name="Nog anders", in_force_from=on(5)))[0] == (
        "planned-already"
    )
    assert refusal(lambda: desk.close(ORGANISATIONS, first, lapses_on=on(5)))[0] == "planned-already"
    assert desk.change(ORGANISATIONS, planned, name="Nog later", in_force_from=on(20)).name == "Nog later"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraints")
def test_the_database_itself_refuses_editions_that_overlap(desk, now, cast):
    first = desk.add()
    with pytest.raises(IntegrityError), transaction.atomic():
        reference.ledger.record(
            OrganisationEdition(organisation=first.organisation, name="Dubbel", in_force_from=on(3), reason="x"),
            by=cast.administrator, at=now,
        )  # fmt: skip


def test_what_was_planned_can_be_called_off_and_what_held_goes_on(desk, at):
    first = desk.add()
    planned = desk.change(ORGANISATIONS, first, name="Later", in_force_from=on(10))
    desk.call_off(ORGANISATIONS, planned)
    keep(at(2026, 4, 1))
    assert Organisation.objects.get(code="nieuw").name == "Kantoor Nieuw"
    first.refresh_from_db()
    assert first.lapses_on is None
    assert refusal(lambda: desk.call_off(ORGANISATIONS, first))[0] == "nothing-planned"


def test_an_end_that_is_called_off_does_not_come(desk, at):
    first = desk.add()
    desk.close(ORGANISATIONS, first, lapses_on=on(10))
    desk.call_off(ORGANISATIONS, first)
    keep(at(2026, 4, 1))
    assert Organisation.objects.get(code="nieuw").is_active


def test_what_is_closed_is_offered_to_nobody_and_can_open_again(desk, at):
    first = desk.add()
    desk.close(ORGANISATIONS, first, lapses_on=on(1))
    keep(at(2026, 3, 6))
    assert not Organisation.objects.get(code="nieuw").is_active
    assert refusal(lambda: desk.close(ORGANISATIONS, first, lapses_on=on(9), at=at(2026, 3, 6)))[0] == "closed-already"
    desk.change(ORGANISATIONS, first, in_force_from=on(4), at=at(2026, 3, 9))
    assert Organisation.objects.get(code="nieuw").is_active


@pytest.mark.parametrize(("days", "code"), [(-1, "in-the-past"), (0, "wrong-order")])
def test_an_end_comes_after_the_beginning_and_not_in_the_past(desk, days, code):
    first = desk.add()
    assert refusal(lambda: desk.close(ORGANISATIONS, first, lapses_on=on(days))) == (code, "D-11")


def test_an_organisation_whose_people_can_sign_in_or_that_runs_a_house_is_not_closed(desk, now, organisations, house,
                                                                                     people):  # fmt: skip
    provider = OrganisationEdition.objects.get(organisation=organisations["BO_PROVIDER"])
    assert refusal(lambda: desk.close(ORGANISATIONS, provider)) == ("people-left", "D-10")
    Person.objects.filter(organisation=organisations["BO_PROVIDER"]).update(is_active=False)
    assert refusal(lambda: desk.close(ORGANISATIONS, provider)) == ("runs-a-house", "INV-09")
    desk.close(HOUSES, LocationEdition.objects.get(location=house))
    assert desk.close(ORGANISATIONS, provider).lapses_on == TODAY


def test_an_organisation_that_is_involved_in_a_case_is_not_closed(desk, now, open_case, organisations):
    open_case()
    keep(now)
    Person.objects.filter(organisation=organisations["AVIM"]).update(is_active=False)
    avim = OrganisationEdition.objects.get(organisation=organisations["AVIM"])
    assert refusal(lambda: desk.close(ORGANISATIONS, avim)) == ("still-involved", "D-10")


def test_a_closed_organisation_is_told_of_nothing_and_no_case_opens_to_it(open_case, organisations, cast):
    Organisation.objects.filter(kind="AVIM").update(is_active=False)
    case = open_case()
    involved = case._meta.apps.get_model("partners", "Involvement").objects.filter(case_id=case.pk)
    assert not involved.filter(organisation=organisations["AVIM"]).exists()


@pytest.mark.requirement("INV-09")
def test_a_house_and_a_bed_in_which_a_child_lives_are_not_closed(desk, house, open_case, place, at):
    stay = place(open_case(), house)
    home, bed = (HOUSES, HOUSES.last(house)), (BEDS, BEDS.last(stay.bed))
    assert refusal(lambda: desk.close(*home)) == ("child-lives-there", "INV-09")
    assert refusal(lambda: desk.close(*bed)) == ("child-lives-there", "INV-09")
    assert refusal(lambda: desk.close(*home, lapses_on=on(300))) == ("child-lives-there", "INV-09")
    free = house.beds.exclude(pk=stay.bed_id).get()
    desk.close(BEDS, BEDS.last(free))
    assert not Bed.objects.get(pk=free.pk).is_active


def test_a_house_is_not_closed_while_a_bed_is_kept_or_somebody_works_there(desk, house, open_case, cast, now, people):
    case = open_case()
    kept = reservation.reserve(case=case, bed=house.beds.first(), by=cast.coa, at=now)
    assert refusal(lambda: desk.close(HOUSES, HOUSES.last(house))) == ("bed-kept", "S004-15")
    reservation.release(bed_reservation=kept, by=cast.coa, at=now)
    Person.objects.filter(pk=people["bo_provider.mentor"].pk).update(location=house.pk)
    assert refusal(lambda: desk.close(HOUSES, HOUSES.last(house))) == ("people-left", "D-10")


def test_nobody_is_placed_in_a_house_before_it_opens_or_after_it_closed(desk, cast, at, now):
    said = {"row": {"kind": "AMV", "provider": None}, "name": "Huis Nieuw", "address": "Verzonnenlaan 1"}
    house = desk.add(HOUSES, **said, in_force_from=on(2), lapses_on=on(5)).location
    desk.add(BEDS, row={"location": house}, label="bed 1")
    offered = [house in beds.locations(None, cast.coa, now)]
    for day in (7, 9, 10):
        keep(at(2026, 3, day))
        offered.append(house in beds.locations(None, cast.coa, at(2026, 3, day)))
    assert offered == [False, True, True, False]


@pytest.mark.parametrize(("row", "code"), [
    ({"kind": "RECEPTION"}, "arrival-stay"), ({"kind": "BO", "provider": "LAWYER"}, "runs-no-houses"),
])  # fmt: skip
def test_a_house_is_of_a_kind_that_somebody_places_in_and_run_by_who_runs_houses(desk, organisations, row, code):
    known = row | ({"provider": organisations[row["provider"]]} if "provider" in row else {})
    assert refusal(lambda: desk.add(HOUSES, row=known, name="Huis Nieuw"))[0] == code


def test_ages_stand_in_order_and_a_bed_has_its_own_name_in_its_house(desk, house, make_house):
    ages = {"min_age": 18, "max_age": 12}
    assert refusal(lambda: desk.add(HOUSES, row={"kind": "AMV"}, name="Huis Nieuw", **ages))[0] == "ages-reversed"
    assert refusal(lambda: desk.add(BEDS, row={"location": house}, label="1"))[0] == "name-taken"
    other = make_house("AZC", beds=0)
    assert desk.add(BEDS, row={"location": other}, label="1").bed.is_active


@pytest.mark.requirement("INV-38")
def test_an_address_that_is_left_empty_stays_as_it_is(desk, house):
    desk.change(HOUSES, HOUSES.last(house), name="Huis Anders", address="")
    row = Location.objects.get(pk=house.pk)
    assert (row.name, row.address) == ("Huis Anders", "Invented Lane 1")


@pytest.mark.requirement("S004-12")
def test_a_place_of_arrival_is_closed_when_nobody_lives_there_and_there_is_another(desk, open_case, ter_apel, now,
                                                                                  indicate, place, house):  # fmt: skip
    case = open_case()
    keep(now)
    edition = PLACES_OF_ARRIVAL.last(ter_apel)
    assert refusal(lambda: desk.close(PLACES_OF_ARRIVAL, edition)) == ("children-there", "INV-09")
    place(case, house)
    assert refusal(lambda: desk.close(PLACES_OF_ARRIVAL, edition)) == ("last-place", "S004-12")
    desk.add(PLACES_OF_ARRIVAL, row={"code": "budel"}, name="Budel")
    desk.close(PLACES_OF_ARRIVAL, edition)
    ter_apel.refresh_from_db()
    assert refusal(lambda: open_case(on=now)) == ("place-closed", "S004-12")
    assert [each.code for each in cases.places(None, None, now)] == ["budel"]


def test_what_was_there_before_gets_its_first_edition_once(make_house, ter_apel, now):
    house = make_house("AMV", beds=1)
    IntakeLocation.objects.create(code="oud", name="Oud", is_active=False)
    assert keep(now) > 0
    assert keep(now) == 0
    first = HOUSES.last(house)
    assert (first.name, first.in_force_from, first.lapses_on) == (house.name, date(2008, 1, 1), None)
    assert PLACES_OF_ARRIVAL.edition.objects.get(intake_location="oud").lapses_on == TODAY
    assert not IntakeLocation.objects.get(code="oud").is_active


@pytest.mark.requirement("D-10")
def test_only_an_administrator_changes_reference_data(cast, people, now):
    writers = {role for role, word in WITHOUT_CASE[DataClass.CONFIGURATION].items() if word == "W"}
    assert writers == {"system.administrator"}
    data = {"row": {"code": "nieuw", "kind": "LAWYER"}, "name": "Nieuw", "in_force_from": TODAY, "reason": "Nieuw."}
    for role in set(ROLES) - writers:
        with pytest.raises(NotAllowed):
            perform(adding(ORGANISATIONS), by=of_person(people[role]), at=now, data=data)
    assert perform(adding(ORGANISATIONS), by=cast.administrator, at=now, data=data).version == 1


def test_each_kind_has_its_four_acts_under_names_of_their_own():
    assert len({act.name for act in ACTS}) == len(ACTS) == 4 * len(KINDS)
    assert changing(HOUSES).parent_model is LocationEdition
