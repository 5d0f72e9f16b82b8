"""How many queries an answer costs: the same for one row as for thirty (design §6)."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from intake import access_request, age, birth_date, conversation, emergency
from intake.models import Case, IntakeLocation, PossibleDuplicate, Signal
from overview.acts import ACTS
from partners import involving
from partners.actors import of_person
from partners.grounds import Ground
from partners.models import Organisation, Person
from partners.roles import ROLES
from shelter import rest
from shelter.models import Location
from tests import costs
from tests.partner_api import Partner
from tests.screenings import screen

__all__ = ["screen"]
pytestmark = pytest.mark.django_db

SIZES = (1, 5, 30)
SOUNDS = ("Aba", "Ezo", "Iki", "Omu", "Udy", "Bel", "Fas", "Gon", "Hir", "Pwe")
TRANSACTION_CONTROL = {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"}
Cost = Callable[..., int]


@pytest.fixture
def cost(as_partner: Callable[..., Partner]) -> Cost:
    """How many queries a GET costs, once the caches that live as long as the process are full."""

    def counted(role: str, path: str, rows: int | None = None) -> int:
        partner = as_partner(role)
        partner.get(path)
        with CaptureQueriesContext(connection) as queries:
            answer = partner.get(path)
        assert rows is None or len(answer["results"]) == rows
        return asked(queries)

    return counted


def asked(queries: CaptureQueriesContext) -> int:
    """The queries without those that begin and end a transaction; counting the call and claiming a key included."""
    return len([query for query in queries if query["sql"].split()[0] not in TRANSACTION_CONTROL])


def grown(add: Callable[[], Any]) -> Iterator[int]:
    """Each size in turn, with as many calls of `add` as it takes."""
    have = 0
    for size in SIZES:
        while have < size:
            add()
            have += 1
        yield size


def always(queries: int) -> dict[int, int]:
    return dict.fromkeys(SIZES, queries)


@pytest.fixture
def known_to_all(
    open_case: Callable[..., Case], organisations: dict[str, Organisation], cast: Any, at: Callable[..., Any]
) -> list[Case]:
    """Three cases in which everybody of every organisation is involved."""
    opened = [open_case() for _number in range(3)]
    for case in opened:
        for organisation in organisations.values():
            involving.involve(case=case.id, number=case.number, organisation=organisation, ground=Ground.ASSIGNED,
                              by=cast.intake, at=at(2026, 3, 2))  # fmt: skip
    return opened


READS_NO_CASE = {
    "nidos.care_coordinator", "evenaar.clinician", "kmar.reporter", "inspectie_szw.reporter", "comensha.clerk",
    "nr.analyst", "dpo.officer", "system.administrator",
}  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_for_every_role_the_list_and_one_case_cost_at_most_six(
    cost: Cost, as_partner: Callable[..., Partner], known_to_all: list[Case], role: str
) -> None:
    path = f"cases/{known_to_all[0].id}"
    assert cost(role, "cases") <= 6
    if as_partner(role).send("get", path).status_code == 403:
        assert role in READS_NO_CASE
    else:
        assert cost(role, path) <= 6


def test_a_list_of_a_hundred_costs_no_more(cost: Cost, open_case: Callable[..., Case]) -> None:
    """A hundred children: if they were one, each would be written down as possibly the same as all before it."""
    for number in range(100):
        names = {"given_names": SOUNDS[number % 10] * 2, "family_name": SOUNDS[number // 10] * 3}
        open_case(**names, born=date(2010, 1, 1) + timedelta(days=number))
    assert not PossibleDuplicate.objects.exists()
    assert cost("ind.officer", "cases?pageSize=100", 100) == 6


CREATES = {
    "nidos.guardian": ("relations", {"kind": "RELATIVE", "name": "Moeder", "standing": "CLAIMED"}),
    "nidos.intake": ("conversations", {"step": "ACQUAINTANCE", "heldOn": "2026-03-03"}),
    "avim.officer": ("conversations", {"step": "EXTRA", "heldOn": "2026-03-03"}),
    "ind.officer": ("conversations", {"step": "REGISTRATION", "heldOn": "2026-03-03"}),
}


@pytest.mark.parametrize("role", CREATES)
def test_for_every_role_that_writes_a_create_costs_at_most_twelve(
    as_partner: Callable[..., Partner], known_to_all: list[Case], role: str
) -> None:
    noun, body = CREATES[role]
    partner, path = as_partner(role), f"cases/{known_to_all[0].id}/{noun}"
    with CaptureQueriesContext(connection) as queries:
        answer = partner.send("post", path, body)
    assert answer.status_code == 201, answer.content
    assert asked(queries) <= 12, [query["sql"][:160] for query in queries]


@pytest.mark.parametrize("role", ["nidos.intake", "avim.officer"])
def test_a_case_costs_at_most_twelve_of_a_child_that_is_like_no_other(
    as_partner: Callable[..., Partner], open_case: Callable[..., Case], role: str
) -> None:
    open_case()
    arrival = {"intakeLocation": IntakeLocation.objects.values_list("code", flat=True)[0], "arrivedOn": "2026-03-02"}
    body = {"child": {"givenNames": "Bob", "familyName": "Jansen", "sex": "M"}, "arrival": arrival}
    partner = as_partner(role)
    with CaptureQueriesContext(connection) as queries:
        answer = partner.send("post", "cases", body)
    assert answer.status_code == 201, answer.content
    assert not PossibleDuplicate.objects.exists()
    assert asked(queries) <= 12, [query["sql"][:160] for query in queries]


def test_the_list_of_cases(cost: Cost, open_case: Callable[..., Case]) -> None:
    roles = ("ind.officer", "coa.placement", "nidos.supervisor")
    asked = {size: {role: cost(role, "cases", size) for role in roles} for size in grown(open_case)}
    assert asked == {size: dict.fromkeys(roles, 6) for size in SIZES}


def test_a_search(as_partner: Callable[..., Partner], open_case: Callable[..., Case]) -> None:
    found, partner = {}, as_partner("ind.officer")
    for size in grown(open_case):
        with CaptureQueriesContext(connection) as queries:
            answer = partner.send("post", "case-searches", {"name": "semhar"})
        assert len(answer.json()["results"]) == size
        found[size] = asked(queries)
    assert found == always(7)


def test_one_case_among_many(cost: Cost, open_case: Callable[..., Case]) -> None:
    first, known = open_case(), {"": 6, "/terms": 12, "/signals": 5}
    asked = {
        size: {path: cost("ind.officer", f"cases/{first.id}{path}") for path in known} for size in grown(open_case)
    }
    assert asked == dict.fromkeys(SIZES, known)


def test_signals_of_a_case_and_what_was_told_of_them(
    cost: Cost, open_case: Callable[..., Case], raise_signal: Callable[..., Signal]
) -> None:
    """Each signal has a text to decrypt, under one data key."""
    case, signals, told, timeline = open_case(), {}, {}, {}
    for size in grown(lambda: raise_signal(case, detail="Een man wacht buiten.")):
        signals[size] = cost("avim.officer", f"cases/{case.id}/signals", size)
        told[size] = cost("ind.officer", "notices", size)
        timeline[size] = cost("avim.officer", f"cases/{case.id}/timeline")
    assert signals == always(6)
    assert told == always(4)
    assert timeline == always(timeline[1])


def test_conversations(cost: Cost, open_case: Callable[..., Case], cast: Any, at: Callable[..., Any]) -> None:
    case, day = open_case(), at(2026, 3, 3)
    extra = {"case": case, "step": "EXTRA", "held_on": day.date(), "note": "Stil.", "by": cast.intake, "at": day}
    counted = {size: cost("nidos.intake", f"cases/{case.id}/conversations", size)
               for size in grown(lambda: conversation.record(**extra))}  # fmt: skip
    assert counted == always(6)


def test_birth_dates_and_the_clocks_that_rest_on_them(
    cost: Cost, open_case: Callable[..., Case], cast: Any, at: Callable[..., Any]
) -> None:
    case, rows, clocks = open_case(), {}, {}
    claim = {"case": case, "date": date(2011, 3, 1), "precision": "MONTH", "by": cast.avim, "at": at(2026, 3, 3)}
    for size in grown(lambda: birth_date.record(**claim)):
        rows[size] = cost("ind.officer", f"cases/{case.id}/birth-dates", size + 1)
        clocks[size] = cost("ind.officer", f"cases/{case.id}/terms")
    assert rows == always(5)
    assert clocks == always(12)


def test_assessments_of_an_age_each_contested_and_settled(
    cost: Cost, open_case: Callable[..., Case], cast: Any, at: Callable[..., Any]
) -> None:
    """Every contest of an official date opens an assessment; IND settles it, and records another date a day later."""
    case, rows, clocks, days = open_case(), {}, {}, count(1)
    official = {"case": case, "source": "IND", "status": "OFFICIAL", "by": cast.ind}

    def again() -> None:
        day = next(days)
        birth_date.record(date=date(2011, 1, day), at=at(2026, 3, 2) + timedelta(days=day), **official)
        row = age.contest(
            case=case, contest_reason="Klopt niet.", by=cast.intake, at=at(2026, 3, 2) + timedelta(days=day)
        )
        age.settle(assessment=row, outcome="EVIDENT_MINOR", by=cast.ind, at=at(2026, 3, 2) + timedelta(days=day))

    for size in grown(again):
        rows[size] = cost("ind.officer", f"cases/{case.id}/age-assessments", size)
        clocks[size] = cost("ind.officer", f"cases/{case.id}/terms")
    assert rows == always(5)
    assert clocks == always(12)


def test_extensions_of_rest_and_the_clock_they_move(
    cost: Cost, admit: Callable[..., Case], cast: Any, at: Callable[..., Any]
) -> None:
    case, rows, clocks = admit(at(2026, 3, 2)), {}, {}
    more = {"case": case, "days": 1, "reason": "Slaapt niet.", "by": cast.guardian, "at": at(2026, 3, 3)}
    for size in grown(lambda: rest.approve(extension=rest.request(**more), by=cast.supervisor, at=at(2026, 3, 4))):
        rows[size] = cost("ind.officer", f"cases/{case.id}/rest-extensions", size)
        clocks[size] = cost("ind.officer", f"cases/{case.id}/terms")
    assert rows == always(5)
    assert clocks == always(13)


def test_screenings_each_with_answers_to_decrypt(
    cost: Cost, open_case: Callable[..., Case], screen: Callable[..., Any]
) -> None:
    case = open_case()
    counted = {size: cost("nidos.intake", f"cases/{case.id}/screenings", size)
               for size in grown(lambda: screen(case, remarks="Moe."))}  # fmt: skip
    assert counted == always(6)
    assert cost("nidos.intake", "screening-instruments") == cost("nidos.intake", "indicators") == 3


def test_locations_and_beds(cost: Cost, make_house: Callable[..., Location]) -> None:
    houses = {size: cost("coa.placement", "locations", size) for size in grown(lambda: make_house("BO"))}
    beds = {size: cost("coa.placement", f"locations/{make_house('AMV', beds=size).id}/beds", size) for size in SIZES}
    assert houses == always(4)
    assert beds == always(5)


@pytest.mark.parametrize(("role", "queries"), [("ggd.health_worker", 6), ("nidos.intake", 7)])
def test_own_signals_from_outside(cost: Cost, as_partner: Callable[..., Partner], role: str, queries: int) -> None:
    """Nidos intake reads the detail too, of signals that each have a data key of their own."""
    said = {"kinds": ["TRAFFICKING"], "summary": "Een man wachtte.", "detail": "Rode auto.", "vNumber": "9900000009"}
    report = lambda: as_partner(role).post("signals", said, status=202)  # noqa: E731
    counted = {size: cost(role, "signals", size) for size in grown(report)}
    assert counted == always(queries)


def test_emergencies_to_review_and_requests_for_access(
    cost: Cost, open_case: Callable[..., Case], cast: Any, people: Any, at: Callable[..., Any]
) -> None:
    """Each reason stands under the key of its child, each request under one of its own."""
    reviews, alerts, requests, days = {}, {}, {}, count(1)
    case = open_case()

    def again() -> None:
        number = next(days)
        moment, mentor = at(2026, 3, 2) + timedelta(days=number), people["bo_provider.mentor"]
        # Somebody tries it a few times on a day, by the clock of the ledger.
        another = Person.objects.create(username=f"mentor-{number}", name="P. mentor", role=mentor.role,
                                        organisation=mentor.organisation)  # fmt: skip
        emergency.open_case(named=case.reference, reason="Gevaar.", by=of_person(another), at=moment)
        access_request.ask(v_number="2900000017", reason="Nodig.", by=cast.ggd, at=moment)

    for size in grown(again):
        reviews[size] = cost("dpo.officer", "emergency-accesses", size)
        alerts[size] = cost("dpo.officer", "alerts", size)
        requests[size] = cost("nidos.intake", "access-requests", size)
    assert reviews == always(reviews[1])
    assert alerts == always(alerts[1])
    assert requests == always(requests[1])


def test_what_may_cost_more_than_usual_is_an_act_that_there_is() -> None:
    """The numbers hold in every story (tests/costs.py)."""
    by_hand = {"own-signals", "own-signals-withdrawals"}
    assert set(costs.MORE) - by_hand <= set(ACTS)
    assert [act for act, most in costs.MORE.items() if most <= costs.USUAL] == []
