"""The one door for people; and after a session ended over a form that was filled in, nothing typed is lost."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import logout
from django.contrib.auth.views import LoginView, redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views import csrf

from overview import drafts
from overview.admin.second_factor import minutes
from overview.drafts import PARCEL, Draft
from partners import attempts, sign_on

LOGIN = "admin:login"
ACT_PAGES = {"act", "nested_act", "free_act", "nested_free_act"}


class Door(LoginView):
    """User name and password; what has to follow on them is allauth's. Who brings what they typed goes on there."""

    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm
    next_page = "admin:index"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parcel = self.request.POST.get(PARCEL, "")
        known = (
            admin.site.each_context(self.request) | super().get_context_data(**kwargs) | {"offered": sign_on.offered()}
        )
        carried = parcel if drafts.opened(parcel) else ""
        return known | {"app_path": self.request.get_full_path(), "parcel": carried}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A try counts before it is judged, and stays counted whatever comes of it."""
        self.turn = attempts.take(request, "login", request.POST.get("username", ""))
        if self.turn.refused:
            return self.too_often()
        with transaction.atomic():
            return super().post(request, *args, **kwargs)

    def too_often(self) -> HttpResponse:
        """Nothing was judged; what was typed into another form stays where it is."""
        left = self.turn.seconds_left
        self.request.refused_before, self.request.refusal = self.turn.again, "too_often"
        context = self.get_context_data(form=AdminAuthenticationForm(self.request), minutes=minutes(left))
        return self.render_to_response(context, status=429, headers={"Retry-After": str(left)})

    def form_valid(self, form: Any) -> HttpResponse:
        person, parcel = form.get_user(), self.request.POST.get(PARCEL, "")
        draft = drafts.opened(parcel)
        theirs = draft if draft is not None and draft.person == str(person.pk) else None
        if self.request.user.is_authenticated:
            logout(self.request)
        self.turn.give_back()
        address = theirs.address if theirs else self.get_success_url()
        answer = perform_login(self.request, person, redirect_url=address)
        if theirs:
            drafts.keep(self.request, parcel)
        return answer


def instead(request: HttpRequest) -> HttpResponse | None:
    """What answers a form that comes in while nobody is logged in; None where there is nothing to keep."""
    parcel = drafts.sealed(request)
    draft = drafts.opened(parcel)
    return ask(request, draft, parcel) if draft else None


def ask(request: HttpRequest, draft: Draft, parcel: str) -> HttpResponse:
    """The login page, which carries what was typed."""
    context = {
        **admin.site.each_context(request), "form": AdminAuthenticationForm(request), "app_path": reverse(LOGIN),
        "next": draft.address, "parcel": parcel, "offered": sign_on.offered(),
    }  # fmt: skip
    response = render(request, "admin/login.html", context)
    add_never_cache_headers(response)
    return response


def go_on(request: HttpRequest, draft: Draft, parcel: str) -> HttpResponse:
    """Back to the form, which opens with what was typed."""
    drafts.keep(request, parcel)
    return HttpResponseRedirect(draft.address)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Of a form from before the last login in this browser: the one who filled it in finds it again.

    That a form carries whose it is keeps other sites from this as well as the token would.
    """
    parcel = request.POST.get(PARCEL, "") or drafts.sealed(request)
    draft = drafts.opened(parcel)
    if draft and draft.is_of(request):
        return go_on(request, draft, parcel)
    if draft and not request.user.is_authenticated:
        return ask(request, draft, parcel)
    match = request.resolver_match
    if not request.user.is_authenticated and match is not None and match.url_name in ACT_PAGES:
        return redirect_to_login(request.get_full_path(), reverse(LOGIN))
    return csrf.csrf_failure(request, reason)
