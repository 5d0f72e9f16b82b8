"""The notes to years as they stand beside the figures: what each says, who signed it when, and what it said before.

A reader sees the notes to the years whose figures it sees, and of one that was withdrawn only that it was.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from overview import words, year_notes
from overview.figures import Topic
from overview.links import free_act_url
from overview.records import history_url
from overview.words import Names
from partners import involvement
from partners.access import classes_of, read
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import YearNote
from policy.figures import ALL_REPORTS

Row = Mapping[str, Any]
COUNTING = str(YearNote.Kind.COUNTING)


@dataclass(frozen=True)
class Wording:
    """What a note says, or said: under which heading, who signed it when, and why it came in place of another."""

    kind: str
    text: str
    signed: str
    why: str


@dataclass(frozen=True)
class Note:
    """One note: to which year, about which figures; `withdrawn`: when and why it is no longer shown."""

    id: UUID
    year: int
    about: str
    counting: bool
    now: Wording
    before: list[Wording]
    withdrawn: str
    history: str
    buttons: list[tuple[str, str]]

    @property
    def line(self) -> str:
        """In one line, for a file."""
        return f"{self.now.kind}: {self.now.text} ({self.now.signed})"


@dataclass(frozen=True)
class Notes:
    """Those that stand and those that were withdrawn, by year; `write_url` is empty for who may not write one."""

    standing: list[Note] = field(default_factory=list)
    withdrawn: list[Note] = field(default_factory=list)
    write_url: str = ""

    def to(self, year: int) -> list[Note]:
        return [note for note in self.standing if note.year == year]

    def line(self, year: int) -> str:
        """Every note to a year, in one cell of a file."""
        return " · ".join(note.line for note in self.to(year))


def of(actor: Actor, years: Collection[int], at: datetime, topic: Topic | None = None,
       kind: str = Kind.READ) -> Notes:  # fmt: skip
    """The notes to these years about one topic or all figures, and the entry that they were shown; none: any topic."""
    standing = involvement.without_case(actor)
    about = YearNote.objects.filter(year__in=years)
    if topic is not None:
        about = about.filter(topic__in=[ALL_REPORTS, topic.code])
    rows = read(about.order_by("year", "created_at"), standing)
    ledger.write(kind, by=actor, table=YearNote._meta.db_table, data_classes=classes_of(YearNote, standing))
    names = Names()
    names.want(YearNote, rows)
    names.fetch()
    said = _Said({row["id"]: row for row in rows}, names, actor, standing.right(DataClass.YEAR_NOTE).writes)
    notes = [said.note(row) for row in said.newest()]
    hint = f"?year={max(years)}&topic={topic.code}" if topic and years else ""
    return Notes(
        [note for note in notes if not note.withdrawn], [note for note in notes if note.withdrawn],
        free_act_url(year_notes.WRITE) + hint if said.may_write else "",
    )  # fmt: skip


@dataclass(frozen=True)
class _Said:
    """The rows of one page, by id, and what their words share."""

    rows: Mapping[UUID, Row]
    names: Names
    actor: Actor
    may_write: bool

    def newest(self) -> Iterable[Row]:
        replaced = {row["corrects"] for row in self.rows.values()}
        return [row for row in self.rows.values() if row["id"] not in replaced]

    def note(self, row: Row) -> Note:
        return Note(
            row["id"], row["year"], self.value(row, "topic"), row["kind"] == COUNTING, self.wording(row),
            self.before(row), self.withdrawn(row), history_url(YearNote, row["id"]), self.buttons(row),
        )  # fmt: skip

    def wording(self, row: Row) -> Wording:
        signed = f"{words.organisation_of(row, self.names)}, {words.day(day_of(row['created_at']))}"
        return Wording(self.value(row, "kind"), row["text"], signed, row["correction_reason"])

    def before(self, row: Row) -> list[Wording]:
        """What it said earlier, the latest first."""
        found = []
        while row["corrects"] is not None:
            row = self.rows[row["corrects"]]
            found.append(self.wording(row))
        return found

    def withdrawn(self, row: Row) -> str:
        if row["withdrawn_on"] is None:
            return ""
        return _("withdrawn on %(day)s: %(why)s") % {
            "day": words.day(row["withdrawn_on"]), "why": row["withdrawal_reason"],
        }  # fmt: skip

    def buttons(self, row: Row) -> list[tuple[str, str]]:
        """For the organisation that wrote it; what is asked here first, the verbs ask again."""
        own = row["created_by_organisation"] == self.actor.organisation_id
        if not (own and self.may_write) or row["withdrawn_on"] is not None:
            return []
        return [(str(act.label), free_act_url(act, row["id"])) for act in (year_notes.CORRECT, year_notes.WITHDRAW)]

    def value(self, row: Row, name: str) -> str:
        return words.value(YearNote, name, row[name], self.names)
