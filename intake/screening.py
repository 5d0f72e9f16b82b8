"""Screen a child with the instrument of the day, and put right what was recorded. It decides nothing (INV-20, D-9)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import Secret, secret
from config.language import say
from intake import answers as kept
from intake import completion, correction_told
from intake.conversation import steps_of
from intake.models import Case, Screening
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy import instruments
from policy.instrument_row import Instrument
from policy.instruments import Fault, Wrong

NIDOS = "NIDOS"
FIELDS = ("step", "screened_on", "reported_concern", "remarks")
WRITES = (DataClass.SCREENING, "writes")


def check(case: Case, by: Actor, at: datetime) -> None:
    """Whether this organisation has an instrument at all. Raises RuleBroken."""
    if instruments.name_for(by.kind) is None:
        raise RuleBroken("no-instrument", _("Your organisation has no instrument for screening."), "S004-90")


def instrument_on(by: Actor, on: date) -> Instrument:
    """The instrument of the actor's organisation, in the version that is in force on that day."""
    name = instruments.name_for(by.kind)
    assert name is not None
    return instruments.instrument(name, on)


def check_day(case: Case, screened_on: date, today: date) -> None:
    if not case.arrived_on <= screened_on <= today:
        raise RuleBroken(
            "day-impossible", _("A child is screened after the arrival and not later than today."), "S004-90"
        )


def steps_for(by: Actor) -> list[str]:
    """The own conversations in which this organisation screens; later is always possible (S004-92)."""
    own = set(steps_of(by))
    return [code for code in Screening.Step.values if code in own or code == Screening.Step.LATER]


def check_step(step: str, by: Actor) -> None:
    if step not in steps_for(by):
        raise RuleBroken("not-your-step", _("This conversation is held by another organisation."), "S004-90")


def check_answers(instrument: Instrument, answers: Mapping[str, Any]) -> dict[str, str]:
    """The answers that were given, without those left empty. Raises RuleBroken, with everything that is wrong."""
    given = {code: answer for code, answer in answers.items() if answer not in ("", None)}
    faults = instruments.faults(instrument, given)
    if faults:
        known = {"label": say(instrument.label), "version": instrument.version}
        wrong = _("The answers do not fit “%(label)s”, version %(version)s.") % known
        raise RuleBroken("answers-do-not-fit", " ".join([wrong, *sentences(instrument, faults)]), "S004-90")
    if not given:
        raise RuleBroken("nothing-answered", _("Answer at least one question."), "S004-90")
    return given


def sentences(instrument: Instrument, faults: Iterable[Fault]) -> Iterable[str]:
    """What is wrong, each kind in one sentence that names its questions."""
    texts = {
        Wrong.MISSING: _("Not answered yet: %(questions)s."),
        Wrong.NO_SUCH_ANSWER: _("This is no answer to: %(questions)s."),
        Wrong.UNKNOWN_QUESTION: _("This version does not ask: %(questions)s."),
    }
    asked = {row.code: say(row.text) for row in instrument.questions}
    for wrong, text in texts.items():
        names = [f"“{asked.get(fault.question, fault.question)}”" for fault in faults if fault.wrong == wrong]
        if names:
            yield text % {"questions": ", ".join(names)}


def answered(case: Case, instrument: Instrument, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that follow from the answers. Raises RuleBroken."""
    given = check_answers(instrument, answers)
    packed = Secret(case.data_key, text=kept.pack(instrument, given))
    return {"answers": packed, "indicators": instruments.points_at(instrument, given)}


@transaction.atomic
def record(*, case: Case, screened_on: date, answers: Mapping[str, Any], reported_concern: str, caveat_shown: bool,
           step: str = "LATER", remarks: str = "", by: Actor, at: datetime) -> Screening:  # fmt: skip
    """Record a screening with the version in force on its day; it raises no signal, stops none. Raises RuleBroken."""
    check(case, by, at)
    check_day(case, screened_on, day_of(at))
    check_step(step, by)
    if not caveat_shown:
        raise RuleBroken(
            "caveat-not-shown",
            _("Show first that a screening is never fully reliable, and record that it was shown."),
            "S004-91",
        )
    instrument = instrument_on(by, screened_on)
    row = Screening(
        case=case, instrument=instrument.name, instrument_version=instrument.version, step=step,
        screened_on=screened_on, reported_concern=reported_concern, remarks=secret(case.data_key, remarks),
        caveat_shown_at=at,
        **answered(case, instrument, answers),
    )  # fmt: skip
    return ledger.record(row, by=by, at=at)


def check_correct(screening: Screening, by: Actor, at: datetime) -> None:
    """Each organisation corrects its own. Raises RuleBroken."""
    if screening.created_by_organisation != by.organisation_id:
        raise RuleBroken("not-your-screening", _("Another organisation recorded this screening."), "S004-90")


def at_once(screening: Screening, at: datetime) -> bool:
    """Whether a mis-click is still put right without a reason (docs/decisions/0009-mis-clicks.md)."""
    return at <= completion.correctable_until(screening.created_at)


@transaction.atomic
def correct(*, screening: Screening, answers: Mapping[str, Any] | None = None, correction_reason: str = "",
            by: Actor, at: datetime, **said: Any) -> Screening:  # fmt: skip
    """Write the next version of what was recorded, in the same version of the instrument. Raises RuleBroken."""
    row = Screening.objects.select_for_update(of=("self",)).select_related("case").get(pk=screening.pk)
    check_correct(row, by, at)
    if not correction_reason.strip() and not at_once(row, at):
        raise RuleBroken(
            "reason-missing", _("This was recorded more than an hour ago: say why it is corrected now."), "S004-90"
        )
    instrument = instruments.version(row.instrument, row.instrument_version)
    if "remarks" in said:
        said["remarks"] = secret(row.case.data_key, said["remarks"])
    if answers is not None:
        said |= answered(row.case, instrument, answers)
    for name, value in (said | {"correction_reason": correction_reason.strip()}).items():
        setattr(row, name, value)
    check_day(row.case, row.screened_on, day_of(at))
    check_step(row.step, by)
    check_version(row, instrument)
    ledger.record(row, by=by, at=at, reason=row.correction_reason)
    if row.correction_reason:
        correction_told.tell(row, DataClass.SCREENING, by=by, at=at)
    return row


def check_version(row: Screening, instrument: Instrument) -> None:
    """The day may be put right as long as the same questions were asked then. Raises RuleBroken."""
    if instruments.instrument(row.instrument, row.screened_on) != instrument:
        raise RuleBroken(
            "other-version",
            _("On that day other questions were in force: record the screening of that day as a new one."),
            "S004-90",
        )


def screened(cases: QuerySet[Case]) -> tuple[int, int]:
    """How many of these children Nidos has screened, and how many they are (S002-07, S002-08)."""
    done = Screening.objects.filter(instrument=instruments.name_for(NIDOS)).values("case")
    return cases.filter(pk__in=done).count(), cases.count()


def narrow(case: Case, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    return {"step": steps_for(by)}


def narrow_correction(screening: Screening, by: Actor, at: datetime) -> dict[str, list[str] | None]:
    """Within the hour no reason is asked."""
    asked: dict[str, list[str] | None] = {"step": steps_for(by)}
    return asked | {"correction_reason": None} if at_once(screening, at) else asked


def as_recorded(screening: Screening, by: Actor, at: datetime) -> dict[str, Any]:
    """What stands, the answers by question."""
    stands = {name: getattr(screening, name) for name in FIELDS}
    return stands | {"remarks": str(screening.remarks), "answers": kept.unpack(str(screening.answers))[1]}


RESOURCE = Resource("cases/{case}/screenings", Screening, _("screenings"), order="-screened_on")
RECORD = Act(
    path=RESOURCE.path,
    label=_("Screen the child"),
    verb=record,
    model=Screening,
    fields=FIELDS,
    required=("screened_on", "reported_concern"),
    parent_model=Case,
    right=WRITES,
    check=check,
    narrow=narrow,
    source="S004-90",
)
CORRECT = Act(
    path=f"{RESOURCE.path}/{{screening}}/corrections",
    label=_("Correct"),
    verb=correct,
    model=Screening,
    fields=(*FIELDS, "correction_reason"),
    parent_model=Screening,
    right=WRITES,
    check=check_correct,
    narrow=narrow_correction,
    prefill=as_recorded,
    source="S004-90",
)
