"""Which problem of the API each refusal of a verb is."""

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from audit.models import LedgerUnavailable, StaleRow
from config.api.problems import Problem, register
from partners.api.idempotency import InFlight, KeyReused
from partners.api.versions import VersionMissing
from partners.errors import NotAllowed, NotFound, RuleBroken

IN_FLIGHT = _("A request under this key has not been answered yet. Ask again in a moment.")
NO_VERSION = _("Say which version you have read: send its ETag as If-Match.")
REUSED = _("This key was used for another request. Make a new key for a new request.")


UNAVAILABLE = _("What happens here cannot be written down now, so it does not happen. Nothing was changed. Try again.")
SECONDS = "30"


def register_all() -> None:
    # The ledger, or the database as a whole: a full disk, a table that stays locked, a server that is restarting.
    for each in (LedgerUnavailable, OperationalError):
        register(each, lambda exc: Problem(503, "unavailable", UNAVAILABLE, headers={"Retry-After": SECONDS}))
    register(NotAllowed, lambda exc: Problem(403))
    register(NotFound, lambda exc: Problem(404))
    register(RuleBroken, lambda exc: Problem(409, exc.code, exc.message, exc.source))
    register(StaleRow, lambda exc: Problem(412))
    register(VersionMissing, lambda exc: Problem(428, "version_missing", NO_VERSION))
    register(InFlight, lambda exc: Problem(409, "key_in_flight", IN_FLIGHT, headers={"Retry-After": "1"}))
    register(KeyReused, lambda exc: Problem(422, "key_reused", REUSED))
