"""The conversations of the intake, in which signals of trafficking can surface (S004-28)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import NamesField
from intake.languages import languages
from intake.models.case import Case
from partners.data_classes import DataClass, fields

FOUR = ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP")


class Conversation(Recorded):
    """A conversation that was held, or the first one that was skipped with a reason."""

    class Step(models.TextChoices):
        ACQUAINTANCE = "ACQUAINTANCE", _("Acquaintance talk with Nidos")
        IDENTIFICATION = "IDENTIFICATION", _("Identification by AVIM")
        REGISTRATION = "REGISTRATION", _("Talk with IND")
        FOLLOW_UP = "FOLLOW_UP", _("Second talk with Nidos")
        EXTRA = "EXTRA", _("Extra talk")

    class Outcome(models.TextChoices):
        NO_SIGNAL = "NO_SIGNAL", _("no signal")
        SIGNAL = "SIGNAL", _("a signal")
        INCOMPLETE = "INCOMPLETE", _("not finished")

    case = models.ForeignKey(Case, models.PROTECT, related_name="conversations")
    step = models.CharField(_("which conversation"), max_length=20, choices=Step)
    held_on = models.DateField(_("held on"), null=True, blank=True, help_text=_("Leave empty when it was skipped."))
    skip_reason = models.CharField(
        _("reason for skipping"), max_length=500, blank=True,
        help_text=_("Only the acquaintance talk may be skipped, with a reason (S004-29)."),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=8, choices=languages, blank=True)
    interpreter = models.BooleanField(_("with an interpreter"), default=False)
    others_present = NamesField(
        _("others present"), blank=True, help_text=_("Who else was in the room, one on a line.")
    )
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.NO_SIGNAL)
    explained_nidos_task = models.BooleanField(_("Nidos's task was explained"), default=False)
    explained_procedure = models.BooleanField(_("the course of the asylum procedure was explained"), default=False)
    note = EncryptedTextField(
        _("note"), blank=True, help_text=_("Only those who may read it see it; stored encrypted.")
    )

    data = {
        DataClass.CONVERSATION: fields(
            "case step held_on outcome",
            "skip_reason language interpreter others_present explained_nidos_task explained_procedure",
        ),
        DataClass.CONVERSATION_NOTE: fields(rest="note"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("conversation"), _("conversations")
        ordering = ["held_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on__isnull=False, skip_reason="") | (Q(held_on=None) & ~Q(skip_reason="")),
                name="a_conversation_is_held_or_skipped",
                violation_error_message=_(
                    "Say on which day the conversation was held, or why it was skipped (INV-02)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=False) | Q(step="ACQUAINTANCE"), name="only_the_acquaintance_is_skipped",
                violation_error_message=_("Only the acquaintance talk may be skipped (S004-29)."),
            ),
            models.CheckConstraint(
                condition=~Q(step="FOLLOW_UP") | Q(explained_nidos_task=True, explained_procedure=True),
                name="the_second_talk_explains",
                violation_error_message=_(
                    "In the second talk Nidos explains its task and the course of the procedure; record both (INV-03)."
                ),
            ),
            models.UniqueConstraint(
                fields=["case", "step"], condition=Q(step__in=FOUR), name="each_of_the_four_talks_once",
                violation_error_message=_(
                    "This conversation has already been recorded; record a further one as extra."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.step} {self.case_id}"
