"""A case in which every field that can, holds a value of its own: wherever it turns up, it says which it is.

Texts, dates, moments and numbers are told apart by what they say, also as they lie encrypted; a yes or no and a code
are not, and are told apart by the column they come from (tests/access/watching.py).

Each kind of record is planted twice: once by somebody else (`theirs`) and, where a case can hold two, by the
organisation of the one who looks (`own`). A new model is planted by itself; when its constraints ask for more than
a text in every field, it gets a line in KNOWN.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models
from django.utils import translation
from django.utils.formats import date_format

from audit import ledger
from audit.models import Recorded
from config.encryption import EncryptedTextField, Secret, seal
from config.fields import ChoiceListField, NamesField
from intake import answers
from intake.document import binding
from intake.models import Case, Child, Document, DocumentContent, IntakeLocation, Screening
from partners.actors import Actor
from partners.data_classes import BOOKKEEPING
from partners.models import Involvement, Organisation, Person, StandIn, Training
from policy.instruments import version
from shelter.models import Bed, FocalPerson, Location, StaffChange

Found = tuple[type[Recorded], str, str]
THEIRS, OWN = "theirs", "own"
LENGTH = 10
# Far enough apart that no term counted from one day ends on another; a number that is no part of an id.
FIRST_DAY, DAYS_APART, FIRST_NUMBER = date(2016, 1, 4), 28, 23_000
# What may be a canary: a text, a day in figures or in Dutch, a number, or what an encrypted text lies as.
TOKEN = re.compile(
    r"7310\d{6}|\d{4}-\d\d-\d\d|\d{1,2} [a-z]{3,9}\.? \d{4}|(?<![\w-])\d{5}(?![\w-])|[0-9A-Za-z+/]{20,}={0,2}"
)
# A question of the instrument that takes any text.
FREE_QUESTION = next(row.code for row in version("NIDOS", 1).questions if not row.options)
# About people who work here, and no case.
NEVER_PLANTED = (Involvement, StandIn, Training, FocalPerson, StaffChange)
# Of these a case holds one at a time, by a constraint with a condition.
ONCE = ("Absence", "AccountUse", "AgeAssessment", "AgendaItem", "CareCoordination", "CaseCategory", "CaseMerge",
        "Closing", "CoboParty", "Destruction", "EmergencyAccess", "Guardianship", "GuidancePlan", "Hearing",
        "Indication", "Lawyer", "ModuleDone", "NamedPerson", "Placement", "PossibleDuplicate", "ProgrammeEnrolment",
        "RiskAnalysis")  # fmt: skip
# What a constraint asks for beside the texts.
KNOWN: dict[str, dict[str, Any]] = {
    "Absence": {"ended_at": None, "ended_as": "", "concern_level": "HIGH", "return_talk_on": None,
                "risk_reviewed_on": None},
    "AccessRequest": {"outcome": "GRANTED"},
    "AgeAssessment": {"outcome": "DOUBT"},
    "AgendaItem": {"removed_at": None},
    "AlertAnswer": {"code": "AL-02", "until": None},
    "AsylumProcedure": {"decision": "GRANTED", "test": None},
    "CareCoordination": {"lives_in": "BO", "ends_on": None, "ended_as": ""},
    "Closing": {"reopened_at": None, "reopened_by_signal": None, "reopen_reason": ""},
    "ComenshaMessage": {"what": "CORRECTION", "basis": "CONSENT"},
    "ComenshaReport": {"kind": "SHELTER", "basis": "CONSENT", "reporter_kind": "NIDOS"},
    "ContactMoment": {"outcome": "HELD", "place": "OUTSIDE"},
    "Consent": {"purpose": "MEDICAL", "shared_with": None},
    "ConsentForm": {"approved_on": None},
    "ConsentStatement": {"says": "SIGNS", "capacity": "GUARDIAN"},
    "ContactPerson": {"safety": "SAFE"},
    "Conversation": {"step": "EXTRA", "planned_at": None, "skip_reason": "", "aborted_on": None, "abort_reason": "",
                     "reopened_on": None, "retells_story": True},
    "Hearing": {"replaced_on": None, "call_off_reason": "", "mode": "REGULAR"},
    "Lawyer": {"name": "", "ended_on": None},
    "Referral": {"answer": "ACCEPTED", "outcome": "ADVICE"},
    "Destruction": {"confirmed_at": None, "confirmed_by": None, "withdrawn_at": None, "withdrawal_reason": ""},
    "Disclosure": {"basis": "CONSENT", "organisation_name": "", "ended_on": None, "end_reason": ""},
    "EmergencyAccess": {"verdict": "JUSTIFIED", "until": datetime(2099, 1, 1, tzinfo=UTC)},
    "ExOfficioTest": {"report_filed": "YES", "investigation_started": "YES", "earlier_permit_same_facts": "YES",
                      "outcome": "NO_GRANT"},
    "GuidancePlan": {"state": "STOPPED", "stop_cause": "OTHER"},
    "LegalHold": {"lifted_at": datetime(2099, 1, 1, tzinfo=UTC)},
    "LocationInquiry": {"asked_at": datetime(2016, 1, 1, tzinfo=UTC)},
    "LocationIncident": {"closed_at": None, "outcome": "", "happened_at": datetime(2016, 1, 1, tzinfo=UTC)},
    "Indication": {"outcome": "BO", "ground": "TRAFFICKING", "ended_on": None, "rests_on": []},
    "NamedPerson": {"what": "STORY", "last_day": None, "ended_on": None},
    "Notice": {"kind": "SIGNAL", "to_role": "", "to_person": None, "acknowledged_at": None},
    "Placement": {"ends_at": None, "is_move": True, "went_to": "", "departure_reason": ""},
    "PlanGoal": {"state": "DROPPED"},
    "PoliceReport": {"leads": "FEW", "wish": "WANTS"},
    "PlausibilityAdvice": {"in_netherlands": True, "outcome": "PLAUSIBLE"},
    "PossibleDuplicate": {"verdict": "DIFFERENT", "score": 87, "reasons": ["NAME"]},
    "ProgrammeEnrolment": {"state": "STOPPED", "stop_cause": "OTHER"},
    "ReflectionPeriod": {"lawful_stay": False},
    "Relation": {"other_case": None, "linked": False, "unsafe": False, "withdrawn": False, "ended_on": None},
    "RetentionTerm": {"years": 50},
    "SafetyMeasure": {"starts_on": date(2016, 1, 1), "checked_on": date(2016, 1, 1), "review_by": date(2016, 1, 20),
                      "confirmed_at": None, "confirmed_by": None, "ended_at": None, "ended_as": ""},
    "Screening": {"instrument": "NIDOS", "instrument_version": 1},
    "Signal": {"merged_into": None, "linked_to": None, "replaced_by": None, "status": "SHARED"},
    "SignalAssessment": {"outcome": "NOT_SUBSTANTIATED", "review_on": None},
    "CorrectionTelling": {"organisation": None},
    "SubjectRequest": {"decision": "REFUSED", "handed_at": None, "content_hash": ""},
    "SubjectText": {"verdict": "SHORTENED"},
    "Transfer": {"cancelled_at": None, "cancel_reason": ""},
    "SmugglingDebt": {"owed": "YES"},
    "StepDownAssessment": {"bo_need_ended_by": "COBO", "coa_decision": "AZC", "nidos_decision": "AZC",
                           "outcome": "AZC", "programme_complete": True},
    "YearNote": {"year": 2016, "withdrawn_on": None, "withdrawal_reason": ""},
}  # fmt: skip


@dataclass
class Planted:
    """The case, its rows by model and side, and for each canary the model, the field and the side."""

    case: Case
    other_case: Case
    house: Location
    bed: Bed
    person: Person
    rows: dict[tuple[type[Recorded], str], Recorded] = field(default_factory=dict)
    canaries: dict[str, Found] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(100_000))
    days: Iterator[int] = field(default_factory=count)
    figures: Iterator[int] = field(default_factory=lambda: count(FIRST_NUMBER))

    def canary(self, model: type[Recorded], name: str, side: str) -> str:
        """A text that stands nowhere else; ten digits, so that a V-number can be one as well."""
        made = f"7310{next(self.numbers)}"
        assert len(made) == LENGTH
        self.canaries[made] = model, name, side
        return made

    def day(self, model: type[Recorded], name: str, side: str) -> date:
        """A day on which nothing else happened, known by how the doors write it."""
        made = FIRST_DAY + timedelta(days=DAYS_APART * next(self.days))
        with translation.override("nl"):
            said = [date_format(made, form) for form in ("j F Y", "j N Y")]
        self.canaries |= dict.fromkeys([made.isoformat(), *said], (model, name, side))
        return made

    def figure(self, model: type[Recorded], name: str, side: str) -> int:
        made = next(self.figures)
        self.canaries[str(made)] = model, name, side
        return made

    def sealed(self, secret: Secret, model: type[Recorded], name: str, side: str) -> Secret:
        """Known as it lies in the database as well: what may not be read must not be fetched, encrypted or not."""
        lies = secret.sealed(f"{model._meta.label}.{name}").partition(":")[2]
        self.canaries |= {found: (model, name, side) for found in TOKEN.findall(lies)}
        return secret

    def found_in(self, text: str) -> set[Found]:
        return {self.canaries[token] for token in TOKEN.findall(text) if token in self.canaries}

    def texts(self) -> dict[str, Found]:
        return {canary: what for canary, what in self.canaries.items() if re.fullmatch(r"7310\d{6}", canary)}


def planted_models() -> list[type[Recorded]]:
    """Every kind of record of a case."""
    return [
        model for model in apps.get_models()
        if issubclass(model, Recorded) and model not in NEVER_PLANTED and model not in (Case, Child)
    ]  # fmt: skip


def plant(planted: Planted, *, theirs: Actor, own: Actor, at: datetime) -> None:
    """Fill the case: the child that is there, and each kind of record, whatever it refers to first."""
    for row in (planted.case, planted.case.child):
        for name, made in changed(planted, type(row), THEIRS).items():
            setattr(row, name, made)
        ledger.record(row, by=theirs, at=at)
        planted.rows[type(row), THEIRS] = row
    waiting = [(model, side) for model in planted_models() for side in sides(model)]
    while waiting:
        ready = [(model, side) for model, side in waiting if all_there(planted, model)]
        assert ready, f"Nothing to refer to for {waiting}"
        for model, side in ready:
            row = model(**values(planted, model, side))
            planted.rows[model, side] = ledger.record(row, by=own if side == OWN else theirs, at=at)
            waiting.remove((model, side))
            if isinstance(row, Document):
                plant_scan(planted, row, side)


def plant_scan(planted: Planted, row: Document, side: str) -> None:
    """What lies apart from its record: whoever reads all of the record may have it."""
    content = planted.canary(Document, "sha256", side).encode()
    DocumentContent(document=row, sealed=seal(planted.case.data_key, content, binding(row.pk, row.sha256))).save()


def sides(model: type[Recorded]) -> tuple[str, ...]:
    once = any(isinstance(each, models.OneToOneField) and not each.null for each in model._meta.fields)
    return (THEIRS,) if once or model.__name__ in ONCE else (THEIRS, OWN)


def references(model: type[Recorded]) -> dict[str, type[models.Model]]:
    """The columns that point at another row that is planted, unless KNOWN says what they hold."""
    known = KNOWN.get(model.__name__, {})
    return {
        each.name: each.related_model for each in model._meta.concrete_fields
        if isinstance(each, models.ForeignKey) and each.name not in known and each.related_model is not model
    }  # fmt: skip


def all_there(planted: Planted, model: type[Recorded]) -> bool:
    return all(
        (target, THEIRS) in planted.rows or not issubclass(target, Recorded) or target is Case
        for target in references(model).values()
    )


def values(planted: Planted, model: type[Recorded], side: str) -> dict[str, Any]:
    """Something in every column: what KNOWN says, the row it points at, a canary, or the first that fits."""
    found = dict(KNOWN.get(model.__name__, {}))
    for each in model._meta.concrete_fields:
        if each.name not in {*BOOKKEEPING, *found}:
            found[each.name] = value(planted, model, each, side)
    return found


def value(planted: Planted, model: type[Recorded], each: models.Field, side: str) -> Any:
    if isinstance(each, models.ForeignKey):
        return reference(planted, model, each)
    if each.name == "case_id":
        return planted.case.pk
    if is_text(each):
        return text_value(planted, model, each, side)
    if isinstance(each, ChoiceListField):
        return [each.flatchoices[0][0]]
    if each.choices and isinstance(each, EncryptedTextField):
        return Secret(planted.case.data_key, text=each.flatchoices[0][0])
    if each.choices:
        return each.default if each.has_default() else each.flatchoices[0][0]
    return plain_value(planted, model, each, side)


def plain_value(planted: Planted, model: type[Recorded], each: models.Field, side: str) -> Any:
    if isinstance(each, models.DateTimeField):
        return datetime.combine(planted.day(model, each.name, side), time(12), UTC)
    if isinstance(each, models.DateField):
        return planted.day(model, each.name, side)
    if isinstance(each, models.IntegerField):
        return planted.figure(model, each.name, side)
    if each.has_default() and not isinstance(each, models.JSONField):
        return each.get_default()
    return uuid4() if isinstance(each, models.UUIDField) else []


def reference(planted: Planted, model: type[Recorded], each: models.ForeignKey) -> Any:
    """The case itself, the other case for what points at one more, a row that was planted, or somebody's own."""
    target = each.related_model
    if target is Case:
        return planted.case if each.name == "case" else planted.other_case
    if target is model:
        return None
    outside = {Organisation: planted.person.organisation, Person: planted.person, Location: planted.house,
               Bed: planted.bed, IntakeLocation: planted.case.intake_location}  # fmt: skip
    return outside[target] if target in outside else planted.rows[target, THEIRS]


def is_text(each: models.Field) -> bool:
    texts = (models.CharField, models.TextField, EncryptedTextField, NamesField)
    fits = each.max_length is None or each.max_length >= LENGTH
    return isinstance(each, texts) and fits and not each.choices and not each.name.endswith("user_id")


def text_value(planted: Planted, model: type[Recorded], each: models.Field, side: str) -> Any:
    canary = planted.canary(model, each.name, side)
    if isinstance(each, EncryptedTextField):
        packed = model is Screening and each.name == "answers"
        text = answers.pack(version("NIDOS", 1), {FREE_QUESTION: canary}) if packed else canary
        return planted.sealed(Secret(planted.case.data_key, text=text), model, each.name, side)
    return [canary] if isinstance(each, NamesField) else canary


def changed(planted: Planted, model: type[Recorded], side: str) -> dict[str, Any]:
    """A canary for each text and day of a row that is there already; its number and its fingerprint stay."""
    stays = {"reference", "imported_as", "created_by_role", "created_at"}
    found = {}
    for each in model._meta.concrete_fields:
        if each.name in stays or each.primary_key:
            continue
        if is_text(each):
            found[each.name] = text_value(planted, model, each, side)
        elif isinstance(each, models.DateField):
            found[each.name] = plain_value(planted, model, each, side)
    return found
