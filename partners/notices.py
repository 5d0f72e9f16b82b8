"""Tell organisations of something, in the same transaction, and let them say that they have seen it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners import involvement, newest
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Notice, NoticeKind, Organisation, OutboxMessage, Person, Webhook
from policy.terms import term

# Of a signal the procedure asks that it is acknowledged in time (S004-35), and so of what undoes or renews one, and of
# a child that is missing (T-09), of danger near a house (AL-34) and of who asks where a child is (AL-36); the rest is
# news.
ACKNOWLEDGED_IN_TIME = (
    NoticeKind.SIGNAL, NoticeKind.SIGNAL_UNMATCHED, NoticeKind.SIGNAL_REOPENED, NoticeKind.SIGNAL_WRONG_CHILD,
    NoticeKind.ABSENCE, NoticeKind.INCIDENT, NoticeKind.LOCATION_ASKED,
)  # fmt: skip
# Who has no more cases than these is asked for by case; a guardian has some tens.
FEW = 200
SEEN = ("acknowledged_at", "acknowledged_by", "acknowledged_user_id")


def overdue(row: Mapping[str, Any], at: datetime) -> bool:
    """Whether a notice that must be acknowledged in time was not, or was too late; of a row as it may be read."""
    due: datetime | None = row.get("due_at")
    return row["kind"] in ACKNOWLEDGED_IN_TIME and due is not None and due < (row.get("acknowledged_at") or at)


def tell(*, kinds: Collection[str], also: UUID | None = None, about: UUID, kind: NoticeKind, case: UUID | None,
         source: str, by: Actor, at: datetime, role: str = "") -> list[Notice]:  # fmt: skip
    """One notice for each organisation of these kinds, and for one besides, whatever the role; except the one that
    tells (INV-04)."""
    wanted = Q(kind__in=kinds) | Q(pk=also) if also else Q(kind__in=kinds)
    receivers = Organisation.objects.filter(wanted, is_active=True).exclude(pk=by.organisation_id)
    told = [
        notice(to=each, role=role if each.kind in kinds else "", about=about, kind=kind, case=case, source=source,
               by=by, at=at)
        for each in receivers.select_related("webhook")
    ]  # fmt: skip
    return send(told, by=by, at=at)


def tell_one(*, to: Organisation, about: UUID, kind: NoticeKind, case: UUID | None, source: str, by: Actor,
             at: datetime, role: str = "", person: Person | None = None,
             term_name: str = "SIGNAL_FAN_OUT") -> Notice:  # fmt: skip
    """One notice to one organisation, or to a role or person of it."""
    told = notice(to=to, about=about, kind=kind, case=case, source=source, by=by, at=at, role=role, person=person,
                  term_name=term_name)  # fmt: skip
    return send([told], by=by, at=at)[0]


def notice(*, to: Organisation, about: UUID, kind: NoticeKind, case: UUID | None, source: str, by: Actor, at: datetime,
           role: str = "", person: Person | None = None, term_name: str = "SIGNAL_FAN_OUT") -> Notice:  # fmt: skip
    """A notice that is yet to be sent."""
    return Notice(
        case_id=case, kind=kind, about=about, from_organisation_id=by.organisation_id, to_organisation=to,
        to_role=role, to_person=person, source=source, sent_at=at, due_at=term(term_name, day_of(at)).deadline(at),
    )  # fmt: skip


def send(told: list[Notice], *, by: Actor, at: datetime) -> list[Notice]:
    """These notices together, each with its call in the outbox when the receiver has a webhook."""
    ledger.record_all(told, by=by, at=at)
    calls = [(each, webhook) for each in told if (webhook := webhook_of(each.to_organisation)) is not None]
    OutboxMessage.objects.bulk_create(
        OutboxMessage(notice=each, webhook=webhook, case_id=each.case_id, next_attempt_at=at)
        for each, webhook in calls
    )
    return told


def webhook_of(organisation: Organisation) -> Webhook | None:
    """Where an organisation wants to be called at once, if it does now."""
    webhook: Webhook | None = getattr(organisation, "webhook", None)
    return webhook if webhook is not None and webhook.is_active else None


def for_actor(actor: Actor, at: datetime) -> QuerySet[Notice]:
    """The notices for this actor: to the organisation, of cases it sees now, and to the role or person named.

    Who came in by an emergency reads what was told in the case, and answers for nobody.
    """
    cases = involvement.of_actor(actor, at).exclude(ground=Ground.EMERGENCY)
    seen = Q(case_id=None) | cases.in_case_of("case_id")
    rows = Notice.objects.filter(seen, to_organisation_id=actor.organisation_id)
    return rows.filter(
        Q(to_role="") | Q(to_role=actor.role),
        involvement.personal("to_person", actor, at),
    )


def not_seen(actor: Actor, at: datetime) -> QuerySet[Notice]:
    """The notices for this actor that nobody here has said to have seen.

    Of who has few cases it looks among what was told of those, and not among all that was told to the organisation.
    """
    rows, cases = for_actor(actor, at).filter(acknowledged_at=None), newest.when_few(actor, at, FEW)
    return rows if cases is None else rows.filter(Q(case_id=None) | Q(case_id__among=cases))


def settle(*, about: UUID, kind: NoticeKind, by: Actor, at: datetime, role: str = "") -> None:
    """What the actor just did answers this notice: it waits no longer for anybody of the organisation, or the role."""
    rows = Notice.objects.filter(about=about, kind=kind, to_organisation=by.organisation_id, acknowledged_at=None)
    answered = list((rows.filter(to_role=role) if role else rows).select_for_update())
    for row in answered:
        mark_seen(row, by, at)
    ledger.record_changes(answered, *SEEN, by=by, at=at)


def check_acknowledge(notice: Notice, by: Actor, at: datetime) -> None:
    if notice.acknowledged_at:
        raise RuleBroken("already-acknowledged", _("Your organisation has already said that it saw this."), "S004-35")


@transaction.atomic
def acknowledge(*, notice: Notice, by: Actor, at: datetime) -> Notice:
    """The receiving organisation says that it has seen the notice (S004-35)."""
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    check_acknowledge(notice, by, at)
    mark_seen(notice, by, at)
    return ledger.record(notice, by=by, at=at)


def mark_seen(row: Notice, by: Actor, at: datetime) -> None:
    row.acknowledged_at, row.acknowledged_by, row.acknowledged_user_id = at, by.person_id, by.user_id
