"""Each kind of record on the case page: what it is called, its title, its moment, and the words of the rest."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit.models import Recorded
from config.clock import day_of, start_of
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    Closing,
    ComenshaMessage,
    ComenshaReport,
    Consent,
    ConsentCheck,
    ConsentStatement,
    ContactPerson,
    Conversation,
    Correction,
    CorrectionTelling,
    Disclosure,
    Referral,
    Relation,
)
from overview import (
    ages,
    cobo,
    comensha,
    consents,
    corrections,
    disclosures,
    family,
    inquiry_tasks,
    measures,
    plans,
    police,
    referrals,
    talks,
    tracks,
    words,
)
from overview.case_file import CaseFile
from overview.links import When
from overview.record_titles import ASIDE, ELSEWHERE, MOMENTS, NO_EVENT, TITLES
from overview.resources import RESOURCES
from residence.models import AsylumProcedure, ExOfficioTest, Guardianship, Offence, PoliceReport, TraffickingProcedure
from shelter.models import (
    LocationInquiry,
    PlanGoal,
    ProgrammeEnrolment,
    SafetyMeasure,
)

# Of one record several days tell something.
STEPS: Mapping[type[Recorded], Callable[[dict[str, Any]], Sequence[tuple[date, str]]]] = {
    AgeAssessment: ages.steps,
    AsylumProcedure: tracks.asylum_steps,
    TraffickingProcedure: tracks.scheme_steps,
}


@dataclass(frozen=True)
class Button:
    """What can be done here: the name of the act and where its form stands."""

    label: str
    url: str
    due: bool = False
    act: str = ""


@dataclass(frozen=True)
class Record:
    """One row in words."""

    id: UUID
    title: str
    told: list[words.Told]
    organisation: str
    recorded: str
    history: str
    buttons: tuple[Button, ...] = ()
    chip: When | None = None
    link: family.Link | None = None


@dataclass(frozen=True)
class Section:
    """Every record of one kind that may be read, and what follows from them together."""

    title: str
    records: list[Record]
    aside: bool
    notes: list[str]


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    at: datetime
    when: str
    what: str
    who: str


def history_url(model: type[Recorded], pk: UUID) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_history", args=[pk])


def title_columns(model: type[Recorded], row: dict[str, Any]) -> list[str]:
    """The columns of the title that may be read; without any the first that says something."""
    named = [name for name in TITLES.get(model, ()) if name in row]
    return named or [name for name in row if words.shown(model, name)][:1]


def left_out(model: type[Recorded], row: dict[str, Any]) -> Iterable[str]:
    """What need not be said below the title."""
    if model is AgeAssessment:
        return ages.in_title(row)
    if model in tracks.TITLES:
        return tracks.IN_TITLE.get(model, ())
    said = talks.IN_TITLE if model is Conversation else title_columns(model, row)
    return {*said, *unsaid(model, row)}


def unsaid(model: type[Recorded], row: dict[str, Any]) -> Iterable[str]:
    """Columns that mean nothing in this row, or that are too long to stand among others."""
    if model is Consent:
        return consents.UNSAID
    if model in comensha.UNSAID:
        return comensha.UNSAID[model]
    return talks.unsaid(row) if model is Conversation else ()


def title(model: type[Recorded], row: dict[str, Any], file: CaseFile) -> str:
    if model is Conversation:
        return talks.title(row)
    if model is AgeAssessment:
        return ages.title(row)
    if model is PoliceReport:
        return police.title(row)
    if model in tracks.TITLES:
        return tracks.TITLES[model](row)
    found = [_said(model, name, row, file) for name in title_columns(model, row)]
    if model in (ConsentStatement, ConsentCheck):
        return consents.title(row, ", ".join(filter(None, found)), file)
    return ", ".join(filter(None, found)) or str(capfirst(model._meta.verbose_name))


def _said(model: type[Recorded], name: str, row: dict[str, Any], file: CaseFile) -> str:
    """A value of the title; a bare number says what it counts."""
    if name == "linked":
        return str(Relation._meta.get_field(name).verbose_name) if row[name] else ""
    text = words.in_row(model, name, row, file.names)
    return f"{words.label(model, name)}: {text}" if isinstance(row[name], int) else text


def record(model: type[Recorded], row: dict[str, Any], file: CaseFile, buttons: tuple[Button, ...] = (),
           link: family.Link | None = None) -> Record:  # fmt: skip
    return Record(
        id=row["id"], title=title(model, row, file),
        told=words.described(model, row, file.names, leave_out=left_out(model, row)),
        organisation=words.organisation_of(row, file.names), recorded=words.moment(row["created_at"]),
        history=history_url(model, row["id"]), buttons=buttons, chip=chip(model, row, file), link=link,
    )  # fmt: skip


def chip(model: type[Recorded], row: dict[str, Any], file: CaseFile) -> When | None:
    """What must strike the eye before anybody picks up the phone or puts two children together."""
    if model in (BirthDateRecord, AgeAssessment, Guardianship):
        return ages.chip(model, row, file)
    if model in (Consent, ConsentStatement, ConsentCheck):
        return consents.chip(model, row, file)
    if model is Disclosure:
        return disclosures.chip(row, file)
    if model is Referral:
        return referrals.chip(row)
    if model in cobo.CHIPS:
        return cobo.CHIPS[model](row, file)
    if model in (ComenshaReport, ComenshaMessage):
        return comensha.chip(model, row, file)
    if model in (PlanGoal, ProgrammeEnrolment):
        return plans.chip(model, row, file)
    if model is SafetyMeasure:
        return measures.chip(row, file.today)
    if model is LocationInquiry:
        return inquiry_tasks.chip(row)
    if model is Offence:
        return police.chip(row)
    if model is ExOfficioTest:
        return tracks.chip(row)
    if model is CorrectionTelling:
        return corrections.chip(row)
    if model is Relation and row.get("unsafe"):
        return When(_("kept apart"), "lock")
    if model is ContactPerson and row.get("safety") != ContactPerson.Safety.SAFE:
        return When(_("do not call"), "late")
    return None


def sections(file: CaseFile, buttons: dict[UUID, tuple[Button, ...]]) -> list[Section]:
    """One section for each kind of record that may be read and of which there is any."""
    links = family.links(file)
    return [
        Section(
            str(capfirst(resource.label)),
            [
                record(
                    resource.model,
                    row,
                    file,
                    buttons.get(row["id"], ()),
                    links.get(family.other_case(row) or row["id"]),
                )  # fmt: skip
                for row in file.of(resource.model)
            ],
            resource.model in ASIDE,
            notes(resource.model, file),
        )
        for resource in RESOURCES
        if resource.model not in ELSEWHERE and file.of(resource.model)
    ]


def notes(model: type[Recorded], file: CaseFile) -> list[str]:
    """What follows from all of one kind together."""
    if model is Relation:
        return family.notes(file)
    if model is Correction:
        return corrections.report(file)
    return [*ages.notes(model, file), *tracks.notes(model, file)]


def timeline(file: CaseFile) -> list[Event]:
    """What happened, newest first, from the rows that may be read."""
    return sorted(_events(file), key=lambda event: event.at, reverse=True)


def _events(file: CaseFile) -> Iterator[Event]:
    for resource in RESOURCES:
        if resource.model in NO_EVENT:
            continue
        name = str(capfirst(resource.model._meta.verbose_name))
        for row in file.of(resource.model):
            if resource.model in STEPS:
                yield from _steps(row, STEPS[resource.model](row), file)
                continue
            at, when = moment(resource.model, row)
            who = words.organisation_of(row, file.names)
            told = title(resource.model, row, file)
            if resource.model is Closing:
                yield from _reopening(row, file)
            # The title of a conversation says already that it is one.
            yield Event(at, when, told if resource.model is Conversation else f"{name}: {told}", who)


def _steps(row: dict[str, Any], steps: Sequence[tuple[date, str]], file: CaseFile) -> Iterator[Event]:
    """One record tells of several days; who did what on the later ones stands in its history."""
    for number, (day, what) in enumerate(steps):
        yield Event(*on_day(row, day), what, "" if number else words.organisation_of(row, file.names))


def _reopening(row: dict[str, Any], file: CaseFile) -> Iterator[Event]:
    """Who opened a case again stands in its history."""
    if row["reopened_at"] is not None:
        yield Event(row["reopened_at"], words.moment(row["reopened_at"]), _("The case was opened again"), "")


def moment(model: type[Recorded], row: dict[str, Any]) -> tuple[datetime, str]:
    """When it happened, for sorting and in words; a day has no time."""
    told = talks.moment(row) if model is Conversation else row.get(MOMENTS.get(model, "created_at"))
    found = told or row["created_at"]
    if isinstance(found, datetime):
        return found, words.moment(found)
    return on_day(row, found)


def on_day(row: dict[str, Any], day: date) -> tuple[datetime, str]:
    """What has a day and no time stands among that day's events where it was written down."""
    same_day = day_of(row["created_at"]) == day
    return row["created_at"] if same_day else start_of(day), words.short_day(day)
