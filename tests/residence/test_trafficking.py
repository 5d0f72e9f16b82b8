"""The residence scheme: opened at any time, beside asylum since July 2015, and what follows a permit."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners import involvement
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement
from residence import asylum, guardianship, hearing, police, trafficking, trafficking_acts
from residence.models import TrackChoice, TraffickingProcedure
from residence.models.trafficking import SchemeStatus
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-64")]


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def opened(case, cast, at):
    return trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 10))


@pytest.fixture
def permit(opened, cast, at):
    return trafficking.grant(scheme=opened, ground="A", by=cast.ind, at=at(2026, 4, 1))


def following(about, moment):
    open_now = Involvement.objects.open(moment).filter(about=about, ground=Ground.TRACK)
    return sorted(open_now.values_list("organisation__kind", flat=True))


class TestOpening:
    @pytest.mark.requirement("S004-59", "INV-16")
    def test_ind_opens_it_and_police_and_ind_follow_it_without_any_choice_recorded(self, case, cast, at):
        row = perform(trafficking_acts.OPEN, by=cast.ind, at=at(2026, 3, 10), data={"opened_by_choice_of": "CHILD"},
                      case=case.pk)  # fmt: skip
        assert (row.opened_on, row.status) == (date(2026, 3, 10), SchemeStatus.OPEN)
        assert following(row.pk, at(2026, 3, 10)) == ["AVIM", "IND"]
        assert not TrackChoice.objects.exists()

    @pytest.mark.requirement("S004-126")
    @pytest.mark.parametrize("decision", ["", "GRANTED", "REJECTED"])
    def test_while_asylum_is_pending_decided_or_rejected(self, case, cast, at, decision):
        row = asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 3))
        if decision:
            asylum.decide(asylum=row, decision=decision, by=cast.ind, at=at(2026, 3, 5))
        assert trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 10)).pk

    def test_one_at_a_time_awaits_a_permit_and_another_may_follow(self, case, opened, cast, at):
        said = refusal(lambda: trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind,
                                                at=at(2026, 3, 11)))  # fmt: skip
        assert said == ("scheme-open", "S004-64")
        trafficking.end(scheme=opened, ended_as="NO_PERMIT", by=cast.ind, at=at(2026, 5, 1))
        assert trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 5, 2)).pk

    @pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 11)])
    def test_not_before_the_arrival_and_not_tomorrow(self, case, cast, at, day):
        said = refusal(lambda: trafficking.open(case=case, opened_by_choice_of="CHILD", opened_on=day, by=cast.ind,
                                                at=at(2026, 3, 10)))  # fmt: skip
        assert said == ("day-impossible", "S004-64")

    @pytest.mark.parametrize("who", ["avim", "intake", "guardian", "lawyer", "coa"])
    def test_only_ind_opens_it(self, case, cast, at, who):
        with pytest.raises((NotAllowed, NotFound)):
            perform(trafficking_acts.OPEN, by=getattr(cast, who), at=at(2026, 3, 10),
                    data={"opened_by_choice_of": "CHILD"}, case=case.pk)  # fmt: skip


@pytest.mark.requirement("INV-17", "S004-65")
class TestSideBySide:
    @pytest.fixture
    def early(self, open_case, at):
        return open_case(on=at(2015, 3, 2))

    @pytest.fixture
    def pending(self, early, cast, at):
        return asylum.apply(case=early, by=cast.ind, at=at(2015, 3, 3))

    @pytest.mark.parametrize(("day", "allowed"), [(date(2015, 7, 19), False), (date(2015, 7, 20), True)])
    def test_from_20_july_2015(self, early, pending, cast, at, day, allowed):
        def call():
            return trafficking.open(case=early, opened_by_choice_of="CHILD", opened_on=day, by=cast.ind,
                                    at=at(2015, 8, 1))  # fmt: skip

        if allowed:
            assert call().opened_on == day
        else:
            assert refusal(call) == ("not-side-by-side", "INV-17")

    def test_before_it_once_asylum_was_decided_and_not_again_in_appeal(self, early, pending, cast, at):
        row = asylum.decide(asylum=pending, decision="REJECTED", by=cast.ind, at=at(2015, 5, 1))
        opened = trafficking.open(case=early, opened_by_choice_of="CHILD", by=cast.ind, at=at(2015, 5, 2))
        trafficking.end(scheme=opened, ended_as="NO_PERMIT", by=cast.ind, at=at(2015, 5, 10))
        asylum.appeal(asylum=row, by=cast.ind, at=at(2015, 6, 1))
        said = refusal(lambda: trafficking.open(case=early, opened_by_choice_of="CHILD", by=cast.ind,
                                                at=at(2015, 6, 2)))  # fmt: skip
        assert said == ("not-side-by-side", "INV-17")

    @pytest.mark.requirement("EC-35")
    def test_both_open_in_2016_and_the_first_hearing_still_waits(self, admit, cast, at):
        case = admit(at(2016, 3, 2))
        asylum.apply(case=case, by=cast.ind, at=at(2016, 3, 3))
        trafficking.open(case=case, opened_by_choice_of="POLICE_REPORT", by=cast.ind, at=at(2016, 3, 20))
        assert case.asylum_procedures.get().status == "APPLIED"
        assert case.trafficking_procedures.get().status == "OPEN"
        said = refusal(lambda: hearing.plan(case=case, planned_on=date(2016, 6, 2), by=cast.ind, at=at(2016, 5, 1)))
        assert said == ("hearing-too-early", "S004-47")
        assert hearing.plan(case=case, planned_on=date(2016, 6, 3), by=cast.ind, at=at(2016, 5, 1)).pk


@pytest.mark.requirement("B-29")
class TestThePermit:
    def test_for_a_year_unless_ind_says_otherwise(self, opened, cast, at):
        row = trafficking.grant(scheme=opened, ground="E", by=cast.ind, at=at(2026, 4, 1))
        assert (row.granted_on, row.valid_until, row.status) == (
            date(2026, 4, 1), date(2027, 4, 1), SchemeStatus.PERMIT,
        )  # fmt: skip

    def test_until_the_day_that_ind_gives(self, opened, cast, at):
        row = trafficking.grant(
            scheme=opened, ground="D", valid_until=date(2028, 1, 1), by=cast.ind, at=at(2026, 4, 1)
        )
        assert row.valid_until == date(2028, 1, 1)

    @pytest.mark.parametrize("day", [date(2026, 4, 1), date(2026, 3, 31)])
    def test_not_until_a_day_that_is_no_later(self, opened, cast, at, day):
        said = refusal(lambda: trafficking.grant(scheme=opened, ground="D", valid_until=day, by=cast.ind,
                                                 at=at(2026, 4, 1)))  # fmt: skip
        assert said == ("validity", "B-29")

    @pytest.mark.requirement("T-20")
    def test_is_renewed_to_a_later_day_after_somebody_asked_for_it(self, permit, cast, at):
        row = trafficking.ask_renewal(scheme=permit, by=cast.lawyer, at=at(2027, 1, 2))
        assert row.renewal_asked_on == date(2027, 1, 2)
        said = refusal(lambda: trafficking.renew(scheme=row, valid_until=row.valid_until, by=cast.ind,
                                                 at=at(2027, 2, 1)))  # fmt: skip
        assert said == ("validity", "B-29")
        row = trafficking.renew(scheme=row, valid_until=date(2028, 4, 1), by=cast.ind, at=at(2027, 2, 1))
        assert row.valid_until == date(2028, 4, 1)

    def test_first_there_is_one(self, opened, cast, at):
        for call in (
            lambda: trafficking.renew(scheme=opened, valid_until=date(2028, 1, 1), by=cast.ind, at=at(2026, 4, 1)),
            lambda: trafficking.ask_renewal(scheme=opened, by=cast.lawyer, at=at(2026, 4, 1)),
            lambda: trafficking.consider_continued_stay(scheme=opened, by=cast.lawyer, at=at(2026, 4, 1)),
            lambda: trafficking.apply_continued_stay(scheme=opened, by=cast.ind, at=at(2026, 4, 1)),
        ):
            assert refusal(call) == ("scheme-step", "C3.6")


@pytest.mark.requirement("S004-118", "T-19")
class TestContinuedStay:
    @pytest.fixture
    def guarded(self, case, people, cast, at):
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
        return cast.guardian

    def test_the_guardian_says_that_it_was_considered(self, case, permit, guarded, at):
        row = perform(trafficking_acts.CONSIDER, by=guarded, at=at(2026, 4, 2), data={}, case=case.pk,
                      scheme=permit.pk)  # fmt: skip
        assert row.continued_stay_considered_on == date(2026, 4, 2)
        again = refusal(lambda: trafficking.consider_continued_stay(scheme=row, by=guarded, at=at(2026, 4, 3)))
        assert again == ("considered-already", "S004-118")

    def test_ind_records_the_application_and_how_it_ended(self, permit, cast, at):
        row = trafficking.apply_continued_stay(scheme=permit, by=cast.ind, at=at(2026, 4, 20))
        assert row.status == SchemeStatus.CONTINUED_STAY_APPLIED
        said = refusal(lambda: trafficking.end(scheme=row, ended_as="EXPIRED", by=cast.ind, at=at(2026, 5, 1)))
        assert said == ("scheme-step", "C3.6")
        row = trafficking.end(scheme=row, ended_as="STAYS", by=cast.ind, at=at(2026, 5, 1))
        assert row.status == SchemeStatus.FINAL

    @pytest.mark.parametrize("act", [trafficking_acts.CONSIDER, trafficking_acts.ASK_RENEWAL])
    @pytest.mark.parametrize("who", ["ind", "avim"])
    def test_what_is_weighed_with_the_child_is_not_for_who_decides(self, case, permit, cast, at, act, who):
        with pytest.raises(NotAllowed):
            perform(act, by=getattr(cast, who), at=at(2026, 4, 2), data={}, case=case.pk, scheme=permit.pk)


class TestItsEnd:
    def test_police_and_ind_follow_it_no_longer(self, permit, cast, at):
        assert following(permit.pk, at(2026, 4, 1)) == ["AVIM", "IND"]
        trafficking.end(scheme=permit, ended_as="EXPIRED", by=cast.ind, at=at(2026, 5, 1))
        assert following(permit.pk, at(2026, 5, 1)) == []

    def test_only_as_its_state_allows_and_not_twice(self, opened, cast, at):
        for ended_as in ("EXPIRED", "STAYS", "STAY_REFUSED"):
            call = lambda ended_as=ended_as: trafficking.end(scheme=opened, ended_as=ended_as, by=cast.ind,  # noqa: E731
                                                             at=at(2026, 5, 1))  # fmt: skip
            assert refusal(call) == ("scheme-step", "C3.6")
        trafficking.end(scheme=opened, ended_as="NO_PERMIT", by=cast.ind, at=at(2026, 5, 1))
        said = refusal(lambda: trafficking.end(scheme=opened, ended_as="NO_PERMIT", by=cast.ind, at=at(2026, 5, 2)))
        assert said == ("scheme-step", "C3.6")


@pytest.mark.requirement("S004-65", "S004-73")
class TestWithAReport:
    def test_opened_a_closed_report_asks_nothing_of_ind_any_more(self, case, cast, at):
        row = police.file(case=case, by=cast.avim, at=at(2026, 3, 5))
        police.close(report=row, leads="NONE", by=cast.avim, at=at(2026, 3, 6))
        assert following(row.pk, at(2026, 3, 6)) == ["IND"]
        trafficking.open(case=case, opened_by_choice_of="POLICE_REPORT", by=cast.ind, at=at(2026, 3, 7))
        assert following(row.pk, at(2026, 3, 7)) == []

    def test_and_one_that_is_closed_later_neither(self, case, opened, cast, at):
        row = police.file(case=case, by=cast.avim, at=at(2026, 3, 11))
        police.close(report=row, leads="NONE", by=cast.avim, at=at(2026, 3, 12))
        assert following(row.pk, at(2026, 3, 12)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one_trafficking_procedure_awaits_a_permit|residence_traffickingprocedure.case_id", {}),
        ("a_permit_has_its_days", {"granted_on": date(2026, 4, 1)}),
        ("a_permit_has_its_days", {"valid_until": date(2027, 4, 1)}),
        ("a_permit_has_its_days", {"granted_on": date(2026, 4, 1), "valid_until": date(2026, 4, 1)}),
        ("what_follows_a_permit_has_one", {"continued_stay_applied_on": date(2026, 4, 1)}),
        ("what_follows_a_permit_has_one", {"renewal_asked_on": date(2026, 4, 1)}),
        ("a_trafficking_procedure_ends_as_something", {"ended_on": date(2026, 4, 1)}),
        ("a_trafficking_procedure_ends_as_something", {"ended_as": "NO_PERMIT"}),
        ("a_trafficking_procedure_ends_as_something", {"ended_on": date(2026, 3, 1), "ended_as": "NO_PERMIT"}),
    ],
)
def test_the_database_refuses_it_too(case, cast, at, name, said):
    if "one_trafficking" in name:
        trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 5))
    row = TraffickingProcedure(case=case, opened_on=date(2026, 3, 10), opened_by_choice_of="CHILD", **said)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(row, by=cast.ind, at=at(2026, 4, 10))


def test_who_follows_it_reads_it(opened, case, cast, at):
    assert involvement.standing(cast.avim, case.pk, at(2026, 3, 10)).right("PROCEDURE").reads
