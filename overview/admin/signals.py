"""Signals from outside that fit no case: Nidos intake says which child each is about."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from overview import unmatched
from overview.admin.doors import actor_of, page
from overview.links import case_url
from partners.errors import RuleBroken


class MatchForm(forms.Form):
    """The case by its number: it is in front of whoever looked the child up."""

    reference = forms.CharField(label=gettext_lazy("Case number"), max_length=20)


@require_safe
def unmatched_signals(request: HttpRequest) -> HttpResponse:
    return listing(request, MatchForm())


@require_POST
def match_signal(request: HttpRequest, signal: UUID) -> HttpResponse:
    """The case must be one this actor sees; otherwise the number fits nothing."""
    form = MatchForm(request.POST)
    if not form.is_valid():
        return listing(request, form, chosen=signal, status=400)
    actor, at = actor_of(request), timezone.now()
    try:
        with transaction.atomic():
            case = unmatched.match(actor, signal, form.cleaned_data["reference"], at)
    except RuleBroken as refusal:
        request.refusal = f"{refusal.code} {refusal.source}"
        return listing(request, form, chosen=signal, status=409, refusal=refusal)
    messages.success(request, _("The signal now stands in %(case)s.") % {"case": case.reference})
    return HttpResponseRedirect(case_url(case.pk))


def listing(request: HttpRequest, form: MatchForm, *, chosen: UUID | None = None, status: int = 200,
            refusal: RuleBroken | None = None) -> HttpResponse:  # fmt: skip
    signals = unmatched.load(actor_of(request))
    return page(request, "signals", title=_("Signals without a case"), signals=signals, form=form, chosen=chosen,
                refusal=refusal, status=status, back=reverse("admin:index"))  # fmt: skip
