"""How far one consent is, from what was said so far and by whom; nothing stores a state (C3.8, INV-27, INV-28)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.signers import signer_row

AgeOn = Callable[[date], int | None]

CHILD, GUARDIAN, PARENT, SECOND_PERSON = "CHILD", "GUARDIAN", "PARENT", "SECOND_PERSON"
AGREES, OBJECTS, NO_OPINION = "AGREES", "OBJECTS", "NO_OPINION"
SIGNS, REFUSES, WITHDRAWS, CONFIRMS = "SIGNS", "REFUSES", "WITHDRAWS", "CONFIRMS"
FORM, TESTIMONY = "FORM", "TESTIMONY"
# What an answer of the child says of its own wish.
WISH = {AGREES: AGREES, OBJECTS: OBJECTS, NO_OPINION: NO_OPINION, SIGNS: AGREES, REFUSES: OBJECTS}


class State(StrEnum):
    """The states of C3.8; TO_CONFIRM: signed against the wish of the child, a second person has not looked yet."""

    ASKED = "ASKED"
    TO_CONFIRM = "TO_CONFIRM"
    GIVEN = "GIVEN"
    REFUSED = "REFUSED"
    REVIEW_DUE = "REVIEW_DUE"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True)
class Said:
    """One answer: what, by whom, on which day, and whether a signed form or a worker's word says so."""

    says: str
    capacity: str
    on: date
    evidence: str = FORM


def deciders(purpose: str, age: int | None) -> frozenset[str]:
    """Whose answer decides at this age (INV-28)."""
    return frozenset(capacity for signature in signer_row(purpose, age).signatures for capacity in signature)


def wish(said: Iterable[Said]) -> Said | None:
    """The last that the child itself said of what it wants; None: it was not asked (INV-31)."""
    return next((each for each in reversed(list(said)) if each.capacity == CHILD and each.says in WISH), None)


def objects(said: Iterable[Said]) -> bool:
    last = wish(said)
    return last is not None and WISH[last.says] == OBJECTS


def answers(said: Iterable[Said]) -> dict[str, Said]:
    """The last answer of each that counts: of signing only a signed form is proof (B-03, B-06)."""
    return {
        each.capacity: each for each in said
        if each.says == REFUSES or (each.says == SIGNS and each.evidence == FORM)
    }  # fmt: skip


def confirmed(said: Sequence[Said]) -> bool:
    """Whether a second person looked after the last signature (EC-05)."""
    last = max((place for place, each in enumerate(said) if each.says == SIGNS), default=-1)
    return any(each.says == CONFIRMS for each in said[last + 1 :])


def state(purpose: str, said: Sequence[Said], age: AgeOn, today: date) -> State:
    """The state on a day, of answers in the order in which they were recorded, without those put right since."""
    if any(each.says == WITHDRAWS for each in said):
        return State.WITHDRAWN
    counted = answers(said)
    signed = {capacity for capacity, each in counted.items() if each.says == SIGNS}
    day = max((each.on for each in counted.values()), default=None)
    if day is None:
        return State.ASKED
    if (counted.keys() - signed) & deciders(purpose, age(day)):
        return State.REFUSED
    if not signer_row(purpose, age(day)).satisfied_by(signed):
        return State.ASKED
    if CHILD not in signed and wish(said) is None:
        return State.ASKED
    if CHILD not in signed and objects(said) and not confirmed(said):
        return State.TO_CONFIRM
    still = signer_row(purpose, age(today)).satisfied_by(signed)
    return State.GIVEN if still else State.REVIEW_DUE
