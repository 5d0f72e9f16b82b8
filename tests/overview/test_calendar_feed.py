"""The calendar feed: who knows the secret reads that person's appointments by case number, and nothing else."""

import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from audit.models import Entry, Kind
from config.language import say
from intake import conversation_plan, emergency
from overview import calendar_feed as calendar
from partners import calendar_feed, involvement, involving
from partners.errors import RuleBroken
from partners.models import CalendarFeed, Person
from policy.calls import FEED_FETCHES
from policy.steps import step
from residence import hearing
from shelter import absence, cobo, placement
from tests.overview.conftest import text

pytestmark = pytest.mark.django_db
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture
def child(known_child, at):
    return known_child(given_names="Kanarie", family_name="Geheimnaam", v_number="2876543210")


@pytest.fixture
def planned_talk(child, cast, at):
    return conversation_plan.plan(case=child, step="EXTRA", planned_at=at(2026, 7, 8, 11), conductor="Gespreksleider",
                                  by=cast.intake, at=at(2026, 5, 1))  # fmt: skip


@pytest.fixture
def planned_hearing(child, cast, at):
    return hearing.plan(case=child, planned_on=date(2026, 7, 9), by=cast.ind, at=at(2026, 5, 1))


def parsed(ics: str) -> Calendar:
    found = Calendar.from_ical(ics)
    assert isinstance(found, Calendar)
    return found


def titled(ics: str, word: str):
    return [each for each in parsed(ics).walk("VEVENT") if word in str(each["summary"])]


def address(secret: str) -> str:
    return reverse("calendar_feed", args=[secret])


class TestWhatStandsInIt:
    def test_a_talk_stands_at_its_moment_in_amsterdam(self, child, planned_talk, cast, at):
        ics = calendar.load(cast.guardian, at(2026, 6, 8))
        [talk] = titled(ics, f"{child.reference}: {say(step('EXTRA').label)}")
        assert talk["dtstart"].params["TZID"] == "Europe/Amsterdam"
        assert talk.decoded("dtstart") == datetime(2026, 7, 8, 11, tzinfo=AMSTERDAM)
        assert talk.decoded("dtstamp") == at(2026, 6, 8)
        assert str(talk["summary"]).startswith(child.reference)
        assert [str(zone["tzid"]) for zone in parsed(ics).walk("VTIMEZONE")] == ["Europe/Amsterdam"]

    def test_a_hearing_takes_a_whole_day(self, child, planned_hearing, cast, at):
        days = [
            each.decoded("dtstart") for each in titled(calendar.load(cast.guardian, at(2026, 6, 8)), child.reference)
        ]
        assert date(2026, 7, 9) in days

    def test_what_is_moved_keeps_its_uid_and_no_two_share_one(self, planned_talk, planned_hearing, cast, at):
        one, other = (parsed(calendar.load(cast.guardian, at(2026, 6, day))).walk("VEVENT") for day in (8, 9))
        assert [str(each["uid"]) for each in one] == [str(each["uid"]) for each in other]
        assert len({str(each["uid"]) for each in one}) == len(one)

    def test_what_is_due_stands_on_its_last_day(self, child, cast, at):
        found = calendar.events(cast.guardian, at(2026, 3, 3))
        assert [each for each in found if each.key.startswith("task ") and child.reference in each.what]

    def test_a_consultation_stands_there_for_who_may_know_of_it(self, cast, at):
        cobo.plan(meets_at=at(2026, 7, 1, 10), by=cast.coa, at=at(2026, 6, 1))
        knows, not_at_all = (calendar.load(who, at(2026, 6, 8)) for who in (cast.coa, cast.analyst))
        assert len(titled(knows, "asusoverleg")) == 1
        assert "VEVENT" not in not_at_all

    def test_of_a_missing_child_nothing_goes_on(self, child, planned_talk, planned_hearing, cast, at):
        absence.report(
            case=child, circumstances="Weg.", last_seen_at=at(2026, 6, 7), by=cast.mentor, at=at(2026, 6, 8)
        )
        keys = {each.key.split()[0] for each in calendar.events(cast.guardian, at(2026, 6, 9))}
        assert keys.isdisjoint({"talk", "hearing"})

    def test_who_is_not_involved_has_nothing_of_the_case_in_it(self, child, planned_talk, cast, at):
        assert titled(calendar.load(cast.guardian, at(2026, 6, 8)), child.reference)
        assert not titled(calendar.load(cast.kmar, at(2026, 6, 8)), child.reference)

    @pytest.mark.requirement("B-27", "D-10")
    def test_who_came_in_by_an_emergency_takes_nothing_of_the_case_along(self, child, planned_talk, cast, at):
        for row in involvement.of_actor(cast.avim, at(2026, 6, 8)):
            involving.end(row, by=cast.intake, at=at(2026, 6, 8), until=at(2026, 6, 8))
        emergency.open_case(named=child.reference, reason="Er staat een man voor de deur.", by=cast.avim,
                            at=at(2026, 6, 8))  # fmt: skip
        assert involvement.of_actor(cast.avim, at(2026, 6, 8)).filter(case_id=child.pk).exists()
        assert not titled(calendar.load(cast.avim, at(2026, 6, 8)), child.reference)


class TestWhatNeverStandsInIt:
    def test_no_name_number_story_or_place(self, child, planned_talk, planned_hearing, cast, at):
        stay = placement.Placement.objects.get(case=child)
        for who in (cast.guardian, cast.intake, cast.coa, cast.avim, cast.ind):
            ics = calendar.load(who, at(2026, 6, 8)).replace("\r\n ", "")
            for canary in ("Kanarie", "Geheimnaam", "2876543210", "Een man wacht buiten", "Ze sliep in een garage",
                           "Gespreksleider", stay.location.name, f"Huis {child.reference}"):  # fmt: skip
                assert canary not in ics, (who.role, canary)

    def test_text_is_escaped_and_long_lines_are_folded(self, at):
        title = "Één, twee; drie \\ " + "lang " * 60
        ics = calendar.as_ics([calendar.Event("x", at(2026, 6, 8), title, "/x/")], at(2026, 6, 8))
        assert max(len(line.encode()) for line in ics.split("\r\n")) <= 75
        [event] = parsed(ics).walk("VEVENT")
        assert str(event["summary"]) == title


def test_it_costs_as_many_queries_for_four_cases_as_for_two(known_child, cast, at):
    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            calendar.load(cast.guardian, at(2026, 3, 3))
        return len(found)

    known_child()
    known_child()  # two of one name: that they may be one child is a kind of record of its own
    two = cost()
    known_child()
    known_child()
    assert cost() == two


class TestTheAddress:
    @pytest.fixture
    def secret(self, cast, at) -> str:
        return calendar_feed.make(by=cast.guardian, at=at(2026, 6, 1))

    @pytest.fixture
    def nobodys(self) -> Callable[[str], bool]:
        """Whether an address answers exactly as one that never was."""

        def same(secret: str) -> bool:
            found, never = (Client().get(address(each)) for each in (secret, "never-was-a-secret"))
            assert never.status_code == 404
            heads = [sorted(each.headers) for each in (found, never)]
            return (found.status_code, found.content, heads[0]) == (404, never.content, heads[1])

        return same

    def test_it_answers_without_logging_in_and_is_in_the_ledger(self, child, planned_talk, secret, people):
        answer = Client().get(address(secret))
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/calendar")
        assert "no-store" in answer["Cache-Control"]
        entry = Entry.objects.filter(kind=Kind.EXPORT).get()
        assert (entry.table, entry.person) == (CalendarFeed._meta.db_table, people["nidos.guardian"].pk)
        assert entry.cases == [str(child.pk)]

    def test_only_a_hash_of_the_secret_is_kept(self, secret):
        [row] = CalendarFeed.objects.values()
        assert secret not in map(str, row.values())
        assert len(secret) >= 43

    def test_a_revoked_one_never_was(self, secret, nobodys, cast, at):
        assert not nobodys(secret)
        calendar_feed.revoke(by=cast.guardian, at=at(2026, 6, 2))
        assert nobodys(secret)

    def test_that_of_who_left_never_was(self, secret, nobodys, people):
        Person.objects.filter(pk=people["nidos.guardian"].pk).update(is_active=False)
        assert nobodys(secret)

    def test_a_new_one_takes_the_place_of_the_last(self, secret, nobodys, cast, at):
        other = calendar_feed.make(by=cast.guardian, at=at(2026, 6, 2))
        assert nobodys(secret)
        assert Client().get(address(other)).status_code == 200

    def test_nobody_revokes_that_of_another(self, secret, cast, at):
        with pytest.raises(RuleBroken, match="geen agenda-adres"):
            calendar_feed.revoke(by=cast.intake, at=at(2026, 6, 2))
        assert Client().get(address(secret)).status_code == 200

    def test_who_left_makes_none(self, cast, people, at):
        Person.objects.filter(pk=people["nidos.guardian"].pk).update(is_active=False)
        with pytest.raises(RuleBroken, match="hier werkt"):
            calendar_feed.make(by=cast.guardian, at=at(2026, 6, 2))

    def test_whoever_comes_too_often_waits(self, secret, monkeypatch):
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now)
        answers = [Client().get(address(secret)) for _number in range(FEED_FETCHES + 1)]
        assert [each.status_code for each in answers] == [200] * FEED_FETCHES + [429]
        assert "te vaak opgehaald" in answers[-1].content.decode()
        assert answers[-1]["Retry-After"] == "60"


class TestThePage:
    def test_it_shows_the_address_once(self, at_screen):
        client = at_screen("guardian")
        made = client.post(reverse("admin:calendar"))
        [feed] = CalendarFeed.objects.all()
        [path] = [word for word in text(made).replace("<", " ").replace(">", " ").split() if word.endswith(".ics")]
        assert calendar_feed.find(path.rsplit("/", 1)[1].removesuffix(".ics")) == feed
        assert ".ics" not in text(client.get(reverse("admin:calendar")))

    def test_one_revokes_it_there(self, at_screen):
        client = at_screen("guardian")
        client.post(reverse("admin:calendar"))
        client.post(reverse("admin:calendar_revoke"))
        assert not CalendarFeed.objects.live().exists()
        assert "U heeft geen agenda-adres" in text(client.get(reverse("admin:calendar")))

    def test_who_is_not_signed_in_makes_none(self):
        assert Client().post(reverse("admin:calendar")).status_code == 302
        assert not CalendarFeed.objects.exists()
