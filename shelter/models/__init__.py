"""The tables of the shelter."""

from shelter.models.absence import Absence, AbsenceAction
from shelter.models.incident import IncidentAction, LocationIncident
from shelter.models.indication import Indication
from shelter.models.location import Bed, Location
from shelter.models.measure import SafetyMeasure
from shelter.models.placement import Placement
from shelter.models.presence import Presence
from shelter.models.rest import RestExtension, RestPeriod

__all__ = [
    "Absence", "AbsenceAction", "Bed", "IncidentAction", "Indication", "Location", "LocationIncident", "Placement",
    "Presence", "RestExtension", "RestPeriod", "SafetyMeasure",
]  # fmt: skip
