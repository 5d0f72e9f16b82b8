"""Children whose age is not what they said, or not known to the day: contested, corrected, still being assessed."""

from policy.dates import nth_birthday
from residence import age, birth_date
from seeds import scenes
from seeds.children import KIDS
from seeds.storyteller import Story


def age_contested(story: Story) -> None:
    """Found to be an adult; the guardian contests that: he counts as a minor, and has no guardian for now (EC-27)."""
    kid = KIDS["yonatan"]
    scenes.arrive(story, kid, 24)
    scenes.acquaintance(story, 23)
    scenes.identify(story, kid, 22)
    row = story.do(age.REQUEST, "avim", 22, 14, reason="Hij noemt twee geboortejaren; een paspoort is er niet.")
    scenes.guard(story, "voogd2", 22)
    scenes.register(story, 20)
    scenes.follow_up(story, 19)
    scenes.place(story, "Kleinschalige opvang De Kade", 4, 17)
    story.do(age.DECIDE, "ind", 6, 11, about=row, outcome="EVIDENT_ADULT",
             birth={"date": nth_birthday(story.day(200), -19), "precision": "YEAR"})  # fmt: skip
    story.do(age.CONTEST, "voogd2", 4, 11, contest_reason="Zijn doopakte noemt het jaar dat hij zelf geeft.")


def age_corrected(story: Story) -> None:
    """Seventeen when she came, nineteen by the papers that another member state sent; her bed stays hers (EC-25)."""
    kid = KIDS["sabrina"]
    scenes.arrive(story, kid, 48)
    scenes.acquaintance(story, 47)
    scenes.identify(story, kid, 46, outcome="SIGNAL")
    scenes.raise_signal(
        story, "avim", 46, "IDENTIFICATION", "Meisje heeft in een restaurant gewerkt zonder loon en zonder vrije dag.",
        forms=("LABOUR",), certainty="STRONG",
    )  # fmt: skip
    scenes.guard(story, "voogd", 46)
    scenes.register(story, 44)
    scenes.follow_up(story, 43)
    scenes.protect(story, "voogd", 42, "Werk zonder loon; de eigenaar heeft haar papieren en zoekt haar.")
    scenes.place(story, "Huis Meeuw", 3, 41)
    story.do(birth_date.RECORD, "ind", 5, 11, date=nth_birthday(story.day(30), -19), precision="DAY",
             source="OTHER_MEMBER_STATE", status="OFFICIAL")  # fmt: skip


def age_assessed(story: Story) -> None:
    """He knows the month he was born in; AVIM had his age assessed two weeks ago and the outcome is late."""
    kid = KIDS["habib"]
    scenes.arrive(story, kid, 18)
    scenes.acquaintance(story, 17)
    scenes.identify(story, kid, 16)
    story.do(age.REQUEST, "avim", 16, 14, reason="Hij oogt ouder en weet alleen de maand.")
    scenes.guard(story, "voogd", 16)
    scenes.register(story, 14)
    scenes.follow_up(story, 13)
