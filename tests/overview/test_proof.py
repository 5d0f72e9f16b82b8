"""Before what weighs most one proves once more who one is; what was typed is not lost by it."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake import emergency, subject_request
from intake.models import EmergencyAccess
from overview import subject_texts
from overview.acts import ALL
from overview.admin.figures import ROUTES
from partners.actors import of_person
from partners.models import Person
from policy.login import PROOF_MINUTES
from tests.overview.conftest import text
from tests.second_steps import PASSWORD, code_of, with_app, with_password

pytestmark = pytest.mark.django_db
PROVE = reverse("admin:prove")
EMERGENCY = reverse("admin:free_act", args=[emergency.OPEN.name])
WHY = "Er staat een auto bij het huis en het kind neemt niet op."


def before(address: str) -> str:
    """Where to prove it, on the way there."""
    return f"{PROVE}?{urlencode({'next': address})}"


def long_in(person: Person) -> Client:
    """Somebody who logged in well before."""
    browser = Client()
    browser.force_login(person)
    session = browser.session
    moment = timezone.now() - timedelta(minutes=PROOF_MINUTES, seconds=5)
    session["proven"] = [str(person.pk), moment.timestamp()]
    session.save()
    return browser


@pytest.fixture
def mentor(people) -> Person:
    return people["bo_provider.mentor"]


def test_what_asks_for_it_among_the_acts():
    assert {act.name for act in ALL if act.proof} == {
        "emergency-accesses", "possible-duplicates-merges", "merges-approvals", "merges-undoings",
        "subject-texts-judgements",
        "staff", "staff-changes", "staff-departures", "staff-returns", "staff-second-steps", "staff-changes-decisions",
        "retained-files-destructions", "destructions-confirmations",
    }  # fmt: skip


def test_opening_in_an_emergency_asks_for_it_first_and_then_goes_on(mentor):
    secret, browser = with_app(mentor), long_in(mentor)
    asked = browser.get(EMERGENCY)
    assert asked.headers["Location"] == before(EMERGENCY)
    assert "Bewijs dat u het bent" in text(browser.get(asked.headers["Location"]))
    back = browser.post(PROVE, {"code": code_of(secret), "next": EMERGENCY})
    assert back.headers["Location"] == EMERGENCY
    assert browser.get(EMERGENCY).status_code == 200
    assert list(Entry.objects.filter(kind=Kind.PROOF).values_list("person", "reason")) == [(mentor.pk, "totp")]


def test_what_was_typed_meanwhile_stands_there_again_and_nothing_happened(mentor):
    secret, browser = with_app(mentor), Client()
    browser.force_login(mentor)
    mark = browser.get(EMERGENCY).context["shown_to"]
    session = browser.session
    session["proven"] = [str(mentor.pk), (timezone.now() - timedelta(minutes=PROOF_MINUTES + 1)).timestamp()]
    session.save()
    asked = browser.post(EMERGENCY, {"reason": WHY, "shown_to": mark})
    assert asked.headers["Location"] == before(EMERGENCY)
    assert WHY not in str(dict(browser.session))
    browser.post(PROVE, {"code": "000000", "next": EMERGENCY})
    assert browser.get(EMERGENCY).status_code == 302
    browser.post(PROVE, {"code": code_of(secret), "next": EMERGENCY})
    page = text(browser.get(EMERGENCY))
    assert WHY in page
    assert not EmergencyAccess.objects.exists()


def test_a_wrong_answer_proves_nothing_and_is_recorded(mentor):
    with_app(mentor)
    browser = long_in(mentor)
    assert "Dit klopt niet" in text(browser.post(PROVE, {"code": "000000", "next": EMERGENCY}))
    assert browser.get(EMERGENCY).status_code == 302
    assert Entry.objects.filter(kind=Kind.LOGIN_FAILED, person=mentor.pk, reason="step").count() == 1
    assert not Entry.objects.filter(kind=Kind.PROOF).exists()


def test_after_it_one_goes_nowhere_else(mentor):
    secret, browser = with_app(mentor), long_in(mentor)
    answer = browser.post(PROVE, {"code": code_of(secret), "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == reverse("admin:index")


def test_files_to_take_along_ask_for_it_and_lead_back_to_their_page(people, open_case):
    supervisor, case = people["nidos.supervisor"], open_case()
    with_app(supervisor)
    browser = long_in(supervisor)
    page = reverse("admin:trail", args=[case.pk])
    assert browser.get(page).status_code == 200
    files = [reverse(f"admin:{name}", args=[case.pk]) for name in ("trail_csv", "trail_logboek")]
    files.append(reverse("admin:person_seen_csv", args=[people["nidos.guardian"].pk]))
    for file in files:
        there = browser.get(file, headers={"Referer": f"http://testserver{page}"})
        assert there.headers["Location"] == before(page), file
        elsewhere = browser.get(file, headers={"Referer": "https://elsewhere.example/x"})
        assert elsewhere.headers["Location"] == before(reverse("admin:index")), file
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()


def test_every_file_of_figures_asks_for_it(people):
    with_app(people["nidos.supervisor"])
    browser = long_in(people["nidos.supervisor"])
    for route, _view, name in ROUTES:
        if name.endswith("_csv"):
            address = reverse(f"admin:{name}", args=[2026] if "<int:year>" in route else [])
            assert browser.get(address).headers["Location"].startswith(PROVE), route


def test_a_new_password_asks_for_it_and_what_was_typed_of_one_is_kept_nowhere(people):
    person = with_password(people["nidos.supervisor"])
    with_app(person)
    browser, page, old = long_in(person), reverse("admin:password_change"), person.password
    new = {"old_password": PASSWORD, "new_password1": "een-ander-woord-9", "new_password2": "een-ander-woord-9"}
    for answer in (browser.get(page), browser.post(page, new)):
        assert answer.headers["Location"] == before(page)
    person.refresh_from_db()
    assert person.password == old
    assert "een-ander-woord-9" not in str(dict(browser.session))


def test_a_dossier_asks_for_it_and_keeps_what_was_chosen(people, open_case):
    supervisor, case = people["nidos.supervisor"], open_case()
    secret, browser = with_app(supervisor), Client()
    browser.force_login(supervisor)
    address = reverse("admin:dossier", args=[case.pk])
    shown = browser.get(address)
    purpose = next(code for code, _label in shown.context["form"].fields["purpose"].choices if code)
    session = browser.session
    session["proven"] = [str(supervisor.pk), (timezone.now() - timedelta(minutes=PROOF_MINUTES + 1)).timestamp()]
    session.save()
    asked = browser.post(address, {"purpose": purpose, "shown_to": shown.context["shown_to"]})
    assert asked.headers["Location"] == before(address)
    browser.post(PROVE, {"code": code_of(secret), "next": address})
    assert f'value="{purpose}" selected' in text(browser.get(address))
    assert not Entry.objects.filter(kind=Kind.PRINT).exists()


def test_a_copy_of_what_is_held_of_a_child_and_each_text_in_it_ask_for_it(people, open_case):
    officer, case = people["dpo.officer"], open_case()
    by, at = of_person(officer), timezone.now()
    row = subject_request.receive(named=case.reference, asked_by="CHILD", identified_by="KNOWN",
                                  received_on=timezone.localdate(), by=by, at=at)  # fmt: skip
    subject_request.decide(subject_request=row, decision="LIMITED", ground="OTHERS", decision_words="Deels.", by=by,
                           at=at)  # fmt: skip
    subject_texts.collect(subject_request=row, by=by, at=at)
    with_app(officer)
    browser, page = long_in(officer), reverse("admin:subject_requests")
    judge = reverse("admin:nested_free_act", args=[subject_texts.JUDGE.name, row.texts.first().pk])
    assert browser.get(judge).headers["Location"] == before(judge)
    there = {"Referer": f"http://testserver{page}"}
    copy = reverse("admin:subject_copy", args=[row.pk])
    assert browser.post(copy, headers=there).headers["Location"] == before(page)
    scan = reverse("admin:subject_scan", args=[row.texts.first().pk])
    assert browser.get(scan, headers=there).headers["Location"] == before(page)
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()


def test_in_the_demo_nothing_asks_for_it(mentor, settings):
    settings.SECOND_FACTOR = False
    assert long_in(mentor).get(EMERGENCY).status_code == 200
