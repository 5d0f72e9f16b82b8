"""A minor who is married to an adult: the two talks in time, and seen every four weeks outside the home and alone."""

from datetime import date

import pytest

from intake import conversation, conversation_plan, family
from overview import alerts, snapshot, tasks
from residence import guardianship, information
from shelter import absence, contact_moment
from tests.overview.conftest import text, url

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("T-16", "S000-28", "S003-21")]
KNOWN = (2026, 3, 3)


@pytest.fixture
def bride(open_case, people, cast, at):
    """She is married to a man of twenty-seven, which is known since Tuesday 3 March."""
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    family.record(case=case, kind="PARTNER", name="Jawad", birth_date=date(1999, 1, 1), married=True, by=cast.intake,
                  at=at(*KNOWN))  # fmt: skip
    return case


@pytest.fixture
def seen(bride, cast, at):
    def met(day, **said):
        known = {"place": "OUTSIDE", "alone": True} | said
        return contact_moment.record(case=bride, by=cast.guardian, at=at(2026, *day), **known)

    return met


@pytest.fixture
def talked(bride, cast, at):
    """Both talks were held on the fourth."""
    for step in ("C1_GIRL", "C2_PARTNER"):
        conversation.record(case=bride, step=step, held_on=date(2026, 3, 4), by=cast.intake, at=at(2026, 3, 4))


def due(actor, moment, code="SEE_CHILD"):
    found = tasks.open_tasks(snapshot.load(actor, moment), actor.role, moment)
    return [todo.due for todo in found if todo.task.code == code]


def since(actor, moment):
    found = alerts.waiting(snapshot.load(actor, moment), actor.role, moment)
    return [each.since for each in found if each.alert.code == "AL-27"]


@pytest.mark.requirement("S000-35", "INV-32")
class TestTheTwoTalks:
    def test_are_due_two_working_days_after_it_is_known(self, bride, cast, at):
        for code in ("HOLD_C1", "HOLD_C2"):
            assert due(cast.intake, at(2026, 3, 3), code) == [date(2026, 3, 5)]

    def test_of_a_man_who_comes_of_age_from_that_day_on(self, open_case, cast, at):
        case = open_case()
        family.record(case=case, kind="PARTNER", birth_date=date(2008, 3, 9), married=True, by=cast.intake,
                      at=at(*KNOWN))  # fmt: skip
        assert due(cast.intake, at(2026, 3, 8), "HOLD_C1") == []
        assert due(cast.intake, at(2026, 3, 9), "HOLD_C1") == [date(2026, 3, 11)]

    @pytest.mark.requirement("AL-27")
    def test_one_of_the_two_is_not_enough_and_a_plan_for_later_neither(self, bride, cast, at):
        conversation.record(case=bride, step="C1_GIRL", held_on=date(2026, 3, 4), by=cast.intake, at=at(2026, 3, 4))
        conversation_plan.plan(case=bride, step="C2_PARTNER", planned_at=at(2026, 3, 12), by=cast.intake,
                               at=at(2026, 3, 4))  # fmt: skip
        assert since(cast.intake, at(2026, 3, 5, 23)) == []
        assert since(cast.intake, at(2026, 3, 6)) == [at(2026, 3, 6, 0)]

    @pytest.mark.requirement("AL-27")
    def test_it_rises_after_a_day(self, bride, cast, at):
        assert since(cast.supervisor, at(2026, 3, 6, 23)) == []
        assert since(cast.supervisor, at(2026, 3, 7, 0)) == [at(2026, 3, 6, 0)]

    def test_ind_and_coa_are_not_asked(self, bride, cast, at):
        for who in (cast.ind, cast.coa):
            assert since(who, at(2026, 3, 9)) == []
            assert due(who, at(2026, 3, 9), "HOLD_C1") == []


@pytest.mark.usefixtures("talked")
class TestSeeingTheChild:
    def test_is_asked_of_the_guardian_from_a_week_before_four_weeks_are_over(self, bride, cast, at):
        assert due(cast.guardian, at(2026, 3, 24)) == []
        assert due(cast.guardian, at(2026, 3, 25)) == [date(2026, 4, 1)]
        assert due(cast.intake, at(2026, 3, 25)) == []

    def test_counts_from_the_last_time_and_not_from_what_was_recorded_last(self, seen, cast, at):
        seen((3, 20))
        seen((3, 21), contact_on=date(2026, 3, 10))
        assert due(cast.guardian, at(2026, 4, 16)) == [date(2026, 4, 17)]

    @pytest.mark.requirement("S003-27")
    @pytest.mark.parametrize("said", [{"place": "HOME"}, {"place": "CALL"}, {"alone": False}])
    def test_at_home_on_a_screen_or_with_him_there_she_was_not_kept_in_sight(self, seen, cast, at, said):
        seen((3, 20), **said)
        assert due(cast.guardian, at(2026, 4, 1)) == [date(2026, 4, 1)]

    @pytest.mark.requirement("AL-27")
    def test_is_overdue_the_day_after(self, seen, cast, at):
        assert since(cast.guardian, at(2026, 4, 1, 23)) == []
        assert since(cast.guardian, at(2026, 4, 2)) == [at(2026, 4, 2, 0)]
        seen((4, 2))
        assert since(cast.guardian, at(2026, 4, 2, 13)) == []

    @pytest.mark.requirement("AL-27")
    def test_a_missed_one_alerts_at_once_until_she_is_seen(self, seen, cast, at):
        seen((3, 20), outcome="MISSED", place="", alone=False, note="Hij zei dat zij sliep.")
        assert since(cast.guardian, at(2026, 3, 20)) == [at(2026, 3, 20)]
        assert due(cast.guardian, at(2026, 3, 20)) == [date(2026, 4, 1)]
        seen((3, 21))
        assert since(cast.guardian, at(2026, 3, 21)) == []
        assert due(cast.guardian, at(2026, 3, 21)) == []

    def test_not_while_she_is_missing(self, bride, cast, at):
        absence.report(case=bride, circumstances="Weg.", last_seen_at=at(2026, 4, 2), by=cast.intake,
                       at=at(2026, 4, 2))  # fmt: skip
        assert since(cast.guardian, at(2026, 4, 3)) == []
        assert due(cast.guardian, at(2026, 4, 3)) == []

    def test_nor_when_the_marriage_is_over(self, bride, cast, at):
        family.end(relation=bride.relations.get(), end_reason="Gescheiden.", by=cast.intake, at=at(2026, 3, 10))
        assert due(cast.guardian, at(2026, 4, 1)) == []


class TestWithoutAMarriage:
    """The special group of a child stands apart and decides nothing: who wants it, begins by seeing the child."""

    def test_it_goes_on_for_who_was_seen_until_somebody_says_that_it_need_not(self, open_case, cast, at):
        case = open_case()
        meet = {"case": case, "place": "OUTSIDE", "alone": True, "by": cast.intake}
        assert due(cast.intake, at(2026, 4, 30)) == []
        contact_moment.record(at=at(2026, 3, 10), **meet)
        assert due(cast.intake, at(2026, 4, 7)) == [date(2026, 4, 7)]
        contact_moment.record(at=at(2026, 4, 7), goes_on=False, **meet)
        assert due(cast.intake, at(2026, 5, 30)) == []

    def test_a_first_moment_at_home_begins_it(self, open_case, cast, at):
        contact_moment.record(case=open_case(), place="HOME", by=cast.intake, at=at(2026, 3, 10))
        assert due(cast.intake, at(2026, 4, 7)) == [date(2026, 4, 7)]

    def test_not_of_an_adult(self, open_case, cast, at):
        case = open_case(born=date(2008, 4, 1))
        contact_moment.record(case=case, place="OUTSIDE", alone=True, by=cast.intake, at=at(2026, 3, 10))
        assert due(cast.intake, at(2026, 4, 7)) == []


@pytest.mark.requirement("S000-29", "S000-31", "S000-37")
class TestTheLaw:
    @pytest.fixture
    def married(self, open_case, cast, at):
        def to(**said):
            case = open_case()
            family.record(case=case, kind="PARTNER", married=True, by=cast.intake, at=at(*KNOWN), **said)
            return case

        return to

    @pytest.fixture
    def tell(self, cast, at):
        def told(case, topic, told="CHILD", understood="YES"):
            information.give(case=case, topic=topic, told=told, language="ti", understood=understood, by=cast.intake,
                             at=at(2026, 3, 4))  # fmt: skip

        return told

    def asked(self, actor, moment):
        found = tasks.open_tasks(snapshot.load(actor, moment), actor.role, moment)
        return {todo.hint: todo.due for todo in found if todo.task.code == "TELL_MARRIAGE_LAW"}

    @pytest.mark.requirement("EC-45")
    def test_is_told_to_her_and_to_a_husband_who_came_along_one_after_the_other(self, married, tell, cast, at):
        case = married(birth_date=date(1999, 1, 1), travelled_along=True)
        for told in ("CHILD", "PARTNER"):
            for topic in ("MARRIAGE_LAW", "REUNIFICATION"):
                asked = {f"topic={topic}&told={told}": date(2026, 3, 5)}
                assert self.asked(cast.intake, at(2026, 3, 4)) == asked
                tell(case, topic, told=told)
        assert self.asked(cast.intake, at(2026, 3, 4)) == {}

    @pytest.mark.requirement("EC-46")
    @pytest.mark.parametrize("born", [date(2009, 1, 1), None])
    def test_also_between_two_minors_and_whatever_his_age(self, married, tell, cast, at, born):
        case = married(birth_date=born)
        for topic in ("MARRIAGE_LAW", "REUNIFICATION"):
            assert set(self.asked(cast.intake, at(2026, 3, 4))) == {f"topic={topic}&told=CHILD"}
            tell(case, topic)
        assert self.asked(cast.intake, at(2026, 3, 4)) == {}
        assert due(cast.intake, at(2026, 3, 3), "HOLD_C1") == []

    def test_until_it_is_understood(self, married, tell, cast, at):
        case = married()
        tell(case, "MARRIAGE_LAW", understood="PARTLY")
        tell(case, "REUNIFICATION")
        tell(case, "MARRIAGE_LAW", told="PARTNER")
        assert set(self.asked(cast.intake, at(2026, 3, 4))) == {"topic=MARRIAGE_LAW&told=CHILD"}
        tell(case, "MARRIAGE_LAW")
        assert self.asked(cast.intake, at(2026, 3, 4)) == {}

    def test_by_the_guardian_once_there_is_one_and_by_nobody_else(self, bride, cast, at):
        assert self.asked(cast.intake, at(2026, 3, 4)) == {}
        assert len(self.asked(cast.guardian, at(2026, 3, 4))) == 1
        assert self.asked(cast.ind, at(2026, 3, 4)) == {}

    def test_not_of_an_adult(self, open_case, cast, at):
        case = open_case(born=date(2008, 3, 1))
        family.record(case=case, kind="PARTNER", birth_date=date(1999, 1, 1), married=True, by=cast.intake,
                      at=at(*KNOWN))  # fmt: skip
        assert self.asked(cast.intake, at(2026, 3, 4)) == {}


def test_the_page_says_when_she_was_seen_and_when_not(bride, seen, at_screen):
    seen((3, 20), outcome="MISSED", place="", alone=False, note="Hij zei dat zij sliep.")
    page = text(at_screen("guardian").get(url(bride)))
    assert "gemist: het kind is niet gezien, 20 maart 2026" in page
    assert "Hij zei dat zij sliep." in page
    assert "Hij zei dat zij sliep." not in text(at_screen("coa").get(url(bride)))
    assert "gemist: het kind is niet gezien" not in text(at_screen("ind").get(url(bride)))
