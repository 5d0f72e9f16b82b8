"""Draft a report to CoMensha, and ask whether its basis stands at this moment (S001-15, INV-27, INV-30, 0033)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import consent as consents
from intake.models import Case, ComenshaMessage, ComenshaReport, Consent
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy import comensha as policy
from policy import consent as consent_policy
from policy.comensha import State

SOURCE = "S001-15"
WRITES = (DataClass.COMENSHA, "writes")
CONSENT, SHELTER = policy.CONSENT, policy.SHELTER
# In these what was sent with it stays sent: a birthday asks a review of it and takes nothing back.
STANDS_STILL = (consent_policy.State.GIVEN, consent_policy.State.REVIEW_DUE)


def hold(report: ComenshaReport) -> tuple[ComenshaReport, Case]:
    """The report with its case locked: who withdraws a consent at the same moment comes before it, or after it."""
    case = Case.objects.select_for_update().get(pk=report.case_id)
    return ComenshaReport.objects.get(pk=report.pk), case


def sent(report: ComenshaReport) -> list[ComenshaMessage]:
    """What was sent of it, in order, without the text."""
    return list(report.messages.order_by("number").defer("payload"))


def check_basis(basis: str, kind: str, reporter: str, on: date) -> None:
    """Whether this kind of organisation reports this on this basis. Raises RuleBroken."""
    row = policy.basis(basis)
    if not row.holds(on):
        raise RuleBroken("no-statutory-basis", _("The law gives no basis to report without consent."), "S001-17")
    if row.by_duty != (reporter in policy.BY_DUTY):
        raise RuleBroken("not-your-basis", _("Your organisation does not report on this basis."), "INV-30")
    if not row.serves(kind, reporter):
        raise RuleBroken("shelter-needs-consent", _("A request for shelter always needs consent."), "B-03")


def consent_for(report: ComenshaReport, at: datetime) -> Consent | None:
    """The consent on which it may be sent now; none where it rests on something else. Raises RuleBroken."""
    check_basis(report.basis, report.kind, report.reporter_kind, day_of(at))
    if report.basis != CONSENT:
        return None
    row = consents.last_one(report.case, report.purpose, None)
    if row is None:
        raise RuleBroken("consent-not-asked", _("Consent for this was not asked yet: nothing is sent."), "INV-27")
    found = consents.state_of(row, day_of(at))
    if found is not consent_policy.State.GIVEN:
        raise no_basis(found)
    return row


def no_basis(found: consent_policy.State) -> RuleBroken:
    """Why nothing is reported on a consent that is not given (INV-27)."""
    why = {
        consent_policy.State.ASKED: RuleBroken(
            "consent-asked", _("Nobody who must sign has signed: nothing is sent."), "INV-27"),
        consent_policy.State.TO_CONFIRM: RuleBroken(
            "consent-to-confirm", _("The child objects, and a second person has not looked yet: nothing is sent."),
            "EC-05"),
        consent_policy.State.REFUSED: RuleBroken(
            "consent-refused", _("Consent was refused: nothing is sent."), "S001-13"),
        consent_policy.State.REVIEW_DUE: RuleBroken(
            "review-due", _("Who gave consent no longer signs at this age: have it signed anew first."), "INV-27"),
        consent_policy.State.WITHDRAWN: RuleBroken(
            "consent-withdrawn", _("Consent was withdrawn: nothing new is sent."), "INV-29"),
    }  # fmt: skip
    return why[found]


def taken_back(messages: Sequence[ComenshaMessage], at: datetime) -> bool:
    """Whether a consent with which something was sent does not stand any more (INV-29)."""
    rows = Consent.objects.filter(pk__in={row.consent_id for row in messages} - {None}).select_related("case")
    return any(consents.state_of(row, day_of(at)) not in STANDS_STILL for row in rows)


def state_of(report: ComenshaReport, at: datetime) -> State:
    """How far it is at this moment."""
    try:
        consent_for(report, at)
        stands = True
    except RuleBroken:
        stands = False
    return policy.state([row.what for row in sent(report)], stands=stands, complete=report.is_complete)


def check_situation(kind: str, situation: str) -> None:
    """What is not needed to count is not told: condition and background are for finding a place. Raises RuleBroken."""
    if kind != SHELTER and situation.strip():
        raise RuleBroken(
            "only-for-shelter",
            _("Condition and background go with a request for shelter only."),
            "B-01",
        )


def check_forms(forms: Sequence[str]) -> None:
    if not forms:
        raise RuleBroken("no-form", _("Say of which form of exploitation; it may be unknown."), "B-01")


def check_first(case: Case, kind: str, by: Actor) -> None:
    """One report of a kind by one organisation; after a withdrawal a new one, with a new consent. Raises."""
    ended = ComenshaMessage.objects.filter(case=case.pk, what=policy.WITHDRAWAL)
    rows = ComenshaReport.objects.filter(case=case.pk, kind=kind, reporter=by.organisation_id)
    if rows.exclude(pk__in=ended.values("report")).exists():
        raise RuleBroken("report-there", _("Your organisation has this report already: go on with that one."), SOURCE)


@transaction.atomic
def draft(*, case: Case, kind: str, basis: str, exploitation_forms: list[str], situation: str = "", by: Actor,
          at: datetime) -> ComenshaReport:  # fmt: skip
    """Prepare a report. Whether it may be sent is asked then, and each time that somebody looks. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_basis(basis, kind, by.kind, day_of(at))
    check_forms(exploitation_forms)
    check_situation(kind, situation)
    check_first(case, kind, by)
    row = ComenshaReport(
        case=case, kind=kind, basis=basis, reporter_id=by.organisation_id, reporter_kind=by.kind,
        exploitation_forms=exploitation_forms, situation=secret(case.data_key, situation),
    )  # fmt: skip
    return ledger.record(row, by=by, at=at)


def check_own(report: ComenshaReport, by: Actor) -> None:
    """Raises RuleBroken."""
    if report.reporter_id != by.organisation_id:
        raise RuleBroken("not-the-reporter", _("This is the report of another organisation."), SOURCE)


def check_draft(report: ComenshaReport, by: Actor, at: datetime) -> None:
    """The own report, of which nothing was sent yet. Raises RuleBroken."""
    check_own(report, by)
    if report.messages.exists():
        raise RuleBroken("report-sent", _("This report was sent: it can be corrected."), "C3.9")


def fill(row: ComenshaReport, case: Case, forms: list[str] | None, situation: str | None, *, by: Actor,
         at: datetime) -> ComenshaReport:  # fmt: skip
    """Write what changes of what is told, if anything does. Raises RuleBroken."""
    forms = row.exploitation_forms if forms is None else forms
    situation = str(row.situation) if situation is None else situation
    check_forms(forms)
    check_situation(row.kind, situation)
    if (forms, situation.strip()) == (row.exploitation_forms, str(row.situation)):
        return row
    for name, value in (("exploitation_forms", forms), ("situation", secret(case.data_key, situation))):
        setattr(row, name, value)
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def change(*, report: ComenshaReport, exploitation_forms: list[str] | None = None, situation: str | None = None,
           by: Actor, at: datetime) -> ComenshaReport:  # fmt: skip
    """Fill in more of a draft, or something else. Raises RuleBroken."""
    row, case = hold(report)
    check_draft(row, by, at)
    return fill(row, case, exploitation_forms, situation, by=by, at=at)


def told(report: ComenshaReport, by: Actor, at: datetime) -> dict[str, Any]:
    return {"exploitation_forms": report.exploitation_forms, "situation": str(report.situation)}


def offered(case: Case, by: Actor, at: datetime) -> Mapping[str, Collection[str] | None]:
    """What this organisation reports, and on which basis."""
    rows = policy.offered(by.kind, day_of(at))
    kinds = list(dict.fromkeys(kind for row in rows for kind in row.kinds))
    return {"basis": [row.code for row in rows], "kind": kinds} | ({} if SHELTER in kinds else {"situation": None})


def asked(report: ComenshaReport, by: Actor, at: datetime) -> Mapping[str, Collection[str] | None]:
    """A registration tells no condition or background, so the form does not ask for it."""
    return {} if report.kind == SHELTER else {"situation": None}


def advise(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    return [
        _("No name, birth date, V-number or place is ever sent: age, sex and nationality are taken from the file.")
    ]


RESOURCE = Resource("cases/{case}/comensha-reports", ComenshaReport, _("CoMensha reports"))
DRAFT = Act(
    path=RESOURCE.path,
    label=_("Prepare a report to CoMensha"),
    verb=draft,
    model=ComenshaReport,
    fields=("kind", "basis", "exploitation_forms", "situation"),
    required=("kind", "basis"),
    parent_model=Case,
    right=WRITES,
    narrow=offered,
    advise=advise,
    source=SOURCE,
    help=_("Nothing is sent yet. A registration is counted; a request for shelter asks for a place, with a consent of "
           "its own."),
)  # fmt: skip
CHANGE = Act(
    path=f"{RESOURCE.path}/{{report}}/changes",
    label=_("Change the draft"),
    verb=change,
    model=ComenshaReport,
    fields=("exploitation_forms", "situation"),
    parent_model=ComenshaReport,
    right=WRITES,
    check=check_draft,
    narrow=asked,
    prefill=told,
    source=SOURCE,
)
