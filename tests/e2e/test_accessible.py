"""Every kind of page, without a barrier: WCAG 2.2 AA as axe-core knows it, 200 % zoom, 320 px, names in any script."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from audit import ledger
from audit.models import Origin
from intake import subject_request
from intake.models import Case, SubjectRequest, SubjectText
from overview import subject_texts, year_notes
from partners.actors import Actor, of_person
from partners.data_classes import DataClass
from partners.models import Client, Person
from partners.roles import ROLES
from seeds import stories
from seeds.people import LOGINS
from tests.e2e import barriers
from tools import site_pages

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SitDown = Callable[..., Page]

# Together they lead to every kind of page; what the demo has no occasion for stands below.
# Who opens how many pages of children.
WHO = {
    "leiding-nidos": 1, "voogd": 1, "aanmelding": 3, "mentor-wilg": 0, "comensha": 0, "ind": 4, "beheer": 0, "fg": 0,
}  # fmt: skip
TOLD = (
    "rest-extended-twice", "signals-merged", "signal-that-fits-nobody", "two-files-of-one-child", "rest-running",
    "came-back",
)  # fmt: skip
# Files for which a message has to wait for CoMensha, or a scan to be judged.
NO_OCCASION = {"comensha_message", "comensha_htcds", "comensha_file", "subject_scan"}


def a_partner_called() -> None:
    """Somebody looked at a case through a client."""
    person = Person.objects.select_related("organisation").get(username="voogd")
    client = Client.objects.create(
        name="Nidos register", organisation=person.organisation, role=person.role,
        client_type=Client.CLIENT_CONFIDENTIAL, authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
    )  # fmt: skip
    caller = Actor(person.organisation_id, person.organisation.kind, person.role, ROLES[person.role].purpose,
                   Origin.API, user_id="N-4711", client_id=client.client_id)  # fmt: skip
    case = Case.objects.first()
    assert case is not None
    ledger.read(Case, by=caller, case=case.pk, record=case.pk, classes=[DataClass.IDENTITY])


def notes_to_years() -> None:
    """A year that is counted differently, a note that was corrected, and one that was withdrawn."""
    at = timezone.now()
    year, by = timezone.localdate(at).year, of_person(Person.objects.get(username="leiding-nidos"))
    year_notes.write(year=year, kind="COUNTING", text="Vanaf nu ook wie via Schiphol komt.", by=by, at=at)
    old = year_notes.write(year=year, text="Meer aandacht.", by=by, at=at)
    year_notes.correct(year_note=old, text="Meer aandacht voor kinderen.", correction_reason="preciezer", by=by, at=at)
    wrong = year_notes.write(year=year, text="Hoort hier niet.", by=by, at=at)
    year_notes.withdraw(year_note=wrong, withdrawal_reason="ander jaar", by=by, at=at)


def a_child_asked(*, judged: bool) -> None:
    """A child of the demo asks for everything that is held of it, and gets it; its texts are judged, or wait."""
    at, officer = timezone.now(), of_person(Person.objects.get(username="fg"))
    case = Case.objects.order_by("number")[0]
    asked = subject_request.receive(named=case.reference, asked_by="CHILD", identified_by="KNOWN",
                                    received_on=timezone.localdate(at), by=officer, at=at)  # fmt: skip
    subject_request.decide(subject_request=asked, decision="GRANTED", by=officer, at=at)
    subject_texts.collect(subject_request=SubjectRequest.objects.get(pk=asked.pk), by=officer, at=at)
    for each in SubjectText.objects.filter(request=asked) if judged else ():
        subject_texts.judge(subject_text=each, verdict="KEPT", by=officer, at=at)


def found_by(walk: Iterator[str], page: Page, looks: set[str] | None = None) -> list[str]:
    return [each for _kind in walk for each in barriers.of(page, looks)]


def test_no_kind_of_page_has_a_barrier(sit_down: SitDown) -> None:
    """Each kind once, whoever sees it first; what is added to the list of addresses is asked for by itself."""
    for story in TOLD:
        stories.tell(story, timezone.now())
    a_partner_called()
    notes_to_years()
    a_child_asked(judged=False)
    seen: set[str] = set()
    looks: set[str] = set()
    found = []
    for username, cases in WHO.items():
        page = sit_down(username)
        found += found_by(site_pages.walk(page, seen, cases=cases), page, looks)
    assert not found, "\n".join(found)
    missed = site_pages.kinds() - site_pages.ANSWERS - NO_OCCASION - {kind.split()[0] for kind in seen}
    assert not missed, missed


def test_what_answers_a_button_or_says_no_has_no_barrier(sit_down: SitDown) -> None:
    page, found = sit_down("leiding-nidos"), []

    def look() -> None:
        found.extend(barriers.of(page))

    def press(button: str) -> None:
        with page.expect_event("load"):
            page.locator(button).last.click()
        look()

    for address, name, form in (("/admin/people/", "number", "main form"), ("/admin/", "wanted", "form.search")):
        page.goto(address)
        page.locator(f"[name={name}]").fill("N-4711")
        press(f"{form} button.btn")
    for address, status in (("/admin/acts/cases/", 403), ("/admin/nothing/", 404)):
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == status
        look()
    page.goto("/admin/cover/")
    page.goto(page.locator("main a[href*='/acts/']").first.get_attribute("href") or "")
    press("main form button.btn")  # nothing was filled in: each answer says what is wrong with it
    expect(page.get_by_role("alert")).to_be_visible()
    press(".who button")
    page.goto("/admin/")
    look()
    page.locator("[name=username]").fill("leiding-nidos")
    page.locator("[name=password]").fill("not this one")
    press("main form button.btn")
    assert not found, "\n".join(found)


def test_what_is_printed_has_no_barrier(sit_down: SitDown) -> None:
    stories.tell("rest-running", timezone.now())
    page, found = sit_down("leiding-nidos"), []
    page.goto("/admin/intake/case/")
    case = page.locator("main a[href*='/change/']").first.get_attribute("href") or ""
    for paper, chosen in (
        ("dossier", {"recipient": "ind ind.officer", "purpose": "ASYLUM"}),
        ("dossier", {"recipient": "child", "purpose": "CARE"}),
        ("for-the-child", {"language": "ar"}),
        ("for-the-child", {"language": "ti"}),
    ):
        page.goto(case)
        page.locator(f"main a[href$='/{paper}/']").click()
        for name, value in chosen.items():
            page.locator(f"select[name={name}]").select_option(value)
        with page.expect_event("load"):
            page.locator("main form button.btn").click()
        assert page.locator("main").count() == 1
        found += barriers.of(page)
    assert not found, "\n".join(found)


def test_the_copy_that_a_child_gets_has_no_barrier(sit_down: SitDown) -> None:
    stories.tell("rest-running", timezone.now())
    a_child_asked(judged=True)
    page = sit_down("fg")
    page.goto("/admin/subject-requests/")
    with page.expect_event("load"):
        page.locator("main form button.btn").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("main").count() == 1
    assert barriers.of(page) == []


@pytest.mark.long
def test_no_page_of_any_role_has_a_barrier(sit_down: SitDown) -> None:
    """Every kind of page for everybody who has it, with all children of the demo."""
    for story in stories.STORIES:
        stories.tell(story, timezone.now())
    a_partner_called()
    one_of_each = {login.role: login.username for login in reversed(LOGINS)}
    found = []
    for username in one_of_each.values():
        page = sit_down(username)
        found += found_by(site_pages.walk(page, set(), cases=6, every_form=True), page)
    assert not found, "\n".join(found)
