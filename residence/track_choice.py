"""The child's own choice between the tracks: recorded when it makes one, asked of nobody (S004-95, INV-16)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from residence import tracks
from residence.models import TrackChoice

SOURCE = "S004-95"


@transaction.atomic
def record(*, case: Case, made_by: str, track: str = "", chosen_on: date | None = None, by: Actor,
           at: datetime) -> TrackChoice:  # fmt: skip
    """What the child said; nothing opens, closes or waits by it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    day = chosen_on or day_of(at)
    tracks.check_day(day, case.arrived_on, at, SOURCE)
    return ledger.record(TrackChoice(case=case, track=track, made_by=made_by, chosen_on=day), by=by, at=at)


RECORD = Act(
    path="cases/{case}/track-choices",
    label=_("Record what the child chooses"),
    verb=record,
    model=TrackChoice,
    fields=("track", "made_by", "chosen_on"),
    required=("made_by",),
    parent_model=Case,
    right=(DataClass.CHOICE, "writes"),
    source=SOURCE,
    help=_("The child need not choose, can choose later and can choose again. Nothing waits for it, and IND and "
           "police do not read it."),
)  # fmt: skip
ACTS = (RECORD,)
