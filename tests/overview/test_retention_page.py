"""The page of files to destroy: who sees it, what stands on it, and the buttons up to the second person."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from intake.models import Destruction
from overview import destruction, retention_page
from overview.links import free_act_url
from partners.errors import NotAllowed
from tests.closings import close
from tests.destructions import ADULT, DUE, confirm, hold, kept, propose, second, set_term
from tests.overview.conftest import text

__all__ = ["kept", "second"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-24")]
PAGE = reverse("admin:retention")


@pytest.fixture
def in_2080(monkeypatch, at):
    monkeypatch.setattr(timezone, "now", lambda: at(2080, 1, 2))


class TestWhatStandsOnIt:
    def test_what_is_due_since_when_and_why_and_what_keeps_the_rest(self, kept, open_case, cast, at):
        open_case(given_names="Selam", born=None)
        found = retention_page.load(cast.dpo, at(2080, 1, 1)).files
        [line] = found.due
        assert (line.reference, line.state.text) == (kept.reference, "mag weg sinds 3 maart 2076")
        assert "Nidos: 50 jaar, tot en met 2 maart 2076 (B-24)" in line.why
        assert {str(said): count for said, count in found.in_the_way} == {
            "De zaak is open, of is nooit gesloten.": 1,
            "Er is geen officiële geboortedatum die zegt wanneer het kind achttien werd: "
            "de termijn is niet te berekenen.": 1,
        }  # fmt: skip

    def test_what_is_proposed_moves_on_and_only_somebody_else_is_offered_to_confirm_it(self, kept, cast, second, at):
        propose(kept, cast.supervisor, at(*DUE))
        own = retention_page.load(cast.supervisor, at(*DUE)).files
        others = retention_page.load(second, at(*DUE)).files
        assert own.due == []
        assert [len(own.proposed[0].buttons), len(others.proposed[0].buttons)] == [1, 2]
        confirm(Destruction.objects.get(), second, at(*DUE, 14))
        [line] = retention_page.load(cast.dpo, at(*DUE, 15)).files.proposed
        assert [said.split(" op ")[0] for said in line.why[:2]] == [
            "Voorgesteld door P. nidos.supervisor", "Bevestigd door P. second",
        ]  # fmt: skip
        [line] = retention_page.load(cast.dpo, at(2077, 1, 1)).files.proposed
        assert line.state.text == "vervallen"

    def test_who_holds_what_and_why(self, kept, cast, at):
        hold(kept, cast.dpo, at(2060, 1, 1), review_on=date(2061, 1, 1))
        [line] = retention_page.load(cast.supervisor, at(*DUE)).files.held
        assert line.why[0].endswith("Een klacht loopt.")
        assert line.state.text == "opnieuw bekijken op 1 januari 2061"

    def test_the_administrator_sees_the_terms_and_no_file(self, kept, cast, at):
        set_term("COA", 20, cast.administrator, at(2026, 5, 1))
        set_term("COA", 30, cast.administrator, at(2030, 5, 1))
        found = retention_page.load(cast.administrator, at(*DUE))
        assert (found.files, bool(found.term_url)) == (None, True)
        assert [(term.organisation, term.period) for term in found.terms] == [
            ("COA", "vanaf 1 mei 2030"), ("COA", "van 1 mei 2026 tot 1 mei 2030"),
        ]  # fmt: skip
        assert not retention_page.load(cast.supervisor, at(*DUE)).term_url

    def test_nobody_else_sees_it(self, cast, at):
        for name in ("guardian", "intake", "avim", "ind", "coa", "mentor", "analyst"):
            with pytest.raises(NotAllowed):
                retention_page.load(getattr(cast, name), at(*DUE))

    def test_it_is_written_down_and_costs_the_same_for_more_files(self, kept, open_case, cast, at):
        with CaptureQueriesContext(
            connection,
        ) as few:
            retention_page.load(cast.dpo, at(2080, 1, 1))
        for name in ("Selam", "Yonas"):
            case = open_case(given_names=name, family_name=name, born=ADULT)
            close(case, cast.intake, at(2026, 3, 5))
        with CaptureQueriesContext(connection) as many:
            retention_page.load(cast.dpo, at(2080, 1, 1))
        assert len(many) == len(few)
        entry = Entry.objects.filter(kind="LIST").latest("id")
        assert (len(entry.cases), entry.data_classes) == (3, ["RETENTION"])


class TestAtTheScreen:
    def test_two_people_go_through_it(self, kept, at_screen, in_2080):
        first, other = at_screen("supervisor"), at_screen("dpo")
        form = free_act_url(destruction.PROPOSE, kept.pk)
        assert form in text(first.get(PAGE))
        assert "mag weg sinds 3 maart 2076" in text(first.get(form))
        assert first.post(form, {}).headers["Location"] == PAGE
        row = Destruction.objects.get()
        confirming = free_act_url(destruction.CONFIRM, row.pk)
        assert confirming not in text(first.get(PAGE))
        assert first.post(confirming, {}).status_code == 409
        assert confirming in text(other.get(PAGE))
        assert other.post(confirming, {}).headers["Location"] == PAGE
        row.refresh_from_db()
        assert row.confirmed_at is not None

    def test_no_name_stands_on_any_of_it(self, kept, at_screen, in_2080):
        browser = at_screen("supervisor")
        for address in (PAGE, free_act_url(destruction.PROPOSE, kept.pk)):
            assert "Hiwet" not in text(browser.get(address))

    def test_who_may_not_learns_of_no_case_whether_it_exists(self, kept, at_screen, in_2080):
        browser = at_screen("ind")
        answers = [browser.get(free_act_url(destruction.PROPOSE, key)) for key in (kept.pk, uuid4())]
        assert [each.status_code for each in answers] == [404, 404]

    def test_a_guardian_gets_nothing(self, kept, at_screen, in_2080):
        browser = at_screen("guardian")
        assert browser.get(PAGE).status_code == 403
        assert PAGE not in text(browser.get(reverse("admin:index")))
        assert browser.post(free_act_url(destruction.PROPOSE, kept.pk), {}).status_code == 404
        assert not Destruction.objects.exists()
