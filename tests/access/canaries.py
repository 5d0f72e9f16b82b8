"""A case in which every field that can hold a text holds one of its own: wherever it turns up, it says which it is.

Each kind of record is planted twice: once by somebody else (`theirs`) and, where a case can hold two, by the
organisation of the one who looks (`own`). A new model is planted by itself; when its constraints ask for more than
a text in every field, it gets a line in KNOWN.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import models

from audit import ledger
from audit.models import Recorded
from config.encryption import EncryptedTextField, Secret
from config.fields import ChoiceListField, NamesField
from intake import answers
from intake.models import Case, Child, Screening
from partners.actors import Actor
from partners.models import Involvement, Organisation, Person, StandIn
from policy.instruments import version
from shelter.models import Bed, Location

THEIRS, OWN = "theirs", "own"
LENGTH = 10
# A question of the instrument that takes any text.
FREE_QUESTION = next(row.code for row in version("NIDOS", 1).questions if not row.options)
NEVER_PLANTED = (Involvement, StandIn)
# Of these a case holds one at a time, by a constraint with a condition.
ONCE = (
    "AgeAssessment",
    "CaseMerge",
    "EmergencyAccess",
    "Guardianship",
    "Hearing",
    "Indication",
    "Placement",
    "PossibleDuplicate",
)
# What a constraint asks for beside the texts.
KNOWN: dict[str, dict[str, Any]] = {
    "AgeAssessment": {"outcome": "DOUBT", "decided_on": date(2026, 3, 5), "contested_on": date(2026, 3, 6)},
    "AccessRequest": {"outcome": "GRANTED", "until": date(2026, 3, 5)},
    "AlertAnswer": {"code": "AL-02", "until": None},
    "BirthDateRecord": {"date": date(2011, 2, 8)},
    "ContactPerson": {"safety": "SAFE", "assessed_on": date(2026, 3, 5)},
    "Conversation": {"step": "EXTRA", "planned_at": None, "held_on": date(2026, 3, 5), "skip_reason": "",
                     "aborted_on": None, "abort_reason": "", "reopened_on": None},
    "EmergencyAccess": {"verdict": "JUSTIFIED", "until": datetime(2099, 1, 1, tzinfo=UTC)},
    "Indication": {"outcome": "BO", "ground": "TRAFFICKING", "ended_on": None, "rests_on": []},
    "Notice": {"kind": "SIGNAL", "to_role": "", "to_person": None, "acknowledged_at": None},
    "Placement": {"ends_at": None},
    "PossibleDuplicate": {"verdict": "DIFFERENT", "score": 87, "reasons": ["NAME"]},
    "Relation": {"other_case": None, "linked": False, "unsafe": False, "withdrawn": False, "ended_on": None},
    "Screening": {"instrument": "NIDOS", "instrument_version": 1},
    "Signal": {"merged_into": None, "linked_to": None, "replaced_by": None, "status": "SHARED"},
    "SignalAssessment": {"outcome": "NOT_SUBSTANTIATED", "review_on": None},
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
    canaries: dict[str, tuple[type[Recorded], str, str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(100_000))

    def canary(self, model: type[Recorded], name: str, side: str) -> str:
        """A text that stands nowhere else; ten digits, so that a V-number can be one as well."""
        made = f"7310{next(self.numbers)}"
        assert len(made) == LENGTH
        self.canaries[made] = model, name, side
        return made

    def found_in(self, text: str) -> set[tuple[type[Recorded], str, str]]:
        return {what for canary, what in self.canaries.items() if canary in text}


def planted_models() -> list[type[Recorded]]:
    """Every kind of record of a case."""
    return [
        model for model in apps.get_models()
        if issubclass(model, Recorded) and model not in NEVER_PLANTED and model not in (Case, Child)
    ]  # fmt: skip


def plant(planted: Planted, *, theirs: Actor, own: Actor, at: datetime) -> None:
    """Fill the case: the child that is there, and each kind of record, whatever it refers to first."""
    for row in (planted.case, planted.case.child):
        for name, value in texts(planted, type(row), THEIRS).items():
            setattr(row, name, value)
        ledger.record(row, by=theirs, at=at)
        planted.rows[type(row), THEIRS] = row
    waiting = [(model, side) for model in planted_models() for side in sides(model)]
    while waiting:
        ready = [(model, side) for model, side in waiting if all_there(planted, model)]
        assert ready, f"Nothing to refer to for {waiting}"
        for model, side in ready:
            row = model(**values(planted, model, side, at))
            planted.rows[model, side] = ledger.record(row, by=own if side == OWN else theirs, at=at)
            waiting.remove((model, side))


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


def values(planted: Planted, model: type[Recorded], side: str, at: datetime) -> dict[str, Any]:
    """Something in every column: what KNOWN says, the row it points at, a canary, or the first that fits."""
    found: dict[str, Any] = {}
    kept = {"id", "version", "created_at", "created_by", "created_by_organisation", "created_by_role"}
    for each in model._meta.concrete_fields:
        if each.name not in kept:
            found[each.name] = value(planted, model, each, side, at)
    return found | KNOWN.get(model.__name__, {})


def value(planted: Planted, model: type[Recorded], each: models.Field, side: str, at: datetime) -> Any:
    if isinstance(each, models.ForeignKey):
        return reference(planted, model, each)
    if each.name == "case_id":
        return planted.case.pk
    if is_text(each):
        return text_value(planted, model, each, side)
    if isinstance(each, ChoiceListField):
        return [each.flatchoices[0][0]]
    if each.choices:
        return each.default if each.has_default() else each.flatchoices[0][0]
    return plain_value(each, at)


def plain_value(each: models.Field, at: datetime) -> Any:
    if each.has_default() and not isinstance(each, models.JSONField):
        return each.get_default()
    made = {models.DateTimeField: at, models.DateField: at.date(), models.UUIDField: uuid4(), models.JSONField: []}
    for kind, some in made.items():
        if isinstance(each, kind):
            return some
    return 1


def reference(planted: Planted, model: type[Recorded], each: models.ForeignKey) -> Any:
    """The case itself, the other case for what points at one more, a row that was planted, or somebody's own."""
    target = each.related_model
    if target is Case:
        return planted.case if each.name == "case" else planted.other_case
    if target is model:
        return None
    outside = {Organisation: planted.person.organisation, Person: planted.person, Location: planted.house,
               Bed: planted.bed}  # fmt: skip
    return outside[target] if target in outside else planted.rows[target, THEIRS]


def is_text(each: models.Field) -> bool:
    texts = (models.CharField, models.TextField, EncryptedTextField, NamesField)
    fits = each.max_length is None or each.max_length >= LENGTH
    return isinstance(each, texts) and fits and not each.choices and not each.name.endswith("user_id")


def text_value(planted: Planted, model: type[Recorded], each: models.Field, side: str) -> Any:
    canary = planted.canary(model, each.name, side)
    if model is Screening and each.name == "answers":
        return Secret(planted.case.data_key, text=answers.pack(version("NIDOS", 1), {FREE_QUESTION: canary}))
    if isinstance(each, EncryptedTextField):
        return Secret(planted.case.data_key, text=canary)
    return [canary] if isinstance(each, NamesField) else canary


def texts(planted: Planted, model: type[Recorded], side: str) -> dict[str, Any]:
    """A canary for each text of a row that is there already; its number and its fingerprint stay."""
    stays = {"reference", "imported_as"}
    return {
        each.name: text_value(planted, model, each, side)
        for each in model._meta.concrete_fields
        if is_text(each) and each.name not in stays and not each.primary_key and each.name != "created_by_role"
    }
