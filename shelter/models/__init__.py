"""The tables of the shelter."""

from shelter.models.absence import Absence, AbsenceAction
from shelter.models.indication import Indication
from shelter.models.location import Bed, Location
from shelter.models.move_bar import MoveBar
from shelter.models.placement import Placement
from shelter.models.presence import Presence
from shelter.models.rest import RestExtension, RestPeriod
from shelter.models.transfer import Transfer

__all__ = [
    "Absence", "AbsenceAction", "Bed", "Indication", "Location", "MoveBar", "Placement", "Presence", "RestExtension",
    "RestPeriod", "Transfer",
]  # fmt: skip
