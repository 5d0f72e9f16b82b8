"""What signals and the decision on an indication do to each other; and the whole of two signals in one minute."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections

from audit import guards
from intake import signal
from intake.models import SignalAssessment
from intake.signal_assessment import ASSESS
from partners.errors import RuleBroken
from partners.models import Notice
from shelter import indication
from shelter.indication import CORRECT
from shelter.models import Indication, Placement
from tests.houses import perform, refusal

SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


@pytest.fixture
def assess(cast, at):
    def assessed(row, outcome="NOT_SUBSTANTIATED", **said):
        return perform(ASSESS, by=cast.intake, at=at(2026, 3, 2, 16), case=row.case_id, signal=row.pk,
                       data={"outcome": outcome, "reasons": "Seen.", **said})  # fmt: skip

    return assessed


@pytest.mark.django_db
@pytest.mark.requirement("S004-37", "S004-70", "INV-05")
@pytest.mark.parametrize("ground", ["TRAFFICKING", "HONOUR_VIOLENCE"])
def test_what_a_decision_rests_on_leads_to_it_and_who_was_told_hears_that(open_case, raise_signal, indicate, ground):
    case = open_case()
    row = raise_signal(case)
    decided = indicate(case, ground=ground)
    row.refresh_from_db()
    assert (row.status, decided.rests_on) == ("LEADS_TO_INDICATION", [str(row.pk)])
    [judged] = SignalAssessment.objects.all()
    assert (judged.outcome, str(judged.reasons)) == ("LEADS_TO_INDICATION", "")
    told = Notice.objects.filter(kind="SIGNAL_ASSESSED", about=judged.pk)
    assert {notice.to_organisation.kind for notice in told} == {"AVIM", "IND"}


@pytest.mark.django_db
def test_that_nothing_is_needed_leaves_the_signal_to_be_assessed(open_case, raise_signal, indicate):
    case = open_case()
    row = raise_signal(case)
    assert indicate(case, "NOT_NEEDED").rests_on == [str(row.pk)]
    row.refresh_from_db()
    assert (row.status, SignalAssessment.objects.count()) == ("SHARED", 0)


@pytest.mark.django_db
def test_a_second_decision_says_it_of_new_signals_only(open_case, raise_signal, indicate, at):
    case = open_case()
    for day in (2, 5):
        raise_signal(case, on=at(2026, 3, day))
        indicate(case, on=at(2026, 3, day + 1))
    assert SignalAssessment.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.requirement("B-10", "S004-91", "EC-18", "EC-63")
def test_trafficking_needs_a_signal_that_stands(open_case, raise_signal, assess, cast, at):
    case = open_case()
    row, other = raise_signal(case), raise_signal(case)
    assess(row)
    perform(CORRECT, by=cast.avim, at=at(2026, 3, 2, 16), data={"reasons": "x"}, case=case.pk, signal=other.pk)
    decide = {"case": case, "ground": "TRAFFICKING", "reasons": "x", "by": cast.guardian, "at": at(2026, 3, 3)}
    assert refusal(lambda: indication.decide(outcome="BO", **decide)) == ("no-signal", "B-10")
    watched = raise_signal(case)
    assess(watched, "MONITOR", review_on=at(2026, 3, 9).date())
    assert indication.decide(outcome="BO", **decide).rests_on == [str(watched.pk)]


@pytest.mark.django_db
@pytest.mark.requirement("EC-63")
def test_nidos_reads_beforehand_that_a_decision_rests_on_it_and_nothing_is_decided_by_itself(
    open_case, raise_signal, indicate, cast, at
):
    case = open_case()
    row = raise_signal(case)
    assert CORRECT.advise(row, cast.intake, at(2026, 3, 3)) == []
    decided = indicate(case)
    row.refresh_from_db()
    assert len(CORRECT.advise(row, cast.intake, at(2026, 3, 4))) == 1
    assert CORRECT.advise(row, cast.avim, at(2026, 3, 4)) == []
    assert len(indication.ASSESS.advise(row, cast.guardian, at(2026, 3, 4))) == 2
    perform(CORRECT, by=cast.avim, at=at(2026, 3, 4), data={"reasons": "x"}, case=case.pk, signal=row.pk)
    assert indication.current(case) == decided


def at_once(*calls):
    """Each in a thread of its own, begun together: the code of a refusal, or nothing."""
    together = Barrier(len(calls))

    def run(call):
        together.wait()
        try:
            call()
            return ""
        except RuleBroken as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("EC-18", "INV-04", "INV-08", "INV-10")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_signals_in_one_minute_give_one_indication_and_one_placement(open_case, make_house, place, cast, at):
    guards.lay()
    case, houses = open_case(), [make_house("BO", name=name) for name in ("One", "Two")]
    report = lambda by: signal.report(case=case, **SAID, by=by, at=at(2026, 3, 3))  # noqa: E731
    assert at_once(lambda: report(cast.intake), lambda: report(cast.avim)) == ["", ""]
    assert [row.linked_to is None for row in case.signals.order_by("created_at")].count(True) == 1
    told = list(Notice.objects.filter(kind="SIGNAL").values_list("about", "to_organisation"))
    assert len(set(told)) == len(told) == 4

    known = {"outcome": "BO", "ground": "TRAFFICKING", "reasons": "Fear.", "by": cast.guardian, "at": at(2026, 3, 3)}
    decide = lambda: indication.decide(case=case, **known)  # noqa: E731
    assert at_once(decide, decide) == ["", ""]
    assert len(indication.current(case).rests_on) == 2
    assert Indication.objects.filter(ended_on=None).count() == 1
    assert SignalAssessment.objects.count() == 2

    indication.inform_coa(case=case, by=cast.guardian, at=at(2026, 3, 3))
    refused = at_once(*[lambda house=house: place(case, house) for house in houses])
    assert refused[0] == ""
    assert refused[1]
    assert Placement.objects.count() == 1
