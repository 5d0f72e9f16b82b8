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
    cobo,
    cobo_agenda,
    consent_timing,
    indication,
    presence,
    rest,
    risk,
    risk_adopt,
)
from shelter.models import (
    Absence,
    AbsenceAction,
    AgendaItem,
    CoboAction,
    CoboMeeting,
    CoboParty,
    Indication,
    Placement,
    Presence,
    RestExtension,
    RestPeriod,
    RiskAnalysis,
    RiskContribution,
    RiskPosition,
)

ACTS = (
    indication.ASSESS, indication.CORRECT, indication.INFORM_COA, rest.REQUEST, consent_timing.ASK, presence.CALL,
    absence.REPORT, absence.ASSESS, absence.LOCATE, absence.TRACE, absence_end.RETURN, absence_end.END,
    absence_end.RELEASE, absence_after.TALK, absence_after.REVIEW,
    *cobo.ACTS, *cobo_agenda.ACTS, *risk.ACTS, *risk_adopt.ACTS,
)  # fmt: skip
RESOURCES = (
    Resource("cases/{case}/indications", Indication, _("indications"), order="-decided_on"),
    Resource("cases/{case}/placements", Placement, _("placements"), order="-starts_at"),
    Resource("cases/{case}/rest-periods", RestPeriod, _("rest period")),
    Resource("cases/{case}/rest-extensions", RestExtension, _("extensions of rest")),
    Resource("cases/{case}/absences", Absence, _("absences"), order="-reported_at"),
    Resource("cases/{case}/absence-actions", AbsenceAction, _("steps to find the child"), order="-taken_at"),
    Resource("cases/{case}/agenda-items", AgendaItem, _("case consultations")),
    Resource("cases/{case}/cobo-actions", CoboAction, _("actions of case consultations"), order="due_on"),
    Resource("cases/{case}/risk-analyses", RiskAnalysis, _("risk analyses"), order="-edition"),
    Resource("cases/{case}/risk-contributions", RiskContribution, _("parts of the risk analysis")),
    Resource("cases/{case}/risk-positions", RiskPosition, _("who agrees with the risk analysis")),
    Resource("cases/{case}/roll-calls", Presence, _("roll-call")),
)
# Of no case: the meetings and who is asked to them.
MEETINGS = (
    Resource("cobo-meetings", CoboMeeting, _("case consultations"), order="-meets_at"),
    Resource("cobo-parties", CoboParty, _("organisations in a consultation")),
)
