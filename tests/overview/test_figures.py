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
from overview.counts.division import Division, Group, Said, Unit
from overview.counts.files import Files
from partners.errors import NotAllowed, NotFound
from policy.figures import closes_on
from tests.overview.conftest import at_screen, text

__all__ = ["at_screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-19", "INV-40")]
LABELS = {"YES": "yes", "NO": "no", "UNKNOWN": "unknown"}
CHILDREN, OTHERS = Group("The children.", Unit.CHILDREN), Group("Other children.", Unit.CHILDREN)
BEFORE_IT_CLOSES, CLOSED = (2027, 3, 31), (2027, 4, 1)


def division(name, cells, group=CHILDREN):
    return Division(Said(name, name, "What is counted.", group, LABELS), cells)


def shown(*divisions):
    """The counts of each table as they are shown, and its denominator."""
    hidden = figures.suppressed(divisions, 5)
    return [[*hidden[each.said].cells.values(), hidden[each.said].total] for each in divisions]


def lines(*counts):
    """A table with these counts: how each is named on the page."""
    named = {str(place): count for place, count in enumerate(counts)}
    found = Division(Said("one", "one", "What is counted.", CHILDREN, {name: name for name in named}), named)
    page = figures.table(found, figures.suppressed([found], 5)[found.said])
    return [(line.name, line.count) for line in page.on_page], page.rest_is_zero


class TestLines:
    def test_a_short_table_stands_there_whole(self):
        assert lines(0, 7) == ([("0", 0), ("1", 7)], False)

    def test_of_a_long_one_zeros_are_left_out_and_what_is_hidden_is_not(self):
        assert lines(0, 7, 2, *[0] * 9) == ([("1", None), ("2", None)], True)

    def test_of_nobody_there_is_only_the_sum(self):
        assert lines(0, 0) == ([], False)


class TestSuppression:
    def test_a_small_number_goes_and_takes_another_along(self):
        assert shown(division("one", {"YES": 3, "NO": 9, "UNKNOWN": 20})) == [[None, None, 20, 32]]

    def test_what_divides_the_same_children_is_hidden_together(self):
        known, hides_its_total = {"YES": 8, "NO": 0, "UNKNOWN": 0}, {"YES": 4, "NO": 4, "UNKNOWN": 0}
        assert shown(division("one", known)) == [[8, 0, 0, 8]]
        assert shown(division("one", known), division("two", hides_its_total)) == [[None] * 4, [None] * 4]

    def test_and_what_divides_others_is_not(self):
        two = division("two", {"YES": 4, "NO": 4, "UNKNOWN": 0}, group=OTHERS)
        assert shown(division("one", {"YES": 8, "NO": 0, "UNKNOWN": 0}), two)[0] == [8, 0, 0, 8]

    def test_no_bar_stands_for_what_is_not_shown_and_the_longest_for_the_most(self):
        one = division("one", {"YES": 3, "NO": 9, "UNKNOWN": 20})
        found = figures.table(one, figures.suppressed([one], 5)[one.said])
        assert [line.width for line in found.lines] == [None, None, figures.CHART_WIDTH]

    def test_a_child_in_no_cell_or_in_two_is_no_figure(self):
        with pytest.raises(ValueError, match="exactly one cell"):
            shown(division("one", {"YES": 8, "NO": 0, "UNKNOWN": 0}), division("two", {"YES": 9, "NO": 0}))


@pytest.mark.parametrize("topic", figures.TOPICS, ids=lambda topic: topic.code)
class TestTopic:
    @pytest.mark.requirement("S002-01")
    def test_it_is_for_the_analyst_and_supervisors_and_who_saw_it_is_written_down(self, topic, cast, at):
        for name in ("guardian", "intake", "avim", "ind", "coa", "mentor", "dpo", "administrator"):
            with pytest.raises(NotAllowed):
                figures.load(getattr(cast, name), topic, 2026, at(*CLOSED))
        assert not Entry.objects.filter(kind=Kind.READ).exists()
        assert figures.load(cast.analyst, topic, None, at(*CLOSED)).year == 2026
        entry = Entry.objects.get(kind=Kind.READ)
        assert (entry.reason, entry.case, entry.data_classes) == (f"{topic.code} 2026 2027-03-31", None, ["FIGURES"])

    def test_it_names_everything_that_it_divides(self, topic, db):
        files = Files(date(2026, 1, 1), date(2026, 12, 31))
        assert {each.said.group.link for each in topic.count(files)} == topic.links

    def test_an_analyst_sees_a_year_once_it_is_closed_and_always_the_same(self, topic, cast, at):
        with pytest.raises(NotFound):
            figures.load(cast.analyst, topic, 2026, at(*BEFORE_IT_CLOSES))
        for asked in (None, date(2027, 1, 5)):
            page = figures.load(cast.analyst, topic, 2026, at(2028, 2, 1), known_on=asked)
            assert (page.known_on, page.closed, page.counted_until) == (date(2027, 3, 31), True, date(2026, 12, 31))

    def test_a_supervisor_sees_the_year_that_runs_and_any_day_it_was_known_on(self, topic, cast, at):
        page = figures.load(cast.supervisor, topic, 2026, at(2026, 3, 31))
        assert (page.still_runs, page.counted_until) == (True, date(2026, 3, 31))
        page = figures.load(cast.supervisor, topic, 2026, at(2028, 1, 1), known_on=date(2026, 5, 1))
        assert (page.known_on, page.counted_until, page.closed) == (date(2026, 5, 1), date(2026, 5, 1), False)
        for day in (date(2025, 12, 31), date(2028, 1, 2)):
            with pytest.raises(NotFound):
                figures.load(cast.supervisor, topic, 2026, at(2028, 1, 1), known_on=day)

    def test_a_year_before_anybody_recorded_anything_is_not_counted(self, topic, at_screen):
        year = closed_year()
        browser = at_screen("analyst")
        page = text(browser.get(reverse(topic.of_year, args=[year])))
        assert "Niet geteld" in page
        assert "<td>0</td>" not in page
        answer = browser.get(reverse(topic.as_file, args=[year]))
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert {row["Aantal"] for row in rows} == {"niet geteld"}
        assert "niet geteld" in browser.get(reverse(topic.side_by_side_as_file)).content.decode()

    def test_page_and_file_say_the_same_with_definition_and_denominator(self, topic, at_screen, open_case, at):
        year = closed_year()
        open_case(on=at(year - 1, 12, 30), born=None)
        browser = at_screen("analyst")
        page = text(browser.get(reverse(topic.of_year, args=[year])))
        answer = browser.get(reverse(topic.as_file, args=[year]))
        rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
        assert {row["Cijfer"] for row in rows} == {topic.code}
        for row in rows:
            for column in ("Tabel", "Onder wie"):
                assert conditional_escape(row[column]) in page
            assert row["Aantal"] == "0"  # of nobody is told that nobody is there
        day = closes_on(year).isoformat()
        assert Entry.objects.filter(kind=Kind.EXPORT, reason=f"{topic.code} {year} {day}").count() == 1


@pytest.mark.requirement("S002-17", "S001-43")
def test_the_list_leads_to_each_and_is_in_the_menu(at_screen):
    browser = at_screen("analyst")
    assert reverse("admin:figures") in text(browser.get(reverse("admin:index")))
    page = text(browser.get(reverse("admin:figures")))
    for topic in figures.TOPICS:
        assert reverse(topic.page) in page
    assert "Meldingsbereidheid" in page
    assert at_screen("guardian").get(reverse("admin:figures")).status_code == 403


def test_what_there_is_no_figure_of_is_not_found(at_screen):
    assert at_screen("analyst").get("/admin/figures/horoscopes/").status_code == 404


def closed_year():
    today = timezone.localdate()
    return next(year for year in range(today.year, 2007, -1) if closes_on(year) < today)
