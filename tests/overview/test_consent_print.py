"""The printed form: whose it is, what is signed in which language, and who may print it."""

import re
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from audit.models import Entry, Kind
from intake import consent_form
from intake.document_code import code_of
from partners import involving
from partners.grounds import Ground
from policy.consent_forms import LANGUAGES, first_edition
from policy.form_labels import LABELS
from residence import guardianship
from tests.intake.consenting import ask
from tests.overview.conftest import text, url

__all__ = ["ask"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-14", "S001-15")]
MARK, HELPS = "concept", "om mee uit te leggen"


@pytest.fixture
def case(open_case, people, cast, at):
    opened = open_case()
    guardianship.request(case=opened, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    return opened


@pytest.fixture
def form(at_screen):
    """The page with the form, as somebody gets it."""

    def got(row, who="guardian"):
        return at_screen(who).get(reverse("admin:consent_form", args=[row.case_id, row.pk]))

    return got


def paragraph(language, direction, words):
    return f'<p lang="{language}" dir="{direction}">{words}</p>'


def test_the_form_says_whose_it_is_and_carries_its_code(form, ask, case):
    row = ask(case)
    page = text(form(row))
    assert page.count(code_of(row.pk)) == 2
    for fact in ("Semhar Tesfay", "8 februari 2011", case.reference):
        assert f"<bdi>{fact}</bdi>" in page
    assert "<title>Formulier · Beschut</title>" in page
    assert "uitgave 1 in het Engels" in page


def test_what_is_signed_stands_beside_the_dutch_and_the_concept_only_helps(form, ask, case):
    page = text(form(ask(case)))
    dutch, english, tigrinya = (first_edition("COMENSHA_REGISTRATION", code).text for code in ("nl", "en", "ti"))
    assert paragraph("nl", "ltr", dutch) in page
    assert paragraph("en", "ltr", english) in page
    before, _mark, after = page.partition(HELPS)
    assert paragraph("ti", "ltr", tigrinya) in after
    assert page.count(f'class="mark">{MARK}') == 1
    assert english in before


@pytest.mark.parametrize("language", ["ar", "prs"])
def test_arabic_and_dari_run_from_right_to_left(form, ask, case, language):
    page = text(form(ask(case, language=language)))
    assert paragraph(language, "rtl", first_edition("COMENSHA_REGISTRATION", language).text) in page
    assert paragraph(language, "rtl", LABELS["agrees"][language]) in page


def test_a_text_that_an_office_approved_is_signed_and_is_no_concept(form, ask, case, cast, at):
    words = "هل تسمح لنا بأن نبلغ عنك؟"
    written = consent_form.write(purpose="COMENSHA_REGISTRATION", language="ar", text=words,
                                 in_force_from=date(2026, 3, 2), by=cast.administrator, at=at(2026, 3, 2))  # fmt: skip
    consent_form.approve(consent_form=written, by=cast.supervisor, at=at(2026, 3, 2))
    page = text(form(ask(case, language="ar", form_language="ar")))
    assert paragraph("ar", "rtl", words) in page
    assert MARK not in page.partition("<body>")[2]
    assert HELPS not in page
    assert "uitgave 2 in het Arabisch" in page


def test_a_dutch_form_stands_alone(form, ask, case):
    page = text(form(ask(case, language="nl", form_language="nl", interpreter=False, interpreter_number="")))
    assert page.count('class="text"') == 1
    assert HELPS not in page


@pytest.mark.requirement("INV-39", "B-27")
def test_that_it_was_printed_stands_in_the_ledger(form, ask, case, cast):
    row = ask(case)
    form(row)
    entry = Entry.objects.order_by("-id").first()
    assert (entry.kind, entry.table, entry.record) == (Kind.PRINT, "intake_consent", row.pk)
    assert (entry.case, entry.person) == (case.pk, cast.guardian.person_id)
    assert {"CONSENT", "IDENTITY"} <= set(entry.data_classes)


def test_only_who_reads_all_of_the_consent_prints_it(form, ask, case, at_screen):
    row = ask(case)
    for who, status in (("guardian", 200), ("supervisor", 200), ("intake", 403), ("avim", 403), ("mentor", 404)):
        assert form(row, who).status_code == status, who
    address = reverse("admin:consent_form", args=[case.pk, row.pk])
    assert address in text(at_screen("guardian").get(url(case)))
    assert address not in text(at_screen("intake").get(url(case)))


def test_who_reads_only_that_consent_was_asked_does_not_print_it(ask, case, client, people, cast, at):
    row = ask(case)
    involving.involve(case=case.pk, number=case.number, organisation=people["evenaar.clinician"].organisation,
                      ground=Ground.AGENDA, by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
    client.force_login(people["evenaar.clinician"])
    assert client.get(reverse("admin:consent_form", args=[case.pk, row.pk])).status_code == 403
    assert not Entry.objects.filter(kind=Kind.PRINT).exists()
    denied = Entry.objects.get(kind=Kind.DENIAL)
    assert (denied.role, denied.case, denied.reason[:3]) == ("evenaar.clinician", case.pk, "403")


def test_of_two_children_each_form_says_whose_it_is(form, ask, case, open_case, people, cast, at):
    other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
    guardianship.request(case=other, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    facts = {"Semhar Tesfay": case, "8 februari 2011": case, case.reference: case,
             "Yonas Haile": other, "5 mei 2010": other, other.reference: other}  # fmt: skip
    for each in (case, other):
        page = text(form(ask(each)))
        assert {fact for fact in facts if fact in page} == {fact for fact, whose in facts.items() if whose == each}


def test_the_form_of_another_child_is_not_found_here(form, ask, case, open_case):
    row = ask(open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5)))
    row.case_id = case.pk
    assert form(row).status_code == 404


def test_the_letters_of_every_script_come_from_here(form, ask, case):
    answer = form(ask(case))
    assert "font-src 'self'" in answer["Content-Security-Policy"]
    sheet = finders.find("beschut/form.css")
    with open(sheet) as opened:
        names = re.findall(r"url\(([^)]*)\)", opened.read())
    assert len(names) == 4
    assert all(finders.find(name.removeprefix("../")) for name in names)


def test_every_word_on_a_form_is_there_in_every_language():
    assert {frozenset(words) for words in LABELS.values()} == {frozenset(LANGUAGES)}
    assert all(text.strip() for words in LABELS.values() for text in words.values())
