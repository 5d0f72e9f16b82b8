"""The task list of docs/tasks.md, each task worked through from the desk as somebody does who comes to it fresh.

How many clicks a task takes stands in that document. A task that takes another number makes this red: who lowers it
writes the lower one down, and nobody raises it unseen.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import expect

from partners.models import Person
from policy.dates import nth_birthday
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
TASKS = Path(__file__).parents[2] / "docs" / "tasks.md"
LINE = re.compile(r"^\| (?P<number>\d+) \|.*\| (?P<clicks>\d+) \|$", re.MULTILINE)
Children = dict[str, str]


@pytest.fixture
def children(netherlands: None) -> Children:
    """Three children by name, each with its case number: one that waits, one that rests, one that grew up there."""
    people = {row.username: row for row in Person.objects.select_related("organisation")}
    found = {}
    with transaction.atomic():
        for name, days, bed in (("merhawit", 9, None), ("mehret", 17, 3), ("selam", 230, 4)):
            story = Story(f"task-{name}", timezone.now(), people)
            scenes.intake(story, KIDS[name], "voogd", days)
            if name == "selam":
                scenes.settle_birth_date(story, KIDS[name], days - 1)
            scenes.raise_signal(story, "avim", days - 2, "IDENTIFICATION", "Een man wachtte buiten.")
            scenes.protect(story, "voogd", days - 3, "De man zoekt nog steeds.")
            if bed is not None:
                scenes.place(story, "Huis Wilg", bed, days - 4)
            assert story.case is not None
            found[name] = story.case.reference
    return found


def noted() -> dict[int, int]:
    return {int(row["number"]): int(row["clicks"]) for row in LINE.finditer(TASKS.read_text())}


@dataclass
class Counted:
    """Who is at work, and how many clicks each task took."""

    arrive_at_work: Callable[..., Someone]
    there: dict[str, Someone] = field(default_factory=dict)
    clicks: dict[int, int] = field(default_factory=dict)

    @contextmanager
    def task(self, number: int, username: str) -> Iterator[Someone]:
        """Somebody at their desk begins with a task."""
        if username not in self.there:
            self.there[username] = self.arrive_at_work(username)
        who = self.there[username]
        who.desk()
        before = who.clicks
        yield who
        self.clicks[number] = who.clicks - before


@pytest.fixture
def counted(arrive_at_work: Callable[..., Someone]) -> Counted:
    return Counted(arrive_at_work)


def test_each_task_takes_as_many_clicks_as_its_line_says(children: Children, counted: Counted) -> None:
    arrival_to_shelter(counted, children)
    rest_and_absence(counted, children)
    consent_and_moving_on(counted, children)
    looking_back(counted, children)
    assert counted.clicks == noted()


def arrival_to_shelter(counted: Counted, children: Children) -> None:
    today = timezone.localdate()
    with counted.task(1, "aanmelding") as who:
        who.go("Register a child")
        born = nth_birthday(today, -15)
        who.fill({"given names": "Awet", "family name": "Mehari", "Day": str(born.day), "Month": str(born.month),
                  "Year": str(born.year), "place of arrival": "Ter Apel",
                  "arrived on": today.isoformat()})  # fmt: skip
        who.hand_in()
    with counted.task(2, "ind") as who:
        to_number(who, children["merhawit"])
        who.act("Raise a signal")
        who.fill({"about": ["human trafficking"], "how certain": "reasonable", "came up in": "Talk with IND",
                  "summary": "Zij wordt gebeld."})  # fmt: skip
        who.hand_in()
    with counted.task(3, "coa") as who:
        who.follow(line(who, "PLACE_CHILD", children["merhawit"]).get_by_role("link").last)
        who.fill({"bed": who.field("bed").locator("option", has_text="Huis Wilg").first.inner_text()})
        who.hand_in()


def rest_and_absence(counted: Counted, children: Children) -> None:
    with counted.task(4, "voogd") as who:
        to_case(who, children["mehret"])
        who.act("Ask for more rest")
        who.fill({"number of days": "7", "reason": "Zij slaapt nog slecht."})
        who.hand_in()
    with counted.task(5, "leiding-nidos") as who:
        who.follow(line(who, "APPROVE_REST", children["mehret"]).get_by_role("link").last)
        who.hand_in()
    with counted.task(6, "mentor-wilg") as who:
        to_case(who, children["mehret"])
        who.act("Report that the child is missing")
        seen = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        who.fill({"last seen at": seen, "circumstances": "Niet terug van school."})
        who.hand_in()


def consent_and_moving_on(counted: Counted, children: Children) -> None:
    today = timezone.localdate()
    with counted.task(7, "voogd") as who:
        to_case(who, children["merhawit"])
        who.act("Ask consent")
        who.fill({"purpose": "registration with CoMensha", "explained on": today.isoformat(),
                  "explained by": "V. de Wit, voogd", "explained in": "Tigrinya", "with an interpreter": True,
                  "number of the interpreter": "T-4471", "language of the form": "Dutch"})  # fmt: skip
        who.hand_in()
        who.act("Record a refusal")
        who.fill({"who": "the child itself", "on": today.isoformat()})
        who.hand_in()
    with counted.task(8, "coa") as who:
        to_number(who, children["selam"])
        who.act("Assess whether the child can move on")
        who.fill({"why it moves on before plan and programme are complete": "Zij wil dichter bij school wonen."})
        who.hand_in()


def looking_back(counted: Counted, children: Children) -> None:
    with counted.task(9, "leiding-nidos") as who:
        to_number(who, children["mehret"])
        who.go("Who did and saw what: the trail")
        who.fill({"What": "added"})
        who.press("Filter")
        expect(who.page.get_by_role("row").filter(has_text="Marit Hoekwater").first).to_be_visible()
    with counted.task(10, "rapporteur") as who:
        who.go("Figures")
        who.go("Geregistreerde vermoedelijke slachtoffers")
        expect(who.page.get_by_role("link", name=nl("As CSV"), exact=True)).to_be_visible()


def to_case(who: Someone, reference: str) -> None:
    """Of few cases each stands at the desk by the name of the child."""
    who.follow(who.page.locator(".kids li").filter(has_text=reference).get_by_role("link"))


def to_number(who: Someone, reference: str) -> None:
    """Whoever has hundreds types the number that stands in the letter or was said at the telephone."""
    who.page.get_by_role("searchbox").fill(reference)
    who.press("Search")


def line(who: Someone, code: str, reference: str):
    return who.task(code).filter(has_text=reference)
