"""What joining does: the closed file is read and says where to go on; of one child all that is known counts."""

from datetime import date

import pytest

from audit import ledger
from intake import completion, family, match, signal
from intake.models import CaseMerge, Signal
from overview import acts
from partners import access, involvement, involving
from partners.actors import of_person
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, Notice
from residence import guardianship
from shelter import company, indication, placement
from tests.houses import perform, refusal
from tests.joining import approve, ask, asked, closed, sees, two

__all__ = ["asked", "closed", "two"]
pytestmark = pytest.mark.django_db
SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


@pytest.mark.requirement("AL-31")
class TestTheClosedFile:
    @pytest.mark.parametrize("name", ["intake", "avim", "ind"])
    def test_nothing_is_recorded_there_and_it_says_where_to_go_on(self, two, closed, cast, at, name):
        with pytest.raises(RuleBroken, match=two[0].reference) as said:
            perform(signal.REPORT, by=getattr(cast, name), at=at(2026, 3, 5), data=SAID, case=two[1].id)
        assert (said.value.code, said.value.source) == ("case-joined", "AL-31")
        assert not Signal.objects.exists()

    def test_no_button_is_left_but_undoing(self, two, closed, cast, at):
        for name in ("intake", "guardian", "avim", "ind", "coa", "supervisor"):
            actor = getattr(cast, name)
            found = involvement.standings(actor, [two[1].id], at(2026, 3, 5))
            rows = [(act, two[1]) for act in acts.on_case()] + [(act, closed) for act in acts.on_record(CaseMerge)]
            offered = {act.name for standing in found.values() for act, row in rows
                       if act.available(row, standing, at(2026, 3, 5))}  # fmt: skip
            assert offered == ({"merges-undoings"} if name == "supervisor" else set())

    def test_it_is_still_read_as_before(self, two, asked, cast, at):
        standing = involvement.standing(cast.avim, two[1].id, at(2026, 3, 3))
        before = access.read(type(two[1].child).objects.filter(case=two[1]), standing)
        approve(asked, cast, at)
        standing = involvement.standing(cast.avim, two[1].id, at(2026, 3, 5))
        assert access.read(type(two[1].child).objects.filter(case=two[1]), standing) == before

    def test_nobody_links_another_child_with_it(self, two, closed, open_case, cast, at):
        other = open_case(given_names="Idris", born=date(2014, 1, 3))
        said = {"case": other, "kind": "SIBLING", "other_case": two[1], "by": cast.intake, "at": at(2026, 3, 5)}
        assert refusal(lambda: family.record(**said))[0] == "case-joined"

    def test_who_sees_only_the_closed_file_is_not_told_the_number_of_the_other(self, two, asked, people, cast, at):
        """An emergency look is at one file, and is not carried over."""
        lawyer = people["lawyer.lawyer"]
        involving.involve(case=two[1].id, number=two[1].number, organisation=lawyer.organisation, person=lawyer,
                          ground=Ground.EMERGENCY, until=at(2026, 3, 9), by=cast.intake,
                          at=at(2026, 3, 3))  # fmt: skip
        approve(asked, cast, at)
        assert two[0].id not in sees(cast.lawyer, at(2026, 3, 5))
        standing = involvement.standing(cast.lawyer, two[1].id, at(2026, 3, 5))
        with pytest.raises(RuleBroken) as said:
            involvement.check_not_joined(standing, at(2026, 3, 5))
        assert two[0].reference not in str(said.value)

    @pytest.mark.requirement("S004-88")
    def test_a_signal_from_outside_goes_to_the_case_that_goes_on(self, two, cast, at):
        for case in two:
            child = case.child
            child.v_number = "9900000001"
            ledger.record(child, by=cast.avim, at=at(2026, 3, 2))
        assert match.one(v_number="9900000001") is None
        approve(ask(two, cast, at), cast, at)
        assert match.one(v_number="9900000001") == two[0]
        assert match.one(name="Tesfai Samhar", born=date(2011, 2, 8)) == two[0]
        raised = signal.report_from_outside(**SAID, v_number="9900000001", by=cast.kmar, at=at(2026, 3, 5))
        assert raised.case == two[0]

    @pytest.mark.requirement("S004-92")
    def test_a_signal_that_is_matched_with_it_goes_on_too(self, two, closed, cast, at):
        raised = signal.report_from_outside(**SAID, v_number="1111111111", by=cast.kmar, at=at(2026, 3, 5))
        assert signal.assign(signal=raised, case=two[1], by=cast.intake, at=at(2026, 3, 5)).case == two[0]


@pytest.mark.requirement("AL-31", "S004-87")
class TestOneChild:
    def test_a_signal_in_the_closed_file_counts_in_the_other(self, two, raise_signal, asked, cast, at):
        raised = raise_signal(two[1])
        approve(asked, cast, at)
        row = indication.decide(case=two[0], outcome="BO", ground="TRAFFICKING", reasons="Zij is bang.",
                                by=cast.guardian, at=at(2026, 3, 5))  # fmt: skip
        assert row.rests_on == [str(raised.id)]
        assert not completion.is_over(two[0])

    def test_who_saw_the_closed_file_because_of_a_signal_sees_the_other(self, two, raise_signal, asked, cast, at):
        raise_signal(two[1])
        for row in Involvement.objects.filter(case_id=two[0].id):
            involving.end(row, by=cast.intake, at=at(2026, 3, 3), until=at(2026, 3, 3, 13))
        assert two[0].id not in sees(cast.avim, at(2026, 3, 4))
        approve(asked, cast, at)
        for actor in (cast.intake, cast.avim, cast.ind):
            assert sees(actor, at(2026, 3, 5)) == {two[0].id}

    def test_the_only_guardian_comes_along(self, two, asked, people, cast, at):
        guardianship.request(case=two[1], guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        assert sees(cast.guardian, at(2026, 3, 5)) == {two[0].id}
        assert involvement.standing(cast.guardian, two[1].id, at(2026, 3, 5)).goes_on_in == two[0].id

    def test_the_guardian_of_the_case_that_goes_on_reads_the_closed_file_and_is_the_only_one(
        self, two, asked, people, cast, at
    ):
        other = type(people["nidos.guardian"]).objects.create(
            username="v2", name="V. Twee", organisation=people["nidos.guardian"].organisation, role="nidos.guardian"
        )
        guardianship.request(case=two[0], guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
        guardianship.request(case=two[1], guardian=other, by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        assert {case.id for case in two} == set(involvement.standings(cast.guardian, [c.id for c in two],
                                                                      at(2026, 3, 5)))  # fmt: skip
        assert involvement.standings(of_person(other), [case.id for case in two], at(2026, 3, 5)) == {}

    def test_a_guardian_who_is_named_later_reads_both_and_replaces_who_came_along(self, two, asked, people, cast, at):
        other = type(people["nidos.guardian"]).objects.create(
            username="v2", name="V. Twee", organisation=people["nidos.guardian"].organisation, role="nidos.guardian"
        )
        guardianship.request(case=two[1], guardian=other, by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        guardianship.request(case=two[0], guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 5))
        both = [case.id for case in two]
        assert set(involvement.standings(cast.guardian, both, at(2026, 3, 6))) == set(both)
        assert involvement.standings(of_person(other), both, at(2026, 3, 6)) == {}

    def test_what_ends_in_the_case_that_goes_on_ends_in_the_closed_file(
        self, two, make_house, place, asked, people, cast, at
    ):
        first, second = make_house("AMV"), make_house("AMV", name="Tweede huis")
        place(two[0], first, on=at(2026, 3, 3))
        mentor = people["bo_provider.mentor"]
        mentor.location = first.id
        approve(asked, cast, at)
        actor = of_person(mentor)
        assert involvement.standing(actor, two[1].id, at(2026, 3, 5)).goes_on_in == two[0].id
        placement.move(placement=two[0].placements.get(), bed=second.beds.first(), move_reason="Dichter bij school.",
                       by=cast.coa, at=at(2026, 3, 5))  # fmt: skip
        assert involvement.standings(actor, [case.id for case in two], at(2026, 3, 6)) == {}

    @pytest.mark.requirement("EC-43")
    def test_a_sibling_of_the_closed_file_is_a_sibling_of_the_child(self, two, asked, open_case, cast, at):
        brother = open_case(given_names="Idris", born=date(2014, 1, 3), sex="M")
        family.record(case=two[1], kind="SIBLING", other_case=brother, by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        assert [row.other_case for row in family.siblings(two[0])] == [brother]
        signal.report(case=two[0], **SAID, by=cast.avim, at=at(2026, 3, 5))
        assert Notice.objects.get(kind="SIBLING_SIGNALLED").case_id == brother.id

    @pytest.mark.requirement("EC-43")
    def test_of_a_signal_about_the_sibling_is_told_where_the_child_goes_on(self, two, asked, open_case, cast, at):
        sister = open_case(given_names="Luwam", born=date(2014, 1, 3))
        family.record(case=two[1], kind="SIBLING", other_case=sister, by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        signal.report(case=sister, **SAID, by=cast.avim, at=at(2026, 3, 5))
        assert Notice.objects.get(kind="SIBLING_SIGNALLED").case_id == two[0].id

    @pytest.mark.requirement("EC-44")
    def test_whom_the_closed_file_keeps_apart_never_lives_with_the_child(
        self, two, asked, open_case, make_house, place, cast, at
    ):
        other = open_case(given_names="Jawad", born=date(2014, 1, 3), sex="M")
        row = family.record(case=two[1], kind="RELATIVE", other_case=other, by=cast.intake, at=at(2026, 3, 3))
        family.separate(relation=row, unsafe_reason="Gaf haar door.", by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        house = make_house("AMV")
        place(two[0], house, on=at(2026, 3, 5))
        assert refusal(lambda: place(other, house, on=at(2026, 3, 5), bed="2"))[0] == "not-in-this-house"
        assert house.id in set(company.to_avoid(other, at(2026, 3, 6)).values_list("location", flat=True))
