"""A person makes and revokes the address of a calendar feed; who knows the address is answered as that person.

No act: a partner's client is nobody in person, and the answer is a secret that is shown once and kept nowhere.
"""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import CalendarFeed, Person

SECRET_BYTES = 32
SOURCE = "INV-38"


def hashed(secret: str) -> str:
    """Without a salt: 256 random bits are no word that anybody could guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def current(by: Actor) -> CalendarFeed | None:
    return CalendarFeed.objects.live().filter(person=by.person_id).first()


@transaction.atomic
def make(*, by: Actor, at: datetime) -> str:
    """The secret of a new feed; the last one answers no more. Raises RuleBroken."""
    person = Person.objects.select_for_update(no_key=True).filter(pk=by.person_id, is_active=True).first()
    if person is None:
        raise RuleBroken("nobody", _("A calendar feed belongs to a person who works here."), SOURCE)
    _end(by, at)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    CalendarFeed.objects.create(person=person, secret_hash=hashed(secret), made_at=at)
    return secret


@transaction.atomic
def revoke(*, by: Actor, at: datetime) -> None:
    """The address answers no more. Raises RuleBroken when there is none."""
    if not _end(by, at):
        raise RuleBroken("no-feed", _("You have no calendar feed."), SOURCE)


def _end(by: Actor, at: datetime) -> bool:
    row = CalendarFeed.objects.select_for_update().filter(person=by.person_id, revoked_at=None).first()
    if row is None:
        return False
    row.revoked_at = at
    row.save()
    return True


def find(secret: str) -> CalendarFeed | None:
    """The feed of this secret; of who left, and after it was revoked, there is none."""
    rows = CalendarFeed.objects.live().select_related("person__organisation")
    return rows.filter(secret_hash=hashed(secret)).first()
