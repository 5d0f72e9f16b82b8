"""The grounds of the residence scheme for victims of trafficking (Vb 3.48, first paragraph; B-29)."""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# A table, to be read row by row.


@dataclass(frozen=True)
class SchemeGround:
    """One letter of the paragraph, in words."""

    code: str
    label: Text
    source: tuple[str, ...] = ("B-29",)


GROUNDS: tuple[SchemeGround, ...] = (
    SchemeGround("A", Text("a: slachtoffer-aangever, met een onderzoek of vervolging",
                           "a: victim who reported, with an investigation or prosecution")),
    SchemeGround("B", Text("b: slachtoffer dat op een andere manier meewerkt",
                           "b: victim who cooperates in another way")),
    SchemeGround("C", Text("c: getuige-aangever", "c: witness who reported")),
    SchemeGround("D", Text("d: slachtoffer dat om zwaarwegende redenen niet kan of wil meewerken",
                           "d: victim who for weighty reasons cannot or will not cooperate")),
    SchemeGround("E", Text("e: (dreiging van) eergerelateerd geweld", "e: (threat of) honour-related violence")),
    SchemeGround("F", Text("f: huiselijk geweld", "f: domestic violence")),
)

# What the ex-officio test grants (S004-69).
EX_OFFICIO = "A"
