"""Care coordination: Nidos stays at the side of whoever turned eighteen in protected shelter (S004-57, S004-120)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields
from partners.models import Person


class CareCoordination(Recorded):
    """By one person of Nidos, of an adult in BO or a special azc, as long as it lives there (INV-25).

    Since when it is of age and where it lives are kept with it, so that the database can hold them against that.
    """

    class End(models.TextChoices):
        LEFT = "LEFT", _("left protected shelter or the special asylum centre")
        DECIDED = "DECIDED", _("ended by Nidos")
        REPLACED = "REPLACED", _("somebody else took over")
        MINOR_AGAIN = "MINOR_AGAIN", _("counts as a minor again")

    class Home(models.TextChoices):
        BO = "BO", _("protected shelter")
        SPECIAL_AZC = "SPECIAL_AZC", _("a specially equipped asylum centre")

    case = models.ForeignKey(Case, models.PROTECT, related_name="care_coordinations")
    coordinator = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("care coordinator"))
    basis = EncryptedTextField(
        _("what it is needed for"),
        help_text=_("What the young adult asked for and what is arranged; stored encrypted."),
    )
    adult_since = models.DateField(_("of age since"), editable=False)
    lives_in = models.CharField(_("lives in"), max_length=12, choices=Home, editable=False)
    starts_on = models.DateField(
        _("from"), blank=True, help_text=_("Leave empty for today; not before the eighteenth birthday.")
    )
    ends_on = models.DateField(_("until"), null=True, blank=True, editable=False)
    ended_as = models.CharField(_("ended as"), max_length=12, choices=End, blank=True, editable=False)
    end_reason = EncryptedTextField(_("why it ends"), blank=True, help_text=_("Stored encrypted."))

    data = {
        DataClass.CARE: fields("case coordinator starts_on ends_on ended_as", "basis adult_since end_reason"),
        # In what kind of place somebody lives is for who may know where.
        DataClass.LOCATION: fields(rest="lives_in"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("care coordination"), _("care coordination")
        ordering = ["-starts_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ends_on=None), name="one_care_coordinator_at_a_time",
                violation_error_message=_("Care is coordinated already; a new coordinator takes over."),
            ),
            models.CheckConstraint(
                condition=Q(starts_on__gte=F("adult_since")), name="care_is_coordinated_of_adults",
                violation_error_message=_("Care coordination begins at eighteen at the earliest (INV-25)."),
            ),
            models.CheckConstraint(
                condition=Q(lives_in__in=["BO", "SPECIAL_AZC"]), name="care_is_coordinated_in_bo_or_a_special_azc",
                violation_error_message=_("Care is coordinated in protected shelter or a special azc (INV-25)."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None, ended_as="")
                | (Q(ends_on__isnull=False, ends_on__gte=F("starts_on")) & ~Q(ended_as="")),
                name="care_ends_as_something",
                violation_error_message=_("Say how care coordination ended."),
            ),
            models.CheckConstraint(
                condition=~Q(ended_as="DECIDED") | ~Q(end_reason=""), name="nidos_ends_care_with_a_reason",
                violation_error_message=_("Say why care coordination ends."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
