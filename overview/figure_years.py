"""Years side by side: each table of a topic once, with a column for each year (S001-41, S001-48, S002-05, S002-22).

Every year is counted and suppressed by itself, by what makes its own page, so that nothing stands here that does not
stand there (decision 0063). A closed year stands as it was known when it closed, for everybody; one that is not, for
supervisors only, as it is known today.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from intake.models import Case
from overview import figures, year_note_page
from overview.counts.rapporteur import REST
from overview.figures import Topic
from overview.year_note_page import Notes
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from policy.figures import closes_on

MOST_YEARS = 10
STEP, BAR, HEIGHT = 14, 10, 28  # units of the drawing
NONE = "–"


@dataclass(frozen=True)
class Column:
    """One year: as known on which day, whether something counts differently from it on (`turns`), and whether
    anybody recorded anything then."""

    year: int
    known_on: date
    closed: bool
    still_runs: bool
    hidden_up_to: int
    turns: bool
    has_notes: bool
    is_counted: bool


@dataclass(frozen=True)
class Bar:
    """One count as it is drawn; `hidden`: there is one, and it is not shown."""

    x: int
    y: int
    height: int
    hidden: bool
    width: int = BAR


@dataclass(frozen=True)
class Cell:
    """A count as it is written; `turns`: of its year."""

    text: str
    turns: bool


@dataclass(frozen=True)
class Row:
    """One line through all years; `counts`: as each year shows it, absent where it has no such line."""

    name: str
    cells: Sequence[Cell]
    bars: Sequence[Bar]
    counts: Sequence[int | None]


@dataclass(frozen=True)
class Table:
    """One division through all years; `told` says in a sentence what came of the last one."""

    name: str
    title: str
    definition: str
    denominator: str
    unit: str
    rows: Sequence[Row]
    total: Row
    measures: Sequence[Row]
    told: str

    @property
    def lines(self) -> list[Row]:
        """Everything that it says, in order."""
        return [*self.rows, self.total, *self.measures]

    @property
    def on_page(self) -> Sequence[Row]:
        """As on the page of a year: of a long table the lines that say something. The file has them all."""
        if len(self.rows) <= figures.MOST_LINES:
            return self.rows
        nothing = {"0", NONE, figures.not_counted()}
        return [each for each in self.rows if any(cell.text not in nothing for cell in each.cells)]

    @property
    def is_empty(self) -> bool:
        """Nobody is counted in any of these years."""
        return all(count == 0 for count in self.total.counts)

    @property
    def rest_is_zero(self) -> bool:
        return 0 < len(self.on_page) < len(self.rows)


@dataclass(frozen=True)
class Page:
    """`earlier` and `later`: until which year the page beside this one goes."""

    topic: Topic
    columns: Sequence[Column]
    tables: Sequence[Table]
    notes: Notes
    earlier: int | None
    later: int | None

    @property
    def until(self) -> int:
        return self.columns[-1].year

    @property
    def told(self) -> list[Table]:
        """The tables in which somebody is counted, or may be."""
        return [table for table in self.tables if not table.is_empty]

    @property
    def empty(self) -> list[Table]:
        return [table for table in self.tables if table.is_empty]

    @property
    def width(self) -> int:
        return len(self.columns) * STEP

    @property
    def height(self) -> int:
        return HEIGHT

    @property
    def drawn(self) -> int:
        """With the line on which the bars stand."""
        return HEIGHT + 1

    @property
    def hidden_up_to(self) -> int | None:
        """Up to which count nothing is shown, if that is the same in all years."""
        least = {column.hidden_up_to for column in self.columns}
        return least.pop() if len(least) == 1 else None


Found = Mapping[int, Sequence[figures.Table]]


def load(actor: Actor, topic: Topic, until: int | None, at: datetime, *, kind: str = Kind.READ) -> Page:
    """The last years up to one, and the entry that says who saw them. Raises NotAllowed, NotFound."""
    involvement.without_case(actor).require(DataClass.FIGURES, "reads")
    today = day_of(at)
    listed = figures.years(actor, today)[::-1]
    last = (listed[-1] if listed else None) if until is None else until
    if last not in listed:
        raise NotFound
    end = listed.index(last) + 1
    begin = max(0, end - MOST_YEARS)
    years = listed[begin:end]
    ledger.write(kind, by=actor, table=Case._meta.db_table, data_classes=[DataClass.FIGURES],
                 reason=f"{topic.code} {years[0]}-{years[-1]}")  # fmt: skip
    notes = year_note_page.of(actor, years, at, topic, kind)
    shown = columns(years, notes, today)
    found = {each.year: figures.counted(topic, figures.of_year(each.year, each.known_on, today)) for each in shown}
    return Page(topic, shown, list(tables(shown, found)), notes, listed[begin - 1] if begin else None,
                listed[min(end + MOST_YEARS, len(listed)) - 1] if end < len(listed) else None)  # fmt: skip


def columns(years: Sequence[int], notes: Notes, today: date) -> list[Column]:
    made: list[Column] = []
    for year in years:
        known_on = min(closes_on(year), today)
        files = figures.of_year(year, known_on, today)
        least = figures.below(files) - 1
        counted_otherwise = any(note.counting for note in notes.to(year)) or (made and made[-1].hidden_up_to != least)
        turns = bool(made) and bool(counted_otherwise)
        made.append(Column(year, known_on, closes_on(year) < today, year == today.year, least, turns,
                           bool(notes.to(year)), files.tell_something))  # fmt: skip
    return made


def tables(shown: Sequence[Column], found: Found) -> Iterator[Table]:
    """Each table of the topic; which there are is the same in every year."""
    for place, own in enumerate(found[shown[-1].year]):
        each = [found[column.year][place] for column in shown]
        total = row(figures.total_name(), [table.total for table in each], shown)
        yield Table(own.name, own.title, own.definition, own.denominator, own.unit, merged(each, shown), total,
                    measures(each, shown), told(shown, total.counts))  # fmt: skip


def merged(each: Sequence[figures.Table], shown: Sequence[Column]) -> list[Row]:
    """The lines by their codes, those of the last year first; what one year does not name is in its rest."""
    names = {line.code: line.name for table in reversed(each) for line in table.lines}
    if REST in names:
        names[REST] = names.pop(REST)
    counts = [{line.code: line.count for line in table.lines} for table in each]
    return [
        row(name, [found.get(code) for found in counts], shown, [code in found for found in counts])
        for code, name in names.items()
    ]


def row(name: str, counts: Sequence[int | None], shown: Sequence[Column], there: Sequence[bool] = ()) -> Row:
    there = there or [True] * len(shown)
    cells = [
        Cell(written(count, known, column), column.turns)
        for count, known, column in zip(counts, there, shown, strict=True)
    ]
    return Row(name, cells, list(bars(counts, there)), counts)


def written(count: int | None, known: bool, column: Column) -> str:
    if not column.is_counted:
        return figures.not_counted()
    return figures.written(count) if known else NONE


def bars(counts: Sequence[int | None], there: Sequence[bool]) -> Iterator[Bar]:
    """Each count by its height, the largest of the line as high as the drawing."""
    most = max((count for count in counts if count), default=1)
    for place, (count, known) in enumerate(zip(counts, there, strict=True)):
        height = 3 if count is None else max(1, count * HEIGHT // most)
        if known and count != 0:
            yield Bar(place * STEP + (STEP - BAR) // 2, HEIGHT - height, height, count is None)


def measures(each: Sequence[figures.Table], shown: Sequence[Column]) -> list[Row]:
    """Median and mean of the years that have them."""
    names = dict.fromkeys(name for table in each for name, _months in table.measures)
    found = [dict(table.measures) for table in each]
    return [
        row(name, [known.get(name) for known in found], shown, [name in known for known in found]) for name in names
    ]


def told(shown: Sequence[Column], totals: Sequence[int | None]) -> str:
    """The last whole year against the one before, from what both show."""
    known = [(column, count) for column, count in zip(shown, totals, strict=True) if not column.still_runs][-2:]
    if len(known) < 2:
        return ""
    (earlier, before), (last, now) = known
    if not (before and now):  # not shown, or nobody
        return ""
    said = {"year": last.year, "now": now, "earlier": earlier.year, "before": before, "n": abs(now - before)}
    if last.turns:
        return _("All together %(now)s in %(year)s; it does not compare with %(earlier)s, as it is counted "
                 "differently from %(year)s on.") % said  # fmt: skip
    if now == before:
        return _("All together %(now)s in %(year)s, as many as in %(earlier)s.") % said
    if now < before:
        return _("All together %(now)s in %(year)s, %(n)s fewer than in %(earlier)s.") % said
    return _("All together %(now)s in %(year)s, %(n)s more than in %(earlier)s.") % said


def sheet(page: Page) -> Iterator[list[str]]:
    """The lines of the file, its head first: what holds for a year stands in its column, above the counts."""
    yield [_("Figure"), _("Table"), _("What is counted"), _("Among whom"), _("What came of it"),
           *(str(column.year) for column in page.columns)]  # fmt: skip
    for name, cells in (
        (_("As known on"), [column.known_on.isoformat() for column in page.columns]),
        (_("Not shown from 1 up to and including"), [str(column.hidden_up_to) for column in page.columns]),
        (_("Notes to the year"), [page.notes.line(column.year) for column in page.columns]),
    ):
        yield [page.topic.code, name, "", "", "", *cells]
    for table in page.tables:
        for line in table.lines:
            yield [page.topic.code, table.title, table.unit, table.denominator, line.name,
                   *(cell.text for cell in line.cells)]  # fmt: skip
