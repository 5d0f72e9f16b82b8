"""Safety measures: what a house agrees on with one child to keep it safe, on what ground, and until when (S004-83)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.constraints import DaysAfter
from config.encryption import EncryptedTextField
from config.language import say
from intake.models import Case
from partners.data_classes import DataClass, fields
from partners.models import Organisation
from policy.measures import GROUND_KINDS, MEASURES, measure_type
from policy.terms import TERMS
from shelter.models.placement import Placement

# Whatever the policy comes to say, no row may go on for longer without somebody looking again (INV-37).
LONGEST = max(row.days for row in TERMS if row.name == "SAFETY_MEASURE_REVIEW")


def kinds() -> list[tuple[str, str]]:
    return [(row.code, say(row.label)) for row in MEASURES]


def grounds() -> list[tuple[str, str]]:
    return [(row.code, say(row.label)) for row in GROUND_KINDS]


class SafetyMeasureQuerySet(models.QuerySet["SafetyMeasure"]):
    def in_force(self) -> "SafetyMeasureQuerySet":
        return self.filter(ended_at=None)


class SafetyMeasure(Recorded):
    """One measure for one child in one house. It rests on a fact about this child and never on its nationality or
    group alone; it is looked at again in time, and ends with the stay (S004-83, B-63, INV-37)."""

    class Decider(models.TextChoices):
        MENTOR = "MENTOR", _("the mentor")
        TEAM = "TEAM", _("the team of the house")
        EXPERT = "EXPERT", _("the behavioural expert of the house")
        COBO = "COBO", _("the case consultation")

    class End(models.TextChoices):
        NOT_NEEDED = "NOT_NEEDED", _("no longer needed")
        NOT_CONFIRMED = "NOT_CONFIRMED", _("not confirmed")
        LEFT_HOUSE = "LEFT_HOUSE", _("the child left the house")

    case = models.ForeignKey(Case, models.PROTECT, related_name="safety_measures")
    placement = models.ForeignKey(
        Placement, models.PROTECT, editable=False, related_name="safety_measures", verbose_name=_("placement")
    )
    type = models.CharField(_("measure"), max_length=24, choices=kinds)
    ground_kind = models.CharField(
        _("rests on"), max_length=20, choices=grounds,
        help_text=_("A fact about this child. Nationality or group is no ground."),
    )  # fmt: skip
    ground = EncryptedTextField(
        _("what is known of this child"), help_text=_("In a sentence about this child; stored encrypted.")
    )
    proportionality = EncryptedTextField(
        _("why nothing lighter is enough"), help_text=_("What was thought of or tried first; stored encrypted.")
    )
    child_view = EncryptedTextField(
        _("what the child thinks of it"),
        help_text=_("In the child's own words, also if it disagrees; stored encrypted."),
    )
    decided_by = models.CharField(_("decided by"), max_length=8, choices=Decider, default=Decider.TEAM)
    starts_on = models.DateField(
        _("from"), blank=True,
        help_text=_("Leave empty for today. Not before the child lived here and not in the future."),
    )  # fmt: skip
    checked_on = models.DateField(_("last looked at on"), editable=False)
    review_by = models.DateField(
        _("to be looked at again by"), blank=True, help_text=_("Leave empty for the longest that may be.")
    )
    review_reason = EncryptedTextField(
        _("why it is still needed"), blank=True, help_text=_("What is known now; stored encrypted.")
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True, editable=False)
    ended_as = models.CharField(_("ended as"), max_length=16, choices=End, blank=True)
    end_reason = EncryptedTextField(_("why it ends"), blank=True, help_text=_("In a few words; stored encrypted."))

    objects = SafetyMeasureQuerySet.as_manager()

    data = {
        DataClass.MEASURE: fields(
            "case type starts_on checked_on review_by ended_at ended_as",
            "ground_kind ground proportionality child_view decided_by review_reason confirmed_at confirmed_by "
            "end_reason",
        ),
        DataClass.PLACEMENT: fields("placement"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("safety measure"), _("safety measures")
        ordering = ["-starts_on", "-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_by__gt=F("checked_on"), review_by__lte=DaysAfter("checked_on", LONGEST)),
                name="a_measure_is_looked_at_again_in_time",
                violation_error_message=_("A safety measure is looked at again within thirty days (INV-37)."),
            ),
            models.CheckConstraint(
                condition=~Q(ground="") & ~Q(proportionality="") & ~Q(child_view=""),
                name="a_measure_has_its_ground_and_the_view_of_the_child",
                violation_error_message=_("A safety measure has its ground, why nothing lighter is enough, and the "
                                          "view of the child (INV-37)."),
            ),
            models.CheckConstraint(
                condition=Q(checked_on__gte=F("starts_on")), name="a_measure_is_looked_at_after_it_began",
                violation_error_message=_("A safety measure is looked at after it began."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_as="") | (Q(ended_at__isnull=False) & ~Q(ended_as="")),
                name="a_measure_ends_as_something",
                violation_error_message=_("Say how the measure ended."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False)
                & ~Q(confirmed_by=F("created_by_organisation")),
                name="no_house_confirms_its_own_measure",
                violation_error_message=_("Somebody outside the house confirms what limits the child."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.type} {self.case_id}"

    @property
    def limits(self) -> bool:
        """Whether the child is less free by it, as the policy says."""
        return measure_type(self.type).limits

    @property
    def waits_for_confirmation(self) -> bool:
        return self.ended_at is None and self.limits and self.confirmed_at is None
