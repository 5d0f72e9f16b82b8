"""The conversations of the intake: who holds them, what they need, when the intake is complete."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from intake import conversation, conversation_correction, progress, signal
from intake.models import Conversation, Relation
from partners import involvement
from partners.errors import NotFound, RuleBroken
from tests.intake.conftest import EXPLAINED

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("INV-01", "S004-28", "S004-31", "S004-32", "S004-33")
@pytest.mark.parametrize("missing", ["IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"])
def test_the_intake_is_not_complete_without_each_mandatory_talk(open_case, held, missing):
    case = open_case()
    for step in {"ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"} - {missing}:
        held(case, step)
    assert progress.state(case) == progress.IN_PROGRESS
    held(case, missing)
    assert progress.state(case) == progress.COMPLETE


@pytest.mark.requirement("INV-02", "S004-29", "K-1")
def test_the_acquaintance_may_be_skipped_with_a_reason(open_case, held):
    case = open_case()
    for step in ("IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"):
        held(case, step)
    assert progress.state(case) == progress.IN_PROGRESS
    held(case, "ACQUAINTANCE", held_on=None, skip_reason="Kwam 's nachts aan; de AVIM was eerst.")
    assert progress.state(case) == progress.COMPLETE


@pytest.mark.requirement("INV-02")
@pytest.mark.parametrize(("given", "code"), [
    ({"held_on": None}, "held-or-skipped"),
    ({"skip_reason": "toch gehouden"}, "held-or-skipped"),
    ({"held_on": date(2026, 3, 4)}, "day-impossible"),
    ({"held_on": date(2026, 3, 1)}, "day-impossible"),
])  # fmt: skip
def test_a_conversation_is_held_on_a_possible_day_or_skipped_with_a_reason(open_case, held, given, code):
    with pytest.raises(RuleBroken) as refusal:
        held(open_case(), "ACQUAINTANCE", **given)
    assert refusal.value.code == code
    assert not Conversation.objects.exists()


@pytest.mark.requirement("S004-29")
def test_no_other_talk_may_be_skipped(open_case, held):
    with pytest.raises(RuleBroken) as refusal:
        held(open_case(), "REGISTRATION", held_on=None, skip_reason="geen tijd")
    assert refusal.value.code == "not-skippable"


@pytest.mark.requirement("INV-03", "S004-34")
@pytest.mark.parametrize("left_out", sorted(EXPLAINED))
def test_the_second_talk_explains_both_nidos_and_the_procedure(open_case, held, left_out):
    with pytest.raises(RuleBroken) as refusal:
        held(open_case(), "FOLLOW_UP", **{left_out: False})
    assert (refusal.value.code, refusal.value.source) == ("not-explained", "INV-03")


@pytest.mark.requirement("INV-03")
def test_the_database_refuses_a_second_talk_that_explained_nothing(open_case, cast, at):
    row = Conversation(case=open_case(), step="FOLLOW_UP", held_on=date(2026, 3, 3))
    with pytest.raises(IntegrityError, match="the_second_talk_explains"), transaction.atomic():
        ledger.record(row, by=cast.intake, at=at(2026, 3, 3))


@pytest.mark.requirement("S004-31", "S004-32", "S004-33")
def test_each_organisation_holds_its_own_conversations(open_case, held, cast):
    case = open_case()
    for step, stranger in [("IDENTIFICATION", cast.ind), ("REGISTRATION", cast.intake), ("FOLLOW_UP", cast.avim)]:
        with pytest.raises(RuleBroken) as refusal:
            held(case, step, by=stranger)
        assert refusal.value.code == "not-your-step"


def test_a_talk_is_recorded_once_and_a_further_one_is_extra(open_case, held, cast, at):
    case = open_case()
    held(case, "REGISTRATION")
    with pytest.raises(RuleBroken) as refusal:
        held(case, "REGISTRATION")
    assert refusal.value.code == "already-held"
    for day in (3, 4):
        conversation.record(case=case, step="EXTRA", held_on=date(2026, 3, day), by=cast.ind, at=at(2026, 3, day))
    assert case.conversations.filter(step="EXTRA").count() == 2


def test_a_complete_intake_without_a_signal_closes_the_case_to_avim_but_not_to_ind(open_case, held, cast, at):
    case = open_case()
    for step in ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"):
        held(case, step)
    with pytest.raises(NotFound):
        involvement.standing(cast.avim, case.id, at(2026, 3, 3, 13))
    assert involvement.standing(cast.ind, case.id, at(2026, 3, 3, 13)).grounds == {"INTAKE"}
    assert involvement.standing(cast.intake, case.id, at(2026, 3, 3, 13)).grounds == {"INTAKE"}


def test_a_complete_intake_with_a_signal_stays_open_to_all_three(open_case, held, cast, at):
    case = open_case()
    signal.report(case=case, kinds=["TRAFFICKING"], summary="Zegt niets over de reis.", by=cast.ind, at=at(2026, 3, 3))
    for step in ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"):
        held(case, step)
    for actor in (cast.intake, cast.avim, cast.ind):
        assert "SIGNAL" in involvement.standing(actor, case.id, at(2026, 3, 3, 13)).grounds


def test_a_note_stands_encrypted_and_reads_back(open_case, held):
    note = held(open_case(), "ACQUAINTANCE", note="Ze sliep in een garage.")
    raw = Conversation.objects.filter(pk=note.pk).extra(select={"raw": "note"}).values_list("raw", flat=True)[0]
    assert "garage" not in str(raw)
    assert str(Conversation.objects.get(pk=note.pk).note) == "Ze sliep in een garage."


@pytest.mark.requirement("INV-32", "S000-35")
def test_a_child_with_a_partner_has_two_talks_of_which_one_alone(open_case, held, cast, at):
    case = open_case()
    with pytest.raises(RuleBroken) as refusal:
        held(case, "C1_GIRL")
    assert refusal.value.code == "no-partner"
    ledger.record(Relation(case=case, kind="PARTNER", name="Dawit"), by=cast.intake, at=at(2026, 3, 3))
    with pytest.raises(RuleBroken) as refusal:
        held(case, "C1_GIRL", others_present=["Dawit"])
    assert (refusal.value.code, refusal.value.source) == ("not-alone", "INV-32")
    held(case, "C1_GIRL")
    held(case, "C2_PARTNER", others_present=["zijn moeder"])
    assert sorted(case.conversations.values_list("step", flat=True)) == ["C1_GIRL", "C2_PARTNER"]


@pytest.fixture
def married(open_case, cast, at):
    case = open_case(aliases=["Semi"])
    ledger.record(Relation(case=case, kind="PARTNER", name="Dawit"), by=cast.intake, at=at(2026, 3, 3))
    return case


@pytest.mark.requirement("INV-32", "S000-35")
class TestTwoTalksApart:
    @pytest.mark.parametrize("name", ["Semhar Tesfay", "tesfay semhar", "Semi"])
    def test_the_child_is_not_there_when_the_partner_is_talked_with(self, married, held, name):
        with pytest.raises(RuleBroken) as refusal:
            held(married, "C2_PARTNER", others_present=[name])
        assert (refusal.value.code, refusal.value.source) == ("not-apart", "INV-32")

    def test_a_correction_lets_nobody_in_either(self, married, held, cast, at):
        row = held(married, "C1_GIRL")
        with pytest.raises(RuleBroken) as refusal:
            conversation_correction.correct(conversation=row, others_present=["Dawit"], by=cast.intake,
                                            at=at(2026, 3, 3, 12, 30))  # fmt: skip
        assert refusal.value.code == "not-alone"

    @pytest.mark.parametrize(
        ("name", "step", "said"),
        [
            ("a_married_child_is_talked_with_alone", "C1_GIRL", {"others_present": ["Dawit"]}),
            ("each_of_the_two_talks_apart_once|intake_conversation.case_id", "C1_GIRL", {}),
            ("each_of_the_two_talks_apart_once|intake_conversation.case_id", "C2_PARTNER", {}),
            ("guardianship_is_discussed_with_child_and_partner", "EXTRA", {"guardianship_discussed": True}),
        ],
    )
    def test_the_database_refuses_it_too(self, married, held, cast, at, name, step, said):
        for talk in ("C1_GIRL", "C2_PARTNER") if not said else ():
            held(married, talk)
        row = Conversation(case=married, step=step, held_on=date(2026, 3, 3), **said)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ledger.record(row, by=cast.intake, at=at(2026, 3, 3))

    @pytest.mark.requirement("S000-36")
    def test_guardianship_is_discussed_with_each_and_in_no_other_talk(self, married, held):
        assert held(married, "C1_GIRL", guardianship_discussed=True).guardianship_discussed
        assert held(married, "C2_PARTNER", guardianship_discussed=True).guardianship_discussed
        with pytest.raises(RuleBroken) as refusal:
            held(married, "ACQUAINTANCE", guardianship_discussed=True)
        assert (refusal.value.code, refusal.value.source) == ("not-in-this-talk", "S000-36")

    @pytest.mark.requirement("S000-36")
    def test_only_a_form_of_these_two_asks_it(self, married, open_case, cast, at):
        asked = [conversation.narrow(case, cast.intake, at(2026, 3, 3)) for case in (married, open_case())]
        assert ["guardianship_discussed" in each for each in asked] == [False, True]


FOUR = ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP")


class TestCompany:
    """A child in whose talk somebody else sat was not free to speak (EC-64)."""

    @pytest.mark.requirement("EC-64", "INV-01")
    @pytest.mark.parametrize("step", FOUR)
    def test_the_intake_is_complete_only_after_an_extra_talk_alone(self, open_case, held, step):
        case = open_case()
        for code in FOUR:
            held(case, code, others_present=["oom"] if code == step else [])
        assert progress.state(case) == progress.IN_PROGRESS
        held(case, "EXTRA", others_present=["tante"])
        assert progress.state(case) == progress.IN_PROGRESS
        held(case, "EXTRA")
        assert progress.state(case) == progress.COMPLETE

    @pytest.mark.requirement("EC-64")
    def test_an_earlier_talk_alone_does_not_make_up_for_it(self, open_case, held, at):
        case = open_case()
        held(case, "EXTRA")
        later = {"held_on": date(2026, 3, 4), "at": at(2026, 3, 4)}
        for code in FOUR:
            held(case, code, **later, others_present=["oom"] if code == "REGISTRATION" else [])
        assert progress.state(case) == progress.IN_PROGRESS
        held(case, "EXTRA", **later)
        assert progress.state(case) == progress.COMPLETE

    @pytest.mark.requirement("EC-64")
    def test_who_held_the_intake_stays_until_the_child_was_heard_alone(self, open_case, held, cast, at):
        case = open_case()
        for code in FOUR:
            held(case, code, others_present=["oom"] if code == "ACQUAINTANCE" else [])
        assert involvement.standing(cast.avim, case.id, at(2026, 4, 3)).grounds == {"INTAKE"}
        held(case, "EXTRA")
        with pytest.raises(NotFound):
            involvement.standing(cast.avim, case.id, at(2026, 4, 3))
