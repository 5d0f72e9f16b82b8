"""The risk analysis of a child in protected shelter: prepared by Nidos, with a part of each organisation (S004-98)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import Secret, open_all, seal_all, sealed_fields, secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter.cobo_agenda import protected_stay
from shelter.models import Placement, RiskAnalysis, RiskContribution

QUESTIONS = ("can_report", "can_cooperate", "can_tell_story")
FIELDS = (
    "vulnerabilities", "vulnerabilities_why", "safety_needs", "can_report", "can_report_why", "can_cooperate",
    "can_cooperate_why", "can_tell_story", "can_tell_story_why", "child_asked", "child_view",
)  # fmt: skip
SECTIONS = (
    (_("What makes it vulnerable"), ("vulnerabilities", "vulnerabilities_why", "safety_needs")),
    (_("Three questions, each by itself"), FIELDS[3:9]),
    (_("The child's own view"), ("child_asked", "child_view")),
)
WRITES = (DataClass.RISK, "writes")
CONTRIBUTES = (DataClass.RISK_PART, "writes")
SOURCE = "S004-98"


def current(case: Case) -> RiskAnalysis | None:
    """The edition that counts now."""
    return case.risk_analyses.filter(adopted_on__isnull=False, superseded_on=None).first()


def check_nidos(by: Actor) -> None:
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos prepares the analysis; your organisation adds its own part."), SOURCE)


def check_prepare(case: Case, by: Actor, at: datetime) -> None:
    stay_to_analyse(case, by, at)


def stay_to_analyse(case: Case, by: Actor, at: datetime) -> Placement:
    """The stay of which nobody prepares an analysis yet. Raises RuleBroken."""
    check_nidos(by)
    stay = protected_stay(case, at)
    if stay.risk_analyses.filter(adopted_on=None).exists():
        raise RuleBroken("already-prepared", _("A risk analysis is being prepared already: go on with that."), SOURCE)
    return stay


@transaction.atomic
def prepare(*, case: Case, by: Actor, at: datetime, **said: Any) -> RiskAnalysis:
    """Begin the next edition; what is not said stays as the last edition has it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    stay, last = stay_to_analyse(case, by, at), case.risk_analyses.first()
    row = RiskAnalysis(case=case, placement=stay, edition=last.edition + 1 if last else 1)
    write(row, as_it_stands(last) | said if last else said)
    return ledger.record(row, by=by, at=at)


def write(row: RiskAnalysis, said: dict[str, Any]) -> None:
    for name, value in said.items():
        sealed = name in sealed_fields(RiskAnalysis)
        setattr(row, name, secret(row.case.data_key, value) if sealed else value)
    seal_all(row, row.case.data_key)


def as_it_stands(row: RiskAnalysis) -> dict[str, Any]:
    """What an edition says, its confidential texts opened."""
    found = {name: getattr(row, name) for name in FIELDS}
    open_all(value for value in found.values() if isinstance(value, Secret))
    return {name: value.text if isinstance(value, Secret) else value for name, value in found.items()}


def kept(analysis: RiskAnalysis) -> RiskAnalysis:
    """The edition with its case, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=analysis.case_id)
    rows = RiskAnalysis.objects.select_for_update(of=("self",)).select_related("case", "placement")
    return rows.get(pk=analysis.pk)


def check_prepared(analysis: RiskAnalysis) -> None:
    if analysis.adopted_on is not None:
        raise RuleBroken("already-adopted", _("An adopted analysis does not change: prepare the next one."), SOURCE)


def check_revise(analysis: RiskAnalysis, by: Actor, at: datetime) -> None:
    check_nidos(by)
    check_prepared(analysis)


@transaction.atomic
def revise(*, analysis: RiskAnalysis, by: Actor, at: datetime, **said: Any) -> RiskAnalysis:
    """Go on with an edition that is not adopted yet. Raises RuleBroken."""
    row = kept(analysis)
    check_revise(row, by, at)
    write(row, said)
    return ledger.record(row, by=by, at=at)


def check_contribute(analysis: RiskAnalysis, by: Actor, at: datetime) -> None:
    check_prepared(analysis)


@transaction.atomic
def contribute(*, analysis: RiskAnalysis, text: str, by: Actor, at: datetime) -> RiskContribution:
    """Say what the own organisation knows; said again, it replaces what was said before. Raises RuleBroken."""
    row = kept(analysis)
    check_contribute(row, by, at)
    if not text.strip():
        raise RuleBroken("no-text", _("Say what your organisation knows."), SOURCE)
    parts = RiskContribution.objects.select_for_update().filter(analysis=row)
    own = parts.filter(created_by_organisation=by.organisation_id).first()
    part = own or RiskContribution(case=row.case, analysis=row)
    part.text = secret(row.case.data_key, text)
    return ledger.record(part, by=by, at=at)


def stands(analysis: RiskAnalysis, by: Actor, at: datetime) -> dict[str, Any]:
    return as_it_stands(analysis)


def last_edition(case: Case, by: Actor, at: datetime) -> dict[str, Any]:
    """The form of the next edition starts from the last: only who writes it, and so reads all of it, is asked."""
    last = RiskAnalysis.objects.filter(case=case.pk).first()
    return as_it_stands(last) if last else {}


PREPARE = Act(
    path="cases/{case}/risk-analyses",
    label=_("Prepare a risk analysis"),
    verb=prepare,
    model=RiskAnalysis,
    fields=FIELDS,
    parent_model=Case,
    right=WRITES,
    check=check_prepare,
    prefill=last_edition,
    shows=RiskAnalysis,
    sections=SECTIONS,
    source=SOURCE,
    help=_("The other organisations add their own part. It counts once a case consultation has adopted it."),
)
REVISE = Act(
    path="cases/{case}/risk-analyses/{analysis}/corrections",
    label=_("Go on with the risk analysis"),
    verb=revise,
    model=RiskAnalysis,
    fields=FIELDS,
    parent_model=RiskAnalysis,
    right=WRITES,
    check=check_revise,
    prefill=stands,
    sections=SECTIONS,
    source=SOURCE,
)
CONTRIBUTE = Act(
    path="cases/{case}/risk-analyses/{analysis}/contributions",
    label=_("Add the part of your organisation"),
    verb=contribute,
    model=RiskContribution,
    fields=("text",),
    parent_model=RiskAnalysis,
    right=CONTRIBUTES,
    check=check_contribute,
    source=SOURCE,
    help=_("Said again, it takes the place of what your organisation said before."),
)
ACTS = (PREPARE, REVISE, CONTRIBUTE)
