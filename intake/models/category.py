"""Special data: to which vulnerable group a child is thought to belong, in a table that stands apart (C5, rule g)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.encryption import EncryptedTextField
from intake.groups import group_choices
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.roles import ROLES

MENTORS = frozenset({"bo_provider.mentor", "bo_provider.supervisor"})


class CaseCategory(Recorded):
    """That a child may belong to one of the groups, and why it is thought so. It informs and decides nothing (INV-20).

    The group itself is encrypted as well. Equal values under the key of one child have equal bytes, so the database
    can see to it that a group stands in a case once.
    """

    # Nothing leads from the case to here.
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    group = EncryptedTextField(_("group"), choices=group_choices, help_text=_("Stored encrypted."))
    edition = models.PositiveSmallIntegerField(_("edition of the groups"), editable=False)
    basis = EncryptedTextField(
        _("what this rests on"),
        help_text=_("What the child says of itself; never what somebody looks like. Stored encrypted."),
    )
    safety_note = EncryptedTextField(
        _("what the house must know for safety"), blank=True,
        help_text=_("Only if it matters for safety. The mentor reads just this, so do not name the group."),
    )  # fmt: skip
    reviewed_on = models.DateField(_("looked at again on"), null=True, blank=True)
    applies = models.BooleanField(_("still holds"), default=True)
    correction_reason = models.CharField(
        _("reason for the correction"), max_length=100, blank=True,
        help_text=_("Why this changes; without what it is about, because the ledger keeps it."),
    )  # fmt: skip

    data = {
        DataClass.CATEGORY: fields("case safety_note", "group edition basis reviewed_on applies correction_reason"),
    }
    apart = frozenset({DataClass.CATEGORY})
    # A house hears of it only if that matters for safety; otherwise not even that it is there.
    confined = (Q(safety_note=""), frozenset(ROLES) - MENTORS)

    class Meta:
        verbose_name, verbose_name_plural = _("special data"), _("special data")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "group"], name="one_record_for_each_group",
                violation_error_message=_("This group was recorded already: correct that record."),
            ),
            models.CheckConstraint(
                condition=Q(applies=True) | Q(safety_note=""), name="what_no_longer_holds_is_no_safety_matter",
                violation_error_message=_("What no longer holds is nothing a house must know."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
