"""A note to a year of the figures: who reads them writes it, and nobody overwrites it (S001-46, S001-56, INV-41).

The figures of 2015 show why: "almost 25 %" needs a base that is printed nowhere (B-31), and a rise can come of more
attention. What follows from the figures themselves they say by themselves; a note says the rest.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from overview import figures
from partners.access import Standing, visible
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.models import YearNote
from policy.figures import ALL_REPORTS

SOURCE, CORRECTED = "S001-46", "INV-41"
WRITES = (DataClass.YEAR_NOTE, "writes")
# The number of a case, or one as long as a V-number.
OF_A_CHILD = re.compile(r"\bBO-\d{4}-\d+|(?<!\d)\d{10}(?!\d)", re.IGNORECASE)


def check_year(year: int, by: Actor, at: datetime) -> None:
    """One sees the figures that one writes about. Raises RuleBroken."""
    if year not in figures.years(by, day_of(at)):
        raise RuleBroken("no-figures", _("Of this year you see no figures yet."), SOURCE)


def check_text(text: str) -> None:
    """It says something, and no number in it leads to a child. Raises RuleBroken."""
    if not text.strip():
        raise RuleBroken("no-text", _("Write the note."), SOURCE)
    if OF_A_CHILD.search(text):
        raise RuleBroken(
            "names-a-child", _("A number of a case or a child stands in it. A note tells of no child."), "S001-19"
        )


@transaction.atomic
def write(*, year: int, text: str, topic: str = ALL_REPORTS, kind: str = YearNote.Kind.CONTEXT,
          by: Actor, at: datetime) -> YearNote:  # fmt: skip
    """Write a note to a year, of one report or of all. Raises RuleBroken."""
    check_year(year, by, at)
    check_text(text)
    return ledger.record(YearNote(year=year, topic=topic, kind=kind, text=text.strip()), by=by, at=at)


def check_change(year_note: YearNote, by: Actor, at: datetime) -> None:
    """It still stands, and the own organisation wrote it. Raises RuleBroken."""
    if year_note.created_by_organisation != by.organisation_id:
        raise RuleBroken(
            "note-of-others", _("Another organisation wrote this note: write one of your own beside it."), CORRECTED
        )
    if year_note.withdrawn_on is not None:
        raise RuleBroken("withdrawn-already", _("This was withdrawn already."), CORRECTED)
    if YearNote.objects.filter(corrects=year_note).exists():
        raise RuleBroken("corrected-already", _("This note was corrected already: correct the newest."), CORRECTED)


def held(year_note: YearNote, by: Actor, at: datetime) -> YearNote:
    """The note as it stands, kept until the transaction ends. Raises RuleBroken."""
    row = YearNote.objects.select_for_update().get(pk=year_note.pk)
    check_change(row, by, at)
    return row


def as_written(year_note: YearNote, by: Actor, at: datetime) -> Mapping[str, Any]:
    return {"kind": year_note.kind, "text": year_note.text}


@transaction.atomic
def correct(*, year_note: YearNote, correction_reason: str, kind: str = "", text: str | None = None,
            by: Actor, at: datetime) -> YearNote:  # fmt: skip
    """Other words in its place, to the same year; what it said stays beside them. Raises RuleBroken."""
    old = held(year_note, by, at)
    said = old.text if text is None else text
    check_text(said)
    if not correction_reason.strip():
        raise RuleBroken("no-reason", _("Say why this changes."), CORRECTED)
    row = YearNote(year=old.year, topic=old.topic, kind=kind or old.kind, text=said.strip(), corrects=old,
                   correction_reason=correction_reason.strip())  # fmt: skip
    return ledger.record(row, by=by, at=at, reason=row.correction_reason)


@transaction.atomic
def withdraw(*, year_note: YearNote, withdrawal_reason: str, by: Actor, at: datetime) -> YearNote:
    """It should not have been there: it is shown no longer, only that it was withdrawn, and why. Raises RuleBroken."""
    row = held(year_note, by, at)
    if not withdrawal_reason.strip():
        raise RuleBroken("no-reason", _("Say why it is withdrawn."), CORRECTED)
    row.withdrawn_on, row.withdrawal_reason = day_of(at), withdrawal_reason.strip()
    return ledger.record(row, by=by, at=at, reason=row.withdrawal_reason)


def find(key: UUID, standing: Standing, at: datetime) -> YearNote:
    """The note of this id, if it is to a year whose figures the actor sees. Raises NotFound."""
    known = visible(YearNote.objects.filter(pk=key), standing)
    row: YearNote | None = known.first() if known is not None else None
    if row is None or row.year not in figures.years(standing.actor, day_of(at)):
        raise NotFound
    return row


def advise(parent: YearNote | None, by: Actor, at: datetime) -> Sequence[str | Promise]:
    return [_("It stands beside the figures, signed with your organisation and the day, and in the files.")]


WRITE = Act(
    path="year-notes",
    label=_("Write a note to a year"),
    verb=write,
    model=YearNote,
    fields=("year", "topic", "kind", "text"),
    right=WRITES,
    advise=advise,
    source=SOURCE,
)
CORRECT = Act(
    path="year-notes/{year_note}/corrections",
    label=_("Correct"),
    verb=correct,
    model=YearNote,
    fields=("kind", "text", "correction_reason"),
    required=("correction_reason",),
    parent_model=YearNote,
    parent_from=find,
    right=WRITES,
    check=check_change,
    prefill=as_written,
    source=CORRECTED,
    help=_("What it said before stays to be read beside it."),
)
WITHDRAW = Act(
    path="year-notes/{year_note}/withdrawals",
    label=_("Withdraw"),
    verb=withdraw,
    model=YearNote,
    fields=("withdrawal_reason",),
    required=("withdrawal_reason",),
    parent_model=YearNote,
    parent_from=find,
    right=WRITES,
    check=check_change,
    source=CORRECTED,
    help=_("Nobody reads it with the figures any more; that there was one, and why not any more, stays."),
)
ACTS = (WRITE, CORRECT, WITHDRAW)
