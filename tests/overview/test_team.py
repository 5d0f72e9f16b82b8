"""The load of a team on its supervisor's desk: children, tasks and what is late, of each person, counted together."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from overview import desk, links, snapshot, tasks, team
from overview.team import Load
from partners import cover, involving
from partners.actors import of_person
from partners.grounds import Ground
from partners.models import Person
from residence import guardianship
from tests.overview.conftest import text

pytestmark = pytest.mark.django_db
NOBODY = Load()


@pytest.fixture
def hire(people):
    """Another guardian, or whoever else, by name."""

    def hired(name: str, role: str = "nidos.guardian", **more) -> Person:
        organisation = people[role].organisation
        return Person.objects.create(username=name, name=name, role=role, organisation=organisation, **more)

    return hired


@pytest.fixture
def guarded(open_case, raise_signal, indicate, cast, at):
    """A child with this guardian, and a decision of 3 March that COA does not know of: late from 5 March on."""

    def made(guardian: Person, **child):
        case = open_case(**child)
        guardianship.request(case=case, guardian=guardian, by=cast.intake, at=at(2026, 3, 2, 13))
        raise_signal(case)
        indicate(case, informed=False)
        return case

    return made


def found(actor, moment) -> team.Team:
    loaded = team.load(snapshot.most_pressing(actor, moment).cases, actor, moment)
    assert loaded is not None
    return loaded


def loads(actor, moment) -> dict[str, Load]:
    return {member.name: member.load for member in found(actor, moment).members}


def own_desk(person: Person, moment) -> Load:
    """What the person's own desk counts, alerts left out."""
    actor = of_person(person)
    cases = snapshot.load(actor, moment)
    todos = tasks.open_tasks(cases, actor.role, moment)
    late = sum(links.when(todo.due, moment).tone == "late" for todo in todos)
    return Load(len(cases), len(todos), late)


@pytest.mark.requirement("S004-58")
def test_of_each_guardian_it_says_what_the_own_desk_says(guarded, known_child, hire, people, cast, at):
    aad = hire("Aad Verzonnen")
    known_child()
    for number in range(2):
        guarded(aad, born=date(2010, 5, 1 + number))
    for moment in (at(2026, 3, 2, 16), at(2026, 3, 6), at(2026, 3, 22)):
        of_all = loads(cast.supervisor, moment)
        for person in (aad, people["nidos.guardian"]):
            assert of_all[person.name] == own_desk(person, moment)
    assert loads(cast.supervisor, at(2026, 3, 6))["Aad Verzonnen"].late >= 2


@pytest.mark.requirement("S004-58")
def test_children_without_anybody_stand_first_and_what_two_roles_are_asked_is_one_task(open_case, cast, at):
    open_case()
    open_case(given_names="Yonas", born=date(2009, 1, 3))
    first = found(cast.supervisor, at(2026, 3, 2, 13))
    intake = tasks.open_tasks(snapshot.load(cast.intake, at(2026, 3, 2, 13)), "nidos.intake", at(2026, 3, 2, 13))
    assert (first.nobody.children, first.nobody.tasks, first.as_one) == (2, len(intake), False)


def test_a_child_that_got_a_guardian_is_nobodys_no_longer(guarded, people, cast, at):
    guarded(people["nidos.guardian"])
    assert found(cast.supervisor, at(2026, 3, 2, 16)).nobody == NOBODY


def test_who_has_no_child_yet_is_listed_and_most_late_stands_first(guarded, hire, cast, at):
    hire("Bea Verzonnen")
    guarded(hire("Cor Verzonnen"))
    names = [member.name for member in found(cast.supervisor, at(2026, 3, 6)).members]
    assert names == ["Cor Verzonnen", "Bea Verzonnen", "P. nidos.care_coordinator", "P. nidos.guardian"]
    assert loads(cast.supervisor, at(2026, 3, 6))["Bea Verzonnen"] == NOBODY


def test_more_people_than_fit_are_counted_together(guarded, hire, cast, at, monkeypatch):
    monkeypatch.setattr(team, "SHOWN", 1)
    late, calm = hire("Aad Verzonnen"), hire("Bea Verzonnen")
    for guardian, day in ((late, 1), (late, 2), (calm, 3)):
        guarded(guardian, born=date(2010, 5, day))
    known = found(cast.supervisor, at(2026, 3, 6))
    assert [member.name for member in known.members] == [late.name]
    assert (known.others, known.rest) == (3, own_desk(calm, at(2026, 3, 6)))


@pytest.mark.requirement("S004-58")
def test_who_is_away_keeps_the_own_load_and_shows_who_stands_in(guarded, hire, people, cast, at):
    aad = hire("Aad Verzonnen")
    guarded(people["nidos.guardian"])
    cover.name(stand_in=aad, since=date(2026, 3, 4), until=date(2026, 3, 9), by=cast.guardian, at=at(2026, 3, 4))
    rows = {member.name: member for member in found(cast.supervisor, at(2026, 3, 6)).members}
    away = rows[people["nidos.guardian"].name]
    assert (away.stand_in, away.until, away.load.children) == (aad.name, "9 mrt", 1)
    assert rows[aad.name].load == NOBODY
    assert {member.stand_in for member in found(cast.supervisor, at(2026, 3, 10)).members} == {""}


def test_who_left_with_children_is_not_forgotten(guarded, hire, cast, at):
    aad = hire("Aad Verzonnen")
    guarded(aad)
    aad.is_active = False
    aad.save()
    [gone] = [member for member in found(cast.supervisor, at(2026, 3, 6)).members if member.left]
    assert (gone.name, gone.load.children) == (aad.name, 1)


@pytest.mark.requirement("S004-58")
def test_mentors_count_the_children_of_the_house_they_work_in(known_child, hire, people, cast, at):
    known_child()
    mentor = people["bo_provider.mentor"]
    hire("Aad Verzonnen", mentor.role, location=mentor.location)
    hire("Bea Verzonnen", mentor.role)
    lead = of_person(people["bo_provider.supervisor"])
    own = own_desk(mentor, at(2026, 3, 6))
    assert loads(lead, at(2026, 3, 6)) == {mentor.name: own, "Aad Verzonnen": own, "Bea Verzonnen": NOBODY}
    assert own.children == 1


def test_where_all_work_for_all_there_is_one_row(known_child, people, cast, at):
    known_child()
    known = found(of_person(people["coa.supervisor"]), at(2026, 3, 6))
    assert (known.as_one, known.nobody.children, known.members) == (True, 1, [])


@pytest.mark.requirement("INV-38")
def test_only_a_supervisor_has_a_team_and_only_of_the_own_organisation(guarded, people, cast, at, at_screen):
    guarded(people["nidos.guardian"])
    for actor in (cast.guardian, cast.intake, cast.coa, cast.mentor, cast.dpo):
        assert desk.load(actor, at(2026, 3, 6)).team is None
    for role in ("ind.supervisor", "avim.supervisor", "coa.supervisor", "bo_provider.supervisor"):
        names = {member.name for member in found(of_person(people[role]), at(2026, 3, 6)).members}
        assert names <= {"P. bo_provider.mentor"}
    assert "Mijn team" not in text(at_screen("guardian").get(reverse("admin:index")))


@pytest.mark.requirement("INV-38")
def test_what_other_organisations_stand_in_the_case_for_is_no_work_of_the_team(open_case, people, cast, at):
    """Where a colleague only looks, by a request that was granted, the child is in the charge of others."""
    case, mentor = open_case(), people["bo_provider.mentor"]
    involving.involve(case=case.pk, number=case.number, organisation=mentor.organisation, ground=Ground.GRANTED,
                      person=mentor, by=cast.intake, at=at(2026, 3, 2, 13), until=at(2026, 3, 9))  # fmt: skip
    lead = of_person(people["bo_provider.supervisor"])
    assert [facts.case for facts in snapshot.most_pressing(lead, at(2026, 3, 3)).cases] == [case.pk]
    known = found(lead, at(2026, 3, 3))
    assert (known.nobody, [member.load for member in known.members]) == (NOBODY, [NOBODY])


def test_a_look_in_an_emergency_puts_nobody_in_charge(open_case, organisations, people, cast, at):
    case = open_case()
    for ground in (Ground.EMERGENCY, Ground.GRANTED):
        involving.involve(case=case.pk, number=case.number, organisation=organisations["NIDOS"], ground=ground,
                          person=people["nidos.guardian"], by=cast.guardian, at=at(2026, 3, 2, 13),
                          until=at(2026, 3, 9))  # fmt: skip
    known = found(cast.supervisor, at(2026, 3, 3))
    assert (known.nobody.children, known.members[0].load.children) == (1, 0)


def test_the_page_shows_it_as_a_table_without_a_childs_name(guarded, people, at_screen):
    guarded(people["nidos.guardian"], given_names="Ardit")
    page = text(at_screen("supervisor").get(reverse("admin:index")))
    table = page[page.index('id="team"') : page.index('id="todo"')]
    assert "P. nidos.guardian" in table
    assert "Ardit" not in table


def test_it_asks_as_many_questions_for_many_children_and_people_as_for_few(guarded, hire, cast, at):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.load(cast.supervisor, at(2026, 3, 6))
        return len(queries)

    for number in range(2):
        guarded(hire(f"Guardian {number}"), born=date(2010, 5, 1 + number))
    asked()
    few = asked()
    for number in range(2, 12):
        guarded(hire(f"Guardian {number}"), born=date(2010, 5, 1 + number))
    assert asked() == few
