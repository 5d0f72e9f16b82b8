"""One page about one child: who this is, where, what was done, what comes next, who may look and why."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from intake.languages import language_name
from intake.models import BirthDateRecord, Case, Child, Handover, Signal
from overview import (
    absence_tasks,
    ages,
    alert_lines,
    alerts,
    apart,
    case_buttons,
    case_file,
    case_parts,
    clock_view,
    contacts,
    duplicates,
    papers,
    readiness,
    recipients,
    records,
    safeguards,
    screenings,
    signal_view,
    talks,
    tasks,
    timeline,
    tracks,
    words,
)
from overview.case_file import CaseFile
from overview.links import When, when
from overview.rest_clock import rest_last_day
from overview.signal_tasks import current_indication
from overview.snapshot import Facts, houses
from partners import involvement
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from residence import terms
from residence.models import Hearing
from shelter.models import Location, Placement, RestPeriod


@dataclass(frozen=True)
class Step:
    """One step of the strip: done, now or later, with what there is to say."""

    label: str
    state: str
    note: str


@dataclass(frozen=True)
class Birth:
    text: str
    chip: When | None
    contested: When | None = None
    of_age: When | None = None


@dataclass(frozen=True)
class Header:
    name: str
    reference: str
    age: int | None
    birth: Birth | None
    facts: list[str]
    told: list[words.Told]
    v_number: str
    buttons: case_buttons.Buttons
    histories: list[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    case: UUID
    header: Header
    alerts: list[alert_lines.AlertLine]
    steps: list[Step]
    ready: list[readiness.Ready]
    safeguards: list[safeguards.Safeguard]
    tracks: list[tracks.Track]
    clocks: list[clock_view.ClockView]
    signals: list[signal_view.SignalView] | None
    coa_informed: str | None
    where: case_parts.Where | None
    banners: list[duplicates.Banner]
    sections: list[records.Section]
    timeline: timeline.Timeline
    watchers: list[case_parts.Watcher]
    contacts: list[contacts.Contact]
    told: list[case_parts.Receiver]
    handover: records.Record | None
    screenings: screenings.Screenings | None
    special: str
    prints_log: bool
    prints_dossier: bool


def load(actor: Actor, case: UUID, at: datetime) -> Page:
    """The page as this actor may see it, and the entry that says so. Raises NotFound."""
    standing = involvement.standing(actor, case, at)
    file = case_file.load(standing, at)
    page = assemble(file, facts_of(file))
    ledger.read(Case, by=standing.actor, case=case, record=case, version=file.one(Case).get("version"),
                classes=file.classes, ground=grounds(standing))  # fmt: skip
    return page


def grounds(standing: Standing) -> str:
    return " ".join(sorted(standing.grounds))[:120]


def facts_of(file: CaseFile) -> Facts:
    """The same rows as the desk would have of this case."""
    rows: dict[Any, list[dict[str, Any]]] = defaultdict(list, file.rows)
    places = {row.get("location") for row in file.of(Placement)} - {None}
    kinds, sexes = houses(Location.objects.filter(pk__in=places)) if places else ({}, {})
    assert file.standing.case is not None
    case = file.one(Case)
    return Facts(
        file.standing.case, file.standing, case.get("reference", ""), rows, kinds, sexes, case.get("arrived_on")
    )


def assemble(file: CaseFile, facts: Facts) -> Page:
    case = Case.objects.only("number", "arrived_on").get(pk=facts.case)
    due = tasks.open_tasks([facts], file.standing.actor.role, file.at)
    nested, clocks = case_buttons.on_records(file, due), terms.clocks(case, file.today)
    of_child = [button for row in file.of(Child) for button in nested[row["id"]]]
    return Page(
        case=facts.case,
        header=header(file, case_buttons.on_case(case, file, due, of_child)),
        alerts=[alert_lines.line(each, file.at) for each in alerts.of_case(facts, file.standing.actor.role, file.at)],
        steps=steps(file, facts),
        ready=readiness.checklist(facts),
        safeguards=safeguards.checklist(facts, file.at),
        tracks=tracks.summary(file),
        clocks=clock_view.readable(clocks, file.standing, file.today, late(facts, file.at)),
        signals=[*signal_view.load(file, nested), *duplicates.signals(file)] if file.has(Signal) else None,
        coa_informed=case_parts.coa_informed(file, facts),
        where=case_parts.where(file, facts),
        banners=duplicates.banners(file),
        sections=records.sections(
            file, {**papers.buttons(file, nested), **case_buttons.to_compare(file), **apart.open_buttons(file)}
        ),
        timeline=timeline.load(file, facts, [each for each in clocks if each.is_for(file.standing)]),
        watchers=case_parts.watchers(file),
        contacts=contacts.load(file.standing, file.at),
        told=case_parts.told(file),
        handover=records.record(Handover, file.one(Handover), file) if file.one(Handover) else None,
        screenings=screenings.load(file, case, nested),
        special=apart.special(file),
        prints_log=file.standing.right(DataClass.CHILD_LOG).anything,
        prints_dossier=recipients.may_print(file.standing),
    )


def late(facts: Facts, at: datetime) -> dict[str, When]:
    """What the clocks in hours say: a clock of the letter knows only its last day."""
    found = next(tasks.inform_coa(facts, at), None)
    return {"INFORM_COA": when(found.due, at)} if found else {}


def header(file: CaseFile, found: case_buttons.Buttons) -> Header:
    child, record = file.one(Child), case_file.birth_date(file.of(BirthDateRecord))
    spoken = ", ".join(map(language_name, child.get("languages", [])))
    nationality = words.value(Child, "nationality", child["nationality"], file.names) if "nationality" in child else ""
    sex = words.value(Child, "sex", child["sex"], file.names) if child.get("sex", "UNKNOWN") != "UNKNOWN" else ""
    return Header(
        name=words.full_name(child),
        reference=file.one(Case).get("reference", ""),
        age=record.age(file.today) if record else None,
        birth=birth(record, ages.contested(file), ages.of_age(file)) if record else None,
        facts=[text for text in (sex, nationality, spoken) if text],
        told=[
            *words.described(Child, {"aliases": child.get("aliases")}, file.names),
            *words.described(Case, {"accompanied_by": file.one(Case).get("accompanied_by")}, file.names),
        ],
        v_number=child.get("v_number", ""),
        buttons=found,
        histories=[
            (str(model._meta.verbose_name), records.history_url(model, file.one(model)["id"]))
            for model in (Case, Child)
            if file.one(model)
        ],
    )


def birth(record: BirthDateRecord, contested: When | None, of_age: When | None) -> Birth:
    """The birth date with what its record is worth, whether the age is contested, and since when it makes an adult."""
    official = record.status == BirthDateRecord.Status.OFFICIAL
    worth = When(str(record.get_status_display()), "ok" if official else "soon") if record.date else None
    return Birth(ages.born(record), worth, contested, of_age)


def steps(file: CaseFile, facts: Facts) -> list[Step]:
    """The strip: the four talks, the place, the rest, the first hearing; the first that is open is now."""
    found = [
        *(Step(*each) for each in talks.strip(file)),
        *placement(file, facts),
        *rest(file, facts),
        *hearing(file, facts),
    ]
    now = next((step for step in found if step.state == "open"), None)
    shown = {"open": "later"}
    return [Step(s.label, "now" if s is now else shown.get(s.state, s.state), s.note) for s in found]


def placement(file: CaseFile, facts: Facts) -> list[Step]:
    """A child without an indication waits for no place, so the step is later and not now."""
    if not file.has(Placement):
        return []
    stay = next((row for row in file.of(Placement) if row.get("ends_at") is None), None)
    label = _("Placement")
    if stay is not None:
        return [Step(label, "done", _("since %(day)s") % {"day": words.short_day(day_of(stay["starts_at"]))})]
    known = current_indication(facts)
    waits = known is not None and known["outcome"] != "NOT_NEEDED"
    return [Step(label, "open" if waits else "later", _("waits for COA") if waits else _("after an indication"))]


def rest(file: CaseFile, facts: Facts) -> list[Step]:
    if not file.has(RestPeriod):
        return []
    last = rest_last_day(facts)
    if last is None:
        return [Step(_("Rest"), "later", _("three weeks from the placement"))]
    return [Step(_("Rest"), "done" if last < file.today else "open", _("to %(day)s") % {"day": words.short_day(last)})]


def hearing(file: CaseFile, facts: Facts) -> list[Step]:
    if not file.has(Hearing):
        return []
    label, planned, first = _("First hearing"), tasks.first_hearing(facts), tasks.wait(facts).earliest
    if planned is not None:
        done = planned["held_on"] is not None
        if not done and absence_tasks.missing(facts):
            return [Step(label, "later", _("suspended: the child is missing"))]
        return [Step(label, "done" if done else "open", words.short_day(planned["held_on"] or planned["planned_on"]))]
    note = _("from %(day)s on") % {"day": words.short_day(first)} if first else _("after three months")
    return [Step(label, "later", note)]
