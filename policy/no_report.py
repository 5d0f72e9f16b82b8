"""Why no report is made to CoMensha: a good answer too, counted without names (S001-12, S001-13).

The sources name the first two; the others follow from what they say of who reports and signs (proposal).
"""

from dataclasses import dataclass

from policy.text import Text


@dataclass(frozen=True)
class Reason:
    """One reason, in words."""

    code: str
    text: Text
    source: tuple[str, ...]
    proposal: bool = False


NO_REPORT: tuple[Reason, ...] = (
    Reason("VICTIM_DECLINED", Text("de jongere wil het niet", "the young person does not want it"),
           ("S001-13", "EC-06")),
    Reason("NO_BASIS", Text("er is geen grondslag, of die is niet zeker",
                          "there is no legal basis, or it is in doubt"), ("S001-12", "B-03")),
    Reason("REPRESENTATIVE_DECLINED",
           Text("de voogd of ouder wil het niet", "the guardian or parent does not want it"),
           ("S001-16", "B-07"), proposal=True),
    Reason("TOO_HEAVY", Text("het zou het kind nu te zwaar vallen", "it would weigh too much on the child now"),
           ("S001-22", "S001-23"), proposal=True),
    Reason("REPORTED_BY_OTHERS", Text("een ander heeft het al gemeld", "somebody else has reported it already"),
           ("B-02", "EC-11"), proposal=True),
)  # fmt: skip
