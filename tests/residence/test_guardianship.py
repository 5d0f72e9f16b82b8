"""Nidos names the guardian; guardianship ends by itself, on the day a child comes of age."""

from datetime import date

import pytest

from intake import majority
from intake.models import BirthDateRecord
from partners.actors import of_person
from partners.grounds import Ground
from partners.models import Involvement, Notice, Person
from residence import birth_date, guardianship
from residence.models import Guardianship
from tests.houses import perform, refusal


def known(at, *records):
    """What is known of an age, without a database: born, status, the moment from which it counts."""
    rows = [BirthDateRecord(date=born, status=status, effective_from=when) for born, status, when in records]
    return majority.known(reversed(rows), ())


REQUESTED = Guardianship(requested_on=date(2014, 1, 10))


@pytest.mark.requirement("INV-23", "S004-58", "EC-29", "T-06")
@pytest.mark.parametrize(
    ("born", "ends"),
    [
        (date(2000, 2, 29), date(2018, 3, 1)),
        (date(1998, 2, 28), date(2016, 2, 28)),
        (date(1996, 2, 29), date(2014, 3, 1)),
    ],
)
def test_it_ends_at_majority_also_for_who_was_born_on_a_leap_day(at, born, ends):
    records = known(at, (born, "OFFICIAL", at(2014, 1, 5)))
    assert guardianship.ends_on(REQUESTED, records) == ends
    assert not guardianship.is_active(REQUESTED, records, ends)


@pytest.mark.requirement("INV-23", "EC-29")
def test_the_day_before_it_still_runs(at):
    records = known(at, (date(2000, 2, 29), "OFFICIAL", at(2014, 1, 5)))
    assert guardianship.is_active(REQUESTED, records, date(2018, 2, 28))


@pytest.mark.requirement("EC-27", "D-5")
def test_a_provisional_date_ends_nothing(at):
    records = known(at, (date(1990, 1, 1), "PROVISIONAL", at(2014, 1, 5)))
    assert guardianship.ends_on(REQUESTED, records) is None


@pytest.mark.requirement("INV-23", "EC-25", "D-5")
def test_a_correction_ends_it_on_its_own_day_and_never_backwards(at):
    records = known(
        at, (date(1997, 1, 1), "PROVISIONAL", at(2014, 1, 5)), (date(1995, 1, 1), "OFFICIAL", at(2014, 2, 3))
    )
    assert guardianship.ends_on(REQUESTED, records) == date(2014, 2, 3)


@pytest.mark.requirement("INV-23")
def test_ended_stays_ended_when_the_child_proves_to_be_a_minor_after_all(at):
    records = known(
        at, (date(1997, 1, 1), "PROVISIONAL", at(2014, 1, 5)), (date(1995, 1, 1), "OFFICIAL", at(2014, 2, 3)),
        (date(1998, 1, 1), "OFFICIAL", at(2014, 3, 3)),
    )  # fmt: skip
    assert not guardianship.is_active(REQUESTED, records, date(2014, 3, 4))
    anew = Guardianship(requested_on=date(2014, 3, 4))
    assert guardianship.ends_on(anew, records) == date(2016, 1, 1)
    assert guardianship.is_active(anew, records, date(2014, 3, 4))


@pytest.fixture
def ask(cast, people, at):
    def asked(case, *, guardian=None, on=None, **said):
        return guardianship.request(case=case, guardian=guardian or people["nidos.guardian"], by=cast.intake,
                                    at=on or at(2026, 3, 2, 14), **said)  # fmt: skip

    return asked


@pytest.fixture
def other(organisations):
    return Person.objects.create(
        username="other", name="P. other", organisation=organisations["NIDOS"], role="nidos.guardian", staff_id="other"
    )


def involved(case, moment):
    return Involvement.objects.open(moment).filter(case_id=case.id, ground=Ground.GUARDIAN)


def reads_until(case, moment):
    """Until when the guardian still reads, of what is to come on a moment."""
    rows = Involvement.objects.not_over(moment).filter(case_id=case.id, ground=Ground.AFTER_GUARDIANSHIP)
    return rows.get().until


@pytest.mark.django_db
@pytest.mark.requirement("S004-58")
def test_the_named_guardian_sees_the_case_until_thirty_days_after_majority(people, open_case, ask, at):
    case = open_case(born=date(2011, 2, 8))
    ask(case)
    row = involved(case, at(2026, 3, 3)).get()
    assert row.person == people["nidos.guardian"]
    assert row.until == at(2029, 2, 8, 0)
    assert reads_until(case, at(2026, 3, 3)) == at(2029, 3, 11, 0)
    told = Notice.objects.get(kind="GUARDIANSHIP")
    assert told.to_person == people["nidos.guardian"]


@pytest.mark.django_db
@pytest.mark.requirement("INV-23")
def test_a_birth_date_recorded_later_rewrites_until_when_the_guardian_reads(cast, open_case, ask, at):
    case = open_case(status="PROVISIONAL")
    ask(case)
    assert involved(case, at(2026, 3, 3)).get().until is None
    said = {"date": date(2008, 5, 1), "source": "AVIM", "status": "OFFICIAL"}
    perform(birth_date.RECORD, by=cast.avim, at=at(2026, 4, 1), data=said, case=case.id)
    assert involved(case, at(2026, 4, 2)).get().until == at(2026, 5, 1, 0)
    assert reads_until(case, at(2026, 4, 2)) == at(2026, 6, 1, 0)
    birth_date.record(case=case, by=cast.avim, at=at(2026, 4, 5), **(said | {"date": date(2005, 5, 1)}))
    assert not involved(case, at(2026, 4, 6)).exists()
    assert reads_until(case, at(2026, 4, 6)) == at(2026, 5, 6, 0)


@pytest.mark.django_db
@pytest.mark.requirement("INV-23")
def test_it_is_asked_for_anew_after_a_correction_back_to_minor(cast, open_case, ask, at):
    case = open_case(status="PROVISIONAL")
    first = ask(case)
    for day, born in ((3, date(2005, 5, 1)), (5, date(2010, 5, 1))):
        birth_date.record(case=case, date=born, source="IND", status="OFFICIAL", by=cast.ind, at=at(2026, 3, day))
    assert not guardianship.is_active(first, majority.of_case(case), date(2026, 3, 5))
    second = ask(case, on=at(2026, 3, 6))
    assert guardianship.is_active(second, majority.of_case(case), date(2026, 3, 6))
    assert involved(case, at(2026, 3, 7)).get().until == at(2028, 5, 1, 0)
    assert reads_until(case, at(2026, 3, 7)) == at(2028, 6, 1, 0)


@pytest.mark.django_db
def test_a_new_guardian_takes_over_and_the_old_one_sees_the_case_no_longer(open_case, ask, other, at):
    case = open_case()
    old = ask(case)
    assert refusal(lambda: ask(case)) == ("already-guardian", "S004-58")
    new = ask(case, guardian=other, on=at(2026, 3, 9))
    old.refresh_from_db()
    assert old.replaced_on == date(2026, 3, 9)
    assert guardianship.current(case) == new
    assert [row.person for row in involved(case, at(2026, 3, 10))] == [other]


@pytest.mark.django_db
@pytest.mark.requirement("INV-23")
def test_nobody_asks_for_guardianship_over_an_adult(open_case, ask, at):
    case = open_case(born=date(2008, 3, 2))
    assert refusal(lambda: ask(case)) == ("of-age", "INV-23")
    assert ask(open_case(born=date(2008, 3, 3)))


@pytest.mark.django_db
def test_only_a_guardian_of_the_own_organisation_can_be_named(cast, people, open_case, ask, other, at):
    case = open_case()
    other.is_active = False
    other.save()
    for person in (people["nidos.intake"], people["ind.officer"], other):
        assert refusal(lambda person=person: ask(case, guardian=person))[0] == "no-guardian"
    assert refusal(lambda: ask(case, requested_on=date(2026, 3, 3)))[0] == "day-impossible"
    assert refusal(lambda: ask(case, requested_on=date(2026, 3, 1)))[0] == "day-impossible"
    by_ind = {"case": case, "guardian": people["nidos.guardian"], "by": cast.ind, "at": at(2026, 3, 3)}
    assert refusal(lambda: guardianship.request(**by_ind))[0] == "only-nidos"


@pytest.mark.django_db
def test_through_the_door_intake_names_the_guardian(cast, people, open_case, at):
    case, known_as = open_case(), {"guardian": people["nidos.guardian"]}
    row = perform(guardianship.REQUEST, by=cast.intake, at=at(2026, 3, 2, 14), data=known_as, case=case.id)
    assert row.kind == "TEMPORARY"
    assert of_person(people["nidos.guardian"]).person_id == row.guardian_id
