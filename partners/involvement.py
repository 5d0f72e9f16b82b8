"""Open and close involvement, and ask who is involved: the only way to a case (design decision 6)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from partners import following
from partners.access import Standing
from partners.actors import Actor
from partners.errors import NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, InvolvementQuerySet, Organisation, Person, StandIn


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
    ledger.record(row, by=by, at=at)
    following.follow([row], by=by, at=at)
    return row


@dataclass(frozen=True)
class Opening:
    """To whom a case opens, and why: every organisation of these kinds, or this one; all of it, or one role."""

    ground: Ground
    kinds: tuple[str, ...] = ()
    organisation: UUID | None = None
    role: str = ""

    def holds(self, organisation: UUID, kind: str) -> bool:
        return kind in self.kinds or organisation == self.organisation


def involve_each(*openings: Opening, case: UUID, number: int, by: Actor, at: datetime,
                 about: UUID | None = None) -> None:  # fmt: skip
    """Open every involvement of these that is not open already, together."""
    kinds = {kind for opening in openings for kind in opening.kinds}
    named = {opening.organisation for opening in openings} - {None}
    known = Organisation.objects.filter(Q(kind__in=kinds) | Q(pk__in=named)).values_list("id", "kind")
    same = Involvement.objects.open(at).filter(case_id=case, about=about, person=None, location=None)
    there = set(same.values_list("organisation", "ground", "role"))
    rows = [
        Involvement(case_id=case, organisation_id=organisation, ground=opening.ground, role=opening.role, about=about,
                    since=at, sort_key=number)
        for opening in openings
        for organisation, kind in known
        if opening.holds(organisation, kind) and (organisation, opening.ground, opening.role) not in there
    ]  # fmt: skip
    ledger.record_all(rows, by=by, at=at)
    following.follow(rows, by=by, at=at)


def involve_kinds(*kinds: str, case: UUID, number: int, ground: Ground, by: Actor, at: datetime,
                  role: str = "", about: UUID | None = None) -> None:  # fmt: skip
    """Open an involvement for every organisation of these kinds."""
    involve_each(Opening(ground, kinds, role=role), case=case, number=number, by=by, at=at, about=about)


def close(*, case: UUID, ground: Ground, by: Actor, at: datetime, about: UUID | None = None) -> None:
    """Close every open involvement of this ground (about this row, when one is named)."""
    rows = Involvement.objects.filter(Q(until=None) | Q(until__gt=at), case_id=case, ground=ground)
    for row in rows.filter(about=about) if about else rows:
        end(row, by=by, at=at, until=at)


def end(row: Involvement, *, by: Actor, at: datetime, until: datetime | None) -> Involvement:
    """Set, move or lift the end of one involvement."""
    row.until = max(until, row.since) if until else None
    ledger.record(row, by=by, at=at)
    following.keep_up(row, by=by, at=at)
    return row


def personal(column: str, actor: Actor, at: datetime) -> Q:
    """Whether a row names nobody, or the actor, or somebody the actor stands in for on that day."""
    if actor.person_id is None:
        return Q((column, None))
    covered = StandIn.objects.covered_by(actor.person_id, day_of(at))
    return Q((column, None)) | Q((column, actor.person_id)) | Q((f"{column}__in", covered))


def of_actor(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """The involvements open for this actor: organisation, and role, person and house where a row names them.

    A supervisor stands in every case of the own organisation. Who has no organisation stands nowhere.
    """
    rows = Involvement.objects.open(at).filter(organisation_id=actor.organisation_id).exclude(ground=Ground.OWN_SIGNAL)
    if actor.is_supervisor:
        return rows
    return rows.filter(
        Q(role="") | Q(role=actor.role),
        personal("person", actor, at),
        Q(location=None) | (Q(location=actor.location) if actor.location else Q(pk=None)),
    )


def visible_cases(actor: Actor, at: datetime) -> InvolvementQuerySet:
    """The ids of the cases this actor may know of, as a subquery."""
    return of_actor(actor, at).values("case_id")


def organisations(case: UUID, at: datetime) -> QuerySet[Organisation]:
    """Every organisation that may know of a case now."""
    rows = Involvement.objects.open(at).filter(case_id=case).exclude(ground=Ground.OWN_SIGNAL)
    return Organisation.objects.filter(pk__in=rows.values("organisation"))


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


def standing(actor: Actor, case: UUID, at: datetime) -> Standing:
    """Where the actor stands in a case. Raises NotFound when the actor may not know of it, or there is none."""
    found = standings(actor, [case], at)
    if case not in found:
        raise NotFound
    return found[case]


def standings(actor: Actor, cases: Iterable[UUID], at: datetime) -> dict[UUID, Standing]:
    """Where the actor stands in each of these cases, in one query."""
    return gathered(actor, of_actor(actor, at).filter(case_id__in=list(cases)), at)


def gathered(actor: Actor, rows: InvolvementQuerySet, at: datetime) -> dict[UUID, Standing]:
    """Where these rows of the actor let it stand, by case in the order of the rows; and in whose place."""
    grounds: dict[UUID, set[Ground]] = defaultdict(set)
    named: dict[UUID, set[UUID]] = defaultdict(set)
    goes_on: dict[UUID, UUID] = {}
    for case, ground, person, into in rows.values_list("case_id", "ground", "person", "goes_on_in"):
        grounds[case].add(Ground(ground))
        named[case] |= {person} - {None}
        if into is not None:
            goes_on[case] = into
    sees = partial(visible_cases, actor, at)
    return {
        case: Standing(replace(actor, in_place_of=in_place_of(actor, named[case])), case, frozenset(found), sees,
                       goes_on.get(case))
        for case, found in grounds.items()
    }  # fmt: skip


def in_place_of(actor: Actor, named: set[UUID]) -> UUID | None:
    """Whose place the actor takes where these people are named; who is named too stands there in person."""
    away = not actor.is_supervisor and actor.person_id not in named
    return min(named, default=None) if away else None


def without_case(actor: Actor) -> Standing:
    """The standing for what belongs to no case: locations, signals from outside, people."""
    return Standing(actor, None, frozenset())
