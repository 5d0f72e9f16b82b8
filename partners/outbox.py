"""The outbox: what a worker may send now, what became of it, and what was put aside and is sent again.

A worker claims and commits, sends outside any transaction, and marks (design decision 12). If it dies in between,
the message is sent again when its claim has run out: at least once, under one id (docs/decisions/0024-webhooks.md).
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Origin
from partners import webhook as webhooks
from partners.actors import Actor, on_behalf_of
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import DeadLetter, Notice, Organisation, OutboxMessage, Webhook
from partners.resources import Resource
from partners.webhook_address import Unreachable
from partners.webhook_call import Call, envelope
from policy.backoff import held_until, next_attempt

SOURCE = "S004-35"
GONE = 410
# Of a kind of notice that may lose its basis while it waits: a higher room says whether it still may go out.
MAY_GO: dict[str, Callable[[Notice, datetime], bool]] = {}
log = logging.getLogger("beschut.outbox")


def with_something_due(at: datetime) -> QuerySet[Webhook]:
    """The webhooks that are called and for which a message's turn has come, be it behind another of its case."""
    due = OutboxMessage.objects.waiting().filter(webhook=OuterRef("pk"), next_attempt_at__lte=at)
    return Webhook.objects.filter(Exists(due), is_active=True)


def claim(webhook: Webhook, at: datetime) -> Call | None:
    """Take the next message for this webhook and hold it, so that no other worker sends it meanwhile."""
    with transaction.atomic():
        rows = OutboxMessage.objects.due(webhook, at).select_related("notice")
        if connection.features.has_select_for_update_skip_locked:
            rows = rows.select_for_update(skip_locked=True, of=("self",))
        message = rows.order_by("next_attempt_at", "id").first()
        while message is not None and not may_go(message.notice, at):
            keep_back(message, at)
            message = rows.order_by("next_attempt_at", "id").first()
        if message is None:
            return None
        message.attempts += 1
        message.next_attempt_at = held_until(at)
        message.save(update_fields=["attempts", "next_attempt_at"])
        return call_of(message, webhook, at)


def may_go(notice: Notice, at: datetime) -> bool:
    """Whether a notice may still be told: asked each time that it is about to be."""
    asked = MAY_GO.get(notice.kind)
    return asked is None or asked(notice, at)


def keep_back(message: OutboxMessage, at: datetime) -> None:
    """What may not go out any more is called no more, and is no dead letter: nobody sends it again."""
    message.given_up_at = at
    message.save(update_fields=["given_up_at"])


def call_of(message: OutboxMessage, webhook: Webhook, at: datetime) -> Call:
    notice = message.notice
    data = {"notice": str(notice.pk), "case": str(notice.case_id) if notice.case_id else None}
    body = envelope(
        identity=notice.pk, kind=f"notice.{notice.kind.lower()}", at=notice.sent_at, case=notice.case_id, data=data
    )
    secrets = webhooks.signing(webhook, at)
    return Call(webhook.url, secrets, str(notice.pk), body, message=message.pk, attempts=message.attempts)


def delivered(call: Call, at: datetime) -> None:
    OutboxMessage.objects.filter(pk=call.message, sent_at=None).update(sent_at=at, fault="", status=None)


@transaction.atomic
def failed(call: Call, fault: Unreachable, at: datetime) -> None:
    """Try again later, or put it aside; unless another worker took it over meanwhile."""
    message = OutboxMessage.objects.select_for_update(of=("self",)).select_related("notice").get(pk=call.message)
    if message.sent_at or message.attempts != call.attempts:
        return
    message.fault, message.status = fault.fault, fault.status
    again = next_attempt(at, message.attempts, fault.wait)
    if fault.status == GONE:
        again = None
        retire(message.webhook, at)
    if again is None:
        give_up(message, at)
    message.next_attempt_at = again or message.next_attempt_at
    message.save()
    log.warning("%s: notice %s, try %d: %s", message.webhook.organisation.code, call.identity, call.attempts, fault)


def retire(webhook: Webhook, at: datetime) -> None:
    """The partner's server says that there is nobody any more: call it no more until somebody sets an address."""
    if webhook.is_active:
        actor = on_behalf_of(webhook.organisation, origin=Origin.SYSTEM)
        webhooks.stop(organisation=webhook.organisation, by=actor, at=at)


def give_up(message: OutboxMessage, at: datetime) -> DeadLetter:
    """Put it aside for a person; what comes after it in the case goes on."""
    organisation = message.webhook.organisation
    message.given_up_at = at
    letter = DeadLetter(
        notice=message.notice, organisation=organisation, kind=message.notice.kind, given_up_at=at,
        attempts=message.attempts, fault=message.fault, status=message.status,
    )  # fmt: skip
    return ledger.record(letter, by=on_behalf_of(organisation, origin=Origin.SYSTEM), at=at)


def check_resend(dead_letter: DeadLetter, by: Actor, at: datetime) -> None:
    """Once, and while there is an address to send it to. Raises RuleBroken."""
    if dead_letter.resent_at is not None:
        raise RuleBroken("resent-already", _("This was sent again already."), SOURCE)
    if not Webhook.objects.filter(organisation=dead_letter.organisation_id, is_active=True).exists():
        raise RuleBroken("webhook-stopped", _("The webhook is stopped: set an address first."), SOURCE)


@transaction.atomic
def resend(*, dead_letter: DeadLetter, by: Actor, at: datetime) -> DeadLetter:
    """Send it again, from the first try on, under the same id. Raises RuleBroken."""
    dead_letter = DeadLetter.objects.select_for_update().get(pk=dead_letter.pk)
    check_resend(dead_letter, by, at)
    OutboxMessage.objects.filter(notice=dead_letter.notice_id).update(
        given_up_at=None, attempts=0, next_attempt_at=at, fault="", status=None
    )
    dead_letter.resent_at = at
    return ledger.record(dead_letter, by=by, at=at)


@transaction.atomic
def resend_all(*, organisation: Organisation, by: Actor, at: datetime) -> int:
    """Everything that was put aside for this organisation; how much that was. Raises RuleBroken."""
    letters = list(put_aside(DeadLetter.objects.filter(organisation=organisation)).order_by("notice__message__id"))
    for letter in letters:
        resend(dead_letter=letter, by=by, at=at)
    return len(letters)


def put_aside(rows: QuerySet[DeadLetter]) -> QuerySet[DeadLetter]:
    """Those of these rows that nobody sent again yet."""
    return rows.filter(resent_at=None)


def waiting() -> QuerySet[Webhook]:
    """Every webhook, with how much waits for it, how much of that was refused before, and since when."""
    unsent = Q(messages__sent_at=None, messages__given_up_at=None, messages__isnull=False)
    return Webhook.objects.select_related("organisation").annotate(
        waits=Count("messages", filter=unsent),
        refused=Count("messages", filter=unsent & ~Q(messages__fault="")),
        oldest=Min("messages__notice__sent_at", filter=unsent),
    )


RESEND = Act(
    path="dead-letters/{dead_letter}/resendings",
    label=_("Send again"),
    verb=resend,
    model=DeadLetter,
    fields=(),
    parent_model=DeadLetter,
    right=(DataClass.DELIVERY, "writes"),
    check=check_resend,
    source=SOURCE,
    help=_("It is sent to the same webhook under the same id, from the first try on."),
)
ACTS = (RESEND,)
RESOURCES = (Resource("dead-letters", DeadLetter, _("undelivered notices"), order="-given_up_at"),)
