"""Screenings in a story: what a worker answered and made of it, in the version that was in force on that day."""

from intake import screening
from policy import instruments
from policy.instrument_row import Instrument, Kind
from seeds.storyteller import Story

# What an interviewer sees or rules out of everybody; the rest of the list nobody knows after one talk.
LOOKED_AT = ("LOOKS_INTIMIDATED", "RELUCTANT_TO_SPEAK", "INJURIES", "DOCUMENTS_HELD", "TRAVEL_DEBT")


def screen(story: Story, ago: int, hour: int = 14, *, step: str = "ACQUAINTANCE", concern: str = "NONE",
           remarks: str = "", found: dict[str, str] | None = None) -> None:  # fmt: skip
    """Nidos screens; `found` are the answers that stand out."""
    asked = instruments.instrument("NIDOS", story.day(ago))
    story.do(screening.RECORD, "aanmelding", ago, hour, step=step, screened_on=story.day(ago),
             answers=quiet(asked) | fitting(asked, found or {}), reported_concern=concern, remarks=remarks,
             caveat_shown=True)  # fmt: skip


def quiet(asked: Instrument) -> dict[str, str]:
    """An answer to every question that must be answered; a no or else the first that points at nothing."""
    given = {}
    for question in asked.questions:
        codes = [option.code for option in question.options if not option.points_at]
        if question.required and codes:
            given[question.code] = "NO" if "NO" in codes else codes[0]
    return given


def fitting(asked: Instrument, found: dict[str, str]) -> dict[str, str]:
    """Those of the answers that this version asks for: of an old story an older version does."""
    rows = {question.code: question for question in asked.questions}
    return {code: answer for code, answer in found.items() if code in rows and rows[code].takes(answer)}


def go_through_list(story: Story, who: str, ago: int, step: str, seen: tuple[str, ...]) -> None:
    """IND or AVIM goes through the list of indicators after its talk."""
    asked = instruments.instrument("IND", story.day(ago))
    known = {code: "YES" for code in seen} | {code: "NO" for code in LOOKED_AT if code not in seen}
    answers = {row.code: known.get(row.code, "UNKNOWN") for row in asked.questions if row.kind is Kind.YES_NO}
    story.do(screening.RECORD, who, ago, 12, step=step, screened_on=story.day(ago), answers=answers,
             reported_concern="SOME" if seen else "NONE", caveat_shown=True)  # fmt: skip
