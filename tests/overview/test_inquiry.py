"""What is asked of whom when somebody asked where a child is, and how it reads on the page."""

from dataclasses import replace

import pytest

from overview import alerts, snapshot, tasks
from residence import guardianship
from shelter import inquiry
from tests.overview.conftest import text, url

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("EC-47")]


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def asked(case, cast, at):
    return inquiry.record(case=case, asker="PARTNER", asker_name="Filmon", how="DOOR", said="Waar is mijn vrouw?",
                          by=cast.ind, at=at(2026, 3, 3))  # fmt: skip


def todo(actor, moment):
    found = tasks.open_tasks(snapshot.load(actor, moment), actor.role, moment)
    return [each for each in found if each.task.code == "ANSWER_INQUIRY"]


def alerted(actor, moment):
    return [each.alert.code for each in alerts.waiting(snapshot.load(actor, moment), actor.role, moment)]


def test_it_is_asked_of_each_until_its_organisation_has_acted(asked, cast, at):
    for who in (cast.intake, cast.coa, cast.avim):
        [found] = todo(who, at(2026, 3, 3))
        assert (found.due, found.about) == (at(2026, 3, 3, 16), asked.pk)
    inquiry.act(inquiry=asked, step="Gebeld.", by=cast.coa, at=at(2026, 3, 3, 13))
    assert [len(todo(who, at(2026, 3, 3, 14))) for who in (cast.intake, cast.coa, cast.avim)] == [1, 0, 1]


def test_of_nidos_the_guardian_once_there_is_one(asked, case, cast, people, at):
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3, 13))
    assert [len(todo(who, at(2026, 3, 3, 14))) for who in (cast.intake, cast.guardian)] == [0, 1]


def test_not_of_who_was_only_asked(asked, cast, at):
    assert todo(cast.ind, at(2026, 3, 3)) == []
    assert "AL-36" not in alerted(cast.ind, at(2026, 3, 3))


def test_police_and_coa_are_alerted_though_they_had_nothing_to_do_with_the_child_any_more(asked, case, cast, at):
    detective = replace(cast.detective)
    assert "AL-36" in alerted(cast.avim, at(2026, 3, 3))
    assert [each.case for each in snapshot.load(detective, at(2026, 3, 3))] == [case.pk]


def test_it_rises_to_the_supervisors_when_it_lasts(asked, cast, at):
    assert "AL-36" not in alerted(cast.supervisor, at(2026, 3, 3, 15))
    assert "AL-36" in alerted(cast.supervisor, at(2026, 3, 3, 16))


def test_the_page_says_who_asked_and_that_not_all_have_acted(asked, cast, at, at_screen, case):
    seen = text(at_screen("intake").get(url(case)))
    assert "Vragen waar het kind is" in seen
    assert "Filmon" in seen
    assert "nog niet iedereen heeft iets gedaan" in seen
    other = text(at_screen("coa").get(url(case)))
    assert "Waar is mijn vrouw?" in other
    for who in (cast.intake, cast.coa, cast.avim):
        inquiry.act(inquiry=asked, step="Gebeld.", by=who, at=at(2026, 3, 4))
    assert "nog niet iedereen heeft iets gedaan" not in text(at_screen("intake").get(url(case)))
