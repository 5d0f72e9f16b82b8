"""One child in a case consultation: on the agenda, off it, what was decided and who does what (S004-103)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from config.encryption import secret
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Organisation
from shelter import cobo, cobo_news, whereabouts
from shelter.models import AgendaItem, CoboAction, CoboMeeting, CoboParty, Placement

RIGHT = (DataClass.CONSULTATION, "writes")
SOURCE = "S004-103"


def check_chair(by: Actor) -> None:
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos keeps the agenda and the decisions of the consultation."), SOURCE)


def protected_stay(case: Case, at: datetime) -> Placement:
    """The stay in protected shelter or Fier that the consultation is about. Raises RuleBroken."""
    stay = whereabouts.current(case, at)
    if stay is None or not stay.location.type.starts_rest:
        raise RuleBroken("not-protected", _("The consultation is about children who live in protected shelter."),
                         "S004-98")  # fmt: skip
    return stay


def check_put(case: Case, by: Actor, at: datetime) -> None:
    check_chair(by)
    protected_stay(case, at)


@transaction.atomic
def put(*, case: Case, meeting: CoboMeeting, question: str = "", by: Actor, at: datetime) -> AgendaItem:
    """Put the child on the agenda; of a published one the parties see it at once. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_chair(by)
    stay, meeting = protected_stay(case, at), cobo.held(meeting)
    cobo.check_not_held(meeting)
    if day_of(meeting.meets_at) < day_of(at):
        raise RuleBroken("meeting-past", _("The day of this consultation is past: choose another one."), SOURCE)
    if meeting.items.filter(case=case, removed_at=None).exists():
        raise RuleBroken("already-on-agenda", _("This child is on this agenda already."), SOURCE)
    row = AgendaItem(case=case, placement=stay, meeting=meeting, question=secret(case.data_key, question))
    ledger.record(row, by=by, at=at)
    ask_house(row, by=by, at=at)
    if meeting.published_at is not None:
        cobo_news.let_in(meeting, [row], cobo.parties_of(meeting), cobo.last_day(meeting), by=by, at=at)
    return row


def ask_house(item: AgendaItem, *, by: Actor, at: datetime) -> None:
    """Who runs the house where the child lives sits there too."""
    provider = item.placement.location.provider_id
    if provider is not None and not item.meeting.parties.filter(organisation=provider).exists():
        ledger.record(CoboParty(meeting=item.meeting, organisation_id=provider), by=by, at=at)


def kept(item: AgendaItem) -> AgendaItem:
    """The item with its case and meeting, for nobody else to change until the transaction ends."""
    Case.objects.select_for_update().get(pk=item.case_id)
    rows = AgendaItem.objects.select_for_update(of=("self",)).select_related("case", "meeting")
    return rows.get(pk=item.pk)


def check_take_off(item: AgendaItem, by: Actor, at: datetime) -> None:
    check_chair(by)
    if item.removed_at is not None:
        raise RuleBroken("already-off", _("This child was taken off the agenda already."), SOURCE)
    if item.discussed_at is not None:
        raise RuleBroken("already-held", _("This consultation was held already: plan the next one."), SOURCE)


@transaction.atomic
def take_off(*, item: AgendaItem, by: Actor, at: datetime) -> AgendaItem:
    """Take the child off: who saw the case by this agenda alone no longer does. Raises RuleBroken."""
    row = kept(item)
    check_take_off(row, by, at)
    row.removed_at = at
    ledger.record(row, by=by, at=at)
    cobo_news.close(row, by=by, at=at)
    return row


def check_discussed(item: AgendaItem, by: Actor, at: datetime) -> None:
    check_chair(by)
    if item.discussed_at is None:
        raise RuleBroken("not-discussed", _("This child was not discussed yet: the consultation comes first."), SOURCE)


@transaction.atomic
def decide(*, item: AgendaItem, decision: str, by: Actor, at: datetime) -> AgendaItem:
    """Record what was decided about this child. Raises RuleBroken."""
    row = kept(item)
    check_discussed(row, by, at)
    if not decision.strip():
        raise RuleBroken("no-decision", _("Say what was decided about this child."), SOURCE)
    row.decision = secret(row.case.data_key, decision)
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def give(*, item: AgendaItem, action: str, owner: Organisation, due_on: date, by: Actor, at: datetime) -> CoboAction:
    """Agree who does what for this child, before when. Raises RuleBroken."""
    row = kept(item)
    check_discussed(row, by, at)
    if not action.strip():
        raise RuleBroken("no-action", _("Say what will be done."), SOURCE)
    asked = CoboParty.objects.filter(meeting=row.meeting_id, organisation=owner).select_related("organisation").first()
    if asked is None or not cobo_news.sees(row, asked):
        raise RuleBroken("no-owner", _("Choose an organisation that sits in the consultation about this child."),
                         "S004-102")  # fmt: skip
    last = cobo.last_day(row.meeting)
    if not day_of(at) <= due_on <= last:
        said = _("Choose a day from today up to and with %(day)s: as long as the owner sees the case. What takes "
                 "longer comes back on the next agenda.") % {"day": date_format(last, "j F Y")}  # fmt: skip
        raise RuleBroken("due-when", said, SOURCE)
    made = CoboAction(case=row.case, item=row, action=secret(row.case.data_key, action), owner=owner, due_on=due_on)
    return ledger.record(made, by=by, at=at)


def check_done(action: CoboAction, by: Actor, at: datetime) -> None:
    if action.owner_id != by.organisation_id:
        raise RuleBroken("not-yours-to-do", _("Only who does it says that it is done."), SOURCE)
    if action.done_on is not None:
        raise RuleBroken("already-done", _("This was done already."), SOURCE)


@transaction.atomic
def finish(*, action: CoboAction, by: Actor, at: datetime) -> CoboAction:
    """The owner says that it is done. Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=action.case_id)
    row = CoboAction.objects.select_for_update().get(pk=action.pk)
    check_done(row, by, at)
    row.done_on = day_of(at)
    return ledger.record(row, by=by, at=at)


def coming(case: Any, by: Actor, at: datetime) -> QuerySet[CoboMeeting]:
    """The consultations that are still to come."""
    return CoboMeeting.objects.filter(held_at=None, meets_at__gte=start_of(day_of(at))).order_by("meets_at")


def sitting(item: Any, by: Actor, at: datetime) -> QuerySet[Organisation]:
    """Who sits there and sees something of it."""
    asked = CoboParty.objects.filter(meeting=item.meeting_id, observes=False)
    return Organisation.objects.filter(pk__in=asked.values("organisation")).order_by("name")


PUT = Act(
    path="cases/{case}/agenda-items",
    label=_("Put on the agenda of a case consultation"),
    verb=put,
    model=AgendaItem,
    fields=("meeting", "question"),
    parent_model=Case,
    right=RIGHT,
    check=check_put,
    choices={"meeting": coming},
    source=SOURCE,
    help=_("Once its agenda is published every party sees this case, until fourteen days after the consultation."),
)
TAKE_OFF = Act(
    path="cases/{case}/agenda-items/{item}/removals",
    label=_("Take off the agenda"),
    verb=take_off,
    model=AgendaItem,
    fields=(),
    parent_model=AgendaItem,
    right=RIGHT,
    check=check_take_off,
    source=SOURCE,
)
DECIDE = Act(
    path="cases/{case}/agenda-items/{item}/decisions",
    label=_("Record the decision"),
    verb=decide,
    model=AgendaItem,
    fields=("decision",),
    required=("decision",),
    parent_model=AgendaItem,
    right=RIGHT,
    check=check_discussed,
    source=SOURCE,
)
GIVE = Act(
    path="cases/{case}/agenda-items/{item}/actions",
    label=_("Add an action"),
    verb=give,
    model=CoboAction,
    fields=("action", "owner", "due_on"),
    parent_model=AgendaItem,
    right=RIGHT,
    check=check_discussed,
    choices={"owner": sitting},
    source=SOURCE,
)
FINISH = Act(
    path="cases/{case}/cobo-actions/{action}/completions",
    label=_("It is done"),
    verb=finish,
    model=CoboAction,
    fields=(),
    parent_model=CoboAction,
    right=RIGHT,
    check=check_done,
    source=SOURCE,
)
ACTS = (PUT, TAKE_OFF, DECIDE, GIVE, FINISH)
