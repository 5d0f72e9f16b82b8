"""Advice on plausibility: asked in the pilot of 2018 after a dismissed report, and decisive nowhere (B-60)."""

import ast
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from partners.errors import NotAllowed, NotFound
from residence import plausibility, police, terms
from residence.models import PlausibilityAdvice
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-60", "S004-111")]
DISMISSED = date(2018, 6, 1)


@pytest.fixture
def report(open_case, cast, at):
    """Filed on 10 January 2018 and, unless `ended` is None, closed on that day."""

    def reported(*, ended=DISMISSED, filed=date(2018, 1, 10), on=(2018, 1, 2)):
        case = open_case(on=at(*on), born=date(2003, 2, 8))
        row = police.file(case=case, filed_on=filed, by=cast.avim, at=at(2018, 12, 31))
        if ended is None:
            return row
        return police.close(report=row, leads="NONE", investigation_ended_on=ended, by=cast.avim, at=at(2018, 12, 31))

    return reported


@pytest.fixture
def ask(report, cast, at):
    def asked(*, row=None, on=(2018, 6, 20), **said) -> PlausibilityAdvice:
        known = {"asked_by": "LAWYER", "dismissal": "DISMISSED", "in_netherlands": True}
        return plausibility.ask(police_report=row or report(), by=cast.guardian, at=at(*on), **(known | said))

    return asked


class TestAsking:
    def test_it_counts_from_the_day_the_report_was_closed(self, ask):
        row = ask()
        assert (row.dismissed_on, row.requested_on, row.outcome) == (DISMISSED, date(2018, 6, 20), "")

    @pytest.mark.parametrize(("day", "code"), [((2018, 6, 1), ""), ((2018, 6, 29), ""), ((2018, 6, 30), "too-late")])
    def test_within_four_weeks_the_last_day_included(self, ask, day, code):
        if code:
            assert refusal(lambda: ask(on=day)) == (code, "B-60")
        else:
            assert ask(on=day).requested_on == date(*day)

    @pytest.mark.parametrize(("ended", "asked", "code"), [
        (date(2018, 1, 1), date(2018, 1, 2), ""),
        (date(2017, 12, 31), date(2018, 1, 2), "no-pilot"),
        (date(2018, 12, 10), date(2018, 12, 31), ""),
        (date(2018, 12, 10), date(2019, 1, 1), "no-pilot"),
    ])  # fmt: skip
    def test_only_of_what_was_dismissed_and_asked_in_the_pilot(self, report, ask, ended, asked, code):
        row = report(filed=date(2017, 12, 1), on=(2017, 11, 20), ended=ended)
        said = {"row": row, "requested_on": asked, "on": (2019, 1, 2)}
        if code:
            assert refusal(lambda: ask(**said)) == (code, "B-60")
        else:
            assert ask(**said).requested_on == asked

    def test_after_a_report_that_was_filed_and_dismissed(self, report, ask, open_case, cast, at):
        assert refusal(lambda: ask(row=report(ended=None))) == ("not-dismissed", "B-60")
        talk = police.discuss(case=open_case(on=at(2018, 1, 2)), by=cast.avim, at=at(2018, 1, 10))
        assert refusal(lambda: ask(row=talk)) == ("nothing-filed", "B-60")

    @pytest.mark.parametrize(("filed", "ended", "offered"), [
        (date(2017, 12, 1), date(2018, 1, 1), True), (date(2017, 12, 1), date(2017, 12, 31), False),
        (date(2018, 12, 31), date(2019, 2, 1), True), (date(2019, 1, 1), date(2019, 2, 1), False),
    ])  # fmt: skip
    def test_the_button_stands_only_where_the_pilot_can_reach(self, open_case, cast, at, filed, ended, offered):
        row = police.file(case=open_case(on=at(2017, 11, 20)), filed_on=filed, by=cast.avim, at=at(2019, 3, 1))
        row = police.close(report=row, leads="NONE", investigation_ended_on=ended, by=cast.avim, at=at(2019, 3, 1))
        if offered:
            plausibility.check_ask(row, cast.guardian, at(2019, 3, 1))
        else:
            refused = refusal(lambda: plausibility.check_ask(row, cast.guardian, at(2019, 3, 1)))
            assert refused == ("no-pilot", "B-60")

    def test_only_about_the_netherlands(self, ask):
        assert refusal(lambda: ask(in_netherlands=False)) == ("not-here", "B-60")

    @pytest.mark.parametrize("said", [
        {"dismissed_on": date(2018, 1, 9)}, {"dismissed_on": date(2018, 6, 21)}, {"requested_on": date(2018, 5, 31)},
        {"requested_on": date(2018, 6, 21)},
    ])  # fmt: skip
    def test_its_days_follow_each_other_and_have_come(self, ask, said):
        assert refusal(lambda: ask(**said)) == ("day-impossible", "B-60")

    def test_once_for_a_report(self, ask):
        row = ask()
        assert refusal(lambda: ask(row=row.report)) == ("asked-already", "B-60")

    def test_the_database_keeps_it_too(self, ask):
        row = ask()
        for changed in ({"requested_on": date(2018, 5, 1)}, {"in_netherlands": False}, {"outcome": "PLAUSIBLE"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                PlausibilityAdvice.objects.filter(pk=row.pk).update(**changed)

    def test_who_speaks_for_the_child_asks_it_and_nobody_else(self, report, cast, at):
        row = report()
        data = {"asked_by": "CHILD", "dismissal": "DISMISSED", "in_netherlands": True}
        for actor in (cast.ind, cast.avim, cast.coa, cast.supervisor):
            with pytest.raises((NotAllowed, NotFound)):
                perform(plausibility.ASK, by=actor, at=at(2018, 6, 20), data=data, case=row.case_id,
                        police_report=row.pk)  # fmt: skip


class TestTheAdvice:
    @pytest.mark.parametrize("outcome", PlausibilityAdvice.Outcome.values)
    def test_its_outcome_changes_the_row_alone(self, ask, cast, at, outcome):
        row = ask()
        before = [*row.case.police_reports.values_list("version", "leads")]
        row = plausibility.advise(plausibility_advice=row, outcome=outcome, by=cast.guardian, at=at(2018, 8, 1))
        assert (row.outcome, row.advised_on) == (outcome, date(2018, 8, 1))
        assert [*row.case.police_reports.values_list("version", "leads")] == before
        again = lambda: plausibility.advise(  # noqa: E731
            plausibility_advice=row, outcome=outcome, by=cast.guardian, at=at(2018, 8, 2)
        )
        assert refusal(again) == ("advised-already", "B-60")

    @pytest.mark.parametrize("day", [date(2018, 6, 19), date(2018, 8, 2)])
    def test_it_comes_after_it_was_asked(self, ask, cast, at, day):
        row = ask()
        no = lambda: plausibility.advise(  # noqa: E731
            plausibility_advice=row, outcome="NONE", advised_on=day, by=cast.guardian, at=at(2018, 8, 1)
        )
        assert refusal(no) == ("day-impossible", "B-60")

    def test_nothing_but_its_own_verbs_and_the_pages_know_of_it(self):
        """Never decisive: no verb, task, alert or test reads what was advised."""
        may = {"residence/plausibility.py", "residence/models/__init__.py", "residence/acts.py",
               "overview/record_titles.py"}  # fmt: skip
        found = set()
        for room in ("policy", "partners", "intake", "shelter", "residence", "overview"):
            for path in (Path(settings.BASE_DIR) / room).rglob("*.py"):
                text = path.read_text()
                if "PlausibilityAdvice" not in text:
                    continue
                names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
                names |= {
                    each.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)
                    for each in node.names
                }  # fmt: skip
                if "PlausibilityAdvice" in names and "migrations" not in path.parts:
                    found.add(str(path.relative_to(settings.BASE_DIR)))
        assert found == may


class TestClock:
    def names(self, case, day):
        return {each.name: each.last_day for each in terms.clocks(case, day)}

    def test_it_says_until_when_it_can_be_asked(self, report, ask):
        row = report()
        assert self.names(row.case, DISMISSED)["PLAUSIBILITY_REQUEST"] == date(2018, 6, 29)
        assert "PLAUSIBILITY_REQUEST" in self.names(row.case, date(2018, 6, 29))
        assert "PLAUSIBILITY_REQUEST" not in self.names(row.case, date(2018, 6, 30))
        ask(row=row)
        assert "PLAUSIBILITY_REQUEST" not in self.names(row.case, date(2018, 6, 20))

    def test_outside_the_pilot_there_is_none(self, report):
        row = report(ended=date(2018, 12, 20))
        assert "PLAUSIBILITY_REQUEST" in self.names(row.case, date(2018, 12, 31))
        assert "PLAUSIBILITY_REQUEST" not in self.names(row.case, date(2019, 1, 1))
