"""Organisations, people, API clients, involvement, notices and the outbox."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from audit.models import Recorded
from partners.data_classes import DataClass, fields
from partners.grounds import Ground
from partners.roles import ROLE_CHOICES, ROLES, OrganisationKind


class Organisation(models.Model):
    """One organisation that takes part. Its kind decides which roles its people can have."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(_("code"), unique=True, help_text=_("A short name that commands and partners use."))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who works with the case file: one account, one organisation, one role. Deactivated, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    username = models.CharField(_("user name"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="people", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=60, choices=ROLE_CHOICES)
    staff_id = models.CharField(
        _("staff number"), max_length=80, blank=True, help_text=_("The id that Request-User-Id carries in the API.")
    )
    location = models.UUIDField(
        _("house"),
        null=True,
        blank=True,
        help_text=_("The house a mentor works in; a case of another house stays closed."),
    )
    is_active = models.BooleanField(_("active"), default=True)

    USERNAME_FIELD = "username"
    objects = PersonManager()

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "staff_id"], condition=~Q(staff_id=""), name="a_staff_number_is_one_person",
                violation_error_message=_("Somebody of this organisation already has this staff number."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=list(ROLES)), name="a_person_has_a_known_role",
                violation_error_message=_("This role does not exist."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """Whether the caseworker's door opens at all; what is behind it is the access table's business."""
        return self.is_active

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django's model permissions grant nothing here: the access table decides (design decision 5)."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active


class Client(AbstractApplication):
    """An API client of a partner: it belongs to one organisation and one role."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="clients")
    role = models.CharField(max_length=60, choices=ROLE_CHOICES)
    location = models.UUIDField(null=True, blank=True, help_text=_("The house a client of a provider works for."))

    class Meta(AbstractApplication.Meta):
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"


class InvolvementQuerySet(models.QuerySet["Involvement"]):
    def open(self, at: datetime) -> "InvolvementQuerySet":
        return self.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


class Involvement(Recorded):
    """Why an organisation, or a role, person or house of it, may know of a case, from when and until when."""

    case_id = models.UUIDField(help_text=_("The case; a plain id, because cases live in a higher room."))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    ground = models.CharField(_("ground"), max_length=20, choices=Ground)
    role = models.CharField(_("role"), max_length=60, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("person"))
    location = models.UUIDField(null=True)
    about = models.UUIDField(
        null=True, help_text=_("The row whose end closes this: the signal, indication, placement.")
    )
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True)
    sort_key = models.BigIntegerField(help_text=_("The number of the case: lists start here and never sort cases."))

    objects = InvolvementQuerySet.as_manager()

    data = {
        DataClass.INVOLVEMENT: fields(
            "case_id organisation ground since until", "role person location about sort_key"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("involvement"), _("involvements")
        indexes = [
            models.Index(fields=["organisation", "-sort_key"], name="involvement_list"),
            models.Index(fields=["case_id", "organisation"], name="involvement_case"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="involvement_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} {self.case_id}"


class NoticeKind(models.TextChoices):
    """What a notice tells."""

    SIGNAL = "SIGNAL", _("A signal was raised")
    SIGNAL_UNMATCHED = "SIGNAL_UNMATCHED", _("A signal from outside fits no case yet")
    INDICATION = "INDICATION", _("An indication was decided")
    PLACEMENT = "PLACEMENT", _("The child was placed")
    MOVE = "MOVE", _("The child was moved")
    REST_REQUESTED = "REST_REQUESTED", _("An extension of the rest period was asked for")
    REST_EXTENDED = "REST_EXTENDED", _("The rest period was extended")
    HEARING_PLANNED = "HEARING_PLANNED", _("The first hearing was planned")
    HEARING_CONFLICT = "HEARING_CONFLICT", _("The planned hearing now falls inside the rest period")
    GUARDIANSHIP = "GUARDIANSHIP", _("Guardianship was requested")
    BIRTH_DATE = "BIRTH_DATE", _("The birth date changed: the clocks were computed again")


class Notice(Recorded):
    """One organisation is told of one thing, and says that it has seen it. The content is read by right, not here."""

    case_id = models.UUIDField(null=True)
    kind = models.CharField(_("about"), max_length=20, choices=NoticeKind)
    about = models.UUIDField(help_text=_("The id of the signal, indication, placement or hearing."))
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("from"))
    to_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="notices", verbose_name=_("to"))
    to_role = models.CharField(_("to role"), max_length=60, blank=True)
    to_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("to person"))
    source = models.CharField(_("source"), max_length=40, help_text=_("The rule that asks for this notice."))
    sent_at = models.DateTimeField(_("sent at"))
    due_at = models.DateTimeField(_("to be seen before"), null=True)
    acknowledged_at = models.DateTimeField(_("seen at"), null=True)
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_user_id = models.CharField(max_length=80, blank=True)

    data = {
        DataClass.NOTICE: fields(
            "case_id kind to_organisation sent_at acknowledged_at",
            "about from_organisation to_role to_person source due_at acknowledged_by acknowledged_user_id",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        indexes = [
            models.Index(fields=["to_organisation", "-sent_at"], name="notice_receiver"),
            models.Index(fields=["case_id"], name="notice_case"),
            models.Index(fields=["about"], name="notice_about"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about", "kind", "to_organisation", "to_role"], name="one_notice_per_receiver",
                violation_error_message=_("This organisation has already been told."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


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
