"""Two people with the same record on their screens: the second does not overwrite unseen what the first wrote."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Entry, Kind
from intake import conversation
from partners.forms import SEEN
from partners.models import Person
from residence import police
from tests.overview.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(open_case, cast, at):
    case = open_case()
    return conversation.record(case=case, step="ACQUAINTANCE", held_on=case.arrived_on, interpreter=True,
                               by=cast.intake, at=at(2026, 3, 3))  # fmt: skip


def address(talk):
    return reverse("admin:nested_act", args=[talk.case_id, "conversations-corrections", talk.pk])


def typed(talk, version, **said):
    known = {"step": talk.step, "held_on": talk.held_on.isoformat(), "outcome": "NO_SIGNAL", "correction_reason": "x"}
    return known | said | {SEEN: version}


def test_the_form_carries_the_version_that_stands_beside_it(talk, at_screen):
    page = at_screen("intake").get(address(talk)).content.decode()
    assert f'<input type="hidden" name="{SEEN}" value="1" id="id_{SEEN}">' in page


def test_the_second_is_told_that_somebody_was_first(talk, at_screen):
    screen, before = at_screen("intake"), typed(talk, 1)
    assert screen.post(address(talk), before).status_code == 302
    answer = screen.post(address(talk), before | {"outcome": "SIGNAL"})
    assert answer.status_code == 409
    assert "Iemand anders heeft dit intussen" in answer.content.decode()
    talk.refresh_from_db()
    assert (talk.version, talk.outcome) == (2, "NO_SIGNAL")
    assert Entry.objects.get(kind="DENIAL").reason == "409 overtaken"


def test_who_has_looked_again_goes_on_with_what_was_typed(talk, at_screen):
    screen = at_screen("intake")
    screen.post(address(talk), typed(talk, 1))
    page = screen.post(address(talk), typed(talk, 1, outcome="SIGNAL")).content.decode()
    assert f'name="{SEEN}" value="2"' in page
    assert '<option value="SIGNAL" selected>' in page
    assert screen.post(address(talk), typed(talk, 2, outcome="SIGNAL")).status_code == 302


@pytest.mark.parametrize("version", ["", "one", "-1", "١", "9" * 30])
def test_a_version_that_is_none_is_no_version(talk, at_screen, version):
    assert at_screen("intake").post(address(talk), typed(talk, version)).status_code == 409


def meanwhile(answer) -> list[list[str]]:
    """The table of what changed, cell by cell, in words."""
    section = text(answer).partition('id="meanwhile"')[2].partition("</section>")[0]
    rows = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in section.split("<tr>")[2:]]
    return [[re.sub(r"<br>.*|<[^>]*>", "", cell, flags=re.DOTALL) for cell in row] for row in rows]


@pytest.fixture
def colleague(organisations):
    """Somebody else of Nidos who does the intake."""
    return Person.objects.create(username="n.bos", name="N. Bos", organisation=organisations["NIDOS"],
                                 role="nidos.intake")  # fmt: skip


@pytest.fixture
def second(colleague):
    """A screen of their own."""
    screen = Client()
    screen.force_login(colleague, backend="partners.login.PersonBackend")
    return screen


def test_the_second_sees_what_changed_by_whom_and_keeps_what_was_typed(talk, at_screen, second, colleague):
    first = typed(talk, 1, note="Ze vertelde het zelf.", correction_reason="verkeerd aangeklikt")
    assert at_screen("intake").post(address(talk), first).status_code == 302
    typed_since = typed(talk, 1, outcome="SIGNAL", correction_reason="ze zei het later")
    answer = second.post(address(talk), typed_since)
    rows = {label: (was, became, who) for label, was, became, who, _when in meanwhile(answer)}
    assert "Neem eerst over wat moet blijven." in text(answer)
    assert rows["Met een tolk"] == ("ja", "nee", "P. nidos.intake")
    assert rows["Verslag"] == ("leeg", "Ze vertelde het zelf.", "P. nidos.intake")
    assert "NIDOS (test), " in text(answer).partition('id="meanwhile"')[2].partition("</section>")[0]
    assert '<option value="SIGNAL" selected>' in text(answer)
    assert 'value="ze zei het later"' in text(answer)
    assert Entry.objects.filter(person=colleague.pk, kind__in=(Kind.CREATE, Kind.CHANGE)).count() == 0


def test_what_was_shown_of_it_is_a_read_in_the_ledger(talk, at_screen, second, colleague):
    at_screen("intake").post(address(talk), typed(talk, 1))
    shown = Entry.objects.filter(kind=Kind.READ, record=talk.pk, person=colleague.pk)
    second.get(address(talk))
    beside = shown.count()
    second.post(address(talk), typed(talk, 1))
    assert shown.count() == 2 * beside + 1
    entry = shown.latest("id")
    assert (entry.version, entry.case) == (2, talk.case_id)
    assert {"CONVERSATION", "CONVERSATION_NOTE"} <= {*entry.data_classes}


def test_each_change_since_stands_in_it_the_newest_first(talk, at_screen, second):
    screen = at_screen("intake")
    screen.post(address(talk), typed(talk, 1, conductor="N. Bos"))
    screen.post(address(talk), typed(talk, 2, conductor="M. Duin"))
    rows = meanwhile(second.post(address(talk), typed(talk, 1)))
    assert [row[1:3] for row in rows if row[0] == "Gevoerd door"] == [["N. Bos", "M. Duin"], ["leeg", "N. Bos"]]


def test_a_column_that_may_not_be_read_is_not_named(open_case, raise_signal, at_screen, cast, at):
    case = open_case()
    raise_signal(case)
    report = police.file(case=case, by=cast.avim, at=at(2026, 3, 4))
    police.close(report=report, leads="NONE", by=cast.avim, at=at(2026, 3, 5))
    form = reverse("admin:nested_act", args=[case.pk, "police-reports-scheme-considerations", report.pk])
    answer = at_screen("ind").post(form, {SEEN: 1})
    assert answer.status_code == 409
    assert [(row[0], row[2], row[3]) for row in meanwhile(answer)] == [
        ("Gesloten op", "5 maart 2026", "P. avim.officer")
    ]
    assert "opsporingsindicaties" not in text(answer).casefold()


@pytest.mark.parametrize("version", ["", "one", "9"])
def test_who_had_no_version_of_it_is_told_no_difference(talk, at_screen, second, version):
    at_screen("intake").post(address(talk), typed(talk, 1))
    assert meanwhile(second.post(address(talk), typed(talk, version))) == []


def test_another_refusal_shows_no_table(talk, at_screen):
    screen = at_screen("intake")
    screen.post(address(talk), typed(talk, 1))
    answer = screen.post(address(talk), typed(talk, 2, held_on="2031-01-01"))
    assert answer.status_code == 409
    assert "Dit kan niet" in text(answer)
    assert 'id="meanwhile"' not in text(answer)
