"""A date of which perhaps only the year, or month and year, is known: read in one place, asked in three boxes."""

from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Precision(models.TextChoices):
    DAY = "DAY", gettext_lazy("day, month and year are known")
    MONTH = "MONTH", gettext_lazy("month and year are known")
    YEAR = "YEAR", gettext_lazy("only the year is known")
    UNKNOWN = "UNKNOWN", gettext_lazy("not known")


class PartialDate(NamedTuple):
    """The first day that what is known allows, and how much is known."""

    date: date | None
    precision: Precision


NOTHING = PartialDate(None, Precision.UNKNOWN)
LONGEST = {"day": 2, "month": 2, "year": 4}
FIRST_YEAR = 1900


def read(day: str, month: str, year: str) -> PartialDate:
    """What the three parts say together, each empty when it is not known. Raises ValidationError."""
    if not (day or month or year):
        return NOTHING
    check_parts(day, month, year)
    try:
        known = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        told = f"{day}-{month}-{year}" if day else month
        sentence = _("%(date)s does not exist.") if day else _("There is no month %(date)s.")
        raise ValidationError(sentence % {"date": told}) from None
    return PartialDate(known, Precision.DAY if day else Precision.MONTH if month else Precision.YEAR)


def check_parts(day: str, month: str, year: str) -> None:
    """Digits only, and nothing smaller without what is larger. Raises ValidationError."""
    if not all(part.isascii() and part.isdecimal() for part in (day, month, year) if part):
        raise ValidationError(_("Write the day, the month and the year in digits."))
    if not year:
        raise ValidationError(_("Give the year as well; without a year nothing follows from a day or a month."))
    if day and not month:
        raise ValidationError(_("Give the month as well, or leave the day empty."))
    if len(year) != LONGEST["year"] or int(year) < FIRST_YEAR:
        raise ValidationError(_("Write the year in four digits, from 1900 on."))


class PartialDateInput(forms.MultiWidget):
    """Three boxes, each with its label; no script."""

    template_name = "config/partial_date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes = {
            part: forms.TextInput(attrs={"inputmode": "numeric", "maxlength": longest, "autocomplete": "off"})
            for part, longest in LONGEST.items()
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: PartialDate | None) -> list[str]:
        if value is None or value.date is None:
            return ["", "", ""]
        born, known = value.date, value.precision
        day = str(born.day) if known == Precision.DAY else ""
        month = str(born.month) if known in (Precision.DAY, Precision.MONTH) else ""
        return [day, month, str(born.year)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        # To Django a tuple is what was typed into the boxes already.
        filled = self.decompress(value) if isinstance(value, PartialDate) else value
        context = super().get_context(name, filled, attrs)
        labels = [_("Day"), _("Month"), _("Year")]
        context["boxes"] = list(zip(labels, context["widget"]["subwidgets"], strict=True))
        return context


class PartialDateFormField(forms.MultiValueField):
    """Asks for a partial date; `beside` is the field of the same form that holds how much is known."""

    widget = PartialDateInput

    def __init__(self, *, beside: str, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False) for _part in LONGEST]
        super().__init__(boxes, require_all_fields=False, required=False, initial=NOTHING, **kwargs)
        self.beside = beside

    def compress(self, data_list: list[str]) -> PartialDate:
        return read(*data_list) if data_list else NOTHING


class PartialDateField(models.DateField):
    """A date column whose neighbour `precision` says how much of it is known; a form asks for the two in one."""

    def __init__(self, *args: Any, precision: str = "precision", **kwargs: Any) -> None:
        self.precision = precision
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """For the database it is a date like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field:
        return PartialDateFormField(
            beside=self.precision,
            label=kwargs.get("label", self.verbose_name),
            help_text=gettext_lazy("Fill in what is known: only the year, month and year, or all three."),
        )
