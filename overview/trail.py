"""The trail of a case: every entry of the ledger that touches it, as a story that a supervisor can read."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audit import ledger
from audit.models import Entry, Kind, Recorded, holds
from config.clock import start_of
from intake.models import Case
from overview import changes, trail_words
from overview.changes import Change
from overview.links import account_url
from overview.trail_words import Doer, Tables
from overview.words import Names
from partners import involvement
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.models import Organisation, Person
from partners.rights import FULL
from policy.dates import after

PAGE = 50
WRITTEN = (Kind.CREATE, Kind.CHANGE)
# Of a new record the first columns say what it is; the rest is one click away.
BRIEF = 2


@dataclass(frozen=True)
class Line:
    """One entry in words; `who_url` leads to what else they did, for who may see that."""

    when: str
    who: Doer
    who_url: str
    kind: str
    tone: str
    record: str
    data_classes: list[str]
    brief: list[Change]
    rest: list[Change]
    purpose: str
    ground: str


@dataclass(frozen=True)
class Filters:
    """What the reader narrows the trail to; ids and codes only, because they stand in the address."""

    person: UUID | None = None
    organisation: UUID | None = None
    kind: str = ""
    data_class: str = ""
    since: date | None = None
    until: date | None = None
    before: int | None = None


@dataclass(frozen=True)
class Trail:
    case: UUID
    reference: str
    lines: list[Line]
    next: int | None
    people: list[tuple[UUID, str]] = field(default_factory=list)
    organisations: list[tuple[UUID, str]] = field(default_factory=list)


def right_to_look(actor: Actor) -> bool:
    """Whether this actor reads every organisation's trail; raises NotAllowed without any right to it."""
    involvement.without_case(actor).require(DataClass.AUDIT, "reads")
    return sees_everybody(actor)


def entries(actor: Actor, case: UUID, at: datetime) -> tuple[QuerySet[Entry], Standing | None]:
    """The entries this actor may see, and where the actor stands in the case.

    A supervisor sees everything of a case the organisation is involved in, and of another case what its own people
    did. The data-protection officer sees everything and stands nowhere, so no value is shown. Raises NotFound.
    """
    everything = right_to_look(actor)
    rows = Entry.objects.of_case(case)
    if everything:
        return rows, None
    try:
        return rows, involvement.standing(actor, case, at)
    except NotFound:
        return rows.filter(organisation=actor.organisation_id), None


def load(actor: Actor, case: UUID, filters: Filters, at: datetime) -> Trail:
    """A page of the trail, and the entry that says that it was read. Raises NotFound, NotAllowed."""
    allowed, standing, reference = opened(actor, case, at)
    found = list(narrowed(allowed, filters)[: PAGE + 1])
    names = Names()
    lines = told(found[:PAGE], standing, names, actor)
    ledger.read(Entry, by=actor, case=case, classes=[DataClass.AUDIT])
    more = found[PAGE - 1].id if len(found) > PAGE else None
    return Trail(case, reference, lines, more, people(allowed), organisations(allowed))


def opened(actor: Actor, case: UUID, at: datetime) -> tuple[QuerySet[Entry], Standing | None, str]:
    """What this actor may see of the case, and its number. Raises NotFound, NotAllowed."""
    allowed, standing = entries(actor, case, at)
    reference = Case.objects.filter(pk=case).values_list("reference", flat=True).first()
    # Apart, because of one row of two conditions PostgreSQL would rather look through the whole ledger.
    if reference is None or not (allowed.filter(case=case).exists() or allowed.exists()):
        raise NotFound
    return allowed, standing, reference


def narrowed(rows: QuerySet[Entry], filters: Filters) -> QuerySet[Entry]:
    if filters.person:
        rows = rows.filter(person=filters.person)
    if filters.organisation:
        rows = rows.filter(organisation=filters.organisation)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.data_class:
        rows = rows.filter(holds("data_classes", filters.data_class))
    if filters.since:
        rows = rows.filter(at__gte=start_of(filters.since))
    if filters.until:
        rows = rows.filter(at__lt=start_of(after(filters.until)))
    if filters.before:
        rows = rows.filter(id__lt=filters.before)
    return rows.order_by("-id")


def people(rows: QuerySet[Entry]) -> list[tuple[UUID, str]]:
    """Everybody in this trail, for the filter."""
    ids = rows.exclude(person=None).order_by().values("person").distinct()
    return list(Person.objects.filter(pk__in=ids).values_list("pk", "name"))


def organisations(rows: QuerySet[Entry]) -> list[tuple[UUID, str]]:
    """Every organisation in this trail, for the filter."""
    ids = rows.exclude(organisation=None).order_by().values("organisation").distinct()
    return list(Organisation.objects.filter(pk__in=ids).order_by("name").values_list("pk", "name"))


def told(found: list[Entry], standing: Standing | None, names: Names, actor: Actor) -> list[Line]:
    known = trail_words.tables()
    doers = trail_words.doers(found, names)
    changed = changes.of_versions(written(found, known), standing, names) if standing else {}
    whose = None if sees_everybody(actor) else actor.organisation_id
    return [line(entry, doers[entry.id], known, changed, whose) for entry in found]


def sees_everybody(actor: Actor) -> bool:
    return involvement.without_case(actor).right(DataClass.AUDIT).reads == FULL


def written(found: list[Entry], known: Tables) -> dict[type[Recorded], set[changes.Version]]:
    """The versions that these entries made, by model."""
    wanted: dict[type[Recorded], set[changes.Version]] = defaultdict(set)
    for entry in found:
        model = known.get(entry.table)
        if entry.kind in WRITTEN and entry.record and entry.version and model and issubclass(model, Recorded):
            wanted[model].add((entry.record, entry.version))
    return wanted


def line(entry: Entry, who: Doer, known: Tables, changed: dict[Any, list[Change]],
         whose: UUID | None) -> Line:  # fmt: skip
    """`whose` people the reader may follow; None: everybody."""
    word, tone = trail_words.kind(entry)
    # A look at a version names it too, but it changed nothing.
    found = changed.get((entry.record, entry.version), []) if entry.kind in WRITTEN else []
    purpose, ground = trail_words.why(entry)
    brief = len(found) if entry.kind == Kind.CHANGE else BRIEF
    url = account_url(entry) if whose in {None, entry.organisation} else ""
    return Line(trail_words.second(entry.at), who, url, word, tone, trail_words.record(entry, known),
                trail_words.data_classes(entry), found[:brief], found[brief:], purpose, ground)  # fmt: skip


def cases(actor: Actor, after: int | None, at: datetime) -> list[tuple[int, UUID, str]]:
    """The next cases whose trail may be read, newest first: their number, id and reference, and nothing else."""
    rows = Case.objects.order_by("-number")
    if not right_to_look(actor):
        rows = rows.filter(pk__in=involvement.visible_cases(actor, at))
    if after is not None:
        rows = rows.filter(number__lt=after)
    return list(rows.values_list("number", "pk", "reference")[: PAGE + 1])
