"""Something that was written of a child was put right: who was told of it, and who outside is still to be told."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.fields import ChoiceListField
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from partners.models import Organisation


def all_classes() -> list[tuple[str, object]]:
    return list(DataClass.choices)


class Correction(Recorded):
    """One correction: of which kind of record, and of which data; what changed stands in the history of that."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="corrections")
    kind = models.CharField(_("what was put right"), max_length=60, editable=False)
    record = models.UUIDField(editable=False)
    data_classes = ChoiceListField(_("which data"), choices=all_classes, editable=False)

    data = {DataClass.CORRECTION: fields("case kind record data_classes")}

    class Meta:
        verbose_name, verbose_name_plural = _("correction"), _("corrections")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class CorrectionTelling(Recorded):
    """Somebody who was given these data outside Beschut, or on paper, is to hear that they changed (GDPR art. 19)."""

    class Way(models.TextChoices):
        DISCLOSURE = "DISCLOSURE", _("given by letter, mail or telephone")
        COMENSHA = "COMENSHA", _("reported to CoMensha")
        DOSSIER = "DOSSIER", _("a dossier on paper")

    class How(models.TextChoices):
        LETTER = "LETTER", _("by letter")
        MAIL = "MAIL", _("by secured mail")
        TELEPHONE = "TELEPHONE", _("by telephone")
        IN_PERSON = "IN_PERSON", _("in person")
        IMPOSSIBLE = "IMPOSSIBLE", _("not told: it cannot be done, or asks out of proportion much")

    case = models.ForeignKey(Case, models.PROTECT, related_name="correction_tellings")
    correction = models.ForeignKey(Correction, models.PROTECT, related_name="tellings", editable=False)
    way = models.CharField(_("how they had it"), max_length=10, choices=Way, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("who is to be told"), editable=False
    )
    organisation_name = models.CharField(_("who is to be told"), max_length=120, blank=True, editable=False)
    teller = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("who gave it"), editable=False
    )
    told_on = models.DateField(_("told on"), null=True, blank=True)
    told_how = models.CharField(_("how"), max_length=10, choices=How, blank=True)

    # Whoever gave it tells it, whoever corrected it.
    owned_through = "teller"
    data = {
        DataClass.CORRECTION: fields(
            "case correction way organisation organisation_name teller told_on told_how"
        ),
    }  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = (
            _("recipient to be told of a correction"),
            _("recipients told of corrections"),
        )
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["case"], condition=Q(told_on=None), name="correction_telling_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="a_recipient_is_told_on_a_day_and_in_some_way",
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, organisation_name="")
                | (Q(organisation=None) & ~Q(organisation_name="")),
                name="a_telling_names_one_organisation",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | ~Q(organisation=F("teller")), name="nobody_is_told_by_themselves"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.way} {self.case_id}"
