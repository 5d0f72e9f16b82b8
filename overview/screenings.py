"""The screenings on the case page: what was thought beside what the answers point at, and never a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from config.language import say
from intake import answers, screening, signal
from intake.answers import Line
from intake.models import Case, Screening, Signal
from intake.models.screening import differs
from overview import words
from overview.case_file import CaseFile
from overview.links import act_url
from overview.records import Button, history_url
from policy.indicators import CAVEAT, HELP, HELP_URL
from policy.instruments import version

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """Two things side by side, and a sentence when they differ."""

    pointed: list[str]
    concern: str
    sentence: str
    remarks: str
    themes: list[tuple[str, list[Line]]]


@dataclass(frozen=True)
class ScreeningView:
    """One screening; without an outcome for who reads only that it took place."""

    title: str
    facts: list[str]
    history: str
    outcome: Outcome | None
    buttons: tuple[Button, ...]


@dataclass(frozen=True)
class Screenings:
    """The section: every screening under the caveat; `signal` is where one raises a signal, if one may and worries."""

    title: str
    caveat: str
    help: str
    help_url: str
    rows: list[ScreeningView]
    signal: str


def load(file: CaseFile, case: Case, buttons: Mapping[UUID, tuple[Button, ...]]) -> Screenings | None:
    """None for who may not know of screenings."""
    if not file.has(Screening):
        return None
    rows = file.of(Screening)
    return Screenings(
        title=str(capfirst(screening.RESOURCE.label)), caveat=say(CAVEAT), help=say(HELP), help_url=HELP_URL,
        rows=[view(row, file, buttons.get(row["id"], ())) for row in rows], signal=signal_url(rows, file, case),
    )  # fmt: skip


def view(row: Row, file: CaseFile, buttons: tuple[Button, ...]) -> ScreeningView:
    instrument = version(row["instrument"], row["instrument_version"])
    asked = _("%(label)s, version %(version)s") % {"label": say(instrument.label), "version": instrument.version}
    facts = [words.organisation_of(row, file.names), words.value(Screening, "step", row["step"], file.names), asked]
    return ScreeningView(
        title=words.day(row["screened_on"]), facts=facts, history=history_url(Screening, row["id"]),
        outcome=outcome(row, file) if row.get("answers") else None, buttons=buttons,
    )  # fmt: skip


def outcome(row: Row, file: CaseFile) -> Outcome:
    column = Screening._meta.get_field("indicators")
    pointed = column.labels(row["indicators"])
    concern = words.value(Screening, "reported_concern", row["reported_concern"], file.names)
    return Outcome(
        pointed=pointed, concern=concern, remarks=str(row.get("remarks") or ""),
        sentence=compared(pointed, concern) if differs(row["reported_concern"], row["indicators"]) else "",
        themes=answers.by_theme(str(row["answers"])),
    )  # fmt: skip


def compared(pointed: list[str], concern: str) -> str:
    """Where the two differ, in words: both stand, and neither decides."""
    said = {"pointed": ", ".join(pointed), "concern": concern}
    if pointed:
        found = _("The answers point at: %(pointed)s; own impression: %(concern)s.") % said
    else:
        found = _("The answers point at nothing; own impression: %(concern)s.") % said
    return f"{found} " + _("The two may differ; neither decides.")


def signal_url(rows: Sequence[Row], file: CaseFile, case: Case) -> str:
    """Where to raise a signal: offered after a screening that names a concern, until somebody raised one since."""
    newest = next((row for row in rows if "reported_concern" in row), None)
    if newest is None or newest["reported_concern"] == Screening.Concern.NONE:
        return ""
    if any(row["raised_at"] >= newest["created_at"] for row in file.of(Signal)):
        return ""
    if not signal.REPORT.available(case, file.standing, file.at):
        return ""
    return act_url(case.pk, signal.REPORT.name, hint=f"source_step={newest['step']}")
