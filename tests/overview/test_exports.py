"""The trail as a file: safe in a spreadsheet, as Logboek Dataverwerkingen without anybody's name, recorded first."""

import csv
import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError
from django.urls import reverse

from audit import ledger
from audit.models import Entry, Kind
from overview import exports
from tests.overview.conftest import NOTE, text, url

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "INV-39")]


def export(case, form: str) -> str:
    return reverse(f"admin:trail_{form}", args=[case.pk])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(at_screen, open_case, people, start):
    case = open_case()
    person = people["nidos.guardian"]
    person.name = f"{start}HYPERLINK(1)"
    person.save()
    at_screen("guardian").get(url(case))
    answer = at_screen("dpo").get(export(case, "csv"))
    assert answer["Content-Type"].startswith("text/csv")
    cells = [cell for row in csv.reader(io.StringIO(text(answer), newline="")) for cell in row]
    assert f"'{start}HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell.startswith(exports.FORMULA)] == []


def test_the_file_has_the_choice_of_the_page_and_no_value(at_screen, known_child, people):
    case = known_child()
    chosen = f"?organisation={people['ind.officer'].organisation_id}&data_class=IDENTITY&since=2020-01-01"
    at_screen("ind").get(url(case))
    rows = list(csv.reader(io.StringIO(text(at_screen("supervisor").get(export(case, "csv") + chosen)))))
    assert {row[1] for row in rows[1:]} == {"P. ind.officer"}
    everything = text(at_screen("supervisor").get(export(case, "csv")))
    assert "P. avim.officer" in everything
    assert [word for word in (NOTE, "Semhar", "Tesfay") if word in everything] == []


def test_the_logboek_names_nobody_and_keeps_the_trace(at_screen, known_child, open_case, people):
    case = known_child()
    at_screen("ind").get(url(case))
    look = Entry.objects.of_case(case.pk).filter(kind=Kind.READ, person=people["ind.officer"].pk).get()
    found = text(at_screen("supervisor").get(export(case, "logboek")))
    lines = {line["operation_id"]: line for line in map(json.loads, found.splitlines())}
    line = lines[f"{look.id:016x}"]
    assert line["trace_id"] == look.trace_id
    assert line["start_time"] == line["end_time"] == int(look.at.timestamp() * 1000)
    assert line["status_code"] == "STATUS_CODE_OK"
    attributes = {each["key"]: each["value"] for each in line["attributes"]}
    assert attributes["dpl.core.processing_activity_id"] == "urn:beschut:processing-activity:asylum"
    assert re.fullmatch("[0-9a-f]{64}", attributes["dpl.core.data_subject_id"])
    assert all(re.fullmatch("[0-9a-f]{32}", each["trace_id"]) for each in lines.values())
    secrets = [str(case.pk), case.reference, *(str(each.pk) for each in people.values()), "P. ", NOTE]
    assert [secret for secret in secrets if secret in found] == []


def test_a_list_of_many_children_tells_of_this_one_only(at_screen, open_case):
    case, other = open_case(), open_case(given_names="Abel", family_name="Haile")
    at_screen("intake").get(reverse("admin:intake_case_changelist"))
    found = text(at_screen("dpo").get(export(case, "logboek")))
    assert exports.pseudonym(case.pk) in found
    assert exports.pseudonym(other.pk) not in found


@pytest.mark.parametrize("form", ["csv", "logboek"])
def test_each_export_is_in_the_ledger_and_without_that_there_is_none(at_screen, open_case, monkeypatch, form):
    case = open_case()
    browser = at_screen("supervisor")
    assert browser.get(export(case, form)).status_code == 200
    entry = Entry.objects.get(kind=Kind.EXPORT)
    assert (entry.case, entry.reason, entry.table) == (case.pk, form, "audit_entry")

    def broken(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the ledger cannot be written")

    monkeypatch.setattr(ledger, "write", broken)
    browser.raise_request_exception = False
    assert browser.get(export(case, form)).status_code >= 500


@pytest.mark.parametrize("form", ["csv", "logboek"])
def test_only_who_reads_the_trail_takes_it_along(at_screen, known_child, form):
    case = known_child()
    for name in ("guardian", "intake", "ind", "mentor", "kmar", "administrator"):
        assert at_screen(name).get(export(case, form)).status_code == 403
    assert not Entry.objects.filter(kind=Kind.EXPORT).exists()


def test_the_command_exports_as_somebody_who_may(open_case, people):
    case, out = open_case(), io.StringIO()
    call_command("export_ledger", str(case.pk), "--as", "nidos.supervisor", "--form", "logboek", stdout=out)
    assert json.loads(out.getvalue().splitlines()[0])["name"].startswith("CREATE")
    entry = Entry.objects.get(kind=Kind.EXPORT)
    assert (entry.origin, entry.person) == ("COMMAND", people["nidos.supervisor"].pk)
    for username in ("nidos.guardian", "nobody"):
        with pytest.raises(CommandError):
            call_command("export_ledger", str(case.pk), "--as", username, stdout=out)
