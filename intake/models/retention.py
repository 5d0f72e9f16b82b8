"""When a file may be destroyed, what keeps it all the same, who said so, and what stays of it afterwards (B-24)."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Lasting, Recorded
from config.encryption import EncryptedTextField
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.models import Edition, one_at_a_time
from partners.roles import OrganisationKind


class RetentionTerm(Edition):
    """How long one kind of organisation has to keep a file, by which law, from one day up to another."""

    class CountsFrom(models.TextChoices):
        """Its codes are those of policy/retention.py."""

        MAJORITY = "MAJORITY", _("the eighteenth birthday")
        CLOSING = "CLOSING", _("the closing of the case")

    kind = models.CharField(_("kind of organisation"), max_length=20, choices=OrganisationKind)
    years = models.PositiveSmallIntegerField(_("years"))
    counts_from = models.CharField(_("counted from"), max_length=10, choices=CountsFrom, default=CountsFrom.MAJORITY)
    law = models.CharField(_("source"), max_length=120, help_text=_("The law or decision that says so."))

    data = {
        DataClass.CONFIGURATION: fields("kind years counts_from law in_force_from lapses_on", "reason lapse_reason")
    }

    class Meta:
        verbose_name, verbose_name_plural = _("retention term"), _("retention terms")
        ordering = ["kind", "-in_force_from"]
        constraints = [
            *one_at_a_time("kind"),
            models.CheckConstraint(
                condition=Q(years__gte=1, years__lte=200) & ~Q(law=""), name="a_retention_term_has_years_and_a_source",
                violation_error_message=_("Give a number of years, of at most two hundred, and the source."),
            ),
        ]  # fmt: skip


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    def standing(self) -> "LegalHoldQuerySet":
        return self.filter(lifted_at=None)


class LegalHold(Recorded):
    """A file is kept although its term may have run out, until somebody lifts this. The database deletes none."""

    # Nobody deletes such a row, and with it none that it points at (audit/guards.py).
    kept_while = "OLD.lifted_at IS NULL"

    case = models.ForeignKey(Case, models.PROTECT, related_name="legal_holds", verbose_name=_("case number"))
    reason = EncryptedTextField(_("reason"), help_text=_("Who asks for it and why; stored encrypted."))
    review_on = models.DateField(
        _("look again on"), null=True, blank=True, help_text=_("It holds until somebody lifts it.")
    )
    lifted_at = models.DateTimeField(_("lifted at"), null=True, editable=False)
    lifted_by = models.UUIDField(null=True, editable=False)
    lift_reason = EncryptedTextField(_("why it is lifted"), blank=True, help_text=_("Stored encrypted."))

    objects = LegalHoldQuerySet.as_manager()

    data = {DataClass.RETENTION: fields("case review_on lifted_at", "reason lifted_by lift_reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("hold on a file"), _("holds on files")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_by=None, lift_reason="")
                | (Q(lifted_at__gte=F("created_at"), lifted_by__isnull=False) & ~Q(lift_reason="")),
                name="a_hold_is_lifted_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.case_id)


class DestructionQuerySet(models.QuerySet["Destruction"]):
    def standing(self) -> "DestructionQuerySet":
        return self.filter(withdrawn_at=None)


class Destruction(Recorded):
    """One person proposes to destroy a file, another one confirms it; it goes with the file."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="destructions", verbose_name=_("case number"))
    changes = models.PositiveIntegerField(
        _("what the file holds"),
        editable=False,
        help_text=_("How often something was recorded in the file: once more, and this lapses."),
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)
    confirmed_by = models.UUIDField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.CharField(
        _("why it is withdrawn"), max_length=100, blank=True, help_text=_("Nothing about the child.")
    )

    objects = DestructionQuerySet.as_manager()

    data = {DataClass.RETENTION: fields("case confirmed_at withdrawn_at", "changes confirmed_by withdrawal_reason")}

    class Meta:
        verbose_name, verbose_name_plural = _("proposal to destroy a file"), _("proposals to destroy files")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(withdrawn_at=None), name="a_file_is_proposed_once",
                violation_error_message=_("It is proposed already to destroy this file."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | (Q(confirmed_at__isnull=False, created_by__isnull=False, confirmed_by__isnull=False)
                   & ~Q(confirmed_by=F("created_by"))),
                name="two_people_destroy_a_file",
                violation_error_message=_("Somebody else confirms it: nobody destroys a file alone."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="a_proposal_is_withdrawn_for_a_reason",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.case_id)


class Certificate(Lasting):
    """What stays of a file that was destroyed: ids, rules, who and when, numbers of rows. No day tells a birthday."""

    # Nobody deletes it, retention neither; the application only reads it.
    forever = True

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.UUIDField(unique=True)
    child = models.UUIDField()
    cases = models.JSONField(default=list, help_text=_("The case, and every case that was joined into it."))
    rules = models.JSONField(default=list, help_text=_("Kind of organisation, years, counted from, source."))
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()
    confirmed_by = models.UUIDField()
    confirmed_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(_("destroyed at"))
    rows = models.JSONField(default=dict, help_text=_("How many rows of each table."))
    loosened = models.JSONField(default=dict, help_text=_("Rows of other children that no longer point at it."))
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of all of the above."))

    data = {
        DataClass.RETENTION: fields(
            "case destroyed_at",
            "child cases rules proposed_by proposed_at confirmed_by confirmed_at rows loosened digest",
        )
    }  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("certificate of destruction"), _("certificates of destruction")
        ordering = ["-destroyed_at"]

    def __str__(self) -> str:
        return str(self.id)
