"""A child leaves protected shelter: before plan and programme are finished that needs a reason of its own (S004-119).

What runs then stops with that reason: it belongs to protected shelter, and nobody would be asked about it elsewhere.
"""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from intake.models import Case
from partners.actors import Actor
from partners.errors import RuleBroken
from shelter import plan, programme
from shelter.models import Location, Placement
from shelter.models.plan import StopCause


def is_unfinished(case: Case) -> bool:
    return not (plan.is_finished(case) and programme.is_finished(case))


def check(old: Placement, location: Location, reason: str) -> None:
    """A move within protected shelter asks nothing. Raises RuleBroken."""
    leaves = old.location.type.starts_rest and not location.type.starts_rest
    if leaves and not reason.strip() and is_unfinished(old.case):
        raise RuleBroken(
            "plan-unfinished",
            _("Guidance plan and programme are not finished: say why the child leaves protected shelter now."),
            "S004-119",
        )


def narrow(parent: Placement | Case) -> dict[str, None]:
    """The form asks for that reason only where it may be needed."""
    asked = isinstance(parent, Placement) and parent.location.type.starts_rest and is_unfinished(parent.case)
    return {} if asked else {"unfinished_reason": None}


def settle(row: Placement, *, by: Actor, at: datetime) -> None:
    """Whoever lives elsewhere now has no plan or programme that still runs."""
    if not row.location.type.starts_rest:
        stop(row.case, StopCause.LEFT, row.unfinished_reason, by=by, at=at)


def stop(case: Case, cause: StopCause, reason: str = "", *, by: Actor, at: datetime) -> None:
    if (drafted := plan.current(case)) is not None:
        plan.end(drafted, cause, reason, by=by, at=at)
    if (offered := programme.current(case)) is not None:
        programme.end(offered, cause, reason, by=by, at=at)
