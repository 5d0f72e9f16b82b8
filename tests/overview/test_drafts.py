"""A session that ended over a filled-in form: who filled it in finds it again, and nobody else anything of it."""

import json
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from config import parcels
from intake import document, screening
from intake.models import Conversation
from overview import drafts
from overview.drafts import PARCEL, PURPOSE, SHOWN_TO
from partners.models import Person
from policy.drafts import DRAFT_BYTES, DRAFT_HOURS
from residence import guardianship
from tests.access.watching import watching
from tests.overview.conftest import text
from tests.second_steps import PASSWORD, with_password

pytestmark = pytest.mark.django_db
STORY = "Ze zat drie nachten in een garage bij Calais."
STILL_HERE = "Wat u hebt ingevuld, staat er nog"
LOGIN = reverse("admin:login")


@pytest.fixture(autouse=True)
def _a_password_is_enough(settings):
    """As in the demo. With a second step: tests/overview/test_log_in.py."""
    settings.SECOND_FACTOR = False


class Screen:
    """A browser with the checks of a browser, and what it would send from the page that stands open."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.page = ""

    def open(self, address):
        self.page = text(self.client.get(address))

    def hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]*)"', self.page.partition("<main")[2])
        return found[1] if found else ""

    def send(self, address, **typed):
        carried = {name: self.hidden(name) for name in ("csrfmiddlewaretoken", SHOWN_TO, PARCEL, "next")}
        answer = self.client.post(address, {name: value for name, value in carried.items() if value} | typed)
        self.page = text(answer)
        return answer

    def log_in(self, person, password=PASSWORD):
        return self.send(LOGIN, username=person.username, password=password)

    def log_out(self):
        """In another tab: the page that stands open here stays."""
        self.client.session.flush()

    def follow(self, answer):
        self.open(answer.headers["Location"])
        return self.page


@pytest.fixture
def nidos(people):
    """Who does the intake; with a password."""
    return with_password(people["nidos.intake"])


@pytest.fixture
def colleague(organisations):
    """Somebody else of Nidos who may fill in the same form."""
    return with_password(Person(username="n.bos", name="N. Bos", organisation=organisations["NIDOS"],
                                role="nidos.intake"))  # fmt: skip


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def address(case):
    return reverse("admin:act", args=[case.pk, "conversations"])


@pytest.fixture
def typed(case):
    return {"step": "EXTRA", "held_on": case.arrived_on.isoformat(), "outcome": "NO_SIGNAL", "note": STORY,
            "language": "ti", "conductor": ""}  # fmt: skip


def left_open(person, address):
    """The form stands open at their screen, and their session is over."""
    screen = Screen()
    screen.client.force_login(person, backend="partners.login.PersonBackend")
    screen.open(address)
    screen.log_out()
    return screen


@pytest.fixture
def screen(nidos, address):
    return left_open(nidos, address)


def test_who_logs_in_again_finds_what_was_typed_and_hands_it_in(screen, nidos, address, typed):
    answer = screen.send(address, **typed)
    assert answer.status_code == 200
    assert "Inloggen" in screen.page
    assert "no-store" in answer.headers["Cache-Control"]
    assert STORY not in screen.page
    back = screen.log_in(nidos)
    assert (back.status_code, back.headers["Location"]) == (302, address)
    assert STORY not in str(dict(screen.client.session))
    page = screen.follow(back)
    assert f"{STORY}</textarea>" in page
    assert '<option value="EXTRA" selected>' in page
    assert STILL_HERE in page
    assert not Conversation.objects.exists()
    assert screen.send(address, **typed).status_code == 302
    assert Conversation.objects.get().step == "EXTRA"


def test_a_wrong_password_does_not_lose_it(screen, nidos, address, typed):
    screen.send(address, **typed)
    assert "Log opnieuw in" in screen.page
    assert screen.log_in(nidos, "not this one").status_code == 200
    assert Entry.objects.filter(kind=Kind.LOGIN_FAILED).count() == 1
    assert STORY in screen.follow(screen.log_in(nidos))


def test_what_was_wrong_in_it_is_said_when_it_is_handed_in_and_not_before(screen, nidos, address, typed):
    screen.send(address, **typed | {"held_on": "gisteren"})
    page = screen.follow(screen.log_in(nidos))
    assert 'value="gisteren"' in page
    assert 'class="error"' not in page
    assert screen.send(address, **typed | {"held_on": "gisteren"}).status_code == 400


def test_it_opens_once(screen, nidos, address, typed):
    screen.send(address, **typed)
    screen.follow(screen.log_in(nidos))
    screen.open(address)
    assert STORY not in screen.page
    assert STILL_HERE not in screen.page


def test_nothing_typed_stands_in_an_address_a_log_or_the_ledger(screen, nidos, address, typed):
    with watching() as seen:
        answers = [screen.send(address, **typed), screen.log_in(nidos)]
        page = screen.follow(answers[1])
    assert STORY in page
    assert STORY not in str([answer.headers for answer in answers])
    assert STORY not in "\n".join(seen.lines)
    assert STORY not in seen.fetched
    assert STORY not in str(list(Entry.objects.values()))


def test_somebody_else_who_logs_in_there_gets_nothing_of_it(screen, colleague, address, typed):
    screen.send(address, **typed)
    back = screen.log_in(colleague)
    assert PARCEL not in screen.client.session
    page = screen.follow(back)
    assert screen.hidden(SHOWN_TO).startswith(str(colleague.pk))
    assert STORY not in page
    assert STILL_HERE not in page


def test_what_waits_in_a_session_opens_for_its_own_person_only(screen, colleague, address, typed):
    screen.send(address, **typed)
    other = Client()
    other.force_login(colleague, backend="partners.login.PersonBackend")
    session = other.session
    session[PARCEL] = screen.hidden(PARCEL)
    session.save()
    page = text(other.get(address))
    assert SHOWN_TO in page
    assert STORY not in page


def test_it_does_not_open_in_another_form(screen, nidos, address, typed, open_case):
    screen.send(address, **typed)
    screen.log_in(nidos)
    elsewhere = reverse("admin:act", args=[open_case(given_names="Yonas").pk, "conversations"])
    screen.open(elsewhere)
    assert STORY not in screen.page
    assert STILL_HERE not in screen.page


def test_a_form_of_another_address_or_person_is_no_form_of_ours(screen, colleague, address, typed, nidos):
    forged = (
        screen.hidden(SHOWN_TO).replace(str(nidos.pk), str(colleague.pk)),
        Signer(salt="form /admin/").sign(str(nidos.pk)), str(nidos.pk), "",
    )  # fmt: skip
    for each in forged:
        answer = screen.send(address, **typed, **{SHOWN_TO: each})
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{LOGIN}?next={address}"


def altered(parcel: str) -> str:
    """The same with one letter of its middle turned into another."""
    at = len(parcel) // 2
    return parcel[:at] + ("A" if parcel[at] != "A" else "B") + parcel[at + 1 :]


@pytest.mark.parametrize("spoil", [altered, lambda parcel: "test:" + "A" * 64, lambda parcel: "é" * 40,
                                   lambda parcel: parcel[:20], lambda parcel: "old" + parcel])  # fmt: skip
def test_what_was_altered_is_an_ordinary_login(screen, nidos, address, typed, spoil):
    screen.send(address, **typed)
    spoiled = spoil(screen.hidden(PARCEL))
    assert (
        PARCEL not in text(screen.send(LOGIN, username="x", password="y", **{PARCEL: spoiled})).partition("<main")[2]
    )
    back = screen.send(LOGIN, username=nidos.username, password=PASSWORD, next=address, **{PARCEL: spoiled})
    assert back.headers["Location"] == address
    assert PARCEL not in screen.client.session
    assert STORY not in screen.follow(back)


@pytest.mark.parametrize(("minutes", "opens"), [(-1, True), (1, False)])
def test_what_is_too_old_is_an_ordinary_login(screen, nidos, address, typed, minutes, opens):
    screen.send(address, **typed)
    draft = json.loads(parcels.unpack(screen.hidden(PARCEL), PURPOSE))
    draft["at"] = (timezone.now() - timedelta(hours=DRAFT_HOURS, minutes=minutes)).isoformat()
    old = parcels.pack(json.dumps(draft).encode(), PURPOSE)
    back = screen.send(LOGIN, username=nidos.username, password=PASSWORD, next=address, **{PARCEL: old})
    assert back.headers["Location"] == address
    assert (STORY in screen.follow(back)) is opens


def test_more_than_anybody_types_is_not_carried(screen, address, typed):
    answer = screen.send(address, **typed | {"note": "é" * (DRAFT_BYTES // 2)})
    assert answer.headers["Location"] == f"{LOGIN}?next={address}"
    assert screen.client.post(address, typed).status_code == 302


def test_a_file_has_to_be_chosen_again(people, case, cast, at):
    guardian = with_password(people["nidos.guardian"])
    guardianship.request(case=case, guardian=guardian, by=cast.intake, at=at(2026, 3, 2))
    address = reverse("admin:act", args=[case.pk, document.ADD.name])
    screen = left_open(guardian, address)
    file = SimpleUploadedFile("Semhar.pdf", STORY.encode())
    screen.send(address, form_code="AB-12", kind="CONSENT_FORM", file=file)
    assert not [word for word in (STORY, "Semhar") if word.encode() in parcels.unpack(screen.hidden(PARCEL), PURPOSE)]
    page = screen.follow(screen.log_in(guardian))
    assert 'value="AB-12"' in page
    assert "Kies het bestand opnieuw" in page


def test_a_form_of_another_make_is_filled_in_as_well(nidos, case):
    address = reverse("admin:act", args=[case.pk, screening.RECORD.name])
    screen = left_open(nidos, address)
    day = case.arrived_on.isoformat()
    screen.send(address, **{"answers-OBSERVED": STORY, "answers-TRAVEL_DEBT": "YES", "screened_on": day})
    page = screen.follow(screen.log_in(nidos))
    assert f"{STORY}</textarea>" in page
    assert f'value="{day}"' in page
    assert re.search(r'name="answers-TRAVEL_DEBT" value="YES"[^>]* checked', page)


@pytest.mark.parametrize("cookie", [None, "x" * 32])
def test_a_form_from_before_a_login_in_another_tab_asks_to_log_in(screen, nidos, address, typed, cookie):
    if cookie:
        screen.client.cookies[settings.CSRF_COOKIE_NAME] = cookie
    else:
        del screen.client.cookies[settings.CSRF_COOKIE_NAME]
    assert screen.send(address, **typed).status_code == 200
    assert STORY in screen.follow(screen.log_in(nidos))


def test_without_its_mark_such_a_form_is_an_ordinary_login(screen, address, typed):
    screen.client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    answer = screen.send(address, **typed, **{SHOWN_TO: "nobody"})
    assert answer.headers["Location"] == f"{LOGIN}?next={address}"


def test_who_logged_in_again_in_another_tab_finds_it_at_once(screen, nidos, address, typed):
    other_tab = Screen()
    other_tab.client = screen.client
    other_tab.open(LOGIN)
    other_tab.log_in(nidos)
    answer = screen.send(address, **typed)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    assert not Conversation.objects.exists()
    assert STORY in screen.follow(answer)


def test_a_login_page_that_waited_meanwhile_does_not_lose_it_either(screen, nidos, address, typed):
    screen.send(address, **typed)
    screen.client.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    assert screen.log_in(nidos).status_code == 200
    assert STORY in screen.follow(screen.log_in(nidos))


def test_from_the_form_of_one_who_left_the_other_person_gets_the_page_that_says_no(screen, colleague, address, typed):
    other_tab = Screen()
    other_tab.client = screen.client
    other_tab.open(LOGIN)
    other_tab.log_in(colleague)
    answer = screen.send(address, **typed)
    assert answer.status_code == 403
    assert "Dit formulier is te oud" in screen.page
    assert STORY not in screen.page
    assert PARCEL not in screen.client.session


def test_a_form_that_another_site_sends_still_does_nothing(nidos, address, typed):
    screen = Screen()
    screen.client.force_login(nidos, backend="partners.login.PersonBackend")
    assert screen.client.post(address, typed).status_code == 403
    assert not Conversation.objects.exists()


def test_the_mark_is_of_one_person_at_one_address(rf, people):
    marks = set()
    for path in ("/admin/acts/a/", "/admin/acts/b/"):
        for role in ("nidos.intake", "nidos.supervisor"):
            request = rf.get(path)
            request.user = people[role]
            marks.add(drafts.shown_to(request))
    assert len(marks) == 4
