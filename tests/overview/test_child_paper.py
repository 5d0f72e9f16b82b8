"""The paper for the child: what it says in which language, what never stands on it, and who prints it."""

from datetime import date

import pytest
from django.urls import reverse

from audit import ledger
from audit.models import Entry, Kind
from intake import conversation, conversation_plan
from intake.models import Case
from overview import child_paper
from partners import involving
from partners.grounds import Ground
from policy.child_words import LANGUAGES
from residence import asylum, guardianship, hearing, lawyer
from shelter import absence
from tests.joining import approve, ask, two
from tests.overview.conftest import NOTE, TITLE, text, url

__all__ = ["two"]
pytestmark = pytest.mark.django_db


def address(case: Case) -> str:
    return reverse("admin:child_paper", args=[case.pk])


@pytest.fixture
def paper(cast):
    """The sentences of each part in the first language, on a day."""

    def written(case, on, language="nl", by=None):
        found = child_paper.print_in(child_paper.choose(by or cast.guardian, case.pk, on), language, on)
        return [[line.said[0].text for line in part.lines] for part in found.parts]

    return written


def test_in_the_rest_it_says_what_was_until_when_it_rests_and_when_it_tells_its_story(paper, known_child, cast, at):
    case = known_child()
    asylum.apply(case=case, applied_on=date(2026, 3, 4), by=cast.ind, at=at(2026, 3, 4))
    hearing.plan(case=case, type="FIRST", planned_on=date(2026, 7, 1), by=cast.ind, at=at(2026, 3, 10))
    happened, coming, _people, _call = paper(case, at(2026, 3, 10))
    assert happened == [
        "Op 2 maart 2026 heb je met de IND gepraat.",
        "Op 4 maart 2026 heb je in Nederland asiel gevraagd.",
    ]
    assert [line.partition("2026")[0] for line in coming] == [
        "Tot en met 25 maart ", "Op 1 juli ",
    ]  # fmt: skip


def test_later_the_rest_and_the_hearing_stand_under_what_was(paper, known_child, cast, at):
    case = known_child()
    row = hearing.plan(case=case, type="FIRST", planned_on=date(2026, 7, 1), by=cast.ind, at=at(2026, 3, 10))
    before = paper(case, at(2026, 6, 30))
    assert [line for line in before[0] if "uit te rusten" in line]
    assert before[1] == ["Op 1 juli 2026 vertel je je verhaal aan de IND."]
    row.held_on = date(2026, 7, 1)
    ledger.record(row, by=cast.ind, at=at(2026, 7, 1))
    after = paper(case, at(2026, 7, 2))
    assert after[0][-1] == "Op 1 juli 2026 heb je je verhaal verteld aan de IND."
    assert after[1] == ["Er is nog geen nieuwe datum. Je hoort het als die er is."]


def test_without_a_planned_hearing_it_says_from_which_day_on(paper, known_child, at):
    coming = paper(known_child(), at(2026, 3, 10))[1]
    assert [
        line for line in coming if line.startswith("Later vertel je je verhaal aan de IND. Dat is niet eerder dan")
    ]


def test_planned_talks_are_told_but_not_the_one_with_police_nor_an_extra_one(paper, open_case, people, cast, at):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    for step, by, day in (
        ("ACQUAINTANCE", cast.intake, 5),
        ("IDENTIFICATION", cast.avim, 6),
        ("EXTRA", cast.intake, 7),
    ):
        conversation_plan.plan(case=case, step=step, planned_at=at(2026, 3, day, 10), by=by, at=at(2026, 3, 2, 14))
    assert paper(case, at(2026, 3, 3))[1] == ["Op 5 maart 2026 praat je met Nidos."]


def test_who_helps_is_told_by_what_they_do(paper, known_child, people, cast, at):
    case = known_child()
    lawyer.assign(case=case, lawyer=people["lawyer.lawyer"], since=date(2026, 3, 5), by=cast.guardian,
                  at=at(2026, 3, 5))  # fmt: skip
    _happened, _coming, helpers, call = paper(case, at(2026, 3, 10))
    assert helpers[:2] == [
        "Je hebt een voogd van Nidos. Je voogd zorgt voor je.",
        "Je hebt een advocaat. De advocaat helpt je bij de IND.",
    ]
    assert call == ["Heb je een vraag, of ben je bang? Bel je voogd:", "Ben je in gevaar? Bel 112."]


def test_without_a_guardian_it_is_nidos_that_one_calls(paper, open_case, people, cast, at):
    case = open_case()
    involving.involve(case=case.pk, number=case.number, organisation=people["nidos.supervisor"].organisation,
                      ground=Ground.SIGNAL, by=cast.intake, at=at(2026, 3, 2, 13))  # fmt: skip
    helpers, call = paper(case, at(2026, 3, 3), by=cast.supervisor)[2:]
    assert helpers[0] == "Nidos zorgt voor je."
    assert call[0].endswith("Bel Nidos:")


def test_while_the_child_is_missing_nothing_that_was_planned_stands_on_it(paper, known_child, cast, at):
    case = known_child()
    hearing.plan(case=case, type="FIRST", planned_on=date(2026, 7, 1), by=cast.ind, at=at(2026, 3, 10))
    other = known_child(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
    absence.report(case=other, circumstances="Weg.", last_seen_at=at(2026, 3, 11, 8), by=cast.coa, at=at(2026, 3, 11))
    assert paper(case, at(2026, 3, 11, 13))[1] != ["Er is nog geen nieuwe datum. Je hoort het als die er is."]
    absence.report(case=case, circumstances="Niet terug van school.", last_seen_at=at(2026, 3, 12, 8),
                   by=cast.coa, at=at(2026, 3, 12))  # fmt: skip
    assert paper(case, at(2026, 3, 13))[1] == ["Er is nog geen nieuwe datum. Je hoort het als die er is."]


class TestLanguages:
    @pytest.fixture
    def page(self, at_screen, known_child):
        return lambda language: text(at_screen("guardian").post(address(known_child()), {"language": language}))

    @pytest.mark.parametrize("code", [code for code in LANGUAGES if code not in {"nl", "en"}])
    def test_a_translation_that_nobody_checked_says_so_in_both_languages(self, page, code):
        found, language = page(code), LANGUAGES[code]
        title = f'<h1 lang="{code}" dir="{language.direction}">'
        assert title in found
        assert language.texts["unchecked"].replace("'", "&#x27;") in found
        assert LANGUAGES["nl"].texts["unchecked"] in found
        assert found.index(title) < found.index('<h1 lang="nl" dir="ltr">')

    def test_arabic_runs_from_right_to_left_and_its_days_do_not(self, page):
        found = page("ar")
        assert '<p lang="ar" dir="rtl">في \u20662-3-2026\u2069 تحدثت مع IND.</p>' in found

    def test_who_may_count_in_another_calendar_reads_which_one_it_is(self, page):
        assert LANGUAGES["ti"].texts["calendar"] in page("ti")

    def test_dutch_stands_alone_and_needs_no_interpreter_to_check_it(self, page):
        found = page("nl")
        assert LANGUAGES["nl"].texts["unchecked"] not in found
        assert found.count("<h1 ") == 1

    def test_english_is_ready_and_has_the_dutch_beside_it(self, page):
        found = page("en")
        assert "not checked" not in found
        assert "There is no text in your language" not in found
        assert found.count("<h1 ") == 2

    def test_a_language_that_is_missing_comes_in_dutch_and_english_and_says_so(self, at_screen, known_child):
        case = known_child(languages=["am"])
        browser = at_screen("guardian")
        assert "Amhaars: nog geen tekst" in text(browser.get(address(case)))
        found = text(browser.post(address(case), {"language": "am"}))
        assert "Er is nog geen tekst in jouw taal." in found
        assert "There is no text in your language yet." in found

    def test_the_form_begins_with_what_the_child_speaks(self, at_screen, known_child):
        form = text(at_screen("guardian").get(address(known_child(languages=["am", "ti"]))))
        assert '<option value="ti" selected>Tigrinya: nog niet nagekeken door een tolk</option>' in form
        assert form.index('value="am"') < form.index('value="ti"') < form.index('value="nl"')

    @pytest.mark.parametrize("language", ["", "tlh", "de"])
    def test_any_other_language_is_refused(self, at_screen, known_child, language):
        assert at_screen("guardian").post(address(known_child()), {"language": language}).status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_it_tells_who_the_child_is_where_it_is_or_what_is_suspected(
    at_screen, known_child, people, cast, at, language
):
    case = known_child(v_number="1234567890")
    conversation.record(case=case, step="EXTRA", held_on=date(2026, 3, 9), by=cast.avim, at=at(2026, 3, 9))
    page = text(at_screen("guardian").post(address(case), {"language": language}))
    sheet = page.partition("<div class=")[2]
    house, provider = f"Huis {case.reference}", people["bo_provider.mentor"].organisation.name
    betraying = ["Semhar", "Tesfay", "1234567890", case.reference, house, provider, NOTE, "garage", "Een man wacht",
                 "AVIM", "P. nidos", "9 maart", "9-3-2026", "BO-"]  # fmt: skip
    assert [word for word in betraying if word in sheet] == []
    assert TITLE.search(page)[1] == "Papier voor het kind · Beschut"


@pytest.mark.requirement("INV-39", "B-27")
def test_it_stands_in_the_ledger_and_in_the_childs_own_log(at_screen, known_child, people):
    case = known_child()
    at_screen("guardian").get(address(case))
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()
    at_screen("guardian").post(address(case), {"language": "ti"})
    entry = Entry.objects.get(kind=Kind.EXPORT)
    assert (entry.case, entry.reason, entry.purpose) == (case.pk, "dossier child", "PROTECTION")
    assert (entry.person, "IDENTITY" in entry.data_classes) == (people["nidos.guardian"].pk, True)
    log = text(at_screen("guardian").get(reverse("admin:child_log", args=[case.pk])))
    assert "<td><bdi>jou</bdi></td>" in log


@pytest.mark.parametrize(("who", "status"), [
    ("guardian", 200), ("supervisor", 200), ("intake", 403), ("avim", 403), ("ind", 403), ("coa", 403),
    ("mentor", 403), ("dpo", 404), ("kmar", 404), ("analyst", 404),
])  # fmt: skip
def test_who_prints_for_others_prints_it_for_the_child(at_screen, known_child, who, status):
    case = known_child()
    assert at_screen(who).get(address(case)).status_code == status
    assert at_screen(who).post(address(case), {"language": "nl"}).status_code == status
    assert (address(case) in text(at_screen(who).get(url(case)))) is (status == 200)


def test_of_a_file_that_goes_on_in_another_there_is_none(at_screen, two, people, cast, at):
    _older, younger = two
    guardianship.request(case=younger, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 16))
    approve(ask(two, cast, at), cast, at)
    assert at_screen("guardian").post(address(younger), {"language": "nl"}).status_code == 409
