"""A closed case on the pages and in the API's lists: it says so, and asks nothing of anybody."""

from datetime import date

import pytest
from django.urls import reverse

from audit import ledger
from intake import signal
from intake.models import PossibleDuplicate
from overview import alert_notices, case_list, case_page, desk, snapshot, tasks
from partners import involvement, involving
from partners.grounds import Ground
from partners.models import Notice
from residence import guardianship
from tests.closings import ADULT, WHY, close, grown, reopen, shut
from tests.overview.conftest import text, url

__all__ = ["grown", "shut"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-10")]


@pytest.fixture
def kept(open_case, people, cast, at):
    """The case of somebody who came of age on the fourth, closed by the guardian, who still reads it."""
    case = open_case(born=date(2008, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    close(case, cast.guardian, at(2026, 3, 5))
    return case


class TestItAsksNothing:
    @pytest.mark.parametrize("name", ["guardian", "intake", "supervisor"])
    def test_neither_on_the_desk_nor_as_an_alert(self, kept, cast, at, name):
        actor, moment = getattr(cast, name), at(2026, 3, 28)
        shown = desk.load(actor, moment)
        assert (shown.items, shown.children, shown.late) == ([], 0, 0)
        facts = snapshot.of(involvement.standings(actor, [kept.pk], moment))
        assert tasks.open_tasks(facts, actor.role, moment) == []

    def test_though_the_same_case_asked_something_while_it_was_open(self, kept, cast, at):
        facts = snapshot.of(involvement.standings(cast.intake, [kept.pk], at(2026, 3, 4)))
        assert tasks.open_tasks(facts, "nidos.intake", at(2026, 3, 4))

    def test_nobody_is_told_of_an_alert_in_it(self, kept, cast, at):
        alert_notices.tell_new(at(2026, 3, 28))
        assert not Notice.objects.filter(kind="ALERT").exists()

    def test_and_somebody_is_as_soon_as_it_is_open_again(self, kept, cast, at):
        reopen(kept.closings.get(), cast.guardian, at(2026, 3, 6))
        alert_notices.tell_new(at(2026, 3, 28))
        assert Notice.objects.filter(kind="ALERT", case_id=kept.pk).exists()

    def test_no_clock_runs(self, kept, cast, at):
        assert case_page.load(cast.guardian, kept.pk, at(2026, 3, 4)).clocks
        assert case_page.load(cast.guardian, kept.pk, at(2026, 3, 6)).clocks == []

    def test_what_was_not_seen_in_time_is_late_no_longer(self, grown, cast, at):
        signal.report(case=grown, kinds=["ABUSE"], summary="Blauwe plek.", by=cast.avim, at=at(2026, 3, 2))
        assert [row.when is not None for row in desk.load(cast.intake, at(2026, 3, 5)).news] == [True]
        for row in grown.signals.all():
            row.status = "NOT_SUBSTANTIATED"
            ledger.record(row, by=cast.intake, at=at(2026, 3, 5))
        close(grown, cast.intake, at(2026, 3, 5))
        assert [row.when for row in desk.load(cast.intake, at(2026, 3, 9)).news] == [None, None]


class TestItSaysSo:
    def test_on_its_page_since_when_by_whom_and_why(self, kept, at_screen, people, cast, at):
        page = case_page.load(cast.guardian, kept.pk, at(2026, 3, 6))
        told = page.banners[0].text
        assert all(part in told for part in ("5 maart 2026", "NIDOS (test)", WHY))
        assert any("5 maart 2026" in event.what for event in page.timeline.happened)

    def test_not_why_for_who_may_not_read_that(self, grown, shut, people, cast, at):
        involving.involve(case=grown.pk, number=grown.number, organisation=people["ind.officer"].organisation,
                          ground=Ground.TRACK, by=cast.intake, at=at(2026, 3, 5))  # fmt: skip
        told = case_page.load(cast.ind, grown.pk, at(2026, 3, 6)).banners[0].text
        assert "5 maart 2026" in told
        assert WHY not in told

    def test_in_the_timeline_when_it_was_opened_again_and_no_banner_any_more(self, grown, shut, cast, at):
        reopen(shut, cast.intake, at(2026, 3, 8))
        page = case_page.load(cast.intake, grown.pk, at(2026, 3, 9))
        assert page.banners == []
        assert [event.what for event in page.timeline.happened if event.at == at(2026, 3, 8)] == [
            "De zaak is heropend"
        ]

    def test_in_the_list_beside_the_open_ones(self, grown, shut, open_case, cast, at, at_screen):
        other = open_case()
        found = case_list.page(cast.intake, at(2026, 3, 6), limit=10)
        rows = case_list.rows(cast.intake, [case for _number, case in found], at(2026, 3, 6))
        assert {row["id"]: row.get("closed_on") for row in rows} == {grown.pk: date(2026, 3, 5), other.pk: None}
        page = text(at_screen("intake").get(reverse("admin:intake_case_changelist")))
        assert "gesloten sinds 5 maart 2026" in page
        assert page.count("gesloten sinds") == 1

    def test_who_lost_it_is_told_which_it_was(self, grown, shut, cast, at):
        [told] = [row.what for row in desk.load(cast.avim, at(2026, 3, 6)).news]
        assert told == f"De zaak is gesloten ({grown.reference})"

    def test_at_the_screen_it_is_closed_and_opened_again(self, grown, at_screen):
        browser = at_screen("intake")
        form = reverse("admin:act", args=[grown.pk, "closings"])
        assert form in text(browser.get(url(grown)))
        assert browser.post(form, {"reason": WHY}).status_code == 302
        row = grown.closings.get()
        page = text(browser.get(url(grown)))
        again = reverse("admin:nested_act", args=[grown.pk, "closings-reopenings", row.pk])
        assert WHY in page
        assert again in page
        assert form not in page
        assert browser.post(again, {"reopen_reason": "Vergissing.", "version": row.version}).status_code == 302
        assert form in text(browser.get(url(grown)))


@pytest.mark.requirement("AL-31")
@pytest.mark.parametrize("younger", [True, False])
def test_a_pair_with_a_closed_case_is_judged_in_the_open_one(open_case, grown, cast, at, younger):
    """Of two open ones it is asked in the younger."""
    twin = open_case(given_names="Hiwot", family_name="Amanuel", born=ADULT)
    shut_one, open_one = (twin, grown) if younger else (grown, twin)
    close(shut_one, cast.intake, at(2026, 3, 5))
    facts = snapshot.load(cast.intake, at(2026, 3, 6))
    found = tasks.open_tasks(facts, "nidos.intake", at(2026, 3, 6))
    asked = [todo for todo in found if todo.task.code == "JUDGE_DUPLICATE"]
    assert [todo.facts.case for todo in asked] == [open_one.pk]
    assert PossibleDuplicate.objects.get(pk=asked[0].about).case_id == open_one.pk
