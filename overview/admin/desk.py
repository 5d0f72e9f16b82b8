"""The first page after signing in, and saying that one has seen a notice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from overview import day as days
from overview import desk as desks
from overview.admin.doors import actor_of, page
from partners import notices
from partners.errors import NotFound, RuleBroken

NOON, EVENING = 12, 18


def greeting(hour: int) -> str:
    if hour < NOON:
        return _("Good morning.")
    return _("Good afternoon.") if hour < EVENING else _("Good evening.")


def desk(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    found = desks.load(actor_of(request), at)
    hello = greeting(timezone.localtime(at).hour)
    return page(request, "desk", title=_("My work"), desk=found, greeting=hello, today=timezone.localdate(at))


@require_safe
def day(request: HttpRequest) -> HttpResponse:
    """The day of who works in a house."""
    at = timezone.now()
    found = days.load(actor_of(request), at)
    return page(request, "day", title=_("My day"), day=found, today=timezone.localdate(at))


@require_POST
def acknowledge(request: HttpRequest, notice: UUID) -> HttpResponse:
    """Only what was told to this actor can be acknowledged; twice is once."""
    actor = actor_of(request)
    row = notices.for_actor(actor, timezone.now()).filter(pk=notice).first()
    if row is None:
        raise NotFound
    try:
        notices.acknowledge(notice=row, by=actor, at=timezone.now())
    except RuleBroken as refusal:
        messages.info(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:index"))
