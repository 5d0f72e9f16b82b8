"""The scenes of a stay in protected shelter: a plan with its goals, the programme, a review. By the mentor."""

from seeds.storyteller import Story
from shelter import plan, plan_goal, programme, stay_review
from shelter.models import GuidancePlan, ProgrammeEnrolment


def draft(story: Story, mentor: str, ago: int, view: str, goals: dict[str, int]) -> GuidancePlan:
    """A plan that does not run yet; each goal with the day, so many days ago, before which it should be reached."""
    made: GuidancePlan = story.do(plan.DRAFT, mentor, ago, 14, child_view=view)
    for goal, by in goals.items():
        story.do(plan_goal.ADD, mentor, ago, 15, about=made, goal=goal, target_on=story.day(by))
    return made


def run(story: Story, mentor: str, ago: int, view: str, goals: dict[str, int]) -> GuidancePlan:
    made = draft(story, mentor, ago, view, goals)
    started: GuidancePlan = story.do(plan.START, mentor, ago, 16, about=made)
    return started


def reach(story: Story, mentor: str, made: GuidancePlan, ago: int, how: str) -> None:
    """The goal that was to be reached first."""
    goal = made.goals.filter(state="OPEN").earliest("target_on")
    story.do(plan_goal.SETTLE, mentor, ago, 16, about=goal, state="REACHED", reason=how)


def begin(story: Story, mentor: str, ago: int, modules: list[str], ends: int) -> ProgrammeEnrolment:
    """The child takes part; the programme ends so many days from the day of telling."""
    offered = story.do(programme.OFFER, mentor, ago, 11)
    begun: ProgrammeEnrolment = story.do(programme.START, mentor, ago - 3, 11, about=offered, modules=modules,
                                         expected_end=story.day(-ends))  # fmt: skip
    return begun


def do_module(story: Story, mentor: str, begun: ProgrammeEnrolment, ago: int, module: str) -> None:
    story.do(programme.MODULE, mentor, ago, 17, about=begun, module=module)


def decline(story: Story, mentor: str, ago: int, said: str) -> None:
    offered = story.do(programme.OFFER, mentor, ago, 11)
    story.do(programme.DECLINE, mentor, ago - 2, 11, about=offered, child_said=said)


def review(story: Story, mentor: str, ago: int, looked_at: str, conclusion: str) -> None:
    story.do(stay_review.REVIEW, mentor, ago, 13, looked_at=looked_at, conclusion=conclusion)
