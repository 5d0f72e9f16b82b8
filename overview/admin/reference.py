"""Reference data: every kind, and of each what holds, what will and what did."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import reference
from overview.admin.doors import actor_of, page
from partners.reference import Reference
from shelter.reference import KINDS


@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    found = reference.kinds(actor_of(request), timezone.now())
    return page(request, "reference", title=_("Reference data"), kinds=found)


@require_safe
def rows(request: HttpRequest, kind: Reference) -> HttpResponse:
    found = reference.load(kind, actor_of(request), timezone.now())
    return page(request, "reference_rows", title=_("Reference data"), found=found)


# An address for each kind, so that whoever asks every address asks every kind.
ROUTES = [
    ("reference/", kinds, "reference"),
    *((f"reference/{kind.subject}/", partial(rows, kind=kind), reference.page_name(kind)) for kind in KINDS),
]
