"""What follows a signal and how long that takes, in figures."""

from datetime import date

import pytest

from intake import signal
from overview.counts import signals
from partners import notices
from partners.models import Notice
from shelter import indication
from tests.joining import approve, two
from tests.joining import ask as ask_to_join

__all__ = ["two"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-04", "S001-06")]


@pytest.fixture
def child(open_case):
    numbers = iter(range(40))
    return lambda: open_case(given_names=f"Kind{next(numbers)}")


@pytest.fixture
def see(cast):
    """Say at this moment, for this organisation, that the signal was seen."""

    def seen(row, name, moment):
        actor = getattr(cast, name)
        notice = Notice.objects.get(about=row.pk, kind="SIGNAL", to_organisation=actor.organisation_id)
        notices.acknowledge(notice=notice, by=actor, at=moment)

    return seen


def test_a_partner_has_seen_a_signal_within_24_hours_or_later(child, raise_signal, see, counted, at, sql):
    rows = [raise_signal(child()) for _number in range(3)]
    see(rows[0], "guardian", at(2026, 3, 3, 15))
    see(rows[1], "guardian", at(2026, 3, 3, 16))
    see(rows[0], "ind", at(2026, 3, 2, 16))
    assert counted(signals, "seen-by-nidos") == {"IN_TIME": 1, "LATER": 1, "NOT": 1}
    assert counted(signals, "seen-by-ind") == {"IN_TIME": 1, "NOT": 2}
    assert counted(signals, "seen-by-avim") == {}
    told = """SELECT o.kind, count(*) FROM partners_notice n JOIN partners_organisation o
              ON o.id = n.to_organisation_id WHERE n.kind = 'SIGNAL' GROUP BY o.kind"""
    assert sql(told) == {"NIDOS": 3, "IND": 3}
    assert counted(signals, "seen-by-nidos", until=date(2026, 3, 2)) == {"NOT": 3}


def test_signals_by_talk_and_by_organisation(child, raise_signal, counted, cast, at, sql):
    case = child()
    for step in ("IDENTIFICATION", "IDENTIFICATION", "LATER"):
        raise_signal(case, source_step=step)
    signal.report(case=case, kinds=["SMUGGLING_DEBT"], summary="Schuld.", by=cast.ind, at=at(2026, 12, 31, 23))
    signal.report(case=case, kinds=["TRAFFICKING"], summary="Bang.", by=cast.ind, at=at(2027, 1, 1, 0))
    assert counted(signals, "source-step") == {"IDENTIFICATION": 2, "LATER": 2}
    assert counted(signals, "raised-by") == {"AVIM": 3, "IND": 1}
    by = """SELECT o.kind, count(*) FROM intake_signal s JOIN partners_organisation o
            ON o.id = s.created_by_organisation WHERE s.raised_at < %s GROUP BY o.kind"""
    assert sql(by, at(2027, 1, 1, 0)) == {"AVIM": 3, "IND": 1}


def test_nidos_informs_coa_in_time_later_or_not_yet(child, indicate, counted, cast, at):
    for hours in (24, 25):
        case = child()
        indicate(case, informed=False)
        indication.inform_coa(case=case, by=cast.guardian, at=at(2026, 3, 4, hours - 12))
    indicate(child(), informed=False)
    assert counted(signals, "nidos-to-coa") == {"IN_TIME": 1, "LATER": 1, "NOT": 1}


@pytest.mark.parametrize(
    ("day", "found"),
    [((2026, 3, 4), "DAY"), ((2026, 3, 5), "WEEK"), ((2026, 3, 11), "MONTH"), ((2026, 5, 1), "LONGER")],
)
def test_from_indication_to_placement(child, indicate, place, make_house, counted, at, day, found):
    case = child()
    indicate(case)
    place(case, make_house("BO"), on=at(*day))
    indicate(child())
    indicate(child(), "NOT_NEEDED")
    assert counted(signals, "indication-to-placement") == {found: 1, "NOT": 1}
    assert counted(signals, "indication-to-placement", until=date(2026, 3, 3)) == {"NOT": 2}


def test_a_year_without_anybody(counted):
    names = ("seen-by-nidos", "seen-by-avim", "seen-by-ind", "source-step", "raised-by", "nidos-to-coa",
             "indication-to-placement")  # fmt: skip
    assert all(counted(signals, name) == {} for name in names)


def test_a_child_with_two_files_waited_once(two, indicate, counted, cast, at):
    for case in two:
        indicate(case, on=at(2026, 3, 3))
    assert counted(signals, "indication-to-placement") == {"NOT": 2}
    approve(ask_to_join(two, cast, at), cast, at)
    assert counted(signals, "indication-to-placement") == {"NOT": 1}
    assert counted(signals, "nidos-to-coa") == {"IN_TIME": 2}


def test_more_signals_cost_no_more_queries(child, raise_signal, indicate, costs):
    case = child()
    raise_signal(case)
    indicate(case)
    first = costs(signals, 9)
    for _number in range(3):
        case = child()
        raise_signal(case)
        indicate(case)
    assert costs(signals, 9) == first
