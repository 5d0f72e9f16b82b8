"""A high grade and no signal: no task, no alert, no indication and no other place in the line (EC-50, INV-20)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from config.clock import day_of
from intake import category, naming
from intake.models import Signal
from overview import alerts, snapshot, tasks, waiting_list
from policy.dates import term_last_day
from policy.vulnerability import GROUPS
from residence import guardianship
from shelter.models import Indication
from tests.houses import indicate, perform
from tests.overview.conftest import text, url

__all__ = ["indicate"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("EC-50", "INV-20", "S000-48")]


@pytest.fixture
def child(open_case, people, cast, at):
    def opened(**known):
        case = open_case(**known)
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
        return case

    return opened


@pytest.fixture
def grade(people, cast, at):
    """The guardian, authorised, records that the child may belong to a group."""

    def graded(case, group="ROMA", on=None):
        moment = on or at(2026, 3, 3)
        naming.authorise(case=case, person=people["nidos.guardian"], reason="Begeleidt dit kind.",
                         last_day=term_last_day(day_of(moment), days=30), by=cast.supervisor, at=moment)  # fmt: skip
        said = {"group": group, "basis": "Zij zegt het zelf."}
        return perform(category.RECORD, by=cast.guardian, at=moment, data=said, case=case.pk)

    return graded


def asked(actor, moment):
    """What is asked and alerted, by code and child."""
    facts = snapshot.load(actor, moment)
    todo = {(each.task.code, each.facts.case) for each in tasks.open_tasks(facts, actor.role, moment)}
    return todo | {(each.alert.code, each.case) for each in alerts.waiting(facts, actor.role, moment)}


def test_nothing_is_asked_alerted_or_indicated_by_it(child, grade, cast, at):
    case, moment = child(), at(2026, 3, 10)
    actors = (cast.guardian, cast.intake, cast.avim, cast.ind, cast.coa)
    before = [asked(actor, moment) for actor in actors]
    grade(case, GROUPS[0].code)
    for group in GROUPS[1:]:
        perform(category.RECORD, by=cast.guardian, at=at(2026, 3, 3, 13), case=case.pk,
                data={"group": group.code, "basis": "Zij zegt het zelf."})  # fmt: skip
    assert [asked(actor, moment) for actor in actors] == before
    assert not Indication.objects.exists()
    assert not Signal.objects.exists()


def test_it_gives_no_priority_among_who_waits(child, grade, indicate, cast, at):
    first, second = child(given_names="Aya"), child(given_names="Bea")
    for case in (first, second):
        indicate(case)
    moment = at(2026, 3, 6)
    line = [each.facts.case for each in waiting_list.load(cast.coa, moment)]
    for case in (first, second):
        grade(case)
        assert [each.facts.case for each in waiting_list.load(cast.coa, moment)] == line


@pytest.mark.requirement("S000-02", "S000-03", "S000-11")
def test_the_three_grades_stand_on_its_own_page_and_not_on_that_of_the_case(child, grade, at_screen):
    case = child()
    row = grade(case, on=timezone.now())
    page = text(at_screen("guardian").get(reverse("admin:apart", args=[case.pk, "case-categories", row.pk])))
    for said in ("hoog", "kindhuwelijken", "veroordelingen", "concrete actie", "De gradaties gaan over een groep"):
        assert said in page
    assert "Roma-kinderen" not in text(at_screen("guardian").get(url(case)))
