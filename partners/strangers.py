"""What is refused to nobody known is written down as well, but a flood of it fills no ledger (BIO 8.15.01)."""

from django.http import HttpRequest

from partners.api.rate_limits import again, nobody
from policy.calls import STRANGERS_KEPT, STRANGERS_KEPT_TOGETHER

MORE = "429 more_of_these"


def kept(request: HttpRequest, reason: str) -> str | None:
    """What the ledger says of this refusal: its reason; once in a minute that there are more; else None.

    Counted by address and for everybody together, in the database and so for all web workers.
    """
    of_address = again(nobody("refused", request))
    if of_address > STRANGERS_KEPT + 1:
        return None
    together = again("refused:everybody")
    if of_address == STRANGERS_KEPT + 1 or together == STRANGERS_KEPT_TOGETHER + 1:
        return MORE
    return reason if together <= STRANGERS_KEPT_TOGETHER else None
