"""The paper that a child can read: the form that asks in which language, and the paper itself."""

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

from intake.languages import language_name
from intake.models import Child
from overview import child_paper as papers
from overview.admin.doors import actor_of, page
from overview.links import case_url
from partners.errors import RuleBroken
from partners.middleware import attempt
from policy.child_words import LANGUAGES


class PaperForm(forms.Form):
    """In which language; those that the child speaks come first."""

    language = forms.ChoiceField(label=gettext_lazy("In which language"))

    def __init__(self, choice: papers.Choice, **given: Any) -> None:
        super().__init__(**given)
        codes = dict.fromkeys([*choice.spoken, *LANGUAGES])
        self.fields["language"].choices = [(code, capfirst(named(code))) for code in codes]
        self.initial["language"] = next((code for code in choice.spoken if code in LANGUAGES), "nl")


def named(code: str) -> str:
    """The language, and what there is of it."""
    known, name = LANGUAGES.get(code), language_name(code)
    if known is None:
        return _("%(language)s: no text yet, so in Dutch and English") % {"language": name}
    return name if known.checked else _("%(language)s: not yet checked by an interpreter") % {"language": name}


@require_http_methods(["GET", "HEAD", "POST"])
def child_paper(request: HttpRequest, case: UUID) -> HttpResponse:
    attempt(request, Child)
    at = timezone.now()
    choice = papers.choose(actor_of(request), case, at)
    if request.method != "POST":
        return asked(request, choice, PaperForm(choice))
    form = PaperForm(choice, data=request.POST)
    if not form.is_valid():
        return asked(request, choice, form, status=400)
    try:
        paper = papers.print_in(choice, form.cleaned_data["language"], at)
    except RuleBroken as refusal:
        return asked(request, choice, form, status=409, refusal=refusal)
    context = {"paper": paper, "title": _("Paper for the child"), "case_url": case_url(case)}
    return render(request, "beschut/child_paper.html", context)


def asked(request: HttpRequest, choice: papers.Choice, form: PaperForm, *, status: int = 200,
          refusal: RuleBroken | None = None) -> HttpResponse:  # fmt: skip
    assert choice.standing.case is not None
    return page(request, "child_paper_form", title=_("Paper for the child"), status=status, form=form, refusal=refusal,
                case_url=case_url(choice.standing.case))  # fmt: skip
