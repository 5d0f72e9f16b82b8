"""Reading an arrival list: what each cell may say, and the sentence for what it may not, with its line and column."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest

from intake import arrivals
from intake.arrival_list import COLUMNS
from intake.models import IntakeLocation
from tests.arrival_files import HEADER, file, line

pytestmark = pytest.mark.django_db
Check = Callable[..., arrivals.Checked]


@pytest.fixture
def check(cast: SimpleNamespace, ter_apel: IntakeLocation, at) -> Check:
    """What is found in a file, on 2 March 2026."""
    IntakeLocation.objects.create(code="oud", name="Oude hal", is_active=False)
    return lambda data: arrivals.check(data, by=cast.intake, at=at(2026, 3, 2))


def where(checked: arrivals.Checked) -> list[tuple[int, str]]:
    return [(fault.line, fault.column) for fault in checked.faults]


@pytest.mark.requirement("S004-27")
@pytest.mark.parametrize(("column", "text", "value"), [
    ("voornamen", " D'Angelo   Luz ", "D'Angelo Luz"),
    ("achternaam", '"Ḥasan; ""Abu"" Bakr"', 'Ḥasan; "Abu" Bakr'),
    ("andere_namen", "ሰምሃር| Samhar ||", ["ሰምሃር", "Samhar"]),
    ("geslacht", "V", "F"),
    ("geslacht", "onbekend", "UNKNOWN"),
    ("geslacht", "", "UNKNOWN"),
    ("nationaliteit", "er", "ER"),
    ("nationaliteit", "Syrie", "SY"),
    ("nationaliteit", "syrië", "SY"),
    ("nationaliteit", "Democratische Republiek Congo", "CD"),
    ("nationaliteit", "staatloos", "STATELESS"),
    ("nationaliteit", "", "UNKNOWN"),
    ("talen", "Tigrinya|ar|Farsi|arabisch", ["ti", "ar", "fa"]),
    ("geboortedatum", "2-3-2010", {"date": date(2010, 3, 2), "precision": "DAY"}),
    ("geboortedatum", "02-03-2010", {"date": date(2010, 3, 2), "precision": "DAY"}),
    ("geboortedatum", "3-2009", {"date": date(2009, 3, 1), "precision": "MONTH"}),
    ("geboortedatum", "2009", {"date": date(2009, 1, 1), "precision": "YEAR"}),
    ("geboortedatum", "", None),
    ("v_nummer", "2900000017", "2900000017"),
    ("aankomstdatum", "2-3-2026", date(2026, 3, 2)),
    ("vergezeld_door", "een oom|een  neef", ["een oom", "een neef"]),
])  # fmt: skip
def test_what_a_cell_says(check, column, text, value):
    checked = check(file(line(**{column: text})))
    assert checked.faults == []
    assert checked.arrivals[0].values[column] == value


@pytest.mark.parametrize("place", ["Ter Apel", "ter apel", "ter-apel"])
def test_a_place_is_found_by_its_name_or_its_code(check, ter_apel, place):
    assert check(file(line(aankomstplaats=place))).arrivals[0].values["aankomstplaats"] == ter_apel


@pytest.mark.requirement("S004-27")
@pytest.mark.parametrize(("column", "text", "said"), [
    ("voornamen", "", "Vul ten minste één naam in"),
    ("voornamen", "a" * 121, "120"),
    ("achternaam", "a" * 121, "120"),
    ("andere_namen", "Sam\0har", "onleesbaar teken"),
    ("achternaam", "Nguy\ufffdn", "onleesbaar teken"),
    ("geslacht", "jongen", "‘jongen’"),
    ("nationaliteit", "Erytrea", "‘Erytrea’"),
    ("talen", "Tigrinya|Klingon", "‘Klingon’"),
    ("geboortedatum", "31-2-2010", "‘31-2-2010’ is geen datum"),
    ("geboortedatum", "2010-03-02", "is geen datum"),
    ("geboortedatum", "13-2010", "is geen datum"),
    ("geboortedatum", "2-3-10", "is geen datum"),
    ("geboortedatum", "٢-٣-2010", "is geen datum"),
    ("geboortedatum", "3-3-2026", "toekomst"),
    ("geboortedatum", "4-2026", "toekomst"),
    ("v_nummer", "290000001", "tien cijfers"),
    ("v_nummer", "V290000001", "tien cijfers"),
    ("aankomstdatum", "", "op welke dag"),
    ("aankomstdatum", "3-3-2026", "toekomst"),
    ("aankomstdatum", "3-2026", "de hele datum"),
    ("aankomstdatum", "gisteren", "is geen datum"),
    ("aankomstplaats", "", "waar het kind aankwam"),
    ("aankomstplaats", "Ter Aap", "‘Ter Aap’"),
    ("aankomstplaats", "Oude hal", "in gebruik"),
])  # fmt: skip
def test_what_a_cell_may_not_say(check, column, text, said):
    checked = check(file(line(voornamen="Yonas"), line(**{column: text})))
    assert where(checked) == [(3, column)]
    assert said in checked.faults[0].message


def test_every_fault_of_every_line_is_named_in_order(check):
    checked = check(file(line(geslacht="?", aankomstplaats="?", voornamen="\a"), line(), line(talen="?")))
    assert where(checked) == [(2, "voornamen"), (2, "geslacht"), (2, "aankomstplaats"), (4, "talen")]
    assert str(checked.faults[1]) == "regel 2, kolom geslacht: Schrijf m, v, x of onbekend, niet ‘?’."


@pytest.mark.parametrize(("row", "column"), [
    ("Semhar;Tesfay", "andere_namen"),
    (line() + ";", "vergezeld_door"),
    (line(achternaam='"Tesfay'), "achternaam"),
    (line(achternaam='"Tesfay"s'), "achternaam"),
    (line(achternaam='"Tes;fay"', aankomstplaats='"'), "aankomstplaats"),
    (line(voornamen='"Semhar'), "voornamen"),
    (line(andere_namen="Sam|" * 2000), ""),
])  # fmt: skip
def test_a_line_that_cannot_be_taken_apart_spoils_no_other(check, row, column):
    checked = check(file(line(), row, line(geslacht="?")))
    assert where(checked) == [(3, column), (4, "geslacht")]


@pytest.mark.parametrize(("data", "at_line", "columns"), [
    (b"", 1, [""]),
    (b"\r\n;;\r\n", 1, [""]),
    (file(), 1, [""]),
    (b"naam;leeftijd\r\nSemhar;15", 1, [""]),
    (file(line(), header=HEADER.removesuffix(";vergezeld_door")), 1, ["vergezeld_door"]),
    (file(line(), header=HEADER + ";schoenmaat"), 1, ["schoenmaat"]),
    (file(line(), header=HEADER + ";"), 1, ["12"]),
    (file(line(), header=HEADER + ";geslacht"), 1, ["geslacht"]),
    (file(line(), header=HEADER.replace("talen", "taal")), 1, ["taal", "talen"]),
    (file(line(), header=f'"{HEADER}'), 1, [""]),
    (file(line(), line(voornamen="Zoë")).decode().encode("cp1252"), 3, [""]),
    (file(line()).decode().encode("utf-16"), 1, [""]),
    (file(*[line()] * 1001), 1002, [""]),
    (b"x" * 2_500_001, 1, [""]),
])  # fmt: skip
def test_a_file_that_is_no_arrival_list(check, data, at_line, columns):
    checked = check(data)
    assert where(checked) == [(at_line, column) for column in columns]
    assert checked.arrivals == []


def test_a_thousand_lines_is_no_line_too_many(check):
    assert len(check(file(*[line()] * 1000)).arrivals) == 1000


@pytest.mark.parametrize("data", [
    b"\xef\xbb\xbf" + file(line(voornamen="ሰምሃር")),
    file(line(voornamen="ሰምሃር").replace(";", ","), header=HEADER.replace(";", ",")),
    file(line(voornamen="ሰምሃር")).replace(b"\r\n", b"\n"),
    file(line(voornamen="ሰምሃር")).replace(b"\r\n", b"\r"),
    file("", ";" * 10, line(voornamen="ሰምሃር"), '""', " "),
    file(line(voornamen="ሰምሃር"), header=HEADER.upper().replace(";", " ; ")),
])  # fmt: skip
def test_the_same_list_as_other_programs_write_it(check, data):
    checked = check(data)
    assert checked.faults == []
    assert [arrival.values["voornamen"] for arrival in checked.arrivals] == ["ሰምሃር"]


def test_columns_may_stand_in_any_order(check):
    names, cells = list(reversed(COLUMNS)), list(reversed(line().split(";")))
    assert check(file(";".join(cells), header=";".join(names))).arrivals[0].values["voornamen"] == "Semhar"


def test_one_child_twice_and_one_v_number_twice(check):
    twice = line(v_nummer="2900000017", geboortedatum="2-3-2010")
    checked = check(file(twice, twice.replace("2-3-2010", "02-03-2010"), line(v_nummer="2900000017", geslacht="?")))
    assert [str(fault) for fault in checked.faults] == [
        "regel 3: Dit is hetzelfde kind als op regel 2.",
        "regel 4, kolom geslacht: Schrijf m, v, x of onbekend, niet ‘?’.",
        "regel 4, kolom v_nummer: Regel 2 heeft hetzelfde V-nummer.",
    ]


def test_a_v_number_of_another_case(check, open_case):
    open_case(v_number="2900000017")
    assert where(check(file(line(v_nummer="2900000017")))) == [(2, "v_nummer")]
