"""The case consultation: planned by Nidos, its agenda published, held, with who was there (S004-102, S004-103)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Organisation
from policy.cobo import PARTIES, party
from policy.terms import term
from shelter import cobo_news
from shelter.models import CoboMeeting, CoboParty

Attendance = CoboParty.Attendance
WRITES = (DataClass.COBO, "writes")
SOURCE = "S004-103"


def last_day(meeting: CoboMeeting) -> date:
    """The last day on which who sits there sees the cases on the agenda (C5)."""
    day = day_of(meeting.meets_at)
    return term("AGENDA", day).last_day(day)


def held(meeting: CoboMeeting) -> CoboMeeting:
    """The consultation, for nobody else to change until the transaction ends."""
    return CoboMeeting.objects.select_for_update().get(pk=meeting.pk)


def check_not_held(meeting: CoboMeeting) -> None:
    if meeting.held_at is not None:
        raise RuleBroken("already-held", _("This consultation was held already: plan the next one."), SOURCE)


@transaction.atomic
def plan(*, meets_at: datetime, by: Actor, at: datetime) -> CoboMeeting:
    """Plan a consultation; the parties that the letter names are asked by themselves. Raises RuleBroken."""
    if meets_at <= at:
        raise RuleBroken("meets-in-past", _("Plan a consultation at a moment that is still to come."), SOURCE)
    row = ledger.record(CoboMeeting(meets_at=meets_at, chair_id=by.organisation_id), by=by, at=at)
    kinds = [each.kind for each in PARTIES if each.invited]
    asked = Organisation.objects.filter(kind__in=kinds, is_active=True).order_by("code")
    ledger.record_all([CoboParty(meeting=row, organisation=each) for each in asked], by=by, at=at)
    return row


def check_invite(meeting: CoboMeeting, by: Actor, at: datetime) -> None:
    check_not_held(meeting)


@transaction.atomic
def invite(*, meeting: CoboMeeting, organisation: Organisation, by: Actor, at: datetime) -> CoboParty:
    """Ask one more organisation; of the published agenda it sees the cases from now on. Raises RuleBroken."""
    row = held(meeting)
    check_invite(row, by, at)
    kind = party(organisation.kind)
    if kind is None:
        raise RuleBroken("no-party", _("This organisation does not sit in the consultation."), "S004-102")
    if CoboParty.objects.filter(meeting=row, organisation=organisation).exists():
        raise RuleBroken("already-asked", _("This organisation is asked already."), "S004-102")
    asked = CoboParty(meeting=row, organisation=organisation, observes=kind.observes)
    ledger.record(asked, by=by, at=at)
    if row.published_at is not None:
        cobo_news.let_in(row, items_of(row), [asked], last_day(row), by=by, at=at)
    return asked


def items_of(meeting: CoboMeeting) -> list[Any]:
    """What is on the agenda, with the house of each child."""
    rows = meeting.items.filter(removed_at=None).select_related("case", "placement__location")
    return list(rows.order_by("created_at"))


def parties_of(meeting: CoboMeeting) -> list[CoboParty]:
    return list(meeting.parties.select_related("organisation__webhook"))


def check_publish(meeting: CoboMeeting, by: Actor, at: datetime) -> None:
    check_not_held(meeting)
    if meeting.published_at is not None:
        raise RuleBroken("already-published", _("The agenda was published already."), SOURCE)
    if day_of(meeting.meets_at) < day_of(at):
        raise RuleBroken("too-late-to-publish", _("The day of this consultation is past: plan another one."), SOURCE)
    if not meeting.items.filter(removed_at=None).exists():
        raise RuleBroken("empty-agenda", _("Put a child on the agenda first."), SOURCE)


@transaction.atomic
def publish(*, meeting: CoboMeeting, by: Actor, at: datetime) -> CoboMeeting:
    """Publish the agenda: who sits there sees its cases, from now until some days after, and is told. Raises."""
    row = held(meeting)
    check_publish(row, by, at)
    row.published_at = at
    ledger.record(row, by=by, at=at)
    cobo_news.let_in(row, items_of(row), parties_of(row), last_day(row), by=by, at=at)
    return row


def check_attend(party: CoboParty, by: Actor, at: datetime) -> None:
    check_not_held(party.meeting)
    check_day(party.meeting, at)


def check_day(meeting: CoboMeeting, at: datetime) -> None:
    if day_of(at) < day_of(meeting.meets_at):
        raise RuleBroken("not-yet", _("The day of this consultation is still to come."), SOURCE)


@transaction.atomic
def attend(*, party: CoboParty, attendance: str, by: Actor, at: datetime) -> CoboParty:
    """Say whether an organisation was there. Raises RuleBroken."""
    held(party.meeting)
    row = CoboParty.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=party.pk)
    check_attend(row, by, at)
    if attendance == Attendance.UNKNOWN:
        raise RuleBroken("no-attendance", _("Say whether this organisation was there."), "EC-58")
    row.attendance = attendance
    return ledger.record(row, by=by, at=at)


def expected(items: Iterable[Any], parties: Iterable[CoboParty]) -> list[CoboParty]:
    """Who should be there: every party that does not just observe, a house if it has a child on the agenda."""
    houses = {item.placement.location.provider_id for item in items}
    sitting = (each for each in parties if not each.observes)
    return [each for each in sitting if not of_the_house(each) or each.organisation_id in houses]


def of_the_house(row: CoboParty) -> bool:
    kind = party(row.organisation.kind)
    return kind is not None and kind.of_the_house


def check_hold(meeting: CoboMeeting, by: Actor, at: datetime) -> None:
    check_not_held(meeting)
    if meeting.published_at is None:
        raise RuleBroken("not-published", _("Publish the agenda first: who sits there must have seen it."), SOURCE)
    check_day(meeting, at)
    if any(each.attendance == Attendance.UNKNOWN for each in expected(items_of(meeting), parties_of(meeting))):
        raise RuleBroken("attendance-unknown", _("Say of each organisation first whether it was there."), "EC-58")


@transaction.atomic
def hold(*, meeting: CoboMeeting, by: Actor, at: datetime) -> CoboMeeting:
    """Record that it was held: every child on it was discussed, and who was missed hears it (EC-58). Raises."""
    row = held(meeting)
    check_hold(row, by, at)
    row.held_at = at
    ledger.record(row, by=by, at=at)
    items = items_of(row)
    for item in items:
        item.discussed_at = at
    ledger.record_changes(items, "discussed_at", by=by, at=at)
    missing = [each for each in expected(items, parties_of(row)) if each.attendance == Attendance.ABSENT]
    cobo_news.missed(items, missing, by=by, at=at)
    return row


def who_may_sit(meeting: Any, by: Actor, at: datetime) -> QuerySet[Organisation]:
    kinds = [each.kind for each in PARTIES]
    return Organisation.objects.filter(kind__in=kinds, is_active=True).exclude(
        pk__in=meeting.parties.values("organisation")
    )


def narrow(party: Any, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"attendance": [Attendance.PRESENT, Attendance.ABSENT]}


PLAN = Act(
    path="cobo-meetings",
    label=_("Plan a case consultation"),
    verb=plan,
    model=CoboMeeting,
    fields=("meets_at",),
    right=WRITES,
    source=SOURCE,
    help=_("Police, IND, de Evenaar and Nidos are asked by themselves, and the house of each child on the agenda."),
)
INVITE = Act(
    path="cobo-meetings/{meeting}/invitations",
    label=_("Ask one more organisation"),
    verb=invite,
    model=CoboParty,
    fields=("organisation",),
    parent_model=CoboMeeting,
    right=WRITES,
    check=check_invite,
    choices={"organisation": who_may_sit},
    source="S004-102",
    help=_("COA only observes: it sees no case by this."),
)
PUBLISH = Act(
    path="cobo-meetings/{meeting}/publications",
    label=_("Publish the agenda"),
    verb=publish,
    model=CoboMeeting,
    fields=(),
    parent_model=CoboMeeting,
    right=WRITES,
    check=check_publish,
    source=SOURCE,
    help=_("From now until fourteen days after the consultation every party sees the cases on the agenda; a house "
           "only the children who live there."),
)  # fmt: skip
ATTEND = Act(
    path="cobo-parties/{party}/attendances",
    label=_("Was it there?"),
    verb=attend,
    model=CoboParty,
    fields=("attendance",),
    required=("attendance",),
    parent_model=CoboParty,
    right=WRITES,
    check=check_attend,
    narrow=narrow,
    source="EC-58",
)
HOLD = Act(
    path="cobo-meetings/{meeting}/holdings",
    label=_("It was held"),
    verb=hold,
    model=CoboMeeting,
    fields=(),
    parent_model=CoboMeeting,
    right=WRITES,
    check=check_hold,
    source=SOURCE,
    help=_("Who was not there gets a notice of each child, and is asked for its part and its position afterwards."),
)
ACTS = (PLAN, INVITE, PUBLISH, ATTEND, HOLD)
