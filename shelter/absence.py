"""A child left or did not come back: reported once, told at once; how worrying it is, is assessed (S004-79..84)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter import absence_news
from shelter import whereabouts as places
from shelter.models import Absence, AbsenceAction, Presence

Knower, Concern = Absence.Knower, Absence.Concern
ASSESSED = [level for level in Concern if level != Concern.UNASSESSED]
# Who judges how worrying an absence is: who has charge of the child, and who looks for it.
ASSESSORS = ("NIDOS", "AVIM")


def check_report(case: Case, by: Actor, at: datetime) -> None:
    if places.is_absent(case):
        raise RuleBroken(
            "already-absent", _("This child is reported missing already: add to that what you know."), "INV-35"
        )


def last_seen(case: Case, given: datetime | None, at: datetime) -> datetime:
    """When the child was last seen: as given, or as the roll-call had it. Raises RuleBroken."""
    called = Presence.objects.filter(case=case).first()
    seen = given or (called.last_seen_at if called else None)
    if seen is None:
        raise RuleBroken("last-seen", _("Say when the child was last seen: no roll-call says it."), "S004-82")
    if seen > at or day_of(seen) < case.arrived_on:
        raise RuleBroken("last-seen", _("A child was last seen after it arrived, and not in the future."), "S004-82")
    return seen


def check_known(known_by: str, where: str) -> None:
    if where.strip() and known_by == Knower.NOBODY:
        raise RuleBroken("who-knows", _("If it is known where the child is, say who knows it."), "S004-84")


@transaction.atomic
def report(*, case: Case, circumstances: str, last_seen_at: datetime | None = None, last_seen_by: str = "",
           whereabouts_known_by: str = Knower.NOBODY, whereabouts: str = "",
           by: Actor, at: datetime) -> Absence:  # fmt: skip
    """Open an absence and tell every party at once, in the same transaction (INV-35). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_report(case, by, at)
    if not circumstances.strip():
        raise RuleBroken("no-circumstances", _("Say what happened: others must be able to look for it."), "S004-82")
    check_known(whereabouts_known_by, whereabouts)
    row = Absence(
        case=case, placement=places.current(case, at), reported_at=at,
        last_seen_at=last_seen(case, last_seen_at, at),
        last_seen_by=last_seen_by, circumstances=secret(case.data_key, circumstances),
        whereabouts_known_by=whereabouts_known_by, whereabouts=secret(case.data_key, whereabouts),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    absence_news.opened(row, by=by, at=at)
    return row


def held(absence: Absence) -> Absence:
    """The absence, with its case, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=absence.case_id)
    return Absence.objects.select_for_update(of=("self",)).select_related("case").get(pk=absence.pk)


def check_open(absence: Absence) -> None:
    if absence.ended_at is not None:
        raise RuleBroken("absence-ended", _("This absence has ended; gone again is a new one."), "C3.10")


def check_assess(absence: Absence, by: Actor, at: datetime) -> None:
    check_open(absence)
    if by.kind not in ASSESSORS:
        raise RuleBroken("not-yours-to-assess", _("Nidos or police assess how worrying it is."), "S004-80")


@transaction.atomic
def assess(*, absence: Absence, concern_level: str, concern_reason: str, by: Actor, at: datetime) -> Absence:
    """Say how worrying it is, and why; as often as more is known (INV-36). Raises RuleBroken."""
    row = held(absence)
    check_assess(row, by, at)
    if concern_level not in ASSESSED:
        raise RuleBroken("no-level", _("Choose a level: low, raised or high."), "INV-36")
    if not concern_reason.strip():
        raise RuleBroken("no-reason", _("Say what you know of this child that makes it so."), "S004-80")
    row.concern_level, row.assessed_at = concern_level, at
    row.concern_reason = secret(row.case.data_key, concern_reason)
    return ledger.record(row, by=by, at=at)


def check_tell(absence: Absence, by: Actor, at: datetime) -> None:
    check_open(absence)


@transaction.atomic
def locate(*, absence: Absence, whereabouts_known_by: str, whereabouts: str = "", by: Actor, at: datetime) -> Absence:
    """Say who knows where the child is, and where that is (S004-84). Raises RuleBroken."""
    row = held(absence)
    check_tell(row, by, at)
    check_known(whereabouts_known_by, whereabouts)
    row.whereabouts_known_by, row.whereabouts = whereabouts_known_by, secret(row.case.data_key, whereabouts)
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def act(*, absence: Absence, action: str, by: Actor, at: datetime) -> AbsenceAction:
    """Record what was done to find the child; the first step of police begins the tracing (S004-82)."""
    row = held(absence)
    check_tell(row, by, at)
    if not action.strip():
        raise RuleBroken("no-action", _("Say what was done."), "S004-82")
    if by.kind == "AVIM" and row.tracing_since is None:
        row.tracing_since = at
        ledger.record(row, by=by, at=at)
    done = AbsenceAction(case=row.case, absence=row, action=secret(row.case.data_key, action), taken_at=at)
    return ledger.record(done, by=by, at=at)


def narrow(absence: Any, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"concern_level": ASSESSED}


RIGHT = (DataClass.ABSENCE, "writes")
REPORT = Act(
    path="cases/{case}/absences",
    label=_("Report that the child is missing"),
    verb=report,
    model=Absence,
    fields=("last_seen_at", "last_seen_by", "circumstances", "whereabouts_known_by", "whereabouts"),
    parent_model=Case,
    right=RIGHT,
    check=check_report,
    source="S004-81",
    help=_("Everybody involved and police are told at once. Leaving is not proof of anything: how worrying it is, is "
           "assessed. Its bed stays free for the child."),
)  # fmt: skip
ASSESS = Act(
    path="cases/{case}/absences/{absence}/concern-assessments",
    label=_("Assess the concern"),
    verb=assess,
    model=Absence,
    fields=("concern_level", "concern_reason"),
    required=("concern_level", "concern_reason"),
    parent_model=Absence,
    right=RIGHT,
    check=check_assess,
    narrow=narrow,
    source="S004-80",
    help=_("By what is known of this child; never by nationality or group alone."),
)
LOCATE = Act(
    path="cases/{case}/absences/{absence}/whereabouts",
    label=_("Say where the child is"),
    verb=locate,
    model=Absence,
    fields=("whereabouts_known_by", "whereabouts"),
    required=("whereabouts_known_by",),
    parent_model=Absence,
    right=RIGHT,
    check=check_tell,
    source="S004-84",
    help=_("Police read this as long as the child is missing, and no longer."),
)
TRACE = Act(
    path="cases/{case}/absences/{absence}/actions",
    label=_("Step to find the child"),
    verb=act,
    model=AbsenceAction,
    fields=("action",),
    parent_model=Absence,
    right=RIGHT,
    check=check_tell,
    source="S004-82",
)
