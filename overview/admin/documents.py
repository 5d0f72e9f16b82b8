"""A scan, given to whoever may read it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.download import attachment
from intake import document as documents
from intake.models import Document
from overview.admin.doors import actor_of
from partners.middleware import attempt


@require_safe
def document_file(request: HttpRequest, case: UUID, document: UUID) -> HttpResponse:
    """The scan as a file to keep: no page shows it, so nothing in it can run here."""
    attempt(request, Document)
    found = documents.read_in(case=case, document=document, by=actor_of(request), at=timezone.now())
    return attachment(found.content, found.media_type, found.name)
