"""The supervisor's door to people: what one did and saw, and the question after a breach."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit import ledger
from audit.models import Kind
from config.clock import day_of, start_of
from overview import exports
from overview import people_trail as persons
from overview.admin.doors import actor_of, page
from overview.admin.trail import FilterForm, file, without
from overview.trail_words import second
from partners.data_classes import DataClass
from partners.models import Person
from policy.dates import after, term_last_day

PEOPLE = 100
# Without a choice: the last month.
USUAL_DAYS = 30


class PersonFilterForm(FilterForm):
    person = None


def moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget)


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
    shown = Paginator(persons.known(actor), PEOPLE).get_page(request.GET.get("page"))
    ledger.read(Person, by=actor, case=None, classes=[DataClass.AUDIT])
    return page(request, "people", title=_("People"), people=shown)


@require_safe
def person_trail(request: HttpRequest, person: UUID) -> HttpResponse:
    form = PersonFilterForm(request.GET)
    found = persons.load(actor_of(request), person, form.chosen())
    own = [(found.person.organisation_id, found.person.organisation.name)]
    form.fields["organisation"].widget.choices = [("", _("everybody")), *own]
    return page(request, "person_trail", title=_("Trail of a person"), found=found, form=form,
                query=without(request, "before"))  # fmt: skip


@require_safe
def person_seen(request: HttpRequest, person: UUID) -> HttpResponse:
    form, (since, until) = period(request)
    somebody, seen = persons.seen(actor_of(request), person, since, until)
    rows = [(one, second(one.first), second(one.last), persons.screens(one)) for one in seen]
    return page(request, "person_seen", title=_("Seen by a person"), person=somebody, rows=rows, form=form,
                query=f"since={since:%Y-%m-%dT%H:%M:%SZ}&until={until:%Y-%m-%dT%H:%M:%SZ}")  # fmt: skip


@require_safe
def person_seen_csv(request: HttpRequest, person: UUID) -> HttpResponse:
    _form, (since, until) = period(request)
    _somebody, seen = persons.seen(actor_of(request), person, since, until, kind=Kind.EXPORT, reason="csv")
    return file(exports.seen_as_csv(seen), "text/csv; charset=utf-8", "gezien.csv")
