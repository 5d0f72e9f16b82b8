"""Who must have learned to recognise trafficking, in what, and where a focal person must be (S001-32, S001-33)."""

from dataclasses import dataclass
from datetime import date

from policy.dates import term_last_day
from policy.terms import term
from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True)
class Topic:
    """What a training is about; ``required``: who talks with children in the intake needs it."""

    code: str
    label: Text
    source: tuple[str, ...]
    required: bool = False
    proposal: bool = False


TOPICS: tuple[Topic, ...] = (
    Topic("RECOGNITION", Text("mensenhandel herkennen", "recognising trafficking"),
          ("S001-32", "S002-04", "S004-93"), required=True),
    Topic("FOCAL_PERSON", Text("het werk van aandachtsfunctionaris", "the work of a focal person"), ("S001-33",),
          proposal=True),
    Topic("HONOUR", Text("eergerelateerd geweld en kindhuwelijken", "honour violence and child marriages"),
          ("S000-41",), proposal=True),
)
# fmt: on

REQUIRED = tuple(row.code for row in TOPICS if row.required)
# The organisations that S001-32 names: of these the coverage is asked to be whole.
KINDS = ("NIDOS", "AVIM", "IND", "COA")
# S001-33: asylum centres; which types of location those are.
WITH_FOCAL_PERSON = ("AZC", "SPECIAL_AZC")


def valid_until(trained_on: date) -> date:
    """The last day on which a training counts (T-17)."""
    return term("TRAINING_VALIDITY", trained_on).last_day(trained_on)


def looked_back_to(today: date) -> date:
    """Talks from this day on count: for as long as a training from before them could have held."""
    return term_last_day(today, months=-term("TRAINING_VALIDITY", today).months)
