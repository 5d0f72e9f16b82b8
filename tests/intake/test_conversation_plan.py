"""Plan a conversation, move it, explain beforehand what it is for."""

from dataclasses import replace

import pytest

from audit import ledger
from intake import conversation, conversation_held, conversation_plan, progress, retelling
from intake.models import Conversation, Relation
from partners.errors import RuleBroken
from partners.models import Notice

pytestmark = pytest.mark.django_db


def refused(act, **given) -> tuple[str, str]:
    with pytest.raises(RuleBroken) as refusal:
        act(**given)
    return refusal.value.code, refusal.value.source


@pytest.mark.requirement("S004-28")
def test_a_planned_talk_puts_the_intake_in_progress_and_counts_for_nothing(open_case, planned):
    case = open_case()
    assert progress.state(case) == progress.OPEN
    row = planned(case)
    assert (row.stage, row.language, row.interpreter_booking) == ("PLANNED", "ti", "NOT_NEEDED")
    assert progress.state(case) == progress.IN_PROGRESS
    rows = list(case.conversations.values(*progress.COLUMNS))
    assert "REGISTRATION" in progress.missing(rows)


@pytest.mark.requirement("S004-31", "S004-32", "S004-33")
@pytest.mark.parametrize(("step", "stranger"), [
    ("ACQUAINTANCE", "avim"), ("IDENTIFICATION", "ind"), ("REGISTRATION", "intake"), ("FOLLOW_UP", "ind"),
])  # fmt: skip
def test_each_organisation_plans_its_own_talks(open_case, planned, cast, step, stranger):
    assert refused(planned, case=open_case(), step=step, by=getattr(cast, stranger))[0] == "not-your-step"
    assert not Conversation.objects.exists()


@pytest.mark.requirement("S004-28")
@pytest.mark.parametrize("moment", [(2026, 3, 3, 12), (2026, 3, 3, 11, 59), (2026, 3, 2)])
def test_a_talk_is_planned_ahead(open_case, planned, at, moment):
    assert refused(planned, case=open_case(), planned_at=at(*moment)) == ("time-impossible", "S004-28")


@pytest.mark.requirement("S004-28")
def test_one_open_plan_for_each_of_the_four_and_any_number_of_extra_ones(open_case, planned, held):
    case = open_case()
    planned(case)
    assert refused(planned, case=case)[0] == "already-planned"
    assert refused(held, case=case, step="REGISTRATION")[0] == "already-planned"
    held(case, "ACQUAINTANCE")
    assert refused(planned, case=case, step="ACQUAINTANCE")[0] == "already-held"
    planned(case, "EXTRA")
    planned(case, "EXTRA")
    assert case.conversations.filter(step="EXTRA").count() == 2


@pytest.mark.requirement("S004-34")
class TestLanguage:
    def test_it_is_planned_in_a_language_of_the_child(self, open_case, planned, cast, at):
        case = open_case(languages=["ff", "fr"])
        assert refused(planned, case=case, language="ti") == ("language-not-spoken", "S004-34")
        row = planned(case, language="fr")
        move = {"conversation": row, "by": cast.ind, "at": at(2026, 3, 3, 13)}
        assert refused(conversation_plan.move, **move, language="nl")[0] == "language-not-spoken"
        assert conversation_plan.move(**move, language="ff").language == "ff"

    def test_the_first_language_counts_when_none_is_named(self, open_case, planned):
        assert planned(open_case(languages=["ff", "fr"])).language == "ff"

    def test_any_language_is_good_as_long_as_nobody_knows(self, open_case, planned):
        assert planned(open_case(languages=[]), language="so").language == "so"
        assert planned(open_case(languages=[])).language == ""

    def test_the_partner_may_speak_another_one(self, open_case, planned, cast, at):
        case = open_case()
        ledger.record(Relation(case=case, kind="PARTNER", name="Dawit"), by=cast.intake, at=at(2026, 3, 3))
        assert planned(case, "C2_PARTNER", language="ar").language == "ar"
        assert planned(case, "C1_GIRL", planned_at=at(2026, 3, 6)).language == "ti"

    def test_the_form_offers_the_languages_of_the_child_the_first_one_filled_in(self, open_case, cast, at):
        from partners.forms import ActForm

        form = ActForm(conversation_plan.PLAN, parent=open_case(languages=["ff", "fr"]), actor=cast.ind,
                       at=at(2026, 3, 3))  # fmt: skip
        assert {code for code, _name in form.fields["language"].choices if code} == {"ff", "fr"}
        assert form["language"].value() == "ff"


@pytest.mark.requirement("INV-32")
def test_child_and_partner_are_not_planned_for_one_moment(open_case, planned, cast, at):
    case, noon, later = open_case(), at(2026, 3, 6), at(2026, 3, 6, 14)
    ledger.record(Relation(case=case, kind="PARTNER", name="Dawit"), by=cast.intake, at=at(2026, 3, 3))
    planned(case, "C1_GIRL", planned_at=noon)
    assert refused(planned, case=case, step="C2_PARTNER", planned_at=noon) == ("not-apart", "INV-32")
    row = planned(case, "C2_PARTNER", planned_at=later)
    move = {"conversation": row, "by": cast.intake, "at": at(2026, 3, 3, 13)}
    assert refused(conversation_plan.move, **move, planned_at=noon)[0] == "not-apart"
    assert conversation_plan.move(**move, conductor="A. Bakker").planned_at == later
    assert conversation_plan.move(**move, planned_at=at(2026, 3, 7)).planned_at == at(2026, 3, 7)


@pytest.mark.requirement("S004-77")
class TestPurpose:
    @pytest.mark.parametrize(("step", "told"), [("IDENTIFICATION", 1), ("REGISTRATION", 1), ("ACQUAINTANCE", 0)])
    def test_nidos_hears_of_what_the_others_plan(self, open_case, planned, step, told):
        row = planned(open_case(), step)
        notices = Notice.objects.filter(kind="CONVERSATION_PLANNED", about=row.id, source="S004-77")
        assert [notice.to_organisation.kind for notice in notices] == ["NIDOS"] * told

    @pytest.mark.requirement("S004-78")
    @pytest.mark.parametrize("who", ["guardian", "intake", "lawyer", "ind"])
    def test_nidos_the_lawyer_or_whoever_planned_it_explains(self, open_case, planned, cast, at, who):
        row = planned(open_case())
        by = getattr(cast, who)
        assert conversation_plan.explain(conversation=row, by=by, at=at(2026, 3, 4)).purpose_explained
        again = {"conversation": row, "by": by, "at": at(2026, 3, 4)}
        assert refused(conversation_plan.explain, **again) == ("already-explained", "S004-77")

    @pytest.mark.parametrize("who", ["avim", "coa", "mentor", "supervisor"])
    def test_nobody_else_does(self, open_case, planned, cast, at, who):
        given = {"conversation": planned(open_case()), "by": getattr(cast, who), "at": at(2026, 3, 4)}
        assert refused(conversation_plan.explain, **given) == ("not-yours-to-explain", "S004-77")

    def test_a_supervisor_of_whoever_planned_it_only_looks(self, open_case, planned, cast, at):
        by = replace(cast.ind, role="ind.supervisor")
        given = {"conversation": planned(open_case()), "by": by, "at": at(2026, 3, 4)}
        assert refused(conversation_plan.explain, **given)[0] == "not-yours-to-explain"

    def test_explaining_answers_the_notice(self, open_case, planned, cast, at):
        row = planned(open_case())
        conversation_plan.explain(conversation=row, by=cast.guardian, at=at(2026, 3, 4))
        assert Notice.objects.get(about=row.id).acknowledged_at == at(2026, 3, 4)

    def test_what_was_held_is_no_longer_explained(self, open_case, held, cast, at):
        given = {"conversation": held(open_case(), "ACQUAINTANCE"), "by": cast.intake, "at": at(2026, 3, 4)}
        assert refused(conversation_plan.explain, **given)[0] == "not-planned"


class TestMove:
    def test_a_new_time_and_a_confirmed_interpreter_leave_the_rest_as_it_is(self, open_case, planned, cast, at):
        row = planned(open_case(), conductor="mw. Bloemhard", interpreter_booking="ASKED", retells_story=True)
        move = {"conversation": row, "by": cast.ind, "at": at(2026, 3, 3, 13)}
        conversation_plan.move(**move, planned_at=at(2026, 3, 6, 9, 30))
        row = conversation_plan.move(**move, interpreter_booking="CONFIRMED")
        assert (row.planned_at, row.interpreter_booking) == (at(2026, 3, 6, 9, 30), "CONFIRMED")
        assert (row.conductor, row.retells_story, row.version) == ("mw. Bloemhard", True, 3)

    def test_it_is_not_moved_to_the_past(self, open_case, planned, cast, at):
        move = {"conversation": planned(open_case()), "by": cast.ind, "at": at(2026, 3, 4)}
        for gone in (at(2026, 3, 4), None):
            assert refused(conversation_plan.move, **move, planned_at=gone)[0] == "time-impossible"

    def test_only_by_whoever_planned_it_and_only_while_it_stands(self, open_case, planned, held, cast, at):
        case = open_case()
        row, done = planned(case), held(case, "ACQUAINTANCE")
        new = {"planned_at": at(2026, 3, 7), "at": at(2026, 3, 4)}
        assert refused(conversation_plan.move, conversation=row, by=cast.avim, **new)[0] == "not-your-step"
        assert refused(conversation_plan.move, conversation=done, by=cast.intake, **new)[0] == "not-planned"


@pytest.mark.requirement("S004-106", "S004-109")
def test_the_talks_that_told_the_story_already_are_known_before_another_is_planned(open_case, planned, held, cast, at):
    case, other = open_case(), open_case(given_names="Yonas")
    told = held(case, "ACQUAINTANCE", retells_story=True)
    held(case, "IDENTIFICATION")
    held(other, "ACQUAINTANCE", retells_story=True)
    ahead = planned(case, retells_story=True, retelling_reason="Er is nieuw bewijs.")
    for parent in (case, ahead):
        assert [list(rows) for rows in retelling.told_before(parent)] == [[told], []]


def test_the_own_steps_that_are_left_can_be_planned(open_case, planned, held, cast, at):
    case = open_case()
    planned(case, "FOLLOW_UP")
    assert conversation.steps_left(case, cast.intake) == ["ACQUAINTANCE", "EXTRA"]
    row = case.conversations.get()
    conversation_held.interrupt(conversation=row, abort_reason="ziek", by=cast.intake, at=at(2026, 3, 4))
    assert conversation.steps_left(case, cast.intake) == ["ACQUAINTANCE", "FOLLOW_UP", "EXTRA"]
