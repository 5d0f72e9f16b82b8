"""A young adult leaves the shelter for a place of its own (S004-51); a child always lives in a place that is recorded.

Leaving without a word is an absence, and going to another location a move: neither is a departure.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import majority
from intake.models import Case
from partners import involving
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind
from shelter import care, indication, leaving, measure, placement, placement_news
from shelter.models import Placement
from shelter.models.plan import StopCause


def check(row: Placement, by: Actor, at: datetime) -> None:
    """Whoever placed there, of an adult who is there. Raises RuleBroken."""
    placement.check_open(row)
    if row.location.type.placed_by != by.kind:
        raise RuleBroken("not-yours-to-end", _("Whoever placed somebody there says that they left."), "INV-06")
    if majority.is_minor(majority.of_case(row.case), day_of(at)):
        raise RuleBroken(
            "minor-needs-a-place", _("A child always lives in a place that is recorded: move it there."), "INV-09"
        )


@transaction.atomic
def depart(*, placement: Placement, went_to: str, departure_reason: str, by: Actor, at: datetime) -> Placement:
    """End the stay, and with it what the shelter did and knew; guardian and coordinator hear it. Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=placement.case_id)
    row = Placement.objects.select_for_update(of=("self",)).select_related("case", "location").get(pk=placement.pk)
    check(row, by, at)
    if not departure_reason.strip():
        raise RuleBroken("no-reason", _("Say what was arranged, and with whom."), "S004-51")
    row.ends_at, row.went_to, row.departure_reason = at, went_to, departure_reason.strip()
    ledger.record(row, by=by, at=at)
    settle(row, by=by, at=at)
    return row


def settle(row: Placement, *, by: Actor, at: datetime) -> None:
    """What was for the time in the shelter ends: measures, plan, care coordination, the decision that asked for it."""
    measure.end_with(row, by=by, at=at)
    leaving.stop(row.case, StopCause.LEFT, row.departure_reason, by=by, at=at)
    care.follow(row.case, None, by=by, at=at)
    indication.end_current(row.case, by=by, at=at)
    placement_news.tell(row, NoticeKind.DEPARTURE, "S004-51", by=by, at=at)
    placement_news.leave_house(row, by=by, at=at)
    involving.close(row.case_id, ground=Ground.PLACEMENT, by=by, at=at)


HELP = _("Only of who has come of age and goes to a place that was arranged. Who leaves without a word is missing; "
         "who goes to another location is moved.")  # fmt: skip
DEPART = Act(
    path="cases/{case}/placements/{placement}/departures",
    label=_("Left for a place of its own"),
    verb=depart,
    model=Placement,
    fields=("went_to", "departure_reason"),
    required=("went_to", "departure_reason"),
    parent_model=Placement,
    right=(DataClass.PLACEMENT, "decides"),
    check=check,
    source="S004-51",
    help=HELP,
)
FOSTER_DEPART = Act(
    path="cases/{case}/placements/{placement}/foster-departures",
    label=_("Left the foster family for a place of its own"),
    verb=depart,
    model=Placement,
    fields=("went_to", "departure_reason"),
    required=("went_to", "departure_reason"),
    parent_model=Placement,
    right=(DataClass.INDICATION, "decides"),
    check=check,
    source="S004-51",
    help=HELP,
)
ACTS = (DEPART, FOSTER_DEPART)
