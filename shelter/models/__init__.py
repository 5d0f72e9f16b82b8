"""The tables of the shelter."""

from shelter.models.absence import Absence, AbsenceAction
from shelter.models.capacity import BedOutage, BedReservation
from shelter.models.care import CareCoordination
from shelter.models.cobo import AgendaItem, CoboAction, CoboMeeting, CoboParty
from shelter.models.contact_moment import ContactMoment
from shelter.models.focal_person import FocalPerson
from shelter.models.incident import IncidentAction, LocationIncident
from shelter.models.indication import Indication
from shelter.models.inquiry import InquiryStep, LocationInquiry
from shelter.models.location import Bed, Location
from shelter.models.measure import SafetyMeasure
from shelter.models.move_bar import MoveBar
from shelter.models.placement import Placement
from shelter.models.plan import GuidancePlan, PlanGoal
from shelter.models.presence import Presence
from shelter.models.programme import ModuleDone, ProgrammeEnrolment
from shelter.models.reference import BedEdition, LocationEdition
from shelter.models.rest import RestExtension, RestPeriod
from shelter.models.risk import RiskAnalysis, RiskContribution, RiskPosition
from shelter.models.staff import StaffChange
from shelter.models.stay_review import StayReview
from shelter.models.step_down import Preparation, StepDownAssessment
from shelter.models.transfer import Transfer

__all__ = [
    "Absence", "AbsenceAction", "AgendaItem", "Bed", "BedEdition", "BedOutage", "BedReservation",
    "CareCoordination", "CoboAction", "CoboMeeting", "CoboParty", "ContactMoment", "FocalPerson", "GuidancePlan",
    "IncidentAction", "Indication", "InquiryStep", "Location", "LocationEdition", "LocationIncident",
    "LocationInquiry", "ModuleDone", "MoveBar", "Placement", "PlanGoal", "Preparation", "Presence",
    "ProgrammeEnrolment", "RestExtension", "RestPeriod", "RiskAnalysis", "RiskContribution", "RiskPosition",
    "SafetyMeasure", "StaffChange", "StayReview", "StepDownAssessment", "Transfer",
]  # fmt: skip
