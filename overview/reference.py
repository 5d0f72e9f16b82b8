"""The pages of reference data: of each kind what holds today, what will, and how it came to be so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from overview import acts, words
from overview.links import When, free_act_url
from overview.words import Names, Told
from partners import involvement
from partners.access import classes_of, read
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import Edition
from partners.reference import Reference
from shelter.reference import KINDS

# What an edition says of itself rather than of what it is about.
OF_ITSELF = {"in_force_from", "lapses_on", "reason", "lapse_reason"}
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Past:
    """One edition in the history: when it held, what it said, why, and who recorded it."""

    period: str
    told: list[Told]
    why: str
    recorded: str
    history: str


@dataclass(frozen=True)
class Line:
    """One row: what holds of it today, what is planned, its buttons, and its history."""

    name: str
    told: list[Told]
    state: When
    planned: str
    buttons: list[tuple[str, str]]
    history: list[Past]


@dataclass(frozen=True)
class Page:
    title: str
    add: str
    add_url: str
    lines: list[Line]


@dataclass(frozen=True)
class Kind:
    """One kind on the list of all: how many hold today, and how many changes are planned."""

    title: str
    url: str
    now: int
    planned: int


def kinds(actor: Actor, at: datetime) -> list[Kind]:
    """All kinds. Raises NotAllowed."""
    involvement.without_case(actor).require(DataClass.CONFIGURATION, "reads")
    today = day_of(at)
    return [
        Kind(
            str(kind.title), reverse(f"admin:{page_name(kind)}"), kind.model.objects.filter(is_active=True).count(),
            kind.edition.objects.kept().filter(Q(in_force_from__gt=today) | Q(lapses_on__gt=today)).count(),
        )
        for kind in KINDS
    ]  # fmt: skip


def page_name(kind: Reference) -> str:
    """By which name the address of its page is known."""
    return f"reference_{kind.subject}"


def load(kind: Reference, actor: Actor, at: datetime) -> Page:
    """The page of a kind, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.CONFIGURATION, "reads")
    rows = list(kind.model.objects.values("pk", kind.name, *kind.keys, "is_active"))
    editions = read(kind.edition.objects.order_by("-in_force_from", "-created_at"), standing)
    ledger.read(kind.edition, by=actor, case=None, classes=classes_of(kind.edition, standing))
    names = Names()
    names.want(kind.model, rows)
    names.want(kind.edition, editions)
    names.fetch()
    own: dict[Any, list[Row]] = {}
    for edition in editions:
        own.setdefault(edition[kind.subject], []).append(edition)
    may = standing.right(DataClass.CONFIGURATION).writes
    made = _Lines(kind, day_of(at), names, may)
    add_url = free_act_url(acts.ACTS[kind.path]) if may else ""
    return Page(str(kind.title), str(kind.add), add_url, [made.line(row, own.get(row["pk"], ())) for row in rows])


@dataclass(frozen=True)
class _Lines:
    """What the lines of one page share."""

    kind: Reference
    today: date
    names: Names
    may_change: bool

    def line(self, row: Row, editions: Sequence[Row]) -> Line:
        """A row and its editions, the newest first."""
        spans = [(each, span(self.kind, each)) for each in editions]
        began = [(each, lasts) for each, lasts in spans if lasts.lapses_on != lasts.in_force_from]
        held = next((each for each, lasts in began if lasts.holds(self.today)), None)
        keys = words.described(self.kind.model, {name: row[name] for name in self.kind.keys}, self.names)
        return Line(
            name=(held or row)[self.kind.name],
            told=[*keys, *(self.told(held) if held else [])],
            state=self.state(row, held, began),
            planned=self.planned(began),
            buttons=list(self.buttons(*began[0])) if began and self.may_change else [],
            history=[self.past(each, lasts) for each, lasts in spans],
        )

    def told(self, edition: Row) -> list[Told]:
        skipped = OF_ITSELF | {self.kind.subject, self.kind.name}
        return words.described(self.kind.edition, edition, self.names, skipped)

    def state(self, row: Row, held: Row | None, began: Sequence[tuple[Row, Edition]]) -> When:
        if held is not None or (not began and row["is_active"]):
            return When(_("in force"), "ok")
        to_come = [lasts.in_force_from for _row, lasts in began if lasts.in_force_from > self.today]
        if to_come:
            return When(_("from %(day)s") % {"day": words.day(min(to_come))}, "soon")
        return When(_("closed"), "calm")

    def planned(self, began: Sequence[tuple[Row, Edition]]) -> str:
        """What comes: the next edition, or the end of the last."""
        if not began:
            return ""
        edition, lasts = began[0]
        if lasts.in_force_from > self.today:
            said = "; ".join(f"{each.label}: {each.text}" for each in self.told(edition))
            name = edition[self.kind.name]
            return _("from %(day)s: %(what)s") % {
                "day": words.day(lasts.in_force_from), "what": f"{name} ({said})" if said else name,
            }  # fmt: skip
        if lasts.is_planned(self.today):
            return _("closed from %(day)s") % {"day": words.day(lasts.lapses_on)}
        return ""

    def buttons(self, edition: Row, lasts: Edition) -> Iterator[tuple[str, str]]:
        """Of the last edition that began or will; what these ask first, the verbs ask again."""
        offered = {
            "changes": True,
            "closings": not lasts.is_over(self.today),
            "cancellations": lasts.is_planned(self.today),
        }
        for noun, is_offered in offered.items():
            if is_offered:
                act = acts.ACTS[f"{self.kind.path}-{noun}"]
                yield str(act.label), free_act_url(act, edition["id"])

    def past(self, edition: Row, lasts: Edition) -> Past:
        meta = self.kind.edition._meta
        name = Told(words.label(self.kind.edition, self.kind.name), edition[self.kind.name])
        return Past(
            period=period(lasts), told=[name, *self.told(edition)],
            why=" · ".join(filter(None, [edition["reason"], edition["lapse_reason"]])),
            recorded=f"{words.organisation_of(edition, self.names)} · {words.moment(edition['created_at'])}",
            history=reverse(f"admin:{meta.app_label}_{meta.model_name}_history", args=[edition["id"]]),
        )  # fmt: skip


def span(kind: Reference, row: Row) -> Edition:
    """When an edition holds, to be asked about a day."""
    return kind.edition(in_force_from=row["in_force_from"], lapses_on=row["lapses_on"])


def period(lasts: Edition) -> str:
    first = words.day(lasts.in_force_from)
    if lasts.lapses_on is None:
        return _("from %(day)s") % {"day": first}
    if lasts.lapses_on == lasts.in_force_from:
        return _("from %(day)s: called off") % {"day": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": words.day(lasts.lapses_on)}
