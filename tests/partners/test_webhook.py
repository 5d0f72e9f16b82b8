"""Setting, rotating, trying and stopping a webhook, from the server's command line."""

import base64
import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from audit.models import Entry
from config.encryption import rewrap_all
from partners import outbox, webhook
from partners.models import Webhook, WebhookSecret
from partners.outbox_worker import Worker
from policy.terms import term
from tests.receiver import Receiver

pytestmark = pytest.mark.django_db


def webhook_command(*words: str) -> str:
    output = StringIO()
    call_command("webhook", *words, stdout=output)
    return output.getvalue()


def secret_of(said: str) -> str:
    return json.loads(said)["secret"]


def set_up(receiver: Receiver) -> str:
    return secret_of(webhook_command("set", "avim", "--url", receiver.url))


def test_set_prints_the_secret_once_and_keeps_it_encrypted(receiver, organisations):
    said = json.loads(webhook_command("set", "avim", "--url", receiver.url))
    assert said["organisation"] == "avim"
    assert said["secret"].startswith("whsec_")
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM partners_webhooksecret")
        (kept,) = cursor.fetchone()
    assert said["secret"].removeprefix("whsec_") not in kept
    assert WebhookSecret.objects.get().secret.text == said["secret"]


def test_the_secret_survives_a_new_key_of_the_ring(receiver, organisations, settings):
    secret = set_up(receiver)
    settings.KEY_RING = f"next:{base64.b64encode(bytes(64)).decode()},{settings.KEY_RING}"
    rewrap_all()
    webhook_command("test", "avim")
    assert len(receiver.verified(secret)) == 1


def test_an_address_that_may_not_be_called_is_refused_with_the_reason(organisations):
    with pytest.raises(CommandError, match="https"):
        webhook_command("set", "avim", "--url", "http://avim.example/")
    assert not Webhook.objects.exists()


def test_the_test_arrives_signed_and_says_nothing(receiver, organisations):
    secret = set_up(receiver)
    webhook_command("test", "avim")
    (event,) = receiver.verified(secret)
    assert (event["type"], event["data"]) == ("nl.beschut.test", {})


def test_a_test_that_does_not_arrive_says_why_and_not_where(receiver, organisations):
    set_up(receiver)
    receiver.status = 401
    with pytest.raises(CommandError, match="401") as refused:
        webhook_command("test", "avim")
    assert "geheim" not in str(refused.value)


@pytest.mark.requirement("S004-35")
def test_both_secrets_sign_until_the_old_one_has_had_its_time(receiver, organisations, told, at):
    old = WebhookSecret.objects.get().secret.text
    first, later = at(2026, 3, 2), term("OLD_WEBHOOK_SECRET", at(2026, 3, 2).date()).deadline(at(2026, 3, 2))
    by = outbox.on_behalf_of(organisations["AVIM"], origin="COMMAND")
    new = webhook.rotate(organisation=organisations["AVIM"], by=by, at=first)
    hook = Webhook.objects.get()
    assert webhook.signing(hook, first) == [new, old]
    assert webhook.signing(hook, later) == [new]


def test_a_notice_during_a_rotation_is_accepted_by_who_knows_either_secret(receiver, organisations, open_case, tell):
    old = set_up(receiver)
    new = secret_of(webhook_command("rotate", "avim"))
    tell(open_case())
    with Worker(timezone.now) as worker:
        assert worker.until_empty() == 1
    assert len(receiver.verified(old)) == len(receiver.verified(new)) == 1


def test_two_rotations_in_a_row_lose_no_receiver(receiver, organisations):
    secrets = [set_up(receiver), *(secret_of(webhook_command("rotate", "avim")) for _again in range(2))]
    webhook_command("test", "avim")
    assert [len(receiver.verified(secret)) for secret in secrets] == [1, 1, 1]


def test_a_secret_that_had_its_time_is_thrown_away_by_the_next_rotation(receiver, organisations, at):
    by = outbox.on_behalf_of(organisations["AVIM"], origin="COMMAND")
    webhook.point(organisation=organisations["AVIM"], url=receiver.url, by=by, at=at(2026, 3, 1))
    for month in (4, 5, 6):
        webhook.rotate(organisation=organisations["AVIM"], by=by, at=at(2026, month, 1))
    assert WebhookSecret.objects.count() == 2


def test_a_new_address_gets_a_new_secret_and_the_old_one_signs_no_more(receiver, new_receiver, organisations):
    old, other = set_up(receiver), new_receiver()
    new = set_up(other)
    webhook_command("test", "avim")
    assert old != new
    assert len(other.verified(new)) == 1
    assert WebhookSecret.objects.count() == 1
    assert receiver.received == []


def test_a_stopped_webhook_is_not_called_and_what_waits_goes_when_there_is_an_address(receiver, organisations, told):
    webhook_command("stop", "avim")
    with Worker(timezone.now) as worker:
        assert worker.until_empty() == 0
    set_up(receiver)
    with Worker(timezone.now) as worker:
        assert worker.until_empty() == 1
    assert receiver.ids == [str(told.pk)]


@pytest.mark.parametrize("step", ["rotate", "test", "stop"])
def test_who_has_no_webhook_is_told_so(organisations, step):
    with pytest.raises(CommandError, match="no webhook|geen webhook"):
        webhook_command(step, "avim")


def test_every_step_stands_in_the_ledger_and_no_secret_or_address_does(receiver, organisations):
    said = webhook_command("set", "avim", "--url", receiver.url) + webhook_command("rotate", "avim")
    webhook_command("test", "avim")
    webhook_command("stop", "avim")
    rows = Entry.objects.filter(table="partners_webhook", record=organisations["AVIM"].pk).order_by("id")
    assert [(row.kind, row.reason, row.origin) for row in rows] == [
        ("CREATE", "address", "COMMAND"), ("CHANGE", "secret", "COMMAND"), ("READ", "test", "COMMAND"),
        ("CHANGE", "stopped", "COMMAND"),
    ]  # fmt: skip
    kept = "".join(str(row.__dict__) for row in rows)
    assert "geheim" not in kept
    assert "whsec_" in said
    assert "whsec_" not in kept
    assert settings.KEY_RING not in kept
