"""Rest: three weeks from the first admission, and what a supervisor granted on top."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from overview.acts import ACTS
from partners.actors import of_person
from partners.errors import NotAllowed
from partners.models import Notice, Person
from shelter import rest, rest_timing
from shelter.models import RestExtension, RestPeriod
from tests.houses import perform, refusal


def resting(start, *granted):
    """A rest period and its extensions, without a database: each extension is days and the moment of its approval."""
    return RestPeriod(starts_on=start), [
        RestExtension(id=uuid4(), days=days, approved_at=when) for days, when in granted
    ]


@pytest.mark.requirement("S004-46", "INV-13")
@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2016, 2, 8), date(2016, 2, 29)),
        (date(2015, 12, 4), date(2015, 12, 25)),
        (date(2026, 3, 15), date(2026, 4, 5)),
    ],
)
def test_rest_lasts_three_weeks_over_christmas_leap_days_and_clock_changes(start, last):
    assert rest.last_day(*resting(start)) == last


@pytest.mark.requirement("EC-12", "S004-46")
def test_two_extensions_add_up(at):
    asked = resting(date(2016, 2, 8), (14, at(2016, 2, 20)), (7, at(2016, 2, 25)))
    assert rest.last_day(*asked) == date(2016, 3, 21)


@pytest.mark.requirement("S004-46")
def test_an_extension_that_nobody_approved_does_not_count():
    assert rest.last_day(*resting(date(2016, 2, 8), (14, None))) == date(2016, 2, 29)


@pytest.mark.requirement("S004-46")
def test_a_late_extension_counts_from_the_day_it_was_approved(at):
    """Rest ended on 29 February; fourteen days granted on 10 March run until 24 March, and more can follow on that."""
    asked = resting(date(2016, 2, 8), (14, at(2016, 3, 10)), (7, at(2016, 3, 20)))
    assert rest.last_day(asked[0], asked[1][:1]) == date(2016, 3, 24)
    assert rest.last_day(*asked) == date(2016, 3, 31)


@pytest.mark.requirement("T-02", "S004-46")
def test_an_approval_on_the_last_day_just_before_midnight_is_not_late(at):
    asked = resting(date(2016, 2, 8), (14, at(2016, 2, 29, 23, 59)))
    assert rest.last_day(*asked) == date(2016, 3, 14)


@pytest.mark.requirement("T-02", "S004-46")
def test_rest_runs_from_its_first_day_to_the_end_of_its_last():
    row, none = resting(date(2016, 2, 8))
    days = [date(2016, 2, 7), date(2016, 2, 8), date(2016, 2, 29), date(2016, 3, 1)]
    assert [rest.is_running(row, none, day) for day in days] == [False, True, True, False]


@pytest.fixture
def ask(cast, at):
    def asked(case, days=14, *, by=None, on=None, reason="She does not sleep."):
        return rest.request(case=case, days=days, reason=reason, by=by or cast.guardian, at=on or at(2026, 3, 10))

    return asked


@pytest.mark.django_db
@pytest.mark.requirement("S004-46")
def test_more_rest_counts_once_another_approved_it(cast, admit, ask, at):
    case = admit(at(2026, 3, 2))
    asked = ask(case)
    last = lambda: rest.last_day(rest.of_case(case), case.rest_extensions.all())  # noqa: E731
    assert last() == date(2026, 3, 23)
    rest.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 11))
    assert last() == date(2026, 4, 6)
    assert (
        refusal(lambda: rest.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 11)))[0] == "already-approved"
    )


@pytest.mark.django_db
@pytest.mark.requirement("S004-46")
def test_nobody_approves_their_own_request_nor_does_a_guardian(cast, people, organisations, admit, ask, at):
    case = admit(at(2026, 3, 2))
    asked = ask(case, by=cast.supervisor)
    approve = lambda by: rest.approve(extension=asked, by=by, at=at(2026, 3, 11))  # noqa: E731
    assert refusal(lambda: approve(cast.guardian)) == ("only-supervisor", "S004-46")
    assert refusal(lambda: approve(cast.supervisor)) == ("own-request", "S004-46")
    other = Person.objects.create(
        username="other",
        name="P. other",
        organisation=organisations["NIDOS"],
        role="nidos.supervisor",
        staff_id="other",
    )
    assert approve(of_person(other)).approved_by == other.id


@pytest.mark.django_db
def test_who_asked_through_a_partners_system_is_known_by_the_staff_number(cast, admit, ask, at):
    asked = ask(admit(at(2026, 3, 2)), by=replace(cast.supervisor, person_id=None))
    said = refusal(lambda: rest.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 11)))
    assert said == ("own-request", "S004-46")


@pytest.mark.django_db
@pytest.mark.requirement("T-02", "S004-46")
def test_what_is_asked_or_approved_after_the_end_is_late(cast, admit, ask, at):
    case = admit(at(2026, 3, 2))
    in_time, overtaken = ask(case, on=at(2026, 3, 23)), ask(case, on=at(2026, 3, 23, 13))
    assert not in_time.late
    assert rest.approve(extension=overtaken, by=cast.supervisor, at=at(2026, 3, 24)).late
    assert not rest.approve(extension=in_time, by=cast.supervisor, at=at(2026, 3, 24)).late
    assert ask(case, on=at(2026, 6, 1)).late


@pytest.mark.django_db
def test_more_rest_needs_days_a_reason_and_a_rest_that_began(cast, open_case, admit, ask, at):
    assert refusal(lambda: ask(open_case())) == ("no-rest", "INV-13")
    case = admit(at(2026, 3, 2))
    assert refusal(lambda: ask(case, 0))[0] == "no-days"
    assert refusal(lambda: ask(case, reason=" "))[0] == "no-reason"
    assert refusal(lambda: ask(case, by=cast.ind))[0] == "only-nidos"


@pytest.mark.django_db
def test_the_supervisor_is_told_of_the_request_and_ind_and_the_house_of_the_approval(cast, admit, ask, at):
    asked = ask(admit(at(2026, 3, 2)))
    rest.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 11))
    told = {(row.kind, row.to_organisation.kind, row.to_role) for row in Notice.objects.filter(about=asked.id)}
    assert told == {
        ("REST_REQUESTED", "NIDOS", "nidos.supervisor"),
        ("REST_EXTENDED", "IND", ""),
        ("REST_EXTENDED", "BO_PROVIDER", ""),
    }


@pytest.mark.django_db
def test_an_approval_answers_the_request_and_what_others_were_told_still_waits(cast, admit, ask, at):
    asked = ask(admit(at(2026, 3, 2)))
    rest.approve(extension=asked, by=cast.supervisor, at=at(2026, 3, 11))
    seen = {(row.kind, row.acknowledged_at) for row in Notice.objects.filter(about=asked.id)}
    assert seen == {("REST_REQUESTED", at(2026, 3, 11)), ("REST_EXTENDED", None)}


@pytest.mark.django_db
def test_through_the_door_intake_cannot_ask(cast, admit, at):
    case = admit(at(2026, 3, 2))
    with pytest.raises(NotAllowed):
        perform(rest.REQUEST, by=cast.intake, at=at(2026, 3, 10), data={"days": 3, "reason": "Tired."}, case=case.id)


@pytest.mark.requirement("S004-124")
def test_who_plans_a_talk_during_rest_is_asked_to_let_wait_what_can(admit, cast, at):
    case = admit(at(2026, 3, 4))
    assert rest_timing.advise_talk(case, cast.intake, at(2026, 3, 25)) != []
    assert rest_timing.advise_talk(case, cast.intake, at(2026, 3, 26)) == []
    plan = ACTS["conversation-plans"]
    said = {"step": "EXTRA", "planned_at": at(2026, 3, 20)}
    assert plan.advise is rest_timing.advise_talk
    assert perform(plan, by=cast.intake, at=at(2026, 3, 10), data=said, case=case.pk).planned_at == at(2026, 3, 20)
