"""Case consultations of the demo: planned, published, held, and what came of them for one child."""

from typing import Any

from partners.acts import Act
from seeds.storyteller import Story
from shelter import cobo, cobo_agenda, risk, risk_adopt
from shelter.models import AgendaItem, CoboAction, CoboMeeting, CoboParty, RiskAnalysis

LEAD = "leiding-nidos"
SENAIT: dict[str, Any] = {
    "vulnerabilities": ["PRESSED", "DEBT", "IN_CONTACT", "MAY_LEAVE"],
    "vulnerabilities_why": "Op haar telefoon wordt zij onder druk gezet om haar schuld te komen afwerken.",
    "safety_needs": "Telefoon alleen overdag en in de huiskamer; niemand haalt haar op zonder de mentor.",
    "can_report": "LATER", "can_report_why": "Zij is nog te bang voor wie haar schuld opeist.",
    "can_cooperate": "YES", "can_cooperate_why": "Zij gaf de nummers uit haar telefoon zelf.",
    "can_tell_story": "LATER", "can_tell_story_why": "Zij vertelt kleine stukken, aan haar mentor.",
    "child_asked": True, "child_view": "Zij wil naar school en niet steeds hetzelfde moeten vertellen.",
}  # fmt: skip


def outside(story: Story, act: Act, who: str, ago: int, hour: int, **data: Any) -> Any:
    """Something of a meeting, which stands in no case."""
    case, story.case = story.case, None
    try:
        return story.do(act, who, ago, hour, **data)
    finally:
        story.case = case


def plan(story: Story, ago: int, on: int) -> CoboMeeting:
    """A meeting at one o'clock on the day that was, or will be, so many days ago."""
    return outside(story, cobo.PLAN, LEAD, ago, 9, meets_at=story.moment(on, 13))


def put(story: Story, guardian: str, ago: int, meeting: CoboMeeting, question: str) -> AgendaItem:
    return story.do(cobo_agenda.PUT, guardian, ago, 10, meeting=meeting, question=question)


def publish(story: Story, ago: int, meeting: CoboMeeting) -> None:
    outside(story, cobo.PUBLISH, LEAD, ago, 11, about=meeting)


def contribute(story: Story, ago: int, analysis: RiskAnalysis, **parts: str) -> None:
    """What each knows: `avim="..."`; a hyphen in the name of a log-in is an underscore here."""
    for who, text in parts.items():
        story.do(risk.CONTRIBUTE, who.replace("_", "-"), ago, 12, about=analysis, text=text)


def hold(story: Story, ago: int, meeting: CoboMeeting, missing: str = "") -> None:
    """Everybody was there but this organisation."""
    for party in CoboParty.objects.filter(meeting=meeting).select_related("organisation"):
        there = "ABSENT" if party.organisation.code == missing else "PRESENT"
        outside(story, cobo.ATTEND, LEAD, ago, 14, about=party, attendance=there)
    outside(story, cobo.HOLD, LEAD, ago, 15, about=meeting)


def agree(story: Story, ago: int, analysis: RiskAnalysis, *who: str) -> None:
    for each in who:
        story.do(risk_adopt.SAY, each, ago, 16, about=analysis, position="AGREES")


def dissent(story: Story, who: str, ago: int, analysis: RiskAnalysis, remark: str) -> None:
    story.do(risk_adopt.SAY, who, ago, 16, about=analysis, position="DISSENTS", remark=remark)


def adopt(story: Story, guardian: str, ago: int, analysis: RiskAnalysis) -> None:
    story.do(risk_adopt.ADOPT, guardian, ago, 17, about=analysis)


def decide(story: Story, guardian: str, ago: int, item: AgendaItem, decision: str) -> None:
    story.do(cobo_agenda.DECIDE, guardian, ago, 17, about=item, decision=decision)


def give(story: Story, guardian: str, ago: int, item: AgendaItem, who: str, within: int, action: str) -> CoboAction:
    """An action for the organisation of this person, so many days after."""
    owner = story.people[who].organisation
    return story.do(cobo_agenda.GIVE, guardian, ago, 18, about=item, owner=owner, due_on=story.day(ago - within),
                    action=action)  # fmt: skip


def adopted(story: Story, guardian: str, mentor: str, ago: int, said: dict[str, Any]) -> None:
    """A consultation so many days ago in which everybody agreed with what the guardian had prepared."""
    meeting = plan(story, ago + 9, ago)
    analysis = story.do(risk.PREPARE, guardian, ago + 8, 9, **said)
    item = put(story, guardian, ago + 8, meeting, "Is de plek veilig genoeg, en wat kan zij aan?")
    publish(story, ago + 7, meeting)
    hold(story, ago, meeting)
    agree(story, ago, analysis, guardian, mentor, "avim", "ind", "evenaar")
    adopt(story, guardian, ago, analysis)
    decide(story, guardian, ago, item, "Zij blijft waar zij is.")
