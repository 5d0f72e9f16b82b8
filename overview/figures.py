"""The figures over all cases (C8): which there are, and a page of each for a year.

With each figure stands what is counted, among whom, until which day and what is not shown. Small numbers are
suppressed (policy/suppression.py); what divides the same group is suppressed together. A figure is of whole years, so
that no two of them tell one month apart (decision 0054).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from intake.models import Case
from overview import consent_funnel
from overview.counts import absences, clocks, intake, moves, police, signals, tracks
from overview.counts.division import UNITS, Division, Files
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from policy.numbers import number
from policy.suppression import Shown, suppress_beside

CHART_WIDTH = 240  # units of the drawing


@dataclass(frozen=True)
class Topic:
    """One of the reports of C8: its code, where its page stands, its name and how it is counted."""

    code: str
    slug: str
    title: str | Promise
    count: Callable[[Files], Iterable[Division]]

    @property
    def name(self) -> str:
        return f"figure_{self.slug}"

    @property
    def of_year(self) -> str:
        return f"admin:{self.name}_of"

    @property
    def as_file(self) -> str:
        return f"admin:{self.name}_csv"

    @property
    def page(self) -> str:
        return f"admin:{self.name}"


TOPICS = (
    Topic("RP-03", "intake", gettext_lazy("Talks and screening at intake"), intake.count),
    Topic("RP-04", "signals", gettext_lazy("From signal to shelter"), signals.count),
    Topic("RP-07", "absences", gettext_lazy("Early departures"), absences.count),
    Topic("RP-08", "moves", gettext_lazy("Moves and crisis shelter"), moves.count),
    Topic("RP-09", "clocks", gettext_lazy("Rest and the first hearing"), clocks.count),
    Topic("RP-10", "tracks", gettext_lazy("Asylum and the residence scheme"), tracks.count),
    Topic("RP-11", "police", gettext_lazy("Police reports"), police.count),
)


@dataclass(frozen=True)
class Line:
    """A cell: its name, its count, and how wide its bar is; None where it is not shown."""

    name: str
    count: int | None
    width: int | None


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    definition: str
    denominator: str
    unit: str
    lines: Sequence[Line]
    total: int | None


@dataclass(frozen=True)
class Page:
    topic: Topic
    year: int
    years: list[int]
    counted_until: date
    still_runs: bool
    hidden_up_to: int
    tables: list[Table]


def topics(actor: Actor) -> tuple[Topic, ...]:
    """What the list of figures shows. Raises NotAllowed."""
    involvement.without_case(actor).require(DataClass.FIGURES, "reads")
    return TOPICS


def load(actor: Actor, topic: Topic, year: int | None, at: datetime, kind: str = Kind.READ) -> Page:
    """The figures of a topic and a year, and the entry that says who saw them. Raises NotAllowed, NotFound."""
    involvement.without_case(actor).require(DataClass.FIGURES, "reads")
    today = day_of(at)
    known = consent_funnel.years(actor, today)
    shown = known[0] if year is None else year
    if shown not in known:
        raise NotFound
    ledger.write(kind, by=actor, table=Case._meta.db_table, data_classes=[DataClass.FIGURES],
                 reason=f"{topic.code} {shown}")  # fmt: skip
    until = min(date(shown, 12, 31), today)
    below = number("SUPPRESS_BELOW", until)
    found = list(topic.count(Files(date(shown, 1, 1), until)))
    return Page(topic, shown, known, until, shown == today.year, below - 1, list(tables(found, below)))


def tables(found: Sequence[Division], below: int) -> Iterator[Table]:
    """Each division as it may be shown: what divides one group stands or falls together."""
    hidden: dict[str, Shown] = {}
    for group in groups(found):
        shown = suppress_beside([each.cells for each in group], below)
        hidden |= {each.said.name: one for each, one in zip(group, shown, strict=True)}
    for each in found:
        yield table(each, hidden[each.said.name])


def groups(found: Sequence[Division]) -> list[list[Division]]:
    """Divisions of the same group: counted among the same, in the same unit, and as many."""
    same: dict[tuple[str, str, int], list[Division]] = {}
    for each in found:
        same.setdefault((str(each.said.denominator), each.said.unit, each.total), []).append(each)
    return list(same.values())


def table(division: Division, shown: Shown) -> Table:
    said = division.said
    most = max((count for count in shown.cells.values() if count), default=1)
    lines = [
        Line(str(said.labels.get(code, code)), count, None if count is None else count * CHART_WIDTH // most)
        for code, count in shown.cells.items()
    ]
    return Table(said.name, str(said.title), str(said.definition), str(said.denominator), str(UNITS[said.unit]), lines,
                 shown.total)  # fmt: skip


def rows(page: Page) -> Iterator[list[str]]:
    """The lines of the file, its head first."""
    yield [_("Figure"), _("Year"), _("Counted until"), _("Table"), _("What is counted"), _("Among whom"),
           _("What came of it"), _("Number")]  # fmt: skip
    for each in page.tables:
        for name, count in [*((line.name, line.count) for line in each.lines), (total_name(), each.total)]:
            yield [page.topic.code, str(page.year), page.counted_until.isoformat(), each.title, each.unit,
                   each.denominator, name, _("not shown") if count is None else str(count)]  # fmt: skip


def total_name() -> str:
    return _("all together (the denominator)")
