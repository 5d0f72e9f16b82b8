"""Organisations, their people and their API clients."""

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from oauth2_provider.models import AbstractApplication

from audit.models import Noted
from partners.roles import ROLE_CHOICES, ROLES, OrganisationKind


class Organisation(Noted):
    """One organisation that takes part. Its kind decides which roles its people can have."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.SlugField(_("code"), unique=True, help_text=_("A short name that commands and partners use."))
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    is_active = models.BooleanField(_("takes part"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser, Noted):
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
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    logged_out_at = models.DateTimeField(
        null=True, blank=True, help_text=_("No session that began before counts any more.")
    )

    USERNAME_FIELD = "username"
    unnoted = ("last_login",)  # signing in has an entry of its own
    stamped = ("logged_out_at", "is_active")  # what was open when somebody left stays shut when they are back
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


class Client(AbstractApplication, Noted):
    """An API client of a partner: it belongs to one organisation and one role."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="clients")
    role = models.CharField(max_length=60, choices=ROLE_CHOICES)
    location = models.UUIDField(null=True, blank=True, help_text=_("The house a client of a provider works for."))

    removable = True

    class Meta(AbstractApplication.Meta):
        swappable = "OAUTH2_PROVIDER_APPLICATION_MODEL"
