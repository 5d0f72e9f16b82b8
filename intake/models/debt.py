"""How the child came in, and what is owed for it: it makes vulnerable, and is no trafficking by itself (S001-28)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models.case import Case
from partners.data_classes import DataClass, fields


class SmugglingDebt(Recorded):
    """What somebody told of it on one day; told anew, it is a new row, and the newest counts."""

    class Known(models.TextChoices):
        YES = "YES", _("yes")
        NO = "NO", _("no")
        UNKNOWN = "UNKNOWN", _("not known")

    class Creditor(models.TextChoices):
        SMUGGLER = "SMUGGLER", _("a smuggler or travel agent")
        FAMILY = "FAMILY", _("family or acquaintances")
        EMPLOYER = "EMPLOYER", _("somebody who offers work")
        OTHER = "OTHER", _("somebody else")
        UNKNOWN = "UNKNOWN", _("not known")

    class Pressure(models.TextChoices):
        NONE = "NONE", _("nobody")
        CHILD = "CHILD", _("the child")
        FAMILY = "FAMILY", _("the family")
        BOTH = "BOTH", _("the child and the family")
        UNKNOWN = "UNKNOWN", _("not known")

    class Teller(models.TextChoices):
        CHILD = "CHILD", _("the child")
        FAMILY = "FAMILY", _("family")
        OTHER = "OTHER", _("somebody else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="smuggling_debts")
    smuggled_in = models.CharField(_("was smuggled in"), max_length=8, choices=Known, default=Known.UNKNOWN)
    owed = models.CharField(_("there is a debt for the journey"), max_length=8, choices=Known, default=Known.UNKNOWN)
    amount = models.PositiveIntegerField(_("amount"), null=True, blank=True, help_text=_("As far as it is known."))
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("Three letters, as EUR or USD."))
    creditor_type = models.CharField(
        _("owed to what kind of person"), max_length=10, choices=Creditor, default=Creditor.UNKNOWN
    )
    creditor = EncryptedTextField(_("owed to whom"), blank=True, help_text=_("As it was told; stored encrypted."))
    pressure_on = models.CharField(_("pressure on"), max_length=8, choices=Pressure, default=Pressure.UNKNOWN)
    pressure = EncryptedTextField(
        _("what the pressure is"), blank=True,
        help_text=_("Calls, threats, work that is asked in return. Stored encrypted."),
    )  # fmt: skip
    told_by = models.CharField(_("told by"), max_length=8, choices=Teller, default=Teller.CHILD)
    told_on = models.DateField(_("told on"), blank=True, help_text=_("Leave empty for today."))

    data = {
        DataClass.DEBT: fields(
            "case smuggled_in owed pressure_on told_on", "amount currency creditor_type creditor pressure told_by"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("debt for the journey"), _("debts for the journey")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owed="YES")
                | Q(amount=None, creditor_type="UNKNOWN", creditor="", pressure="",
                    pressure_on__in=["NONE", "UNKNOWN"]),
                name="what_is_owed_is_said_of_a_debt",
                violation_error_message=_("Of no debt nobody says to whom it is owed."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None, currency="") | (Q(amount__isnull=False) & ~Q(currency="")),
                name="an_amount_has_its_currency",
                violation_error_message=_("Give the amount with its currency."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
