"""When the rest of a child ends, from what may be read of it."""

from datetime import date

from overview.snapshot import Facts
from shelter import rest as rests
from shelter.models import RestExtension, RestPeriod


def rest_last_day(facts: Facts) -> date | None:
    """The last day of rest; None while the child has not been admitted."""
    rest = facts.latest(RestPeriod)
    if not rest:
        return None
    extensions = [RestExtension(days=row["days"], approved_at=row["approved_at"]) for row in facts.of(RestExtension)]
    return rests.last_day(RestPeriod(starts_on=rest["starts_on"]), extensions)
