"""Several kinds of record in one query: the same rows and columns as one by one, for every role."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake import contact, conversation, family
from intake.models import BirthDateRecord, Case, Child, ContactPerson, Conversation, Relation
from partners import involvement, involving
from partners.access import plan
from partners.actors import of_person
from partners.grounds import Ground
from partners.models import Involvement
from partners.roles import ROLES
from partners.together import Part, read_many, read_together

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("B-27")]

PARTS = (Part(Case, "id"), Part(Child), Part(BirthDateRecord), Part(Conversation), Part(Relation), Part(ContactPerson),
         Part(Involvement))  # fmt: skip


@pytest.fixture
def cases(open_case, organisations, cast, at):
    """Two cases that know of each other, with a talk of AVIM and one of Nidos, for everybody; the third for some."""
    opened = [open_case(), open_case(given_names="Yonas", aliases=["ዮናስ", "Jonas"]), open_case()]
    for case in opened[:2]:
        for organisation in organisations.values():
            involving.involve(case=case.id, number=case.number, organisation=organisation, ground=Ground.ASSIGNED,
                              by=cast.intake, at=at(2026, 3, 2))  # fmt: skip
    for step, by in (("IDENTIFICATION", cast.avim), ("ACQUAINTANCE", cast.intake)):
        conversation.record(case=opened[0], step=step, held_on=opened[0].arrived_on, others_present=["oom"],
                            note="Zij zweeg.", interpreter=True, by=by, at=at(2026, 3, 3))  # fmt: skip
    family.record(case=opened[0], kind="SIBLING", other_case=opened[1], by=cast.intake, at=at(2026, 3, 3))
    contact.record(case=opened[1], name="Oom", who="RELATIVE", reach="0600", by=cast.intake, at=at(2026, 3, 3))
    return opened


def standings(person, cases, at):
    return involvement.standings(of_person(person), [case.id for case in cases], at(2026, 3, 4))


@pytest.mark.parametrize("role", ROLES)
def test_it_reads_what_is_read_one_by_one(people, cases, at, role):
    known = standings(people[role], cases, at)
    together = read_together(PARTS, known)
    for part in PARTS:
        alone = read_many(part.model.objects.order_by(), known, part.case)
        assert ordered(together[part.model]) == ordered(alone)


def test_what_an_actor_may_read_is_drawn_up_once_for_all_its_calls(people, cases, at):
    """Each call has a trace of its own: kept by that, no plan would be found again, and all of them be held."""
    calls = [of_person(people["ind.officer"], trace_id=trace) for trace in ("a", "b")]
    first, second = (plan(Child, involvement.standing(actor, cases[0].pk, at(2026, 3, 4))) for actor in calls)
    assert first is second is not None


def ordered(rows: list[dict[str, Any]]) -> list[tuple[str, list[tuple[str, str, Any]]]]:
    """The rows by id, each value with its type: a date is no text."""
    told = [sorted((name, type(value).__name__, str(value)) for name, value in row.items()) for row in rows]
    return sorted((str(row["id"]), values) for row, values in zip(rows, told, strict=True))


@pytest.mark.parametrize("role", ["coa.placement", "ggd.health_worker", "ind.officer"])
def test_what_the_role_may_not_read_is_not_selected(people, cases, at, role):
    known = standings(people[role], cases, at)
    plans = [plan(part.model, standing) for part in PARTS for standing in known.values()]
    readable = {name for chosen in plans if chosen for name in chosen.names}
    with CaptureQueriesContext(connection) as queries:
        read_together(PARTS, known)
    (query,) = [each["sql"] for each in queries]
    for name in {"family_name", "v_number", "note", "others_present", "reach"} - readable:
        assert f'"{name}"' not in query


def test_what_is_kept_from_the_role_is_not_there(people, cases, cast, at):
    family.separate(relation=cases[0].relations.get(), unsafe_reason="Hij ronselde.", by=cast.intake,
                    at=at(2026, 3, 4))  # fmt: skip
    found = {role: {row["in_case"] for row in read_together(PARTS, standings(people[role], cases, at))[Relation]}
             for role in ("ind.officer", "nidos.intake")}  # fmt: skip
    assert found["ind.officer"] == set()
    assert found["nidos.intake"] & {case.id for case in cases}


def test_who_stands_nowhere_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read_together(PARTS, {}) == {part.model: [] for part in PARTS}
