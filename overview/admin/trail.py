"""The supervisor's door: the trail of a case, and the cases whose trail may be read."""

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit import ledger
from audit.models import Entry, Kind
from overview import trail as trails_of
from overview.admin.doors import LARGEST, actor_of, key_in, page
from partners.data_classes import DataClass


class FilterForm(forms.Form):
    """Whom and what to see; ids and codes, so that it may stand in the address."""

    person = forms.UUIDField(label=gettext_lazy("Who"), required=False, widget=forms.Select)
    kind = forms.ChoiceField(
        label=gettext_lazy("What"), required=False, choices=[("", gettext_lazy("everything")), *Kind.choices]
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=LARGEST, widget=forms.HiddenInput)


@require_safe
def trail(request: HttpRequest, case: UUID) -> HttpResponse:
    form = FilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    filters = trails_of.Filters(chosen.get("person"), chosen.get("kind", ""), chosen.get("before"))
    found = trails_of.load(actor_of(request), case, filters, timezone.now())
    form.fields["person"].widget.choices = [("", _("everybody")), *found.people]
    query = request.GET.copy()
    query.pop("before", None)
    return page(request, "trail", title=_("Trail of %(case)s") % {"case": found.reference}, trail=found, form=form,
                query=query.urlencode())  # fmt: skip


@require_safe
def trails(request: HttpRequest) -> HttpResponse:
    """The cases by their number; that they were listed is written down too."""
    actor = actor_of(request)
    found = trails_of.cases(actor, key_in(request, "after"), timezone.now())
    shown, more = found[: trails_of.PAGE], len(found) > trails_of.PAGE
    ledger.listed(Entry, by=actor, cases=[case for _number, case, _reference in shown], classes=[DataClass.AUDIT],
                  related=False)  # fmt: skip
    return page(request, "trails", title=_("Trail"), cases=shown, more=shown[-1][0] if more else None)
