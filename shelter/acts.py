"""What can be done and read in the shelter, for both doors.

Deciding, placing, moving and approving more rest can put a planned hearing in conflict: their acts are listed in the
next room, which knows hearings (docs/decisions/0004-acts.md).
"""

from django.utils.translation import gettext_lazy as _

from partners.resources import Resource
from shelter import consent_timing, indication, rest
from shelter.models import Indication, Placement, RestExtension, RestPeriod

ACTS = (indication.ASSESS, indication.CORRECT, indication.INFORM_COA, rest.REQUEST, consent_timing.ASK)
RESOURCES = (
    Resource("cases/{case}/indications", Indication, _("indications"), order="-decided_on"),
    Resource("cases/{case}/placements", Placement, _("placements"), order="-starts_at"),
    Resource("cases/{case}/rest-periods", RestPeriod, _("rest period")),
    Resource("cases/{case}/rest-extensions", RestExtension, _("extensions of rest")),
)
