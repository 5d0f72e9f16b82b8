"""Open and close involvement, and ask who is involved: the only way to a case (design decision 6)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from audit import ledger
from partners.access import Standing
from partners.actors import Actor
from partners.errors import NotFound
from partners.grounds import Ground
from partners.models import Involvement, InvolvementQuerySet, Organisation, Person


def involve(*, case: UUID, number: int, organisation: Organisation, ground: Ground, by: Actor, at: datetime,
            role: str = "", person: Person | None = None, location: UUID | None = None,
            about: UUID | None = None) -> Involvement:  # fmt: skip
    """Open an involvement; if the same one is open already, give that back. `number` is the number of the case."""
    same = Involvement.objects.open(at).filter(
        case_id=case,
        organisation=organisation,
        ground=ground,
        role=role,
        person=person,
        location=location,
        about=about,
    )
    found = same.first()
    if found:
        return found
    row = Involvement(case_id=case, organisation=organisation, ground=ground, role=role, person=person,
                      location=location, about=about, since=at, sort_key=number)  # fmt: skip
    return ledger.record(row, by=by, at=at)


def involve_kinds(*kinds: str, case: UUID, number: int, ground: Ground, by: Actor, at: datetime,
                  role: str = "", about: UUID | None = None) -> None:  # fmt: skip
    """Open an involvement for every organisation of these kinds."""
    for organisation in Organisation.objects.filter(kind__in=kinds):
        involve(
            case=case, number=number, organisation=organisation, ground=ground, by=by, at=at, role=role, about=about
        )


def close(*, case: UUID, ground: Ground, by: Actor, at: datetime, about: UUID | None = None) -> None:
    """Close every open involvement of this ground (about this row, when one is named)."""
    rows = Involvement.objects.filter(Q(until=None) | Q(until__gt=at), case_id=case, ground=ground)
    for row in rows.filter(about=about) if about else rows:
        end(row, by=by, at=at, until=at)


def end(row: Involvement, *, by: Actor, at: datetime, until: datetime | None) -> Involvement:
    """Set, move or lift the end of one involvement."""
    row.until = max(until, row.since) if until else None
    return ledger.record(row, by=by, at=at)


def of_actor(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """The involvements open for this actor: organisation, and role, person and house where a row names them.

    A supervisor stands in every case of the own organisation. Who has no organisation stands nowhere.
    """
    rows = Involvement.objects.open(at).filter(organisation_id=actor.organisation_id).exclude(ground=Ground.OWN_SIGNAL)
    if actor.is_supervisor:
        return rows
    return rows.filter(
        Q(role="") | Q(role=actor.role),
        Q(person=None) | (Q(person=actor.person_id) if actor.person_id else Q(pk=None)),
        Q(location=None) | (Q(location=actor.location) if actor.location else Q(pk=None)),
    )


def visible_cases(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """The ids of the cases this actor may know of, as a subquery."""
    return of_actor(actor, at).values("case_id")


def standing(actor: Actor, case: UUID, at: datetime) -> Standing:
    """Where the actor stands in a case. Raises NotFound when the actor may not know of it, or there is none."""
    grounds = frozenset(Ground(g) for g in of_actor(actor, at).filter(case_id=case).values_list("ground", flat=True))
    if not grounds:
        raise NotFound
    return Standing(actor, case, grounds)


def standings(actor: Actor, cases: Iterable[UUID], at: datetime) -> dict[UUID, Standing]:
    """Where the actor stands in each of these cases, in one query."""
    grounds: dict[UUID, set[Ground]] = defaultdict(set)
    for case, ground in of_actor(actor, at).filter(case_id__in=list(cases)).values_list("case_id", "ground"):
        grounds[case].add(Ground(ground))
    return {case: Standing(actor, case, frozenset(found)) for case, found in grounds.items()}


def without_case(actor: Actor) -> Standing:
    """The standing for what belongs to no case: locations, signals from outside, people."""
    return Standing(actor, None, frozenset())
