"""What the tracks ask of whom, what is alerted, and how they read side by side on the page."""

from datetime import date

import pytest

from overview import alerts, case_page, snapshot, tasks
from partners import involving
from partners.grounds import Ground
from residence import asylum, ex_officio, guardianship, information, police, reflection, track_choice, trafficking
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
FACTS = ("report_filed", "investigation_started", "earlier_permit_same_facts")


def asked(actor, at) -> dict[str, tasks.Todo]:
    return {todo.task.code: todo for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)}


def alerted(actor, at) -> set[str]:
    return {each.alert.code for each in alerts.waiting(snapshot.load(actor, at), actor.role, at)}


@pytest.fixture
def case(open_case, people, cast, at):
    """A child with a guardian and a lawyer."""
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    involving.involve(case=case.pk, number=case.number, organisation=people["lawyer.lawyer"].organisation,
                      ground=Ground.ASSIGNED, by=cast.intake, at=at(2026, 3, 2))  # fmt: skip
    return case


@pytest.fixture
def rejected(case, cast, at):
    """Rejected on Wednesday 3 June 2026."""
    row = asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 10))
    return asylum.decide(asylum=row, decision="REJECTED", by=cast.ind, at=at(2026, 6, 3)).test


@pytest.fixture
def permit(case, cast, at):
    row = trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 10))
    return trafficking.grant(scheme=row, ground="A", by=cast.ind, at=at(2026, 4, 1))


@pytest.mark.requirement("T-23", "S004-66", "AL-14")
class TestTheTest:
    def test_is_asked_of_ind_in_the_working_week_of_the_rejection(self, rejected, cast, at):
        assert asked(cast.ind, at(2026, 6, 3))["CARRY_OUT_TEST"].due == date(2026, 6, 5)
        ex_officio.answer(test=rejected, earlier_permit_same_facts="NO", by=cast.ind, at=at(2026, 6, 4))
        assert "CARRY_OUT_TEST" not in asked(cast.ind, at(2026, 6, 4))

    def test_recorded_later_it_is_late_from_the_start(self, case, cast, at):
        row = asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 10))
        asylum.decide(asylum=row, decision="REJECTED", decided_on=date(2026, 6, 3), by=cast.ind, at=at(2026, 6, 20))
        assert asked(cast.ind, at(2026, 6, 20))["CARRY_OUT_TEST"].due == date(2026, 6, 5)

    def test_until_then_ind_and_the_lawyer_are_alerted_and_nobody_else(self, rejected, cast, at):
        told = {who for who in ("ind", "lawyer", "avim", "guardian", "intake", "coa")
                if "AL-14" in alerted(getattr(cast, who), at(2026, 6, 3, 13))}  # fmt: skip
        assert told == {"ind", "lawyer"}

    @pytest.mark.requirement("AL-15", "S004-67")
    def test_what_police_know_is_asked_of_them_from_the_rejection_on(self, rejected, cast, at):
        assert asked(cast.avim, at(2026, 6, 3))["ANSWER_TEST"].due == date(2026, 6, 5)
        ex_officio.answer(test=rejected, report_filed="NO", investigation_started="NO", by=cast.avim,
                          at=at(2026, 6, 4))  # fmt: skip
        assert "ANSWER_TEST" not in asked(cast.avim, at(2026, 6, 4))

    @pytest.mark.requirement("AL-15", "S004-67")
    def test_police_are_not_alerted_to_what_only_ind_can_answer(self, rejected, cast, at):
        row = ex_officio.answer(test=rejected, report_filed="NO", investigation_started="NO", by=cast.ind,
                                at=at(2026, 6, 4))  # fmt: skip
        assert row.outcome == "CANNOT_DETERMINE"
        assert "DETERMINE_TEST" in asked(cast.ind, at(2026, 6, 4, 13))
        assert "AL-15" in alerted(cast.ind, at(2026, 6, 4, 13))
        assert "AL-15" not in alerted(cast.avim, at(2026, 6, 4, 13))

    def test_police_read_their_two_facts_and_not_the_third(self, rejected, cast, at):
        [facts] = snapshot.load(cast.avim, at(2026, 6, 4))
        [row] = facts.of(ex_officio.ExOfficioTest)
        assert (row["report_filed"], "earlier_permit_same_facts" in row) == ("UNKNOWN", False)
        [row] = facts.of(asylum.AsylumProcedure)
        assert "decision" not in row


@pytest.mark.requirement("EC-38", "B-29", "S004-64")
class TestWithoutAPermit:
    @pytest.fixture
    def not_granted(self, rejected, cast, at):
        return ex_officio.answer(test=rejected, by=cast.ind, at=at(2026, 6, 4), **dict.fromkeys(FACTS, "NO"))

    def test_the_lawyer_alone_is_pointed_to_other_grounds_until_they_were_discussed(self, not_granted, cast, at):
        told = {who for who in ("ind", "lawyer", "avim", "guardian") if "CONSIDER_OTHER_GROUNDS" in
                asked(getattr(cast, who), at(2026, 6, 4))}  # fmt: skip
        assert told == {"lawyer"}
        ex_officio.consider_other_grounds(test=not_granted, by=cast.lawyer, at=at(2026, 6, 5))
        assert "CONSIDER_OTHER_GROUNDS" not in asked(cast.lawyer, at(2026, 6, 5))

    def test_the_page_says_that_a_report_and_the_scheme_remain_possible(self, case, not_granted, at_screen):
        seen = text(at_screen("ind").get(url(case)))
        assert "Aangifte en verblijfsregeling blijven mogelijk" in seen
        assert "geen vergunning op deze toets" in seen
        assert "Aangifte en verblijfsregeling blijven mogelijk" not in text(at_screen("avim").get(url(case)))


class TestAPermit:
    @pytest.mark.requirement("T-19", "S004-118", "EC-37")
    def test_asks_lawyer_and_guardian_to_consider_continued_stay(self, permit, cast, at):
        for who in (cast.lawyer, cast.guardian):
            assert "CONSIDER_CONTINUED_STAY" in asked(who, at(2026, 4, 1))
        assert "CONSIDER_CONTINUED_STAY" not in asked(cast.ind, at(2026, 4, 1))
        trafficking.consider_continued_stay(scheme=permit, by=cast.guardian, at=at(2026, 4, 2))
        assert "CONSIDER_CONTINUED_STAY" not in asked(cast.lawyer, at(2026, 4, 2))

    @pytest.mark.requirement("T-19", "EC-37", "S004-69")
    def test_also_when_the_ex_officio_test_gave_it(self, case, rejected, cast, at):
        ex_officio.answer(test=rejected, report_filed="YES", investigation_started="YES",
                          earlier_permit_same_facts="NO", by=cast.ind, at=at(2026, 6, 4))  # fmt: skip
        for who in (cast.lawyer, cast.guardian):
            assert "CONSIDER_CONTINUED_STAY" in asked(who, at(2026, 6, 4))
        assert "CONSIDER_OTHER_GROUNDS" not in asked(cast.lawyer, at(2026, 6, 4))

    @pytest.mark.requirement("T-20", "B-29")
    def test_asks_for_its_renewal_three_months_before_it_runs_out(self, permit, cast, at):
        trafficking.consider_continued_stay(scheme=permit, by=cast.guardian, at=at(2026, 4, 2))
        assert "ASK_RENEWAL" not in asked(cast.lawyer, at(2026, 12, 31))
        for who in (cast.lawyer, cast.guardian):
            assert asked(who, at(2027, 1, 1))["ASK_RENEWAL"].due == date(2027, 4, 1)
        trafficking.ask_renewal(scheme=permit, by=cast.lawyer, at=at(2027, 1, 2))
        assert "ASK_RENEWAL" not in asked(cast.lawyer, at(2027, 1, 2))

    @pytest.mark.requirement("T-20")
    def test_and_again_before_the_renewed_one_runs_out(self, permit, cast, at):
        trafficking.ask_renewal(scheme=permit, by=cast.lawyer, at=at(2027, 1, 2))
        trafficking.renew(scheme=permit, valid_until=date(2028, 4, 1), by=cast.ind, at=at(2027, 2, 1))
        assert "ASK_RENEWAL" not in asked(cast.lawyer, at(2027, 12, 31))
        assert "ASK_RENEWAL" in asked(cast.lawyer, at(2028, 1, 1))


@pytest.mark.requirement("S004-65", "S004-73", "S004-74")
def test_an_open_procedure_settles_that_ind_looks_at_the_scheme(case, cast, at):
    police.file(case=case, by=cast.avim, at=at(2026, 3, 4))
    assert "CONSIDER_SCHEME" in asked(cast.ind, at(2026, 3, 4))
    row = trafficking.open(case=case, opened_by_choice_of="POLICE_REPORT", by=cast.ind, at=at(2026, 3, 5))
    assert "CONSIDER_SCHEME" not in asked(cast.ind, at(2026, 3, 5))
    trafficking.end(scheme=row, ended_as="NO_PERMIT", by=cast.ind, at=at(2026, 5, 1))
    assert "CONSIDER_SCHEME" in asked(cast.ind, at(2026, 5, 1))


@pytest.mark.requirement("S004-42", "T-04")
def test_after_its_last_day_police_record_how_a_reflection_period_ended(case, cast, at):
    row = reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 10))
    assert "END_REFLECTION" not in asked(cast.avim, at(2026, 6, 10))
    assert asked(cast.avim, at(2026, 6, 11))["END_REFLECTION"].due == date(2026, 6, 10)
    reflection.end(reflection=row, outcome="OTHER_COOPERATION", by=cast.avim, at=at(2026, 6, 12))
    assert "END_REFLECTION" not in asked(cast.avim, at(2026, 6, 12))


@pytest.mark.requirement("AL-13", "S004-40", "S004-41")
class TestReflectionBesideAsylum:
    def test_is_alerted_to_ind_and_police_and_not_to_who_speaks_for_the_child(self, case, cast, at):
        reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 10))
        asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 12))
        told = {who for who in ("ind", "lawyer", "avim", "guardian", "intake", "coa")
                if "AL-13" in alerted(getattr(cast, who), at(2026, 3, 12, 13))}  # fmt: skip
        assert told == {"ind", "avim"}

    @pytest.mark.parametrize("how", ["decided", "ended", "over"])
    def test_until_one_of_the_two_is_over(self, case, cast, at, how):
        period = reflection.offer(case=case, offered_by="POLICE", by=cast.avim, at=at(2026, 3, 10))
        row = asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 12))
        if how == "decided":
            asylum.decide(asylum=row, decision="REJECTED", by=cast.ind, at=at(2026, 4, 1))
        if how == "ended":
            reflection.end(reflection=period, outcome="DECLINED", by=cast.avim, at=at(2026, 4, 1))
        assert "AL-13" in alerted(cast.avim, at(2026, 3, 31))
        assert "AL-13" not in alerted(cast.avim, at(2026, 6, 11) if how == "over" else at(2026, 4, 2))

    def test_not_when_the_child_chose_it(self, case, cast, at):
        asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 5))
        information.give(case=case, topic="REFLECTION", language="ti", understood="YES", by=cast.avim,
                         at=at(2026, 3, 9))  # fmt: skip
        reflection.offer(case=case, offered_by="POLICE", explicit_choice=True, by=cast.avim, at=at(2026, 3, 10))
        assert "AL-13" not in alerted(cast.avim, at(2026, 3, 10, 13))


class TestThePage:
    @pytest.mark.requirement("EC-35", "S004-39", "S004-65")
    def test_says_of_both_tracks_how_they_stand_and_that_the_stay_is_lawful(self, case, cast, at, at_screen):
        asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 10))
        trafficking.open(case=case, opened_by_choice_of="CHILD", by=cast.ind, at=at(2026, 3, 12))
        seen = text(at_screen("guardian").get(url(case)))
        assert "Asielprocedure: aangevraagd, 10 maart 2026" in seen
        assert "Verblijfsregeling mensenhandel: in behandeling, 12 maart 2026" in seen
        assert "Rechtmatig verblijf: de asielprocedure loopt" in seen

    @pytest.mark.requirement("S004-39")
    def test_says_nothing_of_the_stay_to_who_does_not_read_what_it_rests_on(self, case, rejected, at_screen):
        assert "Rechtmatig verblijf: geen" in text(at_screen("ind").get(url(case)))
        for who in ("avim", "coa"):
            seen = text(at_screen(who).get(url(case)))
            assert "Rechtmatig verblijf" not in seen
            assert "afgewezen" not in seen

    @pytest.mark.requirement("S004-95")
    def test_shows_the_childs_choice_to_who_speaks_for_it(self, case, cast, at, at_screen):
        track_choice.record(case=case, track="BOTH", made_by="CHILD_LAWYER", by=cast.lawyer, at=at(2026, 3, 10))
        said = "allebei, naast elkaar, het kind, met de advocaat"
        assert said in text(at_screen("guardian").get(url(case)))
        assert said not in text(at_screen("ind").get(url(case)))

    @pytest.mark.requirement("T-10", "S004-117")
    def test_shows_the_next_of_the_three_clocks_of_the_decision(self, case, cast, at, at_screen):
        asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 10))
        seen = text(at_screen("ind").get(url(case)))
        assert seen.count("asielaanvraag</strong>") == 1


def test_the_timeline_tells_each_step_on_its_own_day_and_the_decision_to_who_may_read_it(rejected, permit, cast, at):
    row = rejected.case.asylum_procedures.get()
    asylum.appeal(asylum=row, by=cast.ind, at=at(2026, 6, 10))

    def told(actor):
        page = case_page.load(actor, rejected.case_id, at(2026, 6, 11))
        return [
            (event.when, event.what)
            for event in page.timeline.happened
            if "siel" in event.what or "regeling" in event.what
        ]

    assert told(cast.ind) == [
        ("10 jun", "Beroep tegen het besluit op de asielaanvraag"),
        ("3 jun", "Asiel: afgewezen"),
        ("1 apr", "Tijdelijke vergunning op grond van de verblijfsregeling"),
        ("10 mrt", "Asiel aangevraagd"),
        ("10 mrt", "Verblijfsregeling mensenhandel geopend"),
    ]
    assert ("3 jun", "Asiel: besluit genomen") in told(cast.avim)


def test_who_follows_both_tracks_stands_once_among_those_who_see_the_case(rejected, permit, cast, at):
    page = case_page.load(cast.guardian, rejected.case_id, at(2026, 6, 4))
    [ind] = [watcher for watcher in page.watchers if watcher.organisation.startswith("IND")]
    assert [reason.text for reason in ind.reasons if "verblijfsprocedure" in reason.text] == [
        "verblijfsprocedure · sinds 10 mrt"
    ]
