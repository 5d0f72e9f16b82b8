"""The arrival list is registered as a whole or not at all, through the verb, and once however often it is sent."""

import base64
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import StringIO
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from audit import ledger
from audit.models import Entry, Kind, Origin
from config.encryption import DataKey, hold_data_key, rewrap_all
from intake import arrivals
from intake.arrivals import FINGERPRINTS, ListRefused
from intake.models import BirthDateRecord, Case, Child, IntakeLocation
from partners import involvement
from partners.errors import NotAllowed
from partners.models import Involvement
from tests.arrival_files import HEADER, file, line, many, nth

pytestmark = pytest.mark.django_db
WRITTEN = (Case, Child, BirthDateRecord, Involvement, DataKey)
# Faults by the line they are planted in: the line itself, and the columns that are at fault.
PLANTED = {
    17: (nth(15, voornamen="", achternaam=" "), ["voornamen"]),
    40: (nth(38, achternaam="a" * 121), ["achternaam"]),
    62: (nth(60, andere_namen="Sam\0har"), ["andere_namen"]),
    75: (nth(73, voornamen="Nguy\ufffdn"), ["voornamen"]),
    101: (nth(99, geslacht="jongen"), ["geslacht"]),
    102: (nth(100, nationaliteit="Erytrea"), ["nationaliteit"]),
    133: (nth(131, talen="ti|Klingon"), ["talen"]),
    170: (nth(168, geboortedatum="31-2-2010"), ["geboortedatum"]),
    171: (nth(169, geboortedatum="2010-02-28"), ["geboortedatum"]),
    200: (nth(198, geboortedatum="1-1-2099"), ["geboortedatum"]),
    222: (nth(220, geboortedatum="13-2010"), ["geboortedatum"]),
    250: (nth(248, v_nummer="290000001"), ["v_nummer"]),
    251: (nth(249, v_nummer="V290000001"), ["v_nummer"]),
    300: (nth(298, aankomstdatum=""), ["aankomstdatum"]),
    333: (nth(331, aankomstdatum="2-3-2099"), ["aankomstdatum"]),
    350: (nth(348, aankomstdatum="3-2024"), ["aankomstdatum"]),
    401: (nth(399, aankomstplaats=""), ["aankomstplaats"]),
    402: (nth(400, aankomstplaats="Ter Aap"), ["aankomstplaats"]),
    403: (nth(401, aankomstplaats="Oude hal"), ["aankomstplaats"]),
    500: ("Semhar;Tesfay;v", ["geslacht"]),
    501: (nth(499) + ";nog iets", ["vergezeld_door"]),
    555: (nth(553, achternaam='"Tesfay'), ["achternaam"]),
    556: (nth(554, andere_namen='"Sam"har'), ["andere_namen"]),
    600: (nth(598, andere_namen="Sam|" * 2000), [""]),
    700: (nth(10), [""]),
    801: (nth(799, v_nummer="2900000003"), ["v_nummer"]),
    900: (nth(898, v_nummer="2911111111"), ["v_nummer"]),
    999: (nth(997, geslacht="?", talen="?", aankomstplaats="?"), ["geslacht", "talen", "aankomstplaats"]),
}


def faulty() -> bytes:
    lines = many(1000)
    for number, (row, _columns) in PLANTED.items():
        lines[number - 2] = row
    return file(*lines)


def counts() -> list[int]:
    created = Entry.objects.filter(kind__in=[Kind.CREATE, Kind.CHANGE]).count()
    return [*(model.objects.count() for model in WRITTEN), created]


@pytest.fixture
def desk(cast: SimpleNamespace, ter_apel: IntakeLocation) -> SimpleNamespace:
    IntakeLocation.objects.create(code="oud", name="Oude hal", is_active=False)
    return cast


@pytest.fixture
def run(desk, people, tmp_path):
    """The command, by the intake worker; what it said on both streams."""

    def said(data: bytes, *options: str, by: str = "nidos.intake") -> SimpleNamespace:
        path = tmp_path / "lijst.csv"
        path.write_bytes(data)
        out, err = StringIO(), StringIO()
        try:
            call_command("import_arrivals", str(path), "--by", by, *options, stdout=out, stderr=err)
        except CommandError as fault:
            return SimpleNamespace(out=out.getvalue(), err=err.getvalue(), refused=str(fault))
        return SimpleNamespace(out=out.getvalue(), err=err.getvalue(), refused="")

    return said


@pytest.fixture
def register(desk, at):
    """Check and register on 2 March 2026."""

    def registered(data: bytes, by=None) -> dict[int, Case]:
        who, when = by or desk.intake, at(2026, 3, 2)
        return arrivals.register(arrivals.check(data, by=who, at=when), by=who, at=when)

    return registered


@pytest.mark.requirement("S004-27")
def test_of_a_thousand_lines_each_of_thirty_faults_is_named_and_nobody_is_registered(run, open_case):
    open_case(v_number="2911111111")
    before = counts()
    refused = run(faulty())
    named = [(number, column) for number, (_row, columns) in PLANTED.items() for column in columns]
    assert len(named) == 30
    where = [f"regel {number}, kolom {column}: " if column else f"regel {number}: " for number, column in named]
    said = refused.err.splitlines()
    assert [row.startswith(start) for row, start in zip(said, where, strict=True)] == [True] * 30
    assert refused.refused == "Faults: 30. Nobody was registered."
    assert counts() == before


@pytest.mark.requirement("S004-27")
@pytest.mark.parametrize("lines", [40, pytest.param(1000, marks=pytest.mark.long)])
def test_without_faults_everybody_is_registered_once(run, lines):
    done = run(file(*many(lines)))
    for said in ("checked", "registered"):
        assert (f"{said} 500/1000\n" in done.out) is (lines == 1000)
    assert f"{lines} registered, 0 registered before.\n" in done.out
    assert "They wait on the desk of Nidos intake." in done.out
    assert Case.objects.exclude(imported_as="").count() == Case.objects.count() == lines
    after = counts()

    again = run(file(*many(lines)))
    assert again.out.endswith(f"0 registered, {lines} registered before.\n")
    assert counts() == after


@pytest.mark.smoke
@pytest.mark.requirement("S004-27", "S004-87")
def test_a_line_becomes_a_case_as_the_verb_opens_it(run, cast, at):
    said = run(file(line(achternaam="Tesfay", andere_namen="ሰምሃር", geslacht="v", nationaliteit="Eritrea", talen="ti",
                         geboortedatum="2-2011", v_nummer="2900000017", vergezeld_door="een oom")))  # fmt: skip
    assert said.refused == ""
    case = Case.objects.get()
    assert (case.arrived_on, case.intake_location_id, case.accompanied_by) == (
        date(2024, 3, 2), "ter-apel", ["een oom"],
    )  # fmt: skip
    child = case.child
    assert (child.given_names, child.family_name, child.aliases) == ("Semhar", "Tesfay", ["ሰምሃር"])
    assert (child.sex, child.nationality, child.languages, child.v_number) == ("F", "ER", ["ti"], "2900000017")
    born = case.birth_dates.get()
    assert (born.date, born.precision, born.source, born.status) == (date(2011, 2, 1), "MONTH", "CHILD", "PROVISIONAL")
    for actor in (cast.intake, cast.avim, cast.ind):
        assert involvement.standing(actor, case.pk, at(2099, 1, 1)).grounds == {"INTAKE"}
    assert run(file(line(voornamen="Semhar"))).out.endswith("1 registered, 0 registered before.\n")


def test_the_ledger_says_who_registered_whom_and_who_looked(run, cast):
    run(file(line(), line(voornamen="Yonas", v_nummer="2900000017")))
    made = Entry.objects.filter(kind=Kind.CREATE, table="intake_child")
    assert {(entry.person, entry.role, entry.origin) for entry in made} == {
        (cast.intake.person_id, "nidos.intake", Origin.COMMAND)
    }
    assert {entry.case for entry in made} == set(Case.objects.values_list("id", flat=True))
    run(file(line(), line(voornamen="Yonas"), line(voornamen="Rojda", v_nummer="2900000017")), "--dry-run")
    search = Entry.objects.filter(kind=Kind.SEARCH).latest("id")
    known = Case.objects.filter(child__given_names="Semhar") | Case.objects.filter(child__v_number="2900000017")
    assert set(search.cases) == {str(case.pk) for case in known}
    assert (search.person, search.data_classes) == (cast.intake.person_id, ["IDENTITY"])


def test_a_dry_run_checks_and_registers_nobody(run):
    run(file(line()))
    before = counts()
    said = run(file(line(), line(voornamen="Yonas")), "--dry-run")
    assert said.out.endswith("No faults: 1 to register, 1 registered before. Nobody was registered.\n")
    assert "registered 1" not in said.out
    assert counts() == before


def test_a_dry_run_names_the_faults_too(run):
    before = counts()
    said = run(file(line(geslacht="?")), "--dry-run")
    assert (said.err, said.refused) == (
        "regel 2, kolom geslacht: Schrijf m, v, x of onbekend, niet ‘?’.\n", "Faults: 1. Nobody was registered.",
    )  # fmt: skip
    assert counts() == before


def test_a_fault_says_no_more_of_a_child_than_the_cell_it_is_about(run):
    said = run(file(line(voornamen="Zerihun", v_nummer="290000001", geslacht="?")))
    assert "Zerihun" not in said.out + said.err + said.refused
    assert "290000001" not in said.out + said.err + said.refused


@pytest.mark.requirement("S004-87")
@pytest.mark.parametrize("by", ["nidos.intake", "avim.officer", "ind.officer"])
def test_who_may_open_a_case_may_register_a_list(run, by):
    assert run(file(line()), by=by).refused == ""


@pytest.mark.parametrize("by", [
    "nidos.guardian", "nidos.supervisor", "coa.placement", "bo_provider.mentor", "dpo.officer", "system.administrator",
])  # fmt: skip
def test_nobody_else_may(run, by):
    assert run(file(line()), by=by).refused == f"{by} may not register children."
    assert not Case.objects.exists()


def test_the_verb_asks_the_right_itself(desk, at):
    checked = arrivals.check(file(line()), by=desk.intake, at=at(2026, 3, 2))
    with pytest.raises(NotAllowed):
        arrivals.register(checked, by=desk.guardian, at=at(2026, 3, 2))


def test_somebody_who_left_and_somebody_unknown_register_nobody(run, people):
    people["nidos.intake"].is_active = False
    people["nidos.intake"].save()
    assert run(file(line())).refused == "There is no active person 'nidos.intake'."
    assert run(file(line()), by="wie.dan").refused == "There is no active person 'wie.dan'."


def test_a_file_that_is_not_there(desk, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_arrivals", str(tmp_path / "weg.csv"), "--by", "nidos.intake")


def test_when_the_verb_says_no_half_way_nothing_is_written(desk, at):
    data = file(*(line(voornamen=name, aankomstdatum=day) for name, day in (("A", "1-3-2026"), ("B", "2-3-2026"))))
    checked = arrivals.check(data, by=desk.intake, at=at(2026, 3, 2))
    with pytest.raises(ListRefused) as refusal:
        arrivals.register(checked, by=desk.intake, at=at(2026, 3, 1))
    assert [(fault.line, fault.message) for fault in refusal.value.faults] == [
        (3, "De dag van aankomst ligt in de toekomst. Controleer de datum.")
    ]
    assert not Case.objects.exists()


def test_a_v_number_that_somebody_gave_in_the_meantime_is_refused(desk, at, open_case):
    checked = arrivals.check(file(line(v_nummer="2900000017")), by=desk.intake, at=at(2026, 3, 2))
    open_case(v_number="2900000017")
    with pytest.raises(ListRefused) as refusal:
        arrivals.register(checked, by=desk.intake, at=at(2026, 3, 2))
    assert [(fault.line, fault.column) for fault in refusal.value.faults] == [(2, "v_nummer")]


def test_a_faulty_list_is_not_registered_by_the_verb_either(desk, register):
    with pytest.raises(ListRefused):
        register(file(line(), line(voornamen="")))
    assert not Case.objects.exists()


def test_a_line_is_the_same_however_it_is_written(register):
    made = register(file(line(nationaliteit="Syrië", talen="Arabisch|Engels", geboortedatum="2-3-2010", geslacht="")))
    assert list(made) == [2]
    same = line(nationaliteit="sy", talen="en|ar", geboortedatum="02-03-2010", geslacht="onbekend")
    assert register(b"\xef\xbb\xbf" + file(same.replace(";", ","), header=HEADER.replace(";", ","))) == {}
    assert list(register(file(same, same.replace("2010", "2011")))) == [3]


def test_a_fingerprint_outlives_both_secrets(register, settings):
    data = file(line(), line(voornamen="Yonas"))
    register(data)
    settings.SECRET_KEY = "another-secret-key-that-is-long-enough-0123456789-abcdefghij-ABCDEFG"
    new = "new:" + base64.b64encode(b"n" * 64).decode()
    settings.KEY_RING = f"{new},{settings.KEY_RING}"
    rewrap_all()
    settings.KEY_RING = new
    assert register(data) == {}


def test_a_fingerprint_cannot_be_made_without_its_key(register, cast):
    data = file(line())
    [case] = register(data).values()
    ledger.destroyed(DataKey, FINGERPRINTS, by=cast.administrator, reason="a new key")
    DataKey.objects.filter(pk=FINGERPRINTS).delete()
    # With another key the line is a stranger: nothing but the key ties a fingerprint to its line.
    [stranger] = register(data).values()
    assert case.imported_as != stranger.imported_as
    assert {len(case.imported_as), len(stranger.imported_as)} == {64}


def test_a_line_costs_no_more_queries_in_a_long_list(desk, at):
    def asked(*lines: str) -> int:
        checked = arrivals.check(file(*lines), by=desk.intake, at=at(2026, 3, 2))
        with CaptureQueriesContext(connection) as queries:
            arrivals.register(checked, by=desk.intake, at=at(2026, 3, 2))
        return len(queries)

    rows = [nth(place, v_nummer=f"29{place:08d}") for place in range(54)]
    asked(rows[0])  # this one makes the key
    one, fifty = asked(rows[1]), asked(*rows[4:])
    # Who looks like somebody is looked at beside them: three queries more, however many they are.
    assert fifty - one <= 49 * 58


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("first_list_ever", [True, False])
def test_one_list_sent_twice_at_the_same_moment_is_registered_once(desk, at, first_list_ever):
    if not first_list_ever:
        with transaction.atomic():
            hold_data_key(FINGERPRINTS)
    checked = arrivals.check(file(*many(5)), by=desk.intake, at=at(2026, 3, 2))
    together = Barrier(2)

    def send(_number: int) -> int:
        together.wait()
        try:
            return len(arrivals.register(checked, by=desk.intake, at=at(2026, 3, 2)))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) == [0, 5]
    assert Case.objects.count() == 5
