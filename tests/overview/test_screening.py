"""Screening on the screen: the questions of the day under the caveat, two things side by side, and who is asked."""

import re
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry
from intake import conversation, family, screening
from intake.models import Screening, Signal
from intake.screening_form import ScreeningForm
from overview import snapshot, tasks
from partners.actors import of_person
from policy import instruments
from policy.indicators import CAVEAT
from residence import guardianship
from tests.overview.conftest import text, url
from tests.screenings import calm, screen

__all__ = ["screen"]
pytestmark = pytest.mark.django_db
OCTOBER = (2026, 10, 5)
CODES = {"SCREEN_CHILD", "SCREEN_SIBLING", "SCREEN_DEBT", "USE_INDICATOR_LIST"}


def form_url(case):
    return reverse("admin:act", args=[case.pk, "screenings"])


def filled(answers, *, seen, **said):
    """What a browser sends; `seen` is the version that stood on the page."""
    known = {"step": "LATER", "reported_concern": "NONE", "asked_version": seen}
    return known | {f"answers-{code}": answer for code, answer in answers.items()} | said


def section(page: str) -> str:
    return re.search(r'<section class="card" aria-labelledby="screenings">.*?</section>', page, re.DOTALL).group()


@pytest.fixture
def now(settings, monkeypatch, at):
    """The screen on 5 October 2026, four days after the questions of Nidos changed."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: at(*OCTOBER))
    return at(*OCTOBER)


@pytest.fixture
def arrived(open_case, at):
    """A child that arrived on 28 September 2026."""
    return open_case(on=at(2026, 9, 28))


class TestForm:
    @pytest.mark.requirement("S004-91", "S004-94", "B-43")
    def test_the_caveat_stands_above_the_questions_with_where_to_read_more(self, now, arrived, at_screen):
        page = text(at_screen("intake").get(form_url(arrived)))
        assert page.index(CAVEAT.nl) < page.index("Wie regelde de reis?")
        assert 'href="https://www.wegwijzermensenhandel.nl/"' in page
        assert "Vragenlijst van Nidos, versie 2" in page

    @pytest.mark.requirement("S004-90", "S004-91")
    def test_it_is_recorded_with_what_was_answered_and_that_the_caveat_was_shown(self, now, arrived, at_screen):
        sent = filled(calm(number=2, TRAVEL_DEBT="YES", DEBT_AMOUNT="veel"), seen=2, screened_on="2026-10-05")
        assert at_screen("intake").post(form_url(arrived), sent).status_code == 302
        row = Screening.objects.get()
        assert (row.instrument_version, row.indicators, row.caveat_shown_at) == (2, ["TRAVEL_DEBT"], now)

    @pytest.mark.requirement("S004-90", "D-11")
    def test_for_a_day_before_the_change_it_asks_the_questions_of_then_and_takes_no_answers_to_others(
        self, now, arrived, at_screen
    ):
        sent = filled(calm(number=2), seen=2, screened_on="2026-09-30")
        answer = at_screen("intake").post(form_url(arrived), sent)
        assert (answer.status_code, Screening.objects.exists()) == (400, False)
        assert "Op die dag golden deze vragen" in text(answer)
        assert "Vragenlijst van Nidos, versie 1" in text(answer)
        assert "Wie regelde de reis?" not in text(answer)
        assert 'name="asked_version" value="1"' in text(answer)
        again = filled(calm(number=1), seen=1, screened_on="2026-09-30")
        assert at_screen("intake").post(form_url(arrived), again).status_code == 302
        assert Screening.objects.get().instrument_version == 1

    def test_what_is_not_answered_is_marked_and_what_was_stays(self, now, arrived, at_screen):
        answers = calm(number=2, TRAVEL_DEBT="YES")
        del answers["PARENTS"]
        answer = at_screen("intake").post(form_url(arrived), filled(answers, seen=2, screened_on="2026-10-05"))
        assert (answer.status_code, Screening.objects.exists()) == (400, False)
        assert text(answer).count('<p class="error">') == 1
        assert re.search(r'name="answers-TRAVEL_DEBT" value="YES"[^>]*checked', text(answer))

    @pytest.mark.parametrize("day", ["", "gisteren", "1999-01-01", "2030-01-01"])
    def test_a_day_that_cannot_be_is_refused_and_never_a_traceback(self, now, arrived, at_screen, day):
        sent = filled(calm(number=2), seen=2, screened_on=day)
        assert at_screen("intake").post(form_url(arrived), sent).status_code in {400, 409}
        assert not Screening.objects.exists()

    @pytest.mark.requirement("S004-94")
    def test_ind_gets_its_list_where_what_nobody_looked_at_begins_as_not_known(self, now, arrived, at_screen):
        page = text(at_screen("ind").get(form_url(arrived)))
        assert len(re.findall(r'name="answers-\w+" value="UNKNOWN"[^>]*checked', page)) == 30
        assert "(niet verplicht)" not in page.partition("Wat u er zelf van vindt")[0]

    def test_each_organisation_is_offered_its_own_conversations(self, arrived, cast, at):
        offered = {
            name: {code for code, _label in form.fields["step"].choices if code}
            for name in ("intake", "avim")
            if (form := ScreeningForm(screening.RECORD, parent=arrived, actor=getattr(cast, name), at=at(*OCTOBER)))
        }
        assert offered == {
            "intake": {"ACQUAINTANCE", "FOLLOW_UP", "EXTRA", "LATER"}, "avim": {"IDENTIFICATION", "EXTRA", "LATER"},
        }  # fmt: skip

    @pytest.mark.requirement("S004-90")
    def test_a_correction_asks_what_was_asked_then_and_holds_what_stands(self, now, arrived, screen, at_screen, at):
        row = screen(arrived, on=at(2026, 9, 30), answers=calm(TRAVEL_DEBT="YES"))
        address = reverse("admin:nested_act", args=[arrived.pk, "screenings-corrections", row.pk])
        assert address in text(at_screen("intake").get(url(arrived)))
        page = text(at_screen("intake").get(address))
        assert "Vragenlijst van Nidos, versie 1" in page
        assert re.search(r'name="answers-TRAVEL_DEBT" value="YES"[^>]*checked', page)
        sent = filled(calm(), seen=1, screened_on="2026-09-30", correction_reason="Verkeerd aangeklikt.")
        assert at_screen("intake").post(address, sent).status_code == 302
        row.refresh_from_db()
        assert (row.version, row.instrument_version, row.indicators) == (2, 1, [])


class TestSection:
    @pytest.mark.requirement("S004-91", "D-9", "INV-20")
    def test_impression_and_answers_stand_side_by_side_and_where_they_differ_it_says_so(
        self, open_case, screen, at_screen
    ):
        case = open_case()
        screen(case, answers=calm(TRAVEL_DEBT="YES"))
        part = section(text(at_screen("intake").get(url(case))))
        assert "De antwoorden wijzen op: heeft een schuld voor de reis; eigen indruk: geen zorg." in part
        assert "geen van beide beslist" in part
        assert CAVEAT.nl in part
        assert "Signaal melden" not in part
        assert "chip" not in part

    def test_where_they_agree_nothing_is_said_of_it(self, open_case, screen, at_screen):
        case = open_case()
        screen(case)
        assert "geen van beide beslist" not in section(text(at_screen("intake").get(url(case))))

    @pytest.mark.requirement("S004-90")
    def test_answers_are_read_in_the_words_of_their_version_here_and_in_the_history(
        self, open_case, screen, at_screen, at
    ):
        case = open_case()
        row = screen(case, answers=calm(OBSERVED="Keek weg."))
        screen(case, on=at(*OCTOBER), answers=calm(number=2))
        part = section(text(at_screen("intake").get(url(case))))
        for said in ("Heeft het kind schulden?", "Moet het kind of zijn familie nog betalen", "versie 1", "versie 2",
                     "Keek weg."):  # fmt: skip
            assert said in part
        history = text(at_screen("intake").get(reverse("admin:intake_screening_history", args=[row.pk])))
        assert "Heeft het kind schulden? nee" in history
        assert "&quot;answers&quot;" not in history

    @pytest.mark.requirement("INV-20")
    def test_other_organisations_see_that_it_took_place_and_no_more(self, open_case, screen, at_screen):
        case = open_case()
        screen(case, answers=calm(TRAVEL_DEBT="YES"), reported_concern="SERIOUS", remarks="Zij beefde.")
        for name in ("avim", "ind"):
            page = text(at_screen(name).get(url(case)))
            assert "3 maart 2026" in section(page)
            assert CAVEAT.nl in section(page)
            for hidden in ("Eigen indruk", "schuld voor de reis", "zorg", "Zij beefde.", "De antwoorden"):
                assert hidden not in section(page).replace(CAVEAT.nl, "")
        assert "screenings" not in text(at_screen("mentor").get(url(case)))

    @pytest.mark.requirement("INV-20", "S004-92")
    def test_a_concern_is_followed_by_the_advice_to_raise_a_signal_and_by_nothing_else(
        self, open_case, screen, at_screen, raise_signal, at
    ):
        case = open_case()
        screen(case, reported_concern="SOME", step="ACQUAINTANCE")
        link = f"{reverse('admin:act', args=[case.pk, 'signals'])}?source_step=ACQUAINTANCE"
        assert link in section(text(at_screen("intake").get(url(case))))
        assert not Signal.objects.exists()
        raise_signal(case, on=at(2026, 3, 3, 15))
        assert link not in section(text(at_screen("intake").get(url(case))))

    def test_it_stands_in_no_list(self, open_case, screen, at_screen):
        screen(open_case(), reported_concern="SERIOUS")
        page = text(at_screen("intake").get(reverse("admin:intake_case_changelist")))
        assert "zorg" not in page
        assert "creening" not in page

    def test_who_looked_is_written_down(self, open_case, screen, at_screen):
        case = open_case()
        screen(case)
        at_screen("intake").get(url(case))
        assert "SCREENING" in Entry.objects.filter(kind="READ", case=case.pk).latest("id").data_classes

    def test_a_page_with_four_screenings_asks_as_many_questions_as_with_one(
        self, open_case, screen, at_screen, django_assert_num_queries, django_assert_max_num_queries
    ):
        _alike, few, many = open_case(), open_case(), open_case()
        for case, number in ((few, 1), (many, 4)):
            for _each in range(number):
                screen(case, remarks="Moe.", reported_concern="SOME")
        browser = at_screen("intake")
        browser.get(url(few))
        with django_assert_max_num_queries(47) as asked_for:
            browser.get(url(few))
        with django_assert_num_queries(len(asked_for)):
            browser.get(url(many))


class TestWork:
    @pytest.fixture
    def asked(self, people):
        def codes(case, role, moment):
            todos = tasks.open_tasks(snapshot.load(of_person(people[role]), moment), role, moment)
            return {todo.task.code: todo for todo in todos if todo.facts.case == case.pk and todo.task.code in CODES}

        return codes

    @pytest.mark.requirement("S002-08", "S004-90")
    def test_every_child_is_on_the_worklist_until_nidos_screened_it(self, open_case, screen, cast, asked, at):
        case = open_case()
        todo = asked(case, "nidos.intake", at(2026, 3, 2, 13))["SCREEN_CHILD"]
        assert todo.due == date(2026, 3, 9)
        screen(case, answers={"INJURIES": "NO"}, by=cast.ind)
        assert "SCREEN_CHILD" in asked(case, "nidos.intake", at(2026, 3, 4))
        screen(case)
        assert asked(case, "nidos.intake", at(2026, 3, 4)) == {}

    @pytest.mark.requirement("S000-55")
    def test_a_girl_who_came_with_her_husband_is_screened_like_every_child(self, open_case, screen, cast, asked, at):
        case = open_case()
        said = {"kind": "PARTNER", "name": "Filmon", "birth_date": date(1999, 1, 1), "married": True}
        family.record(case=case, **said, by=cast.intake, at=at(2026, 3, 2, 13))
        assert "SCREEN_CHILD" in asked(case, "nidos.intake", at(2026, 3, 3))
        screen(case)
        assert asked(case, "nidos.intake", at(2026, 3, 4)) == {}

    @pytest.mark.requirement("S002-08")
    def test_the_guardian_is_asked_once_the_intake_is_over_and_may_do_it(
        self, open_case, screen, cast, people, asked, at, talk
    ):
        case = open_case()
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
        assert asked(case, "nidos.guardian", at(2026, 3, 2, 14)) == {}
        finish_intake(case, cast, at)
        assert set(asked(case, "nidos.guardian", at(2026, 3, 4))) == {"SCREEN_CHILD"}
        screen(case, by=cast.guardian, on=at(2026, 3, 4))
        assert asked(case, "nidos.guardian", at(2026, 3, 4, 13)) == {}

    @pytest.mark.requirement("EC-51", "S001-28")
    def test_a_signal_of_a_debt_alone_asks_for_another_screening_and_one_of_more_does_not(
        self, open_case, screen, asked, raise_signal, at
    ):
        case = open_case()
        screen(case)
        raise_signal(case, kinds=["SMUGGLING_DEBT", "TRAFFICKING"], on=at(2026, 3, 4))
        assert asked(case, "nidos.intake", at(2026, 3, 4, 13)) == {}
        raise_signal(case, kinds=["SMUGGLING_DEBT"], on=at(2026, 3, 4))
        assert set(asked(case, "nidos.intake", at(2026, 3, 4, 13))) == {"SCREEN_DEBT"}
        screen(case, on=at(2026, 3, 4, 14))
        assert asked(case, "nidos.intake", at(2026, 3, 4, 15)) == {}

    @pytest.mark.requirement("EC-43", "AL-33")
    def test_a_signal_about_a_sibling_asks_for_another_screening_of_this_child(
        self, open_case, screen, cast, asked, raise_signal, at
    ):
        one, other = open_case(), open_case(given_names="Idris")
        row = family.record(case=one, kind="SIBLING", other_case=other, by=cast.intake, at=at(2026, 3, 3))
        screen(one)
        raise_signal(other, on=at(2026, 3, 4))
        assert set(asked(one, "nidos.intake", at(2026, 3, 4, 13))) == {"SCREEN_SIBLING"}
        assert set(asked(other, "nidos.intake", at(2026, 3, 4, 13))) == {"SCREEN_CHILD"}
        screen(one, on=at(2026, 3, 4, 14))
        assert asked(one, "nidos.intake", at(2026, 3, 4, 15)) == {}
        raise_signal(one, on=at(2026, 3, 4, 15))
        assert set(asked(other, "nidos.intake", at(2026, 3, 4, 16))) == {"SCREEN_SIBLING"}
        family.end(relation=row, end_reason="Een buurvrouw.", by=cast.intake, at=at(2026, 3, 5))
        assert set(asked(other, "nidos.intake", at(2026, 3, 5, 13))) == {"SCREEN_CHILD"}

    @pytest.mark.requirement("S004-94")
    def test_ind_is_asked_for_its_list_after_its_talk(self, open_case, screen, cast, asked, at, talk):
        case = open_case()
        assert asked(case, "ind.officer", at(2026, 3, 2, 13)) == {}
        talk(case, at(2026, 3, 2, 14))
        todo = asked(case, "ind.officer", at(2026, 3, 3))["USE_INDICATOR_LIST"]
        assert todo.hint == "step=REGISTRATION"
        screen(case)
        assert "USE_INDICATOR_LIST" in asked(case, "ind.officer", at(2026, 3, 3, 13))
        screen(case, answers={"INJURIES": "NO"}, by=cast.ind, step="REGISTRATION")
        assert asked(case, "ind.officer", at(2026, 3, 3, 13)) == {}

    @pytest.mark.requirement("S002-08")
    def test_the_case_page_offers_what_the_desk_asks(self, open_case, at_screen):
        case = open_case()
        page = text(at_screen("intake").get(url(case)))
        assert f'<a class="btn" href="{form_url(case)}">Het kind screenen</a>' in page
        assert "Dit kind is nog niet gescreend." in section(page)

    @pytest.mark.requirement("INV-20")
    def test_no_other_task_opens_or_closes_by_a_screening(self, open_case, screen, people, at, raise_signal):
        case = open_case()
        raise_signal(case, kinds=["TRAFFICKING"])

        def others(role):
            todos = tasks.open_tasks(snapshot.load(of_person(people[role]), at(2026, 3, 4)), role, at(2026, 3, 4))
            return [todo.task.code for todo in todos if todo.task.code not in CODES]

        before = {role: others(role) for role in ("nidos.intake", "avim.officer", "ind.officer", "coa.placement")}
        screen(case, answers=calm(TRAVEL_DEBT="YES", WORKED="YES", INJURIES="YES"), reported_concern="SERIOUS")
        assert {role: others(role) for role in before} == before


def finish_intake(case, cast, at):
    said = {"case": case, "held_on": date(2026, 3, 3), "at": at(2026, 3, 3)}
    explained = {"explained_nidos_task": True, "explained_procedure": True}
    conversation.record(step="ACQUAINTANCE", by=cast.intake, **said)
    conversation.record(step="IDENTIFICATION", by=cast.avim, **said)
    conversation.record(step="REGISTRATION", by=cast.ind, **said)
    conversation.record(step="FOLLOW_UP", by=cast.intake, **said, **explained)


def test_every_instrument_makes_a_form(open_case, cast, at):
    case = open_case()
    for name, moment in (("intake", at(2026, 3, 3)), ("intake", at(*OCTOBER)), ("ind", at(*OCTOBER))):
        form = ScreeningForm(screening.RECORD, parent=case, actor=getattr(cast, name), at=moment)
        asked = instruments.instrument(instruments.name_for(getattr(cast, name).kind), moment.date())
        shown = [
            field.name for title, fields in form.blocks() for field in fields if field.name.startswith("answers-")
        ]
        assert shown == [f"answers-{question.code}" for question in asked.questions]
