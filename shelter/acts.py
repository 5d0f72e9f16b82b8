"""What can be done and read in the shelter, for both doors.

Deciding, placing, moving, arriving and approving more rest can put a planned hearing in conflict: their acts are
listed in the next room, which knows hearings (docs/decisions/0004-acts.md).
"""

from django.utils.translation import gettext_lazy as _

from partners.resources import Resource
from shelter import (
    absence,
    absence_after,
    absence_end,
    care,
    consent_timing,
    incident,
    indication,
    measure,
    move_bar,
    outage,
    override,
    plan,
    plan_goal,
    preparation,
    presence,
    programme,
    reservation,
    rest,
    stay_review,
    step_down,
    transfer,
)
from shelter.models import (
    Absence,
    AbsenceAction,
    BedReservation,
    CareCoordination,
    GuidancePlan,
    Indication,
    ModuleDone,
    MoveBar,
    Placement,
    PlanGoal,
    Preparation,
    Presence,
    ProgrammeEnrolment,
    RestExtension,
    RestPeriod,
    SafetyMeasure,
    StayReview,
    StepDownAssessment,
    Transfer,
)

ACTS = (
    indication.ASSESS, indication.CORRECT, indication.INFORM_COA, rest.REQUEST, consent_timing.ASK, presence.CALL,
    absence.REPORT, absence.ASSESS, absence.LOCATE, absence.TRACE, absence_end.RETURN, absence_end.END,
    absence_end.RELEASE, absence_after.TALK, absence_after.REVIEW,
    preparation.RECORD, *step_down.ACTS, *care.ACTS,
    plan.DRAFT, plan.HEAR, plan.START, plan.COMPLETE, plan.STOP, plan_goal.ADD, plan_goal.CORRECT, plan_goal.SETTLE,
    programme.OFFER, programme.START, programme.DECLINE, programme.MODULE, programme.COMPLETE, programme.STOP,
    stay_review.REVIEW,
    *measure.ACTS, *incident.ACTS,
    transfer.PLAN, transfer.DEPART, transfer.CANCEL, move_bar.BAR, move_bar.LIFT, override.REVIEW,
    outage.BEGIN, outage.END, reservation.RESERVE, reservation.RELEASE,
)  # fmt: skip
RESOURCES = (
    Resource("cases/{case}/indications", Indication, _("indications"), order="-decided_on"),
    Resource("cases/{case}/placements", Placement, _("placements"), order="-starts_at"),
    Resource("cases/{case}/transfers", Transfer, _("transfers"), order="-planned_at"),
    Resource("cases/{case}/move-bars", MoveBar, _("days on which the child is not to be moved"), order="-until"),
    Resource("cases/{case}/rest-periods", RestPeriod, _("rest period")),
    Resource("cases/{case}/rest-extensions", RestExtension, _("extensions of rest")),
    Resource("cases/{case}/absences", Absence, _("absences"), order="-reported_at"),
    Resource("cases/{case}/absence-actions", AbsenceAction, _("steps to find the child"), order="-taken_at"),
    Resource("cases/{case}/preparations", Preparation, _("preparations for eighteen"), order="-talked_on"),
    Resource("cases/{case}/step-down-assessments", StepDownAssessment, _("step-down assessments"), order="-opened_on"),
    Resource("cases/{case}/care-coordinations", CareCoordination, _("care coordination"), order="-starts_on"),
    Resource(plan.PATH, GuidancePlan, _("guidance plan")),
    Resource(plan_goal.PATH, PlanGoal, _("goals of the guidance plan"), order="target_on"),
    Resource(programme.PATH, ProgrammeEnrolment, _("resilience programme")),
    Resource("cases/{case}/programme-modules", ModuleDone, _("modules that were done"), order="-done_on"),
    Resource("cases/{case}/stay-reviews", StayReview, _("reviews of the stay"), order="-reviewed_on"),
    Resource("cases/{case}/roll-calls", Presence, _("roll-call")),
    Resource("cases/{case}/safety-measures", SafetyMeasure, _("safety measures"), order="-starts_on"),
    Resource("cases/{case}/bed-reservations", BedReservation, _("beds that are kept"), order="-starts_at"),
)
# Read outside every case.
OUTSIDE = (incident.STEPS,)
