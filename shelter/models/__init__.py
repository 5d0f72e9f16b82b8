"""The tables of the shelter."""

from shelter.models.absence import Absence, AbsenceAction
from shelter.models.cobo import AgendaItem, CoboAction, CoboMeeting, CoboParty
from shelter.models.indication import Indication
from shelter.models.location import Bed, Location
from shelter.models.placement import Placement
from shelter.models.presence import Presence
from shelter.models.rest import RestExtension, RestPeriod
from shelter.models.risk import RiskAnalysis, RiskContribution, RiskPosition

__all__ = [
    "Absence", "AbsenceAction", "AgendaItem", "Bed", "CoboAction", "CoboMeeting", "CoboParty", "Indication",
    "Location", "Placement", "Presence", "RestExtension", "RestPeriod", "RiskAnalysis", "RiskContribution",
    "RiskPosition",
]  # fmt: skip
