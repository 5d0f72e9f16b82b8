"""The supervisor's door to people and API clients: what each did and saw, and the question after a breach."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from audit import ledger
from config.clock import day_of, start_of
from overview import accounts, exports, people_trail
from overview.accounts import Account
from overview.admin import proof
from overview.admin.doors import actor_of, key_in, page
from overview.admin.trail import FilterForm, file, without
from overview.trail_words import second
from partners.data_classes import DataClass
from partners.models import Client, Person
from policy.dates import after, term_last_day

PEOPLE = 100
# A staff number as the API takes it (Request-User-Id).
LONGEST_NUMBER = 80
# Without a choice: the last month.
USUAL_DAYS = 30


class PersonFilterForm(FilterForm):
    person = None


def moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


class StaffNumberForm(forms.Form):
    """Whom to look for; sent in the body, because at a partner the number may be a name."""

    number = forms.CharField(label=gettext_lazy("Staff number"), max_length=LONGEST_NUMBER)


class PeriodForm(forms.Form):
    """From when until when."""

    since = moment(gettext_lazy("From"))
    until = moment(gettext_lazy("Until"))

    def clean(self) -> dict[str, Any]:
        known = super().clean() or {}
        if known.get("since") and known.get("until") and known["since"] >= known["until"]:
            raise forms.ValidationError(_("The end comes before the beginning."))
        return known


def period(request: HttpRequest) -> tuple[PeriodForm, tuple[datetime, datetime]]:
    """The form and its period; what cannot be read asks about nothing."""
    now = timezone.now()
    today = day_of(now)
    usual = {"since": start_of(term_last_day(today, days=-USUAL_DAYS)), "until": start_of(after(today))}
    form = PeriodForm(request.GET) if {"since", "until"} & request.GET.keys() else PeriodForm(initial=usual)
    if not form.is_bound:
        return form, (usual["since"], usual["until"])
    return form, (form.cleaned_data["since"], form.cleaned_data["until"]) if form.is_valid() else (now, now)


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people by name; the address carries the number of the page and nothing else."""
    actor = actor_of(request)
    shown = Paginator(accounts.people(actor), PEOPLE).get_page(request.GET.get("page"))
    ledger.read(Person, by=actor, case=None, classes=[DataClass.AUDIT])
    return page(request, "people", title=_("People"), people=shown, form=StaffNumberForm())


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """The API clients by organisation and name."""
    actor = actor_of(request)
    shown = Paginator(accounts.clients(actor), PEOPLE).get_page(request.GET.get("page"))
    ledger.read(Client, by=actor, case=None, classes=[DataClass.AUDIT])
    return page(request, "clients", title=_("API clients"), clients=shown)


@require_http_methods(["POST"])
def api_users(request: HttpRequest) -> HttpResponse:
    """Who stands in the ledger under a staff number, of each organisation that may be followed."""
    actor, form = actor_of(request), StaffNumberForm(request.POST)
    found = accounts.by_staff_number(actor, form.cleaned_data["number"]) if form.is_valid() else []
    ledger.read(Person, by=actor, case=None, classes=[DataClass.AUDIT])
    return page(request, "api_users", title=_("Staff number"), found=found, form=form)


# Whose pages these are, by the part of the address that says it.
Of = Callable[..., Account]


def trail_page(of: Of) -> Callable[..., HttpResponse]:
    """What one account did and saw."""

    @require_safe
    def view(request: HttpRequest, **key: Any) -> HttpResponse:
        actor, form = actor_of(request), PersonFilterForm(request.GET)
        found = people_trail.load(actor, of(actor, **key), form.chosen())
        own = found.account.organisation
        form.fields["organisation"].widget.choices = [("", _("everybody")), (own.pk, own.name)]
        return page(request, "person_trail", title=_("Trail of an account"), found=found, form=form,
                    query=without(request, "before"))  # fmt: skip

    return view


def seen_page(of: Of) -> Callable[..., HttpResponse]:
    """Which children one account saw, a page of them at a time."""

    @require_safe
    def view(request: HttpRequest, **key: Any) -> HttpResponse:
        form, (since, until) = period(request)
        actor = actor_of(request)
        account = of(actor, **key)
        found = people_trail.seen(actor, account, since, until, key_in(request, "page") or 1)
        rows = [(one, second(one.first), second(one.last), people_trail.screens(one)) for one in found.seen]
        return page(request, "person_seen", title=_("Seen by an account"), account=account, found=found, rows=rows,
                    form=form, query=f"since={since:%Y-%m-%dT%H:%M:%SZ}&until={until:%Y-%m-%dT%H:%M:%SZ}")  # fmt: skip

    return view


def seen_csv(of: Of) -> Callable[..., HttpResponse]:
    """The same as a file, whole."""

    @proof.before_file
    @require_safe
    def view(request: HttpRequest, **key: Any) -> HttpResponse:
        _form, (since, until) = period(request)
        actor = actor_of(request)
        seen = people_trail.seen_by_all(actor, of(actor, **key), since, until)
        return file(exports.seen_as_csv(seen), "text/csv; charset=utf-8", "gezien.csv")

    return view


# Each kind of account has the same three pages: where they stand, what leads there, and who it is.
ROUTES = [
    (route + below, made(of), f"{name}_{suffix}")
    for route, name, of in (
        ("people/<uuid:person>/", "person", accounts.of_person),
        ("clients/<slug:client>/", "client", accounts.of_client),
        ("api-users/<int:entry>/", "api_user", accounts.of_api_user),
    )
    for below, made, suffix in (
        ("", trail_page, "trail"),
        ("seen/", seen_page, "seen"),
        ("seen/csv/", seen_csv, "seen_csv"),
    )
]
