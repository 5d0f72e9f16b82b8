"""Every instrument in every version: which one was in force, whether answers fit it, and what they point at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy import instruments_ind, instruments_nidos
from policy.dated import row_on
from policy.indicators import INDICATORS
from policy.instrument_row import Instrument

INSTRUMENTS: tuple[Instrument, ...] = (
    instruments_nidos.VERSION_1,
    instruments_nidos.VERSION_2,
    instruments_ind.VERSION_1,
)


FIRST_DAY = min(row.in_force_from for row in INSTRUMENTS)


class Wrong(StrEnum):
    """What can be wrong with an answer."""

    MISSING = "MISSING"
    UNKNOWN_QUESTION = "UNKNOWN_QUESTION"
    NO_SUCH_ANSWER = "NO_SUCH_ANSWER"


@dataclass(frozen=True)
class Fault:
    """One question of which the answer does not fit, or which is no question of this version."""

    question: str
    wrong: Wrong


def name_for(organisation: str) -> str | None:
    """The name of the instrument that an organisation uses; None for who screens nobody."""
    return next((row.name for row in INSTRUMENTS if organisation in row.used_by), None)


def instrument(name: str, on: date) -> Instrument:
    """The version in force on a day. Raises LookupError."""
    return row_on(INSTRUMENTS, name, on)


def version(name: str, number: int) -> Instrument:
    """One version, in force or not: in its words its answers are read. Raises LookupError."""
    for row in INSTRUMENTS:
        if (row.name, row.version) == (name, number):
            return row
    raise LookupError(f"The policy has no version {number} of the instrument {name!r}.")


def faults(row: Instrument, answers: Mapping[str, object]) -> list[Fault]:
    """Everything that is wrong with these answers, in the order of the questions."""
    found = [
        Fault(question.code, Wrong.NO_SUCH_ANSWER if question.code in answers else Wrong.MISSING)
        for question in row.questions
        if (question.code in answers and not question.takes(answers[question.code]))
        or (question.code not in answers and question.required)
    ]
    strange = [code for code in answers if row.question(code) is None]
    return found + [Fault(code, Wrong.UNKNOWN_QUESTION) for code in strange]


def points_at(row: Instrument, answers: Mapping[str, str]) -> list[str]:
    """The indicators that these answers point at, each once, in the order of the lists. No more is computed (D-9)."""
    options = (question.option(answers.get(question.code, "")) for question in row.questions)
    pointed = {code for option in options if option for code in option.points_at}
    return [each.code for each in INDICATORS if each.code in pointed]
