"""The resilience programme: offered to a child in protected shelter, never imposed on it (S004-48, S004-123)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from config.fields import ChoiceListField
from config.language import say
from intake.models import Case
from partners.data_classes import DataClass, fields
from policy.programme import MODULES
from shelter.models.plan import STOPPED_FOR_A_CAUSE, StopCause


def modules() -> list[tuple[str, str]]:
    return [(row.code, say(row.text)) for row in MODULES]


class ProgrammeEnrolment(Recorded):
    """One offer and what came of it. After a refusal or a stop it may be offered again: that is a new one."""

    class State(models.TextChoices):
        OFFERED = "OFFERED", _("offered")
        STARTED = "STARTED", _("started")
        DECLINED = "DECLINED", _("declined")
        COMPLETED = "COMPLETED", _("completed")
        STOPPED = "STOPPED", _("stopped")

    case = models.ForeignKey(Case, models.PROTECT, related_name="programmes")
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.OFFERED, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    child_said = EncryptedTextField(
        _("what the child said"), blank=True,
        help_text=_("May stay empty: nobody needs a reason to refuse. Stored encrypted."),
    )  # fmt: skip
    modules = ChoiceListField(_("modules"), choices=modules, blank=True)
    expected_end = models.DateField(_("finished before"), null=True, blank=True)
    ended_on = models.DateField(_("completed or stopped on"), null=True, editable=False)
    stop_cause = models.CharField(_("stopped because"), max_length=8, choices=StopCause, blank=True)
    stop_reason = EncryptedTextField(
        _("why it stops"), blank=True, help_text=_("What makes that it does not go on; stored encrypted.")
    )

    data = {
        DataClass.PLAN: fields(
            "case state answered_on expected_end ended_on", "child_said modules stop_cause stop_reason"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("resilience programme"), _("resilience programme")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=("OFFERED", "STARTED")), name="one_programme_is_open",
                violation_error_message=_("This child was offered the programme already."),
            ),
            models.CheckConstraint(
                condition=Q(state="OFFERED", answered_on=None, expected_end=None, ended_on=None)
                | Q(state="STARTED", answered_on__isnull=False, expected_end__isnull=False, ended_on=None)
                | Q(state="DECLINED", answered_on__isnull=False, expected_end=None, ended_on=None)
                | Q(state="COMPLETED", answered_on__isnull=False, expected_end__isnull=False, ended_on__isnull=False)
                | Q(state="STOPPED", ended_on__isnull=False),
                name="a_programme_stands_where_its_days_say",
                violation_error_message=_("A programme is answered on a day, and ends on a day."),
            ),
            models.CheckConstraint(
                condition=Q(expected_end=None) | Q(expected_end__gt=F("answered_on")),
                name="a_programme_ends_after_it_began",
                violation_error_message=_("A programme is finished after it began."),
            ),
            models.CheckConstraint(
                condition=STOPPED_FOR_A_CAUSE, name="a_programme_stops_for_a_cause",
                violation_error_message=_("Say why the programme stops."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class ModuleDone(Recorded):
    """One module of the programme that the child has done."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="modules_done")
    programme = models.ForeignKey(
        ProgrammeEnrolment, models.PROTECT, related_name="done", verbose_name=_("resilience programme")
    )
    module = models.CharField(_("module"), max_length=24, choices=modules)
    done_on = models.DateField(_("done on"), blank=True, help_text=_("Leave empty for today."))

    data = {DataClass.PLAN: fields("case programme done_on", "module")}

    class Meta:
        verbose_name, verbose_name_plural = _("module that was done"), _("modules that were done")
        ordering = ["-done_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "module"], name="a_module_is_done_once",
                violation_error_message=_("This module was done already."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.programme_id)
