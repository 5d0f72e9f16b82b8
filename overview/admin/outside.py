"""A signal from outside, for whoever knows a child but not its case: name the child, and see the own signals again."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import ledger
from intake import signal as signals
from intake import signal_outside as outside
from intake.models import Signal
from intake.signal_correction import WITHDRAW
from overview import words
from overview.admin.doors import actor_of, page
from overview.admin.named import NamedChildForm
from overview.links import free_act_url
from overview.words import Names, Told
from partners import involvement
from partners.access import classes_of, clean, select
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import RuleBroken

SHOWN = 20


def outside_signal(request: HttpRequest) -> HttpResponse:
    """The form and the own signals; the answer is the same whether or not the child is known here (C5)."""
    actor, at = actor_of(request), timezone.now()
    involvement.without_case(actor).require(DataClass.SIGNAL, "writes")
    data = request.POST if request.method == "POST" else None
    form = NamedChildForm(signals.OUTSIDE, parent=None, actor=actor, at=at, data=data)
    if data is None:
        return shown(request, form)
    if not form.is_valid():
        return shown(request, form, status=400)
    try:
        with transaction.atomic():
            signals.report_from_outside(**form.data_for_verb(), by=actor, at=at)
    except RuleBroken as refusal:
        request.refusal = f"{refusal.code} {refusal.source}"
        return shown(request, form, status=409, refusal=refusal)
    messages.success(request, _("Thank you: your signal was received and will be looked at."))
    return HttpResponseRedirect(reverse("admin:outside_signal"))


def shown(
    request: HttpRequest, form: NamedChildForm, status: int = 200, refusal: RuleBroken | None = None
) -> HttpResponse:
    return page(request, "outside", title=str(signals.OUTSIDE.label), status=status, act=signals.OUTSIDE, form=form,
                refusal=refusal, own=own(actor_of(request)))  # fmt: skip


@dataclass(frozen=True)
class Own:
    """A signal of the own organisation in words."""

    summary: str
    status: str
    told: list[Told]
    withdraw: str


def own(actor: Actor) -> list[Own]:
    """The signals of the own organisation, newest first, without what became of them."""
    rows = Signal.objects.filter(created_by_organisation=actor.organisation_id).order_by("-raised_at")
    standing = involvement.without_case(actor)
    selected = select(rows, standing)
    found = outside.told([] if selected is None else [clean(row) for row in selected[:SHOWN]])
    ledger.read(Signal, by=actor, case=None, classes=classes_of(Signal, standing))
    said = {"summary", "status", "detail", "names_child"}
    return [
        Own(
            row["summary"], str(row["status"].label), words.described(Signal, row, Names(), leave_out=said),
            "" if row["status"] == outside.Told.WITHDRAWN else free_act_url(WITHDRAW, row["id"]),
        )
        for row in found
    ]  # fmt: skip
