"""The ex-officio test on trafficking: one for each rejection, three facts, one outcome (S004-66 to S004-69)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Case
from partners.data_classes import DataClass, fields
from policy.ex_officio import Fact, Outcome

YES, NO, UNKNOWN = Fact.YES.value, Fact.NO.value, Fact.UNKNOWN.value
GRANTS = Q(report_filed=YES, investigation_started=YES, earlier_permit_same_facts=NO)
SOMETHING_UNKNOWN = Q(report_filed=UNKNOWN) | Q(investigation_started=UNKNOWN) | Q(earlier_permit_same_facts=UNKNOWN)


class ExOfficioTest(Recorded):
    """One test; each fact with by whom and when it was checked. Its outcome is the row of the table (INV-19)."""

    class Answer(models.TextChoices):
        YES = YES, _("yes")
        NO = NO, _("no")
        UNKNOWN = UNKNOWN, _("not known")

    class Checked(models.TextChoices):
        FILE = "FILE", _("recorded by police in Beschut")
        POLICE = "POLICE", _("answered by police")
        IND = "IND", _("answered by IND")

    class Outcome(models.TextChoices):
        GRANT = Outcome.GRANT.value, _("temporary permit")
        NO_GRANT = Outcome.NO_GRANT.value, _("no permit by this test")
        CANNOT_DETERMINE = Outcome.CANNOT_DETERMINE.value, _("cannot be determined yet")

    case = models.ForeignKey(Case, models.PROTECT, related_name="ex_officio_tests")
    rejected_on = models.DateField(_("asylum application rejected on"), editable=False)
    carried_out_on = models.DateField(_("carried out on"), null=True, editable=False)
    report_filed = models.CharField(
        _("did the child file a report?"), max_length=8, choices=Answer, default=Answer.UNKNOWN
    )
    report_checked_with = models.CharField(
        _("report: checked with"), max_length=8, choices=Checked, blank=True, editable=False
    )
    report_checked_on = models.DateField(_("report: checked on"), null=True, editable=False)
    investigation_started = models.CharField(
        _("was an investigation started?"), max_length=8, choices=Answer, default=Answer.UNKNOWN
    )
    investigation_checked_with = models.CharField(
        _("investigation: checked with"), max_length=8, choices=Checked, blank=True, editable=False
    )
    investigation_checked_on = models.DateField(_("investigation: checked on"), null=True, editable=False)
    earlier_permit_same_facts = models.CharField(
        _("was a permit granted before, for the same facts?"), max_length=8, choices=Answer, default=Answer.UNKNOWN,
        help_text=_("A permit for other facts is no: it keeps nobody from this one."),
    )  # fmt: skip
    permit_checked_with = models.CharField(
        _("earlier permit: checked with"), max_length=8, choices=Checked, blank=True, editable=False
    )
    permit_checked_on = models.DateField(_("earlier permit: checked on"), null=True, editable=False)
    outcome = models.CharField(
        _("outcome"), max_length=16, choices=Outcome, default=Outcome.CANNOT_DETERMINE, editable=False
    )
    correction_reason = models.CharField(
        _("why an answer was corrected"), max_length=300, blank=True,
        help_text=_("Asked when the test had an outcome already."),
    )  # fmt: skip
    other_grounds_on = models.DateField(
        _("other grounds considered on"), null=True, blank=True, help_text=_("Leave empty for today.")
    )

    data = {
        DataClass.TEST: fields(
            "case report_filed investigation_started outcome carried_out_on",
            "rejected_on report_checked_with report_checked_on investigation_checked_with investigation_checked_on "
            "earlier_permit_same_facts permit_checked_with permit_checked_on correction_reason",
        ),
        DataClass.CHOICE: fields(rest="other_grounds_on"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("ex-officio test on trafficking"), _("ex-officio tests on trafficking")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(outcome="GRANT") & GRANTS)
                | (Q(outcome="CANNOT_DETERMINE") & SOMETHING_UNKNOWN)
                | (Q(outcome="NO_GRANT") & ~SOMETHING_UNKNOWN & ~GRANTS),
                name="the_test_has_the_outcome_of_the_table",
                violation_error_message=_("A permit is granted if there are a report and an investigation, and no "
                                          "earlier permit for the same facts; and then only."),
            ),
            models.CheckConstraint(
                condition=(Q(report_filed=UNKNOWN, report_checked_on=None, report_checked_with="")
                           | ~Q(report_filed=UNKNOWN) & Q(report_checked_on__isnull=False)
                           & ~Q(report_checked_with=""))
                & (Q(investigation_started=UNKNOWN, investigation_checked_on=None, investigation_checked_with="")
                   | ~Q(investigation_started=UNKNOWN) & Q(investigation_checked_on__isnull=False)
                   & ~Q(investigation_checked_with=""))
                & (Q(earlier_permit_same_facts=UNKNOWN, permit_checked_on=None, permit_checked_with="")
                   | ~Q(earlier_permit_same_facts=UNKNOWN) & Q(permit_checked_on__isnull=False)
                   & ~Q(permit_checked_with="")),
                name="each_answer_of_the_test_has_its_source",
                violation_error_message=_("Each fact says with whom and when it was checked."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="CANNOT_DETERMINE") | Q(carried_out_on__isnull=False),
                name="an_outcome_has_the_day_of_its_test",
                violation_error_message=_("First IND carries out the test."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)
