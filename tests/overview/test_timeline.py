"""The timeline of a case: what is due with what happened, and the picture of both."""

import re
from datetime import date

import pytest

from overview import case_page, timeline_chart
from policy.dates import term_last_day
from residence import hearing
from shelter import absence
from tests.overview.conftest import text, url
from tests.policy.test_boundaries import ROOT

TODAY = date(2026, 3, 20)


def days(*counts: int) -> list[date]:
    return [term_last_day(TODAY, days=count) if count else TODAY for count in counts]


class TestPicture:
    def test_each_event_is_a_dot_and_each_thing_due_a_numbered_mark(self):
        chart = timeline_chart.draw(days(-18, -18, -3, 0), days(4, 40, 90), TODAY)
        assert len(chart.dots) == 4
        assert [mark.number for mark in chart.marks] == [1, 2, 3]

    def test_time_runs_from_left_to_right_with_today_between(self):
        chart = timeline_chart.draw(days(-30, -10), days(10, 30), TODAY)
        past, ahead = [float(dot.x) for dot in chart.dots], [float(mark.x) for mark in chart.marks]
        assert sorted([*past, float(chart.today_x), *ahead]) == [*past, float(chart.today_x), *ahead]
        assert float(chart.today_x) == pytest.approx(chart.width / 2, abs=1)

    def test_marks_of_the_same_week_stand_below_each_other_and_nothing_leaves_the_picture(self):
        chart = timeline_chart.draw(days(-200), days(1, 2, 3, 3, 200), TODAY)
        places = [(float(mark.x), float(mark.y)) for mark in chart.marks]
        apart = [abs(x - u) + abs(y - v) for (x, y), (u, v) in zip(places, places[1:], strict=False)]
        assert min(apart) > 2 * timeline_chart.MARK
        assert all(timeline_chart.MARK <= x <= chart.width - timeline_chart.MARK for x, _y in places)
        assert all(y + timeline_chart.MARK < chart.height for _x, y in places)

    def test_a_day_on_which_everything_happened_fits_below_the_word_today(self):
        chart = timeline_chart.draw(days(*[0] * 60), [], TODAY)
        assert min(float(dot.y) for dot in chart.dots) > timeline_chart.TOP

    def test_what_is_years_ahead_is_told_and_not_drawn(self):
        chart = timeline_chart.draw(days(-3), [*days(10), date(2029, 2, 7)], TODAY)
        assert len(chart.marks) == 1
        assert chart.beyond == "Nog 1 komt later dan over een jaar."
        assert "2 dingen komen nog, het eerste op 30 maart 2026" in chart.told

    def test_it_says_in_words_what_it_shows(self):
        told = timeline_chart.draw(days(-18, -3), [], TODAY).told
        assert told == "2 gebeurtenissen sinds 2 maart 2026. Er staat niets open."

    def test_both_ends_and_today_are_named(self):
        chart = timeline_chart.draw(days(-18), days(40), TODAY)
        assert [label.text for label in chart.labels][2] == "vandaag"
        assert len(chart.months) == 1  # the first of April


@pytest.mark.django_db
class TestPage:
    def test_what_is_due_comes_first_the_furthest_on_top_and_is_called_by_its_number(self, known_child, cast, at):
        found = case_page.load(cast.guardian, known_child().pk, at(2026, 3, 20)).timeline
        numbers = [each.number for each in found.coming]
        assert numbers == sorted(numbers, reverse=True)
        assert [each.on for each in found.coming] == sorted((each.on for each in found.coming), reverse=True)
        assert found.coming[0].what.startswith("meerderjarig")
        assert found.chart is not None
        assert len(found.chart.dots) == len(found.happened)

    def test_the_hearing_stands_on_its_day_and_waits_while_the_child_is_missing(self, known_child, cast, at):
        case = known_child()
        hearing.plan(case=case, type="FIRST", planned_on=date(2026, 7, 1), by=cast.ind, at=at(2026, 3, 20))

        def hearings(on):
            page = case_page.load(cast.guardian, case.pk, on)
            return [each.on for each in page.timeline.coming if each.what == "eerste gehoor"]

        assert hearings(at(2026, 3, 21)) == [date(2026, 7, 1)]
        assert hearings(at(2026, 7, 2)) == []
        absence.report(case=case, circumstances="Niet terug van school.", last_seen_at=at(2026, 3, 22),
                       by=cast.mentor, at=at(2026, 3, 22, 14))  # fmt: skip
        assert hearings(at(2026, 3, 23)) == []

    def test_a_clock_that_may_not_be_read_is_not_in_it(self, known_child, cast, at):
        case = known_child()

        def told(actor):
            return " ".join(each.what for each in case_page.load(actor, case.pk, at(2026, 3, 20)).timeline.coming)

        assert "verblijf in de BO" in told(cast.guardian)
        assert "verblijf in de BO" not in told(cast.ind)

    def test_the_picture_names_itself_and_uses_no_style_or_script(self, at_screen, known_child):
        page = text(at_screen("guardian").get(url(known_child())))
        svg = re.search(r'<svg class="line".*?</svg>', page, re.DOTALL)[0]
        assert 'role="img" aria-labelledby="line-title line-told"' in svg
        assert '<title id="line-title">' in svg
        assert '<desc id="line-told">' in svg
        assert [word for word in ("style=", "<script", "onload") if word in svg] == []
        classes = set(re.findall(r'class="(line[\w-]*)"', svg))
        sheet = (ROOT / "static/beschut/beschut.css").read_text()
        assert {name for name in classes if f".{name} " not in sheet} == set()
