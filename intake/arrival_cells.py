"""What each cell of an arrival list says: Dutch words and dates into what the verb `intake.case.open` takes."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from config.partial_date import NOTHING, Precision, read
from intake import birth_date as birth_dates
from intake import case as cases
from intake.arrival_list import COLUMNS, Fault, Line
from intake.languages import languages, nationalities
from intake.match import plain
from intake.models import BirthDateRecord, Child, IntakeLocation
from partners.errors import RuleBroken

# Between values in one cell.
BETWEEN = "|"
DATE = re.compile(r"(?:(?:(\d{1,2})-)?(\d{1,2})-)?((?:19|20)\d\d)", re.ASCII)
# What no keyboard makes: control characters, and the mark of a letter that was lost in another encoding.
UNREADABLE = re.compile(r"[\x00-\x1f\x7f\ufffd]")
SEXES = {"": "UNKNOWN", "m": "M", "v": "F", "x": "X", "onbekend": "UNKNOWN"}
# Names that are in use beside the one that Unicode gives.
ALSO_NATIONALITIES = {
    "Palestina": "PS", "Myanmar": "MM", "Birma": "MM", "Democratische Republiek Congo": "CD", "DR Congo": "CD",
    "Congo (Democratische Republiek)": "CD", "Guinee-Conakry": "GN",
}  # fmt: skip
ALSO_LANGUAGES = {
    "Farsi": "fa", "Pashto": "ps", "Pasjto": "ps", "Somali": "so", "Oromo": "om", "Fula": "ff", "Bengali": "bn",
    "Kurdisch": "ku", "Koerdisch (Kurmanji)": "kmr", "Koerdisch (Sorani)": "ckb", "Amhaarse": "am",
}  # fmt: skip


@cache
def nationality_codes() -> dict[str, str]:
    """The code of each nationality by its plain Dutch name, and by itself."""
    with override("nl"):
        return {"": "UNKNOWN", **by_name(nationalities(), ALSO_NATIONALITIES)}


@cache
def language_codes() -> dict[str, str]:
    """The code of each language by its plain Dutch name, and by itself."""
    with override("nl"):
        return by_name(languages(), ALSO_LANGUAGES)


def by_name(choices: list[tuple[str, str]], also: dict[str, str]) -> dict[str, str]:
    names = {plain(name): code for name, code in also.items()} | {plain(name): code for code, name in choices}
    return names | {plain(code): code for code, _name in choices}


@dataclass(frozen=True)
class Arrival:
    """One line: what each column says, as far as it can be read."""

    line: int
    values: dict[str, Any]

    @property
    def is_whole(self) -> bool:
        """Whether every cell could be read."""
        return self.values.keys() == set(COLUMNS)

    @property
    def v_number(self) -> str:
        number: str = self.values.get("v_nummer", "")
        return number

    @property
    def child(self) -> dict[str, Any]:
        told = self.values
        return {
            "given_names": told["voornamen"], "family_name": told["achternaam"], "aliases": told["andere_namen"],
            "sex": told["geslacht"], "nationality": told["nationaliteit"], "languages": told["talen"],
            "v_number": told["v_nummer"],
        }  # fmt: skip

    @property
    def birth(self) -> dict[str, Any] | None:
        born: dict[str, Any] | None = self.values["geboortedatum"]
        return born

    @property
    def arrival(self) -> dict[str, Any]:
        told = self.values
        return {
            "intake_location": told["aankomstplaats"], "arrived_on": told["aankomstdatum"],
            "accompanied_by": told["vergezeld_door"],
        }  # fmt: skip

    def normal(self) -> str:
        """The line in one form, however its dates and codes were written and its columns and values ordered.

        What is empty is left out, so that a column that joins the list later changes no line of before.
        """
        told = {
            name: sorted(value) if isinstance(value, list) else value for name, value in self.values.items() if value
        }
        told["aankomstplaats"] = self.values["aankomstplaats"].pk
        return json.dumps(told, default=str, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Reader:
    """Reads lines on a day: what lies after it lies in the future. The rules it asks are those of the verb."""

    def __init__(self, today: date) -> None:
        self.today = today
        places = IntakeLocation.objects.filter(is_active=True)
        self.places = {plain(name): place for place in places for name in (place.name, place.code)}
        self.cells: dict[str, Callable[[str], Any]] = {
            "voornamen": lambda text: name("given_names", text),
            "achternaam": lambda text: name("family_name", text),
            "andere_namen": several,
            "geslacht": sex,
            "nationaliteit": nationality,
            "talen": spoken,
            "geboortedatum": self.born,
            "v_nummer": lambda text: Child._meta.get_field("v_number").clean(text, None),
            "aankomstdatum": self.arrived,
            "aankomstplaats": self.place,
            "vergezeld_door": several,
        }

    def read(self, line: Line) -> tuple[Arrival, list[Fault]]:
        """What the line says, and everything that is wrong with its cells."""
        values: dict[str, Any] = {}
        faults: list[Fault] = []
        for column, text in line.cells.items():
            try:
                values[column] = self.cells[column](readable(text))
            except (RuleBroken, ValidationError) as refusal:
                faults.append(Fault(line.number, column, sentence(refusal)))
        for column, check in self.together(values):
            try:
                check()
            except RuleBroken as refusal:
                faults.append(Fault(line.number, column, sentence(refusal)))
        return Arrival(line.number, values), faults

    def together(self, values: dict[str, Any]) -> Iterator[tuple[str, Callable[[], Any]]]:
        """What the cells must fit that could be read, and the column that is named when they do not."""
        if {"voornamen", "achternaam"} <= values.keys():
            named = {"given_names": values["voornamen"], "family_name": values["achternaam"]}
            yield "voornamen", lambda: cases.tidy_child(named)
        if values.get("geboortedatum") and "aankomstdatum" in values:
            row = BirthDateRecord(**values["geboortedatum"])
            yield "geboortedatum", lambda: birth_dates.check_plausible(row, values["aankomstdatum"])

    def born(self, text: str) -> dict[str, Any] | None:
        if not text:
            return None
        day, precision = dutch_date(text)
        birth_dates.check_date(day, precision, self.today)
        return {"date": day, "precision": precision}

    def arrived(self, text: str) -> date:
        if not text:
            raise ValidationError(_("Say on which day the child arrived."))
        day, precision = dutch_date(text)
        if precision != Precision.DAY:
            raise ValidationError(_("Of the arrival the whole date is needed: day, month and year."))
        cases.check_arrival(day, self.today)
        return day

    def place(self, text: str) -> IntakeLocation:
        if not text:
            raise ValidationError(_("Say where the child arrived."))
        if plain(text) not in self.places:
            raise ValidationError(_("“%(text)s” is no place of arrival that is in use.") % {"text": text})
        return self.places[plain(text)]


def sentence(refusal: RuleBroken | ValidationError) -> str:
    return str(refusal.message) if isinstance(refusal, RuleBroken) else " ".join(refusal.messages)


def readable(text: str) -> str:
    if UNREADABLE.search(text):
        raise ValidationError(_("There is an unreadable character in this cell."))
    return text


def name(field: str, text: str) -> str:
    """A name as the verb keeps it; the model says how long it may be."""
    kept: str = Child._meta.get_field(field).clean(cases.tidy(text), None)
    return kept


def several(text: str) -> list[str]:
    return [cases.tidy(part) for part in text.split(BETWEEN) if part.strip()]


def sex(text: str) -> str:
    if text.lower() not in SEXES:
        raise ValidationError(_("Write m, v, x or onbekend, not “%(text)s”.") % {"text": text})
    return SEXES[text.lower()]


def nationality(text: str) -> str:
    code = nationality_codes().get(plain(text))
    if code is None:
        raise ValidationError(_("“%(text)s” is no country: write its Dutch name or its ISO code.") % {"text": text})
    return code


def spoken(text: str) -> list[str]:
    """The codes of the languages, none twice."""
    codes = language_codes()
    words = several(text)
    unknown = [word for word in words if plain(word) not in codes]
    if unknown:
        known = _("“%(text)s” is no language on our list: write its Dutch name or its code.")
        raise ValidationError(known % {"text": BETWEEN.join(unknown)})
    return list(dict.fromkeys(codes[plain(word)] for word in words))


def dutch_date(text: str) -> tuple[date, Precision]:
    """A date as the Dutch write it, 2-3-2026; of a part that is not known, as of 3-2026 or 2026, the first day."""
    found = DATE.fullmatch(text)
    try:
        day, precision = read(*(part or "" for part in found.groups())) if found else NOTHING
    except ValidationError:
        day = None
    if day is None:
        known = _("“%(text)s” is no date: write 2-3-2026, or 3-2026 or 2026 when no more is known.")
        raise ValidationError(known % {"text": text})
    return day, precision
