"""What opens a closed case: a signal, whoever raises it, or Nidos; and a closed case beside another file."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection

from audit import ledger
from intake import completion, duplicate, signal, signal_assessment, signal_correction
from intake import merge as asking
from intake.closing import reopen as verb
from intake.models import CaseMerge, Closing, PossibleDuplicate, Signal
from partners import involvement, involving
from partners.errors import NotFound, RuleBroken
from partners.models import Notice
from residence import closing, merge
from tests.closings import ADULT, WHY, ask, close, grown, reopen, seen_by, shut, twin
from tests.houses import perform, refusal
from tests.joining import approve, undo

__all__ = ["grown", "shut", "twin"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-10")]
SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


def says_no(case, cast, at, by="intake", moment=None):
    return refusal(lambda: closing.close(case=case, reason=WHY, by=getattr(cast, by), at=moment or at(2026, 3, 5)))


@pytest.mark.requirement("S004-132")
class TestASignalOpensIt:
    def test_from_inside(self, grown, shut, cast, at):
        row = perform(signal.REPORT, by=cast.intake, at=at(2026, 3, 8), data=SAID, case=grown.pk)
        shut.refresh_from_db()
        assert (shut.reopened_at, shut.reopened_by_signal) == (at(2026, 3, 8), row)
        assert seen_by(grown, at(2026, 3, 9)) == {
            ("NIDOS", "SIGNAL", "nidos.intake"), ("NIDOS", "INTAKE", "nidos.intake"), ("AVIM", "SIGNAL", ""),
            ("IND", "SIGNAL", "")}  # fmt: skip
        assert not involvement.standing(cast.intake, grown.pk, at(2026, 3, 9)).is_closed

    @pytest.mark.parametrize("named", [{"v_number": "9900000901"}, {"name": "Hiwet Amanuel", "birth_date": ADULT}])
    def test_from_outside_by_who_never_saw_it(self, grown, shut, cast, at, named):
        row = signal.report_from_outside(**SAID, **named, by=cast.kmar, at=at(2026, 3, 8))
        assert row.case == grown
        told = Notice.objects.filter(kind="CASE_REOPENED", case_id=grown.pk)
        assert set(told.values_list("to_organisation__kind", flat=True)) == {"NIDOS", "AVIM", "IND"}
        with pytest.raises(NotFound):
            involvement.standing(cast.kmar, grown.pk, at(2026, 3, 9))

    def test_matched_later_by_nidos_intake(self, grown, shut, cast, at):
        row = signal.report_from_outside(**SAID, name="Onbekend", birth_date=date(2010, 1, 1), by=cast.kmar,
                                         at=at(2026, 3, 8))  # fmt: skip
        signal.assign(signal=row, case=grown, by=cast.intake, at=at(2026, 3, 9))
        shut.refresh_from_db()
        assert shut.reopened_by_signal == row

    @pytest.mark.requirement("EC-63")
    def test_about_another_child_after_all_it_leaves_the_case_open_in_the_sight_of_nidos(self, grown, shut, cast, at):
        row = signal.report_from_outside(**SAID, v_number="9900000901", by=cast.kmar, at=at(2026, 3, 8))
        signal_correction.withdraw(signal=row, reasons="Verkeerd nummer.", by=cast.kmar, at=at(2026, 3, 9))
        assert seen_by(grown, at(2026, 3, 10)) == {("NIDOS", "INTAKE", "nidos.intake")}
        assert close(grown, cast.intake, at(2026, 3, 10))

    def test_and_once_more_is_told_anew(self, grown, shut, cast, at):
        for day in (8, 12):
            row = signal.report(case=grown, **SAID, by=cast.intake, at=at(2026, 3, day))
            signal_assessment.assess(signal=row, outcome="NOT_SUBSTANTIATED", reasons="Gezien.", by=cast.intake,
                                     at=at(2026, 3, day + 1))  # fmt: skip
            close(grown, cast.intake, at(2026, 3, day + 2))
        told = Notice.objects.filter(about=grown.pk, to_organisation__kind="NIDOS")
        assert sorted(told.values_list("kind", "source")) == [
            ("CASE_CLOSED", "C3.13"), ("CASE_CLOSED", "C3.13 (2)"), ("CASE_CLOSED", "C3.13 (3)"),
            ("CASE_REOPENED", "C3.13"), ("CASE_REOPENED", "C3.13 (2)")]  # fmt: skip


class TestNidosOpensIt:
    def test_and_who_lost_it_by_the_closing_sees_it_again(self, grown, shut, cast, at):
        before = seen_by(grown, at(2026, 3, 4))
        reopen(shut, cast.intake, at(2026, 3, 8))
        assert seen_by(grown, at(2026, 3, 9)) == before
        told = Notice.objects.filter(kind="CASE_REOPENED", case_id=grown.pk)
        assert set(told.values_list("to_organisation__kind", flat=True)) == {"NIDOS", "AVIM", "IND", "COA"}

    def test_but_not_who_would_have_lost_it_by_now(self, grown, cast, at):
        for row in completion.given_by_intake(grown).filter(role="avim.officer"):
            involving.end(row, by=cast.intake, at=at(2026, 3, 4), until=at(2026, 3, 6))
        row = close(grown, cast.intake, at(2026, 3, 5))
        reopen(row, cast.intake, at(2026, 3, 8))
        assert "AVIM" not in {kind for kind, _ground, _role in seen_by(grown, at(2026, 3, 9))}

    def test_nidos_intake_in_any_case(self, grown, cast, at):
        for row in completion.given_by_intake(grown).filter(role="nidos.intake"):
            involving.end(row, by=cast.intake, at=at(2026, 3, 4), until=at(2026, 3, 6))
        reopen(close(grown, cast.intake, at(2026, 3, 5)), cast.intake, at(2026, 3, 8))
        assert involvement.standing(cast.intake, grown.pk, at(2026, 3, 9)).grounds == {"INTAKE"}

    def test_only_nidos_with_a_reason_and_once(self, grown, shut, cast, at):
        said = {"closing": shut, "reopen_reason": "x", "at": at(2026, 3, 8)}
        assert refusal(lambda: verb(**said, by=cast.avim)) == ("only-nidos", "C3.13")
        assert refusal(lambda: reopen(shut, cast.intake, at(2026, 3, 8), " "))[0] == "no-reason"
        reopen(shut, cast.intake, at(2026, 3, 8))
        assert refusal(lambda: verb(**said, by=cast.intake))[0] == "already-reopened"

    def test_what_was_written_stays(self, grown, shut, cast, at):
        reopen(shut, cast.intake, at(2026, 3, 8))
        shut.refresh_from_db()
        assert (str(shut.reason), str(shut.reopen_reason)) == (WHY, "Zij stond weer aan de balie.")
        assert [row.reopened_at for row in shut.history.order_by("version")] == [None, at(2026, 3, 8)]


@pytest.mark.requirement("AL-31")
class TestTwoFilesOfOneChild:
    def test_closing_the_case_that_goes_on_closes_the_other_file_and_opens_it_again(self, grown, twin, cast, at):
        approve(ask(grown, cast, at), cast, at)
        before = {case.pk: seen_by(case, at(2026, 3, 4, 13)) for case in (grown, twin)}
        row = close(grown, cast.intake, at(2026, 3, 5))
        for case in (grown, twin):
            assert seen_by(case, at(2026, 3, 6)) == {("NIDOS", "CLOSED", "nidos.intake")}
        reopen(row, cast.intake, at(2026, 3, 8))
        assert {case.pk: seen_by(case, at(2026, 3, 9)) for case in (grown, twin)} == before

    def test_a_signal_in_the_other_file_keeps_it_open(self, grown, twin, raise_signal, cast, at):
        raise_signal(twin)
        approve(ask(grown, cast, at), cast, at)
        assert says_no(grown, cast, at)[0] == "signal-open"

    def test_the_two_are_not_separated_while_it_is_closed(self, grown, twin, cast, at):
        joining = approve(ask(grown, cast, at), cast, at)
        close(grown, cast.intake, at(2026, 3, 5))
        assert refusal(lambda: undo(joining, cast, at))[0] == "case-closed"

    def test_a_file_that_goes_on_elsewhere_is_not_closed_by_itself(self, grown, twin, cast, at):
        approve(ask(grown, cast, at), cast, at)
        assert refusal(lambda: close(twin, cast.intake, at(2026, 3, 5)))[0] == "case-joined"

    def test_a_closed_case_is_found_as_a_possible_duplicate_told_in_the_open_one(self, grown, shut, open_case, at):
        again = open_case(given_names="Hiwot", family_name="Amanuel", born=ADULT, on=at(2026, 3, 9))
        assert PossibleDuplicate.objects.filter(case=again, other_case=grown).exists()
        assert Notice.objects.get(kind="DUPLICATE", to_role="nidos.intake").case_id == again.pk

    def test_the_younger_one_being_closed_it_is_told_in_the_older(self, grown, open_case, cast, at):
        twin = open_case(given_names="Tsega", family_name="Haile", born=ADULT)
        close(twin, cast.intake, at(2026, 3, 5))
        child = twin.child
        child.given_names, child.family_name = "Hiwot", "Amanuel"
        ledger.record(child, by=cast.intake, at=at(2026, 3, 5))
        duplicate.look(case=grown, by=cast.intake, at=at(2026, 3, 6))
        duplicate.look(case=twin, by=cast.intake, at=at(2026, 3, 6))
        assert Notice.objects.get(kind="DUPLICATE", to_role="nidos.intake").case_id == grown.pk

    def test_it_is_told_apart_from_the_open_one_but_joined_only_when_both_are_open(
        self, grown, shut, open_case, cast, at
    ):
        again = open_case(given_names="Hiwot", family_name="Amanuel", born=ADULT, on=at(2026, 3, 9))
        pair = PossibleDuplicate.objects.get(case=again)
        assert refusal(lambda: asking.ask(duplicate=pair, reason="x", by=cast.intake, at=at(2026, 3, 10))) == (
            "one-is-closed", "C3.13")  # fmt: skip
        reopen(shut, cast.intake, at(2026, 3, 10))
        joining = asking.ask(duplicate=pair, reason="x", by=cast.intake, at=at(2026, 3, 11))
        merge.approve(joining=joining, by=cast.supervisor, at=at(2026, 3, 12))
        assert CaseMerge.objects.get().into == grown


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_signal_at_the_same_moment_is_never_silenced(grown, cast, at):
    """Either the closing sees the signal and is refused, or the signal opens the case again."""
    together, said = Barrier(2), []
    calls = [
        lambda: closing.close(case=grown, reason=WHY, by=cast.intake, at=at(2026, 3, 5)),
        lambda: signal.report(case=grown, **SAID, by=cast.avim, at=at(2026, 3, 5)),
    ]

    def run(call) -> None:
        try:
            together.wait(timeout=10)
            said.append(type(call()).__name__)
        except RuleBroken as refused:
            said.append(refused.code)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) in (["Closing", "Signal"], ["Signal", "signal-open"])
    assert not Closing.objects.filter(reopened_at=None).exists()
    assert involvement.standing(cast.avim, grown.pk, at(2026, 3, 6)).grounds >= {"SIGNAL"}
    assert Signal.objects.get().case == grown
