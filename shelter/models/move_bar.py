"""Days on which a child should not be moved: an exam, a treatment, a hearing that is near (S004-18)."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields


class MoveBarQuerySet(models.QuerySet["MoveBar"]):
    def on(self, day: date) -> "MoveBarQuerySet":
        """Those that hold on a day."""
        return self.filter(begins_on__lte=day, until__gte=day, lifted_on=None)


class MoveBar(Recorded):
    """The child stays where it is until a day. Of what kind the reason is, and no word more: not what ails it."""

    class Kind(models.TextChoices):
        MEDICAL = "MEDICAL", _("medical")
        EXAM = "EXAM", _("school or exam")
        HEARING = "HEARING", _("a hearing is near")
        SAFETY = "SAFETY", _("safety")
        OTHER = "OTHER", _("another reason")

    case = models.ForeignKey(Case, models.PROTECT, related_name="move_bars")
    kind = models.CharField(_("kind of reason"), max_length=10, choices=Kind)
    begins_on = models.DateField(_("from"), editable=False)
    until = models.DateField(_("up to and with"), help_text=_("The last day on which the child should not be moved."))
    lifted_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)

    objects = MoveBarQuerySet.as_manager()

    data = {DataClass.TRANSFER: fields("case begins_on until lifted_on", "kind")}

    class Meta:
        verbose_name, verbose_name_plural = _("not to be moved"), _("days on which the child is not to be moved")
        ordering = ["-until"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("begins_on")), name="a_move_bar_ends_after_it_began",
                violation_error_message=_("The last day comes after the first."),
            ),
            models.CheckConstraint(
                condition=Q(lifted_on=None) | Q(lifted_on__gte=F("begins_on")), name="a_move_bar_is_lifted_later",
                violation_error_message=_("It ends after it began."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
