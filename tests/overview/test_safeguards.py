"""The five things that a child in protected shelter may count on, on its page (S004-110)."""

from datetime import date

import pytest

from overview import safeguards, snapshot
from residence import guardianship, hearing, rest_approval
from shelter import care, rest
from tests.overview.conftest import text, url
from tests.plans import child

__all__ = ["child"]

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-110", "RP-18")]
DEVIATION = {
    "requested_by": "CHILD", "reason": "Wil weten waar zij aan toe is.", "lawyer_consulted": True,
    "guardian_agrees": True, "ind_agrees": True,
}  # fmt: skip


@pytest.fixture
def guarded(people, cast):
    """The same child, with its guardian."""

    def given(case):
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=case.created_at)
        return case

    return given


def listed(actor, moment) -> list[str]:
    [facts] = snapshot.load(actor, moment)
    return [each.state for each in safeguards.checklist(facts, moment)]


def notes(actor, moment) -> list[str]:
    [facts] = snapshot.load(actor, moment)
    return [each.note for each in safeguards.checklist(facts, moment)]


def test_a_child_that_was_never_meant_for_protected_shelter_has_no_such_list(open_case, guarded, indicate, cast, at):
    case = guarded(open_case())
    assert listed(cast.guardian, at(2026, 3, 3)) == []
    indicate(case, "NOT_NEEDED")
    assert listed(cast.guardian, at(2026, 3, 3, 13)) == []


def test_who_waits_lacks_the_shelter_and_has_the_rest_of_it_later(open_case, guarded, indicate, cast, at):
    indicate(guarded(open_case()))
    assert listed(cast.guardian, at(2026, 3, 4)) == ["late", "soon", "soon", "soon", "soon"]
    assert notes(cast.guardian, at(2026, 3, 4))[0] == "wacht op een plek"


def test_in_protected_shelter_each_is_there_once_it_is(child, guarded, enrolled, cast, at):
    guarded(child)
    assert listed(cast.guardian, at(2026, 3, 5)) == ["ok", "ok", "soon", "soon", "soon"]
    assert notes(cast.guardian, at(2026, 3, 25))[1:3] == ["tot en met 25 mrt", "vanaf 5 jun"]
    assert notes(cast.guardian, at(2026, 3, 26))[1] == "voorbij sinds 26 mrt"
    enrolled(child, "STARTED")
    hearing.plan(case=child, planned_on=date(2026, 6, 5), by=cast.ind, at=at(2026, 5, 20))
    assert listed(cast.guardian, at(2026, 5, 21)) == ["ok", "ok", "ok", "soon", "soon"]


def test_a_refusal_of_the_programme_is_an_answer(child, guarded, enrolled, cast, at):
    guarded(child)
    enrolled(child, "DECLINED")
    assert listed(cast.guardian, at(2026, 4, 2))[3] == "ok"
    assert notes(cast.guardian, at(2026, 4, 2))[3] == "niet gewild"


def test_a_hearing_within_the_wait_breaks_it_unless_the_child_asked_for_that(child, guarded, people, cast, at):
    guarded(child)
    hearing.plan(case=child, planned_on=date(2026, 6, 5), by=cast.ind, at=at(2026, 3, 10))
    extended = rest.request(case=child, days=80, reason="Ziek.", by=cast.guardian, at=at(2026, 3, 20))
    rest_approval.approve(extension=extended, by=cast.supervisor, at=at(2026, 3, 20, 13))
    assert (listed(cast.guardian, at(2026, 3, 21))[2], notes(cast.guardian, at(2026, 3, 21))[2]) == (
        "late", "valt binnen de wachttijd",
    )  # fmt: skip
    hearing.plan(case=child, planned_on=date(2026, 6, 5), by=cast.ind, at=at(2026, 3, 22), deviation=DEVIATION)
    assert (listed(cast.guardian, at(2026, 3, 23))[2], notes(cast.guardian, at(2026, 3, 23))[2]) == (
        "ok", "eerder, omdat het kind dat vroeg",
    )  # fmt: skip


def test_from_eighteen_on_somebody_coordinates_the_care(admit, guarded, people, cast, at):
    case = guarded(admit(at(2026, 3, 4), born=date(2008, 9, 19)))
    assert listed(cast.guardian, at(2026, 9, 18))[4] == "soon"
    assert listed(cast.guardian, at(2026, 9, 19, 1))[4] == "late"
    care.start(case=case, coordinator=people["nidos.care_coordinator"], basis="School.", by=cast.guardian,
               at=at(2026, 9, 20))  # fmt: skip
    assert (listed(cast.guardian, at(2026, 9, 21))[4], notes(cast.guardian, at(2026, 9, 21))[4]) == (
        "ok", "er is zorgcoördinatie",
    )  # fmt: skip


def test_the_page_shows_who_reads_little_only_what_it_may_know(child, at_screen):
    assert "Waarop dit kind mag rekenen" in text(at_screen("intake").get(url(child)))
    ind = text(at_screen("ind").get(url(child)))
    assert "drie weken rust" in ind
    assert "weerbaarheidsprogramma" not in ind
