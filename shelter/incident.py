"""Somebody or something suspicious near a house: told to police, COA and the house at once (S001-34, AL-34).

It stands in no case. An open incident is acute danger: who must act reads the address, and no longer than it is open
(C5 rule d, docs/decisions/0042-safety.md).
"""

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import new_data_key, secret
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind, Organisation
from partners.resources import Resource
from shelter import whereabouts
from shelter.models import IncidentAction, Location, LocationIncident

SOURCE = "S001-34"
TOLD = ("AVIM", "COA")
COLUMNS = {"AVIM": "police_acted_at", "COA": "coa_acted_at"}


def houses(parent: None, by: Actor, at: datetime) -> QuerySet[Location]:
    """Of which houses somebody reports: COA of all, the people of a house of their own; nobody else of any."""
    rows = Location.objects.filter(is_active=True).order_by("name")
    if by.kind == "COA":
        return rows
    own = Q(pk=by.location) if by.location else Q(provider=by.organisation_id)
    return rows.filter(own) if whereabouts.runs_houses(by) else rows.none()


def check_report(parent: None, by: Actor, at: datetime) -> None:
    if by.kind != "COA" and not whereabouts.runs_houses(by):
        raise RuleBroken("not-your-location", _("The people of a house report what happens near it, or COA."), SOURCE)


@transaction.atomic
def report(*, location: Location, what: str, description: str, happened_at: datetime | None = None,
           police_called: bool = False, by: Actor, at: datetime) -> LocationIncident:  # fmt: skip
    """Report it, and tell police, COA and the house in the same transaction. Raises RuleBroken."""
    check_report(None, by, at)
    if not houses(None, by, at).filter(pk=location.pk).exists():
        raise RuleBroken("not-your-house", _("Report what happens near your own house."), SOURCE)
    if not description.strip():
        raise RuleBroken("no-description", _("Say what was seen: others must be able to recognise it."), SOURCE)
    if happened_at is not None and happened_at > at:
        raise RuleBroken("in-the-future", _("It happened before now."), SOURCE)
    key = new_data_key(uuid4())
    row = LocationIncident(
        location=location, provider_id=location.provider_id, data_key=key, what=what, happened_at=happened_at or at,
        description=secret(key, description), police_called=police_called, reported_at=at,
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    tell(row, NoticeKind.INCIDENT, by=by, at=at)
    return row


def tell(row: LocationIncident, kind: NoticeKind, *, by: Actor, at: datetime) -> None:
    """Every organisation that must act but the one that says it; the notice says only that there is an incident."""
    wanted = Q(kind__in=TOLD) | Q(pk=row.provider_id)
    receivers = (
        Organisation.objects.filter(wanted, is_active=True).exclude(pk=by.organisation_id).select_related("webhook")
    )
    told = [
        notices.notice(to=each, about=row.id, kind=kind, case=None, source="AL-34", by=by, at=at,
                       term_name="MISSING_ACK")
        for each in receivers
    ]  # fmt: skip
    notices.send(told, by=by, at=at)


def held(incident: LocationIncident) -> LocationIncident:
    return LocationIncident.objects.select_for_update(of=("self",)).get(pk=incident.pk)


def check_open(incident: LocationIncident, by: Actor, at: datetime) -> None:
    if incident.closed_at is not None:
        raise RuleBroken("incident-closed", _("This was closed; if it happens again, report it anew."), SOURCE)


@transaction.atomic
def act(*, incident: LocationIncident, action: str, by: Actor, at: datetime) -> IncidentAction:
    """Say what was done; the first step of police, and of COA, is their answer to the alert. Raises RuleBroken."""
    row = held(incident)
    check_open(row, by, at)
    if not action.strip():
        raise RuleBroken("no-action", _("Say what was done."), SOURCE)
    column = COLUMNS.get(by.kind)
    if column and getattr(row, column) is None:
        setattr(row, column, at)
        ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.INCIDENT, by=by, at=at)
    done = IncidentAction(incident=row, provider_id=row.provider_id, action=secret(row.data_key, action), taken_at=at)
    return ledger.record(done, by=by, at=at)


def check_close(incident: LocationIncident, by: Actor, at: datetime) -> None:
    """By the house or COA, once police and COA have acted: nobody puts it away alone. Raises RuleBroken."""
    check_open(incident, by, at)
    if by.kind != "COA" and by.organisation_id != incident.provider_id:
        raise RuleBroken("not-yours-to-close", _("The house or COA says that it is over."), SOURCE)
    if not incident.answered:
        raise RuleBroken("not-answered", _("Police and COA have not both said yet what they did."), "AL-34")


@transaction.atomic
def close(*, incident: LocationIncident, outcome: str, closing_words: str, by: Actor,
          at: datetime) -> LocationIncident:  # fmt: skip
    """It is over: police read the address no longer. Raises RuleBroken."""
    row = held(incident)
    check_close(row, by, at)
    if not outcome or not closing_words.strip():
        raise RuleBroken("no-outcome", _("Say how it ended."), SOURCE)
    row.closed_at, row.outcome, row.closing_words = at, outcome, secret(row.data_key, closing_words)
    ledger.record(row, by=by, at=at)
    tell(row, NoticeKind.INCIDENT_CLOSED, by=by, at=at)
    return row


WRITES = (DataClass.INCIDENT, "writes")
REPORT = Act(
    path="location-incidents",
    label=_("Report something suspicious near a house"),
    verb=report,
    model=LocationIncident,
    fields=("location", "what", "happened_at", "description", "police_called"),
    right=WRITES,
    check=check_report,
    choices={"location": houses},
    source=SOURCE,
    help=_("In danger call 112 first. Police, COA and the house are told at once, and see the address as long as this "
           "is open. Nothing here is about one child: raise a signal for that."),
)  # fmt: skip
ACT = Act(
    path="location-incidents/{incident}/actions",
    label=_("Say what you did"),
    verb=act,
    model=IncidentAction,
    fields=("action",),
    parent_model=LocationIncident,
    right=WRITES,
    check=check_open,
    source=SOURCE,
)
CLOSE = Act(
    path="location-incidents/{incident}/closings",
    label=_("Close the incident"),
    verb=close,
    model=LocationIncident,
    fields=("outcome", "closing_words"),
    required=("outcome", "closing_words"),
    parent_model=LocationIncident,
    right=WRITES,
    check=check_close,
    source=SOURCE,
)
ACTS = (REPORT, ACT, CLOSE)
INCIDENTS = Resource("location-incidents", LocationIncident, _("incidents at locations"), order="-reported_at")
STEPS = Resource("location-incident-actions", IncidentAction, _("steps after an incident"), order="-taken_at")
