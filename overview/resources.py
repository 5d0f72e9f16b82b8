"""Every kind of record of a case, for the pages that read across the rooms."""

from intake import acts as intake
from partners.resources import Resource
from residence import acts as residence
from shelter import acts as shelter

# What an organisation records of itself stands on a page of its own.
RESOURCES: tuple[Resource, ...] = (*intake.RESOURCES, *shelter.RESOURCES, *residence.RESOURCES)
