"""Conversations at the screen: planned, explained, held, corrected; what the desk asks and the case page says."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from config.clock import start_of
from intake import conversation, conversation_plan, handover
from intake.models import Conversation
from overview import case_file, desk, links, snapshot, talks, tasks
from partners import involvement
from policy.dates import term_last_day
from residence import guardianship
from tests.overview.conftest import text, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast, at):
    """Plan on 3 March a talk at noon on 5 March."""
    by = {"ACQUAINTANCE": cast.intake, "IDENTIFICATION": cast.avim, "REGISTRATION": cast.ind, "EXTRA": cast.avim}

    def plan(case, step="IDENTIFICATION", **more):
        known = {"step": step, "planned_at": at(2026, 3, 5), "by": by[step], "at": at(2026, 3, 3)}
        return conversation_plan.plan(case=case, **known | more)

    return plan


def todos(actor, moment) -> dict[str, tasks.Todo]:
    return {todo.task.code: todo for todo in tasks.open_tasks(snapshot.load(actor, moment), actor.role, moment)}


def form_url(row: Conversation, act: str) -> str:
    return reverse("admin:nested_act", args=[row.case_id, f"conversations-{act}", row.pk])


class TestDesk:
    @pytest.mark.requirement("S004-28", "S004-31")
    def test_a_planned_talk_is_asked_for_by_its_time_with_the_form_that_records_it(self, open_case, planned, cast, at):
        row = planned(open_case())
        todo = todos(cast.avim, at(2026, 3, 4))["HOLD_IDENTIFICATION"]
        assert (todo.due, todo.about, todo.act) == (at(2026, 3, 5), row.pk, "conversations-holdings")
        assert desk.item(todo, at(2026, 3, 4), {}).url == form_url(row, "holdings")
        assert links.when(todo.due, at(2026, 3, 5, 13)).tone == "late"

    @pytest.mark.requirement("S004-28")
    def test_an_extra_talk_that_was_planned_is_asked_of_whoever_planned_it(self, open_case, planned, cast, at):
        row = planned(open_case(), "EXTRA")
        assert todos(cast.avim, at(2026, 3, 4))["HOLD_PLANNED"].about == row.pk
        assert "HOLD_PLANNED" not in todos(cast.ind, at(2026, 3, 4))

    @pytest.mark.requirement("S004-77")
    def test_nidos_is_asked_to_explain_what_was_planned(self, open_case, planned, cast, people, at):
        case = open_case()
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
        row = planned(case)
        for actor in (cast.guardian, cast.intake):
            todo = todos(actor, at(2026, 3, 4))["EXPLAIN_PURPOSE"]
            assert (todo.due, todo.about) == (at(2026, 3, 5), row.pk)
        conversation_plan.explain(conversation=row, by=cast.guardian, at=at(2026, 3, 4))
        assert "EXPLAIN_PURPOSE" not in todos(cast.guardian, at(2026, 3, 4, 13))

    @pytest.mark.requirement("S004-34")
    def test_an_interpreter_must_be_confirmed_by_the_day_before(self, open_case, planned, cast, at):
        row = planned(open_case(), interpreter_booking="ASKED")
        assert "CONFIRM_INTERPRETER" not in todos(cast.avim, at(2026, 3, 3, 13))
        todo = todos(cast.avim, at(2026, 3, 4))["CONFIRM_INTERPRETER"]
        assert (todo.due, todo.about) == (date(2026, 3, 4), row.pk)
        assert "CONFIRM_INTERPRETER" not in todos(cast.intake, at(2026, 3, 4))
        conversation_plan.move(conversation=row, interpreter_booking="CONFIRMED", by=cast.avim, at=at(2026, 3, 4))
        assert "CONFIRM_INTERPRETER" not in todos(cast.avim, at(2026, 3, 4, 13))

    @pytest.mark.requirement("EC-64")
    def test_a_talk_alone_is_asked_of_whoever_knows_of_the_company_until_one_is_planned(
        self, open_case, planned, cast, at
    ):
        case = open_case()
        conversation.record(case=case, step="IDENTIFICATION", held_on=date(2026, 3, 3), others_present=["oom"],
                            by=cast.avim, at=at(2026, 3, 3))  # fmt: skip
        for actor in (cast.avim, cast.intake):
            assert todos(actor, at(2026, 3, 4))["HOLD_ALONE"].hint == "step=EXTRA"
        assert "HOLD_ALONE" not in todos(cast.ind, at(2026, 3, 4))
        planned(case, "EXTRA")
        assert "HOLD_ALONE" not in todos(cast.avim, at(2026, 3, 4))


class TestCasePage:
    @pytest.mark.requirement("S004-34")
    def test_the_strip_says_when_and_whether_the_interpreter_is_there(self, open_case, planned, cast, at):
        case = open_case()
        planned(case, interpreter_booking="CONFIRMED")
        notes = {}
        for name in ("avim", "ind"):
            standing = involvement.standing(getattr(cast, name), case.pk, at(2026, 3, 4))
            notes[name] = talks.strip(case_file.load(standing, at(2026, 3, 4)))[1][2]
        assert re.fullmatch(r"gepland 5 mrt\.? ?(2026 )?12:00, tolk bevestigd", notes["avim"])
        assert re.fullmatch(r"gepland 5 mrt\.? ?(2026 )?12:00", notes["ind"])

    @pytest.mark.requirement("S004-109")
    def test_the_strip_counts_the_talks_and_how_often_the_story_was_told(self, open_case, planned, cast, at):
        case = open_case()
        standing = involvement.standing(cast.avim, case.pk, at(2026, 3, 4))
        said = {"case": case, "held_on": date(2026, 3, 3), "at": at(2026, 3, 3)}

        def counted():
            label, _state, note = talks.strip(case_file.load(standing, at(2026, 3, 4)))[-1]
            return note if label == "Alle gesprekken" else ""

        planned(case)
        assert counted() == ""
        conversation.record(step="ACQUAINTANCE", by=cast.intake, **said)
        assert counted() == "1 gehouden"
        conversation.record(step="REGISTRATION", retells_story=True, by=cast.ind, **said)
        assert counted() == "2 gehouden, verhaal één keer verteld"

    @pytest.mark.requirement("EC-64")
    def test_a_child_that_could_not_speak_freely_is_visible(self, at_screen, open_case, cast, at):
        case = open_case()
        held = {"case": case, "held_on": date(2026, 3, 3), "by": cast.intake, "at": at(2026, 3, 3)}
        conversation.record(step="ACQUAINTANCE", others_present=["oom"], **held)
        assert "niet vrij gesproken, ‘oom’ was erbij" in text(at_screen("intake").get(url(case)))
        assert "was erbij" not in text(at_screen("ind").get(url(case)))
        conversation.record(step="EXTRA", **held)
        assert "was erbij" not in text(at_screen("intake").get(url(case)))

    def test_planned_talks_stand_in_the_timeline_as_coming(self, at_screen, open_case, cast):
        case, now = open_case(), timezone.now()
        ahead = start_of(term_last_day(timezone.localdate(now), days=1))
        conversation_plan.plan(case=case, step="EXTRA", planned_at=ahead, by=cast.avim, at=now)
        page = text(at_screen("avim").get(url(case)))
        coming, _title, happened = page.partition("Wat nog komt</h3>")[2].partition("Wat er gebeurde</h3>")
        assert "Extra gesprek, gepland" in coming
        assert "Extra gesprek, gepland" not in happened.partition("</ol>")[0]
        assert "Uitkomst" not in page

    def test_each_row_has_the_buttons_that_fit_how_far_it_is(self, at_screen, open_case, planned, cast, at):
        case = open_case()
        row = planned(case)
        skipped = conversation.record(case=case, step="ACQUAINTANCE", skip_reason="Geen tolk.", by=cast.intake,
                                      at=at(2026, 3, 3))  # fmt: skip
        avim, intake = text(at_screen("avim").get(url(case))), text(at_screen("intake").get(url(case)))
        for act in ("holdings", "moves", "interruptions", "explanations"):
            assert form_url(row, act) in avim, act
        assert form_url(row, "skips") not in avim
        assert form_url(row, "explanations") in intake
        assert form_url(row, "holdings") not in intake
        for act in ("reopenings", "corrections"):
            assert form_url(skipped, act) in intake, act

    @pytest.mark.requirement("S004-30")
    def test_the_newest_handover_note_stands_on_top_of_the_guardians_page(
        self, at_screen, open_case, cast, people, at
    ):
        case = open_case()
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
        for day, note in ((3, "Slaapt met het licht aan."), (4, "Wil naar school.")):
            handover.write(case=case, note=note, by=cast.intake, at=at(2026, 3, day))
        page = text(at_screen("guardian").get(url(case)))
        top = page[page.index('id="handover"') : page.index('class="steps"')]
        assert "Wil naar school." in top
        assert "licht aan" not in top
        assert "licht aan" in page
        assert "Wil naar school." not in text(at_screen("avim").get(url(case)))


class TestForms:
    @pytest.mark.requirement("S004-106")
    def test_who_plans_a_retelling_sees_first_where_the_story_was_told(self, at_screen, open_case, cast, at):
        case = open_case()
        address = reverse("admin:act", args=[case.pk, "conversation-plans"])
        assert 'id="earlier"' not in text(at_screen("ind").get(address))
        told = conversation.record(case=case, step="IDENTIFICATION", held_on=date(2026, 3, 3), retells_story=True,
                                   note="Vertelde over de boot.", by=cast.avim, at=at(2026, 3, 3))  # fmt: skip
        for who, note in (("ind", False), ("avim", True)):
            page = text(at_screen(who).get(address))
            shown = page[page.index('id="earlier"') : page.index('class="ask card"')]
            assert "Identificatie" in shown
            assert ("boot" in shown) == note
            assert Entry.objects.filter(kind=Kind.READ, record=told.pk).latest("id").case == case.pk

    def test_a_plan_is_made_and_moved_at_the_screen(self, at_screen, open_case):
        case, browser = open_case(), at_screen("avim")
        ahead = term_last_day(timezone.localdate(), days=3)
        said = {"step": "IDENTIFICATION", "planned_at": f"{ahead}T10:00", "language": "ti",
                "interpreter_booking": "ASKED", "conductor": "R. Zandstra"}  # fmt: skip
        address = reverse("admin:act", args=[case.pk, "conversation-plans"])
        assert browser.post(address, said).status_code == 302
        row = Conversation.objects.get()
        form = text(browser.get(form_url(row, "moves")))
        assert f'value="{ahead}T10:00"' in form
        assert 'value="R. Zandstra"' in form
        moved = said | {"planned_at": f"{ahead}T11:30", "conductor": ""}
        assert browser.post(form_url(row, "moves"), moved).status_code == 302
        row.refresh_from_db()
        assert (timezone.localtime(row.planned_at).strftime("%H:%M"), row.conductor) == ("11:30", "")

    @pytest.mark.requirement("S004-77")
    def test_holding_starts_from_the_plan_and_refuses_what_was_not_explained(self, at_screen, open_case, planned):
        row = planned(open_case(), interpreter_booking="CONFIRMED", conductor="R. Zandstra")
        browser = at_screen("avim")
        form = text(browser.get(form_url(row, "holdings")))
        assert 'value="2026-03-05"' in form
        assert re.search(r'name="interpreter"[^>]*checked', form)
        said = {"held_on": "2026-03-05", "language": "ti", "interpreter": "on", "conductor": "R. Zandstra",
                "outcome": "NO_SIGNAL", "others_present": "", "note": ""}  # fmt: skip
        refusal = browser.post(form_url(row, "holdings"), said)
        assert (refusal.status_code, "S004-77" in text(refusal)) == (409, True)
        assert browser.post(form_url(row, "holdings"), said | {"purpose_explained": "on"}).status_code == 302

    @pytest.mark.requirement("S004-28")
    def test_a_correction_holds_what_stands_and_what_is_emptied_is_emptied(self, at_screen, open_case, cast):
        case, today = open_case(), timezone.localdate()
        row = conversation.record(
            case=case, step="IDENTIFICATION", held_on=today, others_present=["oom", "tante"], language="ti",
            note="Zwijgt.", retells_story=True, by=cast.avim, at=timezone.now(),
        )  # fmt: skip
        browser = at_screen("avim")
        form = text(browser.get(form_url(row, "corrections")))
        assert re.search(r">\s*oom\s+tante</textarea>", form)
        assert re.search(r">\s*Zwijgt\.</textarea>", form)
        assert 'name="correction_reason"' not in form
        said = {"step": "IDENTIFICATION", "held_on": str(today), "outcome": "SIGNAL", "others_present": "",
                "language": "", "note": ""}  # fmt: skip
        assert browser.post(form_url(row, "corrections"), said).status_code == 302
        row.refresh_from_db()
        assert (row.outcome, row.others_present, row.language, str(row.note)) == ("SIGNAL", [], "", "")
        assert (row.retells_story, row.version) == (False, 2)

    def test_after_the_hour_the_reason_is_asked(self, at_screen, open_case, cast, at):
        row = conversation.record(case=open_case(), step="IDENTIFICATION", held_on=date(2026, 3, 3), by=cast.avim,
                                  at=at(2026, 3, 3))  # fmt: skip
        browser = at_screen("avim")
        assert 'name="correction_reason"' in text(browser.get(form_url(row, "corrections")))
        said = {"step": "IDENTIFICATION", "held_on": "2026-03-03", "outcome": "SIGNAL"}
        assert browser.post(form_url(row, "corrections"), said).status_code == 409
        late = said | {"correction_reason": "Verkeerde regel aangeklikt."}
        assert browser.post(form_url(row, "corrections"), late).status_code == 302
