"""What was sent to CoMensha: for CoMensha itself, and as a file for who reported it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.download import JSON, attachment
from intake import comensha_out
from intake.models import ComenshaMessage
from overview import comensha_page
from overview.admin.doors import actor_of, page
from partners.middleware import attempt


@require_safe
def comensha_messages(request: HttpRequest) -> HttpResponse:
    lines = comensha_page.load(actor_of(request), timezone.now())
    return page(request, "comensha", title=_("Sent to CoMensha"), lines=lines)


def handed_out(request: HttpRequest, message: UUID, form: str) -> HttpResponse:
    attempt(request, ComenshaMessage)
    found = comensha_out.hand_out(message=message, form=form, by=actor_of(request), at=timezone.now())
    return attachment(found.content, JSON, found.name)


@require_safe
def comensha_message(request: HttpRequest, comensha_message: UUID) -> HttpResponse:
    return handed_out(request, comensha_message, "json")


@require_safe
def comensha_htcds(request: HttpRequest, comensha_message: UUID) -> HttpResponse:
    return handed_out(request, comensha_message, "htcds")


@require_safe
def comensha_file(request: HttpRequest, case: UUID, comensha_message: UUID) -> HttpResponse:
    """For the office that sends by another way than this."""
    attempt(request, ComenshaMessage)
    found = comensha_out.hand_out_in(case=case, message=comensha_message, form="json", by=actor_of(request),
                                     at=timezone.now())  # fmt: skip
    return attachment(found.content, JSON, found.name)
