"""The scenes of the residence tracks: applying, deciding, testing, a permit, a reflection period, a choice."""

from residence import asylum, ex_officio, reflection, track_choice, trafficking_acts
from residence.models import AsylumProcedure, ExOfficioTest, ReflectionPeriod, TraffickingProcedure
from seeds.storyteller import Story


def apply(story: Story, ago: int, *, taken_up: int | None = None) -> AsylumProcedure:
    """IND records what the child asked for, and takes it up."""
    row: AsylumProcedure = story.do(asylum.APPLY, "ind", ago, 13, requested_by_child=True)
    if taken_up is not None:
        story.do(asylum.TAKE_UP, "ind", taken_up, 9, about=row)
    return row


def reject(story: Story, ago: int, row: AsylumProcedure) -> ExOfficioTest:
    """IND rejects it; the test is there at once."""
    decided: AsylumProcedure = story.do(asylum.DECIDE, "ind", ago, 14, about=row, decision="REJECTED")
    assert decided.test is not None
    return decided.test


def answer(story: Story, who: str, ago: int, test: ExOfficioTest, **facts: str) -> ExOfficioTest:
    row: ExOfficioTest = story.do(ex_officio.ANSWER, who, ago, 15, about=test, **facts)
    return row


def open_scheme(story: Story, ago: int, by_choice_of: str) -> TraffickingProcedure:
    row: TraffickingProcedure = story.do(trafficking_acts.OPEN, "ind", ago, 11, opened_by_choice_of=by_choice_of)
    return row


def offer_reflection(story: Story, ago: int, by: str) -> ReflectionPeriod:
    """Police or KMar offered it to a child without lawful stay, and AVIM records it."""
    row: ReflectionPeriod = story.do(reflection.OFFER, "avim", ago, 12, offered_by=by)
    return row


def choose(story: Story, who: str, ago: int, track: str, made_by: str) -> None:
    """What the child says it wants; an empty track: it does not choose."""
    story.do(track_choice.RECORD, who, ago, 16, track=track, made_by=made_by)
