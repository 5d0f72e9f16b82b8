"""The residence scheme for victims of trafficking, which may run beside asylum (S004-64, S004-65)."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.language import say
from intake.models import Case
from partners.data_classes import DataClass, fields
from policy.scheme import GROUNDS


def grounds() -> list[tuple[str, str]]:
    return [(row.code, say(row.label)) for row in GROUNDS]


class SchemeStatus(models.TextChoices):
    """How a procedure stands; it follows from its days and is stored nowhere (C3.6)."""

    OPEN = "OPEN", _("under consideration")
    PERMIT = "PERMIT", _("permit granted")
    CONTINUED_STAY_APPLIED = "CONTINUED_STAY_APPLIED", _("continued stay applied for")
    FINAL = "FINAL", _("ended")


class TraffickingProcedure(Recorded):
    """One procedure, from its opening to its end. It may open while asylum runs, after it, or without it."""

    class OpenedBy(models.TextChoices):
        CHILD = "CHILD", _("the child, who asks for it")
        POLICE_REPORT = "POLICE_REPORT", _("the child's report to the police, which counts as an application")
        EX_OFFICIO = "EX_OFFICIO", _("IND, after the ex-officio test")

    class EndedAs(models.TextChoices):
        NO_PERMIT = "NO_PERMIT", _("no permit was granted")
        EXPIRED = "EXPIRED", _("the permit ran out or was withdrawn")
        STAYS = "STAYS", _("continued stay was granted")
        STAY_REFUSED = "STAY_REFUSED", _("continued stay was refused")

    case = models.ForeignKey(Case, models.PROTECT, related_name="trafficking_procedures")
    opened_on = models.DateField(_("opened on"), blank=True, help_text=_("Leave empty for today."))
    opened_by_choice_of = models.CharField(_("opened by choice of"), max_length=16, choices=OpenedBy)
    ground = models.CharField(
        _("ground"), max_length=2, choices=grounds, blank=True, help_text=_("Leave empty when it is not known yet.")
    )
    granted_on = models.DateField(_("permit granted on"), null=True, blank=True, help_text=_("Leave empty for today."))
    valid_until = models.DateField(
        _("permit valid until"), null=True, blank=True, help_text=_("Leave empty for one year.")
    )
    renewal_asked_on = models.DateField(
        _("renewal asked for on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )
    continued_stay_considered_on = models.DateField(
        _("continued stay considered on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )
    continued_stay_applied_on = models.DateField(
        _("continued stay applied for on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, help_text=_("Leave empty for today."))
    ended_as = models.CharField(_("ended as"), max_length=12, choices=EndedAs, blank=True)

    data = {
        DataClass.PROCEDURE: fields(
            "case opened_on granted_on valid_until ended_on",
            "opened_by_choice_of ground continued_stay_applied_on ended_as",
        ),
        # What is weighed with the child is not for who decides on the procedure.
        DataClass.CHOICE: fields(rest="renewal_asked_on continued_stay_considered_on"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("trafficking procedure"), _("trafficking procedures")
        ordering = ["-opened_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(granted_on=None, ended_on=None),
                name="one_trafficking_procedure_awaits_a_permit",
                violation_error_message=_("A procedure is open in this case already."),
            ),
            models.CheckConstraint(
                condition=(Q(granted_on=None) & Q(valid_until=None))
                | (Q(granted_on__isnull=False, granted_on__gte=F("opened_on"))
                   & Q(valid_until__isnull=False, valid_until__gt=F("granted_on"))),
                name="a_permit_has_its_days",
                violation_error_message=_("A permit is valid from the day it was granted until a later day."),
            ),
            models.CheckConstraint(
                condition=(Q(continued_stay_considered_on=None) & Q(continued_stay_applied_on=None)
                           & Q(renewal_asked_on=None))
                | Q(granted_on__isnull=False),
                name="what_follows_a_permit_has_one",
                violation_error_message=_("First a permit is granted."),
            ),
            models.CheckConstraint(
                condition=(Q(ended_on=None) & Q(ended_as=""))
                | (Q(ended_on__isnull=False, ended_on__gte=F("opened_on")) & ~Q(ended_as="")),
                name="a_trafficking_procedure_ends_as_something",
                violation_error_message=_("It ends after it was opened, and as something."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def status(self) -> SchemeStatus:
        return scheme_status(vars(self))


def scheme_status(row: Mapping[str, Any]) -> SchemeStatus:
    """How it stands by the days that may be read."""
    if row["ended_on"] is not None:
        return SchemeStatus.FINAL
    if row.get("continued_stay_applied_on") is not None:
        return SchemeStatus.CONTINUED_STAY_APPLIED
    return SchemeStatus.PERMIT if row["granted_on"] is not None else SchemeStatus.OPEN
