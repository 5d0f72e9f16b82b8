"""Two children whose asylum application was rejected: what the ex-officio test on trafficking made of it."""

from intake.models import Case
from residence import hearing_held
from seeds import scenes, tracks
from seeds.children import KIDS
from seeds.storyteller import Story


def heard(story: Story, key: str) -> Case:
    """A child in a foster family that applied for asylum on arrival, and was heard."""
    kid = KIDS[key]
    scenes.intake(story, kid, "voogd2", 200)
    tracks.apply(story, 195, taken_up=190)
    scenes.protect(story, "voogd2", 193, "Jong voor zijn leeftijd; een gezin past beter dan een huis.",
                   outcome="FOSTER", ground="DISAPPEARANCE_RISK")  # fmt: skip
    scenes.place_in_family(story, "voogd2", "Opvanggezin Klaproos", 192)
    scenes.counsel(story, "voogd2", 150, talked=140)
    planned = scenes.plan_hearing(story, 120, -90)
    story.do(hearing_held.HOLD, "ind", 90, 15, about=planned, held_on=story.day(90), reasons_heard=True,
             lawyer_present=True)  # fmt: skip
    assert story.case is not None
    return story.case


def rejected_with_permit(story: Story) -> None:
    """He reported and police investigate: the test gave a permit, and continued stay is to be considered (EC-37)."""
    case = heard(story, "biniam")
    scenes.raise_signal(story, "voogd2", 170, "LATER", "Hij moest onderweg maandenlang zonder loon op een boerderij "
                        "werken.", forms=("LABOUR",), certainty="STRONG")  # fmt: skip
    scenes.talk_of_reporting(story, 160, "WANTS")
    scenes.report_to_police(story, 158, "YES", investigated=150)
    tracks.choose(story, "advocaat", 140, "BOTH", "CHILD_LAWYER")
    test = tracks.reject(story, 30, case.asylum_procedures.get())
    tracks.answer(story, "ind", 28, test, earlier_permit_same_facts="NO")


def rejected_and_undetermined(story: Story) -> None:
    """Nobody can say yet whether she reported elsewhere: the test waits, and the case stays open (AL-15).

    Nothing is pending since the rejection, so police could offer her the reflection period.
    """
    case = heard(story, "adaeze")
    test = tracks.reject(story, 9, case.asylum_procedures.get())
    tracks.answer(story, "ind", 6, test, earlier_permit_same_facts="NO")
    tracks.offer_reflection(story, 5, "KMAR")
