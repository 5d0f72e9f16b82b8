"""A child tells its story once: who asks for it again says why, and from one account both report and decision come."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from intake import account, account_use, conversation, conversation_correction, conversation_plan
from intake.models import AccountUse
from tests.houses import refusal

pytestmark = pytest.mark.django_db
AGAIN = ("told-before", "S004-108")
WHY = "Politie en IND spraken haar apart; de dader is nu bekend."


@pytest.mark.requirement("S004-106", "S004-108")
class TestItIsToldAgain:
    @pytest.fixture
    def told(self, open_case, held):
        case = open_case()
        held(case, "ACQUAINTANCE", retells_story=True)
        return case

    def test_the_first_time_needs_no_reason(self, open_case, planned, held):
        case, other = open_case(), open_case(given_names="Yonas")
        held(other, "ACQUAINTANCE", retells_story=True)
        held(case, "ACQUAINTANCE")
        assert planned(case, retells_story=True).retelling_reason == ""

    def test_a_further_plan_says_why(self, told, planned):
        assert refusal(lambda: planned(told, retells_story=True)) == AGAIN
        assert refusal(lambda: planned(told, retells_story=True, retelling_reason=" ")) == AGAIN
        assert planned(told, retells_story=True, retelling_reason=WHY).retelling_reason == WHY

    def test_a_talk_without_the_story_needs_none_and_keeps_none(self, told, planned):
        assert planned(told, retelling_reason=WHY).retelling_reason == ""

    def test_a_plan_that_turns_into_a_retelling_says_why(self, told, planned, cast, at):
        row = planned(told)
        moving = {"conversation": row, "by": cast.ind, "at": at(2026, 3, 4)}
        assert refusal(lambda: conversation_plan.move(retells_story=True, **moving)) == AGAIN
        moved = conversation_plan.move(retells_story=True, retelling_reason=WHY, **moving)
        assert conversation_plan.move(retells_story=False, **moving).retelling_reason == ""
        assert moved.retelling_reason == WHY

    def test_a_talk_that_was_held_says_why_if_it_came_after(self, told, cast, at):
        said = {"case": told, "step": "IDENTIFICATION", "retells_story": True, "by": cast.avim, "at": at(2026, 3, 6)}
        later = said | {"held_on": date(2026, 3, 6)}
        assert refusal(lambda: conversation.record(**later)) == AGAIN
        first = conversation.record(held_on=date(2026, 3, 2), **said)
        correcting = {"conversation": first, "correction_reason": "dag", "by": cast.avim, "at": at(2026, 3, 7)}
        late = {"held_on": date(2026, 3, 6)}
        assert refusal(lambda: conversation_correction.correct(**late, **correcting)) == AGAIN
        assert conversation_correction.correct(retelling_reason=WHY, **late, **correcting).retelling_reason == WHY

    def test_an_account_that_was_written_down_counts(self, open_case, planned, cast, at):
        case = open_case()
        account.write(case=case, told_on=date(2026, 3, 3), told_to="J. Smit", language="ti", purpose="ASYLUM",
                      text="Zij liep.", by=cast.ind, at=at(2026, 3, 3))  # fmt: skip
        assert refusal(lambda: planned(case, retells_story=True)) == AGAIN

    def test_the_database_keeps_a_reason_to_a_story(self, told, planned, cast, at):
        row = planned(told)
        row.retelling_reason = WHY
        with pytest.raises(IntegrityError, match="only_a_story"), transaction.atomic():
            ledger.record(row, by=cast.intake, at=at(2026, 3, 4))


@pytest.mark.requirement("S004-107", "EC-35")
class TestWhatItServed:
    @pytest.fixture
    def written(self, open_case, cast, at):
        return account.write(case=open_case(), told_on=date(2026, 3, 3), told_to="J. Smit", language="ti",
                             purpose="ASYLUM", text="Zij liep.", by=cast.ind, at=at(2026, 3, 3))  # fmt: skip

    def test_one_story_two_uses_and_each_by_whom_it_is_for(self, written, cast, at):
        said = {"account": written, "at": at(2026, 3, 4)}
        assert refusal(lambda: account_use.use(used_for="REPORT", by=cast.ind, **said))[0] == "not-yours-to-use"
        assert refusal(lambda: account_use.use(used_for="REPORT", by=cast.guardian, **said))[0] == "not-yours-to-use"
        account_use.use(used_for="REPORT", by=cast.avim, **said)
        row = account_use.use(used_for="ASYLUM", by=cast.ind, **said)
        assert (row.case, row.used_on) == (written.case, date(2026, 3, 4))
        assert sorted(written.uses.values_list("used_for", flat=True)) == ["ASYLUM", "REPORT"]

    def test_each_once(self, written, cast, at):
        said = {"account": written, "by": cast.avim, "at": at(2026, 3, 4)}
        account_use.use(used_for="REPORT", **said)
        assert refusal(lambda: account_use.use(used_for="REPORT", **said)) == ("used-already", "S004-107")
        decides = said | {"by": cast.ind}
        account_use.use(used_for="ASYLUM", **decides)  # and the other decision is still left
        assert refusal(lambda: account_use.use(used_for="ASYLUM", **decides)) == ("used-already", "S004-107")
        twice = AccountUse(case=written.case, account=written, used_for="REPORT", used_on=date(2026, 3, 4))
        with pytest.raises(IntegrityError), transaction.atomic():
            ledger.record(twice, by=cast.avim, at=at(2026, 3, 4))
