"""Indicators of trafficking: reference data. None of them proves or disproves anything (B-43, S004-91)."""

from dataclasses import dataclass

from policy.text import Text

# fmt: off
# Tables, to be read row by row.


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One thing to notice: its group in its list, and where the list was published."""

    code: str
    group: str
    text: Text
    source: tuple[str, ...]


INDICATORS: tuple[Indicator, ...] = (
    Indicator(code="NO_ACCESS_TO_PARENTS", group="UNODC_CHILD", source=("B-42",),
              text=Text("heeft geen contact met ouders of voogd", "has no access to parents or guardians")),
)
