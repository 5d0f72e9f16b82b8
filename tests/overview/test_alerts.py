"""Alerts: answered with a reason, rising when they last, told once; on the desk, on the case page, in the API."""

from datetime import date, datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake import conversation
from intake.models import Case
from overview import alert_answer, alert_notices, alerts, desk, snapshot
from overview.alerts import OpenAlert
from partners import involving, webhook
from partners.actors import Actor
from partners.models import AlertAnswer, Notice, Organisation, OutboxMessage
from residence import guardianship
from tests.houses import refusal
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db
NAMES = ("Ardit", "Bintou", "Chima", "Dung", "Emeka", "Farzana", "Gul", "Huong", "Idris")


def waiting(actor: Actor, moment: datetime) -> dict[str, OpenAlert]:
    return {each.alert.code: each for each in alerts.waiting(snapshot.load(actor, moment), actor.role, moment)}


@pytest.fixture
def skipped(open_case, cast, at) -> Case:
    """A child whose first talk was skipped on 3 March: a low alert for the supervisor."""
    case = open_case()
    conversation.record(case=case, step="ACQUAINTANCE", skip_reason="Midden in de nacht.", by=cast.intake,
                        at=at(2026, 3, 3))  # fmt: skip
    return case


@pytest.fixture
def uninformed(open_case, cast, at, people, indicate) -> Case:
    """An indication of 3 March, noon, of which COA was not informed: critical from noon on the 4th on."""
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    indicate(case, informed=False)
    return case


@pytest.fixture
def unseen(open_case, raise_signal) -> Case:
    """A signal of AVIM of 2 March, 15:00, that nobody acknowledged: high from 15:00 on the 3rd on."""
    case = open_case()
    raise_signal(case)
    return case


class TestRising:
    @pytest.mark.requirement("AL-04", "S004-36")
    def test_a_critical_alert_rises_to_the_supervisor_after_four_hours(self, uninformed, cast, at):
        assert "AL-04" not in waiting(cast.supervisor, at(2026, 3, 4, 15))
        risen = waiting(cast.supervisor, at(2026, 3, 4, 16))["AL-04"]
        assert (risen.risen, risen.act) == (True, "")

    @pytest.mark.requirement("AL-03", "T-08", "S004-35")
    def test_a_signal_that_stays_unseen_rises_to_the_supervisors_of_sender_and_receiver(
        self, unseen, cast, at, people
    ):
        from partners.actors import of_person

        leads = [of_person(people[role]) for role in ("avim.supervisor", "ind.supervisor", "nidos.supervisor")]
        assert all("AL-03" not in waiting(lead, at(2026, 3, 4, 14)) for lead in leads)
        assert all("AL-03" in waiting(lead, at(2026, 3, 4, 15)) for lead in leads)

    @pytest.mark.requirement("AL-04")
    def test_that_somebody_puts_it_off_hides_nothing_from_whom_it_rises_to(self, uninformed, cast, at):
        [mine] = waiting(cast.guardian, at(2026, 3, 4, 13)).values()
        alert_answer.answer(alert=mine, answer="SNOOZED", until=date(2026, 3, 5), reason="Morgen.", by=cast.guardian,
                            at=at(2026, 3, 4, 13))  # fmt: skip
        assert waiting(cast.guardian, at(2026, 3, 4, 16)) == {}
        assert "AL-04" in waiting(cast.supervisor, at(2026, 3, 4, 16))


class TestAnswers:
    def answer(self, each: OpenAlert, by: Actor, moment: datetime, **said: Any) -> AlertAnswer:
        return alert_answer.answer(alert=each, by=by, at=moment, **{"reason": "Besproken."} | said)

    @pytest.mark.requirement("AL-02")
    def test_what_was_seen_leaves_the_list_of_the_role(self, skipped, cast, at):
        self.answer(waiting(cast.supervisor, at(2026, 3, 4))["AL-02"], cast.supervisor, at(2026, 3, 4))
        assert waiting(cast.supervisor, at(2026, 3, 9)) == {}

    def test_what_was_put_off_comes_back_on_its_day(self, skipped, cast, at):
        each = waiting(cast.supervisor, at(2026, 3, 4))["AL-02"]
        self.answer(each, cast.supervisor, at(2026, 3, 4), answer="SNOOZED", until=date(2026, 3, 6))
        assert waiting(cast.supervisor, at(2026, 3, 5)) == {}
        assert "AL-02" in waiting(cast.supervisor, at(2026, 3, 6, 0))

    def test_the_last_answer_counts(self, skipped, cast, at):
        each = waiting(cast.supervisor, at(2026, 3, 4))["AL-02"]
        self.answer(each, cast.supervisor, at(2026, 3, 4))
        self.answer(each, cast.supervisor, at(2026, 3, 4, 13), answer="SNOOZED", until=date(2026, 3, 6))
        assert "AL-02" in waiting(cast.supervisor, at(2026, 3, 6))

    def test_another_organisation_still_sees_it(self, unseen, cast, at):
        self.answer(waiting(cast.avim, at(2026, 3, 4))["AL-03"], cast.avim, at(2026, 3, 4))
        assert "AL-03" in waiting(cast.ind, at(2026, 3, 4))

    @pytest.mark.requirement("AL-04")
    def test_a_critical_alert_is_put_off_by_a_day_at_most_and_never_away(self, uninformed, cast, at):
        each = waiting(cast.guardian, at(2026, 3, 4, 13))["AL-04"]
        ask = lambda **said: lambda: self.answer(each, cast.guardian, at(2026, 3, 4, 13), **said)  # noqa: E731
        assert refusal(ask()) == ("critical-stays", "AL-04")
        assert refusal(ask(answer="SNOOZED", until=date(2026, 3, 6))) == ("day-too-far", "AL-04")
        assert ask(answer="SNOOZED", until=date(2026, 3, 5))().until == date(2026, 3, 5)

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"answer": "SNOOZED"}, "no-day"),
            ({"answer": "SNOOZED", "until": date(2026, 3, 4)}, "day-too-far"),
            ({"answer": "SNOOZED", "until": date(2026, 3, 19)}, "day-too-far"),
            ({"until": date(2026, 3, 5)}, "seen-has-no-day"),
            ({"reason": "  "}, "no-reason"),
        ],
    )
    def test_an_answer_that_says_too_little_or_too_much_is_refused(self, skipped, cast, at, said, code):
        each = waiting(cast.supervisor, at(2026, 3, 4))["AL-02"]
        assert refusal(lambda: self.answer(each, cast.supervisor, at(2026, 3, 4), **said)) == (code, "AL-02")
        assert not AlertAnswer.objects.exists()


class TestTelling:
    @pytest.mark.requirement("AL-03", "S004-35")
    def test_each_role_an_alert_is_for_is_told_once(self, unseen, at):
        assert alert_notices.tell_new(at(2026, 3, 3, 14)) == 0
        assert alert_notices.tell_new(at(2026, 3, 3, 16)) > 0
        assert alert_notices.tell_new(at(2026, 3, 3, 17)) == 0
        told = set(Notice.objects.filter(kind="ALERT", source="AL-03").values_list("to_role", flat=True))
        assert told == {"nidos.intake", "avim.officer", "ind.officer"}

    @pytest.mark.requirement("AL-04")
    def test_the_supervisor_is_told_when_it_rises(self, uninformed, at, cast):
        alert_notices.tell_new(at(2026, 3, 4, 13))
        mine = Notice.objects.filter(kind="ALERT", source="AL-04")
        assert set(mine.values_list("to_role", flat=True)) == {"nidos.guardian"}
        alert_notices.tell_new(at(2026, 3, 4, 17))
        assert set(mine.values_list("to_role", flat=True)) == {"nidos.guardian", "nidos.supervisor"}

    def test_an_answer_says_that_the_notice_was_seen(self, skipped, cast, at):
        alert_notices.tell_new(at(2026, 3, 4))
        each = waiting(cast.supervisor, at(2026, 3, 4))["AL-02"]
        alert_answer.answer(alert=each, reason="Gezien.", by=cast.supervisor, at=at(2026, 3, 5))
        assert Notice.objects.get(kind="ALERT").acknowledged_at == at(2026, 3, 5)

    def test_a_partner_hears_of_it_by_webhook(self, unseen, cast, at):
        ind = Organisation.objects.get(pk=cast.ind.organisation_id)
        webhook.point(organisation=ind, url="https://ind.example/hook", by=cast.administrator, at=at(2026, 3, 1))
        before = OutboxMessage.objects.count()
        alert_notices.tell_new(at(2026, 3, 3, 16))
        assert OutboxMessage.objects.count() == before + 1

    def test_whoever_is_no_longer_involved_is_not_told(self, skipped, at, cast):
        from partners.grounds import Ground

        involving.close(skipped.pk, ground=Ground.INTAKE, by=cast.intake, at=at(2026, 3, 3, 13))
        assert alert_notices.tell_new(at(2026, 3, 4)) == 0

    def test_the_command_says_how_many_it_told(self, skipped):
        said = StringIO()
        call_command("alerts", stdout=said)
        assert said.getvalue().split()[1] == "told"
        assert int(said.getvalue().split()[0]) == Notice.objects.filter(kind="ALERT").count() > 0

    def test_as_many_questions_for_ten_cases_as_for_one(
        self, open_case, at, django_assert_max_num_queries, django_assert_num_queries
    ):
        open_case()
        with django_assert_max_num_queries(152) as asked:
            alert_notices.tell_new(at(2026, 3, 2, 13))
        for year in range(2009, 2018):
            open_case(given_names=NAMES[year - 2009], family_name="", born=date(year, 5, 4))
        with django_assert_num_queries(len(asked)):
            assert alert_notices.tell_new(at(2026, 3, 2, 13)) == 0


class TestScreen:
    def form(self, each: OpenAlert) -> str:
        return reverse("admin:nested_act", args=[each.facts.case, "alerts-answers", each.id])

    @pytest.mark.requirement("AL-02", "S004-29")
    def test_the_desk_shows_it_with_its_source_and_takes_an_answer(self, at_screen, skipped, cast):
        each = waiting(cast.supervisor, timezone.now())["AL-02"]
        browser, index = at_screen("supervisor"), reverse("admin:index")
        page = text(browser.get(index))
        assert "Het kennismakingsgesprek is overgeslagen" in page
        assert self.form(each) in page
        assert reverse("admin:source", args=["S004-29"]) in page
        assert browser.get(self.form(each)).status_code == 200
        assert browser.post(self.form(each), {"answer": "ACKNOWLEDGED", "reason": "Was terecht."}).url == url(skipped)
        assert self.form(each) not in text(browser.get(index))
        assert "gelezen: Was terecht." in text(browser.get(url(skipped)))

    def test_a_refusal_keeps_what_was_typed(self, at_screen, skipped, cast):
        each = waiting(cast.supervisor, timezone.now())["AL-02"]
        answer = at_screen("supervisor").post(self.form(each), {"answer": "SNOOZED", "reason": "Later dan."})
        assert answer.status_code == 409
        assert "Later dan." in text(answer)
        assert not AlertAnswer.objects.exists()

    def test_an_alert_of_somebody_else_and_one_that_is_not_there_are_the_same(self, at_screen, skipped, cast):
        each = waiting(cast.supervisor, timezone.now())["AL-02"]
        nothing = reverse("admin:nested_act", args=[skipped.pk, "alerts-answers", uuid4()])
        browser = at_screen("intake")
        assert browser.get(self.form(each)).status_code == browser.get(nothing).status_code == 404

    def test_what_a_task_asks_already_is_no_second_line(self, uninformed, cast, at):
        found = desk.load(cast.guardian, at(2026, 3, 4, 14))
        assert [item.what for item in found.items] == ["Het COA inlichten over de indicatie"]
        risen = desk.load(cast.supervisor, at(2026, 3, 4, 17)).items[0]
        assert (risen.when.text, risen.when.tone, risen.button) == ("kritiek", "late", "Naar de zaak")
        assert "omdat het blijft openstaan" in risen.note

    def test_the_entry_names_what_the_alerts_on_the_desk_tell_of(self, skipped, cast, at):
        desk.load(cast.supervisor, at(2026, 3, 4))
        assert "CONVERSATION" in Entry.objects.filter(kind=Kind.LIST).latest("id").data_classes

    def test_alerts_are_no_news_as_well(self, skipped, cast, at):
        alert_notices.tell_new(at(2026, 3, 4))
        assert desk.load(cast.supervisor, at(2026, 3, 4)).news == []
