"""What a dossier says, topic by topic in the order of the case page, from the rows that both may read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import Recorded
from config.language import say
from intake.models import BirthDateRecord, Case, Child, Screening, Signal, SignalAssessment
from overview import case_file, case_parts, records, words
from overview.case_file import CaseFile
from overview.record_titles import ASIDE
from overview.resources import RESOURCES
from overview.words import Told
from partners.models import Involvement, Notice
from policy.indicators import CAVEAT

FIRST: tuple[type[Recorded], ...] = (Signal, SignalAssessment, Screening)


@dataclass(frozen=True)
class Line:
    """One record: what it is, what must strike the eye, what else it says, and who wrote it down when."""

    what: str
    mark: str
    told: list[Told]
    written: str


@dataclass(frozen=True)
class Topic:
    title: str
    notes: list[str]
    lines: list[Line]


def facts(file: CaseFile) -> list[Told]:
    """Who it is about."""
    child, case = file.one(Child), file.one(Case)
    born = case_file.birth_date(file.of(BirthDateRecord))
    found = [
        Told(_("Name"), words.full_name(child)),
        Told(_("Case"), case.get("reference", "")),
        Told(_("Born"), words.known(born.date, born.precision) if born and born.date else ""),
        *words.described(Child, child, file.names, leave_out=("given_names", "family_name")),
        *words.described(Case, case, file.names, leave_out=("reference",)),
    ]
    return [each for each in found if each.text]


def topics(file: CaseFile) -> list[Topic]:
    """A topic for each kind of record of which there is any; then who is involved, and who was told."""
    labels: dict[type[Recorded], str] = {resource.model: str(capfirst(resource.label)) for resource in RESOURCES}
    others = [model for model in labels if model not in FIRST]
    order = [*FIRST, *sorted(others, key=lambda model: model in ASIDE)]
    found = [
        Topic(labels[model], notes(model, file), lines) for model in order if (lines := list(of_kind(model, file)))
    ]
    return [*found, *(topic for topic in (involved(file), told(file)) if topic.lines)]


def notes(model: type[Recorded], file: CaseFile) -> list[str]:
    """What follows from all of a kind together, and what must not be read into it."""
    return [say(CAVEAT)] if model is Screening else records.notes(model, file)


def of_kind(model: type[Recorded], file: CaseFile) -> Iterator[Line]:
    for row in file.of(model):
        record = records.record(model, row, file)
        told = [*about_signal(row, file), *record.told] if model is SignalAssessment else record.told
        mark = record.chip.text if record.chip else ""
        yield Line(record.title, mark, told, " · ".join(filter(None, [record.organisation, record.recorded])))


def about_signal(row: dict[str, Any], file: CaseFile) -> list[Told]:
    """Which signal was assessed, in its own words."""
    said = {signal["id"]: words.value(Signal, "summary", signal.get("summary"), file.names)
            for signal in file.of(Signal)}  # fmt: skip
    return [Told(words.label(SignalAssessment, "signal"), text)] if (text := said.get(row.get("signal"))) else []


def involved(file: CaseFile) -> Topic:
    rows = case_parts.watchers(file)
    lines = [Line(each.organisation, "", [Told("", reason.text) for reason in each.reasons], "") for each in rows]
    return Topic(str(capfirst(Involvement._meta.verbose_name_plural)), [], lines)


def told(file: CaseFile) -> Topic:
    seen = [
        Line(each.organisation, "", [Told(each.about, each.sent), Told(_("Seen"), each.seen or _("not yet"))], "")
        for each in case_parts.told(file)
    ]
    return Topic(str(capfirst(Notice._meta.verbose_name_plural)), [], seen)


def without_writers(found: list[Topic]) -> list[Topic]:
    """The same without who wrote it down: the name of an organisation tells where a child lives."""
    return [replace(topic, lines=[replace(line, written="") for line in topic.lines]) for topic in found]
