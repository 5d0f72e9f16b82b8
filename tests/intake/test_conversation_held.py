"""What becomes of a plan: held, broken off, skipped, and opened again after that."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from intake import conversation_held, conversation_plan, progress
from intake.models import Conversation
from partners import involvement
from partners.errors import RuleBroken
from tests.intake.conftest import EXPLAINED

pytestmark = pytest.mark.django_db


def refused(act, **given) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as refusal:
        act(**given)
    return refusal.value.code, refusal.value.source


@pytest.fixture
def hold(holder, at):
    """Record on 5 March that a planned talk was held that day, its purpose explained."""

    def held(row, **more):
        known = {"held_on": date(2026, 3, 5), "purpose_explained": True, "by": holder[row.step], "at": at(2026, 3, 5)}
        return conversation_held.hold(conversation=row, **known | more)

    return held


class TestHold:
    @pytest.mark.requirement("S004-28", "S004-77")
    def test_a_planned_talk_is_held_as_it_was_planned(self, open_case, planned, hold):
        row = planned(open_case(), conductor="mw. Bloemhard", interpreter_booking="CONFIRMED", retells_story=True)
        row = hold(row, outcome="SIGNAL", note="Zwijgt.")
        assert (row.stage, row.language, row.interpreter, row.conductor) == ("HELD", "ti", True, "mw. Bloemhard")
        assert (row.retells_story, row.outcome, str(row.note)) == (True, "SIGNAL", "Zwijgt.")

    @pytest.mark.requirement("S004-77")
    def test_not_before_the_child_heard_what_it_is_for(self, open_case, planned, hold, cast, at):
        row = planned(open_case())
        assert refused(hold, row=row, purpose_explained=False) == ("purpose-not-explained", "S004-77")
        assert row.history.count() == 1
        conversation_plan.explain(conversation=row, by=cast.guardian, at=at(2026, 3, 4))
        given = {"conversation": row, "held_on": date(2026, 3, 5), "by": cast.ind, "at": at(2026, 3, 5)}
        assert conversation_held.hold(**given).purpose_explained

    @pytest.mark.requirement("INV-03", "S004-34")
    def test_the_second_talk_still_explains_both(self, open_case, planned, hold):
        row = planned(open_case(), "FOLLOW_UP")
        assert refused(hold, row=row, explained_procedure=True) == ("not-explained", "INV-03")
        assert hold(row, **EXPLAINED).stage == "HELD"

    @pytest.mark.parametrize("day", [None, date(2026, 3, 1), date(2026, 3, 6)])
    def test_on_a_possible_day(self, open_case, planned, hold, day):
        assert refused(hold, row=planned(open_case()), held_on=day)[0] in ("held-or-skipped", "day-impossible")

    def test_by_whoever_planned_it_and_once(self, open_case, planned, hold, cast):
        row = planned(open_case(), "EXTRA", by=cast.avim)
        assert refused(hold, row=row, by=cast.ind)[0] == "not-your-step"
        hold(row, by=cast.avim)
        assert refused(hold, row=row, by=cast.avim)[0] == "not-planned"

    @pytest.mark.requirement("INV-01", "S004-28")
    def test_the_last_of_the_four_completes_the_intake(self, open_case, planned, held, hold):
        case = open_case()
        for step in ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION"):
            held(case, step)
        row = planned(case, "FOLLOW_UP")
        assert progress.state(case) == progress.IN_PROGRESS
        hold(row, **EXPLAINED)
        assert progress.state(case) == progress.COMPLETE


class TestBreakOff:
    @pytest.mark.requirement("S004-28", "EC-24")
    def test_what_was_broken_off_does_not_count_what_was_held_does(self, open_case, planned, held, hold, cast, at):
        """The child was gone on the day of the talk; when it is back, the talk is planned anew."""
        case = open_case()
        for step in ("ACQUAINTANCE", "IDENTIFICATION", "FOLLOW_UP"):
            held(case, step)
        broken = {"conversation": planned(case), "abort_reason": "Kind was er niet.", "by": cast.ind}
        row = conversation_held.interrupt(**broken, at=at(2026, 3, 5))
        assert (row.stage, row.aborted_on) == ("ABORTED", date(2026, 3, 5))
        assert progress.missing(case.conversations.values(*progress.COLUMNS)) == ["REGISTRATION"]
        assert progress.state(case) == progress.IN_PROGRESS
        again = planned(case, planned_at=at(2026, 3, 9), at=at(2026, 3, 6))
        hold(again, held_on=date(2026, 3, 9), at=at(2026, 3, 9))
        assert progress.state(case) == progress.COMPLETE

    def test_a_talk_broken_off_alone_leaves_the_intake_in_progress(self, open_case, planned, cast, at):
        case = open_case()
        broken = {"conversation": planned(case), "abort_reason": "Geen tolk.", "by": cast.ind, "at": at(2026, 3, 4)}
        conversation_held.interrupt(**broken)
        assert progress.state(case) == progress.IN_PROGRESS

    @pytest.mark.parametrize(("given", "code"), [
        ({"abort_reason": "  "}, "reason-missing"),
        ({"aborted_on": date(2026, 3, 1)}, "day-impossible"), ({"aborted_on": date(2026, 3, 5)}, "day-impossible"),
    ])  # fmt: skip
    def test_with_a_reason_on_a_possible_day(self, open_case, planned, cast, at, given, code):
        known = {"conversation": planned(open_case()), "abort_reason": "ziek", "by": cast.ind, "at": at(2026, 3, 4)}
        assert refused(conversation_held.interrupt, **known | given)[0] == code

    def test_by_whoever_planned_it_and_not_after_it_was_held(self, open_case, planned, hold, cast, at):
        row = planned(open_case())
        broken = {"conversation": row, "abort_reason": "ziek", "at": at(2026, 3, 5)}
        assert refused(conversation_held.interrupt, **broken, by=cast.avim)[0] == "not-your-step"
        hold(row)
        assert refused(conversation_held.interrupt, **broken, by=cast.ind)[0] == "not-planned"


class TestSkipAndReopen:
    @pytest.mark.requirement("S004-29", "INV-02")
    def test_a_planned_first_talk_is_skipped_with_a_reason(self, open_case, planned, cast, at):
        case = open_case()
        skip = {"conversation": planned(case, "ACQUAINTANCE"), "by": cast.intake, "at": at(2026, 3, 5)}
        assert refused(conversation_held.skip, **skip, skip_reason=" ")[0] == "held-or-skipped"
        row = conversation_held.skip(**skip, skip_reason="Geen tolk Pular.")
        assert (row.stage, row.planned_at, row.skip_reason) == ("SKIPPED", None, "Geen tolk Pular.")
        assert "ACQUAINTANCE" not in progress.missing(case.conversations.values(*progress.COLUMNS))

    @pytest.mark.requirement("S004-29")
    def test_no_other_plan_is_skipped(self, open_case, planned, cast, at):
        skip = {"conversation": planned(open_case(), "FOLLOW_UP"), "by": cast.intake, "at": at(2026, 3, 5)}
        assert refused(conversation_held.skip, **skip, skip_reason="geen tijd") == ("not-skippable", "S004-29")

    @pytest.mark.requirement("S004-29")
    def test_what_is_skipped_is_planned_no_more_by_order_of_the_database(self, open_case, cast, at):
        row = Conversation(case=open_case(), step="ACQUAINTANCE", planned_at=at(2026, 3, 5), skip_reason="geen tijd")
        with pytest.raises(IntegrityError, match="a_conversation_has_one_state"), transaction.atomic():
            ledger.record(row, by=cast.intake, at=at(2026, 3, 3))

    @pytest.mark.requirement("S004-29", "INV-01", "INV-02")
    def test_a_skipped_talk_is_opened_again_and_held_after_all(self, open_case, held, cast, at):
        case = open_case()
        for step in ("IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"):
            held(case, step)
        skipped = held(case, "ACQUAINTANCE", held_on=None, skip_reason="Er was geen tolk.")
        assert progress.state(case) == progress.COMPLETE
        reopen = {"conversation": skipped, "at": at(2026, 3, 3, 14)}
        assert refused(conversation_held.reopen, **reopen, by=cast.avim)[0] == "not-your-step"
        conversation_held.reopen(**reopen, by=cast.intake)
        assert progress.state(case) == progress.IN_PROGRESS
        assert involvement.standing(cast.avim, case.id, at(2026, 3, 9)).grounds == {"INTAKE"}
        assert refused(conversation_held.reopen, **reopen, by=cast.intake)[0] == "not-skipped"
        held(case, "ACQUAINTANCE")
        assert progress.state(case) == progress.COMPLETE

    def test_a_talk_that_was_held_is_not_opened_again(self, open_case, held, cast, at):
        given = {"conversation": held(open_case(), "ACQUAINTANCE"), "by": cast.intake, "at": at(2026, 3, 4)}
        assert refused(conversation_held.reopen, **given) == ("not-skipped", "S004-29")
