"""The first hearing waits for rest and three months; five things together let it come earlier."""

from datetime import date

import pytest
from django.utils import translation

from partners import involving
from partners.actors import of_person
from partners.errors import NotAllowed, RuleBroken
from partners.grounds import Ground
from partners.models import Notice
from residence import hearing, rest_approval, wait
from residence.models import Hearing, HearingDeviation
from shelter import placement, rest
from shelter.models import RestPeriod
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
ALL_FIVE = {
    "requested_by": "CHILD", "reason": "She wants to know where she stands.", "lawyer_consulted": True,
    "guardian_agrees": True, "ind_agrees": True,
}  # fmt: skip


@pytest.fixture
def plan(cast, at):
    def planned(case, on, **said):
        return hearing.plan(case=case, planned_on=on, by=cast.ind, **({"at": at(2026, 3, 10)} | said))

    return planned


@pytest.mark.requirement("INV-14", "S004-47", "EC-15", "D-3")
def test_a_hearing_on_the_last_day_of_the_wait_is_refused_and_the_next_day_accepted(admit, plan, at):
    case = admit(at(2026, 3, 2))
    assert refusal(lambda: plan(case, date(2026, 6, 2))) == ("hearing-too-early", "S004-47")
    assert plan(case, date(2026, 6, 3)).planned_on == date(2026, 6, 3)


@pytest.mark.requirement("EC-30", "INV-14")
@pytest.mark.parametrize(
    ("admitted", "earliest"),
    [
        (date(2015, 11, 30), date(2016, 3, 1)),
        (date(2016, 2, 29), date(2016, 5, 30)),
        (date(2016, 1, 31), date(2016, 5, 1)),
        (date(2014, 11, 30), date(2015, 3, 1)),
    ],
)
def test_the_three_months_end_with_their_month(admitted, earliest):
    assert wait.of_rows(resting(admitted), None).earliest == earliest


def resting(start):
    row = RestPeriod(starts_on=start)
    row._prefetched_objects_cache = {"extensions": row.extensions.none()}
    return row


@pytest.mark.requirement("INV-14")
def test_the_refusal_names_the_day_and_the_first_working_day(admit, plan, at):
    case = admit(at(2016, 1, 31))
    with translation.override("en"), pytest.raises(RuleBroken, match="May 1, 2016.*May 2, 2016"):
        plan(case, date(2016, 4, 30), at=at(2016, 2, 1))


@pytest.mark.requirement("INV-15", "S004-45")
def test_rest_that_lasts_longer_binds_too(cast, admit, plan, at):
    case = admit(at(2026, 3, 2))
    asked = rest.request(case=case, days=80, reason="Hospital.", by=cast.guardian, at=at(2026, 3, 5))
    rest_approval.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 6))
    assert refusal(lambda: plan(case, date(2026, 6, 11))) == ("hearing-too-early", "S004-45")
    assert plan(case, date(2026, 6, 12))


@pytest.mark.requirement("EC-12")
def test_short_extensions_leave_the_first_day_of_a_hearing_where_it_was(cast, admit, at):
    case = admit(at(2026, 3, 2))
    for days in (14, 7):
        asked = rest.request(case=case, days=days, reason="Tired.", by=cast.guardian, at=at(2026, 3, 5))
        rest_approval.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 6))
    assert wait.of_case(case).rest_last_day == date(2026, 4, 13)
    assert hearing.earliest(case, date(2026, 4, 1)) == date(2026, 6, 3)


@pytest.mark.requirement("T-03")
def test_without_an_indication_there_is_no_wait_and_with_one_no_hearing_before_the_bed(open_case, indicate, plan):
    case = open_case()
    assert hearing.earliest(case, date(2026, 3, 10)) == date(2026, 3, 10)
    indicate(case, "BO")
    assert hearing.earliest(case, date(2026, 3, 10)) is None
    assert refusal(lambda: plan(case, date(2027, 1, 1))) == ("hearing-not-plannable", "S004-72")
    assert refusal(lambda: plan(case, date(2027, 1, 1), deviation=ALL_FIVE))[0] == "hearing-not-plannable"


@pytest.mark.requirement("T-03")
@pytest.mark.parametrize("outcome", ["FOSTER", "NOT_NEEDED"])
def test_an_indication_for_no_protected_shelter_makes_nobody_wait(open_case, indicate, plan, outcome):
    case = open_case()
    indicate(case, outcome)
    assert plan(case, date(2026, 3, 11))


@pytest.mark.requirement("D-4", "INV-13")
def test_a_move_does_not_begin_the_wait_again(cast, admit, make_house, plan, at):
    case = admit(at(2026, 3, 2))
    other = make_house("BO", name="Elsewhere")
    placement.move(placement=case.placements.get(), bed=other.beds.first(), move_reason="Seen near.", by=cast.coa,
                   at=at(2026, 5, 20))  # fmt: skip
    assert plan(case, date(2026, 6, 3), at=at(2026, 5, 21))


@pytest.mark.requirement("INV-14", "EC-16")
def test_all_five_together_let_a_hearing_come_earlier(admit, plan, at):
    row = plan(admit(at(2026, 3, 2)), date(2026, 3, 20), deviation=ALL_FIVE)
    assert HearingDeviation.objects.get().hearing == row


@pytest.mark.requirement("INV-14", "EC-16")
@pytest.mark.parametrize("member", sorted(ALL_FIVE))
@pytest.mark.parametrize("how", ["left out", "the opposite"])
def test_with_any_of_the_five_missing_it_is_refused(admit, plan, at, member, how):
    case = admit(at(2026, 3, 2))
    opposite = {"requested_by": "IND", "reason": "  "}.get(member, False)
    said = {name: value for name, value in ALL_FIVE.items() if name != member}
    said |= {member: opposite} if how == "the opposite" else {}
    assert refusal(lambda: plan(case, date(2026, 3, 20), deviation=said)) == ("deviation-incomplete", "INV-14")
    assert not Hearing.objects.exists()


@pytest.mark.requirement("INV-14")
def test_from_eighteen_on_the_guardian_falls_away(admit, plan, at):
    case = admit(at(2026, 3, 2), born=date(2008, 3, 11))
    said = ALL_FIVE | {"guardian_agrees": None}
    assert refusal(lambda: plan(case, date(2026, 3, 20), deviation=said))[0] == "deviation-incomplete"
    assert plan(case, date(2026, 3, 20), deviation=said, at=at(2026, 3, 11))


@pytest.mark.parametrize("said", [None, {}, {"requested_by": "", "reason": "", "ind_agrees": None}])
def test_a_block_left_empty_is_no_deviation(admit, plan, at, said):
    case = admit(at(2026, 3, 2))
    assert refusal(lambda: plan(case, date(2026, 3, 20), deviation=said))[0] == "hearing-too-early"


@pytest.mark.requirement("S004-47")
def test_a_new_plan_takes_the_place_of_the_old(admit, plan, at):
    case = admit(at(2026, 3, 2))
    old, new = plan(case, date(2026, 6, 3)), plan(case, date(2026, 6, 10))
    old.refresh_from_db()
    assert old.replaced_on == date(2026, 3, 10)
    assert hearing.planned_first(case) == new


def test_a_further_hearing_waits_for_nothing_but_is_not_in_the_past(admit, plan, at):
    case = admit(at(2026, 3, 2))
    assert plan(case, date(2026, 3, 10), type="FURTHER").type == "FURTHER"
    assert refusal(lambda: plan(case, date(2026, 3, 9), type="FURTHER"))[0] == "planned-in-past"
    assert (
        refusal(lambda: plan(case, date(2026, 3, 11), type="FURTHER", deviation=ALL_FIVE))[0] == "nothing-to-deviate"
    )


def test_ind_plans_and_the_guardian_and_the_house_are_told(cast, admit, at):
    case = admit(at(2026, 3, 2))
    said = {"type": "FIRST", "planned_on": date(2026, 6, 3)}
    with pytest.raises(NotAllowed):
        perform(hearing.PLAN, by=cast.avim, at=at(2026, 3, 10), data=said, case=case.id)
    row = perform(hearing.PLAN, by=cast.ind, at=at(2026, 3, 10), data=said, case=case.id)
    told = Notice.objects.filter(about=row.id)
    assert {(n.kind, n.to_organisation.kind) for n in told} == {
        ("HEARING_PLANNED", "NIDOS"),
        ("HEARING_PLANNED", "BO_PROVIDER"),
    }
    said = refusal(lambda: hearing.plan(case=case, planned_on=date(2026, 6, 3), by=cast.guardian, at=at(2026, 3, 10)))
    assert said == ("only-ind", "S004-47")


@pytest.fixture
def extend(cast, at):
    def extended(case, days, on):
        asked = rest.request(case=case, days=days, reason="Hospital.", by=cast.guardian, at=on)
        return rest_approval.approve(extension=asked, by=cast.supervisor, at=on)

    return extended


@pytest.mark.requirement("INV-14", "AL-09")
def test_more_rest_never_moves_a_planned_hearing_but_ind_is_warned_once(admit, plan, extend, at):
    case = admit(at(2026, 3, 2))
    planned = plan(case, date(2026, 6, 3))
    extend(case, 71, at(2026, 3, 11))
    assert not Notice.objects.filter(kind="HEARING_CONFLICT").exists()
    extend(case, 1, at(2026, 3, 12))
    extend(case, 1, at(2026, 3, 13))
    told = Notice.objects.filter(kind="HEARING_CONFLICT", about=planned.id)
    assert {(row.to_organisation.kind, row.to_role) for row in told} == {("IND", ""), ("NIDOS", "nidos.guardian")}
    planned.refresh_from_db()
    assert (planned.planned_on, planned.version) == (date(2026, 6, 3), 1)
    assert hearing.in_conflict(planned, wait.of_case(case))


@pytest.mark.requirement("INV-14")
def test_a_hearing_that_the_child_asked_for_is_in_no_conflict(admit, plan, extend, at):
    case = admit(at(2026, 3, 2))
    planned = plan(case, date(2026, 3, 20), deviation=ALL_FIVE)
    extend(case, 14, at(2026, 3, 11))
    assert not hearing.in_conflict(planned, wait.of_case(case))
    assert not Notice.objects.filter(kind="HEARING_CONFLICT").exists()


def test_the_supervisor_approves_through_the_door_and_the_guardian_does_not(cast, people, admit, at):
    case = admit(at(2026, 3, 2))
    asked = rest.request(case=case, days=7, reason="Tired.", by=cast.guardian, at=at(2026, 3, 5))
    ids = {"case": case.id, "extension": asked.id}
    involving.involve(case=case.id, number=case.number, organisation=people["nidos.guardian"].organisation,
                      ground=Ground.GUARDIAN, role="nidos.guardian", by=cast.intake, at=at(2026, 3, 5))  # fmt: skip
    guardian = of_person(people["nidos.guardian"])
    with pytest.raises(NotAllowed):
        perform(rest_approval.APPROVE, by=guardian, at=at(2026, 3, 6), data={}, **ids)
    assert perform(rest_approval.APPROVE, by=cast.supervisor, at=at(2026, 3, 6), data={}, **ids).approved_at
