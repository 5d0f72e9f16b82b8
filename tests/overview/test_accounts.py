"""What an API client did and saw, and somebody who calls through one without an account here; and after a breach."""

import csv
import io

import pytest
from django.urls import reverse

from audit.models import Entry, Kind
from overview import people_trail
from partners.models import Client
from tests.overview.conftest import NOTE, text, url
from tests.partner_api import as_partner

__all__ = ["as_partner"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "INV-39")]
STRANGER = "p.jansen-4711"


@pytest.fixture
def called(open_case, as_partner):
    """Somebody of AVIM who has no account here read one case and listed two."""
    one, two = open_case(), open_case(given_names="Abel", family_name="Haile")
    avim = as_partner("avim.officer", user_id=STRANGER)
    avim.get(f"cases/{one.pk}")
    avim.get("cases")
    return one, two


def avim_client() -> Client:
    return Client.objects.get(organisation__kind="AVIM")


def at(kind: str, page: str, key) -> str:
    return reverse(f"admin:{kind}_{page}", args=[key])


def anothers(key: str) -> list[str]:
    """The three pages of a kind of account, of AVIM."""
    known = {"client": avim_client().client_id, "api_user": Entry.objects.filter(user_id=STRANGER).first().pk}
    return [at(key, page, known[key]) for page in ("trail", "seen", "seen_csv")]


def sheet(browser, address: str) -> dict[str, str]:
    """By the number of the case, through which screens it was seen."""
    return {row[0]: row[4] for row in list(csv.reader(io.StringIO(text(browser.get(address)))))[1:]}


@pytest.mark.parametrize("kind", ["client", "api_user"])
def test_a_supervisor_asks_which_children_an_account_of_the_api_saw(at_screen, called, kind):
    one, two = called
    trail, seen, as_csv = anothers(kind)
    browser = at_screen("avim_lead")
    for page in (text(browser.get(trail)), text(browser.get(seen))):
        assert one.reference in page
        assert two.reference in page
        assert [word for word in ("Semhar", "Haile", NOTE) if word in page] == []
    assert browser.get(seen).context["found"].total == 2
    told = sheet(browser, as_csv)
    assert "gelezen · API" in told[one.reference]
    assert "gelezen" not in told[two.reference]
    assert "lijst" in told[two.reference]
    assert sheet(browser, as_csv + "?since=2020-01-01T00:00&until=2020-02-01T00:00") == {}
    entry = Entry.objects.filter(kind=Kind.EXPORT).first()
    assert entry.reason.startswith(f"csv {kind} ")
    assert Entry.objects.filter(kind=Kind.READ, table="audit_entry", case=None).count() == 3


@pytest.mark.parametrize("kind", ["client", "api_user"])
def test_nobody_else_follows_it_but_the_data_protection_officer(at_screen, called, kind):
    for address in anothers(kind):
        assert at_screen("dpo").get(address).status_code == 200
        assert at_screen("supervisor").get(address).status_code == 404
        assert [at_screen(name).get(address).status_code for name in ("avim", "intake", "administrator")] == [403] * 3


def test_a_person_is_told_apart_from_who_else_calls_through_the_same_client(at_screen, called, as_partner):
    one, two = called
    token = as_partner("avim.officer", user_id=STRANGER)
    type(token)(token.token, "another", token.purpose).get(f"cases/{two.pk}")
    browser = at_screen("avim_lead")
    other = Entry.objects.filter(user_id="another").first().pk
    assert set(sheet(browser, at("api_user", "seen_csv", other))) == {two.reference}
    page = text(browser.get(at("client", "trail", avim_client().client_id)))
    assert STRANGER in page
    assert at("api_user", "trail", other) in page


def test_an_entry_without_a_staff_number_leads_to_nobody(at_screen, called, people):
    officer = people["avim.officer"]
    officer.staff_id = ""
    officer.save()
    at_screen("avim").get(url(called[0]))
    entry = Entry.objects.filter(organisation=avim_client().organisation_id, kind=Kind.READ, user_id="").latest("id")
    for page in ("trail", "seen", "seen_csv"):
        assert [at_screen(name).get(at("api_user", page, entry.pk)).status_code for name in ("avim_lead", "dpo")] == [
            404, 404,
        ]  # fmt: skip
    assert Entry.objects.filter(kind=Kind.DENIAL).count() == 6
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()


def test_somebody_is_found_by_staff_number_and_the_number_stands_in_no_address(at_screen, called):
    browser = at_screen("avim_lead")
    answer = browser.post(reverse("admin:api_users"), {"number": STRANGER})
    account = answer.context["found"][0]
    assert account.trail_url in text(answer)
    assert STRANGER not in account.trail_url
    assert one_of(browser.get(account.trail_url)) == called[0].reference
    assert at_screen("supervisor").post(reverse("admin:api_users"), {"number": STRANGER}).context["found"] == []
    assert at_screen("intake").post(reverse("admin:api_users"), {"number": STRANGER}).status_code == 403
    assert "Niemand deed of zag iets" in text(browser.post(reverse("admin:api_users"), {"number": "0"}))


def one_of(answer) -> str:
    """The case that was read, of what the page tells."""
    return next(name for each in answer.context["found"].done if each.line.kind == "gelezen" for _, name in each.cases)


def test_the_clients_are_listed_to_who_may_follow_them(at_screen, called):
    address, link = reverse("admin:clients"), at("client", "trail", avim_client().client_id)
    assert link in text(at_screen("avim_lead").get(address))
    assert link in text(at_screen("dpo").get(address))
    assert link not in text(at_screen("supervisor").get(address))
    assert at_screen("avim").get(address).status_code == 403


def test_a_client_that_is_gone_is_still_followed(at_screen, called):
    gone = avim_client().client_id
    avim_client().delete()
    assert set(sheet(at_screen("avim_lead"), at("client", "seen_csv", gone))) == {case.reference for case in called}
    assert at_screen("supervisor").get(at("client", "trail", gone)).status_code == 404
    for nobody in (at("client", "trail", "never-was"), at("api_user", "trail", 10**30), at("api_user", "seen", 10**9)):
        assert at_screen("dpo").get(nobody).status_code == 404


def test_the_trail_of_a_case_leads_to_who_looked_through_the_api(at_screen, called):
    case, entry = called[0], Entry.objects.filter(user_id=STRANGER, kind=Kind.READ).first()
    address = reverse("admin:trail", args=[case.pk])
    assert at("api_user", "trail", entry.pk) in text(at_screen("dpo").get(address))
    assert at("api_user", "trail", entry.pk) in text(at_screen("avim_lead").get(address))
    assert at("api_user", "trail", entry.pk) not in text(at_screen("supervisor").get(address))


def test_many_children_stand_on_pages_and_each_page_names_those_it_showed(at_screen, open_case, people, monkeypatch):
    monkeypatch.setattr(people_trail, "PAGE", 2)
    cases = [open_case(given_names=f"Abel {n}", family_name=f"Haile {n}", v_number="") for n in range(5)]
    for case in cases:
        at_screen("intake").get(url(case))
    somebody, browser = people["nidos.intake"], at_screen("dpo")
    address = at("person", "seen", somebody.pk)
    pages = [browser.get(f"{address}?page={number}") for number in (1, 2, 3)]
    shown = [[one.case for one in page.context["found"].seen] for page in pages]
    assert [each for part in shown for each in part] == [case.pk for case in cases]
    assert [len(part) for part in shown] == [2, 2, 1]
    assert 'rel="next"' in text(pages[1])
    assert 'rel="next"' not in text(pages[2])
    assert [sorted(entry.cases) for entry in Entry.objects.filter(table="audit_entry").order_by("id")] == [
        sorted(map(str, part)) for part in shown
    ]
    assert browser.get(f"{address}?page=99").context["found"].number == 3
    assert set(sheet(browser, at("person", "seen_csv", somebody.pk))) == {case.reference for case in cases}
