"""Somebody at a screen: what a person sees, reads and presses, in the Dutch of the translation catalogue."""

import re
from collections.abc import Mapping

from django.utils import translation
from playwright.sync_api import ConsoleMessage, Locator, Page, Response, expect

from config.language import say
from policy.tasks import task

Answer = str | bool | list[str]


def nl(text: str, **values: object) -> str:
    """A text of the code as a Dutch screen shows it; names and codes, which have no translation, as they are."""
    with translation.override("nl"):
        return translation.gettext(text) % values if values else translation.gettext(text)


def whole(text: str) -> re.Pattern[str]:
    """A label as it stands beside its field: with a capital, and with a note when the field may stay empty."""
    return re.compile(rf"^\s*{re.escape(nl(text))}\s*({re.escape(nl('(optional)'))})?\s*$", re.IGNORECASE)


def listen(page: Page, complaints: list[str]) -> None:
    """Keep what the browser complains of: the content-security policy, a script, a file that is not there."""

    def logged(message: ConsoleMessage) -> None:
        # A page that says no has a status of its own and is no fault; a file that is missing is heard below.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            complaints.append(message.text)

    def answered(response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            complaints.append(f"{response.status} {response.url}")

    page.on("console", logged)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", answered)


class Someone:
    """One person at a screen of their own. `secrets` never stand in a title or an address, which browsers keep."""

    def __init__(self, page: Page, secrets: tuple[str, ...] = ()) -> None:
        self.page = page
        self.secrets = secrets
        self.clicks = 0  # what was pressed so far; each thing that leads to a page, and what folds out

    def log_in(self, username: str, password: str) -> None:
        self.open("/admin/")
        self.fill({"username": username, "Password": password})
        self.follow(self.page.get_by_role("button", name=nl("Log in"), exact=True))

    def open(self, address: str) -> None:
        """Type an address, as somebody does who was sent it."""
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        """Every page is Dutch, has a title, and gives away no name to who looks over a shoulder or into a history."""
        expect(self.page.locator("html")).to_have_attribute("lang", "nl")
        shown = f"{self.page.title()} {self.page.url}"
        assert self.page.title().endswith("Beschut")
        assert not any(secret in shown for secret in self.secrets), shown

    def follow(self, target: Locator) -> None:
        """Press something that leads to a page, and look at that page."""
        self.clicks += 1
        with self.page.expect_event("load"):
            target.click()
        self.look()

    def go(self, link: str) -> None:
        self.follow(self.page.get_by_role("link", name=nl(link), exact=True))

    def press(self, button: str) -> None:
        self.follow(self.page.get_by_role("button", name=nl(button), exact=True))

    def desk(self) -> None:
        self.go("My work")

    def take_up(self, code: str) -> None:
        """From the desk: the button beside what is asked, which there is once."""
        self.desk()
        self.follow(self.task(code).get_by_role("link").last)

    def task(self, code: str) -> Locator:
        with translation.override("nl"):
            asked = say(task(code).text)
        return self.page.get_by_role("row").filter(has_text=asked)

    def acknowledge(self, news: str) -> None:
        """From the desk: say that one has seen what is new."""
        self.desk()
        new = self.page.get_by_role("listitem").filter(has_text=nl(news))
        expect(new).to_have_count(1)
        self.follow(new.get_by_role("button", name=nl("Seen"), exact=True))
        expect(new).to_have_count(0)

    def act(self, label: str) -> None:
        """From the case: what can be done to it, the less usual things behind "more"."""
        button = self.page.get_by_role("link", name=nl(label), exact=True)
        if not button.is_visible():
            self.clicks += 1
            self.page.get_by_text(nl("More …"), exact=True).click()
        self.follow(button)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(whole(label))

    def fill(self, answers: Mapping[str, Answer]) -> None:
        """Answer by label: a text, a choice from a list, a tick, or several ticks."""
        for label, answer in answers.items():
            if isinstance(answer, bool):
                self.field(label).set_checked(answer)
            elif isinstance(answer, list):
                group = self.page.get_by_role("group", name=whole(label))
                for choice in answer:
                    group.get_by_label(nl(choice), exact=True).check()
            elif self.field(label).evaluate("field => field.localName") == "select":
                self.field(label).select_option(label=nl(answer))
            else:
                self.field(label).fill(answer)

    def hand_in(self) -> None:
        """The button under a form, which says what it does; it succeeds."""
        self.try_it()
        expect(self.page.get_by_role("status")).to_contain_text(nl("Recorded: %(act)s.").split("%")[0].strip())

    def try_it(self) -> None:
        self.follow(self.page.locator("main form").get_by_role("button").last)

    def is_refused(self, sentence: str, source: str) -> None:
        """The rule's own sentence, with the paragraph it stands on."""
        alert = self.page.get_by_role("alert")
        expect(alert).to_contain_text(sentence)
        expect(alert.get_by_role("link", name=source, exact=True)).to_be_visible()

    def reads(self, *texts: str) -> None:
        """What stands on the page, somewhere a person sees it."""
        for text in texts:
            expect(self.page.locator("#content, main").first).to_contain_text(text)

    def reads_nothing_of(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)
