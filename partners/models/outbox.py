"""Webhooks, what still has to be sent to them, and what could not be."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Noted, Recorded
from config.encryption import EncryptedTextField
from partners.data_classes import DataClass, fields
from partners.models.notice import Notice, NoticeKind
from partners.models.people import Organisation


class Fault(models.TextChoices):
    """Why a call did not arrive. What the partner's server answered is not kept: anything may stand in it."""

    NAME = "NAME", _("the name of the server is not known")
    ADDRESS = "ADDRESS", _("the server has an address that may not be called")
    UNREACHABLE = "UNREACHABLE", _("the server cannot be reached")
    TLS = "TLS", _("the certificate of the server is not valid")
    TIMEOUT = "TIMEOUT", _("the server took too long")
    GARBLED = "GARBLED", _("the server answered something that is no HTTP")
    ANSWER = "ANSWER", _("the server refused it")
    OURS = "OURS", _("something went wrong at our side")


class Webhook(Noted):
    """Where a partner wants to be called at once. One for each organisation."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="webhook")
    url = models.URLField(_("address"))
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("webhook"), _("webhooks")

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def host(self) -> str:
        """All of the address that a screen or a log shows: in the rest there may be a token."""
        return urlsplit(self.url).netloc


class WebhookSecret(Noted):
    """A secret that signs the calls to a webhook (Standard Webhooks), until it was replaced long enough ago."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="secrets")
    secret = EncryptedTextField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    removable = True

    class Meta:
        verbose_name, verbose_name_plural = _("secret of a webhook"), _("secrets of webhooks")

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.since}"


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def waiting(self) -> "OutboxQuerySet":
        """What was not delivered yet and is not put aside."""
        return self.filter(sent_at=None, given_up_at=None)

    def due(self, webhook: Webhook, at: datetime) -> "OutboxQuerySet":
        """What may be sent now: of each case only what waits for nothing earlier of the same case."""
        earlier = OutboxMessage.objects.waiting().filter(
            webhook=webhook, case_id=OuterRef("case_id"), id__lt=OuterRef("id")
        )
        return self.waiting().filter(~Exists(earlier), webhook=webhook, next_attempt_at__lte=at)


class OutboxMessage(models.Model):
    """Something to send, written in the same transaction as what it tells; ids and a type, no personal data."""

    id = models.BigAutoField(primary_key=True)
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="message")
    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="messages")
    case_id = models.UUIDField(null=True, help_text=_("What is told of one case arrives in its order."))
    attempts = models.PositiveIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=12, choices=Fault, blank=True)
    status = models.PositiveSmallIntegerField(null=True, help_text=_("The status that the server answered."))

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["webhook", "next_attempt_at", "id"], name="outbox_turn",
                         condition=Q(sent_at=None, given_up_at=None)),
            models.Index(fields=["webhook", "case_id", "id"], name="outbox_order",
                         condition=Q(sent_at=None, given_up_at=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.notice_id}"


def kinds() -> list[tuple[str, str]]:
    """The kinds of notices, asked for when they are needed: a new one changes nothing here."""
    return list(NoticeKind.choices)


class DeadLetter(Recorded):
    """A notice that a webhook did not take, however often it was tried. A person lets it be sent again, or not.

    It is a record of the organisation that was to be told, and names ids and a kind, nothing of a child.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="dead_letters", verbose_name=_("notice"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    kind = models.CharField(_("about"), max_length=20, choices=kinds)
    given_up_at = models.DateTimeField(_("put aside at"))
    attempts = models.PositiveIntegerField(_("tries"))
    fault = models.CharField(_("what went wrong"), max_length=12, choices=Fault)
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    resent_at = models.DateTimeField(_("sent again at"), null=True)

    data = {
        DataClass.DELIVERY: fields("notice organisation kind given_up_at resent_at", "attempts fault status"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("undelivered notice"), _("undelivered notices")
        indexes = [models.Index(fields=["organisation", "-given_up_at"], name="dead_letter_organisation")]
        constraints = [
            models.UniqueConstraint(
                fields=["notice"], condition=Q(resent_at=None), name="a_notice_is_put_aside_once",
                violation_error_message=_("This notice is put aside already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
