"""Accounts: the page of them, the one-time word that opens one, and where its owner chooses a password."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.contrib.auth.signals import user_login_failed
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from overview import staff
from overview.admin import proof
from overview.admin.doors import actor_of, page
from overview.admin.second_factor import kept_by_none, minutes
from partners import attempts, involvement
from partners.errors import RuleBroken
from partners.models import Person
from policy.login import WORD_HOURS
from shelter import first_login
from shelter.staff_checks import find, whose

METHODS = ["GET", "HEAD", "POST"]


def typed(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"})


class WordForm(forms.Form):
    """Why somebody who logged in before needs a new word."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=100)


class FirstLoginForm(SetPasswordForm):
    """The word that was given, and the password that takes its place."""

    username = forms.CharField(label=gettext_lazy("User name"), max_length=80, widget=typed("username"))
    word = forms.CharField(label=gettext_lazy("One-time word"), max_length=40, widget=typed("off"))

    def __init__(self, data: QueryDict | None) -> None:
        super().__init__(Person(), data, label_suffix="")
        # Django's own help is a list in HTML; a form of ours says it in a line.
        self.fields["new_password1"].help_text = " ".join(password_validators_help_texts())

    field_order = ("username", "word", "new_password1", "new_password2")


def which(text: str) -> UUID | None:
    """The organisation that the address names; what is no such id is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def staff_page(request: HttpRequest) -> HttpResponse:
    found = staff.load(actor_of(request), which(request.GET.get("organisation", "")), timezone.now())
    return page(request, "staff", title=_("Accounts"), staff=found)


@require_http_methods(METHODS)
@proof.before
def word_page(request: HttpRequest, person: UUID) -> HttpResponse:
    """To POST gives a new word and shows it, once."""
    actor, at = actor_of(request), timezone.now()
    standing = involvement.without_case(actor)
    first_login.require(standing)
    owner = find(person, standing, at)
    form = WordForm(request.POST or None, label_suffix="") if owner.last_login else None
    shown: dict[str, Any] = {"who": whose(owner, actor, at)[0], "form": form, "hours": WORD_HOURS}
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            shown["word"] = first_login.give_word(person=owner, reason=reason, by=actor, at=at)
        except RuleBroken as refusal:
            request.refusal = f"{refusal.code} {refusal.source}"
            return kept_by_none(page(request, "staff_word", title=_("One-time word"), status=409, refusal=refusal,
                                     **shown))  # fmt: skip
    return kept_by_none(page(request, "staff_word", title=_("One-time word"), **shown))


@transaction.non_atomic_requests
@require_http_methods(METHODS)
def first_login_page(request: HttpRequest) -> HttpResponse:
    """Who brings the word chooses a password here, and then logs in with it as everybody does."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("admin:index"))
    form = FirstLoginForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return draw(request, form)
    username = request.POST.get("username", "")
    turn = attempts.take(request, "login", username)
    if turn.refused:
        request.refused_before, request.refusal = turn.again, "too_often"
        answer = draw(request, form, 429, minutes=minutes(turn.seconds_left))
        answer.headers["Retry-After"] = str(turn.seconds_left)
        return answer
    if not form.is_valid():
        return draw(request, form, 400)
    given = form.cleaned_data
    person = first_login.choose(username=given["username"], word=given["word"], password=given["new_password1"],
                                trace_id=getattr(request, "trace_id", ""), at=timezone.now())  # fmt: skip
    if person is None:
        user_login_failed.send(__name__, credentials={"username": username}, request=request)
        return draw(request, form, wrong=True)
    turn.give_back()
    messages.success(request, _("Your password is chosen. Log in with it now."))
    return HttpResponseRedirect(reverse("admin:login"))


def draw(request: HttpRequest, form: FirstLoginForm, status: int = 200, **more: Any) -> HttpResponse:
    shown = {**admin.site.each_context(request), "title": _("First log-in"), "form": form, "hours": WORD_HOURS}
    return kept_by_none(render(request, "beschut/first_login.html", shown | more, status=status))
