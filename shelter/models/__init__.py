"""The tables of the shelter."""

from shelter.models.indication import Indication
from shelter.models.location import Bed, Location
from shelter.models.placement import Placement
from shelter.models.rest import RestExtension, RestPeriod

__all__ = ["Bed", "Indication", "Location", "Placement", "RestExtension", "RestPeriod"]
