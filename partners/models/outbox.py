"""Webhooks, and what still has to be sent to them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.notice import Notice
from partners.models.people import Organisation


class Webhook(models.Model):
    """Where a partner wants to be called at once; the secret signs each call (Standard Webhooks)."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="webhook")
    url = models.URLField(_("address"))
    secret = models.CharField(_("secret"), max_length=200)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("webhook"), _("webhooks")

    def __str__(self) -> str:
        return str(self.organisation)


class OutboxMessage(models.Model):
    """Something to send, written in the same transaction as what it tells; ids and a type, no personal data."""

    id = models.BigAutoField(primary_key=True)
    notice = models.OneToOneField(Notice, models.PROTECT)
    webhook = models.ForeignKey(Webhook, models.PROTECT)
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["next_attempt_at"], condition=Q(sent_at=None), name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.notice_id}"
