"""Each clock, task, alert and refusal leads to the page of its paragraph, and that page says what rests on it."""

import csv
import dataclasses
import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

import policy
from overview import refusing, source_page, sources
from overview.acts import ACTS, ALL
from partners.codes import refusals
from partners.models import Notice
from policy.alerts import ALERTS
from policy.cited import CHAPTERS
from tests.overview.conftest import text

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("policy", "partners", "intake", "shelter", "residence", "overview", "templates")
# As an id stands in the code: by itself, in quotes.
QUOTED = re.compile(r'"((?:S00\d|INV|EC|AL|D|B|T|K|RP)-\d+|C3\.\d+)"')
LINK = re.compile(r'<a href="/admin/sources/([^"/]+)/">')


def rows_of_the_policy() -> list:
    """Every row of every table in policy/ that names a source, wherever it stands."""
    found = {}
    for module in pkgutil.iter_modules(policy.__path__):
        for name, value in vars(importlib.import_module(f"policy.{module.name}")).items():
            if name.isupper():
                collect(value, found)
    return list(found.values())


def collect(value, found: dict) -> None:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        if getattr(value, "source", ()):
            found[id(value)] = value
        return
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ():
        collect(each, found)


def in_the_code() -> set[str]:
    """Every id that stands in the code of a room or in a template."""
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*") if path.suffix in {".py", ".html"}]
    return {found for path in files for found in QUOTED.findall(path.read_text(encoding="utf-8"))}


def named() -> list[str]:
    """Every id that a term, a task, an alert, another row of the policy, an act or a refusal names."""
    ids = {each for chapter in CHAPTERS for row in chapter.rows for each in row.source}
    ids |= {each.code for each in ALERTS} | {each.source for each in refusals()} | {act.source for act in ALL}
    return sorted((ids | in_the_code()) - {""})


@pytest.mark.django_db
def test_everything_that_is_named_anywhere_has_a_page_in_plain_dutch(at_screen):
    browser, wrong = at_screen("kmar"), []
    assert len(named()) > 340
    for identifier in named():
        answer = browser.get(reverse("admin:source", args=[identifier]))
        if answer.status_code != 200 or '<p class="rule" lang="nl">' not in text(answer):
            wrong.append(identifier)
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("nothing", ["S004-999", "C5", "s004-46", "S004-46 "])
def test_an_id_that_nobody_wrote_down_is_a_404(at_screen, nothing):
    assert at_screen("guardian").get(reverse("admin:source", args=[nothing])).status_code == 404


def test_every_row_of_the_policy_stands_on_the_pages_it_names():
    rows = rows_of_the_policy()
    cited = {row.source for chapter in CHAPTERS for row in chapter.rows}
    assert len(rows) > 500
    missing = [row for row in rows if not any(set(row.source) <= set(source) for source in cited)]
    assert [row for row in missing if type(row).__name__ != "Question"] == []


@pytest.mark.django_db
@pytest.mark.requirement("S004-46", "S004-47")
def test_the_page_says_the_rule_its_place_the_terms_with_their_length_and_who_is_asked(at_screen):
    page = text(at_screen("guardian").get(reverse("admin:source", args=["S004-47"])))
    for said in (
        "Het eerste gehoor is standaard pas na drie maanden.",
        "Kabinetsreactie op het rapport over alleenstaande minderjarigen",
        "<blockquote lang=\"nl\">het eerste gehoor van de amv standaard pas na drie maanden plaats</blockquote>",
        "3 maanden, geteld vanaf: eerste plaatsing in BO of Fier · wet of brief · geldt sinds 1-1-2008",
        "op zijn laatst 4 weken ervoor, geteld vanaf: eerste mogelijke dag van het gehoor · IND medewerker",
        "Het eerste gehoor staat binnen de wachttijd gepland",
        "Alleen de IND plant gehoren.",
        "bij: Gehoor plannen, Vastleggen dat het gevoerd is, Afzeggen",
    ):  # fmt: skip
        assert said in page, said
    assert {"INV-14", "T-03", "AL-09"} <= set(LINK.findall(page))


@pytest.mark.django_db
def test_who_reads_english_gets_the_rule_in_english(at_screen):
    browser = at_screen("guardian")
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = text(browser.get(reverse("admin:source", args=["S004-47"])))
    assert '<p class="rule" lang="en">First hearing by default only after three months</p>' in page
    assert "3 months, counted from: first admission to BO or FIER · law or letter · in force since 2008-01-01" in page


def test_a_rule_that_changed_stands_there_with_both_periods():
    terms = next(part for part in source_page.load("B-28").parts if part.title in {"Terms", "Termijnen"})
    with translation.override("nl"):
        notes = {note for part in source_page.load("B-28").parts for line in part.lines for note in line.notes}
    assert len(terms.lines) >= 3
    assert {"gold van 1-1-2008 tot en met 18-5-2023", "geldt sinds 19-5-2023"} <= notes


def test_a_refusal_names_the_buttons_under_which_it_is_said_and_no_other():
    found = {refusal.code: {act.name for act in acts} for refusal, acts in refusing.by_source()["S004-46"].items()}
    assert found["own-request"] == {"rest-extensions-approvals"}
    everything = {act.name for rows in refusing.by_source().values() for acts in rows.values() for act in acts}
    assert len(everything) > 0.8 * len(ACTS)


def test_ids_in_a_text_become_links_and_the_text_itself_is_escaped():
    said = sources.linked('<b>"Nee"</b> (S004-46, S004-999), zie S004-28..33')
    assert "<b>" not in said
    assert LINK.findall(said) == ["S004-46", "S004-28"]
    assert "S004-999" in said


@pytest.mark.parametrize(("identifier", "names"), [
    ("INV-01", ("S004-28", "S004-29", "S004-30", "S004-31", "S004-32", "S004-33")), ("INV-13", ("S004-45", "S004-46")),
])  # fmt: skip
def test_a_rule_of_ours_names_each_paragraph_it_rests_on(identifier, names):
    assert sources.find(identifier).names == names
    assert identifier in sources.named_by(names[0])


@pytest.mark.django_db
def test_a_refusal_that_is_told_on_the_next_page_leads_to_its_paragraph(open_case, raise_signal, at_screen):
    case = open_case()
    raise_signal(case)
    told = Notice.objects.get(case_id=case.pk, to_organisation__kind="IND")
    browser = at_screen("ind")
    for _twice in range(2):
        answer = browser.post(reverse("admin:acknowledge", args=[told.pk]), follow=True)
    assert "S004-35</a>)" in text(answer)


def test_the_sentences_are_whole_and_belong_to_a_paragraph():
    with (ROOT / "docs" / "sources.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len({line["id"] for line in lines}) == len(lines)
    assert [line["id"] for line in lines if line["id"] not in sources.register()] == []
    assert [line["id"] for line in lines if line["dutch"] and line["dutch"][-1] not in ".?"] == []
    assert [line["id"] for line in lines if line["id"].startswith("S0") and not line["place"]] == []
