"""A form to print, and the scan of a signed one, given to whoever may read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from config.download import attachment
from intake import document as documents
from intake.models import Consent, Document
from overview import consent_print
from overview.admin.doors import actor_of
from overview.links import case_url
from partners.middleware import attempt


@require_safe
def consent_form(request: HttpRequest, case: UUID, consent: UUID) -> HttpResponse:
    """The form on a page of its own; its title says nothing of the child."""
    attempt(request, Consent)
    form = consent_print.load(case=case, consent=consent, by=actor_of(request), at=timezone.now())
    context = {"form": form, "title": _("Form"), "case_url": case_url(case)}
    return render(request, "beschut/consent_form.html", context)


@require_safe
def document_file(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """The scan as a file to keep: no page shows it, so nothing in it can run here."""
    attempt(request, Document)
    found = documents.read_in(case=case, document=document, by=actor_of(request), at=timezone.now())
    return attachment(found.content, found.media_type, found.name)
