"""The child's lawyer: named by Nidos, in at once and out at once; what they talk about stands nowhere."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners import involvement
from partners.actors import of_person
from partners.errors import NotFound
from partners.grounds import Ground
from partners.models import Notice, NoticeKind, Person
from residence import lawyer
from residence.models import Lawyer
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-71")]


@pytest.fixture
def other(people, cast):
    """A second lawyer, of the same office."""
    known = people["lawyer.lawyer"]
    return Person.objects.create(username="lawyer-2", name="P. lawyer-2", organisation=known.organisation,
                                 role="lawyer.lawyer", staff_id="staff-lawyer-2")  # fmt: skip


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def assign(case, cast, at, people):
    def assigned(who=None, *, on=None, **said):
        known = {} if "name" in said else {"lawyer": who or people["lawyer.lawyer"]}
        return lawyer.assign(case=case, by=cast.intake, at=on or at(2026, 3, 4), **(known | said))

    return assigned


def sees(actor, case, moment):
    try:
        return involvement.standing(actor, case.pk, moment).grounds
    except NotFound:
        return set()


def test_the_lawyer_sees_the_case_from_that_moment_and_hears_it(assign, case, cast, at, people):
    assert not sees(cast.lawyer, case, at(2026, 3, 4))
    row = assign()
    assert sees(cast.lawyer, case, at(2026, 3, 4)) == {Ground.ASSIGNED}
    told = Notice.objects.get(about=row.id)
    assert (told.kind, told.to_person_id) == (NoticeKind.LAWYER_ASSIGNED, people["lawyer.lawyer"].pk)


def test_who_takes_over_sees_it_and_the_one_before_no_longer(assign, case, cast, at, other):
    first = assign()
    second = assign(other, on=at(2026, 3, 9))
    first.refresh_from_db()
    assert (first.ended_on, lawyer.current(case)) == (date(2026, 3, 9), second)
    assert not sees(cast.lawyer, case, at(2026, 3, 9))
    assert sees(of_person(other), case, at(2026, 3, 9))


def test_nobody_else_of_the_office_sees_it(assign, case, at, other):
    assign()
    assert not sees(of_person(other), case, at(2026, 3, 5))


def test_a_lawyer_without_an_account_is_a_name(assign, case, cast, at):
    row = assign(name="mr. A. Verzonnen, Ergens", bar_number="A1")
    assert (row.lawyer, row.name) == (None, "mr. A. Verzonnen, Ergens")
    assert not sees(cast.lawyer, case, at(2026, 3, 5))


def test_a_lawyer_who_stops_is_out_at_once(assign, case, cast, at):
    row = assign()
    lawyer.end(lawyer=row, end_reason="Too much work.", by=cast.intake, at=at(2026, 3, 6))
    assert (lawyer.current(case), sees(cast.lawyer, case, at(2026, 3, 6))) == (None, set())
    said = refusal(lambda: lawyer.end(lawyer=row, end_reason="Again.", by=cast.intake, at=at(2026, 3, 7)))
    assert said == ("lawyer-ended", "S004-71")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"name": "  "}, "lawyer-or-name"),
        ({"name": "mr. Other", "lawyer": "lawyer.lawyer"}, "lawyer-or-name"),
        ({"lawyer": "ind.officer"}, "no-lawyer"),
        ({"since": date(2026, 3, 1)}, "day-impossible"),
        ({"since": date(2026, 3, 5)}, "day-impossible"),
    ],
)
def test_what_is_refused(case, cast, at, people, said, code):
    given = said | ({"lawyer": people[said["lawyer"]]} if "lawyer" in said else {})
    given = given if {"lawyer", "name"} & set(given) else given | {"lawyer": people["lawyer.lawyer"]}
    assert refusal(lambda: lawyer.assign(case=case, by=cast.intake, at=at(2026, 3, 4), **given)) == (code, "S004-71")
    assert not Lawyer.objects.exists()


def test_a_lawyer_names_no_lawyer(assign, case, cast, at, other):
    assign()
    said = refusal(lambda: perform(lawyer.ASSIGN, by=cast.lawyer, at=at(2026, 3, 5), data={"lawyer": other},
                                   case=case.pk))  # fmt: skip
    assert said == ("only-nidos", "S004-71")


class TestTheirTalk:
    def test_the_lawyer_says_when_they_talked(self, assign, case, cast, at):
        row = assign()
        row = perform(lawyer.TALK, by=cast.lawyer, at=at(2026, 3, 10), data={}, case=case.pk, lawyer=row.pk)
        assert row.talked_on == date(2026, 3, 10)
        again = refusal(lambda: lawyer.talk(lawyer=row, by=cast.intake, at=at(2026, 3, 11)))
        assert again == ("talked-already", "S004-71")

    def test_not_before_there_was_a_lawyer_and_not_tomorrow(self, assign, cast, at):
        row = assign()
        for day in (date(2026, 3, 3), date(2026, 3, 11)):
            said = refusal(lambda day=day: lawyer.talk(lawyer=row, talked_on=day, by=cast.intake, at=at(2026, 3, 10)))
            assert said == ("day-impossible", "S004-71")

    def test_ind_does_not_say_it(self, assign, cast, at):
        row = assign()
        assert refusal(lambda: lawyer.talk(lawyer=row, by=cast.ind, at=at(2026, 3, 10))) == ("not-yours", "S004-71")


def test_the_database_keeps_one_lawyer(assign, case, cast, at):
    row = assign()
    second = Lawyer(case=case, name="mr. Second", since=row.since)
    with pytest.raises(IntegrityError, match="one_lawyer_at_a_time|residence_lawyer.case_id"), transaction.atomic():
        ledger.record(second, by=cast.intake, at=at(2026, 3, 5))
