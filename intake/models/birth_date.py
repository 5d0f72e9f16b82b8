"""Birth dates: what was said or decided, how precisely, by whom; the current one counts (D-5)."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from config.partial_date import PartialDateField, Precision
from intake.models.case import Case
from partners.data_classes import DataClass, fields
from policy import ages


class BirthDateRecord(Recorded):
    """One statement about the child's birth date. An official one leads; until then the child counts as a minor."""

    class Source(models.TextChoices):
        CHILD = "CHILD", _("the child")
        DOCUMENT = "DOCUMENT", _("a document")
        AVIM = "AVIM", "AVIM"
        IND = "IND", "IND"
        AGE_ASSESSMENT = "AGE_ASSESSMENT", _("age assessment")
        OTHER_MEMBER_STATE = "OTHER_MEMBER_STATE", _("another member state")

    class Status(models.TextChoices):
        PROVISIONAL = "PROVISIONAL", _("provisional")
        OFFICIAL = "OFFICIAL", _("official")

    case = models.ForeignKey(Case, models.PROTECT, related_name="birth_dates")
    date = PartialDateField(
        _("birth date"), null=True, blank=True,
        help_text=_("When only the month or the year is known, any day in it."),
    )  # fmt: skip
    precision = models.CharField(_("precision"), max_length=10, choices=Precision, default=Precision.DAY)
    source = models.CharField(_("according to"), max_length=20, choices=Source, default=Source.CHILD)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PROVISIONAL)
    effective_from = models.DateTimeField(_("in force from"), editable=False)

    data = {DataClass.IDENTITY: fields("case", "date precision source status effective_from")}

    class Meta:
        verbose_name, verbose_name_plural = _("birth date"), _("birth dates")
        ordering = ["-effective_from"]
        indexes = [models.Index(fields=["date"], name="birth_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(date=None, precision="UNKNOWN") | (Q(date__isnull=False) & ~Q(precision="UNKNOWN")),
                name="a_birth_date_has_its_precision",
                violation_error_message=_(
                    "Give a birth date and how precisely it is known, or say that it is not known."
                ),
            ),
            models.UniqueConstraint(fields=["case", "effective_from"], name="of_two_birth_dates_one_came_later"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.case_id} {self.status}"

    def parts(self) -> tuple[int | None, int | None, int | None]:
        """Year, month and day, as far as they are known."""
        if self.date is None:
            return None, None, None
        known = {Precision.DAY: 3, Precision.MONTH: 2, Precision.YEAR: 1}[Precision(self.precision)]
        whole = (self.date.year, self.date.month, self.date.day)
        return whole[0], whole[1] if known > 1 else None, whole[2] if known > 2 else None

    def comes_of_age(self) -> datetime.date | None:
        """The eighteenth birthday by this record, the last day it allows; None when the date is not known."""
        return ages.adult_from(*self.parts())

    def adult_from(self) -> datetime.date | None:
        """The day from which the child is an adult: only an official record can say so (D-5, EC-27)."""
        return self.comes_of_age() if self.status == self.Status.OFFICIAL else None

    def earliest(self) -> datetime.date | None:
        """The first day of birth that the record allows; None when the date is not known."""
        year, month, day = self.parts()
        return None if year is None else datetime.date(year, month or 1, day or 1)

    def latest(self) -> datetime.date | None:
        """The last day of birth that the record allows, so that in doubt the child is the younger."""
        return ages.latest_birth_date(*self.parts())

    def age(self, today: datetime.date) -> int | None:
        """Completed years on a day, in doubt the fewer; None when the date is not known."""
        born = self.latest()
        return ages.age_on(born, today) if born else None
