"""The page of deliveries: which webhook is behind, and what was put aside for a person; ids and kinds only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from audit import ledger
from overview import words
from overview.links import When, free_act_url
from partners import involvement, outbox
from partners.access import Standing, classes_of, visible
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import DeadLetter, Webhook
from partners.rights import FULL
from partners.webhook_address import said

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One webhook: whose, at which server, how it stands and what waits for it."""

    organisation: str
    host: str
    state: When
    waits: int
    refused: int
    oldest: str


@dataclass(frozen=True)
class Letter:
    """One notice that was put aside; `url` is empty for who may not let it be sent again."""

    id: UUID
    notice: UUID
    kind: str
    organisation: str
    given_up: str
    attempts: int
    why: str
    url: str


@dataclass(frozen=True)
class Page:
    """The webhooks, and the newest of what was put aside, of all that was."""

    lines: list[Line]
    letters: list[Letter]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.letters)


def letters_for(standing: Standing) -> "QuerySet[DeadLetter]":
    """What was put aside and this actor may know of."""
    rows = visible(outbox.put_aside(DeadLetter.objects.all()), standing)
    return DeadLetter.objects.none() if rows is None else rows


def number_for(actor: Actor) -> int | None:
    """How much waits for a person to send it again; None for who has nothing to do with it."""
    standing = involvement.without_case(actor)
    return letters_for(standing).count() if standing.right(DataClass.DELIVERY).anything else None


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.DELIVERY, "reads")
    webhooks = outbox.waiting().order_by("organisation__name")
    if standing.right(DataClass.DELIVERY).reads < FULL:
        webhooks = webhooks.filter(organisation=actor.organisation_id)
    rows = letters_for(standing).select_related("organisation").order_by("-given_up_at", "id")
    active = {webhook.organisation_id for webhook in webhooks if webhook.is_active}
    ledger.read(DeadLetter, by=actor, case=None, classes=classes_of(DeadLetter, standing))
    may_send = standing.right(DataClass.DELIVERY).writes
    letters = [letter(row, may_send and row.organisation_id in active) for row in rows[:SHOWN]]
    return Page([line(webhook) for webhook in webhooks], letters, rows.count())


def line(webhook: Webhook) -> Line:
    return Line(
        organisation=webhook.organisation.name, host=webhook.host, state=state(webhook), waits=webhook.waits,
        refused=webhook.refused, oldest=words.moment(webhook.oldest) if webhook.oldest else "",
    )  # fmt: skip


def state(webhook: Webhook) -> When:
    """How it stands, as a chip."""
    if not webhook.is_active:
        return When(_("stopped"), "calm")
    return When(_("behind"), "late") if webhook.refused else When(_("in order"), "ok")


def letter(row: DeadLetter, may_send: bool) -> Letter:
    return Letter(
        id=row.pk, notice=row.notice_id, kind=row.get_kind_display(), organisation=row.organisation.name,
        given_up=words.moment(row.given_up_at), attempts=row.attempts, why=said(row.fault, row.status),
        url=free_act_url(outbox.RESEND, row.pk) if may_send else "",
    )  # fmt: skip
