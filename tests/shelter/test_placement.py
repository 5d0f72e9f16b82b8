"""COA places, Nidos does so in a foster family; one child in one bed, and never nowhere."""

import pytest
from django.db import IntegrityError, connection, transaction

from audit import ledger
from audit.models import Entry
from partners import involvement
from partners.actors import of_person
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Notice, Organisation
from shelter import placement, whereabouts
from shelter.models import Location, Placement, RestPeriod
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
COA_KINDS = ["BO", "FIER", "AMV", "AZC", "SPECIAL_AZC", "EMERGENCY", "CRISIS_EMERGENCY"]


@pytest.mark.requirement("INV-06", "S004-37")
@pytest.mark.parametrize("kind", COA_KINDS)
def test_nidos_places_in_no_location_of_coa(cast, open_case, make_house, at, kind):
    case, bed = open_case(), make_house(kind).beds.first()
    said = refusal(lambda: placement.place(case=case, bed=bed, by=cast.guardian, at=at(2026, 3, 4)))
    assert said == ("not-yours-to-place", "INV-06")


@pytest.mark.requirement("INV-06", "EC-54")
def test_nidos_places_in_a_foster_family_and_coa_does_not(cast, open_case, make_house, at):
    case, home = open_case(), make_house("FOSTER", beds=0)
    said = refusal(lambda: placement.place(case=case, location=home, by=cast.coa, at=at(2026, 3, 4)))
    assert said == ("not-yours-to-place", "INV-06")
    assert placement.place(case=case, location=home, by=cast.guardian, at=at(2026, 3, 4)).location == home


@pytest.mark.requirement("S004-130", "S002-16")
def test_a_municipality_gives_shelter_to_who_needs_no_protection(cast, open_case, make_house, indicate, place, at):
    town = Organisation(code="town", name="Municipality (test)", kind="MUNICIPALITY")
    town.full_clean()
    town.save()
    case, house = open_case(), make_house("OTHER")
    Location.objects.filter(pk=house.pk).update(provider=town)
    indicate(case, "NOT_NEEDED")
    assert place(case, Location.objects.get()).location.provider == town


@pytest.mark.requirement("INV-06")
@pytest.mark.parametrize("who", ["coa", "guardian"])
def test_nobody_places_in_the_arrival_stay(cast, open_case, make_house, at, who):
    case, bed = open_case(), make_house("RECEPTION").beds.first()
    said = refusal(lambda: placement.place(case=case, bed=bed, by=getattr(cast, who), at=at(2026, 3, 4)))
    assert said == ("arrival-stay", "INV-06")


@pytest.mark.requirement("INV-07", "S004-70")
@pytest.mark.parametrize("kind", ["BO", "FIER"])
def test_protected_shelter_needs_an_indication_that_coa_knows_of(
    cast, open_case, make_house, indicate, place, at, kind
):
    case, house = open_case(), make_house(kind)
    assert refusal(lambda: place(case, house)) == ("no-indication", "INV-07")
    indicate(case, kind, informed=False)
    assert refusal(lambda: place(case, house)) == ("no-indication", "INV-07")
    indicate(case, kind)
    assert place(case, house).location == house


@pytest.mark.requirement("INV-07")
@pytest.mark.parametrize("outcome", ["FOSTER", "NOT_NEEDED"])
def test_an_indication_for_something_else_opens_no_protected_shelter(open_case, make_house, indicate, place, outcome):
    case = open_case()
    indicate(case, outcome)
    assert refusal(lambda: place(case, make_house("BO"))) == ("indication-does-not-fit", "INV-07")


@pytest.mark.requirement("INV-07")
def test_the_stay_does_not_begin_before_its_indication(open_case, make_house, indicate, place, at):
    case = open_case()
    indicate(case, on=at(2026, 3, 5))
    said = refusal(lambda: place(case, make_house("BO"), on=at(2026, 3, 6), starts_at=at(2026, 3, 4)))
    assert said == ("before-indication", "INV-07")


@pytest.mark.requirement("INV-05")
def test_a_refusal_does_not_tell_coa_of_an_indication_it_was_not_told_of(open_case, make_house, indicate, place):
    case = open_case()
    indicate(case, "BO", informed=False)
    assert place(case, make_house("AZC")).location.kind == "AZC"


@pytest.mark.requirement("EC-33")
def test_an_indicated_child_waits_in_a_place_that_the_policy_allows(open_case, make_house, indicate, place):
    case = open_case()
    indicate(case, "BO")
    assert refusal(lambda: place(case, make_house("AZC")))[0] == "indication-does-not-fit"
    assert place(case, make_house("AMV")).location.kind == "AMV"
    assert not RestPeriod.objects.filter(case=case).exists()


@pytest.mark.requirement("INV-34", "EC-34")
def test_crisis_shelter_needs_its_reason(open_case, make_house, place):
    case, house = open_case(), make_house("CRISIS_EMERGENCY")
    assert refusal(lambda: place(case, house, override_reason="  ")) == ("no-override-reason", "INV-34")
    assert place(case, house, override_reason="Night, all else full.").override_reason == "Night, all else full."


@pytest.mark.requirement("INV-08")
def test_a_bed_holds_one_child(open_case, make_house, place):
    house = make_house("AMV")
    place(open_case(), house)
    assert refusal(lambda: place(open_case(), house)) == ("bed-taken", "INV-08")
    assert place(open_case(), house, bed="2").bed.label == "2"


@pytest.mark.requirement("INV-08", "EC-18")
def test_a_second_placement_of_a_child_is_a_conflict_and_no_second_bed(open_case, make_house, place):
    case, house = open_case(), make_house("AMV")
    place(case, house)
    assert refusal(lambda: place(case, house, bed="2")) == ("already-placed", "INV-08")
    assert Placement.objects.count() == 1


@pytest.mark.requirement("INV-08")
def test_a_stay_recorded_afterwards_does_not_overlap_either(cast, open_case, make_house, place, at):
    case, house, other = open_case(), make_house("AMV"), make_house("AZC")
    first = place(case, house, on=at(2026, 3, 4))
    placement.move(placement=first, bed=other.beds.first(), move_reason="School.", by=cast.coa, at=at(2026, 3, 8))
    said = refusal(lambda: place(open_case(), house, on=at(2026, 3, 9), starts_at=at(2026, 3, 7)))
    assert said == ("bed-taken", "INV-08")
    assert place(open_case(), house, on=at(2026, 3, 9), starts_at=at(2026, 3, 8)).bed == first.bed


@pytest.mark.requirement("INV-08")
@pytest.mark.parametrize("check", ["check_bed", "check_unplaced"])
def test_what_only_the_database_sees_gets_the_same_answer(open_case, make_house, place, monkeypatch, check):
    house, case = make_house("AMV"), open_case()
    place(case, house)
    monkeypatch.setattr(placement.beds if check == "check_bed" else placement, check, lambda *given: None)
    second = (open_case(), "1", "bed-taken") if check == "check_bed" else (case, "2", "already-placed")
    assert refusal(lambda: place(second[0], house, bed=second[1])) == (second[2], "INV-08")


@pytest.mark.requirement("INV-08")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraints")
@pytest.mark.parametrize("same", ["case", "bed"])
def test_past_every_check_the_database_refuses_overlapping_stays(cast, open_case, make_house, at, same):
    first, house = open_case(), make_house("AMV")
    one, two = house.beds.all()
    known = {"location": house, "starts_at": at(2026, 3, 4), "ends_at": at(2026, 3, 8)}
    ledger.record(Placement(case=first, bed=one, **known), by=cast.coa, at=at(2026, 3, 9))
    overlapping = {"location": house, "starts_at": at(2026, 3, 7), "ends_at": at(2026, 3, 10)}
    row = Placement(case=first if same == "case" else open_case(), bed=one if same == "bed" else two, **overlapping)
    with pytest.raises(IntegrityError, match="stays_of_a_child|stays_in_a_bed"), transaction.atomic():
        ledger.record(row, by=cast.coa, at=at(2026, 3, 11))
    row.starts_at = at(2026, 3, 8)
    ledger.record(row, by=cast.coa, at=at(2026, 3, 11))


@pytest.mark.requirement("INV-09", "S004-16")
def test_a_move_leaves_no_gap(cast, open_case, make_house, place, at):
    case = open_case()
    first = place(case, make_house("EMERGENCY"))
    second = placement.move(placement=first, bed=make_house("AMV").beds.first(), move_reason="A smaller house.",
                            by=cast.coa, at=at(2026, 3, 8))  # fmt: skip
    first.refresh_from_db()
    assert first.ends_at == second.starts_at == at(2026, 3, 8)
    assert whereabouts.current(case, at(2026, 3, 3)) is None
    assert whereabouts.current(case, at(2026, 3, 7)) == first
    assert whereabouts.current(case, at(2026, 3, 8)) == second
    assert second.is_move
    assert not first.is_move


@pytest.mark.requirement("S004-18")
def test_a_move_needs_a_reason_and_another_place(cast, open_case, make_house, place, at):
    house = make_house("AMV")
    first = place(open_case(), house)

    def move(bed, reason, when=None):
        return placement.move(placement=first, bed=house.beds.get(label=bed), move_reason=reason, by=cast.coa,
                              at=when or at(2026, 3, 8))  # fmt: skip

    assert refusal(lambda: move("2", " ")) == ("no-move-reason", "S004-18")
    assert refusal(lambda: move("1", "Why not.")) == ("same-place", "S004-18")
    assert refusal(lambda: move("2", "Why not.", when=first.starts_at)) == ("moved-too-soon", "INV-09")
    move("2", "Closer to the door.")
    assert refusal(lambda: move("1", "Back.")) == ("already-ended", "INV-09")


@pytest.mark.requirement("INV-06", "EC-54")
def test_nidos_moves_a_child_to_a_foster_family(cast, open_case, make_house, place, at):
    first = place(open_case(), make_house("AMV"))
    home = make_house("FOSTER", beds=0)
    to_family = {"placement": first, "location": home, "move_reason": "She is twelve.", "at": at(2026, 3, 8)}
    assert refusal(lambda: placement.move(by=cast.coa, **to_family)) == ("not-yours-to-place", "INV-06")
    assert placement.move(by=cast.guardian, **to_family).location == home


@pytest.mark.requirement("INV-13", "S004-45")
@pytest.mark.parametrize("kind", ["BO", "FIER"])
def test_the_first_admission_begins_rest_and_a_move_does_not(cast, open_case, make_house, indicate, place, at, kind):
    case = open_case()
    indicate(case, "BO", ground="HONOUR_VIOLENCE")
    first = place(case, make_house(kind))
    rest = RestPeriod.objects.get(case=case)
    assert (rest.placement, rest.starts_on.isoformat()) == (first, "2026-03-04")
    other = make_house("FIER" if kind == "BO" else "BO")
    placement.move(placement=first, bed=other.beds.first(), move_reason="Seen near.", by=cast.coa, at=at(2026, 4, 1))
    assert RestPeriod.objects.get(case=case).version == 1


@pytest.mark.requirement("D-4", "EC-61")
def test_rest_begins_on_the_dutch_day_of_the_admission(open_case, make_house, indicate, place, at):
    """Half past midnight in the night of the clock change is still yesterday in UTC."""
    case = open_case()
    indicate(case)
    place(case, make_house("BO"), on=at(2026, 3, 29, 0, 30))
    assert RestPeriod.objects.get(case=case).starts_on.isoformat() == "2026-03-29"


def test_a_placement_begins_neither_in_the_future_nor_before_the_arrival(open_case, make_house, place, at):
    case, house = open_case(), make_house("AMV")
    assert refusal(lambda: place(case, house, starts_at=at(2026, 3, 5)))[0] == "starts-in-future"
    assert refusal(lambda: place(case, house, starts_at=at(2026, 3, 1)))[0] == "before-arrival"


def test_bed_and_location_belong_together_and_are_in_use(cast, open_case, make_house, place, at):
    case, house, other = open_case(), make_house("AMV"), make_house("AZC")
    assert refusal(lambda: place(case, house, location=other))[0] == "bed-elsewhere"
    nowhere = lambda **where: placement.place(case=case, by=cast.coa, at=at(2026, 3, 4), **where)  # noqa: E731
    assert refusal(nowhere)[0] == "no-place"
    assert refusal(lambda: nowhere(location=house))[0] == "no-bed"
    house.beds.update(is_active=False)
    assert refusal(lambda: place(case, house))[0] == "bed-out-of-use"
    other.is_active = False
    other.save()
    assert refusal(lambda: place(case, other))[0] == "location-out-of-use"


@pytest.mark.requirement("INV-38")
def test_the_people_of_the_house_and_of_no_other_see_the_child(cast, people, open_case, make_house, place, at):
    house, other = make_house("AMV", name="North"), make_house("AMV", name="South")
    person = people["bo_provider.mentor"]
    person.location = house.id
    here, case = of_person(person), open_case()
    person.location = other.id
    there = of_person(person)
    stay = place(case, house)
    assert involvement.standing(here, case.id, at(2026, 3, 5)).grounds == {Ground.HOUSE}
    with pytest.raises(NotFound):
        involvement.standing(there, case.id, at(2026, 3, 5))
    placement.move(placement=stay, bed=other.beds.first(), move_reason="Full.", by=cast.coa, at=at(2026, 3, 8))
    assert involvement.standing(there, case.id, at(2026, 3, 9)).grounds == {Ground.HOUSE}
    with pytest.raises(NotFound):
        involvement.standing(here, case.id, at(2026, 3, 9))


def test_a_placement_takes_the_place_of_the_arrival_stay_for_coa(cast, open_case, make_house, place, at):
    case = open_case()
    place(case, make_house("AMV"))
    assert involvement.standing(cast.coa, case.id, at(2026, 3, 5)).grounds == {Ground.PLACEMENT}


def test_the_guardian_and_the_house_are_told_without_a_word_on_where(
    cast, organisations, open_case, make_house, place, at
):
    case = open_case()
    stay = place(case, make_house("AMV"))
    told = Notice.objects.filter(kind="PLACEMENT", about=stay.id)
    assert {(row.to_organisation.kind, row.to_role) for row in told} == {
        ("NIDOS", "nidos.guardian"),
        ("BO_PROVIDER", ""),
    }
    placement.move(
        placement=stay, bed=make_house("AZC").beds.first(), move_reason="Full.", by=cast.coa, at=at(2026, 3, 8)
    )
    assert Notice.objects.filter(kind="MOVE", to_role="nidos.guardian").count() == 1


@pytest.mark.requirement("INV-24", "EC-01")
def test_turning_eighteen_ends_no_placement(admit, at):
    case = admit(at(2026, 3, 2), born=at(2008, 3, 12).date())
    assert whereabouts.current(case, at(2026, 3, 20)).location.kind == "BO"


@pytest.mark.requirement("INV-06")
def test_through_the_door_coa_places_and_ind_does_not(cast, open_case, make_house, indicate, at):
    case, house = open_case(), make_house("BO")
    indicate(case)
    bed = {"bed": house.beds.first()}
    with pytest.raises(NotAllowed):
        perform(placement.PLACE, by=cast.ind, at=at(2026, 3, 4), data=bed, case=case.id)
    assert perform(placement.PLACE, by=cast.coa, at=at(2026, 3, 4), data=bed, case=case.id).location == house
    standing = involvement.standing(cast.coa, case.id, at(2026, 3, 5))
    assert not placement.PLACE.available(case, standing, at(2026, 3, 5))
    assert Entry.objects.filter(table="shelter_placement", case=case.id).count() == 1


def test_placing_answers_what_coa_was_told_of_the_indication(open_case, make_house, indicate, place):
    case = open_case()
    decided = indicate(case)
    assert Notice.objects.get(about=decided.id).acknowledged_at is None
    place(case, make_house())
    assert Notice.objects.get(about=decided.id).acknowledged_at is not None
