"""A paper that was signed and scanned: what it is, and, apart and encrypted, the scan itself."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit.models import Lasting, Recorded
from intake.models.case import Case
from intake.models.consent import Consent
from partners.data_classes import DataClass, fields


class Document(Recorded):
    """One scan. It is never changed: who made a mistake adds another."""

    class Kind(models.TextChoices):
        CONSENT_FORM = "CONSENT_FORM", _("signed consent form")
        WITHDRAWAL = "WITHDRAWAL", _("consent withdrawn in writing")

    class MediaType(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    case = models.ForeignKey(Case, models.PROTECT, related_name="documents")
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="documents", editable=False)
    form_code = models.CharField(
        _("code of the form"), max_length=20, help_text=_("The eight signs in the box at the top of the printed form.")
    )
    kind = models.CharField(_("what it is"), max_length=14, choices=Kind)
    media_type = models.CharField(_("kind of file"), max_length=20, choices=MediaType, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField(
        _("fingerprint (SHA-256)"), max_length=64, editable=False,
        help_text=_("Of the scan as it is kept and given out: whoever has it can check that it is this one."),
    )  # fmt: skip

    data = {DataClass.CONSENT: fields("case kind", "consent form_code media_type size sha256")}

    class Meta:
        verbose_name, verbose_name_plural = _("scanned document"), _("scanned documents")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "sha256"], name="a_scan_stands_once_in_a_case",
                violation_error_message=_("This scan is in the case already."),
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_scan_is_not_empty"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"

    def told_apart(self) -> str:
        """How a list to choose from names it, for whoever may read all of it."""
        day = date_format(timezone.localtime(self.created_at), "j N H:i")
        return f"{self.get_kind_display()} {self.form_code} · {day}"


class DocumentContent(Lasting):
    """The scan itself under the data key of its child; only ever added, so that history need not hold it too."""

    document = models.OneToOneField(Document, models.PROTECT, primary_key=True, related_name="content")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.document_id)
