"""What the API remembers between two calls of a client: what it was answered, and how often it called."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.people import Client


class StoredAnswer(models.Model):
    """What a client was answered under an idempotency key. Of both bodies nothing is kept, of the key a keyed hash.

    `asked` is the keyed hash of the request. The answer's body is made anew, as whoever asks again may read it then.
    """

    id = models.BigAutoField(primary_key=True)
    client = models.ForeignKey(Client, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    asked = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    record = models.UUIDField(null=True, help_text=_("The record that was made or changed."))
    location = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["client", "key"], name="a_key_of_a_client_is_used_once")]

    def __str__(self) -> str:
        return f"{self.status} {self.record}"


class RateWindow(models.Model):
    """How often somebody called in one minute: a client, or an address that is nobody's yet, as a keyed hash."""

    subject = models.CharField(max_length=80, primary_key=True)
    minute = models.BigIntegerField(db_index=True)
    calls = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.subject} {self.calls}"
