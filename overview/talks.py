"""How the conversations read on the case page: their place in the strip, their title and their moment."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.language import say
from intake import progress
from intake.models import Conversation
from intake.models.conversation import FOUR, Stage
from overview import words
from overview.case_file import CaseFile
from policy.steps import STEPS, step

Row = Mapping[str, Any]


def strip(file: CaseFile) -> list[tuple[str, str, str]]:
    """The four talks, each with label, state and note; and one alone, where the child could not speak freely."""
    if not file.has(Conversation):
        return []
    rows = [row for row in file.of(Conversation) if row["aborted_on"] is None and row["reopened_on"] is None]
    recorded = {row["step"]: row for row in rows}
    found = [_talk(each.code, recorded.get(each.code)) for each in STEPS if each.code in FOUR]
    for row in progress.not_free(rows):
        found.append((say(step("EXTRA").label), "open", not_free(row)))
    return [*found, *so_far(progress.held(rows))]


def so_far(held: list[Row]) -> list[tuple[str, str, str]]:
    """How many talks the child had, and in how many it told its story: few is what is aimed at (S004-109)."""
    if not held:
        return []
    told = sum(1 for row in held if row["retells_story"])
    note = ngettext("%(count)d held", "%(count)d held", len(held)) % {"count": len(held)}
    if told:
        note += ", " + ngettext("its story told once", "its story told %(told)d times", told) % {"told": told}
    return [(_("All talks"), "done", note)]


def _talk(code: str, row: Row | None) -> tuple[str, str, str]:
    label = say(step(code).label)
    if row is None:
        return label, "open", ""
    if progress.stage(row) == Stage.PLANNED:
        return label, "open", planned(row)
    return label, "done", words.short_day(row["held_on"]) if row["held_on"] else _("skipped")


def planned(row: Row) -> str:
    """For when, and what is known of the interpreter."""
    when = _("planned %(moment)s") % {"moment": words.moment(row["planned_at"])}
    booked = {"ASKED": _("interpreter asked for"), "CONFIRMED": _("interpreter confirmed")}
    return ", ".join(filter(None, [when, booked.get(row.get("interpreter_booking", ""), "")]))


def not_free(row: Row) -> str:
    """Why a talk does not count as free, in the words that were recorded (EC-64)."""
    said = {"step": say(step(row["step"]).label), "names": ", ".join(progress.company(row))}
    return _("%(step)s: did not speak freely, “%(names)s” was there") % said


# What the title says already.
IN_TITLE = {"step", "planned_at", "held_on", "aborted_on", "reopened_on", "interpreter_booking"}


def unsaid(row: Row) -> set[str]:
    """Columns that mean nothing as long as the talk was not held."""
    return set() if row["held_on"] else {"outcome"}


def title(row: Row) -> str:
    """Which talk, and what became of it when."""
    label = dict(Conversation.Step.choices)[row["step"]]
    return f"{label}, {became(row)}"


def became(row: Row) -> str:
    if row["reopened_on"]:
        return _("skipped, opened again on %(day)s") % {"day": words.day(row["reopened_on"])}
    stage = progress.stage(row)
    if stage == Stage.ABORTED:
        return _("broken off on %(day)s") % {"day": words.day(row["aborted_on"])}
    if stage == Stage.PLANNED:
        return planned(row)
    return words.day(row["held_on"]) if stage == Stage.HELD else _("skipped")


def moment(row: Row) -> date | datetime | None:
    """When it was held or broken off, or will be; a skipped one has only the moment of writing down."""
    return row["held_on"] or row["aborted_on"] or row["planned_at"]
