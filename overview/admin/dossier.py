"""A dossier for one recipient: the form to choose for whom and what for, and the paper itself."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from intake.models import Case
from overview import dossier as dossiers
from overview import drafts
from overview.admin import proof
from overview.admin.doors import actor_of, page
from overview.links import case_url
from partners.errors import RuleBroken
from partners.middleware import attempt


class DossierForm(forms.Form):
    """For whom, and what for."""

    recipient = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        help_text=gettext_lazy("Printed is only what this recipient may read, and you as well."),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("What for"))

    def __init__(self, choice: dossiers.Choice, **given: Any) -> None:
        super().__init__(**given)
        nothing = ("", "---------")
        offered = [(key, capfirst(each.name)) for key, each in choice.recipients.items()]
        self.fields["recipient"].choices = [nothing, *offered]
        self.fields["purpose"].choices = [nothing, *dossiers.PURPOSES]


@proof.before
@require_http_methods(["GET", "HEAD", "POST"])
def dossier(request: HttpRequest, case: UUID) -> HttpResponse:
    """The form; sent, it becomes the paper, so that no address names for whom something was printed."""
    attempt(request, Case)
    at = timezone.now()
    choice = dossiers.choose(actor_of(request), case, at)
    if request.method != "POST":
        draft = drafts.taken(request)
        form = DossierForm(choice, initial=draft.data().dict() if draft else None)
        return asked(request, choice, form)
    form = DossierForm(choice, data=request.POST)
    if not form.is_valid():
        return asked(request, choice, form, status=400)
    try:
        paper = dossiers.print_for(choice, form.cleaned_data["recipient"], form.cleaned_data["purpose"], at)
    except RuleBroken as refusal:
        return asked(request, choice, form, status=409, refusal=refusal)
    context = {"paper": paper, "title": _("Dossier on paper"), "case_url": case_url(case)}
    return render(request, "beschut/dossier.html", context)


def asked(request: HttpRequest, choice: dossiers.Choice, form: DossierForm, *, status: int = 200,
          refusal: RuleBroken | None = None) -> HttpResponse:  # fmt: skip
    assert choice.standing.case is not None
    return page(request, "dossier_form", title=_("Print a dossier"), status=status, form=form, refusal=refusal,
                shown_to=drafts.shown_to(request),
                reference=choice.reference, case_url=case_url(choice.standing.case))  # fmt: skip
