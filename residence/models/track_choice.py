"""What the child chooses: its own, at any time or never, and nothing waits for it (S004-59, S004-95, INV-16)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields


class TrackChoice(Recorded):
    """What the child said on one day; it says something else later by another row."""

    class Track(models.TextChoices):
        ASYLUM = "ASYLUM", _("asylum")
        SCHEME = "SCHEME", _("the residence scheme for victims of trafficking")
        BOTH = "BOTH", _("both, side by side")

    class MadeBy(models.TextChoices):
        """Whoever was with it, the child chooses."""

        CHILD = "CHILD", _("the child")
        CHILD_LAWYER = "CHILD_LAWYER", _("the child, with the lawyer")
        CHILD_GUARDIAN = "CHILD_GUARDIAN", _("the child, with the guardian")
        CHILD_BOTH = "CHILD_BOTH", _("the child, with the lawyer and the guardian")

    case = models.ForeignKey(Case, models.PROTECT, related_name="track_choices")
    track = models.CharField(
        _("what the child chooses"), max_length=8, choices=Track, blank=True,
        help_text=_("Leave empty if the child does not choose, or takes its choice back. It need not choose."),
    )  # fmt: skip
    made_by = models.CharField(_("chosen by"), max_length=16, choices=MadeBy)
    chosen_on = models.DateField(_("said on"), blank=True, help_text=_("Leave empty for today."))

    data = {DataClass.CHOICE: fields("case track made_by chosen_on")}

    class Meta:
        verbose_name, verbose_name_plural = _("choice of procedure"), _("choices of procedure")
        ordering = ["-chosen_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(made_by__in=["CHILD", "CHILD_LAWYER", "CHILD_GUARDIAN", "CHILD_BOTH"]),
                name="the_child_chooses_its_track",
                violation_error_message=_("The child itself chooses, whoever is with it."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)
