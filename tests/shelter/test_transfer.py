"""A journey to another house: a bed that is promised, one place at every moment, and nobody lost in between."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction

from audit import guards, ledger
from partners import involvement
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import Notice
from residence import closing
from shelter import absence, absence_end, beds, move_bar, placement, transfer, whereabouts
from shelter.models import Placement, RestPeriod, Transfer
from tests.houses import perform, refusal

WHY = {"escort": "MENTOR", "move_reason": "A place that fits came free.", "avoidable": "NO"}


@pytest.fixture
def moved(open_case, make_house, indicate, place, cast, at):
    """A child in a regular house that COA plans to bring to protected shelter on 6 March at noon."""

    def planned(*, on=None, **said):
        case, old, new = open_case(), make_house("AMV", name="Huis Oud"), make_house("BO", name="Huis Nieuw")
        indicate(case)
        place(case, old)
        row = transfer.plan(case=case, bed=new.beds.get(label="1"), planned_at=on or at(2026, 3, 6), by=cast.coa,
                            at=at(2026, 3, 5), **WHY | said)  # fmt: skip
        return case, row

    return planned


@pytest.fixture
def here(cast):
    """The mentor of a house."""
    return lambda house: replace(cast.mentor, location=house.pk)


@pytest.mark.django_db
@pytest.mark.requirement("S004-16", "INV-08", "INV-09")
def test_the_child_lives_in_one_place_at_every_moment_of_the_journey(moved, here, at):
    case, row = moved()
    old = whereabouts.current(case, at(2026, 3, 5))
    assert whereabouts.current(case, at(2026, 3, 6)) == old
    transfer.depart(transfer=row, by=here(old.location), at=at(2026, 3, 6, 13))
    assert whereabouts.current(case, at(2026, 3, 6, 14)) == old
    done = transfer.arrive(transfer=row, by=here(row.location), at=at(2026, 3, 6, 15))
    new = whereabouts.current(case, at(2026, 3, 6, 15))
    old.refresh_from_db()
    assert (done.state, new.bed, old.ends_at, new.starts_at) == (
        "ARRIVED", row.bed, at(2026, 3, 6, 15), at(2026, 3, 6, 15),
    )  # fmt: skip
    assert (new.is_move, new.move_reason, new.avoidable) == (True, WHY["move_reason"], "NO")
    assert RestPeriod.objects.get(case=case).placement == new
    assert placement.times_moved(case) == 1


@pytest.mark.django_db
@pytest.mark.requirement("S004-37", "S004-16")
def test_from_the_place_of_arrival_it_is_a_first_stay_and_no_move(open_case, make_house, indicate, cast, here, at):
    case, house = open_case(), make_house("BO")
    indicate(case)
    row = transfer.plan(case=case, bed=house.beds.first(), planned_at=at(2026, 3, 6), escort="COA", by=cast.coa,
                        at=at(2026, 3, 5))  # fmt: skip
    assert refusal(lambda: transfer.depart(transfer=row, by=here(house), at=at(2026, 3, 6)))[0] == "not-your-house"
    transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 6))
    transfer.arrive(transfer=row, by=here(house), at=at(2026, 3, 6, 14))
    stay = whereabouts.current(case, at(2026, 3, 6, 14))
    assert (stay.is_move, stay.move_reason, stay.avoidable) == (False, "", "")
    assert involvement.standing(cast.coa, case.id, at(2026, 3, 7)).grounds >= {Ground.PLACEMENT}


@pytest.mark.django_db
@pytest.mark.requirement("INV-08")
def test_a_promised_bed_is_given_to_nobody_else(moved, open_case, indicate, place, cast, at):
    case, row = moved()
    other = open_case()
    indicate(other)
    assert refusal(lambda: place(other, row.location)) == ("bed-promised", "INV-08")
    assert row.bed not in beds.free(other, cast.coa, at(2026, 3, 5))
    plan = {"case": other, "bed": row.bed, "planned_at": at(2026, 3, 8), "by": cast.coa, "at": at(2026, 3, 5)}
    assert refusal(lambda: transfer.plan(**plan, escort="COA")) == ("bed-promised", "INV-08")
    transfer.cancel(transfer=row, cancel_reason="Ill.", by=cast.coa, at=at(2026, 3, 5, 13))
    assert place(other, row.location, on=at(2026, 3, 5, 14)).bed == row.bed


@pytest.mark.django_db
@pytest.mark.requirement("INV-08", "INV-09")
def test_who_has_a_journey_before_it_is_not_moved_or_placed_or_planned_for_again(moved, make_house, cast, at):
    case, row = moved()
    stay, third = whereabouts.current(case, at(2026, 3, 5)), make_house("BO", name="Huis Drie")
    away = {"placement": stay, "bed": third.beds.first(), "move_reason": "No.", "by": cast.coa, "at": at(2026, 3, 5)}
    assert refusal(lambda: placement.move(**away)) == ("transfer-open", "INV-09")
    again = {"case": case, "bed": third.beds.first(), "planned_at": at(2026, 3, 7), "by": cast.coa, **WHY}
    assert refusal(lambda: transfer.plan(at=at(2026, 3, 5), **again)) == ("transfer-open", "INV-09")


@pytest.mark.django_db
@pytest.mark.requirement("INV-08")
@pytest.mark.parametrize("same", ["case", "bed"])
def test_past_every_check_the_database_promises_one_bed_to_one_child(moved, open_case, make_house, cast, at, same):
    case, row = moved()
    other = {"case": case, "bed": make_house("BO", name="Huis Drie").beds.first()}
    if same == "bed":
        other = {"case": open_case(), "bed": row.bed}
    second = Transfer(location=other["bed"].location, planned_at=at(2026, 3, 9), escort="COA", **other)
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.record(second, by=cast.coa, at=at(2026, 3, 5))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"), [("arrived_at", (2026, 3, 6)), ("cancelled_at", (2026, 3, 6)), ("move_reason", "")]
)
def test_the_database_knows_that_who_arrives_has_left_and_that_reasons_are_given(moved, cast, at, column, value):
    _case, row = moved()
    setattr(row, column, at(*value) if value else "")
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.record(row, by=cast.coa, at=at(2026, 3, 6))


@pytest.mark.django_db
@pytest.mark.requirement("S004-16")
def test_only_the_house_itself_or_coa_says_that_a_child_left_or_arrived(moved, here, cast, at):
    case, row = moved()
    old = whereabouts.current(case, at(2026, 3, 5)).location
    assert refusal(lambda: transfer.depart(transfer=row, by=here(row.location), at=at(2026, 3, 6)))[0] == (
        "not-your-house"
    )
    assert refusal(lambda: transfer.depart(transfer=row, by=cast.guardian, at=at(2026, 3, 6)))[0] == "not-your-house"
    assert refusal(lambda: transfer.arrive(transfer=row, by=here(row.location), at=at(2026, 3, 6)))[0] == (
        "not-left-yet"
    )
    transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 6))
    assert refusal(lambda: transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 6)))[0] == "already-left"
    assert refusal(lambda: transfer.arrive(transfer=row, by=here(old), at=at(2026, 3, 6, 13)))[0] == "not-your-house"
    transfer.arrive(transfer=row, by=cast.coa, at=at(2026, 3, 6, 13))
    assert refusal(lambda: transfer.arrive(transfer=row, by=cast.coa, at=at(2026, 3, 6, 14)))[0] == "transfer-over"
    assert refusal(lambda: transfer.cancel(transfer=row, cancel_reason="No.", by=cast.coa, at=at(2026, 3, 7)))[0] == (
        "transfer-over"
    )


@pytest.mark.django_db
@pytest.mark.requirement("S004-18")
def test_a_transfer_is_planned_ahead_to_another_house_and_with_a_reason(moved, make_house, cast, at):
    case, row = moved()
    transfer.cancel(transfer=row, cancel_reason="Wrong bed.", by=cast.coa, at=at(2026, 3, 5, 13))
    home = whereabouts.current(case, at(2026, 3, 5)).location

    def plan(**said):
        known = {"case": case, "bed": row.bed, "planned_at": at(2026, 3, 7), "at": at(2026, 3, 6), "by": cast.coa}
        return transfer.plan(**known | WHY | said)

    assert refusal(lambda: plan(planned_at=at(2026, 3, 6, 11)))[0] == "planned-when"
    assert refusal(lambda: plan(bed=home.beds.get(label="2")))[0] == "same-house"
    assert refusal(lambda: plan(move_reason=" "))[0] == "no-move-reason"
    assert refusal(lambda: plan(avoidable="")) == ("avoidable-or-not", "S004-18")
    assert refusal(lambda: plan(by=cast.guardian)) == ("only-coa", "INV-06")
    assert refusal(lambda: plan(bed=make_house("AZC").beds.first()))[0] == "indication-does-not-fit"
    assert plan().state == "PLANNED"


@pytest.mark.django_db
@pytest.mark.requirement("INV-38", "S004-16")
def test_the_receiving_house_sees_the_child_from_its_departure_on(moved, here, cast, at):
    case, row = moved()
    there, old = here(row.location), here(whereabouts.current(case, at(2026, 3, 5)).location)
    with pytest.raises(NotFound):
        involvement.standing(there, case.id, at(2026, 3, 6))
    transfer.depart(transfer=row, by=old, at=at(2026, 3, 6))
    assert involvement.standing(there, case.id, at(2026, 3, 6, 13)).grounds == {Ground.HOUSE}
    transfer.arrive(transfer=row, by=there, at=at(2026, 3, 6, 14))
    assert involvement.standing(there, case.id, at(2026, 3, 6, 15)).grounds == {Ground.HOUSE}
    with pytest.raises(NotFound):
        involvement.standing(old, case.id, at(2026, 3, 6, 15))


@pytest.mark.django_db
@pytest.mark.requirement("INV-38")
def test_of_a_journey_that_is_called_off_the_other_house_sees_nothing_more(moved, here, cast, at):
    case, row = moved()
    transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 6))
    assert refusal(lambda: transfer.cancel(transfer=row, cancel_reason=" ", by=cast.coa, at=at(2026, 3, 6)))[0] == (
        "no-reason"
    )
    assert refusal(lambda: transfer.cancel(transfer=row, cancel_reason="No.", by=cast.guardian, at=at(2026, 3, 6)))[
        0
    ] == ("only-coa")
    transfer.cancel(transfer=row, cancel_reason="The car broke down.", by=cast.coa, at=at(2026, 3, 6, 13))
    with pytest.raises(NotFound):
        involvement.standing(here(row.location), case.id, at(2026, 3, 6, 14))
    assert whereabouts.current(case, at(2026, 3, 6, 14)).location.name == "Huis Oud"


@pytest.mark.django_db
def test_guardian_coa_and_the_houses_are_told_and_not_where(moved, here, cast, at):
    case, row = moved()
    transfer.depart(transfer=row, by=here(row.placement.location), at=at(2026, 3, 6))
    transfer.arrive(transfer=row, by=here(row.location), at=at(2026, 3, 6, 13))
    told = set(Notice.objects.filter(about=row.id).values_list("kind", "to_organisation__kind", "to_role"))
    assert told == {
        ("TRANSFER_PLANNED", "NIDOS", "nidos.guardian"), ("TRANSFER_PLANNED", "BO_PROVIDER", ""),
        ("TRANSFER_DEPARTED", "NIDOS", "nidos.guardian"), ("TRANSFER_DEPARTED", "COA", "coa.placement"),
        ("TRANSFER_ARRIVED", "COA", "coa.placement"),
    }  # fmt: skip
    assert Notice.objects.filter(kind="MOVE", case_id=case.id, to_role="nidos.guardian").exists()


@pytest.mark.django_db
def test_planning_answers_what_coa_was_told_of_the_indication(moved):
    moved()
    assert not Notice.objects.filter(kind="INDICATION", acknowledged_at=None).exists()


@pytest.mark.django_db
@pytest.mark.requirement("EC-44", "INV-07")
def test_what_changed_since_it_was_planned_stops_the_journey_before_it_begins(moved, cast, indicate, at):
    case, row = moved()
    indicate(case, "FOSTER", on=at(2026, 3, 5, 18))
    assert refusal(lambda: transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 6))) == (
        "indication-does-not-fit", "INV-07",
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.requirement("S004-81", "INV-35", "INV-09")
def test_a_child_lost_on_the_way_is_missing_from_the_house_it_left_and_keeps_both_beds(moved, here, cast, at):
    case, row = moved()
    stay = whereabouts.current(case, at(2026, 3, 5))
    transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 6))
    gone = absence.report(case=case, circumstances="Not there.", last_seen_at=at(2026, 3, 6), by=here(row.location),
                          at=at(2026, 3, 6, 17))  # fmt: skip
    assert gone.placement == stay
    assert refusal(lambda: transfer.arrive(transfer=row, by=cast.coa, at=at(2026, 3, 6, 18)))[0] == "child-absent"
    assert not {stay.bed, row.bed} & set(beds.free(case, cast.coa, at(2026, 3, 7)))
    absence_end.come_back(absence=gone, by=here(row.location), at=at(2026, 3, 7))
    assert transfer.arrive(transfer=row, by=here(row.location), at=at(2026, 3, 7, 13)).state == "ARRIVED"


@pytest.mark.django_db
@pytest.mark.requirement("S004-81", "T-21")
def test_when_its_stay_ends_by_an_absence_the_journey_is_called_off(moved, cast, at):
    case, row = moved()
    gone = absence.report(case=case, circumstances="Gone.", last_seen_at=at(2026, 3, 6), by=cast.guardian,
                          at=at(2026, 3, 6, 13))  # fmt: skip
    absence_end.release(absence=gone, by=cast.coa, at=at(2026, 3, 21))
    row.refresh_from_db()
    assert (row.state, bool(row.cancel_reason)) == ("CANCELLED", True)
    assert row.bed in beds.free(case, cast.coa, at(2026, 3, 21))


@pytest.mark.django_db
@pytest.mark.requirement("INV-09")
def test_a_case_is_not_closed_while_the_child_is_on_its_way(open_case, make_house, cast, indicate, at):
    case = open_case(born=at(2006, 1, 1).date())
    indicate(case, "NOT_NEEDED")
    row = transfer.plan(case=case, bed=make_house("AZC").beds.first(), planned_at=at(2026, 3, 6), escort="COA",
                        by=cast.coa, at=at(2026, 3, 5))  # fmt: skip
    assert refusal(lambda: closing.close(case=case, reason="Of age.", by=cast.intake, at=at(2026, 3, 7)))[0] == (
        "still-placed"
    )
    transfer.cancel(transfer=row, cancel_reason="Goes by itself.", by=cast.coa, at=at(2026, 3, 7))
    assert closing.close(case=case, reason="Of age.", by=cast.intake, at=at(2026, 3, 7, 13))


@pytest.mark.django_db
@pytest.mark.requirement("INV-06")
def test_through_the_door_coa_plans_and_nobody_else(open_case, make_house, indicate, cast, at):
    case, house = open_case(), make_house("BO")
    indicate(case)
    plan = {"bed": house.beds.first(), "planned_at": at(2026, 3, 6), "escort": "COA"}
    for who in ("intake", "ind", "avim"):
        with pytest.raises(NotAllowed):
            perform(transfer.PLAN, by=getattr(cast, who), at=at(2026, 3, 5), data=plan, case=case.id)
    row = perform(transfer.PLAN, by=cast.coa, at=at(2026, 3, 5), data=plan, case=case.id)
    with pytest.raises(NotAllowed):
        perform(transfer.CANCEL, by=cast.intake, at=at(2026, 3, 5, 13), data={"cancel_reason": "No."}, case=case.id,
                transfer=row.pk)  # fmt: skip


@pytest.mark.requirement("INV-08", "EC-18")
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_one_bed_is_promised_or_given_to_one_child_at_the_same_moment(
    open_case, make_house, place, indicate, cast, at
):
    guards.lay()
    house, cases = make_house("BO", beds=1), [open_case() for _ in range(6)]
    for case in cases:
        indicate(case)
    bed, together = house.beds.get(), Barrier(len(cases))

    def reach(number):
        together.wait()
        try:
            if number % 2:
                place(cases[number], house)
                return "won"
            transfer.plan(case=cases[number], bed=bed, planned_at=at(2026, 3, 5), escort="COA", by=cast.coa,
                          at=at(2026, 3, 4))  # fmt: skip
            return "won"
        except RuleBroken as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(cases)) as pool:
        answers = sorted(pool.map(reach, range(len(cases))))
    assert answers.count("won") == 1
    assert set(answers) <= {"won", "bed-taken", "bed-promised"}
    assert Placement.objects.count() + Transfer.objects.count() == 1


class TestNotToBeMoved:
    pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-18", "S004-19")]

    @pytest.fixture
    def child(self, open_case, make_house, place, cast, at):
        case = open_case()
        stay = place(case, make_house("AMV"))
        row = move_bar.bar(case=case, kind="EXAM", until=at(2026, 3, 20).date(), by=cast.guardian, at=at(2026, 3, 5))
        return case, stay, row

    @pytest.fixture
    def move(self, child, make_house, cast, at):
        bed = make_house("AZC").beds.first()

        def moved(*, on, **said):
            return placement.move(placement=child[1], bed=bed, move_reason="Full.", by=cast.coa, at=on, **said)

        return moved

    def test_a_move_is_refused_until_somebody_says_why_it_is_needed_all_the_same(self, child, move, at):
        assert refusal(lambda: move(on=at(2026, 3, 20))) == ("not-to-be-moved", "S004-18")
        assert move(on=at(2026, 3, 20), bar_reason="Somebody found her.").bar_reason == "Somebody found her."
        [told] = Notice.objects.filter(kind="MOVE_ALL_THE_SAME")
        assert (told.to_organisation.kind, told.to_role) == ("NIDOS", "nidos.guardian")

    def test_after_its_last_day_nothing_is_asked_and_nothing_is_kept(self, child, move, at):
        assert move(on=at(2026, 3, 21), bar_reason="Not needed.").bar_reason == ""
        assert not Notice.objects.filter(kind="MOVE_ALL_THE_SAME").exists()

    def test_lifted_it_holds_no_more(self, child, move, cast, at):
        move_bar.lift(bar=child[2], by=cast.mentor, at=at(2026, 3, 6))
        assert refusal(lambda: move_bar.lift(bar=child[2], by=cast.guardian, at=at(2026, 3, 6)))[0] == "already-over"
        assert move(on=at(2026, 3, 6))

    def test_only_guardian_and_mentor_say_it_and_of_a_day_to_come(self, child, cast, at):
        said = {"case": child[0], "kind": "MEDICAL", "at": at(2026, 3, 5)}
        assert refusal(lambda: move_bar.bar(until=at(2026, 3, 9).date(), by=cast.coa, **said))[0] == "not-yours-to-say"
        assert refusal(lambda: move_bar.bar(until=at(2026, 3, 4).date(), by=cast.mentor, **said))[0] == "already-over"
        assert move_bar.bar(until=at(2026, 3, 5).date(), by=cast.mentor, **said)

    def test_the_database_knows_that_the_last_day_comes_after_the_first(self, child, cast, at):
        child[2].until = at(2026, 3, 4).date()
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(child[2], by=cast.guardian, at=at(2026, 3, 6))

    def test_a_planned_journey_asks_for_the_reason_of_its_day(self, child, make_house, cast, at):
        bed = make_house("AZC").beds.first()
        plan = {"case": child[0], "bed": bed, "by": cast.coa, "at": at(2026, 3, 6), **WHY}
        assert refusal(lambda: transfer.plan(planned_at=at(2026, 3, 20), **plan))[0] == "not-to-be-moved"
        row = transfer.plan(planned_at=at(2026, 3, 20), bar_reason="Somebody found her.", **plan)
        assert Notice.objects.filter(kind="MOVE_ALL_THE_SAME", about=row.id).count() == 1
        transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 20, 13))

    def test_said_after_the_planning_it_stops_the_departure(self, child, make_house, cast, at):
        row = transfer.plan(case=child[0], bed=make_house("AZC").beds.first(), planned_at=at(2026, 3, 21), by=cast.coa,
                            at=at(2026, 3, 6), **WHY)  # fmt: skip
        move_bar.bar(case=child[0], kind="SAFETY", until=at(2026, 3, 22).date(), by=cast.mentor, at=at(2026, 3, 7))
        assert refusal(lambda: transfer.depart(transfer=row, by=cast.coa, at=at(2026, 3, 21)))[0] == "not-to-be-moved"

    def test_the_form_says_it_before_anybody_moves_the_child(self, child, cast, at):
        [said] = placement.advise_move(child[1], cast.coa, at(2026, 3, 6))
        assert "20 maart" in str(said)
        assert "bar_reason" not in placement.narrow(child[1], cast.coa, at(2026, 3, 6))
        assert "bar_reason" in placement.narrow(child[1], cast.coa, at(2026, 3, 21))

    def test_from_the_second_move_on_the_form_asks_whether_there_is_no_other_way(self, child, move, cast, at):
        first = move(on=at(2026, 3, 21), avoidable="YES")
        assert first.avoidable == "YES"
        [said] = placement.advise_move(first, cast.coa, at(2026, 3, 22))
        assert "1" in str(said)
