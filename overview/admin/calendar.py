"""My calendar: the page on which one makes and revokes the address of one's feed, and the feed itself."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from overview import calendar_feed as calendar
from overview import words
from overview.admin.doors import actor_of, page
from partners import actors, calendar_feed
from partners.api.rate_limits import MINUTE, again
from partners.errors import RuleBroken
from policy.calls import FEED_FETCHES


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Whether there is a feed; to POST makes a new one and shows its address, once."""
    actor, address = actor_of(request), ""
    if request.method == "POST":
        secret = calendar_feed.make(by=actor, at=timezone.now())
        address = settings.PUBLIC_URL + reverse("calendar_feed", args=[secret])
    known = calendar_feed.current(actor)
    since = words.moment(known.made_at) if known else ""
    answer = page(request, "calendar", title=_("My calendar"), address=address, since=since)
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    try:
        calendar_feed.revoke(by=actor_of(request), at=timezone.now())
        messages.success(request, _("The address does not answer any more."))
    except RuleBroken as refusal:
        messages.info(request, str(refusal))
    return HttpResponseRedirect(reverse("admin:calendar"))


@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar of whose secret this is; any other is nobody's, whether it ever was or not."""
    found = calendar_feed.find(secret)
    if found is None:
        raise Http404
    request.actor = actors.of_person(found.person, trace_id=getattr(request, "trace_id", ""))
    if again(f"calendar:{found.pk}") > FEED_FETCHES:
        wait = _("This calendar was fetched too often. Fetch it again in a minute.")
        return HttpResponse(wait, status=429, content_type="text/plain; charset=utf-8",
                            headers={"Retry-After": str(MINUTE)})  # fmt: skip
    answer = HttpResponse(calendar.load(request.actor, timezone.now()), content_type="text/calendar; charset=utf-8")
    patch_cache_control(answer, private=True, no_store=True)
    return answer
