"""What can be done and read in the shelter, for both doors.

Deciding, placing, moving and approving more rest can put a planned hearing in conflict: their acts are listed in the
next room, which knows hearings (docs/decisions/0004-acts.md).
"""

from django.utils.translation import gettext_lazy as _

from partners.resources import Resource
from shelter import (
    absence,
    absence_after,
    absence_end,
    consent_timing,
    indication,
    outage,
    presence,
    reservation,
    rest,
)
from shelter.models import (
    Absence,
    AbsenceAction,
    BedReservation,
    Indication,
    Placement,
    Presence,
    RestExtension,
    RestPeriod,
)

ACTS = (
    indication.ASSESS, indication.CORRECT, indication.INFORM_COA, rest.REQUEST, consent_timing.ASK, presence.CALL,
    absence.REPORT, absence.ASSESS, absence.LOCATE, absence.TRACE, absence_end.RETURN, absence_end.END,
    absence_end.RELEASE, absence_after.TALK, absence_after.REVIEW, outage.BEGIN, outage.END, reservation.RESERVE,
    reservation.RELEASE,
)  # fmt: skip
RESOURCES = (
    Resource("cases/{case}/indications", Indication, _("indications"), order="-decided_on"),
    Resource("cases/{case}/placements", Placement, _("placements"), order="-starts_at"),
    Resource("cases/{case}/rest-periods", RestPeriod, _("rest period")),
    Resource("cases/{case}/rest-extensions", RestExtension, _("extensions of rest")),
    Resource("cases/{case}/absences", Absence, _("absences"), order="-reported_at"),
    Resource("cases/{case}/absence-actions", AbsenceAction, _("steps to find the child"), order="-taken_at"),
    Resource("cases/{case}/roll-calls", Presence, _("roll-call")),
    Resource("cases/{case}/bed-reservations", BedReservation, _("beds that are kept"), order="-starts_at"),
)
