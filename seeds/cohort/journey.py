"""What happens to a child of the cohort after it arrived: a list of scenes, each on its day and by whoever may do it.

A new scene is one function and one row of `SCENES`; rows that fall on the same day are told in the order of the list.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intake import debt, family, sibling
from intake.models import IntakeLocation
from policy.dates import nth_birthday
from seeds import scenes
from seeds.cohort.newcomer import MORE_REST_DAYS, Newcomer, later
from seeds.storyteller import Story
from shelter import contact_moment


@dataclass
class Journey:
    """One child while its story is told: by which guardian, in which bed."""

    story: Story
    kid: Newcomer
    guardian: str
    house: str = ""
    bed: int = 0

    def ago(self, day: int) -> int:
        """The day that lies so many days after the arrival, as stories count: back from the day of telling."""
        return (self.story.today - later(self.kid.arrived_on, day)).days


@dataclass(frozen=True)
class Scene:
    """Something that happens on a day after the arrival (None: not to this child)."""

    day: Callable[[Newcomer], int | None]
    tell: Callable[[Journey, int], None]


def arrive(told: Journey) -> None:
    scenes.arrive(told.story, told.kid, told.ago(0), at=told.kid.place)


def arrive_after(told: Journey, eldest: Journey) -> None:
    """A brother or sister, from the case of the first."""
    kid, story = told.kid, told.story
    story.case = eldest.story.case
    arrival = {
        "intake_location": IntakeLocation.objects.get(code=kid.place), "arrived_on": kid.arrived_on,
        "accompanied_by": list(kid.accompanied_by),
    }  # fmt: skip
    row = story.do(sibling.REGISTER, "aanmelding", told.ago(0), 10, child=kid.child(), birth=kid.birth(story.today),
                   arrival=arrival)  # fmt: skip
    story.case = row.other_case


def outcome(told: Journey, step: str) -> dict[str, Any]:
    """Whether the signal came up in this talk."""
    seen = told.kid.seen
    return {"outcome": "SIGNAL"} if seen is not None and seen.step == step else {}


def acquaintance(told: Journey, ago: int) -> None:
    signalled = outcome(told, "ACQUAINTANCE")
    scenes.acquaintance(told.story, ago, concern="SERIOUS" if signalled else "NONE", **signalled)


def husband(told: Journey, ago: int) -> None:
    """She says to be married to a man who came along; and Nidos talks with each of the two alone (S000-35)."""
    story, kid = told.story, told.kid
    story.do(family.RECORD, "aanmelding", ago, 14, kind="PARTNER", name=kid.husband, married=True,
             travelled_along=True, birth_date=nth_birthday(kid.arrived_on, -kid.years - 9))  # fmt: skip
    scenes.talk(story, "C1_GIRL", "aanmelding", ago, 15)
    scenes.talk(story, "C2_PARTNER", "aanmelding", ago, 16)


def seen_outside(told: Journey, ago: int) -> None:
    """The guardian sees the girl outside the home, without her husband (T-16)."""
    told.story.do(contact_moment.RECORD, told.guardian, ago, 16, place="OUTSIDE", alone=True)


def identification(told: Journey, ago: int) -> None:
    scenes.identify(told.story, told.kid, ago, **outcome(told, "IDENTIFICATION"))


def guard(told: Journey, ago: int) -> None:
    scenes.guard(told.story, told.guardian, ago)


def settle_birth_date(told: Journey, ago: int) -> None:
    scenes.settle_birth_date(told.story, told.kid, ago)


def registration(told: Journey, ago: int) -> None:
    scenes.register(told.story, ago, **outcome(told, "REGISTRATION"))


def follow_up(told: Journey, ago: int) -> None:
    scenes.follow_up(told.story, ago, **outcome(told, "FOLLOW_UP"))


def signal(told: Journey, ago: int) -> None:
    """By whoever holds the talk in which it came up; later by the guardian."""
    seen = told.kid.seen
    assert seen is not None
    who = {"IDENTIFICATION": "avim", "REGISTRATION": "ind", "LATER": told.guardian}.get(seen.step, "aanmelding")
    scenes.raise_signal(told.story, who, ago, seen.step, seen.summary, kinds=seen.kinds, forms=seen.forms,
                        certainty=seen.certainty, detail=seen.detail)  # fmt: skip


def owe(told: Journey, ago: int) -> None:
    """A debt to a smuggler and nothing more (EC-51)."""
    told.story.do(debt.RECORD, told.guardian, ago, 15, smuggled_in="YES", owed="YES", creditor_type="SMUGGLER",
                  pressure_on="NONE")  # fmt: skip


def decide(told: Journey, ago: int) -> None:
    seen = told.kid.seen
    assert seen is not None
    scenes.protect(told.story, told.guardian, ago, seen.reasons, outcome=seen.outcome, ground=seen.ground)


def place(told: Journey, ago: int) -> None:
    if told.house:
        scenes.place(told.story, told.house, told.bed, ago)
    else:
        scenes.place_in_family(told.story, told.guardian, "Opvanggezin Zonnebloem", ago)


def ask_rest(told: Journey, ago: int) -> None:
    scenes.ask_rest(told.story, told.guardian, ago, MORE_REST_DAYS, "Slaapt niet en durft nog niet te praten.")


def approve_rest(told: Journey, ago: int) -> None:
    assert told.story.case is not None
    scenes.approve_rest(told.story, told.story.case.rest_extensions.get(), ago)


def plan_hearing(told: Journey, ago: int) -> None:
    scenes.plan_hearing(told.story, ago, -(told.story.today - told.kid.hearing_on()).days)


def on(name: str, fits: Callable[[Newcomer], bool] = lambda kid: kid.goes_on) -> Callable[[Newcomer], int | None]:
    """The day of this name, for the children it is about."""
    return lambda kid: getattr(kid, name) if fits(kid) else None


SCENES = (
    Scene(on("acquaintance", lambda kid: True), acquaintance),
    Scene(on("acquaintance", lambda kid: bool(kid.husband)), husband),
    Scene(on("identification"), identification),
    Scene(on("identification"), guard),
    Scene(on("identity_settled", lambda kid: kid.official), settle_birth_date),
    Scene(on("registration"), registration),
    Scene(on("registration", lambda kid: kid.goes_on and bool(kid.husband)), seen_outside),
    Scene(on("follow_up"), follow_up),
    Scene(on("signal", lambda kid: kid.seen is not None), signal),
    Scene(on("signal", lambda kid: kid.seen is not None and kid.seen.kinds == ("SMUGGLING_DEBT",)), owe),
    Scene(on("decision", lambda kid: kid.seen is not None), decide),
    Scene(on("placement", lambda kid: kid.is_placed), place),
    Scene(on("rest_asked", lambda kid: kid.more_rest), ask_rest),
    Scene(on("rest_approved", lambda kid: kid.more_rest), approve_rest),
    Scene(on("hearing_planned", lambda kid: kid.is_protected), plan_hearing),
)


def go(told: Journey) -> None:
    """Everything after the arrival, by day, as far as it has happened."""
    days = [(day, scene) for scene in SCENES if (day := scene.day(told.kid)) is not None and told.ago(day) >= 0]
    for day, scene in sorted(days, key=lambda pair: pair[0]):
        scene.tell(told, told.ago(day))
