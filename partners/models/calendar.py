"""The calendar feed of a person: an address with a secret in it, of which only a hash is kept."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Noted
from partners.models.people import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def live(self) -> "CalendarFeedQuerySet":
        """Those that answer: not revoked, of somebody who works here, and made after every session was ended last."""
        since_then = Q(person__logged_out_at=None) | Q(made_at__gt=F("person__logged_out_at"))
        return self.filter(since_then, revoked_at=None, person__is_active=True)


class CalendarFeed(Noted):
    """One address. A new one takes the place of the last: a person has one that answers at most."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_feeds")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("calendar feed"), _("calendar feeds")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at=None), name="a_person_has_one_calendar_feed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.made_at}"
