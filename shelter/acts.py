"""What can be done and read in the shelter, for both doors; approving an extension is an act of the next room."""

from django.utils.translation import gettext_lazy as _

from partners.resources import Resource
from shelter import indication, placement, rest
from shelter.models import Indication, Placement, RestExtension, RestPeriod

ACTS = (
    indication.DECIDE,
    indication.INFORM_COA,
    placement.PLACE,
    placement.FOSTER,
    placement.MOVE,
    placement.FOSTER_MOVE,
    rest.REQUEST,
)
RESOURCES = (
    Resource("cases/{case}/indications", Indication, _("indications"), order="-decided_on"),
    Resource("cases/{case}/placements", Placement, _("placements"), order="-starts_at"),
    Resource("cases/{case}/rest-periods", RestPeriod, _("rest period")),
    Resource("cases/{case}/rest-extensions", RestExtension, _("extensions of rest")),
)
