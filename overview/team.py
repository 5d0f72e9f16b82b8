"""The load of a team, for its supervisor: of each person of the own organisation how many children, tasks and late.

It is counted in the cases that the desk looked through, and as the desk of each person counts its tasks: by that
person's role and grounds, in rows that the supervisor reads too. Alerts are not counted.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import NamedTuple
from uuid import UUID

from audit.models import Recorded
from config.clock import day_of
from overview import tasks, words
from overview.links import when
from overview.snapshot import MODELS, Facts
from overview.tasks import Todo
from partners.access import Standing, plan
from partners.access_grounds import READ_ONLY
from partners.actors import Actor, of_person
from partners.grounds import INVOLVES_NOBODY_ELSE, Ground
from partners.models import Involvement, Person, StandIn
from partners.roles import ROLES, SAME_ROLES_AS

# Who has charge of children by name or by the house in which they work: also listed without any, as they may get some.
BY_NAME = frozenset({"nidos.guardian", "nidos.care_coordinator", "bo_provider.mentor"})
SHOWN = 12


class Bond(NamedTuple):
    """Why the organisation, or a role, person or house of it, stands in a case."""

    ground: Ground
    role: str
    person: UUID | None
    house: UUID | None

    def holds(self, role: str, person: Person | None = None) -> bool:
        """Whether it counts for this role and person, as it does where somebody stands (partners/involvement.py)."""
        mine, works_in = (person.pk, person.location) if person else (None, None)
        return self.role in ("", role) and self.person in (None, mine) and self.house in (None, works_in)


@dataclass(frozen=True)
class Load:
    """How many children, how many tasks wait, and how many of those are late."""

    children: int = 0
    tasks: int = 0
    late: int = 0

    def __add__(self, other: "Load") -> "Load":
        return Load(self.children + other.children, self.tasks + other.tasks, self.late + other.late)


@dataclass(frozen=True)
class Member:
    """One person; `stand_in`: who stands in today, `until`: the last day of that; `left`: works here no longer."""

    name: str
    role: str
    load: Load
    stand_in: str
    until: str
    left: bool


@dataclass(frozen=True)
class Team:
    """The children in nobody's charge: nobody's yet, or nobody's ever where everybody works for all (`as_one`). Then
    the people, most late first; `others`: how many more there are, and their load together."""

    nobody: Load
    as_one: bool
    members: list[Member]
    others: int
    rest: Load


def load(cases: Sequence[Facts], actor: Actor, at: datetime) -> Team | None:
    """The team of this supervisor; None for who is none."""
    if not actor.is_supervisor:
        return None
    colleagues, bonds = Colleagues(actor), bonds_of(cases, actor, at)
    loads: dict[UUID | None, Load] = defaultdict(Load)
    for facts in cases:
        for person, todos in shared_out(facts, bonds[facts.case], colleagues, at):
            loads[person] += of_child(todos, at)
    members = sorted(members_of(colleagues, loads, at), key=lambda each: (-each.load.late, -each.load.tasks))
    rest = members[SHOWN:]
    return Team(
        loads[None], not colleagues.roles & BY_NAME, members[:SHOWN], len(rest),
        sum((each.load for each in rest), start=Load()),
    )  # fmt: skip


class Colleagues:
    """Who works for the organisation of a supervisor, or did, and in which roles it has people."""

    def __init__(self, actor: Actor) -> None:
        kind = SAME_ROLES_AS.get(actor.kind, actor.kind)
        self.organisation = actor.organisation_id
        self.roles = {code for code, role in ROLES.items() if role.kind == kind and not role.is_supervisor}
        rows = Person.objects.filter(organisation=self.organisation, role__in=self.roles)
        self.all = list(rows.select_related("organisation").order_by("name"))
        self.by_id = {person.pk: person for person in self.all}
        self.by_house: dict[UUID, list[Person]] = defaultdict(list)
        for person in self.all:
            if person.location and person.is_active:
                self.by_house[person.location].append(person)

    def in_charge(self, bonds: Iterable[Bond]) -> list[Person]:
        """Whom these bonds mean in person, or by the house in which they work."""
        found: dict[UUID, Person] = {}
        for bond in bonds:
            for person in self.meant(bond):
                if bond.holds(person.role, person):
                    found[person.pk] = person
        return list(found.values())

    def meant(self, bond: Bond) -> list[Person]:
        if bond.person is not None:
            return [self.by_id[bond.person]] if bond.person in self.by_id else []
        return self.by_house.get(bond.house, []) if bond.house is not None else []


def bonds_of(cases: Sequence[Facts], actor: Actor, at: datetime) -> dict[UUID, list[Bond]]:
    """Why the organisation stands in each of these cases, without what is one person's look or signal alone."""
    rows = Involvement.objects.open(at).filter(
        organisation=actor.organisation_id, case_id__among=[facts.case for facts in cases]
    )
    found: dict[UUID, list[Bond]] = defaultdict(list)
    rows = rows.exclude(ground__in=[*INVOLVES_NOBODY_ELSE, *READ_ONLY])
    for case, ground, *whom in rows.values_list("case_id", "ground", "role", "person", "location"):
        found[case].append(Bond(Ground(ground), *whom))
    return found


def shared_out(
    facts: Facts, bonds: Sequence[Bond], colleagues: Colleagues, at: datetime
) -> Iterator[tuple[UUID | None, list[Todo]]]:
    """What is asked in a case of each who has charge of the child; of nobody (None) what is asked of any role."""
    people = colleagues.in_charge(bonds)
    for person in people:
        grounds = frozenset(bond.ground for bond in bonds if bond.holds(person.role, person))
        yield person.pk, asked(facts, of_person(person), grounds, at)
    if bonds and not people:
        # Whatever is asked of two roles is one task.
        found: dict[tuple[str, UUID | None], Todo] = {}
        for role in colleagues.roles:
            grounds = frozenset(bond.ground for bond in bonds if bond.holds(role))
            todos = asked(facts, replace(facts.standing.actor, role=role, person_id=None), grounds, at)
            found |= {(todo.task.code, todo.about): todo for todo in todos}
        yield None, list(found.values())


def asked(facts: Facts, actor: Actor, grounds: frozenset[Ground], at: datetime) -> list[Todo]:
    """What is asked of this actor in this case, by no more than it may read there."""
    rows = {model: facts.rows[model] for model in readable(actor.role, grounds) if model in facts.rows}
    standing = replace(facts.standing, actor=actor, grounds=grounds)
    return tasks.open_tasks([replace(facts, standing=standing, rows=defaultdict(list, rows))], actor.role, at)


@cache
def readable(role: str, grounds: frozenset[Ground]) -> frozenset[type[Recorded]]:
    """Of which models a role reads every row by these grounds."""
    standing = Standing(Actor(None, "", role, "", ""), UUID(int=0), grounds)
    plans = {model: plan(model, standing) for model in MODELS}
    return frozenset(model for model, chosen in plans.items() if chosen is not None and chosen.rows is None)


def of_child(todos: Sequence[Todo], at: datetime) -> Load:
    return Load(1, len(todos), sum(when(todo.due, at).tone == "late" for todo in todos))


def members_of(colleagues: Colleagues, loads: dict[UUID | None, Load], at: datetime) -> Iterator[Member]:
    """Who has children in charge or could have some, and who is away."""
    rows = StandIn.objects.on(day_of(at)).filter(person__organisation=colleagues.organisation)
    away = {row.person_id: row for row in rows.select_related("stand_in")}
    for person in colleagues.all:
        row = away.get(person.pk)
        if row or person.pk in loads or (person.is_active and person.role in BY_NAME):
            yield Member(
                person.name, str(ROLES[person.role].label), loads.get(person.pk, Load()),
                stand_in=row.stand_in.name if row else "",
                until=words.short_day(row.until) if row and row.until else "", left=not person.is_active,
            )  # fmt: skip
