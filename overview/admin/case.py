"""The list of cases, searching among them, and the page of one case."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from config.clock import day_of
from overview import apart, search_box
from overview import case_list as lists
from overview import case_page as pages
from overview import case_search as searches
from overview import compare as comparisons
from overview.admin.doors import actor_of, key_in, page
from overview.case_search import Wanted
from overview.links import case_url
from partners import involvement
from partners.data_classes import DataClass

PAGE = 50
# What can be printed of a case, for whom.
PAPERS = (
    ("dossier", gettext_lazy("Print a dossier for somebody else")),
    ("child_paper", gettext_lazy("A paper for the child, in its language")),
)


class SearchForm(forms.Form):
    """The box at the top of every page."""

    wanted = forms.CharField(min_length=2, max_length=120)

    def clean_wanted(self) -> Wanted:
        return search_box.typed(self.cleaned_data["wanted"])


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """Fifty cases at a time; the address carries the number of the last one and nothing else."""
    actor, at = actor_of(request), timezone.now()
    found = lists.page(actor, at, limit=PAGE + 1, after=key_in(request, "after"))
    shown = found[:PAGE]
    rows = lists.rows(actor, [case for _number, case in shown], at)
    more = shown[-1][0] if len(found) > PAGE else None
    return listing(request, searches.lines(rows, day_of(at)), more=more)


@require_POST
def case_search(request: HttpRequest) -> HttpResponse:
    """A search is a POST, so that no name stands in an address; it finds only cases one is involved in.

    A number opens the one case that has it. One that was found otherwise is shown and not opened: what sounds alike is
    not yet the child that was meant.
    """
    form = SearchForm(request.POST)
    typed = request.POST.get("wanted", "")
    if not form.is_valid():
        return listing(request, [], errors=form.errors["wanted"], typed=typed, again=True, status=400)
    actor, at, wanted = actor_of(request), timezone.now(), form.cleaned_data["wanted"]
    rows = searches.search(actor, wanted, at)
    if len(rows) == 1 and wanted.is_a_number:
        return HttpResponseRedirect(case_url(rows[0]["id"]))
    ways = () if rows else searches.ways_on(actor, at)
    return listing(request, searches.lines(rows, day_of(at)), searched=True, typed=typed, again=not rows,
                   only=len(rows) == 1, full=len(rows) == searches.MOST, ways=ways)  # fmt: skip


def listing(request: HttpRequest, lines: list[searches.Line], *, status: int = 200, **context: Any) -> HttpResponse:
    return page(request, "case_list", title=_("My cases"), lines=lines, status=status, **context)


@require_safe
def case_page(request: HttpRequest, case: UUID) -> HttpResponse:
    found = pages.load(actor_of(request), case, timezone.now())
    may_audit = involvement.without_case(actor_of(request)).right(DataClass.AUDIT).anything
    trail = reverse("admin:trail", args=[case]) if may_audit else None
    log = reverse("admin:child_log", args=[case]) if found.prints_log else None
    papers = [(reverse(f"admin:{name}", args=[case]), label) for name, label in PAPERS] if found.prints_dossier else []
    return page(request, "case", title=found.header.reference, page=found, trail=trail, log=log, papers=papers)


@require_safe
def compare(request: HttpRequest, case: UUID, pair: UUID) -> HttpResponse:
    """Two children side by side; the address and the title carry neither's name."""
    found = comparisons.load(actor_of(request), case, pair, timezone.now())
    return page(request, "compare", title=_("The same child?"), pair=found)


@require_safe
def apart_page(request: HttpRequest, case: UUID, name: str, pk: UUID) -> HttpResponse:
    """One record that stands apart; the title names only its kind."""
    found = apart.load(name, case, pk, actor_of(request), timezone.now())
    return page(request, "apart", title=found.title, apart=found, case_url=case_url(case))
