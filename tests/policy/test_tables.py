"""Steps, fan-out, locations, signers, the ex-officio test, dated rules and numbers."""

from datetime import date
from itertools import product

import pytest

from policy import ex_officio, fan_out, in_force, locations, signers, steps
from policy.ex_officio import Fact, Outcome
from policy.numbers import number


@pytest.mark.requirement("S004-28", "S004-122", "K-1", "INV-01")
def test_four_conversations_count_and_three_are_the_minimum() -> None:
    assert steps.MINIMUM_HELD == 3
    assert [step.code for step in steps.STEPS if step.counts_to_minimum] == [
        "ACQUAINTANCE",
        "IDENTIFICATION",
        "REGISTRATION",
        "FOLLOW_UP",
    ]


@pytest.mark.requirement("S004-29", "S004-31", "S004-32", "S004-33", "INV-02")
def test_only_the_acquaintance_talk_may_be_skipped() -> None:
    assert [step.code for step in steps.STEPS if step.skippable] == ["ACQUAINTANCE"]
    assert [step.code for step in steps.STEPS if step.mandatory] == ["IDENTIFICATION", "REGISTRATION", "FOLLOW_UP"]


@pytest.mark.requirement("S004-34", "INV-03")
def test_the_second_nidos_talk_must_explain() -> None:
    assert [step.code for step in steps.STEPS if step.must_explain] == ["FOLLOW_UP"]


def test_an_unknown_conversation_is_refused() -> None:
    with pytest.raises(LookupError, match="'TALK'"):
        steps.step("TALK")


@pytest.mark.requirement("S004-35", "S004-87", "S004-88", "INV-04")
@pytest.mark.parametrize(
    ("raised_by", "informed"),
    [
        ("NIDOS", {"AVIM", "IND"}),
        ("AVIM", {"NIDOS", "IND"}),
        ("IND", {"NIDOS", "AVIM"}),
        ("COA", {"NIDOS", "AVIM", "IND"}),
        ("GGD", {"NIDOS", "AVIM", "IND"}),
        ("VWN", {"NIDOS", "AVIM", "IND"}),
        ("LAWYER", {"NIDOS", "AVIM", "IND"}),
        ("BO_PROVIDER", {"NIDOS", "AVIM", "IND"}),
    ],
)
def test_whoever_raises_a_signal_the_others_hear_of_it(raised_by: str, informed: set[str]) -> None:
    assert set(fan_out.must_inform(raised_by)) == informed


@pytest.mark.requirement("S004-36", "INV-05")
def test_coa_hears_it_from_nidos_and_never_from_the_fan_out() -> None:
    assert fan_out.INFORMS_COA == "NIDOS"
    assert all("COA" not in row.must_inform for row in fan_out.FAN_OUT)
    assert fan_out.row_for("COA").coa_knows_already


@pytest.mark.requirement("S004-66", "S004-67", "S004-68", "S004-69", "INV-19", "EC-37", "EC-38", "EC-40")
@pytest.mark.parametrize("facts", list(product((Fact.YES, Fact.NO), repeat=3)), ids="-".join)
def test_a_permit_follows_from_report_and_investigation_without_an_earlier_permit(facts: tuple[Fact, ...]) -> None:
    granted = ex_officio.line_for(*facts).outcome is Outcome.GRANT
    assert granted == (facts == (Fact.YES, Fact.YES, Fact.NO))


@pytest.mark.requirement("S004-67", "AL-15")
@pytest.mark.parametrize("facts", [f for f in product(Fact, repeat=3) if Fact.UNKNOWN in f], ids="-".join)
def test_one_unknown_fact_is_enough_not_to_decide(facts: tuple[Fact, ...]) -> None:
    assert ex_officio.line_for(*facts).outcome is Outcome.CANNOT_DETERMINE


@pytest.mark.requirement("S001-16", "B-06", "B-07", "INV-28", "EC-05", "EC-06", "EC-07")
@pytest.mark.parametrize(
    ("age", "capacity", "enough"),
    [
        (15, "GUARDIAN", True),
        (15, "PARENT", True),
        (15, "CHILD", False),
        (16, "GUARDIAN", False),
        (16, "CHILD", True),
        (17, "PARENT", False),
        (17, "CHILD", True),
        (18, "GUARDIAN", False),
        (18, "CHILD", True),
    ],
)
def test_from_sixteen_the_child_signs(age: int, capacity: str, enough: bool) -> None:
    for purpose in ("COMENSHA_REGISTRATION", "COMENSHA_SHELTER", "SHARE_WITH_X"):
        assert signers.signer_row(purpose, age).satisfied_by([capacity]) is enough


@pytest.mark.requirement("INV-28")
@pytest.mark.parametrize(
    ("age", "needed"), [(11, {"GUARDIAN"}), (12, {"GUARDIAN", "CHILD"}), (15, {"GUARDIAN", "CHILD"}), (16, {"CHILD"})]
)
def test_medical_consent_asks_child_and_guardian_together_from_twelve(age: int, needed: set[str]) -> None:
    row = signers.signer_row("MEDICAL", age)
    assert {capacity for signature in row.signatures for capacity in signature} == needed
    assert row.satisfied_by(needed)
    assert not row.satisfied_by([])


@pytest.mark.requirement("D-5", "INV-28")
@pytest.mark.parametrize("purpose", signers.PURPOSES)
def test_with_an_unknown_age_both_sign(purpose: str) -> None:
    row = signers.signer_row(purpose, None)
    assert row.satisfied_by(["CHILD", "GUARDIAN"])
    assert not row.satisfied_by(["GUARDIAN"])
    assert not row.satisfied_by(["CHILD"])


@pytest.mark.requirement("INV-28")
@pytest.mark.parametrize("purpose", signers.PURPOSES)
def test_every_age_has_one_row(purpose: str) -> None:
    assert all(signers.signer_row(purpose, age) for age in range(100))


@pytest.mark.requirement("S000-22", "INV-33")
def test_a_partner_signs_nothing() -> None:
    capacities = {capacity for row in signers.SIGNERS for signature in row.signatures for capacity in signature}
    assert capacities == {"CHILD", "GUARDIAN", "PARENT"}


@pytest.mark.requirement("S004-37", "INV-06", "B-11")
def test_coa_places_everywhere_but_in_a_foster_family_and_on_arrival() -> None:
    others = {row.code: row.placed_by for row in locations.LOCATION_TYPES if row.placed_by != "COA"}
    assert others == {"FOSTER": "NIDOS", "RECEPTION": None}


@pytest.mark.requirement("INV-07", "INV-13", "S004-20")
def test_only_protected_places_need_an_indication_start_the_rest_and_hide_their_address() -> None:
    protected = {"BO", "FIER"}
    assert {row.code for row in locations.LOCATION_TYPES if row.needs_indication} == protected
    assert {row.code for row in locations.LOCATION_TYPES if row.starts_rest} == protected
    assert {row.code for row in locations.LOCATION_TYPES if row.secret_address} == protected


@pytest.mark.requirement("S000-42", "EC-45")
def test_honour_violence_leads_to_protected_shelter_or_fier() -> None:
    assert locations.allowed_for("BO", "CHILD_BRIDE_HONOUR_FEAR").types == ("BO", "FIER")


@pytest.mark.requirement("S004-21", "EC-33", "INV-34")
@pytest.mark.parametrize("row", locations.ALLOWED, ids=lambda row: f"{row.outcome}-{row.grounds[0]}")
def test_crisis_shelter_is_the_very_last_and_an_override(row: locations.Allowed) -> None:
    assert row.meanwhile[-1] == "CRISIS_EMERGENCY"
    assert locations.location_type("CRISIS_EMERGENCY").needs_override


@pytest.mark.requirement("S004-16", "INV-07")
@pytest.mark.parametrize("row", locations.ALLOWED, ids=lambda row: f"{row.outcome}-{row.grounds[0]}")
def test_every_indication_leads_to_known_places(row: locations.Allowed) -> None:
    assert all(locations.location_type(code) for code in (*row.types, *row.meanwhile))


@pytest.mark.requirement("S004-65", "INV-17", "D-11", "EC-35")
def test_parallel_procedures_are_allowed_from_20_july_2015() -> None:
    assert not in_force.is_in_force("PARALLEL_PROCEDURES", date(2015, 7, 19))
    assert in_force.is_in_force("PARALLEL_PROCEDURES", date(2015, 7, 20))


@pytest.mark.requirement("S000-17", "D-11")
def test_the_marriage_act_holds_from_5_december_2015() -> None:
    assert not in_force.is_in_force("MARRIAGE_ACT", date(2015, 12, 4))
    assert in_force.is_in_force("MARRIAGE_ACT", date(2015, 12, 5))


@pytest.mark.requirement("S004-50", "B-20", "D-11")
def test_the_18_plus_pilot_is_open_ended() -> None:
    assert not in_force.is_in_force("PILOT_18_PLUS", date(2015, 3, 18))
    assert in_force.is_in_force("PILOT_18_PLUS", date(2050, 1, 1))


@pytest.mark.requirement("S004-08", "D-11")
def test_there_is_no_protected_shelter_before_2008() -> None:
    assert not in_force.is_in_force("PROTECTED_SHELTER", date(2007, 12, 31))


@pytest.mark.requirement("S001-17", "D-8")
def test_a_statutory_basis_for_reporting_was_never_introduced() -> None:
    assert not in_force.is_in_force("STATUTORY_REPORT_BASIS", date.max)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(LookupError, match="'PARALLEL'"):
        in_force.is_in_force("PARALLEL", date(2016, 1, 1))


@pytest.mark.requirement("INV-40", "EC-62", "D-12")
def test_counts_below_five_are_suppressed() -> None:
    assert number("SUPPRESS_BELOW", date(2016, 1, 1)) == 5
