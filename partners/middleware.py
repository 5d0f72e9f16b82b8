"""Record what was refused, after the rollback and in a transaction of its own (design decision 3a)."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from audit import ledger
from audit.acting import acting
from audit.models import Kind, Origin, Recorded
from config.api.problems import is_api
from partners import actors, strangers
from partners.actors import Actor
from partners.api.rate_limits import client_id, limited
from partners.models import Client

REFUSALS = {403, 404, 409, 412, 422, 429}


class DenialMiddleware:
    """The innermost middleware: the view's transaction is over when it sees the answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        status = response.status_code
        # At the API also what was a mistake: its code and nothing of what was sent. On a form that is shown again.
        if status in REFUSALS or (400 <= status < 500 and is_api(request)):
            with transaction.atomic():
                record(request, status)
        return response


class ActingMiddleware:
    """The database writes the entries of people, roles and reference data itself: this tells it whose call it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(lambda: actor_of(request)):
            return self.get_response(request)


def record(request: HttpRequest, status: int) -> None:
    match = request.resolver_match
    # Who keeps calling too often is refused once a minute in the ledger: it is no place to fill.
    if getattr(request, "refused_before", False):
        return
    # An address that leads nowhere (in the admin: to its catch-all, which has no name) refuses nobody anything.
    if match is None or not (match.url_name or is_api(request)):
        return
    signing_in = status == 401 and limited(match.func) == "tokens"
    who = claimed(request) if signing_in else actor_of(request)
    if status == 404 and not who.role and not is_api(request):
        return
    refusal = f"{status} {getattr(request, 'refusal', '') or match.view_name}"
    reason = refusal if who.role else strangers.kept(request, refusal)
    if reason is not None:
        attempted = getattr(request, "attempted", "")
        kind = Kind.LOGIN_FAILED if signing_in else getattr(request, "attempted_as", Kind.DENIAL)
        ledger.refused(by=who, reason=reason, case=case_of(match.kwargs), table=attempted, kind=kind)


def claimed(request: HttpRequest) -> Actor:
    """Which client somebody said to be who asked for a token in vain. Without a role: nothing proves it."""
    nobody = actor_of(request)
    known = Client.objects.select_related("organisation").filter(client_id=client_id(request)).first()
    if known is None:
        return nobody
    return replace(nobody, organisation_id=known.organisation_id, kind=known.organisation.kind,
                   client_id=known.client_id)  # fmt: skip


def attempt(request: HttpRequest, model: type[Recorded], kind: str = Kind.DENIAL) -> None:
    """Say what kind of record this is about, and what the ledger calls it when writing one is refused."""
    request.attempted = model._meta.db_table
    if request.method == "POST":
        request.attempted_as = kind


def actor_of(request: HttpRequest) -> Actor:
    """The actor of the call, the signed-in person, or nobody."""
    known: Actor | None = getattr(request, "actor", None)
    if known is not None:
        return known
    user = getattr(request, "user", None)  # None behind an API call: a client is no Django user
    trace_id = getattr(request, "trace_id", "")
    if user is not None and user.is_authenticated:
        return actors.of_person(user, trace_id=trace_id)
    return actors.anonymous(Origin.API if is_api(request) else Origin.ADMIN, trace_id=trace_id)


def case_of(kwargs: dict[str, object]) -> UUID | None:
    try:
        return UUID(str(kwargs.get("case")))
    except ValueError:
        return None
