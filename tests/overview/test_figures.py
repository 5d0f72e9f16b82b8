"""The pages of the figures: who opens them, what stands with each number, and what none of them tells."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape

from audit.models import Entry, Kind
from overview import figures
from overview.counts.division import Division, Said, Unit
from partners.errors import NotAllowed, NotFound
from tests.overview.conftest import at_screen, text

__all__ = ["at_screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-19", "INV-40")]
LABELS = {"YES": "yes", "NO": "no", "UNKNOWN": "unknown"}


def division(name, cells, among="The children.", unit=Unit.CHILDREN):
    return Division(Said("RP-00", name, name, "What is counted.", among, unit, LABELS), cells)


def shown(*divisions):
    """The counts of each table as they are shown, and its denominator."""
    return [[*(line.count for line in each.lines), each.total] for each in figures.tables(divisions, 5)]


class TestSuppression:
    def test_a_small_number_goes_and_takes_another_along(self):
        assert shown(division("one", {"YES": 3, "NO": 9, "UNKNOWN": 20})) == [[None, None, 20, 32]]

    def test_what_divides_the_same_children_is_hidden_together(self):
        known, hides_its_total = {"YES": 8, "NO": 0, "UNKNOWN": 0}, {"YES": 4, "NO": 4, "UNKNOWN": 0}
        assert shown(division("one", known)) == [[8, 0, 0, 8]]
        assert shown(division("one", known), division("two", hides_its_total)) == [[None] * 4, [None] * 4]

    def test_and_what_divides_others_is_not(self):
        two = division("two", {"YES": 4, "NO": 4, "UNKNOWN": 0}, among="Other children.")
        assert shown(division("one", {"YES": 8, "NO": 0, "UNKNOWN": 0}), two)[0] == [8, 0, 0, 8]

    def test_no_bar_stands_for_what_is_not_shown_and_the_longest_for_the_most(self):
        [found] = figures.tables([division("one", {"YES": 3, "NO": 9, "UNKNOWN": 20})], 5)
        assert [line.width for line in found.lines] == [None, None, figures.CHART_WIDTH]


@pytest.mark.parametrize("topic", figures.TOPICS, ids=lambda topic: topic.code)
class TestTopic:
    def test_it_is_for_the_analyst_and_supervisors_and_who_saw_it_is_written_down(self, topic, cast, at):
        for name in ("guardian", "intake", "avim", "ind", "coa", "mentor", "dpo", "administrator"):
            with pytest.raises(NotAllowed):
                figures.load(getattr(cast, name), topic, 2026, at(2027, 2, 1))
        assert not Entry.objects.filter(kind=Kind.READ).exists()
        assert figures.load(cast.analyst, topic, None, at(2027, 2, 1)).year == 2026
        entry = Entry.objects.get(kind=Kind.READ)
        assert (entry.reason, entry.case, entry.data_classes) == (f"{topic.code} 2026", None, ["FIGURES"])

    def test_an_analyst_sees_whole_years_only(self, topic, cast, at):
        with pytest.raises(NotFound):
            figures.load(cast.analyst, topic, 2026, at(2026, 12, 31))
        page = figures.load(cast.supervisor, topic, 2026, at(2026, 3, 31))
        assert (page.still_runs, page.counted_until) == (True, date(2026, 3, 31))

    def test_page_and_file_say_the_same_with_definition_and_denominator(self, topic, at_screen):
        year = timezone.localdate().year - 1
        browser = at_screen("analyst")
        page = text(browser.get(reverse(topic.of_year, args=[year])))
        answer = browser.get(reverse(topic.as_file, args=[year]))
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert {row["Cijfer"] for row in rows} == {topic.code}
        for row in rows:
            for column in ("Tabel", "Onder wie", "Wat ervan kwam"):
                assert conditional_escape(row[column]) in page
            assert row["Aantal"] == "0"  # of nobody is told that nobody is there
        assert Entry.objects.filter(kind=Kind.EXPORT, reason=f"{topic.code} {year}").count() == 1


def test_the_list_leads_to_each_and_is_in_the_menu(at_screen):
    browser = at_screen("analyst")
    assert reverse("admin:figures") in text(browser.get(reverse("admin:index")))
    page = text(browser.get(reverse("admin:figures")))
    for topic in figures.TOPICS:
        assert reverse(topic.page) in page
    assert reverse("admin:consent_funnel") in page
    assert at_screen("guardian").get(reverse("admin:figures")).status_code == 403


def test_what_there_is_no_figure_of_is_not_found(at_screen):
    assert at_screen("analyst").get("/admin/figures/horoscopes/").status_code == 404
