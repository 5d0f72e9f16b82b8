"""The supervisor's door: the trail of a case, the cases whose trail may be read, what waits for a second person."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit import ledger, seal
from audit.models import Entry, Kind
from overview import child_log as logs
from overview import exports, second_person
from overview import trail as trails_of
from overview.admin import proof
from overview.admin.doors import LARGEST, actor_of, key_in, page
from overview.links import case_url
from partners.data_classes import DataClass

EVERYTHING = ("", gettext_lazy("everything"))


def day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class FilterForm(forms.Form):
    """Whom and what to see; ids and codes, so that it may stand in the address."""

    person = forms.UUIDField(label=gettext_lazy("Who"), required=False, widget=forms.Select)
    organisation = forms.UUIDField(label=gettext_lazy("Organisation"), required=False, widget=forms.Select)
    kind = forms.ChoiceField(label=gettext_lazy("What"), required=False, choices=[EVERYTHING, *Kind.choices])
    data_class = forms.ChoiceField(
        label=gettext_lazy("Class of data"), required=False, choices=[EVERYTHING, *DataClass.choices]
    )
    since = day(gettext_lazy("From"))
    until = day(gettext_lazy("Until and with"))
    before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)

    def chosen(self) -> trails_of.Filters:
        """What was chosen; a choice that cannot be read is left out, and its field says so."""
        self.is_valid()
        return trails_of.Filters(**{name: value for name, value in self.cleaned_data.items() if value})


def without(request: HttpRequest, *names: str) -> str:
    """The query of this page without these."""
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


@require_safe
def trail(request: HttpRequest, case: UUID) -> HttpResponse:
    form = FilterForm(request.GET)
    found = trails_of.load(actor_of(request), case, form.chosen(), timezone.now())
    form.fields["person"].widget.choices = [("", _("everybody")), *found.people]
    form.fields["organisation"].widget.choices = [("", _("everybody")), *found.organisations]
    return page(request, "trail", title=_("Trail of %(case)s") % {"case": found.reference}, trail=found, form=form,
                query=without(request, "before"), seals=seal.status())  # fmt: skip


def export(form: str, content_type: str, name: str) -> Callable[[HttpRequest, UUID], HttpResponse]:
    """The trail with the same choice as a file."""

    @proof.before_file
    @require_safe
    def view(request: HttpRequest, case: UUID) -> HttpResponse:
        made = exports.trail_of(actor_of(request), case, FilterForm(request.GET).chosen(), timezone.now(), form)
        return file(made, content_type, name)

    return view


def file(content: str, content_type: str, name: str) -> HttpResponse:
    """Something to take along; the name of the file names nobody."""
    return HttpResponse(content, content_type=content_type,
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})  # fmt: skip


trail_csv = export("csv", "text/csv; charset=utf-8", "controlespoor.csv")
trail_logboek = export("logboek", "application/jsonl; charset=utf-8", "logboek-dataverwerkingen.jsonl")


@require_safe
def trails(request: HttpRequest) -> HttpResponse:
    """The cases by their number; that they were listed is written down too."""
    actor = actor_of(request)
    found = trails_of.cases(actor, key_in(request, "after"), timezone.now())
    shown, more = found[: trails_of.PAGE], len(found) > trails_of.PAGE
    ledger.listed(Entry, by=actor, cases=[case for _number, case, _reference in shown], classes=[DataClass.AUDIT],
                  related=False)  # fmt: skip
    return page(request, "trails", title=_("Trail"), cases=shown, more=shown[-1][0] if more else None,
                seals=seal.status())  # fmt: skip


@require_safe
def child_log(request: HttpRequest, case: UUID) -> HttpResponse:
    found = logs.load(actor_of(request), case, timezone.now())
    return page(request, "child_log", title=_("Log of %(case)s") % {"case": found.reference}, log=found,
                today=timezone.localdate(), case_url=case_url(case))  # fmt: skip


@require_safe
def second_person_page(request: HttpRequest) -> HttpResponse:
    items = second_person.load(actor_of(request), timezone.now())
    return page(request, "second_person", title=_("To sign off"), items=items)
