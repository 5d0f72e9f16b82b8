"""The form of an act: it asks, the verb decides; a refusal leaves everything typed in place and nothing written."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import PositiveSmallIntegerField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from audit import ledger
from audit.models import Recorded, StaleRow
from intake import access_request, document, emergency, screening, subject_request
from intake.document_form import DocumentForm
from intake.models import (
    Case,
    Child,
    ConsentForm,
    Destruction,
    EmergencyAccess,
    LegalHold,
    RetentionTerm,
    SubjectRequest,
    SubjectText,
)
from intake.screening_form import ScreeningForm
from overview import acts, drafts, history, words
from overview.admin import proof
from overview.admin.doors import actor_of, page
from overview.admin.named import NamedCaseForm, NamedChildForm
from overview.case_page import grounds
from overview.drafts import Draft
from overview.history import Version
from overview.links import case_url
from overview.records import unsaid
from overview.reference import page_name
from partners import involvement
from partners.access import Standing, classes_of, plan, read, visible
from partners.acts import Act
from partners.errors import RuleBroken
from partners.forms import ActForm
from partners.middleware import attempt
from partners.models import DeadLetter, StandIn, Training, YearNote
from shelter.models import (
    BedOutage,
    CoboMeeting,
    CoboParty,
    FocalPerson,
    IncidentAction,
    LocationIncident,
    StaffChange,
)
from shelter.reference import KINDS

OVERTAKEN = "overtaken"
YEAR = re.compile(r"[0-9]{4}")
# Who tapped a button on one of these pages comes back there.
TAPPED_ON = {"desk": "admin:index", "day": "admin:day"}
# Decided on a page of many files, and read in none.
ABOUT_WHOLE_FILES = (Destruction, LegalHold)
HOMES: dict[type[Recorded], str] = {
    StandIn: "admin:cover", DeadLetter: "admin:deliveries", EmergencyAccess: "admin:emergencies",
    ConsentForm: "admin:consent_forms", LocationIncident: "admin:incidents", IncidentAction: "admin:incidents",
    BedOutage: "admin:capacity", CoboMeeting: "admin:cobo_meetings", CoboParty: "admin:cobo_meetings",
    SubjectRequest: "admin:subject_requests", SubjectText: "admin:subject_requests",
    Training: "admin:training", FocalPerson: "admin:training", YearNote: "admin:figures",
    StaffChange: "admin:staff",
    **dict.fromkeys((*ABOUT_WHOLE_FILES, RetentionTerm), "admin:retention"),
    **{kind.edition: f"admin:{page_name(kind)}" for kind in KINDS},
}  # fmt: skip
# Acts with input of another shape than the fields of a model.
FORMS: dict[str, type[ActForm]] = {
    screening.RECORD.name: ScreeningForm, screening.CORRECT.name: ScreeningForm, emergency.OPEN.name: NamedCaseForm,
    access_request.ASK.name: NamedChildForm, document.ADD.name: DocumentForm,
    subject_request.RECEIVE.name: NamedCaseForm,
}  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def act_page(request: HttpRequest, name: str, case: UUID | None = None, parent: UUID | None = None) -> HttpResponse:
    """The form of an act: under a case or none, and there under a record of its own or not."""
    act = acts.find(name, in_case=case is not None, nested=parent is not None)
    to_prove = proof.first(request) if act.proof else None
    if to_prove is not None:
        return to_prove
    ids = ({"case": case} if case else {}) | ({act.parent: parent} if parent else {})
    return form_page(request, act, ids)


def form_page(request: HttpRequest, act: Act, ids: dict[str, UUID]) -> HttpResponse:
    at = timezone.now()
    draft = drafts.taken(request)
    attempt(request, act.model, act.attempted_as)
    standing, parent = act.stand(actor=actor_of(request), at=at, ids=ids)
    form = asked(request, act, standing, parent, at, draft)
    if request.method != "POST":
        form.not_handed_in()
        return render(request, act, form, standing, parent, draft=draft)
    if not form.is_valid():
        return render(request, act, form, standing, parent, status=400)
    try:
        made = perform(act, form, standing, parent, at)
    except RuleBroken as refusal:
        request.refusal = f"{refusal.code} {refusal.source}".strip()
        meanwhile = caught_up(form, standing, parent) if refusal.code == OVERTAKEN else ()
        return render(request, act, form, standing, parent, status=409, refusal=refusal, meanwhile=meanwhile)
    return done(request, act, standing, made)


def asked(request: HttpRequest, act: Act, standing: Standing, parent: Any, at: datetime,
          draft: Draft | None) -> ActForm:  # fmt: skip
    """The form with what comes in, or with what was typed before this login."""
    data, files = (draft.data() if draft else None), None
    if request.method == "POST":
        data, files = request.POST, request.FILES
    return FORMS.get(act.name, ActForm)(
        act, parent=parent, actor=standing.actor, at=at, data=data, files=files, initial=hints(request, act)
    )


def hints(request: HttpRequest, act: Act) -> dict[str, str]:
    """Codes that a button of a page fills in beforehand, and a year; what is no value of a field is ignored."""
    known = {}
    for name in set(act.fields) & set(request.GET):
        field, given = act.model._meta.get_field(name), request.GET[name]
        codes = {code for code, _label in field.flatchoices}
        if given in codes or (isinstance(field, PositiveSmallIntegerField) and YEAR.fullmatch(given)):
            known[name] = given
    return known


def perform(act: Act, form: ActForm, standing: Standing, parent: Any, at: datetime) -> Recorded:
    """The row that the verb made, or everything rolled back. Raises RuleBroken, also when somebody else was first."""
    try:
        with transaction.atomic():
            return act.perform(standing=standing, parent=parent, at=at, data=form.data_for_verb(), seen=form.seen())
    except (StaleRow, IntegrityError) as fault:
        sentence = _("Somebody else changed this in the meantime. Look again and try once more.")
        raise RuleBroken(OVERTAKEN, sentence, "") from fault


def caught_up(form: ActForm, standing: Standing, parent: Any) -> Sequence[Version]:
    """What others made of the record meanwhile; from now on it stands beside the form as it is."""
    seen = form.seen()
    if seen is None:
        return ()
    parent.refresh_from_db(fields=["version"])
    form.seen_now(parent.version)
    return history.since(parent, max(seen), standing) if seen else ()


def done(request: HttpRequest, act: Act, standing: Standing, made: Recorded) -> HttpResponse:
    """Back to the case, or to the page of what stands in none; who no longer sees the case goes to the desk, and who
    tapped a button on a page of many children goes back there.
    """
    messages.success(request, _("Recorded: %(act)s.") % {"act": act.label})
    case = standing.case or (None if act.model in ABOUT_WHOLE_FILES else made.in_case())
    seen = case is not None and case in involvement.standings(standing.actor, [case], timezone.now())
    tapped_on = TAPPED_ON.get(request.POST.get("back", ""))
    if tapped_on:
        return HttpResponseRedirect(reverse(tapped_on))
    return HttpResponseRedirect(case_url(case) if case and seen else home(act))


def home(act: Act) -> str:
    """Where what stands in no case is shown."""
    return reverse(HOMES.get(act.model, "admin:index"))


def render(request: HttpRequest, act: Act, form: ActForm, standing: Standing, parent: Any, status: int = 200,
           **shown: Any) -> HttpResponse:  # fmt: skip
    """The page of the form; `shown` is why it was refused and what changed meanwhile, or what was typed before."""
    about: dict[str, Any] = whose(standing, standing.case) if standing.case else {"back": home(act)}
    fills_in = about["fills_in"] = act.prefill is not None
    told = [about_what(standing, row, fills_in=fills_in) for row in beside(act, standing, parent)]
    about["told"] = [line for lines in told for line in lines]
    about["earlier"] = [about_what(standing, row) for row in earlier(act, standing, parent)]
    about["advice"] = act.advise(parent, standing.actor, timezone.now()) if act.advise else ()
    return page(request, "act", title=str(act.label), status=status, act=act, form=form,
                shown_to=drafts.shown_to(request), **about, **shown)  # fmt: skip


def whose(standing: Standing, key: UUID) -> dict[str, Any]:
    """Whose form this is, as far as this actor may read it; that it was shown is written down."""
    child = next(iter(read(Child.objects.filter(case=key), standing)), None)
    case = next(iter(read(Case.objects.filter(pk=key), standing)), {})
    chosen = plan(Child, standing)
    ledger.read(Child, by=standing.actor, case=key, record=child["id"] if child else None,
                version=child["version"] if child else None, classes=chosen.classes if chosen else (),
                ground=grounds(standing))  # fmt: skip
    reference = case.get("reference", "")
    return {"child": words.full_name(child), "reference": reference, "case_url": case_url(key)}


def beside(act: Act, standing: Standing, parent: Any) -> list[Recorded]:
    """What a person must see while deciding: the record the act is about, and the newest of the kind it shows."""
    rows = [parent] if isinstance(parent, Recorded) and not isinstance(parent, Case) else []
    newest = (
        act.shows._default_manager.filter(case=standing.case).order_by("-created_at").first() if act.shows else None
    )
    return [*rows, newest] if newest is not None else rows


def earlier(act: Act, standing: Standing, parent: Any) -> list[Recorded]:
    """What was done of this before, as far as the actor may know of it."""
    found = [visible(rows, standing) for rows in act.earlier.rows(parent)] if act.earlier else []
    return [row for rows in found if rows is not None for row in rows]


def about_what(standing: Standing, parent: Recorded, *, fills_in: bool = False) -> list[words.Told]:
    """The record that the act is about: nobody approves what they do not see. That it was shown is written down, and
    what the form `fills_in` of it.
    """
    model = type(parent)
    rows = read(model._default_manager.filter(pk=parent.pk), standing)
    names = words.Names()
    names.want(model, rows)
    names.fetch()
    classes = classes_of(model, standing.towards(parent.pk), alone=fills_in)
    ledger.read(model, by=standing.actor, case=standing.case, record=parent.pk, version=parent.version,
                classes=classes, ground=grounds(standing))  # fmt: skip
    return [told for row in rows for told in words.described(model, row, names, leave_out=unsaid(model, row))]
