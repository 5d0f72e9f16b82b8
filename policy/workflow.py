"""What may follow what: the state machines of the procedure, side by side and never one big status (D-1)."""

from policy.workflow_protection import PROTECTION
from policy.workflow_records import RECORDS
from policy.workflow_residence import RESIDENCE
from policy.workflow_row import START, Row

__all__ = ["ROWS", "START", "Row", "machine", "may_follow"]

ROWS: tuple[Row, ...] = (*PROTECTION, *RESIDENCE, *RECORDS)


def machine(name: str) -> tuple[Row, ...]:
    """All steps of one machine; an unknown name raises LookupError."""
    rows = tuple(row for row in ROWS if row.machine == name)
    if not rows:
        raise LookupError(f"The policy has no state machine named {name!r}.")
    return rows


def may_follow(name: str, state: str) -> tuple[str, ...]:
    """The states that may come next, each once, in the order of the table."""
    return tuple(dict.fromkeys(row.next_state for row in machine(name) if row.state == state))
