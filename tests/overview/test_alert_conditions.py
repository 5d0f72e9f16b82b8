"""Each alert appears and goes on its days (tests/overview/alert_days.py), for who may know what it rests on (C7)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from intake import child
from intake.models import Case, Child
from overview import alerts, emergencies, incidents, shelter_alert, snapshot, training_alert
from overview.alert_conditions import WATCHES
from partners import access, notices
from partners.access import Standing
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Notice
from policy.alerts import ALERTS, Severity
from policy.tasks import TASKS
from policy.terms import term
from residence import birth_date, guardianship
from shelter import absence_end
from shelter.models import Placement
from tests.overview.alert_days import DAYS
from tests.overview.happenings.consent import signed_by_the_guardian
from tests.overview.happenings.intake import older_by_decision, planned, signalled
from tests.overview.happenings.shelter import girls_only, gone, in_a_house_for_girls, is_a_boy
from tests.overview.happenings.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(open_case, cast, at, people, request):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    return World(case, cast, at, request.getfixturevalue)


def open_now(actor: Actor, case: Case, moment: datetime) -> dict[str, alerts.OpenAlert]:
    outside = [*emergencies.waiting(actor), *incidents.waiting(actor), *shelter_alert.waiting(actor),
               *training_alert.waiting(actor)]  # fmt: skip
    found = alerts.waiting([*snapshot.load(actor, moment), *outside], actor.role, moment)
    return {each.alert.code: each for each in found if each.facts.case == case.pk or not each.facts.of_a_case}


@pytest.mark.requirement(
    "AL-01",
    "AL-02",
    "AL-03",
    "AL-04",
    "AL-05",
    "AL-06",
    "AL-07",
    "AL-08",
    "AL-09",
    "AL-10",
    "AL-11",
    "AL-12",
    "AL-13",
    "AL-14",
    "AL-15",
    "AL-16",
    "AL-17",
    "AL-18",
    "AL-19",
    "AL-20",
    "AL-21",
    "AL-22",
    "AL-23",
    "AL-24",
    "AL-25",
    "AL-26",
    "AL-27",
    "AL-28",
    "AL-29",
    "AL-31",
    "AL-32",
    "AL-33",
    "AL-34",
    "S004-15",
    "S004-28",
    "S004-29",
    "S004-35",
    "S004-36",
    "S004-47",
    "S004-77",
    "S004-108",
    "T-08",
)
@pytest.mark.parametrize("code", DAYS)
def test_an_alert_has_a_day_without_it_a_day_with_it_and_a_day_after_it(code, world):
    role, *steps = DAYS[code]
    seen = []
    for happens, day in steps:
        happens(world)
        seen.append(code in open_now(getattr(world.cast, role), world.case, world.at(*day)))
    assert seen == [False, True, False]


def test_every_alert_of_the_policy_has_its_days_and_its_condition():
    assert [row.code for row in ALERTS] == list(DAYS) == list(WATCHES)


@pytest.mark.requirement("AL-01", "S004-28")
def test_a_child_with_whom_nobody_talks_is_alerted_too_five_working_days_after_it_arrived(world):
    assert "AL-01" not in open_now(world.cast.intake, world.case, world.at(2026, 3, 9))
    assert "AL-01" in open_now(world.cast.intake, world.case, world.at(2026, 3, 10))


@pytest.mark.requirement("AL-03", "S004-35")
def test_an_unseen_signal_is_alerted_to_its_sender_and_to_each_that_has_not_seen_it(world):
    signalled(world)
    mine = Notice.objects.get(kind="SIGNAL", to_organisation=world.cast.ind.organisation_id)
    notices.acknowledge(notice=mine, by=world.cast.ind, at=world.at(2026, 3, 2, 16))
    assert "AL-03" in open_now(world.cast.avim, world.case, world.at(2026, 3, 4))
    assert "AL-03" in open_now(world.cast.intake, world.case, world.at(2026, 3, 4))
    assert "AL-03" not in open_now(world.cast.ind, world.case, world.at(2026, 3, 4))


@pytest.mark.requirement("AL-26", "T-14", "B-07")
def test_a_consent_is_outgrown_since_the_birthday_and_whoever_looks_later_hears_the_same(world):
    signed_by_the_guardian(world)
    for day in (world.at(2027, 2, 8), world.at(2027, 6, 1)):
        assert open_now(world.cast.guardian, world.case, day)["AL-26"].since == world.at(2027, 2, 8, 0)
    assert "AL-26" not in open_now(world.cast.supervisor, world.case, world.at(2027, 6, 1))


@pytest.mark.requirement("AL-26")
def test_a_birth_date_that_makes_the_child_older_outgrows_it_from_that_day(world):
    signed_by_the_guardian(world)
    older_by_decision(world)
    assert open_now(world.cast.guardian, world.case, world.at(2026, 3, 20))["AL-26"].since == world.at(2026, 3, 9, 0)


@pytest.mark.requirement("AL-19", "T-09")
def test_a_missing_child_rises_to_the_supervisors_after_an_hour_and_everybody_has_it_at_once(world):
    gone(world)
    for role in ("guardian", "avim", "ind", "coa"):
        row = open_now(getattr(world.cast, role), world.case, world.at(2026, 3, 5, 20))
        assert row["AL-19"].alert.severity == Severity.CRITICAL, role
    assert "AL-19" not in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 5, 20, 59))
    assert "AL-19" in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 5, 21))


@pytest.mark.requirement("EC-24", "AL-01")
def test_the_intake_of_a_missing_child_is_not_late(world):
    gone(world)
    assert "AL-01" not in open_now(world.cast.intake, world.case, world.at(2026, 3, 20))
    absence_end.come_back(absence=world.row, by=world.cast.avim, at=world.at(2026, 3, 21))
    assert "AL-01" in open_now(world.cast.intake, world.case, world.at(2026, 3, 21))


@pytest.mark.requirement("AL-11")
def test_only_who_planned_the_talk_is_alerted_to_explain_it(world):
    planned(world)
    assert "AL-11" not in open_now(world.cast.ind, world.case, world.at(2026, 3, 5))


@pytest.mark.requirement("AL-23", "EC-25")
def test_a_birth_date_that_moves_no_clock_is_no_alert(world):
    birth_date.record(case=world.case, date=date(2011, 2, 8), source="AVIM", status="OFFICIAL", by=world.cast.avim,
                      at=world.at(2026, 3, 9))  # fmt: skip
    assert "AL-23" not in open_now(world.cast.guardian, world.case, world.at(2026, 3, 10))


@pytest.mark.requirement("S004-17")
class TestHouseThatDoesNotFit:
    def test_coa_guardian_and_the_own_house_hear_it_since_the_correction_and_nobody_is_moved(self, world, people):
        in_a_house_for_girls(world)
        is_a_boy(world)
        house = Placement.objects.get(case=world.case, ends_at=None).bed.location
        own, other = (replace(world.cast.mentor, location=key) for key in (house.pk, world.case.pk))
        for actor in (world.cast.coa, world.cast.guardian, own):
            assert open_now(actor, world.case, world.at(2026, 3, 5, 13))["AL-37"].since == world.at(2026, 3, 5)
        for actor in (world.cast.ind, world.cast.avim, other):
            assert "AL-37" not in open_now(actor, world.case, world.at(2026, 3, 5, 13))

    def test_it_rises_to_the_supervisors_a_day_later(self, world):
        in_a_house_for_girls(world)
        is_a_boy(world)
        assert "AL-37" not in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 6, 11))
        assert "AL-37" in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 6, 13))

    def test_a_sex_that_is_not_known_and_a_house_for_everybody_open_none(self, world):
        world.fixtures("indicate")(world.case)
        world.fixtures("place")(world.case, world.fixtures("make_house")("BO"))
        is_a_boy(world)
        assert "AL-37" not in open_now(world.cast.coa, world.case, world.at(2026, 3, 5, 13))
        girls_only(Placement.objects.get(case=world.case).bed.location)
        said = {"kind": "NEWS", "reason": "It is not sure."}
        child.correct(child=Child.objects.get(case=world.case), correction=said, sex="UNKNOWN", by=world.cast.guardian,
                      at=world.at(2026, 3, 6))  # fmt: skip
        assert "AL-37" not in open_now(world.cast.coa, world.case, world.at(2026, 3, 6, 13))


@pytest.mark.parametrize("row", ALERTS, ids=lambda row: row.code)
def test_whoever_gets_an_alert_may_read_what_it_rests_on(row, organisations):
    """An alert that a role cannot compute would never be seen by it."""
    for role in (*row.roles, *row.escalates_to):
        kind = role.partition(".")[0].upper().replace("DPO", "NIDOS")
        actor = Actor(organisations[kind].pk, kind, role, "", "ADMIN")
        case = None if WATCHES[row.code].outside else organisations[kind].pk
        standing = Standing(actor, case, frozenset(Ground))
        assert all(access.plan(model, standing) for model in WATCHES[row.code].reads), role


def test_an_alert_rises_by_a_term_and_asks_for_acts_and_tasks_that_exist():
    from overview.acts import ACTS

    for row in ALERTS:
        assert bool(row.escalates_to) == bool(row.after), row
        assert not row.after or term(row.after, date(2026, 3, 2)).hours, row
        assert row.act in {"", *ACTS}, row
        assert set(row.tasks) <= {each.code for each in TASKS}, row
        assert row.severity in Severity, row
