"""COA and Nidos assess together whether a child in protected shelter can move on (S004-51 to S004-56, D-11)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy.in_force import is_in_force
from policy.locations import STEP_DOWN_TYPES
from shelter import indication, plan, programme, whereabouts
from shelter.models import Location, Placement, StepDownAssessment

Outcome, Answer = StepDownAssessment.Outcome, StepDownAssessment.Answer
CONDITIONS = ("bo_need_ended_on", "bo_need_ended_by", "regular_azc_too_big", "reception_entitled", "unfinished_reason")
PARTIES = ("COA", "NIDOS")
SPECIAL = "SPECIAL_AZC"


def check_party(by: Actor) -> None:
    if by.kind not in PARTIES:
        raise RuleBroken("only-coa-and-nidos", _("COA and Nidos assess together whether a child moves on."), "S004-55")


def check_open(case: Case, by: Actor, at: datetime) -> None:
    """By COA or Nidos, of a child that lives in protected shelter. Raises RuleBroken."""
    check_party(by)
    stay = whereabouts.current(case, at)
    if stay is None or not stay.location.type.needs_indication:
        raise RuleBroken("not-in-shelter", _("This child does not live in protected shelter."), "C3.3")
    if stay.step_downs.filter(outcome="").exists():
        raise RuleBroken("already-assessed", _("It is being assessed already whether this child can move on."), "C3.3")


@transaction.atomic
def open_(*, case: Case, by: Actor, at: datetime, **said: Any) -> StepDownAssessment:
    """Begin to assess it, with what is established so far; the other party is told. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_open(case, by, at)
    row = StepDownAssessment(case=case, placement=whereabouts.current(case, at), opened_on=day_of(at))
    establish(row, said, at)
    ledger.record(row, by=by, at=at)
    tell(row, "S004-51", by=by, at=at)
    return row


def establish(row: StepDownAssessment, said: Mapping[str, Any], at: datetime) -> None:
    """Fill in what is established; the need ended on a day, by somebody, and not in the future. Raises RuleBroken."""
    for name, value in said.items():
        setattr(row, name, secret(row.case.data_key, value or "") if name == "unfinished_reason" else value)
    if bool(row.bo_need_ended_on) != bool(row.bo_need_ended_by):
        raise RuleBroken(
            "need-ended-by",
            _("Say since when protected shelter is no longer needed, and who established it."),
            "S004-52",
        )
    if row.bo_need_ended_on and not row.case.arrived_on <= row.bo_need_ended_on <= day_of(at):
        raise RuleBroken("need-ended-when", _("This was established after the arrival, not in the future."), "S004-52")


def held(assessment: StepDownAssessment) -> StepDownAssessment:
    """The assessment, with its case, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=assessment.case_id)
    rows = StepDownAssessment.objects.select_for_update(of=("self",)).select_related("case", "placement")
    return rows.get(pk=assessment.pk)


def check_undecided(assessment: StepDownAssessment) -> None:
    if assessment.outcome:
        raise RuleBroken("already-agreed", _("COA and Nidos agreed on this; a new assessment begins anew."), "S004-55")
    if assessment.placement.ends_at is not None:
        raise RuleBroken("stay-over", _("This was about a stay that has ended."), "C3.3")


def check_amend(assessment: StepDownAssessment, by: Actor, at: datetime) -> None:
    check_party(by)
    check_undecided(assessment)


@transaction.atomic
def amend(*, assessment: StepDownAssessment, by: Actor, at: datetime, **said: Any) -> StepDownAssessment:
    """Establish something else: what was signed before rested on what stood there, and is signed anew."""
    row = held(assessment)
    check_amend(row, by, at)
    establish(row, said, at)
    row.coa_decision = row.nidos_decision = ""
    row.coa_decided_on = row.nidos_decided_on = None
    return ledger.record(row, by=by, at=at)


def check_by(kind: str, assessment: StepDownAssessment, by: Actor) -> None:
    if by.kind != kind:
        raise RuleBroken("not-your-signature", _("COA and Nidos each sign for themselves."), "S004-55")
    check_undecided(assessment)


def check_coa(assessment: StepDownAssessment, by: Actor, at: datetime) -> None:
    check_by("COA", assessment, by)


def check_nidos(assessment: StepDownAssessment, by: Actor, at: datetime) -> None:
    check_by("NIDOS", assessment, by)


def check_decision(row: StepDownAssessment, decision: str, reasons: str, today: date) -> None:
    """What an outcome takes: the end of the need, a finished programme or a reason, conditions. Raises RuleBroken."""
    if not reasons.strip():
        raise RuleBroken("no-reasons", _("Say why you decide this."), "S004-55")
    if decision == Outcome.STAY:
        return
    if row.bo_need_ended_on is None:
        raise RuleBroken("need-not-ended", _("First establish that protected shelter is no longer needed."), "S004-52")
    if not row.programme_complete and not row.unfinished_reason:
        raise RuleBroken(
            "programme-unfinished",
            _("Plan and programme are not complete: the child stays, or say why it moves on before."),
            "S004-119",
        )
    if decision == Outcome.SPECIAL_AZC:
        check_special(row, today)


def check_special(row: StepDownAssessment, today: date) -> None:
    """All three conditions (INV-26), and as long as there is such a place to go (D-11). Raises RuleBroken."""
    if not (row.regular_azc_too_big == row.reception_entitled == Answer.YES):
        raise RuleBroken(
            "three-conditions",
            _("A specially equipped asylum centre is for whom a regular one is too big a step, and who is still "
              "entitled to reception."),
            "INV-26",
        )  # fmt: skip
    if not is_in_force("PILOT_18_PLUS", today):
        raise RuleBroken("pilot-not-in-force", _("There are no specially equipped asylum centres now."), "D-11")


def sign(assessment: StepDownAssessment, kind: str, decision: str, reasons: str, by: Actor,
         at: datetime) -> StepDownAssessment:  # fmt: skip
    row = held(assessment)
    check_by(kind, row, by)
    row.programme_complete = plan.is_finished(row.case) and programme.is_finished(row.case)
    check_decision(row, decision, reasons, day_of(at))
    party = kind.lower()
    setattr(row, f"{party}_decision", decision)
    setattr(row, f"{party}_reasons", secret(row.case.data_key, reasons))
    setattr(row, f"{party}_decided_on", day_of(at))
    if row.coa_decision == row.nidos_decision:
        row.outcome, row.agreed_on = decision, day_of(at)
    ledger.record(row, by=by, at=at)
    if row.outcome:
        tell(row, "S004-55", by=by, at=at)
    return row


@transaction.atomic
def sign_for_coa(*, assessment: StepDownAssessment, coa_decision: str, coa_reasons: str, by: Actor,
                 at: datetime) -> StepDownAssessment:  # fmt: skip
    """COA says what it decides; what it said before is replaced. Raises RuleBroken."""
    return sign(assessment, "COA", coa_decision, coa_reasons, by, at)


@transaction.atomic
def sign_for_nidos(*, assessment: StepDownAssessment, nidos_decision: str, nidos_reasons: str, by: Actor,
                   at: datetime) -> StepDownAssessment:  # fmt: skip
    """Nidos says what it decides; what it said before is replaced. Raises RuleBroken."""
    return sign(assessment, "NIDOS", nidos_decision, nidos_reasons, by, at)


def tell(row: StepDownAssessment, source: str, *, by: Actor, at: datetime) -> None:
    """The other party; when they agreed the house as well."""
    house = row.placement.location.provider_id if row.outcome else None
    notices.tell(kinds=PARTIES, also=house, about=row.id, kind=NoticeKind.STEP_DOWN, case=row.case_id, source=source,
                 by=by, at=at)  # fmt: skip


def agreed_kind(case: Case) -> str:
    """The type of location that COA and Nidos agreed on for the stay the child has, or had last; empty: none."""
    last = case.placements.order_by("-starts_at").values_list("pk", flat=True)[:1]
    rows = StepDownAssessment.objects.filter(placement__in=list(last), outcome__in=STEP_DOWN_TYPES)
    return rows.values_list("outcome", flat=True).order_by("-agreed_on").first() or ""


def check_route(case: Case, location: Location, agreed: str) -> None:
    """Who goes to a special azc was assessed for it, or lives in one already (INV-26). Raises RuleBroken."""
    if location.kind != SPECIAL or agreed == SPECIAL or lives_in_one(case):
        return
    raise RuleBroken(
        "no-step-down",
        _("A specially equipped asylum centre needs an assessment in which COA and Nidos agree on it."),
        "INV-26",
    )


def lives_in_one(case: Case) -> bool:
    return case.placements.filter(ends_at=None, location__kind=SPECIAL).exists()


def may_be_special(case: Case) -> bool:
    """Whether a special azc is on offer for this child."""
    return agreed_kind(case) == SPECIAL or lives_in_one(case)


def follow(row: Placement, agreed: str, *, by: Actor, at: datetime) -> None:
    """The child moved on as was agreed: with that the decision that it needs protection ends (S004-52)."""
    if agreed and row.location.kind == agreed:
        indication.end_current(row.case, by=by, at=at)


OPEN = Act(
    path="cases/{case}/step-down-assessments",
    label=_("Assess whether the child can move on"),
    verb=open_,
    model=StepDownAssessment,
    fields=CONDITIONS,
    parent_model=Case,
    right=(DataClass.STEP_DOWN, "writes"),
    check=check_open,
    source="S004-51",
    help=_("COA and Nidos each say what they decide. Until they agree the child stays where it is; turning eighteen "
           "changes nothing about that."),
)  # fmt: skip
AMEND = Act(
    path="cases/{case}/step-down-assessments/{assessment}/conditions",
    label=_("Change what is established"),
    verb=amend,
    model=StepDownAssessment,
    fields=CONDITIONS,
    parent_model=StepDownAssessment,
    right=(DataClass.STEP_DOWN, "writes"),
    check=check_amend,
    prefill=lambda row, by, at: {name: getattr(row, name) for name in CONDITIONS},
    source="S004-52",
    help=_("Whoever signed already signs anew."),
)
COA_SIGNS = Act(
    path="cases/{case}/step-down-assessments/{assessment}/coa-decisions",
    label=_("Decide for COA"),
    verb=sign_for_coa,
    model=StepDownAssessment,
    fields=("coa_decision", "coa_reasons"),
    required=("coa_decision", "coa_reasons"),
    parent_model=StepDownAssessment,
    right=(DataClass.STEP_DOWN, "writes"),
    check=check_coa,
    source="S004-55",
)
NIDOS_SIGNS = Act(
    path="cases/{case}/step-down-assessments/{assessment}/nidos-decisions",
    label=_("Decide for Nidos"),
    verb=sign_for_nidos,
    model=StepDownAssessment,
    fields=("nidos_decision", "nidos_reasons"),
    required=("nidos_decision", "nidos_reasons"),
    parent_model=StepDownAssessment,
    right=(DataClass.STEP_DOWN, "writes"),
    check=check_nidos,
    source="S004-55",
)
ACTS = (OPEN, AMEND, COA_SIGNS, NIDOS_SIGNS)
