"""Children in the intake without a signal: complete, with the second talk overdue, and just arrived."""

from intake import conversation
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story


def no_signal(story: Story) -> None:
    """The brother of a girl who was signalled: his own case, his own intake, and nothing that worries."""
    kid = KIDS["idris"]
    scenes.arrive(story, kid, 27, at="budel")
    scenes.acquaintance(story, 26, note="Vertelt graag over voetbal. Vraagt elke dag waar zijn zus is.",
                        found={"PARENTS": "NO", "ARRANGED_BY": "FAMILY"})  # fmt: skip
    scenes.identify(story, kid, 25)
    scenes.guard(story, "voogd", 25)
    scenes.settle_birth_date(story, kid, 24)
    scenes.register(story, 22)
    scenes.follow_up(story, 21, note="Begrijpt wat een voogd doet. Wil naar school.")
    scenes.place(story, "Kleinschalige opvang De Kade", 3, 20)


def second_talk_overdue(story: Story) -> None:
    """The first talk was skipped with a reason; the second was broken off, and should have been held by now."""
    kid = KIDS["mamadou"]
    scenes.arrive(story, kid, 18)
    story.do(conversation.RECORD, "aanmelding", 17, 13, step="ACQUAINTANCE",
             skip_reason="Op de dag van aankomst geen tolk Pular beschikbaar; AVIM is voorgegaan.")  # fmt: skip
    scenes.identify(story, kid, 16)
    scenes.guard(story, "voogd2", 14)
    scenes.register(story, 12)
    second = scenes.plan_talk(story, "FOLLOW_UP", "aanmelding", 9, 7, interpreter_booking="ASKED")
    scenes.break_off(story, second, "aanmelding", 7, "De tolk Pular kwam niet; zonder tolk begreep hij te weinig.")


def just_arrived(story: Story) -> None:
    """He arrived an hour ago and gave one name; nobody knows yet when he was born. AVIM planned its talk."""
    scenes.arrive(story, KIDS["abel"], 0)
    scenes.plan_talk(story, "IDENTIFICATION", "avim", 0, -1, conductor="R. Zandstra", interpreter_booking="CONFIRMED",
                     retells_story=True)  # fmt: skip
