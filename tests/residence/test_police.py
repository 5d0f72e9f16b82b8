"""The police report: talked about without pressure, filed or not, and nothing in shelter changes by it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners import involvement
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement
from residence import police, terms
from residence.models import PoliceReport
from residence.models.police_report import Status
from shelter import absence, whereabouts
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-73")]


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def filed(case, cast, at):
    return police.file(case=case, location="Utrecht", by=cast.avim, at=at(2026, 3, 10))


def grounds(actor, case, moment):
    try:
        return involvement.standing(actor, case.pk, moment).grounds
    except NotFound:
        return set()


class TestTheTalk:
    @pytest.mark.requirement("S004-74")
    def test_police_talk_about_it_and_the_child_need_not_answer(self, case, cast, at):
        row = perform(police.DISCUSS, by=cast.avim, at=at(2026, 3, 5), data={}, case=case.pk)
        assert (row.discussed_on, row.wish, row.status) == (date(2026, 3, 5), "", Status.DISCUSSED)

    def test_declining_takes_no_reason_and_is_not_the_end(self, case, cast, at):
        said = police.discuss(case=case, wish="DECLINES", by=cast.avim, at=at(2026, 3, 5))
        assert said.status == Status.DECLINED
        again = police.discuss(case=case, wish="WANTS", by=cast.avim, at=at(2026, 4, 5))
        assert (again.pk, again.status) == (said.pk, Status.DISCUSSED)

    def test_the_informative_talk_stays_when_it_is_talked_about_again(self, case, cast, at):
        police.discuss(case=case, informative_talk_on=date(2026, 3, 4), by=cast.avim, at=at(2026, 3, 5))
        row = police.discuss(case=case, by=cast.avim, at=at(2026, 3, 9))
        assert (row.informative_talk_on, row.discussed_on) == (date(2026, 3, 4), date(2026, 3, 9))

    @pytest.mark.parametrize("name", ["discussed_on", "informative_talk_on"])
    @pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 6)])
    def test_not_before_the_arrival_and_not_tomorrow(self, case, cast, at, name, day):
        said = refusal(lambda: police.discuss(case=case, by=cast.avim, at=at(2026, 3, 5), **{name: day}))
        assert said == ("day-impossible", "S004-73")

    def test_not_with_a_child_that_is_missing(self, case, cast, at):
        absence.report(case=case, circumstances="She went out.", last_seen_at=at(2026, 3, 4), by=cast.intake,
                       at=at(2026, 3, 4, 20))  # fmt: skip
        assert refusal(lambda: police.discuss(case=case, by=cast.avim, at=at(2026, 3, 5)))[0] == "child-absent"


class TestTheReport:
    def test_it_follows_the_talk_in_the_same_row_and_a_later_one_is_another(self, case, cast, at):
        talked = police.discuss(case=case, by=cast.avim, at=at(2026, 3, 5))
        first = police.file(case=case, by=cast.avim, at=at(2026, 3, 10))
        second = police.file(case=case, by=cast.avim, at=at(2026, 3, 20))
        assert (first.pk, first.status) == (talked.pk, Status.FILED)
        assert second.pk != first.pk

    @pytest.mark.requirement("S004-60")
    def test_police_and_ind_follow_it_whatever_becomes_of_the_signal(self, case, filed, cast, at):
        assert Ground.TRACK in grounds(cast.avim, case, at(2026, 3, 10))
        assert Ground.TRACK in grounds(cast.ind, case, at(2026, 3, 10))

    @pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 6)])
    def test_not_before_the_arrival_and_not_tomorrow(self, case, cast, at, day):
        said = refusal(lambda: police.file(case=case, filed_on=day, by=cast.avim, at=at(2026, 3, 5)))
        assert said == ("day-impossible", "S004-73")

    @pytest.mark.parametrize("who", ["ind", "intake", "coa"])
    def test_only_police_record_it(self, case, cast, at, who):
        with pytest.raises(NotAllowed):
            perform(police.FILE, by=getattr(cast, who), at=at(2026, 3, 5), data={}, case=case.pk)
        assert not PoliceReport.objects.exists()


class TestWhatFollows:
    @pytest.mark.requirement("S004-113")
    def test_its_days_say_how_it_stands(self, filed, cast, at):
        row = police.investigate(report=filed, by=cast.avim, at=at(2026, 3, 12))
        assert row.status == Status.INVESTIGATED
        row = police.prosecute(report=row, by=cast.avim, at=at(2026, 6, 1))
        assert row.status == Status.PROSECUTED
        row = police.close(report=row, leads="YES", by=cast.avim, at=at(2026, 9, 1))
        assert row.status == Status.CLOSED

    @pytest.mark.requirement("S001-36", "S001-38")
    def test_closed_without_leads_and_without_investigation_it_still_counts(self, filed, cast, at):
        row = police.close(report=filed, leads="NONE", by=cast.avim, at=at(2026, 4, 1))
        assert row.status == Status.CLOSED_NO_LEADS
        assert PoliceReport.objects.filter(investigation_ended_on__isnull=False, leads="NONE").count() == 1

    @pytest.mark.requirement("S001-36")
    def test_nothing_in_shelter_or_signal_changes_by_it(self, admit, raise_signal, cast, at):
        case = admit(at(2026, 3, 4))
        told = raise_signal(case, on=at(2026, 3, 5))
        before = whereabouts.current(case, at(2026, 4, 2))
        row = police.file(case=case, by=cast.avim, at=at(2026, 3, 10))
        police.close(report=row, leads="NONE", by=cast.avim, at=at(2026, 4, 1))
        status = told.status
        told.refresh_from_db()
        assert (whereabouts.current(case, at(2026, 4, 2)), told.status) == (before, status)

    def test_police_investigate_without_a_report_of_the_child(self, case, cast, at):
        declined = police.discuss(case=case, wish="DECLINES", by=cast.avim, at=at(2026, 3, 5))
        row = police.investigate(report=declined, by=cast.avim, at=at(2026, 3, 12))
        assert (row.status, row.filed_on) == (Status.INVESTIGATED, None)

    def test_once_that_is_closed_the_child_can_still_report(self, case, cast, at):
        row = police.discuss(case=case, wish="DECLINES", by=cast.avim, at=at(2026, 3, 5))
        police.investigate(report=row, by=cast.avim, at=at(2026, 3, 12))
        police.close(report=row, leads="NONE", by=cast.avim, at=at(2026, 6, 1))
        assert police.discuss(case=case, wish="WANTS", by=cast.avim, at=at(2026, 6, 2)).pk != row.pk
        assert police.file(case=case, by=cast.avim, at=at(2026, 6, 3)).status == Status.FILED

    def test_what_is_not_there_is_not_prosecuted_and_not_closed(self, case, cast, at):
        row = police.discuss(case=case, by=cast.avim, at=at(2026, 3, 5))
        for act in (police.prosecute, lambda **more: police.close(leads="NONE", **more)):
            said = refusal(lambda act=act: act(report=row, by=cast.avim, at=at(2026, 3, 12)))
            assert said == ("nothing-filed", "S004-73")

    def test_nothing_starts_twice(self, filed, cast, at):
        for act, code in ((police.investigate, "investigation-started"), (police.prosecute, "prosecution-started")):
            act(report=filed, by=cast.avim, at=at(2026, 3, 12))
            assert refusal(lambda act=act: act(report=filed, by=cast.avim, at=at(2026, 3, 13)))[0] == code

    def test_closed_is_closed_and_a_new_report_stands_beside_it(self, case, filed, cast, at):
        police.close(report=filed, leads="FEW", by=cast.avim, at=at(2026, 4, 1))
        said = refusal(lambda: police.investigate(report=filed, by=cast.avim, at=at(2026, 4, 2)))
        assert said == ("report-closed", "S004-73")
        assert police.file(case=case, by=cast.avim, at=at(2026, 4, 3)).pk != filed.pk

    def test_not_before_it_was_filed(self, filed, cast, at):
        day = date(2026, 3, 9)
        for act, more in ((police.prosecute, {"prosecution_started_on": day}),
                          (police.close, {"investigation_ended_on": day, "leads": "NONE"})):  # fmt: skip
            said = refusal(lambda act=act, more=more: act(report=filed, by=cast.avim, at=at(2026, 3, 12), **more))
            assert said == ("day-impossible", "S004-73")


class TestTheScheme:
    @pytest.mark.requirement("S004-65")
    def test_ind_says_that_it_looked_at_it(self, filed, case, cast, at):
        row = perform(police.CONSIDER, by=cast.ind, at=at(2026, 3, 12), data={}, case=case.pk, report=filed.pk)
        assert row.scheme_considered_on == date(2026, 3, 12)
        again = refusal(lambda: police.consider_scheme(report=row, by=cast.ind, at=at(2026, 3, 13)))
        assert again == ("considered-already", "S004-65")

    def test_of_a_report_that_was_filed_and_by_ind(self, case, cast, at):
        row = police.discuss(case=case, by=cast.avim, at=at(2026, 3, 5))
        said = refusal(lambda: police.consider_scheme(report=row, by=cast.ind, at=at(2026, 3, 6)))
        assert said == ("nothing-filed", "S004-65")
        assert refusal(lambda: police.consider_scheme(report=row, by=cast.avim, at=at(2026, 3, 6)))[0] == "only-ind"

    def test_not_before_it_was_filed(self, filed, cast, at):
        said = refusal(lambda: police.consider_scheme(report=filed, scheme_considered_on=date(2026, 3, 9), by=cast.ind,
                                                      at=at(2026, 3, 12)))  # fmt: skip
        assert said[0] == "day-impossible"

    def test_closed_it_lets_police_go_and_ind_once_it_has_looked(self, filed, case, cast, at):
        def following(moment):
            open_now = Involvement.objects.open(moment).filter(about=filed.pk, ground=Ground.TRACK)
            return sorted(open_now.values_list("organisation__kind", flat=True))

        assert following(at(2026, 3, 11)) == ["AVIM", "IND"]
        police.close(report=filed, leads="NONE", by=cast.avim, at=at(2026, 4, 1))
        assert following(at(2026, 4, 1)) == ["IND"]
        police.consider_scheme(report=filed, by=cast.ind, at=at(2026, 4, 2))
        assert following(at(2026, 4, 2)) == []


@pytest.mark.requirement("T-11", "S004-114")
def test_a_year_after_it_started_a_clock_says_so_as_long_as_it_runs(filed, case, cast, at):
    def days(moment):
        return [each.last_day for each in terms.clocks(case, moment) if each.name == "INVESTIGATION_ONE_YEAR"]

    assert days(date(2026, 3, 11)) == []
    police.investigate(report=filed, by=cast.avim, at=at(2026, 3, 12))
    assert days(date(2026, 3, 13)) == [date(2027, 3, 12)]
    police.close(report=filed, leads="FEW", by=cast.avim, at=at(2026, 6, 1))
    assert days(date(2026, 6, 2)) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("one_police_report_is_not_filed_yet|residence_policereport.case_id", {"discussed_on": date(2026, 3, 9)}),
        ("a_police_report_was_discussed_or_filed", {}),
        (
            "what_follows_a_police_report_has_one",
            {"discussed_on": date(2026, 3, 9), "scheme_considered_on": date(2026, 3, 9)},
        ),
        (
            "a_police_report_closes_after_it_began",
            {"filed_on": date(2026, 3, 9), "investigation_ended_on": date(2026, 3, 8)},
        ),
        (
            "a_police_report_closes_after_it_began",
            {"discussed_on": date(2026, 3, 9), "investigation_ended_on": date(2026, 3, 9)},
        ),
    ],
)
def test_the_database_refuses_it_too(case, cast, at, name, said):
    if "one_police" in name:
        police.discuss(case=case, by=cast.avim, at=at(2026, 3, 5))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(PoliceReport(case=case, **said), by=cast.avim, at=at(2026, 3, 10))
