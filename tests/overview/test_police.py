"""What a police report asks of whom; who declined is not asked again."""

from datetime import timedelta

import pytest

from intake import signal_assessment
from overview import snapshot, tasks
from residence import police
from tests.overview.conftest import text, url

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-73", "S004-74")]


def codes(actor, at) -> list[str]:
    return [todo.task.code for todo in tasks.open_tasks(snapshot.load(actor, at), actor.role, at)]


def test_it_is_asked_of_police_for_a_child_with_a_signal_of_trafficking(open_case, raise_signal, cast, at):
    case = open_case()
    assert "DISCUSS_REPORT" not in codes(cast.avim, at(2026, 3, 2, 16))
    raise_signal(case)
    assert "DISCUSS_REPORT" in codes(cast.avim, at(2026, 3, 2, 16))
    assert "DISCUSS_REPORT" not in codes(cast.ind, at(2026, 3, 2, 16))


def test_not_for_another_kind_of_signal(open_case, raise_signal, cast, at):
    raise_signal(open_case(), kinds=["HONOUR_VIOLENCE"])
    assert "DISCUSS_REPORT" not in codes(cast.avim, at(2026, 3, 2, 16))


def test_not_once_the_signal_does_not_stand(open_case, raise_signal, cast, at):
    told = raise_signal(open_case())
    signal_assessment.assess(signal=told, outcome="NOT_SUBSTANTIATED", reasons="Een vergissing.", by=cast.intake,
                             at=at(2026, 3, 3))  # fmt: skip
    assert "DISCUSS_REPORT" not in codes(cast.avim, at(2026, 3, 3))


def test_who_declined_is_not_asked_again(open_case, raise_signal, cast, at):
    case = open_case()
    raise_signal(case)
    police.discuss(case=case, wish="DECLINES", by=cast.avim, at=at(2026, 3, 3))
    for days in (0, 30, 300):
        assert "DISCUSS_REPORT" not in codes(cast.avim, at(2026, 3, 3) + timedelta(days=days))
    raise_signal(case, on=at(2026, 4, 3))
    assert "DISCUSS_REPORT" not in codes(cast.avim, at(2026, 4, 3, 16))


@pytest.mark.requirement("S004-65")
def test_a_filed_report_asks_ind_to_look_at_the_scheme(open_case, raise_signal, cast, at):
    case = open_case()
    raise_signal(case)
    police.discuss(case=case, by=cast.avim, at=at(2026, 3, 3))
    assert "CONSIDER_SCHEME" not in codes(cast.ind, at(2026, 3, 3))
    row = police.file(case=case, by=cast.avim, at=at(2026, 3, 4))
    assert "CONSIDER_SCHEME" in codes(cast.ind, at(2026, 3, 4))
    police.close(report=row, leads="NONE", by=cast.avim, at=at(2026, 3, 5))
    assert "CONSIDER_SCHEME" in codes(cast.ind, at(2026, 3, 5))
    police.consider_scheme(report=row, by=cast.ind, at=at(2026, 3, 6))
    assert "CONSIDER_SCHEME" not in codes(cast.ind, at(2026, 3, 6))


@pytest.mark.requirement("S001-36")
def test_the_page_says_how_it_stands_as_far_as_it_may_be_read(open_case, raise_signal, at_screen, cast, at):
    case = open_case()
    raise_signal(case)
    row = police.file(case=case, by=cast.avim, at=at(2026, 3, 4))
    police.close(report=row, leads="NONE", by=cast.avim, at=at(2026, 3, 5))
    assert "gesloten zonder opsporingsindicaties, 4 maart 2026" in text(at_screen("avim").get(url(case)))
    seen = text(at_screen("ind").get(url(case)))
    assert "gesloten, 4 maart 2026" in seen
    assert "opsporingsindicaties" not in seen
