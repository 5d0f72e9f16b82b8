"""A consultation for tests: a child with a guardian in protected shelter, who sits there, and how far it has come."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import pytest

from intake.models import Case
from partners.actors import Actor, of_person
from partners.models import Person
from residence import guardianship
from shelter import cobo, cobo_agenda, risk, risk_adopt
from shelter.models import AgendaItem, CoboMeeting, CoboParty, Placement, RiskAnalysis

Moment = Callable[..., datetime]
WHOLE: dict[str, Any] = {
    "vulnerabilities": ["DEBT", "MAY_LEAVE"], "vulnerabilities_why": "Zij wordt gebeld.",
    "safety_needs": "Geen telefoon in de nacht.",
    "can_report": "LATER", "can_report_why": "Zij is nu bang.",
    "can_cooperate": "UNKNOWN", "can_cooperate_why": "Er is nog niet over gesproken.",
    "can_tell_story": "YES", "can_tell_story_why": "Zij vertelde al een deel.",
    "child_asked": True, "child_view": "Zij wil naar school.",
}  # fmt: skip


@pytest.fixture
def child(admit: Callable[..., Case], at: Moment, cast: SimpleNamespace, people: dict[str, Person]) -> Case:
    """Somebody with a guardian, in protected shelter since 4 March 2026."""
    case = admit(at(2026, 3, 4))
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 4))
    return case


@pytest.fixture
def mentor(child: Case, cast: SimpleNamespace) -> Actor:
    """Who works in the house of the child."""
    return replace(cast.mentor, location=Placement.objects.get(case=child).location_id)


@pytest.fixture
def clinician(people: dict[str, Person]) -> Actor:
    return of_person(people["evenaar.clinician"])


@pytest.fixture
def meeting(cast: SimpleNamespace, at: Moment) -> CoboMeeting:
    """Planned on 5 March for 18 March 2026 at ten."""
    return cobo.plan(meets_at=at(2026, 3, 18, 10), by=cast.supervisor, at=at(2026, 3, 5))


@pytest.fixture
def item(child: Case, meeting: CoboMeeting, cast: SimpleNamespace, at: Moment) -> AgendaItem:
    return cobo_agenda.put(case=child, meeting=meeting, question="Blijft zij veilig?", by=cast.guardian,
                           at=at(2026, 3, 6))  # fmt: skip


@pytest.fixture
def published(item: AgendaItem, meeting: CoboMeeting, cast: SimpleNamespace, at: Moment) -> AgendaItem:
    cobo.publish(meeting=meeting, by=cast.supervisor, at=at(2026, 3, 11))
    return item


@pytest.fixture
def hold(meeting: CoboMeeting, cast: SimpleNamespace, at: Moment) -> Callable[..., CoboMeeting]:
    """It is held on 18 March; who is named in `without` was not there."""

    def was_held(*without: str) -> CoboMeeting:
        for party in CoboParty.objects.filter(meeting=meeting).select_related("organisation"):
            there = "ABSENT" if party.organisation.kind in without else "PRESENT"
            cobo.attend(party=party, attendance=there, by=cast.supervisor, at=at(2026, 3, 18))
        return cobo.hold(meeting=meeting, by=cast.supervisor, at=at(2026, 3, 18))

    return was_held


@pytest.fixture
def draft(child: Case, cast: SimpleNamespace, at: Moment) -> RiskAnalysis:
    """The guardian prepares it on 6 March."""
    return risk.prepare(case=child, by=cast.guardian, at=at(2026, 3, 6), **WHOLE)


@pytest.fixture
def agree(at: Moment) -> Callable[..., None]:
    def agreed(analysis: RiskAnalysis, *who: Actor, on: datetime | None = None) -> None:
        for each in who:
            risk_adopt.say(analysis=analysis, position="AGREES", by=each, at=on or at(2026, 3, 18, 13))

    return agreed
