"""The arrival list at the screen: first looked over, then registered, by who may open a case."""

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from audit.models import Entry, Kind, Origin
from intake import arrivals
from intake.arrival_list import COLUMNS
from intake.models import Case
from overview.admin.arrivals import EXPLAINED
from tests.arrival_files import file, line
from tests.overview.conftest import TITLE, text

pytestmark = pytest.mark.django_db
EXAMPLE = Path(settings.BASE_DIR) / "static" / "beschut" / "aankomstlijst-voorbeeld.csv"


@pytest.fixture
def send(at_screen, ter_apel):
    """Choose a file and press a button."""

    def sent(data: bytes, *, who: str = "intake", do: str = ""):
        upload = SimpleUploadedFile("Semhar Tesfay.csv", data, "text/csv")
        return at_screen(who).post(reverse("admin:arrivals"), {"file": upload, **({"do": do} if do else {})})

    return sent


@pytest.mark.smoke
def test_a_list_is_looked_over_unless_registering_is_asked_for(send):
    data = file(line(), line(voornamen="Yonas"))
    for do in ("", "check"):
        answer = send(data, do=do)
        assert answer.status_code == 200
        assert "Deze lijst klopt" in text(answer)
        assert not Case.objects.exists()
    answer = send(data, do="register")
    assert answer.status_code == 200
    assert "De lijst is ingeschreven" in text(answer)
    assert Case.objects.count() == 2


@pytest.mark.requirement("AL-31")
def test_it_says_how_many_may_be_registered_twice_also_within_the_list(send):
    semhar = {"voornamen": "Semhar", "achternaam": "Tesfay", "geboortedatum": "8-2-2011"}
    answer = text(send(file(line(**semhar)), do="register"))
    assert "in een andere zaak" not in answer
    again = [line(**semhar | {"voornamen": name}) for name in ("Samhar", "ሰምሃር")]
    answer = text(send(file(*again), do="register"))
    assert "3 keer staat een kind op deze lijst misschien al in een andere zaak." in answer
    assert "De aanmelding van Nidos vergelijkt de twee" in answer


@pytest.mark.parametrize("do", ["check", "register"])
def test_the_counts_of_a_list_that_is_known_in_part(send, do):
    send(file(line()), do="register")
    answer = send(file(line(), line(voornamen="Yonas"), line(voornamen="Rojda")), do=do)
    assert [answer.context[name] for name in ("lines", "new", "known")] == [3, 2, 1]


@pytest.mark.requirement("S004-27")
@pytest.mark.parametrize(("do", "status"), [("check", 200), ("register", 409)])
def test_each_fault_is_shown_with_its_line_and_column_and_no_more_of_the_child(send, do, status):
    answer = send(file(line(), line(voornamen="Zerihun", geslacht="jongen")), do=do)
    assert answer.status_code == status
    shown = text(answer)
    assert '<td data-label="Regel">3</td><td data-label="Kolom">geslacht</td>' in shown
    assert "‘jongen’" in shown
    assert "Zerihun" not in shown
    assert not Case.objects.exists()
    denials = Entry.objects.filter(kind=Kind.DENIAL)
    assert [entry.reason for entry in denials] == (["409 arrival-list-faults S004-27"] if do == "register" else [])


def test_what_a_fault_quotes_cannot_become_html(send):
    shown = text(send(file(line(geslacht="<b>x</b>"))))
    assert "<b>x" not in shown
    assert "&lt;b&gt;x" in shown


def test_the_ledger_says_who_registered_and_by_which_door(send, people):
    send(file(line()), who="avim", do="register")
    entry = Entry.objects.get(kind=Kind.CREATE, table="intake_case")
    assert (entry.person, entry.origin) == (people["avim.officer"].pk, Origin.ADMIN)
    assert Entry.objects.filter(kind=Kind.SEARCH, table="intake_case", person=people["avim.officer"].pk).count() == 1


def test_no_name_leaves_the_page(send, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = send(file(line(voornamen="Zerihun", v_nummer="1")), do="register")
    assert TITLE.findall(text(answer)) == ["Aankomstlijst · Beschut"]
    assert "Zerihun" not in caplog.text
    assert "Semhar Tesfay.csv" not in text(answer) + caplog.text


@pytest.mark.requirement("S004-87")
@pytest.mark.parametrize("who", ["intake", "avim", "ind"])
def test_who_may_open_a_case_has_the_page(at_screen, who):
    address = reverse("admin:arrivals")
    assert at_screen(who).get(address).status_code == 200
    assert f'href="{address}"' in text(at_screen(who).get(reverse("admin:index")))


@pytest.mark.parametrize("who", ["guardian", "supervisor", "coa", "mentor", "dpo", "kmar"])
def test_nobody_else_has(at_screen, send, who):
    address = reverse("admin:arrivals")
    assert at_screen(who).get(address).status_code == 403
    assert send(file(line()), who=who, do="register").status_code == 403
    assert f'href="{address}"' not in text(at_screen(who).get(reverse("admin:index")))
    assert not Case.objects.exists()


def test_no_file_and_a_file_that_is_far_too_large(at_screen, send):
    for answer in (at_screen("intake").post(reverse("admin:arrivals")), send(b"x" * 3_000_000)):
        assert answer.status_code == 400
        assert "Kies een bestand, van ten hoogste 2 MB." in text(answer)


@pytest.mark.parametrize(("data", "said"), [
    (b"", "Het bestand is leeg."),
    (file(line(voornamen="Zoë")).decode().encode("cp1252"), "Het bestand is geen UTF-8"),
])  # fmt: skip
def test_a_file_that_is_no_list(send, data, said):
    assert said in text(send(data))


def test_every_column_is_explained_and_the_example_is_a_good_one(cast, ter_apel, at, at_screen):
    assert tuple(column for column, *_rest in EXPLAINED) == COLUMNS
    page = text(at_screen("intake").get(reverse("admin:arrivals")))
    assert f"/static/beschut/{EXAMPLE.name}" in page
    checked = arrivals.check(EXAMPLE.read_bytes(), by=cast.intake, at=at(2026, 3, 2))
    assert (len(checked.arrivals), checked.faults) == (4, [])


@pytest.mark.parametrize("column", [name for name, optional, *_rest in EXPLAINED if optional and name != "voornamen"])
def test_what_may_stay_empty_may(send, column):
    assert send(file(line(**{column: ""}))).context["faults"] == []
