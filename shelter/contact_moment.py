"""See a child that may be kept out of sight: every four weeks, outside the home and alone (T-16, S000-28, S003-27)."""

from datetime import date, datetime

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
from shelter import whereabouts
from shelter.models import ContactMoment

SOURCE = "S000-28"
HELD, MISSED = ContactMoment.Outcome.HELD, ContactMoment.Outcome.MISSED


def check_said(outcome: str, place: str, alone: bool, note: str) -> None:
    """A moment that was held was somewhere; of a missed one it is said how that came. Raises RuleBroken."""
    if outcome == HELD and not place:
        raise RuleBroken("no-place", _("Say where you saw the child."), "S003-27")
    if outcome == MISSED and (place or alone):
        raise RuleBroken("not-seen", _("Of a missed contact moment there is no place: nobody saw the child."), SOURCE)
    if outcome == MISSED and not note.strip():
        raise RuleBroken("no-reason", _("Say why it was missed, and what you do now."), SOURCE)


@transaction.atomic
def record(*, case: Case, outcome: str = HELD, contact_on: date | None = None, place: str = "", alone: bool = False,
           goes_on: bool = True, note: str = "", by: Actor, at: datetime) -> ContactMoment:  # fmt: skip
    """Record that the child was seen, or was not. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    day = contact_on or day_of(at)
    if not case.arrived_on <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("It was after the arrival and not later than today."), SOURCE)
    check_said(outcome, place, alone, note)
    if outcome == HELD and day == day_of(at):
        whereabouts.check_there(case)
    row = ContactMoment(case=case, outcome=outcome, contact_on=day, place=place, alone=alone, goes_on=goes_on,
                        note=secret(case.data_key, note))  # fmt: skip
    return ledger.record(row, by=by, at=at)


RECORD = Act(
    path="cases/{case}/contact-moments",
    label=_("Record a contact moment"),
    verb=record,
    model=ContactMoment,
    fields=("contact_on", "outcome", "place", "alone", "goes_on", "note"),
    parent_model=Case,
    right=(DataClass.SIGHT, "writes"),
    source=SOURCE,
    help=_("Meet outside the home, without partner or family: only that counts. Record a missed one too. Is the child "
           "gone? Report that it is missing."),
)  # fmt: skip
