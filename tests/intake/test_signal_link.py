"""Two signals about one child: the second is linked as a suggestion, Nidos merges, and a mistake is undone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, connections

from audit import guards
from intake import signal, signal_link
from intake.models import Signal, SignalAssessment
from intake.signal_assessment import ASSESS, REOPEN
from intake.signal_link import LINK, MERGE
from partners import access, involvement, involving
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Notice
from tests.houses import perform, refusal

SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


@pytest.fixture
def two(open_case, cast, at):
    """Nidos and AVIM raise a signal in the same minute."""
    case = open_case()
    return [signal.report(case=case, **SAID, by=by, at=at(2026, 3, 3)) for by in (cast.intake, cast.avim)]


@pytest.fixture
def do(cast, at):
    """Perform an act on a signal."""

    def done(act, row, *, by=None, on=None, **said):
        return perform(act, by=by or cast.intake, at=on or at(2026, 3, 4), data=said, case=row.case_id, signal=row.pk)

    return done


@pytest.mark.django_db
@pytest.mark.requirement("EC-18")
class TestSuggested:
    def test_the_second_is_linked_to_the_first_and_nothing_is_merged(self, two):
        first, second = two
        assert (first.linked_to, second.linked_to) == (None, first)
        assert {row.status for row in Signal.objects.all()} == {"SHARED"}

    def test_a_third_is_linked_to_the_first_as_well(self, two, cast, at):
        assert signal.report(case=two[0].case, **SAID, by=cast.ind, at=at(2026, 3, 3, 13)).linked_to == two[0]

    def test_not_to_an_own_one_not_after_a_day_and_not_to_another_child(self, open_case, cast, at):
        case, first_at = open_case(), at(2026, 3, 3)
        first = signal.report(case=case, **SAID, by=cast.avim, at=first_at)
        report = lambda by, on, case=case: signal.report(case=case, **SAID, by=by, at=on).linked_to  # noqa: E731
        assert report(cast.detective, first_at + timedelta(minutes=1)) is None
        assert report(cast.ind, first_at, open_case()) is None
        assert report(cast.ind, first_at + timedelta(hours=24)) == first
        assert report(cast.coa, first_at + timedelta(hours=48, seconds=1)) is None

    def test_one_from_outside_is_linked_when_it_fits_and_when_it_is_matched(self, two, open_case, cast, at):
        open_case(v_number="2900000017")
        known = signal.report(case=open_case(v_number="2900000018"), **SAID, by=cast.avim, at=at(2026, 3, 3))
        fits = signal.report_from_outside(**SAID, v_number="2900000018", by=cast.ggd, at=at(2026, 3, 3))
        lost = signal.report_from_outside(**SAID, v_number="2900000019", by=cast.kmar, at=at(2026, 3, 3))
        signal.assign(signal=lost, case=known.case, by=cast.intake, at=at(2026, 3, 3, 13))
        assert {fits.linked_to, Signal.objects.get(pk=lost.pk).linked_to} == {known}

    def test_who_raises_the_second_hears_of_the_first_as_far_as_it_may_see_it(self, two, cast, at, organisations):
        case = two[0].case
        assert len(signal_link.advise(case, cast.ind, at(2026, 3, 3, 13))) == 1
        involving.involve(case=case.pk, number=case.number, organisation=organisations["COA"], ground="INDICATION",
                          by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
        assert signal_link.advise(case, cast.coa, at(2026, 3, 3, 13)) == []


@pytest.mark.django_db
@pytest.mark.requirement("INV-38", "S004-88")
def test_who_reads_only_its_own_signals_does_not_learn_of_another(two, cast, at, organisations):
    case = two[0].case
    involving.involve(case=case.pk, number=case.number, organisation=organisations["COA"], ground="INDICATION",
                      by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
    row = signal.report(case=case, **SAID, by=cast.coa, at=at(2026, 3, 3, 13))
    assert row.linked_to is not None
    [read] = access.read(Signal.objects.all(), involvement.standing(cast.coa, case.pk, at(2026, 3, 3, 14)))
    assert (read["status"], {"linked_to", "merged_into", "replaced_by"} & set(read)) == ("SHARED", set())
    [read] = access.read(Signal.objects.all(), involvement.without_case(cast.coa))
    assert {"case", "status", "linked_to"} & set(read) == set()


@pytest.mark.django_db
@pytest.mark.requirement("EC-18")
class TestLinked:
    def test_by_whoever_sees_both_and_undone_by_leaving_it_empty(self, two, do, cast):
        first, second = two
        assert do(LINK, second, by=cast.ind, linked_to=None).linked_to is None
        assert do(LINK, first, by=cast.ind, linked_to=second).linked_to == second
        assert do(LINK, first, by=cast.ind).linked_to == second

    def test_not_with_itself_not_twice_and_not_with_another_child(self, two, do, cast, open_case, at):
        first, second = two
        other = signal.report(case=open_case(), **SAID, by=cast.avim, at=at(2026, 3, 3))
        for wrong in (first, other):
            assert refusal(lambda wrong=wrong: do(LINK, first, linked_to=wrong)) == ("no-such-signal", "EC-18")
        assert refusal(lambda: do(LINK, first, linked_to=second)) == ("already-linked", "EC-18")


@pytest.mark.django_db
@pytest.mark.requirement("EC-18")
class TestMerged:
    def test_it_stays_readable_says_where_to_read_on_and_its_notices_stay(self, two, do, cast, at):
        first, second = two
        before = set(Notice.objects.values_list("pk", flat=True))
        do(MERGE, second, merged_into=first)
        [row] = access.read(Signal.objects.filter(pk=second.pk),
                            involvement.standing(cast.ind, second.case_id, at(2026, 3, 4, 13)))  # fmt: skip
        assert (row["status"], row["merged_into"], row["summary"]) == ("MERGED_INTO", first.pk, SAID["summary"])
        assert before < set(Notice.objects.values_list("pk", flat=True))
        told = Notice.objects.filter(kind="SIGNAL_MERGED").values_list("to_organisation__kind", "about")
        assert set(told) == {(kind, SignalAssessment.objects.get().pk) for kind in ("AVIM", "IND")}

    def test_only_nidos_merges(self, two, do, cast):
        for by in (cast.avim, cast.ind):
            assert refusal(lambda by=by: do(MERGE, two[1], by=by, merged_into=two[0])) == ("only-nidos", "EC-18")
        with pytest.raises(NotAllowed):
            do(MERGE, two[1], by=cast.supervisor, merged_into=two[0])
        with pytest.raises(NotFound):
            do(MERGE, two[1], by=cast.ggd, merged_into=two[0])

    def test_never_in_a_circle(self, two, do, cast, at):
        first, second = two
        third = signal.report(case=first.case, **SAID, by=cast.ind, at=at(2026, 3, 3))
        assert refusal(lambda: do(MERGE, first, merged_into=first))[0] == "no-such-signal"
        assert refusal(lambda: do(MERGE, first, merged_into=None))[0] == "no-such-signal"
        do(MERGE, first, merged_into=second)
        assert refusal(lambda: do(MERGE, second, merged_into=first))[0] == "no-such-signal"
        do(MERGE, second, merged_into=third)
        for row in (first, second):
            assert refusal(lambda row=row: do(MERGE, third, merged_into=row))[0] == "no-such-signal"
            assert refusal(lambda row=row: do(MERGE, row, merged_into=third))[0] == "not-open"

    def test_not_into_that_of_another_child_nor_what_leads_to_an_indication(self, two, do, cast, open_case, at):
        other = signal.report(case=open_case(), **SAID, by=cast.avim, at=at(2026, 3, 3))
        assert refusal(lambda: do(MERGE, two[1], merged_into=other))[0] == "no-such-signal"
        do(ASSESS, two[1], outcome="LEADS_TO_INDICATION", reasons="Clear.")
        assert refusal(lambda: do(MERGE, two[1], merged_into=two[0]))[0] == "not-open"
        assert do(MERGE, two[0], merged_into=two[1]).status == "MERGED_INTO"

    def test_a_mistake_is_undone_by_opening_it_again_and_can_be_made_again(self, two, do, cast):
        first, second = two
        for _twice in range(2):
            do(MERGE, second, merged_into=first)
            do(REOPEN, second, by=cast.avim, reasons="Another man.")
        second.refresh_from_db()
        assert (second.status, second.merged_into) == ("SHARED", None)
        assert Notice.objects.filter(kind="SIGNAL_MERGED").count() == 4

    def test_a_merged_one_is_not_assessed_and_keeps_nothing_open(self, two, do, at):
        first, second = two
        do(MERGE, second, merged_into=first)
        assert refusal(lambda: do(ASSESS, second, outcome="MONITOR", reasons="x"))[0] == "not-open"
        do(ASSESS, first, outcome="NOT_SUBSTANTIATED", reasons="Nothing.")
        assert not first.case.signals.open().exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
class TestAtOnce:
    @pytest.fixture(autouse=True)
    def _guards(self, cast):
        guards.lay()

    def at_once(self, *calls):
        together = Barrier(len(calls))

        def run(call):
            together.wait()
            try:
                call()
                return "done"
            except RuleBroken as refused:
                return refused.code
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as pool:
            return sorted(pool.map(run, calls))

    @pytest.mark.requirement("EC-18", "INV-04")
    def test_two_who_raise_one_in_the_same_moment_are_linked_and_each_is_told_once(self, open_case, cast, at):
        case = open_case()
        calls = [
            lambda by=by: signal.report(case=case, **SAID, by=by, at=at(2026, 3, 3))
            for by in (cast.intake, cast.avim, cast.ind)
        ]
        assert self.at_once(*calls) == ["done"] * 3
        rows = list(Signal.objects.all())
        [first] = [row for row in rows if row.linked_to is None]
        assert {row.linked_to for row in rows} == {None, first}
        told = Notice.objects.values_list("about", "to_organisation")
        assert len(set(told)) == len(told) == 6

    @pytest.mark.requirement("EC-18")
    def test_two_who_merge_each_into_the_other_make_no_circle(self, two, cast, at):
        first, second = two
        calls = [
            lambda row=row, other=other: signal_link.merge(signal=row, merged_into=other, by=cast.intake,
                                                           at=at(2026, 3, 4))
            for row, other in ((first, second), (second, first))
        ]  # fmt: skip
        assert self.at_once(*calls) == ["done", "no-such-signal"]
        assert Signal.objects.filter(status="MERGED_INTO").count() == 1

    @pytest.mark.requirement("S004-132")
    def test_of_two_who_assess_at_once_the_second_looks_again(self, two, cast, at):
        from intake import signal_assessment

        calls = [
            lambda outcome=outcome: signal_assessment.assess(signal=two[0], outcome=outcome, reasons="Seen.",
                                                             by=cast.intake, at=at(2026, 3, 4))
            for outcome in ("LEADS_TO_INDICATION", "NOT_SUBSTANTIATED")
        ]  # fmt: skip
        two[0].refresh_from_db()
        assert self.at_once(*calls) == ["done", "overtaken"]
        assert SignalAssessment.objects.count() == 1
