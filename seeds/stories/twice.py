"""Children who were written down twice: a pair that waits for somebody to look, and two files that were joined."""

from intake import case as cases
from intake import merge
from intake.models import Case, IntakeLocation, PossibleDuplicate
from residence import merge as joining
from seeds import scenes
from seeds.children import KIDS, Kid
from seeds.storyteller import Story


def maybe_registered_twice(story: Story) -> None:
    """AVIM registered a boy who ran on from the queue; Nidos met him the next day and heard his name otherwise."""
    first = register(story, KIDS["yusuf"], "avim", 3, 21)
    register(story, KIDS["yousef"], "aanmelding", 2, 10)
    scenes.acquaintance(story, 2, note="Zegt dat hij gisteren al zijn vingers moest laten zien.")
    story.open_post()
    story.case = first


def two_files_of_one_child(story: Story) -> None:
    """She came back after a night away and was written down anew; a supervisor joined the two files."""
    first = register(story, KIDS["rahwa"], "aanmelding", 12, 10)
    scenes.acquaintance(story, 11)
    again = register(story, KIDS["rahwa-again"], "avim", 9, 9)
    scenes.raise_signal(story, "avim", 9, "IDENTIFICATION", "Meisje kwam terug met nieuwe kleren en een telefoon.",
                        kinds=("TRAFFICKING",), forms=("UNKNOWN",))  # fmt: skip
    story.case = first
    pair = PossibleDuplicate.objects.get(case=first, other_case=again)
    asked = story.do(merge.ASK, "aanmelding", 8, 11, about=pair, into=first,
                     reason="Zelfde vingerafdrukken volgens AVIM; zij herkent haar voogd.")  # fmt: skip
    story.case = again
    story.do(joining.APPROVE, "leiding-nidos", 7, 9, about=asked)
    story.open_post()
    story.case = first
    scenes.guard(story, "voogd2", 6)


def register(story: Story, kid: Kid, who: str, ago: int, hour: int) -> Case:
    """By whoever meets the child first."""
    story.case = None
    arrival = {"intake_location": IntakeLocation.objects.get(code="ter-apel"), "arrived_on": story.day(ago)}
    story.case = story.do(cases.OPEN, who, ago, hour, child=kid.child(), birth=kid.birth(story.today), arrival=arrival)
    return story.case
