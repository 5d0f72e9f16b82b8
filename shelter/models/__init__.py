"""The tables of the shelter."""

from shelter.models.absence import Absence, AbsenceAction
from shelter.models.capacity import BedOutage, BedReservation
from shelter.models.indication import Indication
from shelter.models.location import Bed, Location
from shelter.models.placement import Placement
from shelter.models.presence import Presence
from shelter.models.rest import RestExtension, RestPeriod

__all__ = [
    "Absence", "AbsenceAction", "Bed", "BedOutage", "BedReservation", "Indication", "Location", "Placement",
    "Presence", "RestExtension", "RestPeriod",
]  # fmt: skip
