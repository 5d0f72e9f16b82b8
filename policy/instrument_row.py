"""What an instrument for screening is: questions, the answers each one takes, and what each answer points at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.dated import SINCE_PROTECTED_SHELTER
from policy.text import Text

LONGEST_ANSWER = 2000


class Kind(StrEnum):
    """How a question is answered: one of three, one of its own choices, or in free words."""

    YES_NO = "YES_NO"
    CHOICE = "CHOICE"
    TEXT = "TEXT"


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer, and the indicators it points at; most point at none."""

    code: str
    text: Text
    points_at: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question, or something to look at. Free text points at nothing: nobody computes with it."""

    code: str
    theme: Text
    text: Text
    kind: Kind
    options: tuple[Option, ...] = ()
    help: Text | None = None
    required: bool = True
    source: tuple[str, ...] = ()

    def option(self, code: str) -> Option | None:
        return next((row for row in self.options if row.code == code), None)

    def takes(self, answer: object) -> bool:
        """Whether this is an answer to the question."""
        if self.kind is Kind.TEXT:
            return isinstance(answer, str) and len(answer) <= LONGEST_ANSWER
        return isinstance(answer, str) and self.option(answer) is not None


@dataclass(frozen=True, kw_only=True)
class Instrument:
    """One version of an instrument, between its days; once answered, a version never changes (S004-90).

    ``proposal``: its questions are ours, no source gives them.
    """

    name: str
    version: int
    label: Text
    used_by: tuple[str, ...]
    questions: tuple[Question, ...]
    changes: Text
    source: tuple[str, ...]
    in_force_from: date = SINCE_PROTECTED_SHELTER
    in_force_until: date | None = None
    proposal: bool = False

    def question(self, code: str) -> Question | None:
        return next((row for row in self.questions if row.code == code), None)


YES, NO, UNKNOWN = Text("ja", "yes"), Text("nee", "no"), Text("weet ik niet", "I do not know")


def unknown() -> Option:
    return Option(code="UNKNOWN", text=UNKNOWN)


def yes_no(*, yes: tuple[str, ...] = (), no: tuple[str, ...] = ()) -> tuple[Option, ...]:
    """Yes, no or not known; which indicators a yes or a no points at."""
    return Option(code="YES", text=YES, points_at=yes), Option(code="NO", text=NO, points_at=no), unknown()
