"""Somebody leaves, or comes back: every way in ends at once, and none of the old ones opens again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import get_access_token_model

from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import CalendarFeed, Client, Person

SOURCE = "INV-38"


@transaction.atomic
def leave(*, person: Person, by: Actor, at: datetime) -> Person:
    """Sessions, tokens and the calendar feed of this person end. Raises RuleBroken for who has left already.

    What the person did stays, under their name. An API client that was given to them in person goes with its tokens.
    """
    row = Person.objects.select_for_update().get(pk=person.pk)
    if not row.is_active:
        raise RuleBroken("has-left", _("This person has left already."), SOURCE)
    row.is_active, row.logged_out_at = False, at
    row.save(update_fields=["is_active", "logged_out_at"])
    for feed in CalendarFeed.objects.select_for_update().filter(person=row, revoked_at=None):
        feed.revoked_at = at
        feed.save(update_fields=["revoked_at"])
    get_access_token_model().objects.filter(user_id=row.pk).delete()
    Client.objects.filter(user_id=row.pk).delete()
    return row


@transaction.atomic
def come_back(*, person: Person, by: Actor, at: datetime) -> Person:
    """The account works again: to log in, and with whatever is made anew. Raises RuleBroken for who is here."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.is_active:
        raise RuleBroken("is-here", _("This person has not left."), SOURCE)
    row.is_active, row.logged_out_at = True, at
    row.save(update_fields=["is_active", "logged_out_at"])
    return row
