"""The form of an act: it asks, the verb decides; a refusal leaves everything typed in place and nothing written."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Recorded, StaleRow
from intake.models import Case, Child
from overview import acts, words
from overview.admin.doors import actor_of, page
from overview.case_page import grounds
from overview.desk import case_url
from partners import involvement
from partners.access import Standing, plan, read
from partners.acts import Act
from partners.errors import NotFound, RuleBroken
from partners.forms import ActForm


def open_page(request: HttpRequest) -> HttpResponse:
    """Register a child: the one act that stands under no case."""
    return form_page(request, acts.OPEN, {})


def act_page(request: HttpRequest, case: UUID, name: str, parent: UUID | None = None) -> HttpResponse:
    act = acts.find(name, nested=parent is not None)
    ids = {"case": case, act.parent: parent} if parent else {"case": case}
    return form_page(request, act, ids)


def form_page(request: HttpRequest, act: Act, ids: dict[str, UUID]) -> HttpResponse:
    at = timezone.now()
    standing, parent = act.stand(actor=actor_of(request), at=at, ids=ids)
    form = ActForm(act, parent=parent, actor=standing.actor, at=at, data=request.POST or None, initial=hints(request, act))
    if request.method == "POST":
        # Also a form without any field is bound by its token, so that pressing the button is enough.
        form.is_bound = True
        status = 400
        if form.is_valid():
            made, status = perform(request, act, form, standing, parent, at)
            if made is not None:
                return done(request, act, standing, made)
        return render(request, act, form, standing, status)
    return render(request, act, form, standing, 200)


def hints(request: HttpRequest, act: Act) -> dict[str, str]:
    """Codes that a button of the desk fills in beforehand; anything that is no choice of a field is ignored."""
    known = {}
    for name in set(act.fields) & set(request.GET):
        codes = {code for code, _label in act.model._meta.get_field(name).flatchoices}
        if request.GET[name] in codes:
            known[name] = request.GET[name]
    return known


def perform(request: HttpRequest, act: Act, form: ActForm, standing: Standing, parent: Recorded | None,
            at: datetime) -> tuple[Recorded | None, int]:  # fmt: skip
    """The row that the verb made; or, with everything rolled back, why not."""
    try:
        with transaction.atomic():
            return act.perform(standing=standing, parent=parent, at=at, data=form.data_for_verb()), 200
    except RuleBroken as refusal:
        request.refusal = f"{refusal.code} {refusal.source}"
        form.refusal = refusal
    except (StaleRow, IntegrityError):
        request.refusal = "overtaken"
        form.refusal = RuleBroken("overtaken", _("Somebody else changed this in the meantime. Look again and try once more."), "")
    return None, 409


def done(request: HttpRequest, act: Act, standing: Standing, made: Recorded) -> HttpResponse:
    """Back to the case; who no longer sees it by what was just done goes to the desk."""
    messages.success(request, _("Recorded: %(act)s.") % {"act": act.label})
    case = standing.case or made.in_case()
    try:
        involvement.standing(standing.actor, case, timezone.now())
    except NotFound:
        return HttpResponseRedirect(reverse("admin:index"))
    return HttpResponseRedirect(case_url(case))


def render(request: HttpRequest, act: Act, form: ActForm, standing: Standing, status: int) -> HttpResponse:
    about = whose(standing) if standing.case else {}
    return page(request, "act", title=str(act.label), status=status, act=act, form=form, **about)


def whose(standing: Standing) -> dict[str, Any]:
    """Whose form this is, as far as this actor may read it; that it was shown is written down."""
    child = next(iter(read(Child.objects.filter(case=standing.case), standing)), None)
    case = next(iter(read(Case.objects.filter(pk=standing.case), standing)), {})
    chosen = plan(Child, standing)
    ledger.read(Child, by=standing.actor, case=standing.case, record=child["id"] if child else None,
                version=child["version"] if child else None, classes=chosen.classes if chosen else (),
                ground=grounds(standing))  # fmt: skip
    return {"child": words.full_name(child), "reference": case.get("reference", ""), "case_url": case_url(standing.case)}
