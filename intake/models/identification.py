"""What the identification by AVIM produced (S004-31, B-14). No biometrics are stored, only that they were taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models.case import Case
from intake.models.child import V_NUMBER
from partners.data_classes import DataClass, fields


class Identification(Recorded):
    """The facts AVIM established; the V-number becomes the child's."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="identification")
    v_number = models.CharField(_("V-number"), max_length=10, validators=[V_NUMBER])
    fingerprints_taken = models.BooleanField(_("fingerprints were taken"), default=False)
    photo_taken = models.BooleanField(_("a photo was taken"), default=False)
    application_signed_on = models.DateField(_("asylum application signed on"), null=True, blank=True)

    data = {
        DataClass.IDENTITY: fields("case", "v_number fingerprints_taken photo_taken application_signed_on"),
    }

    class Meta:
        verbose_name, verbose_name_plural = _("identification"), _("identifications")

    def __str__(self) -> str:
        return str(self.case_id)
