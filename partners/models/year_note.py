"""What must be known to read the figures of a year: more attention, other work, another way of counting (S001-46)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.language import say
from partners.data_classes import DataClass, fields
from policy.figures import ALL_REPORTS, FIRST_YEAR, REPORTS


def topics() -> list[tuple[str, str]]:
    """All figures, or one of the reports, in the language that is spoken now."""
    return [(ALL_REPORTS, str(_("all figures"))), *((row.code, say(row.label)) for row in REPORTS)]


class YearNoteQuerySet(models.QuerySet["YearNote"]):
    def standing(self) -> "YearNoteQuerySet":
        """Those that nothing came in the place of."""
        return self.filter(corrected_by=None, withdrawn_on=None)


class YearNote(Recorded):
    """A note to a year of the figures. Its words never change: a correction is a new row, and takes its place."""

    class Kind(models.TextChoices):
        CONTEXT = "CONTEXT", _("what happened in this year, or what drew attention")
        COUNTING = "COUNTING", _("from this year on it is counted or recorded differently")

    year = models.PositiveSmallIntegerField(_("year"))
    topic = models.CharField(_("about"), max_length=8, choices=topics, default=ALL_REPORTS)
    kind = models.CharField(_("what kind of note"), max_length=8, choices=Kind, default=Kind.CONTEXT)
    text = models.CharField(
        _("what must be known"), max_length=600,
        help_text=_("No name, number or story of any child, no place where one lives, and no count that is not shown: "
                    "everybody who gets the figures reads it."),
    )  # fmt: skip
    corrects = models.OneToOneField(
        to="self", on_delete=models.PROTECT, null=True, editable=False, related_name="corrected_by"
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why this changes; without what it is about, because the ledger keeps it."),
    )  # fmt: skip
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, editable=False)
    withdrawal_reason = models.CharField(
        _("why it is withdrawn"), max_length=100, blank=True,
        help_text=_("Without what it said: this stays with the figures."),
    )  # fmt: skip

    objects = YearNoteQuerySet.as_manager()

    data = {
        DataClass.YEAR_NOTE: fields(
            "year topic kind text corrects correction_reason withdrawn_on", "withdrawal_reason"
        )
    }  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("note to a year"), _("notes to years")
        ordering = ["year", "created_at"]
        indexes = [models.Index(fields=["year", "topic"], name="year_note_year_topic")]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR), name="a_note_is_to_a_year_of_the_figures",
                violation_error_message=_("Of this year there are no figures."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="a_note_to_a_year_says_something",
                violation_error_message=_("Write the note."),
            ),
            models.CheckConstraint(
                condition=Q(corrects=None) | (~Q(correction_reason="") & ~Q(corrects=F("id"))),
                name="a_correction_of_a_note_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(version=1, withdrawn_on=None, withdrawal_reason="")
                | (Q(version=2, withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="a_note_changes_only_by_being_withdrawn",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.topic} {self.year}"
