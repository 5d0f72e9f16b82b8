"""The supervisor's door to what happened outside every case."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from overview import outside_trail as outside
from overview.admin.doors import actor_of, page
from overview.admin.people_trail import PersonFilterForm
from overview.admin.trail import without


@require_safe
def outside_trail(request: HttpRequest) -> HttpResponse:
    form = PersonFilterForm(request.GET)
    found = outside.load(actor_of(request), form.chosen())
    form.fields["organisation"].widget.choices = [("", _("everybody")), *found.organisations]
    return page(request, "outside_trail", title=_("Outside the cases"), trail=found, form=form,
                query=without(request, "before"))  # fmt: skip
