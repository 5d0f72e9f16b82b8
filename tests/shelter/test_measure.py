"""Safety measures: on a fact about one child, looked at in time, confirmed from outside the house, ended with it."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import secret
from intake import signal_assessment
from partners import involvement
from partners.access import read
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from partners.models import Notice, NoticeKind
from policy.measures import GROUND_KINDS, MEASURES, measure_type
from residence import guardianship
from shelter import absence, absence_end, measure, placement
from shelter.models import Placement, SafetyMeasure
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
SAID = {
    "type": "ESCORTED_OUTINGS", "ground_kind": "THREAT", "ground": "Her uncle knows in which town she is.",
    "proportionality": "Going out by day only did not help.", "child_view": "She wants it herself.",
}  # fmt: skip


@pytest.fixture
def child(admit, at, cast, people):
    """Somebody with a guardian, in protected shelter since 4 March 2026."""
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def mentor(child, cast):
    """Who works in the house of the child."""
    return replace(cast.mentor, location=Placement.objects.get(case=child).location_id)


@pytest.fixture
def agree(child, cast, at):
    """The house agrees on 10 March."""

    def agreed(*, on=None, by=None, **said):
        return measure.begin(case=child, by=by or cast.mentor, at=on or at(2026, 3, 10), **(SAID | said))

    return agreed


class TestThePolicy:
    @pytest.mark.requirement("S004-83", "B-63")
    def test_no_ground_is_a_nationality_or_a_group_and_no_measure_closes_a_door(self):
        words = " ".join(f"{row.code} {row.label.nl} {row.label.en}" for row in (*GROUND_KINDS, *MEASURES)).lower()
        assert not {"nation", "group", "groep", "ethni", "origin", "lock", "slot", "closed", "force"} & {
            part for part in ("nation", "group", "groep", "ethni", "origin", "lock", "slot", "closed", "force")
            if part in words
        }  # fmt: skip

    @pytest.mark.requirement("B-63")
    def test_what_is_not_in_the_table_counts_as_limiting(self):
        assert measure_type("OTHER").limits
        with pytest.raises(LookupError):
            measure_type("LOCKED_DOOR")


class TestBeginning:
    @pytest.mark.requirement("INV-37", "S004-83", "T-18")
    def test_it_has_a_ground_a_reason_the_view_of_the_child_and_a_day_of_review(self, agree, at):
        row = agree()
        assert (row.starts_on, row.checked_on, row.review_by) == (date(2026, 3, 10), date(2026, 3, 10),
                                                                  date(2026, 4, 9))  # fmt: skip
        assert (row.ground.text, row.limits, row.waits_for_confirmation) == (SAID["ground"], True, True)
        assert refusal(lambda: agree(ground=" ")) == ("no-ground", "S004-83")
        assert refusal(lambda: agree(proportionality="")) == ("no-proportionality", "B-63")
        assert refusal(lambda: agree(child_view="")) == ("no-child-view", "B-63")

    @pytest.mark.requirement("INV-37")
    def test_thirty_days_and_not_one_more(self, agree, at):
        assert agree(review_by=date(2026, 4, 9)).review_by == date(2026, 4, 9)
        for wrong in (date(2026, 4, 10), date(2026, 3, 10)):
            assert refusal(lambda day=wrong: agree(review_by=day)) == ("review-too-late", "INV-37")

    @pytest.mark.requirement("INV-37")
    def test_thirty_days_count_from_the_day_it_began(self, agree, at):
        assert agree(on=at(2026, 3, 20), starts_on=date(2026, 3, 6)).review_by == date(2026, 4, 5)
        for wrong in (date(2026, 3, 3), date(2026, 3, 21)):
            assert refusal(lambda day=wrong: agree(on=at(2026, 3, 20), starts_on=day)) == ("starts-when", "S004-83")

    @pytest.mark.requirement("S004-83")
    def test_only_the_house_where_the_child_lives_and_only_while_it_is_there(self, agree, cast, at, child):
        for by in (cast.guardian, cast.coa):
            assert refusal(lambda by=by: agree(by=by)) == ("not-your-house", "S004-83")
        absence.report(case=child, circumstances="Gone.", last_seen_at=at(2026, 3, 9), by=cast.mentor,
                       at=at(2026, 3, 9, 20))  # fmt: skip
        assert refusal(agree) == ("child-absent", "INV-09")

    def test_the_guardian_hears_of_it_and_not_what_it_is(self, agree):
        told = Notice.objects.get(about=agree().id, kind=NoticeKind.MEASURE)
        assert (told.to_organisation.kind, told.to_role) == ("NIDOS", "nidos.guardian")

    @pytest.mark.requirement("INV-37")
    @pytest.mark.parametrize(("wrong", "constraint"), [
        ({"review_by": date(2026, 4, 10)}, "a_measure_is_looked_at_again_in_time"),
        ({"review_by": date(2026, 3, 10)}, "a_measure_is_looked_at_again_in_time"),
        ({"ground": ""}, "a_measure_has_its_ground"),
        ({"proportionality": ""}, "a_measure_has_its_ground"),
        ({"child_view": ""}, "a_measure_has_its_ground"),
        ({"checked_on": date(2026, 3, 9), "review_by": date(2026, 4, 1)}, "a_measure_is_looked_at_after_it_began"),
        ({"ended_as": "NOT_NEEDED"}, "a_measure_ends_as_something"),
    ])  # fmt: skip
    def test_the_database_holds_it_too(self, child, cast, at, wrong, constraint):
        day, key = date(2026, 3, 10), child.data_key
        known = {
            "ground": secret(key, "A fact."), "proportionality": secret(key, "Why."),
            "child_view": secret(key, "Yes."), "starts_on": day, "checked_on": day, "review_by": date(2026, 4, 9),
        }  # fmt: skip
        row = SafetyMeasure(case=child, placement=Placement.objects.get(), type="OTHER", ground_kind="THREAT",
                            **(known | wrong))  # fmt: skip
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ledger.record(row, by=cast.mentor, at=at(2026, 3, 10))


class TestConfirming:
    @pytest.mark.requirement("B-63", "S004-83")
    def test_somebody_outside_the_house_confirms_what_limits_the_child(self, agree, mentor, cast, at, child):
        row = agree()
        assert refusal(lambda: measure.confirm(measure=row, by=mentor, at=at(2026, 3, 11))) == ("own-measure", "B-63")
        with pytest.raises(NotAllowed):
            perform(measure.CONFIRM, by=mentor, at=at(2026, 3, 11), case=child.id, measure=row.id, data={})
        row = perform(measure.CONFIRM, by=cast.guardian, at=at(2026, 3, 11), case=child.id, measure=row.id, data={})
        assert (row.confirmed_at, row.confirmed_by_id) == (at(2026, 3, 11), cast.guardian.organisation_id)
        again = refusal(lambda: measure.confirm(measure=row, by=cast.guardian, at=at(2026, 3, 12)))
        assert again == ("nothing-to-confirm", "B-63")

    @pytest.mark.requirement("B-63")
    def test_what_does_not_limit_asks_for_none(self, agree, cast, at):
        row = agree(type="DAILY_CHECK_IN")
        assert not row.waits_for_confirmation
        assert refusal(lambda: measure.confirm(measure=row, by=cast.guardian, at=at(2026, 3, 11)))[0] == (
            "nothing-to-confirm"
        )

    @pytest.mark.requirement("B-63")
    def test_the_database_lets_no_house_confirm_its_own(self, agree, mentor, at):
        row = agree()
        row.confirmed_at, row.confirmed_by_id = at(2026, 3, 11), mentor.organisation_id
        with pytest.raises(IntegrityError, match="no_house_confirms"), transaction.atomic():
            ledger.record(row, by=mentor, at=at(2026, 3, 11))

    @pytest.mark.requirement("B-63")
    def test_a_guardian_that_does_not_agree_ends_it(self, agree, cast, at):
        row = measure.end(measure=agree(), end_reason="Too heavy.", by=cast.guardian, at=at(2026, 3, 11))
        assert (row.ended_as, row.ended_at) == ("NOT_CONFIRMED", at(2026, 3, 11))
        told = Notice.objects.get(about=row.id, kind=NoticeKind.MEASURE_ENDED)
        assert told.to_organisation.kind == "BO_PROVIDER"


class TestLookingAgain:
    def look(self, row, by, moment, **said):
        known = {"review_reason": "He phoned again.", "child_view": "Still fine."} | said
        return measure.review(measure=row, by=by, at=moment, **known)

    @pytest.mark.requirement("INV-37", "T-18")
    def test_it_goes_on_for_thirty_days_from_the_look(self, agree, mentor, at):
        row = self.look(agree(type="ROOM_NEAR_STAFF"), mentor, at(2026, 3, 30))
        assert (row.starts_on, row.checked_on, row.review_by) == (date(2026, 3, 10), date(2026, 3, 30),
                                                                  date(2026, 4, 29))  # fmt: skip
        late = refusal(lambda: self.look(row, mentor, at(2026, 4, 1), review_by=date(2026, 5, 2)))
        assert late == ("review-too-late", "INV-37")
        assert refusal(lambda: self.look(row, mentor, at(2026, 4, 1), review_reason=""))[0] == "no-reason"
        assert refusal(lambda: self.look(row, mentor, at(2026, 4, 1), child_view=""))[0] == "no-child-view"

    @pytest.mark.requirement("B-63", "INV-37")
    def test_what_the_house_prolongs_waits_for_a_confirmation_again(self, agree, mentor, cast, at):
        row = measure.confirm(measure=agree(), by=cast.guardian, at=at(2026, 3, 11))
        assert self.look(row, mentor, at(2026, 3, 30)).waits_for_confirmation
        assert not self.look(row, cast.guardian, at(2026, 3, 31)).waits_for_confirmation

    @pytest.mark.requirement("S004-83")
    def test_what_ended_is_over(self, agree, mentor, at):
        row = measure.end(measure=agree(), end_reason="He is in prison.", by=mentor, at=at(2026, 3, 20))
        assert row.ended_as == "NOT_NEEDED"
        over = ("measure-ended", "S004-83")
        assert refusal(lambda: self.look(row, mentor, at(2026, 3, 21))) == over
        assert refusal(lambda: measure.confirm(measure=row, by=mentor, at=at(2026, 3, 21))) == over
        assert refusal(lambda: measure.end(measure=row, end_reason="x", by=mentor, at=at(2026, 3, 21))) == over
        assert refusal(lambda: measure.end(measure=self.other(agree), end_reason=" ", by=mentor,
                                           at=at(2026, 3, 21)))[0] == "no-reason"  # fmt: skip

    def other(self, agree):
        return agree(type="OTHER")


class TestTheStay:
    @pytest.mark.requirement("S004-83")
    def test_it_ends_with_a_move_and_the_next_house_reads_it_as_advice(self, agree, child, make_house, cast, at):
        row, house = agree(), make_house("BO", name="The next house")
        stay = Placement.objects.get()
        placement.move(placement=stay, bed=house.beds.first(), move_reason="Closer to school.", by=cast.coa,
                       at=at(2026, 3, 20))  # fmt: skip
        row.refresh_from_db()
        assert (row.ended_as, row.ended_at) == ("LEFT_HOUSE", at(2026, 3, 20))
        [advice] = measure.of_the_last_house(child, cast.mentor, at(2026, 3, 20))
        assert str(row.get_type_display()) in advice
        there = involvement.standing(replace(cast.mentor, location=house.pk), child.id, at(2026, 3, 21))
        assert [found["type"] for found in read(SafetyMeasure.objects.all(), there)] == ["ESCORTED_OUTINGS"]

    @pytest.mark.requirement("S004-83")
    def test_a_missing_child_keeps_it_and_who_does_not_come_back_ends_it(self, agree, child, cast, at):
        row = agree()
        gone = absence.report(case=child, circumstances="Gone.", last_seen_at=at(2026, 3, 11), by=cast.mentor,
                              at=at(2026, 3, 11, 20))  # fmt: skip
        row.refresh_from_db()
        assert row.ended_at is None
        absence_end.end(absence=gone, ended_as="KNOWN_SAFE", end_reason="With her aunt.", by=cast.guardian,
                        at=at(2026, 3, 15))  # fmt: skip
        row.refresh_from_db()
        assert row.ended_as == "LEFT_HOUSE"

    def test_a_house_before_that_left_nothing_has_no_advice(self, child, cast, at):
        assert measure.of_the_last_house(child, cast.mentor, at(2026, 3, 20)) == []


@pytest.mark.requirement("S004-83")
def test_who_reads_a_measure_and_who_does_not(agree, child, mentor, cast, at):
    agree()
    seen = {}
    for name in ("guardian", "intake", "avim", "ind", "coa", "supervisor"):
        standing = involvement.standing(getattr(cast, name), child.id, at(2026, 3, 11))
        seen[name] = any("ground" in row for row in read(SafetyMeasure.objects.all(), standing))
    assert {name for name, reads in seen.items() if reads} == {"guardian", "avim", "coa", "supervisor"}
    inside = involvement.standing(mentor, child.id, at(2026, 3, 11))
    assert (inside.right(DataClass.MEASURE).writes, inside.right(DataClass.MEASURE).decides) == (True, False)


@pytest.mark.requirement("S000-52")
def test_that_nothing_was_found_of_trafficking_makes_nobody_safer(agree, child, raise_signal, cast, at):
    signal, row = raise_signal(child, on=at(2026, 3, 9)), agree()
    signal_assessment.assess(signal=signal, outcome="NOT_SUBSTANTIATED", reasons="Her aunt.", by=cast.guardian,
                             at=at(2026, 3, 11))  # fmt: skip
    row.refresh_from_db()
    assert (row.version, row.ended_at) == (1, None)
    measure.end(measure=row, end_reason="He moved away.", by=cast.mentor, at=at(2026, 3, 12))
    signal.refresh_from_db()
    assert signal.status == "NOT_SUBSTANTIATED"
