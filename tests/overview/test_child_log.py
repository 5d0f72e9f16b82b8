"""The child's own log: when and why, by which organisation, no staff names; who prints it, and that it is recorded."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from audit import ledger
from audit.models import Entry, Kind
from intake.models import Case
from tests.overview.conftest import NOTE, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "INV-39", "RP-19")]


def log(case) -> str:
    return reverse("admin:child_log", args=[case.pk])


@pytest.mark.parametrize("name", ["guardian", "supervisor", "dpo"])
def test_it_tells_when_why_and_by_whom_without_a_name(at_screen, known_child, people, name):
    case = known_child()
    at_screen("avim").get(url(case))
    browser = at_screen(name)
    page = text(browser.get(log(case)))
    content = page[page.index("<main") :] if "<main" in page else page
    assert people["avim.officer"].organisation.name in content
    assert "Identificatie" in content
    assert [word for word in ("P. avim", "P. ind", "P. nidos.intake", NOTE, "Semhar") if word in content] == []
    entry = Entry.objects.get(kind=Kind.PRINT)
    assert (entry.case, entry.data_classes) == (case.pk, ["CHILD_LOG"])


def test_a_list_that_showed_the_child_counts(at_screen, open_case, people):
    case = open_case()
    before = Entry.objects.of_case(case.pk).filter(organisation=people["ind.officer"].organisation_id)
    before_listing = before.count()
    at_screen("ind").get(reverse("admin:intake_case_changelist"))
    assert before.count() == before_listing + 1
    assert people["ind.officer"].organisation.name in text(at_screen("dpo").get(log(case)))


def test_an_investigation_is_in_nobodys_log_and_every_log_says_so(at_screen, open_case, people, cast):
    case = open_case()
    quiet = text(at_screen("dpo").get(log(case)))
    for by in (cast.detective, replace(cast.detective, purpose="IDENTIFICATION"),
               replace(cast.avim, purpose="INVESTIGATION")):  # fmt: skip
        ledger.read(Case, by=by, case=case.pk)
        ledger.listed(Case, by=by, cases=[case.pk])
    page = text(at_screen("dpo").get(log(case)))
    assert people["avim.detective"].organisation.name not in page
    assert "om een strafbaar feit te onderzoeken" in page
    assert "om een strafbaar feit te onderzoeken" in quiet
    ledger.read(Case, by=cast.avim, case=case.pk)
    assert people["avim.officer"].organisation.name in text(at_screen("dpo").get(log(case)))


def test_the_supervisor_still_reads_of_the_investigation_in_the_trail(at_screen, open_case, cast):
    case = open_case()
    ledger.read(Case, by=cast.detective, case=case.pk)
    assert "P. avim.detective" in text(at_screen("dpo").get(reverse("admin:trail", args=[case.pk])))


def test_who_looked_in_vain_saw_nothing_of_the_child(at_screen, open_case, people):
    case = open_case()
    at_screen("kmar").get(url(case))
    assert people["kmar.reporter"].organisation.name not in text(at_screen("dpo").get(log(case)))


@pytest.mark.parametrize(
    ("name", "status"), [("intake", 403), ("avim", 403), ("ind", 403), ("mentor", 403), ("kmar", 404)]
)
def test_nobody_else_prints_it(at_screen, known_child, name, status):
    case = known_child()
    assert at_screen(name).get(log(case)).status_code == status
    assert not Entry.objects.filter(kind=Kind.PRINT).exists()


def test_of_a_case_that_is_not_there_nothing_is_printed(at_screen):
    assert at_screen("dpo").get(reverse("admin:child_log", args=[uuid4()])).status_code == 404
    assert not Entry.objects.filter(kind=Kind.PRINT).exists()
    denied = Entry.objects.get(kind=Kind.DENIAL)
    assert (denied.role, denied.reason[:3]) == ("dpo.officer", "404")


def test_a_guardian_of_other_children_finds_nothing(at_screen, open_case):
    assert at_screen("guardian").get(log(open_case())).status_code == 404


def test_the_way_to_it_stands_on_the_case_page_of_who_may_print_it(at_screen, known_child):
    case = known_child()
    assert log(case) in text(at_screen("guardian").get(url(case)))
    assert log(case) not in text(at_screen("avim").get(url(case)))


def test_it_asks_as_many_questions_for_many_entries_as_for_few(
    at_screen, known_child, django_assert_num_queries, django_assert_max_num_queries
):
    few, many = known_child(extra=1), known_child(extra=6, signals=5)
    browser = at_screen("dpo")
    browser.get(log(few))
    with django_assert_max_num_queries(20) as asked:
        browser.get(log(few))
    with django_assert_num_queries(len(asked)):
        browser.get(log(many))
