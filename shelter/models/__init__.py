"""The tables of the shelter."""

from shelter.models.absence import Absence, AbsenceAction
from shelter.models.care import CareCoordination
from shelter.models.indication import Indication
from shelter.models.location import Bed, Location
from shelter.models.placement import Placement
from shelter.models.plan import GuidancePlan, PlanGoal
from shelter.models.presence import Presence
from shelter.models.programme import ModuleDone, ProgrammeEnrolment
from shelter.models.rest import RestExtension, RestPeriod
from shelter.models.stay_review import StayReview
from shelter.models.step_down import Preparation, StepDownAssessment

__all__ = [
    "Absence", "AbsenceAction", "Bed", "CareCoordination", "GuidancePlan", "Indication", "Location", "ModuleDone",
    "Placement", "PlanGoal", "Preparation", "Presence", "ProgrammeEnrolment", "RestExtension", "RestPeriod",
    "StayReview", "StepDownAssessment",
]  # fmt: skip
