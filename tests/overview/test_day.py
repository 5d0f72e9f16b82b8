"""A mentor's day: my children, who is in, what is asked today, what was agreed on, and nothing of anybody else's."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from intake import conversation_plan
from overview import day as days
from partners.errors import NotAllowed
from partners.models import Person
from policy.dates import after
from residence import hearing
from shelter import absence, incident, measure, placement, presence, transfer
from shelter.models import Placement, Presence
from tests.overview.conftest import text
from tests.shelter.test_measure import SAID

pytestmark = pytest.mark.django_db
DAY = "admin:day"


@pytest.fixture
def child(admit, at):
    return admit(at(2026, 3, 4))


@pytest.fixture
def mentor(child, cast, people):
    house = Placement.objects.get(case=child).location_id
    Person.objects.filter(pk=people["bo_provider.mentor"].pk).update(location=house)
    return replace(cast.mentor, location=house)


@pytest.mark.requirement("S004-81")
def test_it_counts_who_is_in_and_who_is_missing(child, mentor, at):
    presence.call(case=child, status="IN", by=mentor, at=at(2026, 3, 9, 21))
    found = days.load(mentor, at(2026, 3, 9, 22))
    assert (len(found.cards), found.inside, found.missing) == (1, 1, 0)
    assert [(house.name, house.beds) for house in found.houses] == [
        (f"House {child.reference}", "1 van 2 bedden vrij")
    ]
    absence.report(case=child, circumstances="Weg.", by=mentor, at=at(2026, 3, 10))
    found = days.load(mentor, at(2026, 3, 10, 13))
    assert (found.inside, found.missing, found.cards[0].line.call_url) == (0, 1, "")


@pytest.mark.requirement("S004-81")
def test_a_card_says_what_is_asked_today_and_what_was_agreed_on(child, mentor, at):
    presence.call(case=child, status="NOT_IN", by=mentor, at=at(2026, 3, 9, 21))
    measure.begin(case=child, by=mentor, at=at(2026, 3, 10), **SAID)
    [card] = days.load(mentor, at(2026, 3, 10, 13)).cards
    assert ["zoek uit waar het is" in item.what for item in card.due] == [True]
    assert [(each.chip.text, "9 april" in each.note or "9 apr" in each.note) for each in card.measures] == [
        ("nog niet bevestigd", True)
    ]


def test_what_is_for_another_day_is_counted_and_not_shown(child, mentor, at):
    measure.begin(case=child, by=mentor, at=at(2026, 3, 10), **(SAID | {"type": "DAILY_CHECK_IN"}))
    before = days.load(mentor, at(2026, 3, 30))
    assert (before.cards[0].due, before.later) == ([], 2)  # its plan is due within four weeks
    nearly = days.load(mentor, at(2026, 4, 3))
    assert (len(nearly.cards[0].due), nearly.later) == (1, 2)
    on_the_day = days.load(mentor, at(2026, 4, 9))
    assert (len(on_the_day.cards[0].due), on_the_day.later) == (3, 0)


def test_talks_and_hearings_of_today_and_tomorrow(child, mentor, cast, at):
    now = at(2026, 6, 8, 9)
    hearing.plan(case=child, planned_on=after(now.date()), by=cast.ind, at=at(2026, 5, 1))
    for moment in (at(2026, 6, 8, 11), at(2026, 6, 10, 11)):
        conversation_plan.plan(case=child, step="EXTRA", planned_at=moment, by=cast.intake, at=at(2026, 5, 1))
    [card] = days.load(mentor, now).cards
    assert [each.when.text for each in card.planned] == ["vandaag", "morgen"]
    assert card.planned[0].what.startswith("11:00")
    absence.report(case=child, circumstances="Weg.", last_seen_at=now, by=mentor, at=now)
    assert days.load(mentor, now).cards[0].planned == []


def test_only_the_children_of_the_own_house(child, mentor, make_house, admit, at):
    admit(at(2026, 3, 4), given_names="Bintou")
    assert [card.line.facts.case for card in days.load(mentor, at(2026, 3, 9)).cards] == [child.pk]
    entry = Entry.objects.filter(kind=Kind.LIST).latest("id")
    assert entry.cases == [str(child.pk)]
    assert {"PRESENCE", "MEASURE", "IDENTITY"} <= set(entry.data_classes)


def test_who_moved_is_of_another_day(child, mentor, make_house, cast, at):
    house = make_house("BO", name="Elders")
    placement.move(placement=Placement.objects.get(case=child), bed=house.beds.first(), move_reason="School.",
                   by=cast.coa, at=at(2026, 3, 9))  # fmt: skip
    assert days.load(mentor, at(2026, 3, 10)).cards == []


def test_it_is_for_who_calls_the_roll(cast, at_screen, at):
    for actor in (cast.guardian, cast.coa, cast.avim):
        with pytest.raises(NotAllowed):
            days.load(actor, at(2026, 3, 9))
    assert at_screen("guardian").get(reverse(DAY)).status_code == 403


@pytest.mark.requirement("S004-81")
def test_a_tap_comes_back_to_the_day(child, mentor, at_screen):
    browser = at_screen("mentor")
    call = reverse("admin:act", args=[child.pk, "roll-calls"])
    assert f'action="{call}"' in text(browser.get(reverse(DAY)))
    answer = browser.post(call, {"status": "IN", "back": "day"})
    assert (answer.status_code, answer.url) == (302, reverse(DAY))
    assert Presence.objects.get().status == "IN"
    assert reverse(DAY) in text(browser.get(reverse("admin:index")))


@pytest.mark.requirement("AL-34")
def test_what_is_suspicious_near_the_house_stands_on_top(child, mentor, at_screen):
    house = Placement.objects.get(case=child).location
    incident.report(location=house, what="PERSON", description="Een man bij het hek.", by=mentor, at=timezone.now())
    page = text(at_screen("mentor").get(reverse(DAY)))
    assert reverse("admin:incidents") in page.partition('class="day"')[0].partition("banner")[2]


def test_as_many_questions_for_six_children_as_for_one(
    child, mentor, open_case, indicate, cast, at, at_screen, django_assert_num_queries, django_assert_max_num_queries
):
    from shelter.models import Bed

    browser = at_screen("mentor")
    measure.begin(case=child, by=mentor, at=timezone.now(), **SAID)
    browser.get(reverse(DAY))
    with django_assert_max_num_queries(25) as asked:
        browser.get(reverse(DAY))
    for number in range(5):
        case = open_case(given_names=f"Kind{number}", on=at(2026, 3, 4))
        indicate(case, on=at(2026, 3, 4))
        bed = Bed.objects.create(location_id=mentor.location, label=f"extra {number}")
        placement.place(case=case, bed=bed, by=cast.coa, at=at(2026, 3, 4, 13))
        measure.begin(case=case, by=mentor, at=timezone.now(), **SAID)
    with django_assert_num_queries(len(asked)):
        page = text(browser.get(reverse(DAY)))
    assert "Kind4" in page


@pytest.mark.requirement("S004-16")
def test_who_is_on_its_way_here_stands_first_and_of_whom_is_only_planned_nothing(
    child, mentor, open_case, indicate, make_house, place, cast, at_screen
):
    now = timezone.now()
    other = open_case(given_names="Bintou", on=now - timedelta(days=2))
    indicate(other, on=now - timedelta(days=2))
    place(other, make_house("AMV", name="Huis Oud"), on=now - timedelta(days=1))
    bed = Placement.objects.get(case=child).location.beds.exclude(placements__case=child).first()
    row = transfer.plan(case=other, bed=bed, planned_at=now + timedelta(hours=25), escort="MENTOR", by=cast.coa,
                        at=now, move_reason="Vrije plek.", avoidable="NO")  # fmt: skip
    assert days.load(mentor, now).coming == []
    assert days.load(mentor, now).houses[0].beds == "0 van 2 bedden vrij"  # as the board says: it is promised
    transfer.depart(transfer=row, by=cast.coa, at=now)
    [found] = days.load(mentor, now).coming
    assert (found.kid.reference, ["aangekomen" in item.what for item in found.due]) == (other.reference, [True])
    assert other.pk in {UUID(each) for each in Entry.objects.filter(kind=Kind.LIST).latest("id").cases}
    assert "onderweg hierheen" in text(at_screen("mentor").get(reverse(DAY)))
    assert len(days.load(mentor, now).cards) == 1
    transfer.arrive(transfer=row, by=mentor, at=now)
    after_it = days.load(mentor, now)
    assert (after_it.coming, len(after_it.cards)) == ([], 2)
