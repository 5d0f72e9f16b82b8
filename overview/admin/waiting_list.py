"""The page of the waiting list."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.clock import day_of
from config.language import say
from overview import acts, waiting_list, words
from overview.admin.doors import actor_of, page
from overview.links import Kid, act_url, kid
from overview.snapshot import Row
from overview.waiting_list import Waiter
from overview.words import Names
from policy.locations import location_type
from policy.waiting import TIERS, TIES
from shelter.models import Indication


@dataclass(frozen=True)
class Line:
    """One child as the page shows it."""

    kid: Kid
    why: str
    late: bool
    sources: tuple[str, ...]
    decision: str
    ground: str
    since: str
    meanwhile: str
    leaves: str
    act: str
    url: str


@require_safe
def waiting_list_page(request: HttpRequest) -> HttpResponse:
    at, actor = timezone.now(), actor_of(request)
    found = waiting_list.load(actor, at)
    waiting_list.seen(found, actor)
    order = [(say(row.text), row.source) for row in (*TIERS, *TIES)]
    lines = [line(each, kid(each.facts, day_of(at))) for each in found]
    return page(request, "waiting_list", title=_("Waiting list"), lines=lines, order=order)


def line(each: Waiter, child: Kid) -> Line:
    names, standing, act = Names(), each.facts.standing, acts.ACTS[each.url_act]
    allowed = act.allowed(standing) and each.journey is None
    return Line(
        kid=child, why=say(each.tier.text), late=each.tier in TIERS[:3], sources=each.tier.source,
        decision=words.value(Indication, "outcome", each.known["outcome"], names),
        ground=words.value(Indication, "ground", each.known["ground"], names), since=words.moment(each.since),
        meanwhile=say(location_type(each.kind).label) if each.kind else "",
        leaves=leaves(each.journey),
        act=str(act.label) if allowed else "",
        url=act_url(each.facts.case, act.name, each.stay["id"] if each.stay else None) if allowed else "",
    )  # fmt: skip


def leaves(journey: Row | None) -> str:
    """When it goes to another house, or that it is on its way there."""
    if journey is None:
        return ""
    if journey["departed_at"] is not None:
        return _("on its way")
    return _("leaves %(moment)s") % {"moment": words.moment(journey["planned_at"])}
