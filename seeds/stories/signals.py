"""What becomes of a signal: watched, not substantiated and opened again, merged with another, about another child."""

from typing import Any

from intake import signal_assessment, signal_correction, signal_link
from intake.models import Case
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story


def talked(story: Story, name: str, guardian: str, ago: int) -> Case:
    """A child whom Nidos and AVIM have met, with a guardian."""
    case = scenes.arrive(story, KIDS[name], ago)
    scenes.acquaintance(story, ago - 1)
    scenes.identify(story, KIDS[name], ago - 2)
    scenes.guard(story, guardian, ago - 2)
    return case


def signal_watched(story: Story) -> None:
    """Too little to decide on; the guardian watches it, and today is the day to look again."""
    talked(story, "tirhas", "voogd", 21)
    row = scenes.raise_signal(
        story, "avim", 18, "IDENTIFICATION", "Meisje heeft twee telefoons en wil niet zeggen van wie de tweede is.",
        forms=("UNKNOWN",), certainty="SLIGHT", place_phase="NETHERLANDS", place="omgeving aanmeldcentrum",
    )  # fmt: skip
    story.do(signal_assessment.ASSESS, "voogd", 17, 11, about=row, outcome="MONITOR", review_on=story.today,
             reasons="Eén aanwijzing, en zij vertelt nog weinig. Ik spreek haar elke week.")  # fmt: skip
    scenes.register(story, 15)
    scenes.follow_up(story, 13)


def signal_opened_again(story: Story) -> None:
    """It was an uncle, it seemed; then AVIM saw the same man with another child."""
    talked(story, "emeka", "voogd2", 11)
    row = scenes.raise_signal(
        story, "aanmelding", 9, "ACQUAINTANCE", "Een volwassen man wacht elke dag bij de poort op deze jongen.",
        forms=("CRIMINAL",), certainty="SLIGHT", place_phase="NETHERLANDS", place="bij het aanmeldcentrum",
    )  # fmt: skip
    story.do(signal_assessment.ASSESS, "voogd2", 7, 11, about=row, outcome="NOT_SUBSTANTIATED",
             reasons="De man zegt een oom te zijn en de jongen bevestigt dat.")  # fmt: skip
    story.open_post()
    story.do(signal_assessment.REOPEN, "avim", 2, 10, about=row,
             reasons="Dezelfde man is gezien met een andere jongen; de verwantschap klopt niet.")  # fmt: skip


def signals_merged(story: Story) -> None:
    """Nidos and AVIM heard the same on one day: linked by themselves, merged by the guardian (EC-18)."""
    talked(story, "ha", "voogd", 8)
    said: dict[str, Any] = {"forms": ("LABOUR",), "place_phase": "FEARED", "place": "een nagelstudio"}
    heard = "Meisje noemt werk in een nagelstudio om haar reis terug te betalen."
    first = scenes.raise_signal(
        story, "aanmelding", 6, "ACQUAINTANCE", "Meisje moet reisschuld afwerken in een nagelstudio.",
        kinds=("TRAFFICKING", "SMUGGLING_DEBT"), **said,
    )  # fmt: skip
    second = scenes.raise_signal(story, "avim", 6, "IDENTIFICATION", heard, **said)
    story.open_post()
    story.do(signal_link.MERGE, "voogd", 4, 11, about=second, merged_into=first)


def signal_about_another_child(story: Story) -> None:
    """IND wrote it in the file of the girl in the next room, saw that, and raised it anew in the right one (EC-63)."""
    right = talked(story, "laleh", "voogd2", 9)
    story.open_post()
    talked(story, "zahra", "voogd2", 9)
    scenes.register(story, 5)
    row = scenes.raise_signal(
        story, "ind", 5, "REGISTRATION", "Meisje vertelt dat zij in een huis moest blijven en mannen moest ontvangen.",
        forms=("SEXUAL",), certainty="STRONG", place_phase="EN_ROUTE", place="Turkije, een grote stad",
        detail="Noemt drie maanden, een vrouw die de deur op slot deed, en een schuld.",
    )  # fmt: skip
    story.do(signal_correction.CORRECT, "ind", 4, 9, about=row, case=right,
             reasons="De gesprekken van twee meisjes met dezelfde tolk zijn verwisseld.")  # fmt: skip
    story.open_post()
    story.case = right
