"""The state machines: nothing leads nowhere, and what the letter forbids is not in the table."""

import pytest

from policy import workflow
from policy.workflow import START, machine, may_follow
from policy.workflow_words import MACHINES, STATES

BEGINNINGS = {START, "NONE", "NOT_ASKED"}


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_can_be_reached_from_the_beginning(name: str) -> None:
    rows = machine(name)
    reached = {row.state for row in rows} & BEGINNINGS
    for _ in rows:
        reached |= {row.next_state for row in rows if row.state in reached}
    assert {row.state for row in rows} <= reached


@pytest.mark.parametrize("name", MACHINES)
def test_no_step_stands_in_the_table_twice(name: str) -> None:
    steps = [(row.state, row.event, row.next_state) for row in machine(name)]
    assert len(steps) == len(set(steps))


def test_every_machine_and_every_state_has_a_name_people_read() -> None:
    assert {row.machine for row in workflow.ROWS} == set(MACHINES)
    assert {state for row in workflow.ROWS for state in (row.state, row.next_state)} == set(STATES)


def test_an_unknown_machine_is_refused() -> None:
    with pytest.raises(LookupError, match="'CASES'"):
        machine("CASES")


@pytest.mark.requirement("S004-91", "INV-20")
def test_an_unsubstantiated_signal_can_be_reopened() -> None:
    assert may_follow("SIGNAL", "NOT_SUBSTANTIATED") == ("WRONG_CHILD", "SHARED")


@pytest.mark.requirement("S004-36", "INV-05")
def test_no_bed_is_assigned_before_coa_is_informed() -> None:
    assert may_follow("PLACEMENT", "INDICATED") == ("WITH_COA",)


@pytest.mark.requirement("S004-15", "EC-33")
def test_without_a_bed_the_child_waits_and_is_never_rejected() -> None:
    assert may_follow("PLACEMENT", "WITH_COA") == ("PLACED", "WAITING")
    assert may_follow("PLACEMENT", "WAITING") == ("PLACED",)


@pytest.mark.requirement("S004-46", "EC-12")
def test_the_rest_may_be_extended_any_number_of_times() -> None:
    assert "EXTENDED" in may_follow("REST", "EXTENDED")


@pytest.mark.requirement("INV-29", "EC-09")
def test_after_the_withdrawal_was_sent_nothing_follows() -> None:
    assert may_follow("COMENSHA_REPORT", "WITHDRAWAL_SENT") == ()


@pytest.mark.requirement("INV-10", "S004-40")
def test_no_machine_opens_a_reflection_period() -> None:
    assert not [row for row in workflow.ROWS if "REFLECTION" in row.event or "REFLECTION" in row.next_state]


@pytest.mark.requirement("S004-58", "INV-23")
def test_guardianship_ends_from_every_state_by_coming_of_age() -> None:
    ends = {row.state for row in machine("GUARDIANSHIP") if row.event == "CAME_OF_AGE"}
    assert ends == {"REQUESTED", "TEMPORARY", "FULL"}


@pytest.mark.requirement("S004-50", "INV-24")
def test_coming_of_age_ends_no_placement() -> None:
    assert not [row for row in machine("PLACEMENT") if row.event == "CAME_OF_AGE"]


@pytest.mark.requirement("S004-132")
def test_a_new_signal_reopens_a_closed_case() -> None:
    assert may_follow("CASE", "CLOSED") == ("OPEN",)
