"""A date of which perhaps only a part is known: what the three boxes take, and what they say when it cannot be."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from config.partial_date import NOTHING, PartialDate, PartialDateFormField, Precision, read


@pytest.mark.requirement("D-5", "S004-27")
@pytest.mark.parametrize(("day", "month", "year", "known"), [
    ("", "", "", (None, "UNKNOWN")),
    ("", "", "2009", (date(2009, 1, 1), "YEAR")),
    ("", "3", "2009", (date(2009, 3, 1), "MONTH")),
    ("04", "03", "2009", (date(2009, 3, 4), "DAY")),
    ("29", "2", "2008", (date(2008, 2, 29), "DAY")),
])  # fmt: skip
def test_as_much_as_is_known(day, month, year, known):
    assert read(day, month, year) == known


@pytest.mark.requirement("D-5")
@pytest.mark.parametrize(("day", "month", "year", "said"), [
    ("31", "2", "2009", "31-2-2009 bestaat niet"),
    ("29", "2", "2009", "29-2-2009 bestaat niet"),
    ("0", "2", "2009", "0-2-2009 bestaat niet"),
    ("", "13", "2009", "Maand 13 bestaat niet"),
    ("", "3", "", "ook het jaar"),
    ("4", "", "", "ook het jaar"),
    ("4", "", "2009", "ook de maand"),
    ("", "", "09", "vier cijfers"),
    ("", "", "1899", "vanaf 1900"),
    ("", "", "20091", "vier cijfers"),
    ("4", "maart", "2009", "in cijfers"),
    ("٤", "3", "2009", "in cijfers"),
    ("-4", "3", "2009", "in cijfers"),
])  # fmt: skip
def test_what_no_date_can_be_is_said_in_a_sentence(day, month, year, said):
    with pytest.raises(ValidationError) as refusal:
        read(day, month, year)
    assert said in refusal.value.message


class Asked(forms.Form):
    born = PartialDateFormField(beside="precision", label="geboortedatum")


def test_three_boxes_each_with_its_label_and_no_script():
    page = str(Asked()["born"])
    for part, label in (("0", "Dag"), ("1", "Maand"), ("2", "Jaar")):
        name = {"0": "day", "1": "month", "2": "year"}[part]
        assert f'name="born_{name}"' in page or f'name="born_{part}"' in page
        assert f">{label}</label>" in page
    assert page.count("<label for=") == 3
    assert "value=" not in page
    assert "script" not in page
    assert Asked()["born"].use_fieldset


def test_what_is_wrong_stands_at_the_field_and_what_was_typed_stays():
    form = Asked({"born_day": "31", "born_month": "2", "born_year": "2009"})
    assert not form.is_valid()
    assert form.errors["born"] == ["31-2-2009 bestaat niet."]
    page = str(form["born"])
    assert page.count('aria-invalid="true"') == 3
    assert 'value="31"' in page


def test_spaces_are_no_answer_and_nothing_is_not_known():
    form = Asked({"born_day": " ", "born_month": "", "born_year": ""})
    assert form.is_valid()
    assert form.cleaned_data["born"] == NOTHING
    assert form.cleaned_data["born"].precision == Precision.UNKNOWN


@pytest.mark.parametrize(("precision", "boxes"), [
    ("DAY", ["4", "3", "2009"]), ("MONTH", ["", "3", "2009"]), ("YEAR", ["", "", "2009"]),
])  # fmt: skip
def test_a_date_that_stands_already_fills_no_more_than_is_known(precision, boxes):
    known, widget = (
        PartialDate(date(2009, 3, 4), Precision(precision)),
        PartialDateFormField(beside="precision").widget,
    )
    assert widget.decompress(known) == boxes
    assert str(Asked(initial={"born": known})["born"]).count("value=") == sum(map(bool, boxes))
    assert widget.decompress(None) == ["", "", ""]
