"""After a return: somebody talks with the child, and the guardian looks at the risks again (EC-20, T-12)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from shelter import absence as absences
from shelter.models import Absence


def check_returned(absence: Absence) -> None:
    if absence.ended_as != Absence.End.RETURNED:
        raise RuleBroken("not-returned", _("The child is not back yet."), "EC-20")


def check_talk(absence: Absence, by: Actor, at: datetime) -> None:
    check_returned(absence)
    if absence.return_talk_on is not None:
        raise RuleBroken("already-talked", _("The return talk was held already."), "AL-20")


@transaction.atomic
def talk(*, absence: Absence, return_talk_on: date, return_talk_with: str, by: Actor, at: datetime) -> Absence:
    """Say that it was held, when and with whom. What the child told stands in a conversation or a signal."""
    row = absences.held(absence)
    check_talk(row, by, at)
    assert row.ended_at is not None
    if not day_of(row.ended_at) <= return_talk_on <= day_of(at):
        raise RuleBroken("talked-when", _("The talk was held after the child came back, and not in the future."),
                         "AL-20")  # fmt: skip
    row.return_talk_on, row.return_talk_with = return_talk_on, return_talk_with
    return ledger.record(row, by=by, at=at)


def check_review(absence: Absence, by: Actor, at: datetime) -> None:
    check_returned(absence)
    if absence.risk_reviewed_on is not None:
        raise RuleBroken("already-reviewed", _("The risks were reviewed already after this return."), "T-12")


@transaction.atomic
def review(*, absence: Absence, risk_review: str, by: Actor, at: datetime) -> Absence:
    """Say what the risks are now that the child is back. Raises RuleBroken."""
    row = absences.held(absence)
    check_review(row, by, at)
    if not risk_review.strip():
        raise RuleBroken("no-review", _("Say what drew the child away, and what makes it safe here."), "T-12")
    row.risk_review, row.risk_reviewed_on = secret(row.case.data_key, risk_review), day_of(at)
    return ledger.record(row, by=by, at=at)


TALK = Act(
    path="cases/{case}/absences/{absence}/return-talks",
    label=_("Return talk was held"),
    verb=talk,
    model=Absence,
    fields=("return_talk_on", "return_talk_with"),
    required=("return_talk_on", "return_talk_with"),
    parent_model=Absence,
    right=absences.RIGHT,
    check=check_talk,
    source="AL-20",
    help=_("Only that it was held. What the child told belongs in a conversation; what worries you is a signal."),
)
REVIEW = Act(
    path="cases/{case}/absences/{absence}/risk-reviews",
    label=_("Review the risks"),
    verb=review,
    model=Absence,
    fields=("risk_review",),
    required=("risk_review",),
    parent_model=Absence,
    right=(DataClass.RISK, "writes"),
    check=check_review,
    source="T-12",
)
