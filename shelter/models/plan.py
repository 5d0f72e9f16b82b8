"""The guidance plan: what a child works towards while it lives in protected shelter, and what it thinks of that."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.models import Case
from partners.data_classes import DataClass, fields


class StopCause(models.TextChoices):
    """Why a plan or a programme stops. The last two are not chosen: they follow from where the child went."""

    CHILD = "CHILD", _("the child does not want to go on")
    NO_USE = "NO_USE", _("it does not help this child")
    OTHER = "OTHER", _("another cause")
    LEFT = "LEFT", _("the child left protected shelter")
    GONE = "GONE", _("the child went away and does not come back")


CHOSEN = (StopCause.CHILD, StopCause.NO_USE, StopCause.OTHER)
# What is stopped has its cause, and nothing else has one.
STOPPED_FOR_A_CAUSE = Q(state="STOPPED") & ~Q(stop_cause="") | ~Q(state="STOPPED") & Q(stop_cause="", stop_reason="")


class Perspective(models.TextChoices):
    """What the procedures lead to, as far as it can be seen; a plan prepares a child for it (S004-137)."""

    LONG_STAY = "LONG_STAY", _("a long stay in the Netherlands")
    RETURN = "RETURN", _("return to the country of origin")
    UNCLEAR = "UNCLEAR", _("not clear yet")


class GuidancePlan(Recorded):
    """One plan of one child; a new one follows on what was finished or stopped (C3.12, S004-119)."""

    class State(models.TextChoices):
        DRAFT = "DRAFT", _("draft")
        ACTIVE = "ACTIVE", _("runs")
        COMPLETED = "COMPLETED", _("completed")
        STOPPED = "STOPPED", _("stopped")

    case = models.ForeignKey(Case, models.PROTECT, related_name="guidance_plans")
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    child_view = EncryptedTextField(
        _("what the child wants itself"), blank=True,
        help_text=_("In its own words, as far as you can; stored encrypted."),
    )  # fmt: skip
    not_asked_reason = EncryptedTextField(
        _("why the child was not asked"), blank=True,
        help_text=_("Only as long as the child could not be asked; stored encrypted."),
    )  # fmt: skip
    perspective = models.CharField(
        _("what it prepares for"), max_length=9, choices=Perspective, default=Perspective.UNCLEAR,
        help_text=_("As far as can be seen now. It changes nothing in shelter or procedure."),
    )  # fmt: skip
    started_on = models.DateField(_("runs since"), null=True, editable=False)
    ended_on = models.DateField(_("completed or stopped on"), null=True, editable=False)
    stop_cause = models.CharField(_("stopped because"), max_length=8, choices=StopCause, blank=True)
    stop_reason = EncryptedTextField(
        _("why it stops"), blank=True, help_text=_("What makes that it does not go on; stored encrypted.")
    )

    data = {
        DataClass.PLAN: fields(
            "case state started_on ended_on", "child_view not_asked_reason perspective stop_cause stop_reason"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("guidance plan"), _("guidance plans")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state__in=("DRAFT", "ACTIVE")), name="one_plan_is_current",
                violation_error_message=_("This child has a guidance plan already."),
            ),
            models.CheckConstraint(
                condition=~Q(child_view="") | ~Q(not_asked_reason=""), name="a_plan_hears_the_child",
                violation_error_message=_("Say what the child wants itself, or why it was not asked."),
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT", started_on=None, ended_on=None)
                | Q(state="ACTIVE", started_on__isnull=False, ended_on=None)
                | Q(state="COMPLETED", started_on__isnull=False, ended_on__isnull=False)
                | Q(state="STOPPED", ended_on__isnull=False),
                name="a_plan_stands_where_its_days_say",
                violation_error_message=_("A plan runs from a day, and ends on a day."),
            ),
            models.CheckConstraint(
                condition=STOPPED_FOR_A_CAUSE, name="a_plan_stops_for_a_cause",
                violation_error_message=_("Say why the plan stops."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class PlanGoal(Recorded):
    """One thing the child works towards, and before when."""

    class State(models.TextChoices):
        OPEN = "OPEN", _("open")
        REACHED = "REACHED", _("reached")
        DROPPED = "DROPPED", _("dropped")
        STOPPED = "STOPPED", _("stopped with the plan")

    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_goals")
    plan = models.ForeignKey(GuidancePlan, models.PROTECT, related_name="goals", verbose_name=_("guidance plan"))
    goal = EncryptedTextField(
        _("goal"), help_text=_("So that the child can see for itself whether it is there; stored encrypted.")
    )
    target_on = models.DateField(_("before"))
    state = models.CharField(_("status"), max_length=8, choices=State, default=State.OPEN)
    settled_on = models.DateField(_("reached or dropped on"), null=True, editable=False)
    reason = EncryptedTextField(
        _("how it went"), blank=True, help_text=_("Of a goal that is dropped: why. Stored encrypted.")
    )

    data = {DataClass.PLAN: fields("case plan state target_on settled_on", "goal reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("goal"), _("goals of the guidance plan")
        ordering = ["target_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="OPEN", settled_on=None, reason="")
                | Q(state__in=("REACHED", "STOPPED"), settled_on__isnull=False)
                | Q(state="DROPPED", settled_on__isnull=False) & ~Q(reason=""),
                name="a_goal_is_dropped_for_a_reason",
                violation_error_message=_("Say why this goal is dropped."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.plan_id)
