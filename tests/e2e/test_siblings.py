"""A busy desk: three siblings arrive, one of them is known already under another spelling, and AVIM signals one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from policy.dates import nth_birthday
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

SECRETS = ("Yohannes", "Johannes", "Meron", "Luwam", "Gebremedhin", "Ghebremedhin")
SUMMARY = "Meisje moet zich vrijdag bij een onbekende melden."


def child(given: str, family: str, sex: str, age: int, today: date) -> dict[str, str | list[str]]:
    born = nth_birthday(today, -age)
    return {
        "given names": given, "family name": family, "sex": sex, "nationality": "Eritrea", "languages": ["Tigrinya"],
        "Day": str(born.day), "Month": str(born.month), "Year": str(born.year),
        "place of arrival": "Ter Apel", "arrived on": today.isoformat(),
    }  # fmt: skip


def reference(someone: Someone) -> str:
    return str(someone.page.get_by_role("heading", level=1).locator("small").inner_text())


@pytest.mark.requirement("EC-43", "AL-31", "AL-33", "S004-35")
def test_three_siblings_of_whom_one_is_known_and_one_is_signalled(arrive_at_work: Callable[..., Someone]) -> None:
    today = timezone.localdate()
    known = ind_registers(arrive_at_work("ind", secrets=SECRETS), today)
    intake = arrive_at_work("aanmelding", secrets=SECRETS)
    eldest, again, youngest = desk_registers(intake, today)
    joined = compares_and_asks(intake, again, known)
    supervisor_joins(arrive_at_work("leiding-nidos", secrets=SECRETS), again, known)
    avim_signals(arrive_at_work("avim", secrets=SECRETS), youngest)
    siblings_are_screened(intake, eldest, youngest, joined)


def ind_registers(ind: Someone, today: date) -> str:
    """The boy came a day early and was registered by IND as it heard his name."""
    ind.go("Register a child")
    ind.fill(child("Johannes", "Ghebremedhin", "boy", 14, today))
    ind.hand_in()
    return reference(ind)


def desk_registers(intake: Someone, today: date) -> tuple[str, str, str]:
    intake.go("Register a child")
    intake.fill(child("Meron", "Gebremedhin", "girl", 16, today))
    intake.hand_in()
    eldest = reference(intake)
    others = []
    for given, sex, age in (("Yohannes", "boy", 14), ("Luwam", "girl", 12)):
        open_case(intake, eldest)
        intake.act("Register a brother or sister")
        intake.fill(child(given, "Gebremedhin", sex, age, today))
        intake.hand_in()
        others.append(newest(intake))
    return eldest, others[0], others[1]


def open_case(someone: Someone, number: str) -> None:
    someone.go("My cases")
    someone.go(number)


def newest(someone: Someone) -> str:
    """The number of the case that was opened last: the list begins with it."""
    someone.go("My cases")
    return str(someone.page.get_by_role("link", name="BO-").first.inner_text())


def compares_and_asks(intake: Someone, again: str, known: str) -> str:
    """The desk says so, the two stand side by side, and nothing is joined by itself."""
    intake.desk()
    expect(intake.task("JUDGE_DUPLICATE")).to_have_count(1)
    open_case(intake, again)
    intake.go("compare the two")
    intake.reads("Johannes", "Yohannes", nl("the name in another spelling or script"), nl("the same birth date"))
    intake.go("The same child")
    intake.fill({"reason": "Hij zegt zelf dat hij gisteren al bij de IND was."})
    intake.hand_in()
    open_case(intake, known)
    intake.reads(nl("It is asked to join this case with another one:"))
    return known


def supervisor_joins(lead: Someone, again: str, known: str) -> None:
    lead.take_up("APPROVE_MERGE")
    lead.reads("Johannes", "Yohannes")
    lead.go("Join the two cases")
    lead.hand_in()
    open_case(lead, known)
    lead.reads(nl("Of this child there is another file, which goes on here:"))
    lead.go(again)
    lead.reads(nl("This case was joined with another one of the same child: you can read it; go on in"), known)


def avim_signals(avim: Someone, youngest: str) -> None:
    open_case(avim, youngest)
    avim.act("Raise a signal")
    avim.fill({"about": ["human trafficking"], "how certain": "reasonable", "summary": SUMMARY})
    avim.hand_in()
    avim.reads(SUMMARY)


def siblings_are_screened(intake: Someone, eldest: str, youngest: str, known: str) -> None:
    """The file of each of the others asks for a look, without what the signal says; also of the one in two files."""
    intake.desk()
    asked = intake.task("SCREEN_SIBLING")
    expect(asked).to_have_count(2)
    for number in (eldest, known):
        expect(asked.filter(has_text=number)).to_have_count(1)
    for number in (eldest, known):
        open_case(intake, number)
        intake.reads_nothing_of(SUMMARY)
    open_case(intake, youngest)
    intake.reads(SUMMARY)
