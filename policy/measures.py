"""The safety measures a house may agree on, and on what fact about this child each rests (S004-83, B-63).

Only what an open house may do: no measure here locks a child in, searches it, takes its papers or its telephone, or
uses force. No document lists them; the rows are ours (docs/decisions/0042-safety.md).
"""

from dataclasses import dataclass

from policy.text import Text

SOURCE = ("S004-83", "B-63")


@dataclass(frozen=True, kw_only=True)
class MeasureType:
    """One measure; ``limits``: the child is less free by it, so somebody outside the house confirms it."""

    code: str
    label: Text
    limits: bool
    source: tuple[str, ...] = SOURCE
    proposal: bool = True


@dataclass(frozen=True, kw_only=True)
class GroundKind:
    """What a measure rests on: a fact about this child. No row names a nationality or a group (S004-83)."""

    code: str
    label: Text


MEASURES: tuple[MeasureType, ...] = (
    MeasureType(code="DAILY_CHECK_IN", limits=False,
                label=Text("elke dag een extra moment met de mentor", "an extra moment with the mentor every day")),
    MeasureType(code="ROOM_NEAR_STAFF", limits=False,
                label=Text("een kamer dicht bij de begeleiding", "a room near the staff")),
    MeasureType(code="NO_UNKNOWN_VISITORS", limits=False,
                label=Text("geen bezoek dat het kind of het huis niet kent",
                           "no visitors whom the child or the house does not know")),
    MeasureType(code="ESCORTED_OUTINGS", limits=True,
                label=Text("naar buiten samen met iemand van het huis",
                           "going out together with somebody of the house")),
    MeasureType(code="AGREED_TIMES", limits=True,
                label=Text("afgesproken tijden om weg te gaan en terug te zijn",
                           "agreed times to go out and to be back")),
    MeasureType(code="PHONE_AND_INTERNET", limits=True,
                label=Text("afspraken over telefoon en internet", "agreements about telephone and internet")),
    # In doubt it limits.
    MeasureType(code="OTHER", limits=True, label=Text("een andere afspraak", "another agreement")),
)  # fmt: skip

GROUND_KINDS: tuple[GroundKind, ...] = (
    GroundKind(code="INDICATOR", label=Text("iets wat bij dit kind is gezien",
                                            "something that was seen of this child")),
    GroundKind(code="STATEMENT", label=Text("het kind vertelde het zelf", "the child said so itself")),
    GroundKind(code="EARLIER_ABSENCE", label=Text("het kind was eerder weg", "the child was gone before")),
    GroundKind(code="CONTACTED", label=Text("iemand zoekt contact met het kind",
                                            "somebody seeks contact with the child")),
    GroundKind(code="THREAT", label=Text("een dreiging van buiten tegen dit kind",
                                         "a threat from outside against this child")),
    GroundKind(code="OWN_WISH", label=Text("het kind vraagt er zelf om", "the child asks for it itself")),
)  # fmt: skip


def measure_type(code: str) -> MeasureType:
    """The measure of this code; an unknown code raises LookupError."""
    for row in MEASURES:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no safety measure {code!r}.")
