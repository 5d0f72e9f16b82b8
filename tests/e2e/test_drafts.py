"""A long talk is written down, the session ends meanwhile, and nothing of it is lost."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from intake.models import Conversation
from seeds import stories
from seeds.people import DEMO_PASSWORD
from tests.e2e import barriers
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
STORY = "Ze zat drie nachten in een garage bij Calais.\nDe man belde iedere avond."
SAID = {"which conversation": "Extra talk", "note": STORY, "with an interpreter": True}


def logs_out_in_another_tab(page: Page) -> None:
    other = page.context.new_page()
    other.goto("/admin/")
    with other.expect_event("load"):
        other.get_by_role("button", name=nl("Log out"), exact=True).click()
    other.close()


def still_stands(intake: Someone) -> None:
    expect(intake.page.get_by_role("status")).to_contain_text(
        nl("You were logged out. What you typed is still here; nothing was recorded yet.")
    )
    expect(intake.field("note")).to_have_value(STORY)
    expect(intake.field("with an interpreter")).to_be_checked()
    assert barriers.of(intake.page) == []


def test_what_was_typed_survives_a_lost_session(arrive_at_work: Callable[..., Someone]) -> None:
    stories.tell("just-arrived", timezone.now())
    intake = arrive_at_work("aanmelding", secrets=("garage", "Calais"))
    intake.go("My cases")
    intake.follow(intake.page.locator("main table a").first)
    intake.act("Record a conversation")
    intake.fill({**SAID, "held on": timezone.localdate().isoformat()})
    before = Conversation.objects.count()
    logs_out_in_another_tab(intake.page)
    intake.try_it()
    expect(intake.page.get_by_role("heading", level=1)).to_have_text(nl("Log in"))
    assert "garage" not in intake.page.content()
    assert barriers.of(intake.page) == []
    intake.fill({"username": "aanmelding", "Password": DEMO_PASSWORD})
    intake.press("Log in")
    still_stands(intake)
    assert Conversation.objects.count() == before
    intake.hand_in()
    assert Conversation.objects.latest("created_at").note.text.split() == STORY.split()
