"""Hearings by IND; the first one waits until the child has rested (S004-45, S004-47)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.fields import ChoiceListField
from config.language import say
from intake.models import Case
from partners.data_classes import DataClass, fields
from policy.hearing_modes import LIMITED, MODES, TOPICS


def modes() -> list[tuple[str, str]]:
    return [(row.code, say(row.label)) for row in MODES]


def topics() -> list[tuple[str, str]]:
    return [(row.code, say(row.label)) for row in TOPICS]


class Hearing(Recorded):
    """A hearing that is planned or was held. A later change of the clocks never moves it by itself (INV-14)."""

    class Type(models.TextChoices):
        FIRST = "FIRST", _("first hearing")
        FURTHER = "FURTHER", _("further hearing")

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearings")
    type = models.CharField(_("type"), max_length=10, choices=Type, default=Type.FIRST)
    planned_on = models.DateField(_("planned on"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    replaced_on = models.DateField(
        _("no longer planned since"), null=True, blank=True, editable=False,
        help_text=_("The day it was planned anew or called off."),
    )  # fmt: skip
    call_off_reason = models.CharField(_("why it was called off"), max_length=300, blank=True)
    mode = models.CharField(
        _("how the child is heard"), max_length=16, choices=modes, blank=True,
        help_text=_("Empty: as its age asks. A more protected way is always possible, a less protected one never."),
    )  # fmt: skip
    topics = ChoiceListField(
        _("what it was asked about"), choices=topics, blank=True,
        help_text=_("A child under twelve is asked about nothing else (B-15)."),
    )  # fmt: skip
    reasons_heard = models.BooleanField(
        _("it was asked why it fled, or what happened to it"), default=False,
        help_text=_("Never of a child that is heard in the limited way."),
    )  # fmt: skip
    lawyer_present = models.BooleanField(_("the lawyer was there"), null=True, blank=True)

    data = {
        DataClass.HEARING: fields(
            "case type planned_on held_on replaced_on", "call_off_reason mode topics reasons_heard lawyer_present"
        ),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("hearing"), _("hearings")
        ordering = ["-planned_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(type="FIRST", held_on=None, replaced_on=None),
                name="one_first_hearing_is_planned",
                violation_error_message=_("A first hearing is already planned; a new plan replaces it."),
            ),
            models.CheckConstraint(
                condition=~Q(mode=LIMITED) | Q(reasons_heard=False), name="under_twelve_only_the_list_is_asked",
                violation_error_message=_("A child under twelve is asked only about what stands in the list."),
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(replaced_on=None), name="what_was_called_off_was_not_held",
                violation_error_message=_("A hearing that was replaced or called off was not held."),
            ),
            models.CheckConstraint(
                condition=Q(call_off_reason="") | Q(replaced_on__isnull=False), name="calling_off_has_its_day",
                violation_error_message=_("Say on which day the hearing was called off."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.type} {self.case_id}"


class HearingDeviation(Recorded):
    """Why a first hearing may come before the wait is over: five members, all needed (INV-14, EC-16)."""

    class RequestedBy(models.TextChoices):
        CHILD = "CHILD", _("the child")
        LAWYER = "LAWYER", _("the lawyer")
        GUARDIAN = "GUARDIAN", _("the guardian")
        IND = "IND", "IND"
        OTHER = "OTHER", _("somebody else")

    case = models.ForeignKey(Case, models.PROTECT, related_name="hearing_deviations")
    hearing = models.OneToOneField(Hearing, models.PROTECT, related_name="deviation", verbose_name=_("hearing"))
    requested_by = models.CharField(
        _("requested by"),
        max_length=10,
        choices=RequestedBy,
        blank=True,
        help_text=_("Only the child's own wish counts."),
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    guardian_agrees = models.BooleanField(
        _("the guardian agrees"), null=True, blank=True, help_text=_("Falls away from the eighteenth birthday.")
    )
    ind_agrees = models.BooleanField(_("IND agrees"), null=True, blank=True)
    lawyer_consulted = models.BooleanField(_("the lawyer was consulted"), null=True, blank=True)

    data = {
        DataClass.HEARING: fields("case hearing", "requested_by reason guardian_agrees ind_agrees lawyer_consulted"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("deviation from the wait"), _("deviations from the wait")

    def __str__(self) -> str:
        return str(self.hearing_id)
