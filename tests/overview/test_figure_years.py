"""Years side by side: every cell as the year's own page has it, for whom, of which years, and what is said of them."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from audit import ledger
from audit.models import Entry, Kind
from overview import figure_years, figures, year_notes
from overview.counts import rapporteur
from overview.counts.division import Division
from overview.year_note_page import Notes
from partners.errors import NotAllowed, NotFound
from policy.figures import closes_on
from tests.overview import test_disclosure
from tests.overview.conftest import text
from tests.overview.test_figures import closed_year

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement("S001-41", "S001-48", "S002-05", "S002-22", "S001-19", "INV-40"),
]
DETECTION = next(topic for topic in figures.TOPICS if topic.code == "RP-02")
# The first day on which the figures of 2027 are closed.
IN_2028 = (2028, 4, 1)


@pytest.fixture
def arrive(open_case, raise_signal, at):
    def arrived(year: int, number: int, signalled: int) -> None:
        for place in range(number):
            case = open_case(on=at(year, 3, 2), given_names=f"Naam {place}", born=date(year - 16, 1, 1))
            if place < signalled:
                raise_signal(case, on=at(year, 3, 3))

    return arrived


@pytest.fixture
def arrivals(arrive):
    """Nine arrive in 2026, seven of them with a signal; twelve in 2027, three of them."""
    arrive(2026, 9, 7)
    arrive(2027, 12, 3)


def table_of(page):
    return {row.name: [cell.text for cell in row.cells] for row in page.tables[0].lines}


def own_page(actor, topic, column, moment):
    """The counts of a year by itself, by table and line, as its own page and file have them."""
    page = figures.load(actor, topic, column.year, moment, known_on=column.known_on)
    return {(table.name, name): count for table in page.tables
            for name, count in [*((line.name, line.count) for line in table.lines),
                                (figures.total_name(), table.total), *table.measures]}  # fmt: skip


def in_column(page, place):
    rows = [(table, row) for table in page.tables for row in table.lines]
    return {(table.name, row.name): row.counts[place] for table, row in rows
            if row.cells[place].text != figure_years.NONE}  # fmt: skip


class TestCells:
    def test_arrivals_and_signals_stand_by_year(self, arrivals, cast, at):
        page = figure_years.load(cast.analyst, DETECTION, None, at(*IN_2028))
        assert [column.year for column in page.columns] == list(range(2018, 2028))
        assert [(name, cells[-3:]) for name, cells in table_of(page).items()] == [
            ("een signaal van mensenhandel", ["niet geteld", "niet getoond", "niet getoond"]),
            ("geen signaal", ["niet geteld", "niet getoond", "niet getoond"]),
            ("allen samen (de noemer)", ["niet geteld", "9", "12"]),
        ]

    def test_a_year_before_anything_was_recorded_is_not_counted_and_one_after_it_may_be_zero(self, arrive, cast, at):
        arrive(2024, 9, 0)
        arrive(2026, 9, 0)
        page = figure_years.load(cast.analyst, DETECTION, None, at(*IN_2028))
        assert [column.year for column in page.columns if not column.is_counted] == list(range(2018, 2024))
        line = page.tables[0].total
        assert [cell.text for cell in line.cells][-5:] == ["niet geteld", "9", "0", "9", "0"]
        assert len(line.bars) == 2
        head, *rows = figure_years.sheet(page)
        assert rows[-1][head.index("2023") :] == ["niet geteld", "9", "0", "9", "0"]

    def test_what_is_recorded_afterwards_of_a_year_does_not_open_it_once_it_is_closed(self, open_case, cast, at):
        case = open_case(on=at(2027, 3, 2))
        case.arrived_on = date(2025, 12, 30)
        ledger.record(case, by=cast.intake, at=at(2027, 3, 3))
        counted = {
            who: [column.year for column in figure_years.load(actor, DETECTION, 2027, at(2028, 4, 1)).columns
                  if column.is_counted]
            for who, actor in (("analyst", cast.analyst), ("supervisor", cast.supervisor))
        }  # fmt: skip
        assert counted == {"analyst": [2026, 2027], "supervisor": [2026, 2027]}
        page = figures.load(cast.supervisor, DETECTION, 2025, at(2028, 4, 1))
        assert page.is_counted

    @pytest.mark.parametrize("topic", figures.TOPICS, ids=lambda topic: topic.code)
    @pytest.mark.parametrize("who", ["analyst", "supervisor"])
    def test_each_equals_the_page_of_its_year(self, arrivals, cast, at, topic, who):
        moment = at(*IN_2028)
        page = figure_years.load(getattr(cast, who), topic, None, moment)
        for place, column in enumerate(page.columns):
            assert in_column(page, place) == own_page(getattr(cast, who), topic, column, moment)

    def test_a_nationality_that_a_year_does_not_name_is_among_its_rest_and_no_zero(self):
        known = {2026: {"ER": 9, "REST": 6}, 2027: {"SY": 12, "REST": 0}}
        said = rapporteur.SAID["MINOR", "FOREIGN"]["nationality"]
        page = test_disclosure.side_by_side({year: [Division(said, cells)] for year, cells in known.items()})
        assert [[cell.text for cell in row.cells] for row in page[0].rows] == [["–", "12"], ["9", "–"], ["6", "0"]]


class TestYears:
    def test_a_supervisor_sees_the_year_that_runs_and_one_that_is_not_closed_as_known_today(self, arrivals, cast, at):
        page = figure_years.load(cast.supervisor, DETECTION, None, at(2028, 3, 1))
        shown = [(each.year, each.known_on, each.closed, each.still_runs) for each in page.columns[-3:]]
        today = date(2028, 3, 1)
        assert shown == [
            (2026, date(2027, 3, 31), True, False),
            (2027, today, False, False),
            (2028, today, False, True),
        ]

    def test_an_analyst_sees_a_year_once_it_is_closed(self, cast, at):
        assert figure_years.load(cast.analyst, DETECTION, None, at(2028, 3, 31)).until == 2026
        assert figure_years.load(cast.analyst, DETECTION, None, at(2028, 4, 1)).until == 2027
        with pytest.raises(NotFound):
            figure_years.load(cast.analyst, DETECTION, 2027, at(2028, 3, 31))

    def test_ten_stand_beside_each_other_and_the_others_on_pages_before_and_after(self, cast, at):
        page = figure_years.load(cast.analyst, DETECTION, None, at(*IN_2028))
        assert (len(page.columns), page.earlier, page.later) == (10, 2017, None)
        page = figure_years.load(cast.analyst, DETECTION, 2017, at(*IN_2028))
        assert (page.columns[0].year, page.until, page.earlier, page.later) == (2008, 2017, None, 2027)

    def test_what_is_no_year_or_has_no_figures_is_not_found(self, at_screen):
        for asked in ("2007", "9999", "x", "-1"):
            assert at_screen("analyst").get(f"{reverse(DETECTION.side_by_side)}?until={asked}").status_code == 404

    def test_it_is_for_who_reads_figures_and_who_saw_it_is_written_down(self, cast, at):
        with pytest.raises(NotAllowed):
            figure_years.load(cast.guardian, DETECTION, None, at(*IN_2028))
        figure_years.load(cast.analyst, DETECTION, None, at(*IN_2028), kind=Kind.EXPORT)
        assert Entry.objects.filter(kind=Kind.EXPORT, reason="RP-02 2018-2027", data_classes=["FIGURES"]).count() == 1

    @pytest.mark.parametrize("topic", figures.TOPICS, ids=lambda topic: topic.code)
    def test_ten_years_cost_ten_times_what_one_costs(self, topic, cast, at, django_assert_max_num_queries):
        with django_assert_max_num_queries(60) as one:
            figures.load(cast.analyst, topic, 2026, at(*IN_2028))
        with django_assert_max_num_queries(10 * len(one) + 5):
            figure_years.load(cast.analyst, topic, None, at(*IN_2028))


class TestCourse:
    def test_the_last_whole_year_is_set_against_the_one_before(self, arrivals, cast, at):
        page = figure_years.load(cast.supervisor, DETECTION, None, at(*IN_2028))
        assert page.tables[0].told == "Bij elkaar 12 in 2027, 3 meer dan in 2026."

    def test_not_where_it_is_counted_differently(self, arrivals, cast, at):
        year_notes.write(year=2027, kind="COUNTING", text="Ook via Schiphol.", by=cast.analyst, at=at(*IN_2028))
        page = figure_years.load(cast.analyst, DETECTION, None, at(*IN_2028))
        assert page.tables[0].told.startswith("Bij elkaar 12 in 2027; vergelijk dat niet met 2026")

    @pytest.mark.parametrize(("totals", "said"), [
        ([7, 5], "Bij elkaar 5 in 2027, 2 minder dan in 2026."),
        ([5, 5], "Bij elkaar 5 in 2027, evenveel als in 2026."),
        ([None, 5], ""), ([5, None], ""), ([0, 0], ""), ([5], ""),
    ])  # fmt: skip
    def test_and_nothing_is_said_of_what_is_not_shown(self, totals, said):
        years = [2026, 2027][-len(totals) :]
        shown = [figure_years.Column(year, closes_on(year), True, False, 4, False, False, True) for year in years]
        assert figure_years.told(shown, totals) == said

    def test_a_bar_is_as_high_as_its_count_and_open_where_it_is_not_shown(self):
        bars = list(figure_years.bars([0, 10, None, 5], [True, True, True, False]))
        assert [(bar.x, bar.height, bar.hidden) for bar in bars] == [
            (16, figure_years.HEIGHT, False), (30, 3, True)]  # fmt: skip


class TestOtherCounting:
    def test_a_note_that_it_is_counted_differently_stands_above_the_years(self, at_screen, cast):
        year = closed_year()
        year_notes.write(year=year, kind="COUNTING", text="Vanaf nu ook Schiphol.", by=cast.analyst, at=timezone.now())
        page = text(at_screen("analyst").get(reverse(DETECTION.side_by_side)))
        assert f"Vanaf {year} wordt iets anders geteld of vastgelegd." in page
        assert "Vanaf nu ook Schiphol." in page

    def test_the_first_year_that_is_shown_has_nothing_before_it(self, cast, at):
        year_notes.write(year=2018, kind="COUNTING", text="Anders.", by=cast.analyst, at=at(*IN_2028))
        assert not any(each.turns for each in figure_years.load(cast.analyst, DETECTION, None, at(*IN_2028)).columns)

    def test_another_threshold_is_said_without_a_note(self, monkeypatch):
        monkeypatch.setattr(figures, "below", lambda files: 5 if files.until.year < 2026 else 3)
        shown = figure_years.columns([2024, 2025, 2026, 2027], Notes(), date(2028, 4, 1))
        assert [(each.hidden_up_to, each.turns) for each in shown] == [(4, False), (4, False), (2, True), (2, False)]


def test_page_and_file_say_the_same_under_headers_of_rows_and_columns(arrive, at_screen, cast):
    browser, year = at_screen("analyst"), closed_year()
    arrive(year, 11, 6)
    year_notes.write(year=year, text="Meer aandacht.", by=cast.analyst, at=timezone.now())
    page = text(browser.get(reverse(DETECTION.side_by_side)))
    head, *rows = csv.reader(io.StringIO(browser.get(reverse(DETECTION.side_by_side_as_file)).content.decode()))
    assert head[5:] == [str(each) for each in range(year - 9, year + 1)]
    assert [row[1] for row in rows[:3]] == ["Zoals bekend op", "Niet getoond vanaf 1 tot en met",
                                            "Toelichting bij het jaar"]  # fmt: skip
    assert "Meer aandacht." in rows[2][-1]
    assert not any(rows[2][5:-1])
    for row in rows[3:]:
        counts = "".join(f'<td class="number">{count}</td>' for count in row[5:])
        assert f'<th scope="row">{row[4]}</th>{counts}' in page
    assert [row[-1] for row in rows[3:]] == ["6", "5", "11"]
    assert page.count('<th scope="col" class="number">') == 10
