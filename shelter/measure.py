"""A house agrees on a safety measure with one child: on a fact, no heavier than needed, for a while (S004-83).

A measure that limits the child is confirmed by somebody outside the house, and until then is shown as not confirmed:
an open house that locks in by habit has no ground in law for it (B-63, docs/decisions/0042-safety.md).
"""

from datetime import date, datetime

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
from policy.terms import term
from shelter import whereabouts
from shelter.models import Placement, SafetyMeasure

SOURCE = "S004-83"
End = SafetyMeasure.End


def last_review_day(since: date) -> date:
    """The last day on which a measure that was agreed or looked at on a day is looked at again."""
    return term("SAFETY_MEASURE_REVIEW", since).last_day(since)


def check_begin(case: Case, by: Actor, at: datetime) -> None:
    """By the house the child lives in, of a child that is there. Raises RuleBroken."""
    stay_here(case, by, at)


def stay_here(case: Case, by: Actor, at: datetime) -> Placement:
    """The stay of a child that is there, in a house of the actor's organisation. Raises RuleBroken."""
    stay = whereabouts.current(case, at) if whereabouts.runs_houses(by) else None
    if stay is None or stay.location.provider_id is None or stay.location.provider_id != by.organisation_id:
        raise RuleBroken("not-your-house", _("The house where the child lives agrees on measures with it."), SOURCE)
    whereabouts.check_there(case)
    return stay


def check_said(ground: str, proportionality: str, child_view: str) -> None:
    if not ground.strip():
        raise RuleBroken(
            "no-ground", _("Say what is known of this child; its nationality or group is no ground."), SOURCE
        )
    if not proportionality.strip():
        raise RuleBroken("no-proportionality", _("Say why nothing lighter is enough."), "B-63")
    check_view(child_view)


def check_view(child_view: str) -> None:
    if not child_view.strip():
        raise RuleBroken("no-child-view", _("Ask the child what it thinks of it, and write that down."), "B-63")


def review_day(review_by: date | None, since: date, at: datetime) -> date:
    """The day of the next look: as given, or the last that may be. Raises RuleBroken."""
    last = last_review_day(since)
    found = review_by or last
    if not day_of(at) < found <= last:
        raise RuleBroken(
            "review-too-late", _("A measure is looked at again after today, and within thirty days."), "INV-37"
        )
    return found


def first_day(starts_on: date | None, stay: Placement, at: datetime) -> date:
    found = starts_on or day_of(at)
    if not day_of(stay.starts_at) <= found <= day_of(at):
        raise RuleBroken(
            "starts-when", _("A measure begins while the child lives here, and not in the future."), SOURCE
        )
    return found


@transaction.atomic
def begin(*, case: Case, type: str, ground_kind: str, ground: str, proportionality: str, child_view: str,
          decided_by: str = SafetyMeasure.Decider.TEAM, starts_on: date | None = None, review_by: date | None = None,
          by: Actor, at: datetime) -> SafetyMeasure:  # fmt: skip
    """Agree on a measure; the guardian hears of it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    stay = stay_here(case, by, at)
    check_said(ground, proportionality, child_view)
    since = first_day(starts_on, stay, at)
    row = SafetyMeasure(
        case=case, placement=stay, type=type, ground_kind=ground_kind, ground=secret(case.data_key, ground),
        proportionality=secret(case.data_key, proportionality), child_view=secret(case.data_key, child_view),
        decided_by=decided_by, starts_on=since, checked_on=since, review_by=review_day(review_by, since, at),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    tell(row, NoticeKind.MEASURE, by=by, at=at)
    return row


def held(measure: SafetyMeasure) -> SafetyMeasure:
    """The measure, with its case and house, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=measure.case_id)
    rows = SafetyMeasure.objects.select_for_update(of=("self",))
    return rows.select_related("case", "placement__location").get(pk=measure.pk)


def check_runs(measure: SafetyMeasure, by: Actor, at: datetime) -> None:
    if measure.ended_at is not None:
        raise RuleBroken("measure-ended", _("This measure has ended; agree on a new one if it is needed."), SOURCE)


def check_confirm(measure: SafetyMeasure, by: Actor, at: datetime) -> None:
    """Once, of what limits the child, by somebody outside the house. Raises RuleBroken."""
    check_runs(measure, by, at)
    if not measure.waits_for_confirmation:
        raise RuleBroken("nothing-to-confirm", _("This measure asks for no confirmation, or has it."), "B-63")
    if by.organisation_id == measure.created_by_organisation:
        raise RuleBroken("own-measure", _("Somebody outside the house confirms what limits the child."), "B-63")


@transaction.atomic
def confirm(*, measure: SafetyMeasure, by: Actor, at: datetime) -> SafetyMeasure:
    """Somebody outside the house agrees with what limits the child. Raises RuleBroken."""
    row = held(measure)
    check_confirm(row, by, at)
    row.confirmed_at, row.confirmed_by_id = at, by.organisation_id
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def review(*, measure: SafetyMeasure, review_reason: str, child_view: str, review_by: date | None = None,
           by: Actor, at: datetime) -> SafetyMeasure:  # fmt: skip
    """It goes on until the next look. What the house itself prolongs and limits the child waits for a confirmation
    again; whoever looks from outside confirms it by that. Raises RuleBroken."""
    row = held(measure)
    check_runs(row, by, at)
    whereabouts.check_there(row.case)
    if not review_reason.strip():
        raise RuleBroken("no-reason", _("Say why it is still needed and nothing lighter is enough."), "INV-37")
    check_view(child_view)
    row.checked_on = day_of(at)
    row.review_by = review_day(review_by, row.checked_on, at)
    row.review_reason, row.child_view = secret(row.case.data_key, review_reason), secret(row.case.data_key, child_view)
    outside = row.limits and by.organisation_id != row.created_by_organisation
    row.confirmed_at, row.confirmed_by_id = (at, by.organisation_id) if outside else (None, None)
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def end(*, measure: SafetyMeasure, end_reason: str, by: Actor, at: datetime) -> SafetyMeasure:
    """It is no longer needed; from outside the house, of what was not confirmed yet: it is not agreed with."""
    row = held(measure)
    check_runs(row, by, at)
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say why it ends."), SOURCE)
    outside = by.organisation_id != row.created_by_organisation
    row.ended_as = End.NOT_CONFIRMED if outside and row.waits_for_confirmation else End.NOT_NEEDED
    row.ended_at, row.end_reason = at, secret(row.case.data_key, end_reason)
    ledger.record(row, by=by, at=at)
    tell(row, NoticeKind.MEASURE_ENDED, by=by, at=at)
    return row


def end_with(stay: Placement, *, by: Actor, at: datetime) -> None:
    """A measure belongs to the house: it ends with the stay, and is read by the next house as advice."""
    rows = list(SafetyMeasure.objects.in_force().filter(placement=stay).select_for_update())
    for row in rows:
        row.ended_at, row.ended_as = at, End.LEFT_HOUSE
    ledger.record_changes(rows, "ended_at", "ended_as", by=by, at=at)


def tell(row: SafetyMeasure, kind: NoticeKind, *, by: Actor, at: datetime) -> None:
    """The guardian and the house, but not who does it; what the measure is, is read in the case."""
    notices.tell(kinds=("NIDOS",), role="nidos.guardian", also=row.placement.location.provider_id, about=row.id,
                 kind=kind, case=row.case_id, source=SOURCE, by=by, at=at)  # fmt: skip


def of_the_last_house(case: Case, by: Actor, at: datetime) -> list[str]:
    """What ended because the child moved: advice for the house where it lives now."""
    rows = SafetyMeasure.objects.filter(case=case, ended_as=End.LEFT_HOUSE).order_by("-ended_at")
    known = list(dict.fromkeys(str(row.get_type_display()) for row in rows))
    return [_("In the house before: %(measures)s.") % {"measures": ", ".join(known)}] if known else []


WRITES = (DataClass.MEASURE, "writes")
BEGIN = Act(
    path="cases/{case}/safety-measures",
    label=_("Agree on a safety measure"),
    verb=begin,
    model=SafetyMeasure,
    fields=("type", "ground_kind", "ground", "proportionality", "child_view", "decided_by", "starts_on", "review_by"),
    sections=(
        (_("What, and on what ground"), ("type", "ground_kind", "ground", "proportionality")),
        (_("With the child"), ("child_view", "decided_by")),
        (_("From when until when"), ("starts_on", "review_by")),
    ),
    parent_model=Case,
    right=WRITES,
    check=check_begin,
    advise=of_the_last_house,
    source=SOURCE,
    help=_("The lightest that is enough, for this child, for a while. Nationality or group alone is no ground. "
           "Reception is not closed: nobody is locked in, searched, or made to give up papers or telephone. What "
           "limits the child is confirmed by somebody outside the house."),
)  # fmt: skip
CONFIRM = Act(
    path="cases/{case}/safety-measures/{measure}/confirmations",
    label=_("Confirm the measure"),
    verb=confirm,
    model=SafetyMeasure,
    fields=(),
    parent_model=SafetyMeasure,
    right=(DataClass.MEASURE, "decides"),
    check=check_confirm,
    source="B-63",
    help=_("You agree that it is needed and that nothing lighter is enough. If you do not, end it."),
)
REVIEW = Act(
    path="cases/{case}/safety-measures/{measure}/reviews",
    label=_("Look at it again"),
    verb=review,
    model=SafetyMeasure,
    fields=("review_reason", "child_view", "review_by"),
    required=("review_reason", "child_view"),
    parent_model=SafetyMeasure,
    right=WRITES,
    check=check_runs,
    source="INV-37",
    help=_("Only if it is still needed: it goes on until the next look. If it is not, end it."),
)
END = Act(
    path="cases/{case}/safety-measures/{measure}/endings",
    label=_("End the measure"),
    verb=end,
    model=SafetyMeasure,
    fields=("end_reason",),
    required=("end_reason",),
    parent_model=SafetyMeasure,
    right=WRITES,
    check=check_runs,
    source=SOURCE,
)
ACTS = (BEGIN, CONFIRM, REVIEW, END)
