"""The first day in each role: what one does, sees, is asked and does in danger, from the tables; and of no child."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from audit.models import Entry
from overview.first_day_words import INTRODUCTIONS, STEPS
from partners.access_table import NO_CONTENT, TABLE, WITHOUT_CASE
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.models import DutyDesk
from partners.print_access import in_case, nowhere, outside
from partners.rights import of_role
from partners.roles import ROLES
from policy.alerts import ALERTS
from policy.tasks import TASKS
from tests.overview.conftest import text

ADDRESS = "/admin/first-day/"
LINK = re.compile(r'href="(/admin/[^"#]*)"')
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
SOURCE = re.compile(r"^/admin/sources/")


@pytest.fixture
def page(people):
    """The page as somebody of a role gets it, and the browser it was opened in."""

    def opened(role: str) -> tuple[str, Client]:
        browser = Client()
        browser.force_login(people[role], backend="partners.login.PersonBackend")
        return MAIN.search(text(browser.get(ADDRESS)))[0], browser

    return opened


def test_every_role_that_can_log_in_has_an_introduction_and_three_or_four_steps():
    assert set(INTRODUCTIONS) == set(STEPS) == set(ROLES)
    assert {len(steps) for steps in STEPS.values()} == {3, 4}
    assert all(len({page for page, _text in steps}) == len(steps) for steps in STEPS.values())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_each_link_on_it_opens_for_that_role(page, role):
    said, browser = page(role)
    links = {link for link in LINK.findall(said) if not SOURCE.match(link)}
    assert len(links) >= 3
    assert {link: browser.get(link).status_code for link in links} == dict.fromkeys(links, 200)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_it_tells_each_task_and_alert_of_the_role_with_its_source_and_no_other(page, role):
    said, _browser = page(role)
    of_role = [row for row in TASKS if role in row.roles] + [
        row for row in ALERTS if role in (*row.roles, *row.escalates_to)
    ]
    for row in of_role:
        assert row.text.nl in said.replace("&#x27;", "'"), row.code
        assert all(reverse("admin:source", args=[each]) in said for each in row.source)
    assert said.count("<li>", said.index('id="asked"')) == len(of_role)


@pytest.mark.django_db
@pytest.mark.requirement("S004-45")
def test_a_task_says_by_when_and_an_alert_when_it_rises_to_a_supervisor(page):
    assert "op zijn laatst 3 dagen ervoor, geteld vanaf: laatste dag van de rust" in page("nidos.guardian")[0]
    assert (
        "komt naar u als zij nog openstaat: 24 uur, geteld vanaf: begin van de waarschuwing"
        in page("nidos.supervisor")[0]
    )


@pytest.mark.django_db
def test_it_shows_nothing_of_any_child_and_leaves_no_entry_of_a_reading(known_child, page):
    case = known_child()
    said, browser = page("nidos.guardian")
    before = Entry.objects.count()
    browser.get(ADDRESS)
    assert Entry.objects.count() == before
    assert not [word for word in ("Semhar", "Tesfay", case.reference, str(case.pk)) if word in said]


@pytest.mark.parametrize("role", ROLES)
def test_what_one_sees_and_does_not_see_are_the_whole_access_table(role):
    told = {each for reach in (*in_case(role), *outside(role)) for each in reach.classes}
    silent = set(nowhere(role))
    for data_class in TABLE:
        label = str(data_class.label)
        assert any(each.startswith(label) for each in told) or label in silent, label
        assert not (label in told and label in silent), label
        # What the role reads by its own column or outside any case is never said to be out of sight.
        if of_role(role, data_class).anything or role in WITHOUT_CASE.get(data_class, {}):
            assert label not in silent, label


@pytest.mark.requirement("S004-88")
def test_rights_are_told_in_the_words_of_the_table():
    with translation.override("en"):
        guardian = {reach.right: reach.classes for reach in in_case("nidos.guardian")}
        mentor = {reach.right: reach.classes for reach in in_case("bo_provider.mentor")}
        evenaar = {each for reach in in_case("evenaar.clinician") for each in reach.classes}
        assert guardian["decides"] == [DataClass.INDICATION.label, DataClass.MEASURE.label]
        assert DataClass.MEDICAL.label in guardian["summary"]
        assert f"{DataClass.ADDRESS.label} ({Ground.HOUSE.label})" in mentor["reads"]
        assert DataClass.HEARING.label in evenaar
    assert all(in_case(role) == [] for role in (*NO_CONTENT, "kmar.reporter"))


@pytest.mark.django_db
def test_in_danger_it_says_112_first_and_then_the_duty_desks_that_are_known(page, organisations):
    DutyDesk.objects.create(organisation=organisations["NIDOS"], phone="00-000 00 01", hours="dag en nacht")
    said, _browser = page("kmar.reporter")
    assert said.index("112") < said.index("00-000 00 01")
    assert reverse("admin:outside_signal") in said
    assert reverse("admin:emergencies") not in said
    assert reverse("admin:emergencies") in page("nidos.guardian")[0]


@pytest.mark.django_db
def test_the_desk_leads_there_from_its_foot_and_where_it_is_empty(page):
    _said, browser = page("nidos.guardian")
    assert text(browser.get("/admin/")).count(f'href="{ADDRESS}"') == 2


@pytest.mark.django_db
def test_who_is_not_signed_in_is_sent_to_the_login_and_nothing_is_posted_there(page):
    assert Client().get(ADDRESS).status_code == 302
    assert page("ind.officer")[1].post(ADDRESS).status_code == 405
