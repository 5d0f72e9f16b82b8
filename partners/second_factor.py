"""The second step of a login: who must have one, what is set up, and what the ledger keeps of it.

Outside the demo everybody has one. The rows are allauth's (`mfa_authenticator`), in the shape that it documents; what
is secret in them stands under a data key of their own, so that turning the key ring re-wraps it with the others.
"""

import base64
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Kind, Origin
from config.encryption import hold_data_key, seal, unseal
from partners.actors import Actor, anonymous
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Person

SECRETS = UUID("7d1c5b52-0c1e-4f1e-9d3a-2f0b7c8e6a41")
BINDING = "mfa_authenticator.data"
SOURCE = "B-27"
SEED_BYTES = 40
Type = Authenticator.Type
STEPS = (Type.TOTP, Type.WEBAUTHN)


def encrypted(text: str) -> str:
    """What is kept of a secret of an authenticator."""
    hold_data_key(SECRETS)
    return base64.b64encode(seal(SECRETS, text.encode(), BINDING)).decode()


def decrypted(kept: str) -> str:
    return unseal(base64.b64decode(kept), BINDING).decode()


def required() -> bool:
    """Whether a password alone is not enough: everywhere but in the demo."""
    return bool(settings.SECOND_FACTOR)


def of(person: Person) -> list[Authenticator]:
    """What this person set up, the recovery codes last."""
    order = [*STEPS, Type.RECOVERY_CODES]
    return sorted(Authenticator.objects.filter(user=person), key=lambda row: (order.index(row.type), row.pk))


def has_one(person: Person) -> bool:
    return Authenticator.objects.filter(user=person, type__in=STEPS).exists()


def codes_left(person: Person) -> list[str]:
    """The recovery codes that were not used yet."""
    row = Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).first()
    return row.wrap().get_unused_codes() if row else []


@transaction.atomic
def set_up_app(*, person: Person, secret: str, by: Actor) -> Authenticator:
    """From now on a code of this app is asked for. Raises RuleBroken where there is an app already."""
    Person.objects.select_for_update().get(pk=person.pk)
    if Authenticator.objects.filter(user=person, type=Type.TOTP).exists():
        raise RuleBroken(
            "app-is-there", _("You have an app already. Remove it before you set up another one."), SOURCE
        )
    row = Authenticator.objects.create(user=person, type=Type.TOTP, data={"secret": get_adapter().encrypt(secret)})
    note(Kind.CHANGE, "totp added", person, by)
    return row


@transaction.atomic
def set_up_key(*, person: Person, name: str, credential: dict[str, Any], by: Actor) -> Authenticator:
    """From now on this security key, or passkey, can be the second step."""
    row = Authenticator.objects.create(user=person, type=Type.WEBAUTHN, data={"name": name, "credential": credential})
    note(Kind.CHANGE, "webauthn added", person, by)
    return row


@transaction.atomic
def make_codes(*, person: Person, by: Actor) -> list[str]:
    """New recovery codes; the old ones are right no more. Raises RuleBroken for who has nothing to recover."""
    Person.objects.select_for_update().get(pk=person.pk)
    if not has_one(person):
        raise RuleBroken("nothing-set-up", _("Set up an app or a security key first."), SOURCE)
    Authenticator.objects.filter(user=person, type=Type.RECOVERY_CODES).delete()
    data = {"seed": get_adapter().encrypt(secrets.token_hex(SEED_BYTES)), "used_mask": 0}
    row = Authenticator.objects.create(user=person, type=Type.RECOVERY_CODES, data=data)
    note(Kind.CHANGE, "recovery codes made", person, by)
    codes: list[str] = row.wrap().generate_codes()
    return codes


@transaction.atomic
def remove(*, person: Person, key: int, by: Actor) -> None:
    """One app or key counts no more. Raises RuleBroken for the last one: without any nobody comes in."""
    Person.objects.select_for_update().get(pk=person.pk)
    steps = {row.pk: row for row in Authenticator.objects.filter(user=person, type__in=STEPS)}
    if key not in steps:
        raise RuleBroken("no-such-step", _("This is no app or key of yours, or no longer."), SOURCE)
    if len(steps) == 1:
        raise RuleBroken("last-step", _("This is your only second step. Set up another one first."), SOURCE)
    note(Kind.CHANGE, f"{steps[key].type} removed", person, by)
    steps[key].delete()


@transaction.atomic
def forget(*, person: Person, by: Actor, at: datetime) -> None:
    """Whoever lost everything sets it up anew at the next login; every session of theirs ends."""
    found = Authenticator.objects.filter(user=person)
    if not found.exists():
        raise RuleBroken("nothing-set-up", _("There is no second step to forget."), SOURCE)
    found.delete()
    note(Kind.CHANGE, "second step forgotten", person, by)
    person.logged_out_at = at
    person.save(update_fields=["logged_out_at"])


def proved(row: Authenticator, by: Actor) -> None:
    """Somebody who is in proved once more who they are."""
    ledger.write(Kind.PROOF, by=by, reason=row.type)


def wrong(person: Person, by: Actor | None, trace_id: str) -> None:
    """A second step that was wrong, in the ledger: of whom, and what was typed is not kept."""
    nobody = replace(anonymous(Origin.ADMIN, trace_id=trace_id), organisation_id=person.organisation_id)
    ledger.write(Kind.LOGIN_FAILED, by=by or nobody, table=Person._meta.db_table, record=person.pk, reason="step")


def note(kind: str, what: str, person: Person, by: Actor) -> None:
    """What was done to whose second step, in the ledger."""
    ledger.write(kind, by=by, table=Person._meta.db_table, record=person.pk, reason=what,
                 data_classes=[DataClass.CONFIGURATION])  # fmt: skip


def kinds(rows: Iterable[Authenticator]) -> set[str]:
    return {row.type for row in rows}
