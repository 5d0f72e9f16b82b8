"""The list of indicators that the IND looks down in its talk, and AVIM in its own (S004-92, S004-94)."""

from policy.indicators import INDICATORS, LISTS
from policy.instrument_row import Instrument, Kind, Option, Question, unknown
from policy.text import Text

# Of the ILO's list only the headings were readable, and nobody sees a heading.
LOOKED_FOR = ("UNODC_CHILD", "UNODC_GENERAL", "REGIONAL", "SMUGGLING")
THEMES = {row.code: row.text for row in LISTS}
SEEN, NOT_SEEN = Text("gezien of gehoord", "seen or heard"), Text("niet gezien", "not seen")

VERSION_1 = Instrument(
    name="IND",
    version=1,
    label=Text("Indicatorenlijst van de IND", "Indicator list of the IND"),
    used_by=("IND", "AVIM"),
    source=("S004-94", "B-42", "B-44", "B-45"),
    changes=Text("Eerste versie.", "First version."),
    questions=tuple(
        Question(
            code=row.code,
            theme=THEMES[row.group],
            text=row.text,
            kind=Kind.YES_NO,
            required=False,
            source=row.source,
            options=(
                Option(code="YES", text=SEEN, points_at=(row.code,)),
                Option(code="NO", text=NOT_SEEN),
                unknown(),
            ),
        )
        for row in INDICATORS
        if row.group in LOOKED_FOR
    ),
)
