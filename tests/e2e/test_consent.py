"""A consent by real clicks: explained, printed, signed on paper, scanned, reported with, and taken back."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from config.clock import day_of
from intake import case as cases
from intake.models import Case, IntakeLocation
from partners.actors import of_person
from partners.models import Person
from policy.dates import nth_birthday
from residence import guardianship
from seeds import papers
from tests.e2e.browser import Someone, nl

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
NAMES = ("Semhar", "Tesfay")


@pytest.fixture
def child(netherlands: None) -> Case:
    """Fifteen, and with a guardian since today."""
    at, who = timezone.now(), {each.username: each for each in Person.objects.all()}
    intake, today = of_person(who["aanmelding"]), day_of(at)
    born = {"date": nth_birthday(today, -15), "precision": "DAY", "source": "CHILD", "status": "OFFICIAL"}
    arrival = {"intake_location": IntakeLocation.objects.get(code="ter-apel"), "arrived_on": today}
    known = {"given_names": NAMES[0], "family_name": NAMES[1], "sex": "F", "nationality": "ER", "languages": ["ti"]}
    case = cases.open(child=known, birth=born, arrival=arrival, by=intake, at=at)
    guardianship.request(case=case, guardian=who["voogd"], by=intake, at=at)
    return case


@pytest.mark.requirement("S001-15", "S001-23", "B-07", "INV-31", "S001-13", "INV-27", "INV-29")
def test_a_consent_from_the_explanation_to_the_withdrawal(child: Case, arrive_at_work: Callable[..., Someone]) -> None:
    guardian, today = arrive_at_work("voogd", secrets=NAMES), timezone.localdate().isoformat()
    open_case(guardian, child)
    explains(guardian, today)
    code = prints(guardian)
    records_the_view_and_signs_too_soon(guardian, today)
    open_case(guardian, child)
    adds_the_scan(guardian, code)
    signs(guardian, today)
    reports(guardian)
    withdraws(guardian, today)
    tells_comensha(guardian)
    says_why_no_report_is_made(guardian, today)


def open_case(guardian: Someone, child: Case) -> None:
    guardian.go("My cases")
    guardian.go(child.reference)


def explains(guardian: Someone, today: str) -> None:
    guardian.act("Ask consent")
    guardian.fill({
        "purpose": "registration with CoMensha", "explained on": today, "explained by": "V. de Wit, voogd",
        "explained in": "Tigrinya", "with an interpreter": True, "number of the interpreter": "T-4471",
        "language of the form": "Dutch",
    })  # fmt: skip
    guardian.hand_in()
    guardian.reads(nl("asked, not answered"))


def prints(guardian: Someone) -> str:
    """The form carries the code by which the paper comes back, and the name of the child for whoever signs."""
    guardian.go("Print the form")
    paper = guardian.page.locator("body")
    expect(paper).to_contain_text(" ".join(NAMES))
    expect(paper).to_contain_text("Mogen wij jou bij CoMensha melden?")
    found = re.search(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b", paper.inner_text())
    assert found is not None
    guardian.go("Back to the case")
    return found.group()


def records_the_view_and_signs_too_soon(guardian: Someone, today: str) -> None:
    guardian.go("Record the child's own view")
    guardian.fill({"answer": "agrees", "on": today})
    guardian.hand_in()
    guardian.go("Record a signature")
    guardian.fill({"who": "the guardian", "on": today, "by what it is known": "a signed form"})
    guardian.try_it()
    guardian.is_refused(nl("Add the scan of the signed form first, and choose it here."), "S001-15")


def adds_the_scan(guardian: Someone, code: str) -> None:
    guardian.act("Add a signed paper")
    guardian.fill({"code of the form": code, "what it is": "signed consent form"})
    photo = {"name": "formulier.jpg", "mimeType": "image/jpeg", "buffer": papers.photo(code)}
    guardian.field("Scan of the paper").set_input_files(photo)
    guardian.hand_in()
    guardian.reads(code)


def signs(guardian: Someone, today: str) -> None:
    guardian.go("Record a signature")
    guardian.fill({"who": "the guardian", "on": today, "by what it is known": "a signed form"})
    guardian.field("the scan of it").select_option(index=1)
    guardian.hand_in()
    expect(guardian.page.get_by_text(nl("given"), exact=True)).to_be_visible()


def reports(guardian: Someone) -> None:
    """What goes out is read before it is sent, and nothing in it says who the child is."""
    guardian.act("Prepare a report to CoMensha")
    guardian.fill({
        "what is reported": "registration with CoMensha", "on the basis of": "consent",
        "form of exploitation": ["labour"],
    })  # fmt: skip
    guardian.hand_in()
    guardian.reads(nl("ready to send"))
    guardian.go("Send to CoMensha")
    expect(guardian.page.get_by_text("Dit gaat naar CoMensha")).to_be_visible()
    guardian.hand_in()
    guardian.reads(nl("sent"))


def withdraws(guardian: Someone, today: str) -> None:
    guardian.go("Withdraw consent")
    guardian.reads(
        nl("At any time, by the child or whoever represents it, without a reason and without any consequence.")
    )
    guardian.fill({"who": "the child itself", "on": today})
    guardian.hand_in()
    guardian.reads(nl("withdrawn: does not count"))


def tells_comensha(guardian: Someone) -> None:
    guardian.reads(nl("consent withdrawn: send the withdrawal"))
    guardian.go("Send the withdrawal")
    guardian.hand_in()
    guardian.reads(nl("withdrawal sent"))


def says_why_no_report_is_made(guardian: Someone, today: str) -> None:
    guardian.act("Record why no report is made")
    guardian.fill({"why no report is made": "de jongere wil het niet", "decided on": today})
    guardian.hand_in()
    guardian.reads("de jongere wil het niet")
