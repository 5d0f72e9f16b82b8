"""An absence ends: the child is back in its own bed, or it is known what became of it (C3.10, EC-20, T-21)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import majority
from partners import involving
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from policy.terms import term
from shelter import absence as absences
from shelter import absence_news, care, leaving, measure, placement_news, presence, transfer
from shelter.models import Absence, Placement, Transfer
from shelter.models.plan import StopCause

End = Absence.End
# Why a journey is called off that nobody ends.
LOST = _("The child was missing, and its place is kept no longer.")
# What only Nidos says: police may find a child, but nobody else gives it up or leaves it where it is.
ELSEWHERE = [end for end in End if end != End.RETURNED]


def hold_last_day(reported_at: datetime) -> date:
    """The last day on which the bed is kept free; counted from the report, which is the longest for the child."""
    day = day_of(reported_at)
    return term("BED_HOLD", day).last_day(day)


def check_return(absence: Absence, by: Actor, at: datetime) -> None:
    absences.check_open(absence)


def check_end(absence: Absence, by: Actor, at: datetime) -> None:
    absences.check_open(absence)
    if by.kind not in absences.ASSESSORS:
        raise RuleBroken("not-yours-to-end", _("Nidos or police say that a child was found elsewhere."), "C3.10")


def check_moment(absence: Absence, ended_at: datetime, at: datetime) -> None:
    if not absence.last_seen_at <= ended_at <= at:
        raise RuleBroken(
            "ended-when", _("An absence ends after the child was last seen, and not in the future."), "C3.10"
        )


def check_outcome(row: Absence, ended_as: str, end_reason: str, by: Actor, at: datetime) -> None:
    """Police say only that the child was found; a minor does not come of age by being away. Raises RuleBroken."""
    if ended_as not in possible(by):
        raise RuleBroken("no-such-end", _("An absence does not end so, or not by you."), "C3.10")
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say how this is known."), "C3.10")
    if ended_as == End.AGED_OUT and majority.is_minor(majority.of_case(row.case), day_of(at)):
        raise RuleBroken("still-minor", _("The child counts as a minor: it is still looked for."), "D-5")


def possible(by: Actor) -> list[str]:
    return [str(end) for end in (ELSEWHERE if by.kind == "NIDOS" else [End.FOUND_ELSEWHERE])]


@transaction.atomic
def come_back(*, absence: Absence, ended_at: datetime | None = None, by: Actor, at: datetime) -> Absence:
    """The child is back, in the bed that was kept for it; no clock was paused and none begins anew (D-6)."""
    row = absences.held(absence)
    check_return(row, by, at)
    presence.came_back(row.case, ended_at or at, by=by, at=at)
    return finish(row, End.RETURNED, ended_at or at, by=by, at=at)


@transaction.atomic
def end(*, absence: Absence, ended_as: str, end_reason: str, ended_at: datetime | None = None,
        by: Actor, at: datetime) -> Absence:  # fmt: skip
    """It is known what became of the child, and it does not come back: its stay ends too. Raises RuleBroken."""
    row = absences.held(absence)
    check_end(row, by, at)
    check_outcome(row, ended_as, end_reason, by, at)
    row.end_reason = secret(row.case.data_key, end_reason)
    row = finish(row, ended_as, ended_at or at, by=by, at=at)
    leave(row, by=by, at=at)
    if ended_as != End.FOUND_ELSEWHERE:  # Of a child that was found COA still has to say where it will live.
        involving.close(row.case_id, ground=Ground.PLACEMENT, by=by, at=at)
        leaving.stop(row.case, StopCause.GONE, by=by, at=at)
    return row


def finish(row: Absence, ended_as: str, ended_at: datetime, *, by: Actor, at: datetime) -> Absence:
    check_moment(row, ended_at, at)
    row.ended_as, row.ended_at = ended_as, ended_at
    ledger.record(row, by=by, at=at)
    absence_news.ended(row, by=by, at=at)
    return row


def leave(row: Absence, *, by: Actor, at: datetime) -> None:
    """End the stay the child left, if it still runs, and a journey from it; its houses see the child no longer."""
    for journey in Transfer.objects.open().filter(case=row.case_id):
        transfer.call_off(transfer.held(journey), str(LOST), by=by, at=at)
    stay = Placement.objects.select_for_update().filter(pk=row.placement_id, ends_at=None).first()
    if stay is None:
        return
    stay.ends_at = at
    ledger.record(stay, by=by, at=at)
    measure.end_with(stay, by=by, at=at)
    placement_news.leave_house(stay, by=by, at=at)
    care.follow(row.case, None, by=by, at=at)


def check_release(absence: Absence, by: Actor, at: datetime) -> None:
    """COA, of a bed that it gave and that the policy keeps no longer. Raises RuleBroken."""
    absences.check_open(absence)
    stay = absence.placement
    if by.kind != "COA" or stay is None or stay.ends_at is not None or stay.location.type.placed_by != "COA":
        raise RuleBroken("no-bed-held", _("COA keeps no bed free for this child."), "T-21")
    last = hold_last_day(absence.reported_at)
    if day_of(at) <= last:
        said = _("The bed is kept free for the child up to and with %(day)s.") % {"day": date_format(last, "j F Y")}
        raise RuleBroken("bed-held", said, "T-21")


@transaction.atomic
def release(*, absence: Absence, by: Actor, at: datetime) -> Absence:
    """The bed is kept no longer; the indication and the absence stay open, and a return asks for a place (C3.3)."""
    row = absences.held(absence)
    check_release(row, by, at)
    leave(row, by=by, at=at)
    return row


def narrow(absence: Any, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"ended_as": possible(by)}


RETURN = Act(
    path="cases/{case}/absences/{absence}/returns",
    label=_("The child is back"),
    verb=come_back,
    model=Absence,
    fields=("ended_at",),
    parent_model=Absence,
    right=absences.RIGHT,
    check=check_return,
    labels={"ended_at": _("back at")},
    source="EC-20",
    help=_("Its bed is still its own. Everybody who was told hears it; police see no longer where the child is. Talk "
           "with the child, and look at the risks again."),
)  # fmt: skip
END = Act(
    path="cases/{case}/absences/{absence}/endings",
    label=_("End without a return"),
    verb=end,
    model=Absence,
    fields=("ended_as", "end_reason", "ended_at"),
    required=("ended_as", "end_reason"),
    parent_model=Absence,
    right=absences.RIGHT,
    check=check_end,
    narrow=narrow,
    source="C3.10",
    help=_("Only if the child does not come back to its place: the stay ends and its bed is free."),
)
RELEASE = Act(
    path="cases/{case}/absences/{absence}/bed-releases",
    label=_("Keep the bed no longer"),
    verb=release,
    model=Absence,
    fields=(),
    parent_model=Absence,
    right=(DataClass.PLACEMENT, "decides"),
    check=check_release,
    source="T-21",
    help=_("The child stays missing and its indication stays open: when it is back it needs a place again."),
)
