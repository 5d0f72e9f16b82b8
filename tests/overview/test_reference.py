"""The pages of reference data: what holds today, what will and what did, for who may see it, and its forms."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry
from partners.models import Organisation, OrganisationEdition
from partners.roles import ROLES
from shelter.models import Location, LocationEdition
from shelter.reference import KINDS, keep
from tests.overview.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D-11")]
ADD = reverse("admin:free_act", args=["organisation-editions"])
PAGES = [reverse("admin:reference"), *(reverse(f"admin:reference_{kind.subject}") for kind in KINDS)]
ORGANISATIONS = reverse("admin:reference_organisation")


def ahead(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


@pytest.fixture
def house(make_house):
    made = make_house("BO", name="Huis Linde", beds=1)
    keep(timezone.now())
    return made


@pytest.fixture
def new(at_screen):
    """An organisation that an administrator added on the form."""

    def added(**said):
        known = {"row-code": "nieuw", "row-kind": "LAWYER", "name": "Kantoor Nieuw", "in_force_from": ahead(0),
                 "reason": "Nieuw contract."}  # fmt: skip
        return at_screen("administrator").post(ADD, known | said)

    return added


def act(edition, noun: str) -> str:
    return reverse("admin:nested_free_act", args=[f"organisation-editions-{noun}", edition.pk])


def test_what_is_added_stands_on_its_page_with_what_is_planned_and_its_history(at_screen, new):
    assert new().url == ORGANISATIONS
    edition = OrganisationEdition.objects.get(organisation__code="nieuw")
    browser = at_screen("administrator")
    form = text(browser.get(act(edition, "changes")))
    assert 'value="Kantoor Nieuw"' in form
    browser.post(act(edition, "changes"), {
        "name": "Kantoor Later", "in_force_from": ahead(9), "reason": "Andere naam.", "seen_version": "1",
    })  # fmt: skip
    page = text(browser.get(ORGANISATIONS))
    assert "<bdi>Kantoor Nieuw</bdi>" in page
    assert "Kantoor Later" in page.split(">gepland</span>")[1]
    assert "Geschiedenis: 2 uitgaven" in page
    assert "Nieuw contract." in page
    assert "Andere naam." in page
    assert Organisation.objects.get(code="nieuw").name == "Kantoor Nieuw"


def test_a_refusal_stands_on_the_form_with_its_source_and_nothing_is_recorded(new):
    answer = new(in_force_from=ahead(-1))
    assert answer.status_code == 409
    assert "Een wijziging geldt op zijn vroegst vandaag" in text(answer)
    assert reverse("admin:source", args=["D-11"]) in text(answer)
    assert not Organisation.objects.filter(code="nieuw").exists()


def test_who_changed_it_first_wins(at_screen, new):
    new()
    edition = OrganisationEdition.objects.get(organisation__code="nieuw")
    said = {"name": "Kantoor Later", "in_force_from": ahead(9), "reason": "Andere naam.", "seen_version": "7"}
    assert at_screen("administrator").post(act(edition, "changes"), said).status_code == 409
    assert OrganisationEdition.objects.filter(organisation__code="nieuw").count() == 1


@pytest.mark.parametrize("page", PAGES)
def test_an_administrator_keeps_it_the_privacy_officer_reads_along_and_nobody_else_sees_it(people, house, page):
    found = {}
    for role, person in people.items():
        browser = Client()
        browser.force_login(person, backend="partners.login.PersonBackend")
        answer = browser.get(page)
        found[role] = answer.status_code, "/admin/acts/" in text(answer)
    opens = {role for role, (status, _buttons) in found.items() if status == 200}
    assert opens == {"system.administrator", "dpo.officer"}
    assert {status for role, (status, _buttons) in found.items() if role not in opens} == {403}
    assert found["dpo.officer"] == (200, False)
    assert found["system.administrator"] == (200, page != PAGES[0])
    assert set(found) == set(ROLES)


@pytest.mark.requirement("INV-38")
def test_the_address_of_a_house_is_given_and_never_shown(at_screen, house):
    browser, edition = at_screen("administrator"), LocationEdition.objects.get(location=house)
    form = reverse("admin:nested_free_act", args=["location-editions-changes", edition.pk])
    history = reverse("admin:shelter_locationedition_history", args=[edition.pk])
    shown = [text(browser.get(each)) for each in (*PAGES, form, history)]
    assert not any("Invented Lane" in page for page in shown)
    said = {"name": "Huis Linde", "address": "Verzonnenlaan 9", "in_force_from": ahead(0), "reason": "Verhuisd."}
    assert browser.post(form, said | {"seen_version": "1"}).status_code == 302
    assert Location.objects.get(pk=house.pk).address == "Verzonnenlaan 9"
    assert "Verzonnenlaan" not in text(browser.get(PAGES[3]))


def test_each_page_leaves_its_entry_and_asks_as_much_of_the_database_however_many_there_are(
    at_screen, house, make_house
):
    browser = at_screen("administrator")
    before = Entry.objects.count()
    browser.get(PAGES[3])
    assert Entry.objects.count() == before + 1
    counts = []
    for more in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(PAGES[3])
        counts.append(len(queries))
        for number in range(5):
            make_house("AMV", name=f"Huis {number} {more}", beds=0)
        keep(timezone.now())
    assert counts[0] == counts[1]


def test_the_worker_of_the_alerts_lets_take_effect_what_was_planned(new):
    new(in_force_from=ahead(1))
    call_command("alerts", verbosity=0)
    assert not Organisation.objects.get(code="nieuw").is_active
    assert OrganisationEdition.objects.filter(organisation__kind="NIDOS").count() == 1
