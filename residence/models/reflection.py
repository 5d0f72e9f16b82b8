"""The reflection period (bedenktijd): not standard for these children, and never begun by a signal (S004-40)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from policy import reflection


class ReflectionPeriod(Recorded):
    """One period. It ends by itself on its last day, which is computed; when it ended earlier and how is recorded."""

    class OfferedBy(models.TextChoices):
        POLICE = "POLICE", _("police")
        KMAR = "KMAR", _("KMar")

    class Outcome(models.TextChoices):
        REPORT_FILED = "REPORT_FILED", _("the child filed a report")
        OTHER_COOPERATION = "OTHER_COOPERATION", _("the child cooperates in another way")
        DECLINED = "DECLINED", _("the child does not cooperate")

    case = models.ForeignKey(Case, models.PROTECT, related_name="reflection_periods")
    offered_by = models.CharField(_("offered by"), max_length=8, choices=OfferedBy)
    offered_on = models.DateField(_("offered on"), blank=True, help_text=_("Leave empty for today."))
    starts_on = models.DateField(_("starts on"), blank=True, help_text=_("Leave empty for today."))
    dublin = models.BooleanField(
        _("another country may be responsible (Dublin)"), default=False, help_text=_("Then it takes thirty days.")
    )
    explicit_choice = models.BooleanField(
        _("the child chose it itself"), default=False,
        help_text=_("Asked of a child that has lawful stay already, after it was explained."),
    )  # fmt: skip
    lawful_stay = models.BooleanField(_("the child had lawful stay when it began"), editable=False)
    informed_on = models.DateField(_("explained on"), null=True, editable=False)
    ind_informed_on = models.DateField(_("IND informed on"), editable=False)
    ended_on = models.DateField(
        _("ended on"), null=True, blank=True, help_text=_("Leave empty for today, or its last day if that has passed.")
    )
    outcome = models.CharField(_("outcome"), max_length=18, choices=Outcome, blank=True)

    data = {
        DataClass.REFLECTION: fields(
            "case starts_on dublin ended_on",
            "offered_by offered_on explicit_choice lawful_stay informed_on ind_informed_on outcome",
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("reflection period"), _("reflection periods")
        ordering = ["-starts_on", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_on=None), name="one_reflection_period_runs",
                violation_error_message=_("A reflection period runs already, or waits for its outcome."),
            ),
            models.CheckConstraint(
                condition=Q(lawful_stay=False) | Q(explicit_choice=True, informed_on__isnull=False),
                name="reflection_beside_lawful_stay_is_chosen",
                violation_error_message=_("A child with lawful stay chooses it itself, after it was explained."),
            ),
            models.CheckConstraint(
                condition=(Q(ended_on=None) & Q(outcome=""))
                | (Q(ended_on__isnull=False, ended_on__gte=F("starts_on")) & ~Q(outcome="")),
                name="a_reflection_period_ends_with_an_outcome",
                violation_error_message=_("It ends after it began, with what the child wants."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)

    @property
    def last_day(self) -> date:
        """The last day that it may have (INV-12)."""
        return reflection.last_day(self.starts_on, dublin=self.dublin)
