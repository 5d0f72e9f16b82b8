"""One step of a state machine."""

from dataclasses import dataclass

from policy.text import Text

START = "START"


@dataclass(frozen=True)
class Row:
    """From a state, by an event, to the next state; the guard says in words what must be true."""

    machine: str
    state: str
    event: str
    next_state: str
    happens: Text
    guard: Text | None
    source: tuple[str, ...]


def step(
    machine: str,
    state: str,
    event: str,
    next_state: str,
    happens: tuple[str, str],
    source: tuple[str, ...],
    guard: tuple[str, str] | None = None,
) -> Row:
    """A row written as a line of text: Dutch and English side by side."""
    return Row(machine, state, event, next_state, Text(*happens), Text(*guard) if guard else None, source)
