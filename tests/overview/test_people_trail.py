"""What one person did and saw, and which children an account saw: who may read that, and that it is recorded."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from tests.overview.conftest import NOTE, text, url

pytestmark = pytest.mark.django_db


def trail_of(person) -> str:
    return reverse("admin:person_trail", args=[person.pk])


def seen_by(person, name: str = "person_seen") -> str:
    return reverse(f"admin:{name}", args=[person.pk])


@pytest.mark.requirement("B-27", "INV-39", "RP-19")
def test_a_supervisor_reads_what_somebody_of_the_own_organisation_did_and_saw(at_screen, known_child, people):
    case, guardian = known_child(), people["nidos.guardian"]
    at_screen("guardian").get(url(case))
    browser = at_screen("supervisor")
    assert "<bdi>P. nidos.guardian</bdi>" in text(browser.get(reverse("admin:people")))
    page = text(browser.get(trail_of(guardian)))
    assert case.reference in page
    assert NOTE not in page
    entry = Entry.objects.get(kind=Kind.READ, table="audit_entry", record=guardian.pk)
    assert entry.cases == [str(case.pk)]
    assert case.reference not in text(browser.get(trail_of(guardian) + "?kind=DENIAL"))
    assert case.reference not in text(browser.get(trail_of(guardian) + "?until=2020-01-01"))


@pytest.mark.parametrize("address", [trail_of, seen_by, lambda who: seen_by(who, "person_seen_csv")])
@pytest.mark.requirement("B-27", "D-10")
def test_nobody_follows_people_of_another_organisation_but_the_data_protection_officer(at_screen, people, address):
    guardian = address(people["nidos.guardian"])
    assert at_screen("dpo").get(guardian).status_code == 200
    assert at_screen("supervisor").get(guardian).status_code == 200
    assert at_screen("avim_lead").get(guardian).status_code == 404
    assert "P. nidos.guardian" not in text(at_screen("avim_lead").get(reverse("admin:people")))
    for name in ("guardian", "intake", "ind", "mentor", "kmar", "administrator"):
        assert at_screen(name).get(guardian).status_code == 403
        assert at_screen(name).get(reverse("admin:people")).status_code == 403


@pytest.mark.requirement("B-27", "INV-39")
def test_the_question_after_a_breach_finds_each_child_that_a_page_or_a_list_showed(at_screen, open_case, people):
    opened, listed = open_case(), open_case(given_names="Abel", family_name="Haile")
    browser = at_screen("intake")
    browser.get(reverse("admin:intake_case_changelist"))
    browser.get(url(opened))
    page = text(at_screen("dpo").get(seen_by(people["nidos.intake"])))
    assert opened.reference in page
    assert listed.reference in page
    assert [name for name in ("Semhar", "Tesfay", "Haile") if name in page] == []
    rows = {row[0]: row[4] for row in told(at_screen("dpo"), people["nidos.intake"])}
    assert "gelezen" in rows[opened.reference]
    assert "lijst" in rows[listed.reference]
    entry = Entry.objects.get(kind=Kind.EXPORT)
    assert (entry.record, entry.reason) == (people["nidos.intake"].pk, "csv")
    assert set(entry.cases) == {str(opened.pk), str(listed.pk)}


def told(browser, person, query: str = "") -> list[list[str]]:
    return list(csv.reader(io.StringIO(text(browser.get(seen_by(person, "person_seen_csv") + query)))))[1:]


@pytest.mark.requirement("B-27")
def test_the_question_is_about_the_moments_that_were_asked_and_no_others(at_screen, open_case, people):
    case = open_case()
    at_screen("guardian")
    at_screen("intake").get(url(case))
    now, somebody, browser = timezone.now(), people["nidos.intake"], at_screen("dpo")

    def between(since, until) -> list[list[str]]:
        return told(browser, somebody, f"?since={since:%Y-%m-%dT%H:%M:%SZ}&until={until:%Y-%m-%dT%H:%M:%SZ}")

    hour = timedelta(hours=1)
    assert [row[0] for row in between(now - hour, now + hour)] == [case.reference]
    assert between(now + hour, now + 2 * hour) == []
    assert between(now + hour, now - hour) == []
    assert "einde ligt voor het begin" in text(
        browser.get(seen_by(somebody) + "?since=2026-03-02T12:00&until=2026-03-01T12:00")
    )


@pytest.mark.requirement("B-27")
def test_a_refused_look_showed_no_child(at_screen, open_case, people):
    case = open_case()
    at_screen("kmar").get(url(case))
    assert Entry.objects.filter(kind=Kind.DENIAL, case=case.pk, person=people["kmar.reporter"].pk).exists()
    assert told(at_screen("dpo"), people["kmar.reporter"]) == []


@pytest.mark.parametrize("address", [trail_of, seen_by])
def test_many_children_ask_as_many_questions_as_few(
    at_screen, open_case, people, django_assert_num_queries, django_assert_max_num_queries, address
):
    open_case()
    who, browser = address(people["nidos.intake"]), at_screen("supervisor")
    browser.get(who)
    with django_assert_max_num_queries(25) as asked:
        browser.get(who)
    few = len(asked)
    for number in range(4):
        open_case(given_names=f"Abel {number}", family_name=f"Haile {number}", v_number="")
    for _time in range(3):
        at_screen("intake").get(reverse("admin:intake_case_changelist"))
    with django_assert_num_queries(few):
        browser.get(who)
