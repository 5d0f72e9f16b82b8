"""Requests for one's own data at the screen of the officer who answers: the page, the copy, and a scan to judge."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from audit import ledger
from config.download import attachment
from intake import document
from intake.models import Document, SubjectRequest
from intake.subject_request import find as find_request
from overview import subject_copy, subject_page, subject_texts
from overview.admin import proof
from overview.admin.doors import actor_of, page
from overview.subject_records import CONTENT
from partners import involvement
from partners.errors import NotFound, RuleBroken
from partners.middleware import attempt


@require_safe
def subject_requests(request: HttpRequest) -> HttpResponse:
    return shown(request)


def shown(request: HttpRequest, status: int = 200, refusal: RuleBroken | None = None) -> HttpResponse:
    found = subject_page.load(actor_of(request), timezone.now())
    return page(request, "subject_requests", title=_("Requests for one's own data"), status=status, found=found,
                refusal=refusal)  # fmt: skip


@proof.before_file
@require_POST
def subject_copy_page(request: HttpRequest, subject_request: UUID) -> HttpResponse:
    """The copy is the answer to the form, and stands under no address that a browser could call again."""
    attempt(request, SubjectRequest)
    actor, at = actor_of(request), timezone.now()
    subject_page.check(actor)
    row = find_request(subject_request, involvement.without_case(actor), at)
    try:
        copy = subject_copy.give(subject_request=row, by=actor, at=at)
    except RuleBroken as refusal:
        request.refusal = f"{refusal.code} {refusal.source}"
        return shown(request, 409, refusal)
    with override("nl"):
        context = {"copy": copy, "file": subject_copy.FILE, "title": _("A copy of your data"),
                   "back": reverse("admin:subject_requests")}  # fmt: skip
        return render(request, "beschut/subject_copy.html", context)


@proof.before_file
@require_safe
def subject_scan(request: HttpRequest, subject_text: UUID) -> HttpResponse:
    """A scan that is to be judged, for who judges it."""
    actor, at = actor_of(request), timezone.now()
    subject_page.check(actor)
    row = subject_texts.find(subject_text, involvement.without_case(actor), at)
    scan = Document.objects.filter(pk=row.record).first() if row.column == CONTENT else None
    if scan is None:
        raise NotFound
    ledger.read(Document, by=actor, case=scan.case_id, record=scan.pk, version=scan.version, classes=["CONSENT"])
    return attachment(document.opened(scan.pk, scan.sha256), scan.media_type, f"document-{scan.pk.hex[:8]}")


ROUTES = (
    ("subject-requests/", subject_requests, "subject_requests"),
    ("subject-requests/<uuid:subject_request>/copy/", subject_copy_page, "subject_copy"),
    ("subject-texts/<uuid:subject_text>/scan/", subject_scan, "subject_scan"),
)
