"""The figures over all cases (C8): which there are, and a page of each for a year.

With each figure stands what is counted, among whom, until which day, as known on which day, and what is not shown.
Small numbers are suppressed (policy/suppression.py); what divides one group is suppressed together, in whichever
report it stands. A figure is of whole years, so that no two of them tell one month apart (decision 0054).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import mean, median
from types import ModuleType

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind
from config.clock import day_of, start_of
from config.language import say_later
from intake.models import Case
from overview.counts import (
    absences,
    clocks,
    consents,
    consultation,
    detection,
    eighteen,
    grounds,
    intake,
    moves,
    police,
    rapporteur,
    signals,
    stays,
    talks,
    tracks,
)
from overview.counts.division import UNITS, Division, Group, Link, Said
from overview.counts.files import Files
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from policy.dates import after
from policy.figures import FIRST_DAY, FIRST_YEAR, REPORTS, closes_on
from policy.numbers import number
from policy.suppression import Counts, Shown, suppress_linked

CHART_WIDTH = 240  # units of the drawing
MOST_LINES = 10  # of a table with more, the page leaves out what is zero


@dataclass(frozen=True)
class Topic:
    """One of the reports of C8: its code, where its page stands, its name and what counts it."""

    code: str
    slug: str
    title: str | Promise
    counts: ModuleType

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

    @property
    def side_by_side(self) -> str:
        return f"admin:{self.name}_years"

    @property
    def side_by_side_as_file(self) -> str:
        return f"admin:{self.name}_years_csv"

    def count(self, files: Files) -> Sequence[Division]:
        return list(self.counts.count(files))

    @property
    def links(self) -> set[Link]:
        """Which groups it divides, by what links them: of the tables that its module names, also in a mapping."""
        return {each.group.link for each in named(vars(self.counts).values())}


def named(values: Iterable[object]) -> Iterator[Said]:
    for value in values:
        if isinstance(value, Said):
            yield value
        elif isinstance(value, dict):
            yield from named(value.values())


# Of each report where its page stands, and what counts it.
COUNTED_BY: dict[str, tuple[str, ModuleType]] = {
    "RP-01": ("rapporteur", rapporteur),
    "RP-02": ("detection", detection),
    "RP-03": ("intake", intake),
    "RP-04": ("signals", signals),
    "RP-06": ("stays", stays),
    "RP-07": ("absences", absences),
    "RP-08": ("moves", moves),
    "RP-09": ("clocks", clocks),
    "RP-10": ("tracks", tracks),
    "RP-11": ("police", police),
    "RP-12": ("consultation", consultation),
    "RP-13": ("eighteen", eighteen),
    "RP-14": ("consent", consents),
    "RP-15": ("grounds", grounds),
    "RP-16": ("talks", talks),
}
TOPICS = tuple(
    Topic(each.code, COUNTED_BY[each.code][0], say_later(each.label), COUNTED_BY[each.code][1]) for each in REPORTS
)


@dataclass(frozen=True)
class Line:
    """A cell: its code and name, its count, and how wide its bar is; None where it is not shown."""

    code: str
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
    measures: Sequence[tuple[str, int]]

    @property
    def on_page(self) -> Sequence[Line]:
        """The lines of a short table; of a long one, or of nobody, those that say something. The file has them all."""
        if self.total != 0 and len(self.lines) <= MOST_LINES:
            return self.lines
        return [line for line in self.lines if line.count != 0]

    @property
    def rest_is_zero(self) -> bool:
        return 0 < len(self.on_page) < len(self.lines)


@dataclass(frozen=True)
class Page:
    topic: Topic
    year: int
    years: list[int]
    counted_until: date
    known_on: date
    still_runs: bool
    closed: bool
    chooses: bool
    hidden_up_to: int
    tables: list[Table]
    is_counted: bool

    @property
    def shown(self) -> list[Table]:
        """On the page of a year that was not counted there is none: it would be one of zeros."""
        return self.tables if self.is_counted else []


def topics(actor: Actor) -> tuple[Topic, ...]:
    """What the list of figures shows. Raises NotAllowed."""
    involvement.without_case(actor).require(DataClass.FIGURES, "reads")
    return TOPICS


def years(actor: Actor, today: date) -> list[int]:
    """The latest first: for who may see cases also the one that runs, for others those whose figures are closed.

    Two days of one year, or one year as known on two days, subtract to one child; so others see each year once.
    """
    if actor.is_supervisor:
        return list(range(today.year, FIRST_YEAR - 1, -1))
    return [year for year in range(today.year - 1, FIRST_YEAR - 1, -1) if closes_on(year) < today]


def load(actor: Actor, topic: Topic, year: int | None, at: datetime, *, known_on: date | None = None,
         kind: str = Kind.READ) -> Page:  # fmt: skip
    """The figures of a topic and a year, and the entry that says who saw them. Raises NotAllowed, NotFound.

    As they were known at the end of a day: for a supervisor the day that is asked for, or now; for others always the
    day on which the figures of the year were closed.
    """
    involvement.without_case(actor).require(DataClass.FIGURES, "reads")
    today = day_of(at)
    listed = years(actor, today)
    shown = next(iter(listed), None) if year is None else year
    if shown is None or shown not in listed:
        raise NotFound
    known_on = (known_on or today) if actor.is_supervisor else closes_on(shown)
    if not date(shown, 1, 1) <= known_on <= today:
        raise NotFound
    ledger.write(kind, by=actor, table=Case._meta.db_table, data_classes=[DataClass.FIGURES],
                 reason=f"{topic.code} {shown} {known_on.isoformat()}")  # fmt: skip
    files = of_year(shown, known_on, today)
    return Page(topic, shown, listed, files.until, known_on, shown == today.year, known_on == closes_on(shown),
                actor.is_supervisor, below(files) - 1, counted(topic, files), files.tell_something)  # fmt: skip


def of_year(year: int, known_on: date, today: date) -> Files:
    """A year, as far as it had come on a day, as it was known at the end of that day."""
    until = min(date(year, 12, 31), known_on)
    return Files(date(year, 1, 1), until, None if known_on == today else start_of(after(known_on)))


def below(files: Files) -> int:
    return number("SUPPRESS_BELOW", files.until)


def counted(topic: Topic, files: Files) -> list[Table]:
    """The tables of a topic, beside those of other topics that divide the same groups or linked ones."""
    beside = [each for each in TOPICS if each is not topic and each.links & topic.links]
    own = topic.count(files)
    others = [division for each in beside for division in each.count(files)]
    hidden = suppressed([*own, *others], below(files))
    return [table(each, hidden[each.said]) for each in own]


def suppressed(found: Sequence[Division], least: int) -> dict[Said, Shown]:
    """Each division as it may be shown: what divides one group stands or falls together."""
    linked: dict[Link, dict[Group, list[Division]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        linked[each.said.group.link][each.said.group].append(each)
    hidden: dict[Said, Shown] = {}
    for groups in linked.values():
        whole(groups)
        counts = [[Counts(each.cells, each.said.weighs) for each in divisions] for divisions in groups.values()]
        for divisions, shown in zip(groups.values(), suppress_linked(counts, least), strict=True):
            hidden |= {each.said: one for each, one in zip(divisions, shown, strict=True)}
    return hidden


def whole(groups: Mapping[Group, Sequence[Division]]) -> None:
    """Every table of a group counts everybody once. Raises ValueError."""
    for group, divisions in groups.items():
        if len({each.total for each in divisions}) > 1:
            raise ValueError(f"not everybody is in exactly one cell: {group.among}")


def table(division: Division, shown: Shown) -> Table:
    said = division.said
    most = max((count for count in shown.cells.values() if count), default=1)
    lines = [
        Line(code, str(said.labels.get(code, code)), count, None if count is None else count * CHART_WIDTH // most)
        for code, count in shown.cells.items()
    ]
    return Table(said.name, str(said.title), str(said.definition), str(said.group.among), str(UNITS[said.group.unit]),
                 lines, shown.total, measures(division, shown))  # fmt: skip


def measures(division: Division, shown: Shown) -> list[tuple[str, int]]:
    """Median and mean in whole months, of so many that neither tells of one (RP-06)."""
    months = division.months
    if shown.total is None or len(months) < number("MEAN_FROM", FIRST_DAY):
        return []
    return [(_("median, in months"), round(median(months))), (_("mean, in months"), round(mean(months)))]


def rows(page: Page, notes: str) -> Iterator[list[str]]:
    """The lines of the file, its head first; the notes to the year stand beside every number."""
    yield [_("Figure"), _("Year"), _("Counted until"), _("As known on"), _("Table"), _("What is counted"),
           _("Among whom"), _("What came of it"), _("Number"), _("Notes to the year")]  # fmt: skip
    days = [page.counted_until.isoformat(), page.known_on.isoformat()]
    for each in page.tables:
        counts = [(line.name, line.count) for line in each.lines]
        for name, count in [*counts, (total_name(), each.total), *each.measures]:
            yield [page.topic.code, str(page.year), *days, each.title, each.unit, each.denominator, name,
                   written(count) if page.is_counted else not_counted(), notes]  # fmt: skip


def written(count: int | None) -> str:
    return _("not shown") if count is None else str(count)


def not_counted() -> str:
    """In place of a count, of a year in which nobody recorded anything yet."""
    return _("not counted")


def total_name() -> str:
    return _("all together (the denominator)")
