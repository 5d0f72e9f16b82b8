"""Who is involved, and where an actor stands by that: the only way to a case (design decision 6).

What opens and ends involvement stands in partners/involving.py.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from audit.models import Origin
from config.clock import day_of
from config.prepared import Prepared
from partners import asking
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.grounds import IN_PERSON, INVOLVES_NOBODY_ELSE, Ground
from partners.models import Involvement, InvolvementQuerySet, Organisation, StandIn
from partners.roles import ROLES, Purpose


def personal(column: str, actor: Actor, at: datetime) -> Q:
    """Whether a row names nobody, or the actor, or somebody the actor stands in for on that day."""
    if actor.person_id is None:
        return Q((column, None))
    covered = StandIn.objects.covered_by(actor.person_id, day_of(at))
    return Q((column, None)) | Q((column, actor.person_id)) | Q((f"{column}__in", covered))


def whom(actor: Actor, at: datetime) -> list[UUID]:
    """The actor, and those the actor stands in for on that day."""
    if actor.person_id is None:
        return []
    return [actor.person_id, *StandIn.objects.covered_by(actor.person_id, day_of(at))]


def in_person(actor: Actor) -> Q:
    """Emergency access counts for the person who opened it, and over the API only when a call is made for that."""
    others = ~Q(ground=Ground.EMERGENCY)
    calls = actor.origin == Origin.API and actor.purpose != Purpose.ACUTE_DANGER
    return others if actor.person_id is None or calls else others | Q(person=actor.person_id)


def of_actor(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """The involvements open for this actor: organisation, and role, person and house where a row names them.

    A supervisor stands in every case of the own organisation, but in none by somebody's emergency. Who has no
    organisation stands nowhere.
    """
    rows = of_house(actor, at)
    if actor.is_supervisor:
        return rows
    return rows.filter(Q(role="") | Q(role=actor.role), personal("person", actor, at))


def of_house(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """Those of the organisation and, where a row names one, of the house of this actor, whoever is meant there."""
    rows = Involvement.objects.open(at).filter(organisation_id=actor.organisation_id).exclude(ground=Ground.OWN_SIGNAL)
    if actor.is_supervisor:
        return rows.exclude(ground=Ground.EMERGENCY)
    here = Q(location=None) | (Q(location=actor.location) if actor.location else Q(pk=None))
    return rows.filter(in_person(actor), here)


def apart(actor: Actor, at: datetime) -> list[InvolvementQuerySet]:
    """The involvements open for this actor by whom they mean: a person, every role, the own one.

    Asked for together, what the whole organisation has is read; each of these stands together in an index.
    """
    rows = of_house(actor, at)
    if actor.is_supervisor:
        return [rows.none(), rows]
    named = rows.filter(Q(role="") | Q(role=actor.role), person__in=whom(actor, at))
    return [named, *(rows.filter(person=None, role=role) for role in ("", actor.role))]


def visible_cases(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """The ids of the cases this actor may know of, as a subquery."""
    return seeing(of_actor(actor, at)).values("case_id")


def not_closed(rows: InvolvementQuerySet, at: datetime) -> InvolvementQuerySet:
    """Without those of closed cases; a file that goes on in another is as open as that."""
    kept = Exists(closed(at).filter(case_id=OuterRef("case_id")))
    return rows.filter(Q(goes_on_in__isnull=False) | ~kept)


def seeing(rows: InvolvementQuerySet) -> InvolvementQuerySet:
    """Without what says only why somebody may read more of a case that it sees already."""
    return rows.exclude(ground__in=IN_PERSON)


def organisations(case: UUID, at: datetime) -> QuerySet[Organisation]:
    """Every organisation that may know of a case now."""
    rows = Involvement.objects.open(at).filter(case_id=case).exclude(ground__in=INVOLVES_NOBODY_ELSE)
    return Organisation.objects.filter(pk__in=rows.values("organisation")).select_related("webhook")


def readers(case: UUID, data_class: DataClass, at: datetime) -> list[Organisation]:
    """Every organisation of which somebody may read this class of the case, by a ground that is open now."""
    rows = Involvement.objects.open(at).filter(case_id=case).exclude(ground__in=INVOLVES_NOBODY_ELSE)
    found = {
        row.organisation for row in rows.select_related("organisation__webhook", "person") if reads_by(row, data_class)
    }
    return sorted(found, key=lambda each: each.code)


def reads_by(row: Involvement, data_class: DataClass) -> bool:
    """Whether some role that this row lets in may read the class by it."""
    named = row.role or (row.person.role if row.person else "")
    roles = [named] if named else [code for code, role in ROLES.items() if role.kind == row.organisation.kind]
    grounds = frozenset({Ground(row.ground)})
    actors = (Actor(row.organisation_id, row.organisation.kind, role, "", Origin.SYSTEM) for role in roles)
    return any(Standing(actor, row.case_id, grounds).right(data_class).anything for actor in actors)


def closed(at: datetime) -> InvolvementQuerySet:
    """The involvement by which closed cases are kept: a case is closed as long as somebody keeps it so."""
    return Involvement.objects.open(at).filter(ground=Ground.CLOSED)


def goes_on_as(actor: Actor, standing: Standing, at: datetime) -> str:
    """The number of the case in which this one goes on, for who may know of that case."""
    rows = of_actor(actor, at).filter(case_id=standing.case, goes_on_in__in=visible_cases(actor, at))
    return rows.values_list("goes_on_as", flat=True).first() or ""


def check_not_joined(standing: Standing, at: datetime) -> None:
    """Nothing is done any more in a file that goes on in another. Raises RuleBroken."""
    if standing.goes_on_in is None:
        return
    name = goes_on_as(standing.actor, standing, at)
    said = (
        _("This case was joined with %(case)s: go on there.") % {"case": name}
        if name
        else _("This case was joined with another one: nothing is recorded here any more. Ask Nidos where to go on.")
    )
    raise RuleBroken("case-joined", said, "AL-31")


def check_not_closed(standing: Standing) -> None:
    """Nothing is done any more in a closed case but what opens it again. Raises RuleBroken."""
    if standing.is_closed:
        raise RuleBroken(
            "case-closed",
            _("This case is closed: nothing is recorded here any more. A new signal opens it again, or Nidos does."),
            "C3.13",
        )


def standing(actor: Actor, case: UUID, at: datetime) -> Standing:
    """Where the actor stands in a case. Raises NotFound when the actor may not know of it, or there is none."""
    found = stood(actor, in_cases(actor, [case], at), at)
    if case not in found:
        raise NotFound
    return found[case]


def standings(actor: Actor, cases: Iterable[UUID], at: datetime) -> dict[UUID, Standing]:
    """Where the actor stands in each of these cases, in one query."""
    return stood(actor, in_cases(actor, list(cases), at), at)


def gathered(actor: Actor, rows: InvolvementQuerySet, at: datetime) -> dict[UUID, Standing]:
    """Where these rows of the actor let it stand, by case in the order of the rows; and in whose place."""
    return stood(actor, told(rows, at), at)


def told(rows: InvolvementQuerySet, at: datetime) -> QuerySet[Involvement, tuple[Any, ...]]:
    """What of these rows decides where somebody stands."""
    kept = Exists(closed(at).filter(case_id=OuterRef("case_id")))
    columns = ("case_id", "ground", "person", "goes_on_in", "about", "is_closed")
    return rows.annotate(is_closed=kept).values_list(*columns)


def _in_cases(shape: asking.Shape, *, at: datetime, organisation: UUID, person: UUID | None = None,
              location: UUID | None = None, **cases: UUID) -> QuerySet[Involvement, Any]:  # fmt: skip
    actor = asking.stand_in(shape, organisation, person, location)
    return told(of_actor(actor, at).filter(case_id__in=list(cases.values())), at)


IN_CASES = Prepared(_in_cases, derive=asking.with_day)


def in_cases(actor: Actor, cases: list[UUID], at: datetime) -> Iterable[Sequence[Any]]:
    """What decides where the actor stands in these cases; of nobody's organisation: nothing."""
    if actor.organisation_id is None or not cases:
        return []
    if len(cases) > asking.SIZES[-1]:
        return told(of_actor(actor, at).filter(case_id__among=cases), at)
    return IN_CASES.rows(asking.shape(actor), **asking.values(actor, at), **asking.many(cases))


def stood(actor: Actor, rows: Iterable[Sequence[Any]], at: datetime) -> dict[UUID, Standing]:
    """Where these rows let the actor stand, by case.

    What holds in person counts for that person alone: not for who stands in, and not for a supervisor.
    """
    grounds: dict[UUID, set[Ground]] = defaultdict(set)
    people: dict[UUID, set[UUID]] = defaultdict(set)
    named: dict[UUID, set[UUID]] = defaultdict(set)
    goes_on: dict[UUID, UUID] = {}
    shut: set[UUID] = set()
    for case, ground, person, into, about, is_closed in rows:
        if ground in IN_PERSON and (person is None or person != actor.person_id):
            continue
        grounds[case].add(Ground(ground))
        # Nobody stands in for somebody by an emergency of their own.
        people[case] |= {person} - {None} if ground != Ground.EMERGENCY else set()
        named[case] |= {about} - {None} if ground == Ground.NAMED else set()
        if into is not None:
            goes_on[case] = into
        if is_closed:
            shut.add(case)
    # Asked by each column that tells of another case: made once, and only when there is one.
    sees = cache(partial(visible_cases, actor, at))
    return {
        case: Standing(who(actor, people[case], found), case, frozenset(found), sees, goes_on.get(case), case in shut,
                       frozenset(named[case]))
        for case, found in grounds.items()
        if not found <= IN_PERSON
    }  # fmt: skip


def who(actor: Actor, named: set[UUID], grounds: set[Ground]) -> Actor:
    """The actor as it stands in a case: in whose place, and why; who looks in an emergency does so for that (B-27)."""
    purpose = Purpose.ACUTE_DANGER if Ground.EMERGENCY in grounds else actor.purpose
    return replace(actor, in_place_of=in_place_of(actor, named), purpose=purpose)


def in_place_of(actor: Actor, named: set[UUID]) -> UUID | None:
    """Whose place the actor takes where these people are named; who is named too stands there in person."""
    away = not actor.is_supervisor and actor.person_id not in named
    return min(named, default=None) if away else None


def without_case(actor: Actor) -> Standing:
    """The standing for what belongs to no case: locations, signals from outside, people."""
    return Standing(actor, None, frozenset())
