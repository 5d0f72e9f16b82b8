"""Per person: what they did and saw, and which children they saw between two moments (the question after a breach)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from audit import ledger
from audit.models import Entry, Kind
from intake.models import Case
from overview import trail, trail_words
from overview.trail import Filters, Line
from overview.words import Names
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.models import Person

# What shows a child to nobody.
NOTHING_SEEN = (Kind.DENIAL, Kind.LOGIN, Kind.LOGIN_FAILED, Kind.LOGOUT)
References = list[tuple[UUID, str]]


@dataclass(frozen=True)
class Done:
    """What a person did or saw, and the cases it was about: one, or every one a list showed."""

    line: Line
    cases: References


@dataclass(frozen=True)
class PersonTrail:
    person: Person
    done: list[Done]
    next: int | None


@dataclass
class Seen:
    """One child's case: through which screens, how often, when first and last."""

    case: UUID
    reference: str
    first: datetime
    last: datetime
    screens: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @property
    def times(self) -> int:
        return self.screens.total()


def known(actor: Actor) -> QuerySet[Person]:
    """The people whose doings this actor may follow: everybody's, or the own organisation's. Raises NotAllowed."""
    rows = Person.objects.select_related("organisation").order_by("name", "pk")
    return rows if trail.right_to_look(actor) else rows.filter(organisation=actor.organisation_id)


def of_person(actor: Actor, person: UUID) -> tuple[Person, QuerySet[Entry]]:
    """The person, and of what they did what this actor may see. Raises NotFound, NotAllowed."""
    found = known(actor).filter(pk=person).first()
    if found is None:
        raise NotFound
    rows = Entry.objects.filter(person=person)
    return found, rows if trail.sees_everybody(actor) else rows.filter(organisation=actor.organisation_id)


def load(actor: Actor, person: UUID, filters: Filters) -> PersonTrail:
    """A page of what somebody did and saw, without values, and the entry that says that it was read."""
    somebody, allowed = of_person(actor, person)
    found = list(trail.narrowed(allowed, filters)[: trail.PAGE + 1])
    shown = found[: trail.PAGE]
    about = references({case for entry in shown for case in cases_of(entry.case, entry.cases)})
    lines = trail.told(shown, None, Names(), actor)
    ledger.write(Kind.READ, by=actor, table=Entry._meta.db_table, record=person, cases=sorted(map(str, about)),
                 data_classes=[DataClass.AUDIT])  # fmt: skip
    done = [
        Done(told, [(case, about[case]) for case in cases_of(entry.case, entry.cases) if case in about])
        for told, entry in zip(lines, shown, strict=True)
    ]
    return PersonTrail(somebody, done, found[trail.PAGE - 1].id if len(found) > trail.PAGE else None)


def cases_of(case: UUID | None, listed: list[str] | None) -> list[UUID]:
    """Every case of one entry."""
    return [*([case] if case else []), *(UUID(each) for each in listed or ())]


def references(cases: set[UUID]) -> dict[UUID, str]:
    return dict(Case.objects.filter(pk__in=cases).values_list("pk", "reference"))


def seen(actor: Actor, person: UUID, since: datetime, until: datetime, *, kind: str = Kind.READ,
         reason: str = "") -> tuple[Person, list[Seen]]:  # fmt: skip
    """The children whose case this account saw from `since` until before `until`, also in a list; and its own entry.

    Raises NotFound, NotAllowed.
    """
    somebody, allowed = of_person(actor, person)
    rows = (
        allowed.filter(at__gte=since, at__lt=until).exclude(kind__in=NOTHING_SEEN).exclude(case=None, cases=None)
        .order_by("at").values_list("kind", "table", "origin", "case", "cases", "at")
    )  # fmt: skip
    found: dict[UUID, Seen] = {}
    for what, table, origin, case, cases, at in rows.iterator():
        for each in cases_of(case, cases):
            one = found.setdefault(each, Seen(each, "", at, at))
            one.last = at
            one.screens[what, table, origin] += 1
    names = references(set(found))
    ledger.write(kind, by=actor, table=Entry._meta.db_table, record=person, cases=sorted(map(str, names)),
                 data_classes=[DataClass.AUDIT], reason=reason)  # fmt: skip
    for case, one in found.items():
        one.reference = names.get(case, "")
    return somebody, [one for one in found.values() if one.reference]


def screens(one: Seen) -> list[tuple[str, int]]:
    """Through which screens in words, the most used first."""
    return [(trail_words.screen(*where), times) for where, times in one.screens.most_common()]
