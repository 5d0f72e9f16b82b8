"""The texts that are signed, in every language."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import consent_forms
from overview.admin.doors import actor_of, page


@require_safe
def consent_forms_page(request: HttpRequest) -> HttpResponse:
    forms = consent_forms.load(actor_of(request), timezone.now())
    return page(request, "consent_forms", title=_("Consent forms"), forms=forms)
