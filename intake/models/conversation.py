"""The conversations of the intake, in which signals of trafficking can surface (S004-28); and what is handed over."""

from datetime import date, datetime
from enum import StrEnum

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
# The two of the route of a child that is married to an adult: with the child alone, and with the partner (S000-35).
APART = ("C1_GIRL", "C2_PARTNER")


# What a row says of itself by which of its columns are filled; nothing stores a state.
PLANNED = Q(planned_at__isnull=False, held_on=None, skip_reason="", aborted_on=None)
HELD = Q(held_on__isnull=False, skip_reason="", aborted_on=None)
SKIPPED = ~Q(skip_reason="") & Q(planned_at=None, held_on=None, aborted_on=None)
ABORTED = ~Q(abort_reason="") & Q(aborted_on__isnull=False, held_on=None, skip_reason="")


class Stage(StrEnum):
    """How far one conversation is."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    SKIPPED = "SKIPPED"
    ABORTED = "ABORTED"


def stage_of(planned_at: datetime | None, held_on: date | None, aborted_on: date | None) -> Stage:
    """The stage, from columns that everybody reads who knows of the conversation at all."""
    if aborted_on is not None:
        return Stage.ABORTED
    if held_on is not None:
        return Stage.HELD
    return Stage.PLANNED if planned_at is not None else Stage.SKIPPED


class Conversation(Recorded):
    """A conversation that is planned, was held, was broken off, or was skipped with a reason."""

    class Step(models.TextChoices):
        ACQUAINTANCE = "ACQUAINTANCE", _("Acquaintance talk with Nidos")
        IDENTIFICATION = "IDENTIFICATION", _("Identification by AVIM")
        REGISTRATION = "REGISTRATION", _("Talk with IND")
        FOLLOW_UP = "FOLLOW_UP", _("Second talk with Nidos")
        EXTRA = "EXTRA", _("Extra talk")
        C1_GIRL = "C1_GIRL", _("Talk with the married child alone")
        C2_PARTNER = "C2_PARTNER", _("Talk with the partner apart")

    class Booking(models.TextChoices):
        NOT_NEEDED = "NOT_NEEDED", _("not needed")
        ASKED = "ASKED", _("asked for")
        CONFIRMED = "CONFIRMED", _("confirmed")

    class Outcome(models.TextChoices):
        NO_SIGNAL = "NO_SIGNAL", _("no signal")
        SIGNAL = "SIGNAL", _("a signal")
        INCOMPLETE = "INCOMPLETE", _("not finished")

    case = models.ForeignKey(Case, models.PROTECT, related_name="conversations")
    step = models.CharField(_("which conversation"), max_length=20, choices=Step)
    planned_at = models.DateTimeField(_("planned for"), null=True, blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True, help_text=_("Leave empty when it was skipped."))
    skip_reason = models.CharField(
        _("reason for skipping"), max_length=500, blank=True,
        help_text=_("Only the acquaintance talk may be skipped, with a reason (S004-29)."),
    )  # fmt: skip
    aborted_on = models.DateField(_("broken off on"), null=True, blank=True)
    abort_reason = models.CharField(_("reason for breaking off"), max_length=500, blank=True)
    reopened_on = models.DateField(_("opened again on"), null=True, blank=True)
    conductor = models.CharField(_("held by"), max_length=120, blank=True, help_text=_("Who leads the conversation."))
    language = models.CharField(_("language"), max_length=8, choices=languages, blank=True)
    interpreter = models.BooleanField(_("with an interpreter"), default=False)
    interpreter_booking = models.CharField(
        _("interpreter"), max_length=12, choices=Booking, default=Booking.NOT_NEEDED
    )
    others_present = NamesField(
        _("others present"), blank=True,
        help_text=_("Who else was in the room, one on a line; not the interpreter or the lawyer. "
                    "With anybody there the child could not speak freely (EC-64)."),
    )  # fmt: skip
    purpose_explained = models.BooleanField(_("what the conversation is for was explained before"), default=False)
    retells_story = models.BooleanField(_("the child tells its story in it"), default=False)
    retelling_reason = models.CharField(
        _("why the child tells its story again"), max_length=300, blank=True,
        help_text=_("Only if it told its story before: what is needed that is not known from that (S004-108)."),
    )  # fmt: skip
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.NO_SIGNAL)
    explained_nidos_task = models.BooleanField(_("Nidos's task was explained"), default=False)
    explained_procedure = models.BooleanField(_("the course of the asylum procedure was explained"), default=False)
    guardianship_discussed = models.BooleanField(
        _("the guardianship that Nidos asks for was discussed"), default=False
    )
    note = EncryptedTextField(
        _("note"), blank=True, help_text=_("Only those who may read it see it; stored encrypted.")
    )
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why it is put right only now; without names, because the ledger keeps it."),
    )  # fmt: skip

    data = {
        DataClass.CONVERSATION: fields(
            "case step planned_at held_on aborted_on reopened_on outcome retells_story",
            "skip_reason abort_reason conductor language interpreter interpreter_booking others_present "
            "purpose_explained explained_nidos_task explained_procedure guardianship_discussed correction_reason "
            "retelling_reason",
        ),
        DataClass.CONVERSATION_NOTE: fields(rest="note"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("conversation"), _("conversations")
        ordering = ["held_on", "created_at"]
        constraints = [
            models.CheckConstraint(
                condition=PLANNED | HELD | SKIPPED | ABORTED, name="a_conversation_has_one_state",
                violation_error_message=_(
                    "Say on which day the conversation was held, or why it was skipped (INV-02)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(retelling_reason="") | Q(retells_story=True), name="only_a_story_is_told_again",
                violation_error_message=_("Only of a story there is a reason to tell it again."),
            ),
            models.CheckConstraint(
                condition=Q(skip_reason="") | Q(step="ACQUAINTANCE"), name="only_the_acquaintance_is_skipped",
                violation_error_message=_("Only the acquaintance talk may be skipped (S004-29)."),
            ),
            models.CheckConstraint(
                condition=~Q(step="FOLLOW_UP") | Q(held_on=None)
                | Q(explained_nidos_task=True, explained_procedure=True),
                name="the_second_talk_explains",
                violation_error_message=_(
                    "In the second talk Nidos explains its task and the course of the procedure; record both (INV-03)."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(step="C1_GIRL") | Q(others_present=[]), name="a_married_child_is_talked_with_alone",
                violation_error_message=_("This talk is held with the child alone (INV-32)."),
            ),
            models.CheckConstraint(
                condition=Q(guardianship_discussed=False) | Q(step__in=APART),
                name="guardianship_is_discussed_with_child_and_partner",
                violation_error_message=_("That is recorded of the talks with a married child and its partner."),
            ),
            models.UniqueConstraint(
                fields=["case", "step"], condition=Q(step__in=APART, reopened_on=None, aborted_on=None),
                name="each_of_the_two_talks_apart_once",
                violation_error_message=_(
                    "This conversation has already been recorded; record a further one as extra."
                ),
            ),
            models.UniqueConstraint(
                fields=["case", "step"], condition=Q(step__in=FOUR, reopened_on=None, aborted_on=None),
                name="each_of_the_four_talks_once",
                violation_error_message=_(
                    "This conversation has already been recorded; record a further one as extra."
                ),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.step} {self.case_id}"

    @property
    def stage(self) -> Stage:
        return stage_of(self.planned_at, self.held_on, self.aborted_on)


class Handover(Recorded):
    """What whoever goes on with the child must know, from one worker to the next."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers")
    note = EncryptedTextField(_("note"), help_text=_("What the next one must know; stored encrypted."))

    data = {DataClass.CONVERSATION_NOTE: fields("case", "note")}

    class Meta:
        verbose_name, verbose_name_plural = _("handover note"), _("handover notes")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return str(self.case_id)
