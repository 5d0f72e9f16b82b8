"""A child is not in, goes missing, is looked for and comes back: the mentor on a telephone, police at a desk."""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Locator, expect

from intake.models import Case
from partners.models import Person
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story
from shelter.models import Absence, Location
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
HOUSE, PHONE = "Huis Wilg", 320


@pytest.fixture
def child(netherlands: None) -> Case:
    """Merhawit, six weeks in the house by the willow, with a guardian."""
    people = {row.username: row for row in Person.objects.select_related("organisation")}
    story = Story("e2e-absence", timezone.now(), people)
    with transaction.atomic():
        scenes.intake(story, KIDS["merhawit"], "voogd", 47)
        scenes.raise_signal(story, "avim", 45, "IDENTIFICATION", "Een man wachtte haar buiten op.")
        scenes.protect(story, "voogd", 44, "De man die haar opwachtte, zoekt haar nog steeds.")
        scenes.place(story, HOUSE, 4, 43)
    assert story.case is not None
    return story.case


def card(mentor: Someone, child: Case) -> Locator:
    """From any page: the day, and on it the card of the child."""
    mentor.go("My day")
    assert mentor.page.evaluate("document.documentElement.scrollWidth") <= PHONE
    return mentor.page.locator("section.card").filter(has_text=child.reference)


def tap(mentor: Someone, child: Case, word: str) -> None:
    mentor.follow(card(mentor, child).get_by_role("button", name=called(word, child)))


def called(word: str, child: Case) -> re.Pattern[str]:
    """A button of the day says of which child it is, to who does not see the card around it."""
    return re.compile(rf"^{re.escape(nl(word))}\s*: {child.reference}$")


@pytest.mark.requirement("S004-81", "S004-82", "INV-35", "EC-20", "AL-20")
def test_not_in_missing_looked_for_and_back(child: Case, arrive_at_work: Callable[..., Someone]) -> None:
    mentor = arrive_at_work("mentor-wilg", width=PHONE, secrets=("Merhawit",))
    mentor_calls_the_roll(mentor, child)
    mentor_reports(mentor, child)
    avim = arrive_at_work("avim", secrets=("Merhawit",))
    police_look_where_it_lived(avim, child)
    mentor_says_it_is_back(mentor, child)
    police_see_no_address_any_more(avim, child)
    mentor_talked(mentor)
    row = Absence.objects.get()
    assert (row.ended_as, row.return_talk_with, row.tracing_since is not None) == ("RETURNED", "MENTOR", True)


def mentor_calls_the_roll(mentor: Someone, child: Case) -> None:
    """One tap each; the day comes back."""
    tap(mentor, child, "Is in")
    expect(card(mentor, child)).to_contain_text(nl("is in"))
    tap(mentor, child, "Not in")
    expect(card(mentor, child)).to_contain_text(nl("not in"))


def mentor_reports(mentor: Someone, child: Case) -> None:
    mentor.follow(card(mentor, child).locator("a[href*='/acts/absences/']"))
    mentor.fill({"circumstances": "Niet terug van school; blauwe jas."})
    mentor.hand_in()
    expect(card(mentor, child)).to_contain_text(nl("missing"))


def police_look_where_it_lived(avim: Someone, child: Case) -> None:
    avim.take_up("START_TRACING")
    avim.fill({"what was done": "Signalement doorgegeven."})
    avim.hand_in()
    address = Location.objects.get(name=HOUSE).address
    avim.reads(child.reference, HOUSE, address, "blauwe jas")


def mentor_says_it_is_back(mentor: Someone, child: Case) -> None:
    mentor.follow(card(mentor, child).get_by_role("link", name=called("Is back", child)))
    mentor.hand_in()
    expect(card(mentor, child)).to_contain_text(nl("is in"))


def police_see_no_address_any_more(avim: Someone, child: Case) -> None:
    """They still see the case, by their own signal."""
    avim.go("My cases")
    avim.go(child.reference)
    avim.reads_nothing_of(Location.objects.get(name=HOUSE).address, HOUSE)


def mentor_talked(mentor: Someone) -> None:
    mentor.take_up("HOLD_RETURN_TALK")
    mentor.fill({"return talk on": timezone.localdate().isoformat(), "return talk with": "the mentor"})
    mentor.hand_in()
