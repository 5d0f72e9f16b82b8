"""One child from arrival to a planned first hearing, told through the verbs on the days of model.md C6."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from intake import case as cases
from intake import conversation, identification, majority, progress, signal
from intake.models import Case, IntakeLocation
from partners import involvement, notices
from partners.actors import Actor
from partners.errors import NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind, Person
from residence import birth_date, guardianship, hearing, rest_approval, terms, wait
from shelter import indication, placement, rest, whereabouts
from shelter.models import Location
from tests.houses import refusal

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
At = Callable[..., datetime]
EARLIEST = date(2016, 3, 1)


@pytest.fixture
def arrived(cast: SimpleNamespace, ter_apel: IntakeLocation, at: At) -> Case:
    """Saba, fifteen by her own account, arrives on 23 November 2015."""
    child = {"given_names": "ሳባ", "family_name": "ኪዳነ", "aliases": ["Saba Kidane"], "sex": "F", "nationality": "ER"}
    birth = {"date": date(2000, 6, 1), "precision": "DAY", "source": "CHILD", "status": "PROVISIONAL"}
    arrival = {"intake_location": ter_apel, "arrived_on": date(2015, 11, 23)}
    return cases.open(child=child, birth=birth, arrival=arrival, by=cast.intake, at=at(2015, 11, 23, 9))


def talk(case: Case, step: str, by: Actor, at: datetime, **said: object) -> None:
    conversation.record(case=case, step=step, held_on=at.date(), language="ti", interpreter=True, by=by, at=at, **said)


@pytest.fixture
def talked(arrived: Case, cast: SimpleNamespace, at: At) -> Case:
    """The four talks; in the third IND hears something and raises a signal."""
    talk(arrived, "ACQUAINTANCE", cast.intake, at(2015, 11, 23, 13))
    talk(arrived, "IDENTIFICATION", cast.avim, at(2015, 11, 24, 10))
    identification.record(case=arrived, v_number="9900000001", fingerprints_taken=True, by=cast.avim,
                          at=at(2015, 11, 24, 11))  # fmt: skip
    talk(arrived, "REGISTRATION", cast.ind, at(2015, 11, 25), outcome="SIGNAL")
    signal.report(case=arrived, kinds=["TRAFFICKING"], summary="Meisje moest onderweg werken.", by=cast.ind,
                  source_step="REGISTRATION", at=at(2015, 11, 25, 14))  # fmt: skip
    talk(arrived, "FOLLOW_UP", cast.intake, at(2015, 11, 26), explained_nidos_task=True, explained_procedure=True)
    return arrived


@pytest.fixture
def indicated(talked: Case, cast: SimpleNamespace, people: dict[str, Person], at: At) -> Case:
    """Nidos names a guardian, who decides that she needs protected shelter and tells COA."""
    guardianship.request(case=talked, guardian=people["nidos.guardian"], by=cast.intake, at=at(2015, 11, 26, 15))
    indication.decide(case=talked, outcome="BO", ground="TRAFFICKING", reasons="Zij is bang.", by=cast.guardian,
                      at=at(2015, 11, 27))  # fmt: skip
    indication.inform_coa(case=talked, by=cast.guardian, at=at(2015, 11, 27, 15))
    return talked


@pytest.fixture
def house(make_house: Callable[..., Location]) -> Location:
    return make_house("BO")


@pytest.fixture
def placed(indicated: Case, cast: SimpleNamespace, house: Location, at: At) -> Case:
    """COA gives her a bed on 30 November: rest until 21 December, the wait until 29 February."""
    placement.place(case=indicated, bed=house.beds.get(label="1"), by=cast.coa, at=at(2015, 11, 30))
    return indicated


@pytest.mark.requirement("S004-28", "S004-29", "S004-31", "S004-32", "S004-33", "S004-34", "INV-01")
def test_after_four_talks_the_intake_is_complete(talked: Case) -> None:
    assert progress.state(talked) == progress.COMPLETE
    talked.child.refresh_from_db()
    assert (talked.child.given_names, talked.child.v_number) == ("ሳባ", "9900000001")


@pytest.mark.requirement("S004-35", "S004-87", "INV-04")
def test_nidos_and_avim_are_told_and_say_that_they_saw_it(talked: Case, cast: SimpleNamespace, at: At) -> None:
    told = Notice.objects.filter(case_id=talked.id, kind=NoticeKind.SIGNAL)
    assert sorted(row.to_organisation.kind for row in told) == ["AVIM", "NIDOS"]
    for by in (cast.intake, cast.avim):
        row = told.get(to_organisation=by.organisation_id)
        assert notices.acknowledge(notice=row, by=by, at=at(2015, 11, 25, 16)).acknowledged_by == by.person_id


def test_a_talk_that_brought_up_a_signal_keeps_everybody_until_it_is_raised(
    arrived: Case, cast: SimpleNamespace, people: dict[str, Person], at: At
) -> None:
    """The last talk completes the intake; who held it must still be able to raise what it brought up."""
    guardianship.request(case=arrived, guardian=people["nidos.guardian"], by=cast.intake, at=at(2015, 11, 23, 14))
    talk(arrived, "ACQUAINTANCE", cast.intake, at(2015, 11, 23, 13))
    talk(arrived, "IDENTIFICATION", cast.avim, at(2015, 11, 24))
    talk(arrived, "REGISTRATION", cast.ind, at(2015, 11, 25))
    explained = {"explained_nidos_task": True, "explained_procedure": True}
    talk(arrived, "FOLLOW_UP", cast.intake, at(2015, 11, 26), outcome="SIGNAL", **explained)
    for actor in (cast.intake, cast.avim, cast.ind):
        assert Ground.INTAKE in involvement.standing(actor, arrived.id, at(2015, 11, 26, 13)).grounds


@pytest.mark.requirement("S004-36", "S004-37", "INV-05")
def test_coa_learns_of_the_indication_from_nidos_and_once(indicated: Case, cast: SimpleNamespace, at: At) -> None:
    again = lambda: indication.inform_coa(case=indicated, by=cast.guardian, at=at(2015, 11, 28))  # noqa: E731
    assert refusal(again) == ("already-informed", "INV-05")
    notice = Notice.objects.get(case_id=indicated.id, kind=NoticeKind.INDICATION)
    row = indication.current(indicated)
    assert (notice.to_organisation.kind, notice.about) == ("COA", row.id)
    assert row.rests_on == [str(indicated.signals.get().id)]


@pytest.mark.requirement("S004-45", "S004-46", "INV-07", "INV-13")
def test_with_the_place_begin_rest_and_the_wait(placed: Case, house: Location, at: At) -> None:
    assert whereabouts.current(placed, at(2015, 12, 1)).location == house
    clocks = {clock.name: clock for clock in terms.clocks(placed, date(2015, 12, 1))}
    assert clocks["REST"].last_day == date(2015, 12, 21)
    assert (clocks["HEARING_WAIT"].last_day, clocks["HEARING_WAIT"].earliest) == (date(2016, 2, 29), EARLIEST)


def test_the_people_of_her_house_see_her_and_those_of_another_do_not(
    placed: Case, house: Location, cast: SimpleNamespace, at: At
) -> None:
    when = at(2015, 12, 1)
    with pytest.raises(NotFound):
        involvement.standing(cast.mentor, placed.id, when)
    here = replace(cast.mentor, location=house.id)
    assert involvement.standing(here, placed.id, when).grounds == {Ground.HOUSE}
    assert Involvement.objects.get(case_id=placed.id, ground=Ground.HOUSE).location == house.id


@pytest.mark.requirement("S004-46", "EC-12", "INV-13")
def test_more_rest_counts_when_approved_and_leaves_the_wait_as_it_is(
    placed: Case, cast: SimpleNamespace, at: At
) -> None:
    for days in (14, 7):
        asked = rest.request(case=placed, days=days, reason="Zij slaapt niet.", by=cast.guardian, at=at(2015, 12, 15))
        rest_approval.approve(extension=asked, by=cast.supervisor, at=at(2015, 12, 16))
    assert wait.of_case(placed).rest_last_day == date(2016, 1, 11)
    assert hearing.earliest(placed, date(2015, 12, 16)) == EARLIEST


@pytest.mark.requirement("S004-47", "EC-15", "INV-14")
def test_the_hearing_is_planned_on_the_first_day_after_the_wait(placed: Case, cast: SimpleNamespace, at: At) -> None:
    plan = lambda day: hearing.plan(case=placed, planned_on=day, by=cast.ind, at=at(2016, 2, 1))  # noqa: E731
    assert refusal(lambda: plan(date(2016, 2, 29))) == ("hearing-too-early", "S004-47")
    assert not placed.hearings.exists()
    assert plan(EARLIEST).planned_on == EARLIEST
    told = Notice.objects.filter(case_id=placed.id, kind=NoticeKind.HEARING_PLANNED)
    assert sorted(row.to_organisation.kind for row in told) == ["BO_PROVIDER", "NIDOS"]


@pytest.mark.requirement("S004-58", "INV-23", "INV-24")
def test_guardianship_ends_by_itself_and_the_place_does_not(placed: Case, cast: SimpleNamespace, at: At) -> None:
    """AVIM establishes the birth date she gave: she comes of age on 1 June 2018."""
    birth_date.record(case=placed, date=date(2000, 6, 1), source="DOCUMENT", status="OFFICIAL", by=cast.avim,
                      at=at(2015, 12, 2))  # fmt: skip
    row, records = guardianship.current(placed), majority.of_case(placed)
    assert guardianship.is_active(row, records, date(2018, 5, 31))
    assert not guardianship.is_active(row, records, date(2018, 6, 1))
    assert whereabouts.current(placed, at(2018, 6, 2)).ends_at is None
