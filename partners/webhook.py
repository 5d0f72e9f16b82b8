"""Where a partner is called, and the secrets that sign the calls: set, rotated, tried, stopped."""

import base64
import secrets
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from config.encryption import Secret, hold_data_key
from partners import webhook_address
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import Organisation, Webhook, WebhookSecret
from partners.webhook_call import Call, envelope, post
from policy.terms import term

SOURCE = "S004-35"
SECRET_BYTES = 32


def of(organisation: Organisation) -> Webhook:
    """The webhook of an organisation, held until the transaction ends. Raises RuleBroken."""
    found = Webhook.objects.select_for_update().filter(organisation=organisation).first()
    if found is None:
        raise RuleBroken("no-webhook", _("This organisation has no webhook."), SOURCE)
    return found


def note(what: str, kind: Kind, webhook: Webhook, by: Actor) -> None:
    """What was done to it, in the ledger, under the id of the organisation."""
    table = Webhook._meta.db_table
    ledger.write(kind, by=by, table=table, record=webhook.organisation_id, reason=what)


def _new_secret(webhook: Webhook, at: datetime) -> str:
    """Keep a new secret, encrypted under a key of the organisation's own, and give it back in the clear."""
    text = "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
    hold_data_key(webhook.organisation_id)
    WebhookSecret.objects.create(webhook=webhook, secret=Secret(webhook.organisation_id, text=text), since=at)
    return text


@transaction.atomic
def point(*, organisation: Organisation, url: str, by: Actor, at: datetime) -> str:
    """Call this organisation here from now on. Gives back the new secret, which is shown once. Raises RuleBroken.

    A new address gets a new secret, and those of the old one sign no more: it may be another server.
    """
    webhook_address.check(url)
    known = Webhook.objects.select_for_update().filter(organisation=organisation).first()
    webhook = known or Webhook(organisation=organisation)
    webhook.url, webhook.is_active = url, True
    webhook.save()
    webhook.secrets.all().delete()
    note("address", Kind.CHANGE if known else Kind.CREATE, webhook, by)
    return _new_secret(webhook, at)


@transaction.atomic
def rotate(*, organisation: Organisation, by: Actor, at: datetime) -> str:
    """A new secret; the old one signs beside it for as long as the policy says, so that no call is lost."""
    webhook = of(organisation)
    webhook.secrets.filter(until__lte=at).delete()
    until = term("OLD_WEBHOOK_SECRET", day_of(at)).deadline(at)
    webhook.secrets.filter(until=None).update(until=until)
    note("secret", Kind.CHANGE, webhook, by)
    return _new_secret(webhook, at)


@transaction.atomic
def stop(*, organisation: Organisation, by: Actor, at: datetime) -> Webhook:
    """Call this organisation no more. What waits stays, and goes when there is an address again. Raises RuleBroken."""
    webhook = of(organisation)
    if not webhook.is_active:
        raise RuleBroken("webhook-stopped", _("This webhook is stopped already."), SOURCE)
    webhook.is_active = False
    webhook.save()
    note("stopped", Kind.CHANGE, webhook, by)
    return webhook


def signing(webhook: Webhook, at: datetime) -> list[str]:
    """The secrets that sign now, the newest first."""
    rows = webhook.secrets.filter(Q(until=None) | Q(until__gt=at)).order_by("-since", "-id")
    return [row.secret.text for row in rows]


def try_out(*, organisation: Organisation, by: Actor, at: datetime) -> None:
    """Send an event that says nothing, now and once. Raises RuleBroken, Unreachable."""
    with transaction.atomic():
        webhook = of(organisation)
        identity = uuid4()
        body = envelope(identity=identity, kind="test", at=at, case=None, data={})
        call = Call(webhook.url, signing(webhook, at), str(identity), body)
        note("test", Kind.READ, webhook, by)
    post(call, at)
