"""Signals on the screen: what is asked of whom, the block on the case page, and the forms."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from audit.models import Entry
from intake import signal, signal_assessment
from intake.models import Signal
from intake.signal_assessment import ASSESS
from intake.signal_correction import CORRECT, WITHDRAW
from intake.signal_link import MERGE
from overview import desk, snapshot, tasks, words
from partners import involvement, involving, notices
from partners.models import Notice
from residence import guardianship
from tests.houses import perform
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
WATCHED = {"outcome": "MONITOR", "review_on": date(2026, 3, 20), "reasons": "Zij vertelt nog weinig."}
UNFOUNDED = {"outcome": "NOT_SUBSTANTIATED", "reasons": "Het was haar tante."}
OURS = {"DECIDE_INDICATION", "RECONSIDER_INDICATION", "ASSESS_SIGNAL", "REVIEW_SIGNAL"}


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def guarded(case, people, cast, at):
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    return case


@pytest.fixture
def do(cast, at):
    def done(act, row, *, by=None, on=None, **said):
        return perform(act, by=by or cast.intake, at=on or at(2026, 3, 4), data=said, case=row.case_id, signal=row.pk)

    return done


def asked(actor, at):
    """The tasks about signals, with what each is about and before when."""
    found = tasks.open_tasks(snapshot.load(actor, at), actor.role, at)
    return [(todo.task.code, todo.about, todo.due) for todo in found if todo.task.code in OURS]


@pytest.mark.requirement("S004-132", "S004-70", "T-08")
class TestAsked:
    def test_without_a_guardian_the_intake_assesses_within_three_working_days(self, case, raise_signal, cast, at):
        row = raise_signal(case)
        assert asked(cast.intake, at(2026, 3, 3)) == [("ASSESS_SIGNAL", row.pk, date(2026, 3, 5))]
        for other in (cast.avim, cast.ind):
            assert asked(other, at(2026, 3, 3)) == []

    def test_of_the_guardian_a_decision_is_asked_and_the_intake_is_left_alone(self, guarded, raise_signal, cast, at):
        raise_signal(guarded)
        assert asked(cast.guardian, at(2026, 3, 3)) == [("DECIDE_INDICATION", None, None)]
        assert asked(cast.intake, at(2026, 3, 3)) == []

    @pytest.mark.parametrize("said", [WATCHED, UNFOUNDED])
    def test_what_is_watched_or_not_substantiated_asks_for_no_decision(self, guarded, raise_signal, do, cast, at,
                                                                       said):  # fmt: skip
        do(ASSESS, raise_signal(guarded), by=cast.guardian, **said)
        assert asked(cast.guardian, at(2026, 3, 5)) == []

    def test_what_leads_to_an_indication_asks_for_one_until_it_is_there(
        self, guarded, raise_signal, do, indicate, cast, at
    ):
        do(ASSESS, raise_signal(guarded), by=cast.guardian, outcome="LEADS_TO_INDICATION", reasons="x")
        assert [code for code, *_rest in asked(cast.guardian, at(2026, 3, 5))] == ["DECIDE_INDICATION"]
        indicate(guarded, on=at(2026, 3, 6))
        assert asked(cast.guardian, at(2026, 3, 7)) == []

    def test_after_a_decision_that_nothing_is_needed_the_signal_is_still_to_be_assessed(
        self, guarded, raise_signal, do, indicate, cast, at
    ):
        row = raise_signal(guarded)
        indicate(guarded, "NOT_NEEDED")
        assert [code for code, *_rest in asked(cast.guardian, at(2026, 3, 4))] == ["ASSESS_SIGNAL"]
        do(ASSESS, row, by=cast.guardian, outcome="LEADS_TO_INDICATION", reasons="Toch wel.")
        assert [code for code, *_rest in asked(cast.guardian, at(2026, 3, 5))] == ["DECIDE_INDICATION"]
        indicate(guarded, "BO", on=at(2026, 3, 6))
        indicate(guarded, "NOT_NEEDED", on=at(2026, 3, 7))
        assert asked(cast.guardian, at(2026, 3, 8)) == []

    def test_a_later_signal_about_a_protected_child_is_assessed(self, guarded, raise_signal, indicate, cast, at):
        indicate(guarded)
        row = raise_signal(guarded, on=at(2026, 3, 6))
        assert asked(cast.guardian, at(2026, 3, 7)) == [("ASSESS_SIGNAL", row.pk, date(2026, 3, 11))]

    def test_what_is_watched_is_looked_at_again_on_its_day(self, guarded, raise_signal, do, cast, at):
        row = raise_signal(guarded)
        do(ASSESS, row, by=cast.guardian, **WATCHED)
        assert asked(cast.guardian, at(2026, 3, 19)) == []
        assert asked(cast.guardian, at(2026, 3, 20)) == [("REVIEW_SIGNAL", row.pk, date(2026, 3, 20))]
        do(ASSESS, row, by=cast.guardian, on=at(2026, 3, 20), **WATCHED | {"review_on": date(2026, 4, 20)})
        assert asked(cast.guardian, at(2026, 3, 21)) == []

    def test_a_reopened_one_counts_from_its_reopening(self, case, raise_signal, do, cast, at):
        row = raise_signal(case)
        do(ASSESS, row, **UNFOUNDED)
        do(signal_assessment.REOPEN, row, by=cast.avim, on=at(2026, 3, 9), reasons="x")
        assert asked(cast.intake, at(2026, 3, 9, 13)) == [("ASSESS_SIGNAL", row.pk, date(2026, 3, 12))]

    @pytest.mark.requirement("EC-18")
    def test_a_merged_one_asks_for_nothing(self, case, raise_signal, do, cast, at):
        first, second = raise_signal(case), raise_signal(case)
        do(MERGE, second, merged_into=first)
        assert [about for _code, about, _due in asked(cast.intake, at(2026, 3, 5))] == [first.pk]

    @pytest.mark.requirement("EC-63")
    def test_a_decision_on_a_withdrawn_signal_is_asked_again(self, guarded, raise_signal, indicate, do, cast, at):
        row = raise_signal(guarded)
        indicate(guarded)
        do(CORRECT, row, by=cast.avim, reasons="x")
        assert [code for code, *_rest in asked(cast.guardian, at(2026, 3, 5))] == ["RECONSIDER_INDICATION"]
        indicate(guarded, on=at(2026, 3, 6))
        assert asked(cast.guardian, at(2026, 3, 7)) == []


class TestCasePage:
    def test_a_signal_says_all_there_is_of_it(self, case, cast, at, at_screen, do):
        row = signal.report(
            case=case, kinds=["TRAFFICKING"], exploitation_forms=["LABOUR"], place_phase="EN_ROUTE", place="Libië",
            indicators=["NO_ACCESS_TO_PARENTS"], summary="Moest werken.", detail="Op een boerderij.",
            certainty="STRONG", by=cast.avim, at=at(2026, 3, 3),
        )  # fmt: skip
        do(ASSESS, row, **WATCHED)
        page = text(at_screen("intake").get(url(case)))
        for part in ("Mensenhandel · arbeid", "onderweg", "Libië", "ouders of voogd", "Moest werken.",
                     "Op een boerderij.", "Zij vertelt nog weinig.", "20 maart 2026", "sterk"):  # fmt: skip
            assert part in page
        for name in ("ind", "supervisor"):
            page = text(at_screen(name).get(url(case)))
            assert ("Moest werken." in page, "20 maart 2026" in page) == (True, True)
            assert ("Op een boerderij." in page, "Zij vertelt nog weinig." in page) == (False, False)

    @pytest.mark.requirement("EC-51")
    def test_a_debt_alone_is_no_trafficking_and_the_page_says_so(self, case, raise_signal, at_screen):
        said = "Telt op zichzelf niet als een signaal van mensenhandel"
        raise_signal(case)
        assert said not in text(at_screen("intake").get(url(case)))
        raise_signal(case, kinds=["SMUGGLING_DEBT"])
        assert said in text(at_screen("intake").get(url(case)))

    @pytest.mark.requirement("T-08", "S004-35")
    def test_who_has_not_seen_it_in_time_is_marked(self, case, raise_signal, at_screen, cast, at):
        row = raise_signal(case)
        page = text(at_screen("intake").get(url(case)))
        with override("nl"):
            due, seen = words.moment(at(2026, 3, 3, 15)), words.moment(at(2026, 3, 5))
        assert page.count(f'<span class="chip late">niet gelezen, uiterlijk {due}') == 2
        for notice in Notice.objects.filter(to_organisation__kind="IND"):
            notices.acknowledge(notice=notice, by=cast.ind, at=at(2026, 3, 5))
        page = text(at_screen("intake").get(url(case)))
        assert page.count('<span class="chip late">niet gelezen') == 1
        assert f"gelezen {seen}, te laat" in page
        assert row.summary in page

    @pytest.mark.requirement("EC-18")
    def test_two_that_belong_together_name_each_other_and_a_merged_one_says_where_to_read_on(
        self, case, cast, at, at_screen, do
    ):
        first, second = (
            signal.report(case=case, kinds=["TRAFFICKING"], summary="Wacht buiten.", by=by, at=at(2026, 3, 3))
            for by in (cast.intake, cast.avim)
        )
        browser = at_screen("ind")
        page = text(browser.get(url(case)))
        assert page.count("Misschien hetzelfde als het signaal van") == 2
        do(MERGE, second, merged_into=first)
        page = text(browser.get(url(case)))
        assert f'<a href="#signal-{first.pk}">Lees verder bij het signaal van NIDOS (test)' in page
        assert f'<a href="#signal-{second.pk}">Het signaal van AVIM (test)' in page

    def test_each_signal_carries_the_buttons_of_the_reader(self, case, raise_signal, at_screen):
        row = raise_signal(case)

        def offers(name):
            page = text(at_screen(name).get(url(case)))
            nouns = ("assessments", "reopenings", "links", "merges", "corrections")
            return {
                noun for noun in nouns
                if reverse("admin:nested_act", args=[case.pk, f"signals-{noun}", row.pk]) in page
            }  # fmt: skip

        assert offers("intake") == {"assessments", "corrections"}
        raise_signal(case)
        assert offers("intake") == {"assessments", "links", "merges", "corrections"}
        assert offers("avim") == {"links", "corrections"}
        assert offers("ind") == {"links"}
        assert offers("supervisor") == set()
        assert WITHDRAW.name not in text(at_screen("avim").get(url(case)))

    @pytest.mark.requirement("EC-18")
    def test_without_another_open_signal_there_is_nothing_to_merge_into(self, case, raise_signal, do, at_screen):
        first, second = raise_signal(case), raise_signal(case)
        do(ASSESS, second, **UNFOUNDED)
        page = text(at_screen("intake").get(url(case)))
        assert reverse("admin:nested_act", args=[case.pk, "signals-merges", first.pk]) not in page
        assert reverse("admin:nested_act", args=[case.pk, "signals-links", first.pk]) in page

    @pytest.mark.requirement("EC-63")
    def test_a_withdrawn_signal_is_gone_from_the_page_the_history_and_the_values_of_the_trail(
        self, case, raise_signal, do, cast, at_screen
    ):
        row = raise_signal(case, summary="Wacht op haar.", detail="Een busje.")
        do(CORRECT, row, by=cast.avim, reasons="Het ging om Yasmin.")
        trail = reverse("admin:trail", args=[case.pk])
        history = reverse("admin:intake_signal_history", args=[row.pk])
        for name in ("intake", "avim", "ind"):
            page = text(at_screen(name).get(url(case)))
            assert [part for part in ("Wacht op haar.", "Een busje.", "Yasmin") if part in page] == []
            assert at_screen(name).get(history).status_code == 404
        page = text(at_screen("supervisor").get(trail))
        assert ("Wacht op haar." in page, "Yasmin" in page) == (False, False)
        assert Entry.objects.filter(case=case.pk, record=row.pk, kind="CHANGE").exists()

    @pytest.mark.parametrize("name", ["intake", "ind", "supervisor"])
    def test_the_page_asks_as_many_questions_for_ten_signals_as_for_two(
        self, open_case, cast, at, do, at_screen, name, django_assert_num_queries, django_assert_max_num_queries
    ):
        few, many = open_case(), open_case()
        for case, number in ((few, 2), (many, 10)):
            rows = [signal.report(case=case, kinds=["ABUSE"], summary="x", by=by, at=at(2026, 3, 3), detail="y")
                    for by in [cast.avim, cast.intake] * (number // 2)]  # fmt: skip
            for row in rows[1:]:
                do(ASSESS, row, **WATCHED)
            do(MERGE, rows[0], merged_into=rows[1])
        browser = at_screen(name)
        browser.get(url(few))
        with django_assert_max_num_queries(49) as asked_for:
            browser.get(url(few))
        with django_assert_num_queries(len(asked_for)):
            browser.get(url(many))


class TestForms:
    def test_the_form_groups_what_it_asks(self, case, at_screen):
        form = text(at_screen("avim").get(reverse("admin:act", args=[case.pk, "signals"])))
        assert [form.count(f"<legend>{title}</legend>") for title in
                ("Waar het over gaat", "Wat u merkte", "Wanneer en waar")] == [1, 1, 1]  # fmt: skip
        assert 'name="place_phase"' in form
        assert 'value="NO_ACCESS_TO_PARENTS"' in form

    def test_assessing_offers_what_can_become_of_it_and_takes_it(self, case, raise_signal, at_screen):
        row = raise_signal(case)
        form = reverse("admin:nested_act", args=[case.pk, "signals-assessments", row.pk])
        page = text(at_screen("intake").get(form))
        assert ('value="MONITOR"' in page, 'value="REOPENED"' in page, 'value="WRONG_CHILD"' in page) == (
            True, False, False,
        )  # fmt: skip
        assert row.summary in page
        answer = at_screen("intake").post(form, {"outcome": "MONITOR", "reasons": "x"})
        assert (answer.status_code, "Geef een dag om opnieuw te kijken" in text(answer)) == (409, True)
        assert at_screen("intake").post(form, {"outcome": "NOT_SUBSTANTIATED", "reasons": "x"}).status_code == 302
        assert Signal.objects.get().status == "NOT_SUBSTANTIATED"

    @pytest.mark.requirement("INV-38")
    def test_the_list_to_choose_from_names_signals_that_are_seen_and_the_reading_is_recorded(
        self, case, raise_signal, at_screen, cast, at, organisations
    ):
        first, second = raise_signal(case), raise_signal(case, summary="Een ander bericht.")
        form = reverse("admin:nested_act", args=[case.pk, "signals-merges", first.pk])
        page = text(at_screen("intake").get(form))
        with override("nl"):
            assert f'<option value="{second.pk}">{second.told_apart()}</option>' in page
        assert "Een ander bericht." in page
        assert Entry.objects.filter(kind="READ", record=second.pk).exists()
        involving.involve(case=case.pk, number=case.number, organisation=organisations["COA"], by=cast.intake,
                          ground="INDICATION", at=at(2026, 3, 2))  # fmt: skip
        own = signal.report(case=case, kinds=["ABUSE"], summary="Van COA.", by=cast.coa, at=at(2026, 3, 3))
        page = text(at_screen("coa").get(reverse("admin:nested_act", args=[case.pk, "signals-links", own.pk])))
        assert ("Van COA." in page, "Een ander bericht." in page, str(second.pk) in page) == (True, False, False)

    @pytest.mark.requirement("EC-63")
    def test_the_right_case_is_named_by_its_number(self, case, raise_signal, at_screen, open_case, cast):
        row, other = raise_signal(case), open_case()
        form = reverse("admin:nested_act", args=[case.pk, "signals-corrections", row.pk])
        page = text(at_screen("avim").get(form))
        assert "Zaaknummer van het juiste kind" in page
        assert other.reference not in page
        wrong = at_screen("avim").post(form, {"case": "BO-2026-9999", "reasons": "x"})
        assert (wrong.status_code, "U ziet geen zaak met dit nummer" in text(wrong)) == (400, True)
        assert at_screen("avim").post(form, {"case": other.reference, "reasons": "x"}).status_code == 302
        assert other.signals.get().status == "SHARED"

    @pytest.mark.requirement("EC-63")
    def test_who_loses_the_case_by_it_goes_to_the_desk(self, case, raise_signal, at_screen, cast, at):
        for row in involvement.of_actor(cast.avim, at(2026, 3, 2)).filter(case_id=case.pk):
            involving.end(row, by=cast.intake, at=at(2026, 3, 2), until=at(2026, 3, 2, 13))
        row = raise_signal(case)
        form = reverse("admin:nested_act", args=[case.pk, "signals-corrections", row.pk])
        answer = at_screen("avim").post(form, {"reasons": "x"})
        assert (answer.status_code, answer["Location"]) == (302, reverse("admin:index"))

    @pytest.mark.requirement("EC-63")
    def test_on_the_desk_the_withdrawal_of_a_case_that_is_no_longer_seen_names_no_child(
        self, case, raise_signal, do, cast, at
    ):
        row = raise_signal(case)
        for each in involvement.of_actor(cast.ind, at(2026, 3, 3)).filter(case_id=case.pk, ground="INTAKE"):
            involving.end(each, by=cast.intake, at=at(2026, 3, 3), until=at(2026, 3, 3))
        do(CORRECT, row, by=cast.avim, reasons="x")
        with override("nl"):
            [news] = [row for row in desk.load(cast.ind, at(2026, 3, 4, 13)).news if "ander kind" in row.what]
            raised = words.moment(row.raised_at)
        assert (news.kid, f"(het signaal van {raised})" in news.what) == (None, True)

    @pytest.mark.requirement("S004-88", "EC-63")
    def test_a_reporter_from_outside_sees_that_it_was_looked_at_and_not_what_came_of_it(
        self, open_case, client, people, cast, at, do
    ):
        case = open_case(v_number="2900000017")
        rows = [
            signal.report_from_outside(kinds=["ABUSE"], summary=f"Nummer {number}.", v_number=number, by=cast.ggd,
                                       at=at(2026, 3, 3))
            for number in ("2900000017", "2900000099")
        ]  # fmt: skip
        client.force_login(people["ggd.health_worker"], backend="partners.login.PersonBackend")
        page = reverse("admin:outside_signal")
        assert text(client.get(page)).count(">Ontvangen<") == 2
        do(ASSESS, rows[0], outcome="LEADS_TO_INDICATION", reasons="x")
        shown = text(client.get(page))
        assert (shown.count(">Ontvangen<"), shown.count(">Er is naar gekeken<")) == (1, 1)
        form = reverse("admin:nested_free_act", args=[WITHDRAW.name, rows[0].pk])
        asked_for = text(client.get(form))
        for part in ("indicatie", case.reference, str(case.pk)):
            assert part not in shown.replace("signalen", "")
            assert part not in asked_for
        assert client.post(form, {"reasons": "Vergissing."}).status_code == 302
        assert Signal.objects.get(pk=rows[0].pk).status == "WRONG_CHILD"
        shown = text(client.get(page))
        assert (">Ingetrokken door uw organisatie<" in shown, form in shown) == (True, False)


def test_only_what_must_be_seen_in_time_can_be_overdue(at):
    row = {"kind": "SIGNAL", "due_at": at(2026, 3, 3), "acknowledged_at": None}
    assert notices.overdue(row, at(2026, 3, 3, 13))
    assert not notices.overdue(row, at(2026, 3, 3, 11))
    assert notices.overdue(row | {"acknowledged_at": at(2026, 3, 4)}, at(2026, 3, 5))
    assert not notices.overdue(row | {"acknowledged_at": at(2026, 3, 2)}, at(2026, 3, 5))
    assert not notices.overdue(row | {"kind": "SIGNAL_ASSESSED"}, at(2026, 3, 5))
    assert not notices.overdue({"kind": "SIGNAL"}, at(2026, 3, 5))
