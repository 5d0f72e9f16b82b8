"""Cover: who may name whom, when, and that the one who stands in stands where the absent one stood."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Entry, Kind
from intake import signal
from intake.models import Case
from partners import cover, involvement, notices
from partners.actors import Actor, of_person
from partners.errors import NotFound
from partners.models import DutyDesk, Notice, Person, StandIn
from residence import guardianship
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db

MONDAY, FRIDAY = date(2026, 3, 9), date(2026, 3, 13)
Name = Callable[..., StandIn]


@pytest.fixture
def colleague(people: dict[str, Person]) -> Person:
    """A second guardian."""
    return made(people["nidos.guardian"], "Aad Verzonnen")


def made(like: Person, name: str, **changed: Any) -> Person:
    """Somebody else with the same organisation, role and house."""
    known = {"organisation": like.organisation, "role": like.role, "location": like.location}
    return Person.objects.create(username=name, name=name, staff_id=name, **(known | changed))


@pytest.fixture
def name(cast: SimpleNamespace, colleague: Person, at: Callable[..., datetime]) -> Name:
    """The guardian names the colleague for a week, on the Thursday before."""

    def named(**changed: Any) -> StandIn:
        said = {"stand_in": colleague, "since": MONDAY, "until": FRIDAY, "by": cast.guardian, "at": at(2026, 3, 5)}
        return cover.name(**(said | changed))

    return named


@pytest.fixture
def guarded(open_case: Callable[..., Case], people: dict[str, Person], cast: SimpleNamespace, at: Any) -> Case:
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    return case


def sees(actor: Actor, case: Case, on: datetime) -> bool:
    return involvement.visible_cases(actor, on).filter(case_id=case.id).exists()


class TestNaming:
    def test_the_row_is_recorded_with_its_entry(self, name: Name, people: dict, colleague: Person) -> None:
        row = name(reason=" verlof ")
        assert (row.person, row.stand_in, row.reason) == (people["nidos.guardian"], colleague, "verlof")
        connection.check_constraints()

    def test_without_a_last_day_it_goes_on(self, name: Name) -> None:
        row = name(until=None)
        assert StandIn.objects.on(date(2030, 1, 1)).get() == row

    def test_whoever_is_away_another_day_is_no_obstacle(self, name: Name) -> None:
        name()
        name(since=date(2026, 3, 14), until=date(2026, 3, 20))
        assert StandIn.objects.count() == 2

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"since": date(2026, 3, 4)}, "in-the-past"),
            ({"until": date(2026, 3, 8)}, "wrong-order"),
        ],
    )
    def test_days_that_cannot_be(self, name: Name, changed: dict, code: str) -> None:
        assert refusal(lambda: name(**changed)) == (code, "S004-58")
        assert not StandIn.objects.exists()

    def test_today_is_early_enough(self, name: Name) -> None:
        assert name(since=date(2026, 3, 5)).since == date(2026, 3, 5)

    @pytest.mark.parametrize("until", [date(2026, 3, 9), None])
    def test_one_stand_in_at_a_time(self, name: Name, people: dict, until: date | None) -> None:
        name()
        third = made(people["nidos.guardian"], "Bea Verzonnen")
        overlap = lambda: name(stand_in=third, since=date(2026, 3, 6), until=until)  # noqa: E731
        assert refusal(overlap)[0] == "covered-already"
        assert name(stand_in=third, since=date(2026, 3, 6), until=date(2026, 3, 8))

    def test_no_chain_and_no_circle(self, name: Name, people: dict, colleague: Person) -> None:
        name()
        third = made(people["nidos.guardian"], "Bea Verzonnen")
        to_third = {"stand_in": third, "by": of_person(colleague)}
        assert refusal(lambda: name(**to_third))[0] == "stands-in"
        assert refusal(lambda: name(stand_in=people["nidos.guardian"], by=of_person(third)))[0] == "away-too"
        assert refusal(lambda: name(stand_in=people["nidos.guardian"], by=of_person(colleague)))[0] == "away-too"

    def test_only_a_colleague_of_the_same_work(self, name: Name, people: dict) -> None:
        left = made(people["nidos.guardian"], "Cor Verzonnen", is_active=False)
        assert refusal(lambda: name(stand_in=people["nidos.guardian"]))[0] == "yourself"
        assert refusal(lambda: name(stand_in=left))[0] == "no-colleague"
        assert refusal(lambda: name(stand_in=people["avim.officer"]))[0] == "no-colleague"
        assert refusal(lambda: name(stand_in=people["nidos.intake"]))[0] == "other-work"

    def test_a_mentor_of_another_house_does_not_stand_in(self, name: Name, people: dict, make_house: Any) -> None:
        mentor = people["bo_provider.mentor"]
        mentor.location = make_house("BO").pk
        mentor.save()
        elsewhere = made(mentor, "Dik Verzonnen", location=make_house("AMV").pk)
        here = made(mentor, "Els Verzonnen")
        assert refusal(lambda: name(stand_in=elsewhere, by=of_person(mentor)))[0] == "other-work"
        assert name(stand_in=here, by=of_person(mentor)).stand_in == here

    def test_for_another_only_a_supervisor_of_the_organisation(
        self, name: Name, people: dict, cast: SimpleNamespace
    ) -> None:
        away = {"person": people["nidos.guardian"]}
        for role in ("nidos.intake", "avim.supervisor"):
            assert refusal(lambda who=role: name(by=of_person(people[who]), **away))[0] == "not-your-absence"
        assert name(by=cast.supervisor, **away).person == people["nidos.guardian"]

    def test_a_client_without_a_person_says_who(self, name: Name, cast: SimpleNamespace) -> None:
        nobody = replace(cast.guardian, person_id=None)
        assert refusal(lambda: name(by=nobody))[0] == "nobody-away"

    def test_who_is_offered(self, cast: SimpleNamespace, colleague: Person, people: dict, at: Any) -> None:
        assert list(cover.colleagues(None, cast.guardian, at(2026, 3, 5))) == [colleague]
        assert people["nidos.intake"] in cover.colleagues(None, cast.supervisor, at(2026, 3, 5))
        assert cover.narrow(None, cast.guardian, at(2026, 3, 5)) == {"person": None}
        assert cover.narrow(None, cast.supervisor, at(2026, 3, 5)) == {}

    def test_nobody_of_another_organisation_and_nobody_who_left_is_offered(
        self, cast: SimpleNamespace, colleague: Person, people: dict, organisations: dict, at: Any
    ) -> None:
        guardian, moment = people["nidos.guardian"], at(2026, 3, 5)
        left = made(guardian, "Cor Verzonnen", is_active=False)
        made(guardian, "Dik Verzonnen", organisation=organisations["AVIM"])
        assert set(cover.colleagues(None, cast.guardian, moment)) == {colleague}
        here = {person for person in Person.objects.all() if person.organisation == guardian.organisation}
        assert set(cover.colleagues(None, cast.supervisor, moment)) == here - {left}
        assert set(cover.of_organisation(None, cast.supervisor, moment)) == here


class TestEnding:
    def test_back_before_the_day(self, name: Name, guarded: Case, cast: Any, colleague: Person, at: Any) -> None:
        row = name()
        assert sees(of_person(colleague), guarded, at(2026, 3, 10))
        perform(cover.END, by=cast.guardian, at=at(2026, 3, 10, 13), data={}, stand_in=row.pk)
        assert not sees(of_person(colleague), guarded, at(2026, 3, 10, 14))
        connection.check_constraints()

    def test_once_and_not_when_it_is_over(self, name: Name, cast: SimpleNamespace, at: Any) -> None:
        row = name()
        assert refusal(lambda: cover.end(stand_in=row, by=cast.guardian, at=at(2026, 3, 14)))[0] == "over-already"
        cover.end(stand_in=row, by=cast.guardian, at=at(2026, 3, 13))
        assert refusal(lambda: cover.end(stand_in=row, by=cast.guardian, at=at(2026, 3, 13)))[0] == "over-already"

    def test_by_who_was_away_or_a_supervisor(
        self, name: Name, cast: SimpleNamespace, colleague: Person, at: Any
    ) -> None:
        row, moment = name(), at(2026, 3, 10)
        assert refusal(lambda: cover.end(stand_in=row, by=of_person(colleague), at=moment))[0] == "not-your-absence"
        assert cover.end(stand_in=row, by=cast.supervisor, at=moment).ended_on == date(2026, 3, 10)

    def test_another_organisation_does_not_know_of_it(self, name: Name, people: dict, at: Any) -> None:
        row = name()
        with pytest.raises(NotFound):
            perform(cover.END, by=of_person(people["avim.supervisor"]), at=at(2026, 3, 10), data={}, stand_in=row.pk)

    def test_afterwards_somebody_else_can_be_named(self, name: Name, people: dict, cast: Any, at: Any) -> None:
        cover.end(stand_in=name(), by=cast.guardian, at=at(2026, 3, 6))
        assert name(stand_in=made(people["nidos.guardian"], "Bea Verzonnen"))


class TestStandingIn:
    def test_from_the_first_day_to_the_last_in_the_netherlands(
        self, name: Name, guarded: Case, cast: SimpleNamespace, colleague: Person, at: Any
    ) -> None:
        name()
        other = of_person(colleague)
        days = {at(2026, 3, 8, 23, 59): False, at(2026, 3, 9, 0): True, at(2026, 3, 13, 23, 59): True,
                at(2026, 3, 14, 0): False}  # fmt: skip
        assert {moment: sees(other, guarded, moment) for moment in days} == days
        assert all(sees(cast.guardian, guarded, moment) for moment in days)

    def test_what_belongs_to_no_person_changes_nothing(
        self, name: Name, guarded: Case, people: dict, at: Any, open_case: Any
    ) -> None:
        """Somebody of another role, who stands in for nobody, and a case of another guardian stay as they were."""
        name()
        third = of_person(made(people["nidos.guardian"], "Bea Verzonnen"))
        assert not sees(third, guarded, at(2026, 3, 10))

    def test_the_same_right_and_the_ledger_says_in_whose_place(
        self, name: Name, guarded: Case, people: dict, colleague: Person, at: Any
    ) -> None:
        name()
        standing = involvement.standing(of_person(colleague), guarded.id, at(2026, 3, 10))
        assert standing.actor.in_place_of == people["nidos.guardian"].pk
        said = {"kinds": ["TRAFFICKING"], "summary": "Iemand wacht buiten."}
        row = perform(signal.REPORT, by=of_person(colleague), at=at(2026, 3, 10), data=said, case=guarded.id)
        entry = Entry.objects.get(record=row.pk, kind=Kind.CREATE)
        assert (entry.person, entry.in_place_of) == (colleague.pk, people["nidos.guardian"].pk)

    def test_who_is_named_too_stands_there_in_person(
        self, name: Name, guarded: Case, open_case: Any, cast: SimpleNamespace, colleague: Person, at: Any
    ) -> None:
        own = open_case()
        guardianship.request(case=own, guardian=colleague, by=cast.intake, at=at(2026, 3, 2, 13))
        name()
        found = involvement.standings(of_person(colleague), [own.id, guarded.id], at(2026, 3, 10))
        assert (found[own.id].actor.in_place_of, found[guarded.id].actor.in_place_of is None) == (None, False)

    def test_a_supervisor_stands_in_nobodys_place(self, guarded: Case, cast: SimpleNamespace, at: Any) -> None:
        assert involvement.standing(cast.supervisor, guarded.id, at(2026, 3, 10)).actor.in_place_of is None

    def test_what_was_sent_to_the_absent_one_is_seen_and_acknowledged(
        self, name: Name, guarded: Case, cast: SimpleNamespace, colleague: Person, at: Any
    ) -> None:
        name()
        sent = Notice.objects.filter(case_id=guarded.id, to_person=cast.guardian.person_id)
        other = of_person(colleague)
        assert not notices.for_actor(other, at(2026, 3, 8)).exists()
        assert set(notices.for_actor(other, at(2026, 3, 10))) == set(sent)
        assert set(sent) <= set(notices.for_actor(cast.guardian, at(2026, 3, 10)))
        notices.acknowledge(notice=sent.get(), by=other, at=at(2026, 3, 10))
        assert sent.get().acknowledged_by == colleague.pk

    def test_it_costs_no_query(self, name: Name, guarded: Case, colleague: Person, at: Any) -> None:
        name()
        with CaptureQueriesContext(connection) as asked:
            involvement.standing(of_person(colleague), guarded.id, at(2026, 3, 10))
        assert len(asked) == 1


class TestUnattended:
    @pytest.fixture
    def left(self, people: dict) -> Person:
        guardian = people["nidos.guardian"]
        guardian.is_active = False
        guardian.save()
        return guardian

    def test_who_left_and_is_still_named(
        self, guarded: Case, left: Person, cast: SimpleNamespace, name: Name, colleague: Person, at: Any
    ) -> None:
        moment = at(2026, 3, 9)
        assert list(cover.unattended(cast.supervisor, moment)) == [left]
        name(person=left, by=cast.supervisor)
        assert not cover.unattended(cast.supervisor, moment).exists()
        colleague.is_active = False
        colleague.save()
        assert list(cover.unattended(cast.supervisor, moment)) == [left]

    def test_who_is_named_nowhere_asks_for_nobody(self, left: Person, cast: SimpleNamespace, at: Any) -> None:
        assert not cover.unattended(cast.supervisor, at(2026, 3, 9)).exists()


class TestDutyDesk:
    def test_it_is_set_and_changed_by_a_command(self, organisations: dict) -> None:
        for phone in ("00-000 00 01", "00-000 00 02"):
            call_command("duty_desk", "nidos", "--phone", phone, "--hours", "dag en nacht", stdout=StringIO())
        assert [(desk.organisation.code, desk.phone) for desk in DutyDesk.objects.all()] == [("nidos", "00-000 00 02")]

    def test_what_cannot_be_is_said(self, organisations: dict) -> None:
        with pytest.raises(CommandError, match="Known: avim"):
            call_command("duty_desk", "nobody", "--phone", "1", "--hours", "x")
        with pytest.raises(CommandError):
            call_command("duty_desk", "nidos", "--phone", "", "--hours", "x")
        assert not DutyDesk.objects.exists()
