"""A mis-click is put right in one step; what followed from it follows again, and nobody loses the child by it."""

from datetime import date

import pytest

from audit.models import Entry
from intake import conversation_correction, conversation_held, progress, signal
from partners import involvement
from partners.errors import NotFound, RuleBroken
from residence import guardianship
from tests.intake.conftest import EXPLAINED

pytestmark = pytest.mark.django_db
REST = ("ACQUAINTANCE", "REGISTRATION", "FOLLOW_UP")


def refused(act, **given) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as refusal:
        act(**given)
    return refusal.value.code, refusal.value.source


@pytest.fixture
def correct(holder, at):
    """Correct a talk half an hour after it was recorded, by whoever recorded it."""

    def corrected(row, **said):
        known = {"by": holder[row.step], "at": at(2026, 3, 3, 12, 30)}
        return conversation_correction.correct(conversation=row, **known | said)

    return corrected


@pytest.mark.requirement("S004-28")
def test_one_step_writes_the_next_version_and_leaves_out_what_stays(open_case, held, correct):
    row = held(open_case(), "IDENTIFICATION", note="Zwijgt.", language="ti", others_present=["oom"])
    row = correct(row, outcome="SIGNAL", others_present=[])
    assert (row.outcome, row.others_present, row.language, str(row.note)) == ("SIGNAL", [], "ti", "Zwijgt.")
    assert list(row.history.order_by("version").values_list("version", "outcome")) == [(1, "NO_SIGNAL"), (2, "SIGNAL")]


class TestReason:
    def test_within_the_hour_none_is_asked(self, open_case, held, correct, at):
        row = held(open_case(), "IDENTIFICATION")
        assert correct(row, outcome="SIGNAL", at=at(2026, 3, 3, 13)).version == 2

    def test_after_the_hour_it_is_and_the_history_and_the_ledger_keep_it(self, open_case, held, correct, at):
        row = held(open_case(), "IDENTIFICATION")
        late = {"row": row, "outcome": "SIGNAL", "at": at(2026, 3, 3, 13, 1)}
        assert refused(correct, **late) == ("reason-missing", "S004-28")
        assert refused(correct, **late, correction_reason=" ")[0] == "reason-missing"
        row = correct(**late, correction_reason="Verkeerde regel aangeklikt.")
        assert row.history.latest().history_change_reason == "Verkeerde regel aangeklikt."
        assert Entry.objects.get(record=row.pk, version=2).reason == "Verkeerde regel aangeklikt."

    def test_the_hour_is_not_begun_anew_by_a_correction(self, open_case, held, correct, at):
        row = held(open_case(), "IDENTIFICATION")
        correct(row, outcome="SIGNAL", at=at(2026, 3, 3, 12, 50))
        assert refused(correct, row=row, outcome="INCOMPLETE", at=at(2026, 3, 3, 13, 10))[0] == "reason-missing"

    def test_the_hour_of_a_planned_talk_begins_when_it_was_held(self, open_case, planned, correct, cast, at):
        row = planned(open_case())
        hold = {"conversation": row, "held_on": date(2026, 3, 5), "purpose_explained": True, "by": cast.ind}
        conversation_held.hold(**hold, at=at(2026, 3, 5, 15))
        assert correct(row, outcome="SIGNAL", at=at(2026, 3, 5, 15, 45)).outcome == "SIGNAL"
        assert refused(correct, row=row, outcome="NO_SIGNAL", at=at(2026, 3, 5, 16, 5))[0] == "reason-missing"


class TestRules:
    @pytest.mark.requirement("INV-03")
    def test_the_second_talk_keeps_both_explanations(self, open_case, held, correct):
        row = held(open_case(), "FOLLOW_UP")
        assert refused(correct, row=row, explained_procedure=False) == ("not-explained", "INV-03")
        first = held(open_case(), "ACQUAINTANCE")
        assert refused(correct, row=first, step="FOLLOW_UP")[0] == "not-explained"
        assert correct(first, step="FOLLOW_UP", **EXPLAINED).step == "FOLLOW_UP"

    @pytest.mark.requirement("S004-28")
    def test_each_step_once_and_only_the_own_ones(self, open_case, held, correct):
        case = open_case()
        held(case, "FOLLOW_UP")
        row = held(case, "ACQUAINTANCE")
        assert refused(correct, row=row, step="FOLLOW_UP", **EXPLAINED)[0] == "already-held"
        assert refused(correct, row=row, step="REGISTRATION")[0] == "not-your-step"

    @pytest.mark.requirement("INV-02")
    @pytest.mark.parametrize(("said", "code"), [
        ({"held_on": date(2026, 3, 1)}, "day-impossible"), ({"held_on": date(2026, 3, 4)}, "day-impossible"),
        ({"held_on": None}, "held-or-skipped"), ({"skip_reason": "toch niet"}, "held-or-skipped"),
    ])  # fmt: skip
    def test_a_possible_day_or_a_reason(self, open_case, held, correct, said, code):
        assert refused(correct, row=held(open_case(), "ACQUAINTANCE"), **said)[0] == code

    @pytest.mark.requirement("S004-77")
    def test_a_planned_talk_keeps_that_its_purpose_was_explained(self, open_case, planned, correct, cast, at):
        row = planned(open_case())
        hold = {"conversation": row, "held_on": date(2026, 3, 5), "purpose_explained": True, "by": cast.ind}
        conversation_held.hold(**hold, at=at(2026, 3, 5))
        late = {"row": row, "at": at(2026, 3, 5, 12, 30)}
        assert refused(correct, **late, purpose_explained=False) == ("purpose-not-explained", "S004-77")

    @pytest.mark.requirement("INV-02", "S004-29")
    def test_held_and_skipped_can_be_mixed_up(self, open_case, planned, correct, cast, at):
        case = open_case()
        row = planned(case, "ACQUAINTANCE")
        hold = {"conversation": row, "held_on": date(2026, 3, 5), "purpose_explained": True, "by": cast.intake}
        conversation_held.hold(**hold, at=at(2026, 3, 5))
        soon = at(2026, 3, 5, 12, 30)
        assert correct(row, held_on=None, skip_reason="Was er niet.", at=soon).stage == "SKIPPED"
        assert correct(row, held_on=date(2026, 3, 5), skip_reason="", at=soon).stage == "HELD"

    def test_only_by_whoever_recorded_it_and_only_what_counts(self, open_case, held, planned, correct, cast, at):
        case = open_case()
        assert refused(correct, row=held(case, "ACQUAINTANCE"), by=cast.avim)[0] == "not-your-step"
        row = planned(case)
        assert refused(correct, row=row, outcome="SIGNAL")[0] == "nothing-to-correct"
        broken = {"conversation": row, "abort_reason": "ziek", "by": cast.ind, "at": at(2026, 3, 3, 12, 10)}
        conversation_held.interrupt(**broken)
        assert refused(correct, row=row, outcome="SIGNAL")[0] == "nothing-to-correct"
        skipped = held(open_case(), "ACQUAINTANCE", held_on=None, skip_reason="Geen tolk.")
        conversation_held.reopen(conversation=skipped, by=cast.intake, at=at(2026, 3, 3, 12, 10))
        assert refused(correct, row=skipped, skip_reason="Anders.")[0] == "nothing-to-correct"


class TestNobodyLosesTheChild:
    """AVIM's talk came last, and with it the intake seemed to be over."""

    @pytest.fixture
    def case(self, open_case, held):
        made = open_case()
        for step in REST:
            held(made, step)
        return made

    def grounds(self, actor, case, moment):
        return involvement.standing(actor, case.id, moment).grounds

    @pytest.mark.requirement("S004-28")
    def test_who_ended_the_intake_by_a_mis_click_still_sees_the_case_for_an_hour(self, case, held, cast, at):
        held(case, "IDENTIFICATION")
        assert self.grounds(cast.avim, case, at(2026, 3, 3, 12, 59)) == {"INTAKE"}
        with pytest.raises(NotFound):
            self.grounds(cast.avim, case, at(2026, 3, 3, 13))

    @pytest.mark.requirement("S004-28", "S004-31")
    def test_a_signal_that_was_clicked_away_brings_everybody_back(self, case, held, correct, cast, at):
        correct(held(case, "IDENTIFICATION"), outcome="SIGNAL")
        assert self.grounds(cast.avim, case, at(2026, 4, 3)) == {"INTAKE"}
        said = {"kinds": ["TRAFFICKING"], "summary": "Zegt niets over de reis."}
        signal.report(case=case, **said, by=cast.avim, at=at(2026, 4, 3))

    @pytest.mark.requirement("S004-28", "INV-01")
    def test_a_talk_that_was_not_this_one_leaves_the_intake_open(self, case, held, correct, cast, at):
        correct(held(case, "IDENTIFICATION"), step="EXTRA")
        assert progress.state(case) == progress.IN_PROGRESS
        assert self.grounds(cast.avim, case, at(2026, 4, 3)) == {"INTAKE"}

    @pytest.mark.requirement("EC-64")
    def test_company_that_was_forgotten_leaves_it_open_too(self, case, held, correct, cast, at):
        correct(held(case, "IDENTIFICATION"), others_present=["oom"])
        assert progress.state(case) == progress.IN_PROGRESS
        assert self.grounds(cast.avim, case, at(2026, 4, 3)) == {"INTAKE"}

    def test_nidos_intake_comes_back_when_a_guardian_had_taken_over(self, case, held, correct, cast, people, at):
        row = held(case, "IDENTIFICATION")
        named = {"case": case, "guardian": people["nidos.guardian"], "by": cast.intake}
        guardianship.request(**named, at=at(2026, 3, 3, 12, 10))
        correct(row, step="EXTRA")
        assert self.grounds(cast.intake, case, at(2026, 4, 3)) == {"INTAKE"}

    def test_a_correction_that_changes_nothing_about_it_keeps_the_end(self, case, held, correct, cast, at):
        correct(held(case, "IDENTIFICATION"), language="ti")
        with pytest.raises(NotFound):
            self.grounds(cast.avim, case, at(2026, 3, 3, 13))

    @pytest.mark.requirement("INV-01")
    def test_a_signal_that_was_clicked_by_mistake_ends_the_intake_after_all(self, case, held, correct, cast, at):
        row = held(case, "IDENTIFICATION", outcome="SIGNAL")
        assert self.grounds(cast.avim, case, at(2026, 4, 3)) == {"INTAKE"}
        correct(row, outcome="NO_SIGNAL")
        with pytest.raises(NotFound):
            self.grounds(cast.avim, case, at(2026, 4, 3))
