"""Read an arrival list: bytes into lines with a cell for each column, or faults that say where (docs/arrival-list.md).

A line of the file is a line of the list: no cell holds a line break. So a quotation mark that somebody forgot spoils
its own line only, and the number we name is the one an editor shows.
"""

import csv
import re
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

COLUMNS = (
    "voornamen", "achternaam", "andere_namen", "geslacht", "nationaliteit", "talen", "geboortedatum", "v_nummer",
    "aankomstdatum", "aankomstplaats", "vergezeld_door",
)  # fmt: skip
# Larger than any honest list; what is longer is another kind of file.
MOST_BYTES, LONGEST_LINE = 2_500_000, 5_000
LINE_END = re.compile(r"\r\n|\r|\n")
NOTHING_IN_IT = ' \t;,"'


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where; it never says more of the child than the cell it is about."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = {"line": self.line, "column": self.column, "message": self.message}
        if not self.column:
            return _("line %(line)s: %(message)s") % where
        return _("line %(line)s, column %(column)s: %(message)s") % where

    @property
    def place(self) -> tuple[int, int]:
        """By line, and in the line from left to right."""
        return self.line, COLUMNS.index(self.column) if self.column in COLUMNS else -1


class NotAList(Exception):
    """The file as a whole is no arrival list; `faults` say why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(len(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Line:
    """One line below the header: its number in the file, and its cells by column."""

    number: int
    cells: dict[str, str]


def read(data: bytes, most: int) -> tuple[list[Line], list[Fault]]:
    """The lines, and a fault for each that cannot be taken apart. Raises NotAList."""
    rows = [
        (number, row) for number, row in enumerate(LINE_END.split(decoded(data)), start=1) if row.strip(NOTHING_IN_IT)
    ]
    if not rows:
        raise NotAList(Fault(1, "", _("The file is empty.")))
    (first, title), *rest = rows
    separator = ";" if ";" in title else ","
    header = header_of(first, title, separator)
    if not rest:
        raise NotAList(Fault(first, "", _("There is no child below the header.")))
    if len(rest) > most:
        sentence = _("A list has at most %(most)s lines, and this one has %(lines)s: split it.")
        raise NotAList(Fault(rest[most][0], "", sentence % {"most": most, "lines": len(rest)}))
    found = [line_of(number, row, header, separator) for number, row in rest]
    return [each for each in found if isinstance(each, Line)], [each for each in found if isinstance(each, Fault)]


def decoded(data: bytes) -> str:
    """The text of the file. Raises NotAList when it is too large or not in UTF-8."""
    if len(data) > MOST_BYTES:
        raise NotAList(Fault(1, "", _("This file is too large to be an arrival list.")))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        sentence = _("The file is not in UTF-8, so that names would be spoilt. Save it as “CSV UTF-8” and try again.")
        raise NotAList(Fault(data.count(b"\n", 0, fault.start) + 1, "", sentence)) from fault


def header_of(number: int, row: str, separator: str) -> list[str]:
    """The columns in the order of the file. Raises NotAList unless each is there once and there is no other."""
    try:
        names = [name.strip().lower() for name in cells_of(row[:LONGEST_LINE], separator)]
    except csv.Error as fault:
        raise NotAList(Fault(number, "", quotes())) from fault
    if not set(names) & set(COLUMNS):
        sentence = _("The first line must name the columns: %(columns)s.") % {"columns": ";".join(COLUMNS)}
        raise NotAList(Fault(number, "", sentence))
    faults = [
        *(Fault(number, name or str(place), _("There is no such column in an arrival list."))
          for place, name in enumerate(names, start=1) if name not in COLUMNS),
        *(Fault(number, name, _("This column is there more than once.")) for name in COLUMNS if names.count(name) > 1),
        *(Fault(number, name, _("This column is missing.")) for name in COLUMNS if name not in names),
    ]  # fmt: skip
    if faults:
        raise NotAList(*faults)
    return names


def line_of(number: int, row: str, header: list[str], separator: str) -> Line | Fault:
    """The cells of one line by column, or what is wrong with the line as a whole."""
    if len(row) > LONGEST_LINE:
        return Fault(number, "", _("This line is too long to be about one child."))
    try:
        cells = cells_of(row, separator)
    except csv.Error:
        return Fault(number, nth(header, len(sound_cells(row, separator))), quotes())
    if len(cells) != len(header):
        sentence = _("This line has %(cells)s cells, and the header %(columns)s.")
        counted = {"cells": len(cells), "columns": len(header)}
        return Fault(number, nth(header, len(cells)), sentence % counted)
    return Line(number, dict(zip(header, (cell.strip() for cell in cells), strict=True)))


def cells_of(row: str, separator: str) -> list[str]:
    """The cells of one line. Raises csv.Error when a quotation mark is missing or too many."""
    return next(csv.reader([row], delimiter=separator, strict=True))


def sound_cells(row: str, separator: str) -> list[str]:
    """The cells that stand before the one with the wrong quotation mark."""
    pieces = row.split(separator)
    for count in range(len(pieces) - 1, 0, -1):
        with suppress(csv.Error):
            return cells_of(separator.join(pieces[:count]), separator)
    return []


def nth(header: list[str], place: int) -> str:
    """The column of this place, or the last one when the line goes on beyond the header."""
    return header[min(place, len(header) - 1)]


def quotes() -> str:
    return _("A quotation mark is missing or stands in the wrong place.")
