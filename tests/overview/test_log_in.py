"""The one door for people: a password, and outside the demo a second step; nothing tells which accounts there are."""

import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.contrib.auth import get_user
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from audit.models import Entry, Kind
from overview import drafts
from partners import second_factor
from partners.models import Person, RateWindow
from policy.login import SECOND_STEPS_OF_PERSON, TRIES, TRIES_OF_ADDRESS, TRY_MINUTES
from tests.access.routes import routes
from tests.overview.conftest import text
from tests.second_steps import APP, LOGIN, PASSWORD, STEP, code_of, log_in, secret_shown, step, with_app, with_password

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"
DESK, CALENDAR = reverse("admin:index"), reverse("admin:calendar")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


@pytest.fixture
def guardian(people) -> Person:
    return with_password(people["nidos.guardian"])


@pytest.fixture(autouse=True)
def clock(monkeypatch) -> Callable[[int], None]:
    """Tries are counted from one quarter of an hour to the next: the clock stands still until somebody moves it."""
    begun = time.time()

    def later(minutes: int) -> None:
        monkeypatch.setattr(time, "time", lambda: begun + minutes * 60)

    later(0)
    return later


@pytest.fixture
def browser() -> Client:
    return Client()


def is_in(browser: Client) -> bool:
    return browser.get(CALENDAR).status_code == 200


def reasons(kind: str) -> list[str]:
    return list(Entry.objects.filter(kind=kind).order_by("id").values_list("reason", flat=True))


# One door


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "account_email", "account_change_password",
     "account_logout", "mfa_index", "mfa_deactivate_totp", "mfa_download_recovery_codes", "socialaccount_signup"],
)  # fmt: skip
def test_of_allauth_only_the_second_step_has_an_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("path", ["accounts/signup/", "accounts/login/", "accounts/password/reset/", "accounts/"])
def test_there_is_no_other_door(browser, path):
    assert browser.get(f"/{path}").status_code == 404


def test_where_one_was_going_one_comes_and_nowhere_else(browser, guardian, settings):
    settings.SECOND_FACTOR = False
    assert log_in(browser, guardian, next=CALENDAR).headers["Location"] == CALENDAR
    assert log_in(Client(), guardian, next="https://elsewhere.example/").headers["Location"] == DESK
    assert browser.get(LOGIN).headers["Location"] == DESK


def test_who_logs_in_as_somebody_else_leaves_the_first_session(browser, guardian, people, settings):
    settings.SECOND_FACTOR = False
    other = with_password(people["nidos.intake"])
    log_in(browser, guardian)
    log_in(browser, other)
    assert list(Entry.objects.filter(kind=Kind.LOGOUT).values_list("person", flat=True)) == [guardian.pk]
    assert browser.session["_auth_user_id"] == str(other.pk)


def test_an_unknown_name_a_wrong_password_and_somebody_who_left_get_the_same_answer(guardian, people):
    left = with_password(people["nidos.intake"])
    left.is_active = False
    left.save()
    with_app(guardian)
    tries = [("nobody.here", PASSWORD), (guardian.username, "wrong"), (left.username, PASSWORD), (left.username, "no")]
    answers = set()
    for name, password in tries:
        answer = Client().post(LOGIN, {"username": name, "password": password})
        body = TOKEN.sub("", text(answer)).replace(name, "NAME")
        answers.add((answer.status_code, body, frozenset(answer.cookies), tuple(sorted(answer.headers))))
    assert len(answers) == 1


# The second step


def test_who_has_none_gets_the_page_to_set_one_up_and_nothing_else(browser, guardian):
    assert log_in(browser, guardian).headers["Location"] == DESK
    before = {"login", "logout", "language", "mfa_authenticate", "openid_connect_login", "openid_connect_callback"}
    allowed = {"second_factor_app", "second_factor_key", *before}
    for route in routes():
        if route.is_api or route.name in {*allowed, "token"}:
            continue
        path = "/" + re.sub(r"<(\w+):?\w*>", lambda part: filled(part[1]), route.pattern)
        path = "/admin/intake/" if route.by_hand else path
        for method in ("get", "post"):
            answer = getattr(browser, method)(path)
            assert (answer.status_code, answer.headers.get("Location")) == (302, APP), (method, path)
    page = text(browser.get(APP))
    assert f'href="{CALENDAR}"' not in page
    assert "Afmelden" in page


def filled(kind: str) -> str:
    return {"uuid": "00000000-0000-4000-8000-000000000000", "int": "1"}.get(kind, "x")


def test_an_app_is_set_up_with_a_first_code_and_recovery_codes_follow(browser, guardian):
    log_in(browser, guardian)
    page = browser.get(APP)
    secret = secret_shown(text(page))
    assert "no-store" in page.headers["Cache-Control"]
    assert "Deze code klopt niet" in text(browser.post(APP, {"code": code_of(secret, 9)}))
    assert not second_factor.has_one(guardian)
    answer = browser.post(APP, {"code": code_of(secret)})
    assert answer.headers["Location"] == reverse("admin:second_factor_codes")
    codes = re.findall(r"<li><code>(\d{8})</code>", text(browser.get(answer.headers["Location"])))
    assert codes == second_factor.codes_left(guardian)
    assert len(codes) == 10
    assert is_in(browser)
    assert [*reasons(Kind.CHANGE)][-2:] == ["totp added", "recovery codes made"]


@pytest.mark.requirement("B-27")
def test_no_secret_stands_in_the_clear_in_session_database_or_ledger(browser, guardian):
    log_in(browser, guardian)
    secret = secret_shown(text(browser.get(APP)))
    assert secret not in str(dict(browser.session))
    browser.post(APP, {"code": code_of(secret)})
    assert secret not in str(dict(browser.session))
    assert secret not in str([row.data for row in second_factor.of(guardian)])
    assert secret not in str(list(Entry.objects.values()))


def test_the_password_alone_opens_nothing(browser, guardian):
    secret = with_app(guardian)
    assert log_in(browser, guardian, next=CALENDAR).headers["Location"] == STEP
    assert not is_in(browser)
    assert reasons(Kind.LOGIN) == []
    assert step(browser, code_of(secret)).headers["Location"] == CALENDAR
    assert is_in(browser)
    assert reasons(Kind.LOGIN) == [""]


def test_a_wrong_code_is_asked_again_and_recorded_without_what_was_typed(browser, guardian):
    with_app(guardian)
    log_in(browser, guardian)
    answer = step(browser, "000000")
    assert answer.status_code == 200
    assert "Dit klopt niet" in text(answer)
    assert not is_in(browser)
    kept = Entry.objects.values().get(kind=Kind.LOGIN_FAILED)
    assert (kept["record"], kept["organisation"], kept["person"]) == (guardian.pk, guardian.organisation_id, None)
    assert "000000" not in str(kept)


@pytest.mark.parametrize("again", ["the same session", "another"])
def test_a_code_of_the_app_counts_once(browser, guardian, again):
    code = code_of(with_app(guardian))
    log_in(browser, guardian)
    step(browser, code)
    other = browser if again == "the same session" else Client()
    if other is browser:
        browser.post(reverse("admin:logout"))
    log_in(other, guardian)
    step(other, code)
    assert not is_in(other)


def test_a_recovery_code_counts_once(guardian):
    with_app(guardian)
    code = second_factor.codes_left(guardian)[0]
    for number, expected in enumerate([True, False]):
        browser = Client()
        log_in(browser, guardian)
        step(browser, code)
        assert is_in(browser) is expected, number
    assert len(second_factor.codes_left(guardian)) == 9


def test_the_code_of_a_colleague_is_of_no_use(browser, guardian, people):
    with_app(guardian)
    secret = with_app(people["nidos.intake"])
    log_in(browser, guardian)
    step(browser, code_of(secret))
    assert not is_in(browser)


def test_without_the_password_there_is_no_second_step(browser, guardian):
    secret = with_app(guardian)
    assert browser.get(STEP).headers["Location"] == LOGIN
    assert step(browser, code_of(secret)).headers["Location"] == LOGIN
    assert not is_in(browser)


def test_who_is_disabled_between_the_steps_does_not_come_in(browser, guardian):
    secret = with_app(guardian)
    log_in(browser, guardian)
    Person.objects.filter(pk=guardian.pk).update(is_active=False)
    assert step(browser, code_of(secret)).headers["Location"] == LOGIN
    assert reasons(Kind.LOGIN) == []


def test_who_set_one_up_elsewhere_has_to_prove_it_here(browser, guardian):
    log_in(browser, guardian)
    secret = with_app(guardian)
    prove = reverse("admin:prove")
    for address in (DESK, APP, reverse("admin:second_factor_key"), reverse("admin:second_factor_codes")):
        assert browser.get(address).headers["Location"] == prove, address
        assert browser.post(address, {"code": "1"}).headers["Location"] == prove, address
    browser.post(prove, {"code": code_of(secret)})
    assert is_in(browser)


def test_in_the_demo_the_password_is_enough_and_there_are_no_such_pages(browser, guardian, settings):
    settings.SECOND_FACTOR = False
    with_app(guardian)
    assert log_in(browser, guardian).headers["Location"] == DESK
    assert is_in(browser)
    for name in ("second_factor", "second_factor_app", "second_factor_key", "second_factor_codes", "prove"):
        assert browser.get(reverse(f"admin:{name}")).status_code == 404, name


def test_outside_the_demo_a_second_step_is_asked_for():
    assert configured.SECOND_FACTOR is not configured.DEMO


def test_what_was_typed_survives_both_steps(people, open_case):
    nidos = with_password(people["nidos.intake"])
    secret, case = with_app(nidos), open_case()
    address = reverse("admin:act", args=[case.pk, "conversations"])
    request = RequestFactory().get(address)
    request.user = nidos
    browser = Client()
    answer = browser.post(address, {"note": "Ze sliep in een garage.", drafts.SHOWN_TO: drafts.shown_to(request)})
    found = re.search(r'name="parcel" value="([^"]*)"', text(answer))
    assert found
    log_in(browser, nidos, parcel=found[1], next=address)
    back = step(browser, code_of(secret))
    assert back.headers["Location"] == address
    assert "Ze sliep in een garage.</textarea>" in text(browser.get(address))


HALF = '{"id": "eA", "rawId": "%s", "type": "public-key", "response": {%s}}'
HOLLOW = '"clientDataJSON": "e30", "attestationObject": "oA", "authenticatorData": "AA", "signature": "AA"'


@pytest.mark.parametrize(
    "sent",
    ["", "x", "1", "null", "[]", "{}", '{"id": "x"}', HALF % ("eA", ""), HALF % ("eA", HOLLOW), HALF % ("eB", HOLLOW)],
)
def test_what_no_key_makes_is_a_wrong_answer_and_no_fault(browser, guardian, sent):
    key = reverse("admin:second_factor_key")
    log_in(browser, guardian)
    browser.get(key)
    assert "De sleutel gaf geen goed antwoord" in text(browser.post(key, {"name": "x", "credential": sent}))
    with_app(guardian)
    browser.post(reverse("admin:logout"))
    log_in(browser, guardian)
    assert "Dit klopt niet" in text(browser.post(STEP, {"credential": sent}))
    assert not is_in(browser)


# Too many tries


def tried(person, times, address, password="wrong"):
    return [log_in(Client(), person, password=password, address=address) for _each in range(times)]


def test_whoever_tries_a_name_too_often_has_to_wait_there(guardian):
    assert {answer.status_code for answer in tried(guardian, TRIES, HERE)} == {200}
    (refused,) = tried(guardian, 1, HERE, PASSWORD)
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= TRY_MINUTES * 60
    assert "Te veel pogingen" in text(refused)
    assert PASSWORD not in text(refused)


def test_and_the_person_whose_name_it_is_comes_in_from_elsewhere(guardian, settings):
    settings.SECOND_FACTOR = False
    tried(guardian, TRIES + 5, HERE)
    assert log_in(Client(), guardian, address=ELSEWHERE).status_code == 302


def test_after_a_while_one_may_try_again(guardian, settings, clock):
    settings.SECOND_FACTOR = False
    tried(guardian, TRIES, HERE)
    (refused,) = tried(guardian, 1, HERE, PASSWORD)
    waiting = int(refused.headers["Retry-After"])
    clock((waiting - 1) // 60)
    assert tried(guardian, 1, HERE, PASSWORD)[0].status_code == 429
    clock(TRY_MINUTES)
    assert tried(guardian, 1, HERE, PASSWORD)[0].status_code == 302


def test_what_is_refused_is_not_judged(guardian):
    tried(guardian, TRIES, HERE)
    failed = len(reasons(Kind.LOGIN_FAILED))
    tried(guardian, 3, HERE)
    assert len(reasons(Kind.LOGIN_FAILED)) == failed
    assert reasons(Kind.DENIAL) == ["429 too_often"]


def test_another_spelling_of_the_name_is_the_same_name(guardian):
    for spelled in (guardian.username, f" {guardian.username}", f"{guardian.username}  "):
        for _each in range(TRIES // 2):
            answer = Client().post(LOGIN, {"username": spelled, "password": "wrong"}, REMOTE_ADDR=HERE)
    assert answer.status_code == 429


def test_one_address_tries_only_so_many_names(guardian, monkeypatch):
    monkeypatch.setattr("partners.attempts.TRIES_OF_ADDRESS", 5)
    for number in range(5):
        Client().post(LOGIN, {"username": f"nobody-{number}", "password": "wrong"}, REMOTE_ADDR=HERE)
    assert tried(guardian, 1, HERE, PASSWORD)[0].status_code == 429
    assert tried(guardian, 1, ELSEWHERE, PASSWORD)[0].status_code == 302
    assert TRIES_OF_ADDRESS > TRIES


def test_an_address_that_tried_too_much_leaves_no_more_traces(guardian, monkeypatch):
    monkeypatch.setattr("partners.attempts.TRIES_OF_ADDRESS", 3)
    for number in range(9):
        Client().post(LOGIN, {"username": f"nobody-{number}", "password": "wrong"}, REMOTE_ADDR=HERE)
    assert RateWindow.objects.filter(subject__startswith="login:").count() == 3


def test_who_comes_in_uses_no_turn_up(guardian, settings):
    settings.SECOND_FACTOR = False
    for _each in range(3):
        tried(guardian, TRIES - 1, HERE)
        assert tried(guardian, 1, HERE, PASSWORD)[0].status_code == 302


def test_what_was_typed_is_not_lost_by_too_many_tries(guardian, open_case):
    request = RequestFactory().post("/admin/acts/x/")
    request.user = guardian
    request.POST = {drafts.SHOWN_TO: drafts.shown_to(request), "note": "x"}
    request.POST = RequestFactory().post("/admin/acts/x/", request.POST).POST
    parcel = drafts.sealed(request)
    tried(guardian, TRIES, HERE)
    assert parcel in text(log_in(Client(), guardian, address=HERE, parcel=parcel))


def test_the_address_behind_a_proxy_of_ours_counts_and_a_claim_of_anybody_does_not(guardian, settings):
    for _each in range(TRIES):
        log_in(Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{_each}"), guardian, password="wrong", address=HERE)
    assert tried(guardian, 1, HERE)[0].status_code == 429
    settings.TLS_PROXY = ["10.0.0.0/8"]
    forwarded = {
        each: log_in(Client(HTTP_X_FORWARDED_FOR=f"6.6.6.6, {each}"), guardian, password="wrong", address="10.1.2.3")
        for each in (HERE, ELSEWHERE)
    }
    assert {each: answer.status_code for each, answer in forwarded.items()} == {HERE: 429, ELSEWHERE: 200}


def test_second_steps_are_counted_too(guardian):
    secret = with_app(guardian)
    browser = Client()
    log_in(browser, guardian, address=HERE)
    assert {step(browser, "000000", HERE).status_code for _each in range(TRIES)} == {200}
    refused = step(browser, code_of(secret), HERE)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    other = Client()
    log_in(other, guardian, address=ELSEWHERE)
    assert step(other, code_of(secret), ELSEWHERE).status_code == 302


def test_who_has_the_password_guesses_only_so_often_from_everywhere_together(guardian, monkeypatch):
    monkeypatch.setattr("overview.admin.second_factor.SECOND_STEPS_OF_PERSON", 4)
    with_app(guardian)
    answers = []
    for number in range(5):
        browser, address = Client(), f"198.51.100.{number}"
        log_in(browser, guardian, address=address)
        answers.append(step(browser, "000000", address).status_code)
    assert answers == [200, 200, 200, 200, 429]
    assert SECOND_STEPS_OF_PERSON > TRIES


def test_a_login_that_waited_too_long_for_its_second_step_begins_again(browser, guardian):
    secret = with_app(guardian)
    log_in(browser, guardian)
    session = browser.session
    session["account_login"] = session["account_login"] | {
        "initiated_at": (timezone.now() - timedelta(hours=1)).timestamp()
    }
    session.save()
    assert step(browser, code_of(secret)).headers["Location"] == LOGIN
    request = RequestFactory().get("/")
    request.session = browser.session
    assert not get_user(request).is_authenticated
