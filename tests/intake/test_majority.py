"""When a child is an adult: by records and decisions, each from its own day, and never while that is contested."""

from datetime import date

import pytest

from intake import majority
from intake.majority import Contest
from intake.models import AgeAssessment, BirthDateRecord

REGISTERED = date(2016, 9, 1)


def facts(at, *records, contests=()):
    """What is known: each record with its status, its birth date and the day on which it was recorded."""
    rows = [
        BirthDateRecord(status=status, date=born, precision="DAY" if born else "UNKNOWN",
                        effective_from=at(day.year, day.month, day.day))
        for status, born, day in records
    ]  # fmt: skip
    return majority.known(reversed(rows), [assessment(*contest) for contest in contests])


def assessment(since, until=None):
    return AgeAssessment(contested_on=since, final_on=until)


def seventeen(at, **more):
    return facts(at, ("PROVISIONAL", date(1999, 3, 1), REGISTERED), **more)


@pytest.fixture
def corrected(at):
    """Registered at seventeen; on 3 November IND makes that nineteen (EC-25)."""

    def made(*more, contests=()):
        return facts(at, ("PROVISIONAL", date(1999, 3, 1), REGISTERED),
                     ("OFFICIAL", date(1997, 3, 1), date(2016, 11, 3)), *more, contests=contests)  # fmt: skip

    return made


@pytest.mark.requirement("EC-25", "D-5", "INV-23")
def test_a_correction_to_adult_acts_from_the_day_of_the_decision(corrected):
    known = corrected()
    assert majority.adult_since(known) == majority.corrected_on(known) == date(2016, 11, 3)
    assert majority.is_minor(known, date(2016, 11, 2))
    assert not majority.is_minor(known, date(2016, 11, 3))


@pytest.mark.requirement("EC-25", "EC-01")
def test_who_was_registered_as_a_minor_stays_so_for_the_count(corrected, at):
    assert majority.registered_as_minor(corrected())
    adult = facts(at, ("OFFICIAL", date(1997, 3, 1), REGISTERED))
    assert not majority.registered_as_minor(adult)
    assert majority.corrected_on(adult) is None
    assert majority.registered_as_minor(majority.Known(()))


def test_a_birthday_is_no_correction(at):
    known = facts(at, ("PROVISIONAL", date(1999, 3, 1), REGISTERED), ("OFFICIAL", date(1999, 3, 2), date(2016, 9, 5)))
    assert (majority.adult_since(known), majority.corrected_on(known)) == (date(2017, 3, 2), None)


@pytest.mark.requirement("EC-27")
def test_contested_is_a_minor_until_it_is_final_and_an_adult_again_from_that_day_only(corrected):
    running = corrected(contests=[(date(2016, 11, 10),)])
    assert running.contested
    assert majority.adult_since(running) is None
    assert majority.is_minor(running, date(2030, 1, 1))
    settled = corrected(contests=[(date(2016, 11, 10), date(2016, 12, 1))])
    assert majority.adult_since(settled) == date(2016, 12, 1)
    was = {
        day: majority.is_minor(settled, date(2016, *day)) for day in ((11, 2), (11, 3), (11, 10), (11, 30), (12, 1))
    }
    assert was == {(11, 2): True, (11, 3): False, (11, 10): True, (11, 30): True, (12, 1): False}


@pytest.mark.requirement("EC-27", "D-5")
def test_an_official_date_given_during_a_contest_makes_nobody_an_adult_before_it_is_final(corrected):
    known = corrected(("OFFICIAL", date(1996, 1, 1), date(2016, 11, 20)), contests=[(date(2016, 11, 10),)])
    assert majority.is_minor(known, date(2016, 11, 21))
    known = corrected(("OFFICIAL", date(1996, 1, 1), date(2016, 11, 20)),
                      contests=[(date(2016, 11, 10), date(2016, 12, 1))])  # fmt: skip
    assert majority.adult_since(known) == date(2016, 12, 1)


@pytest.mark.requirement("EC-27")
def test_also_an_eighteenth_birthday_waits_for_the_end_of_a_contest(at):
    official = ("OFFICIAL", date(1998, 11, 20), REGISTERED)
    assert majority.is_minor(facts(at, official, contests=[(date(2016, 11, 10),)]), date(2016, 11, 20))
    settled = facts(at, official, contests=[(date(2016, 11, 10), date(2016, 12, 1))])
    assert majority.adult_since(settled) == date(2016, 12, 1)
    before = facts(at, official, contests=[(date(2016, 10, 1), date(2016, 11, 1))])
    assert majority.adult_since(before) == date(2016, 11, 20)


@pytest.mark.requirement("EC-27", "INV-23")
def test_a_contest_that_succeeds_makes_a_minor_again_until_the_new_birthday(corrected):
    known = corrected(("OFFICIAL", date(1999, 3, 1), date(2016, 12, 1)),
                      contests=[(date(2016, 11, 10), date(2016, 12, 1))])  # fmt: skip
    assert [(spell.since, spell.until) for spell in known.spells] == [
        (date(2016, 11, 3), date(2016, 11, 10)), (date(2017, 3, 1), None),
    ]  # fmt: skip
    assert majority.corrected_on(known) is None


def test_a_second_correction_that_leaves_an_adult_an_adult_changes_nothing(corrected):
    known = corrected(("OFFICIAL", date(1996, 1, 1), date(2016, 12, 1)))
    assert majority.adult_since(known) == date(2016, 11, 3)


@pytest.mark.requirement("D-5")
def test_a_slip_put_right_on_the_same_day_made_nobody_an_adult(corrected):
    known = corrected(("OFFICIAL", date(1999, 3, 1), date(2016, 11, 3)))
    assert [spell.since for spell in known.spells] == [date(2017, 3, 1)]


@pytest.mark.requirement("D-5")
@pytest.mark.parametrize(("records", "leads"), [
    ([("PROVISIONAL", 1), ("PROVISIONAL", 2)], 2),
    ([("OFFICIAL", 1), ("PROVISIONAL", 2)], 1),
    ([("PROVISIONAL", 1), ("OFFICIAL", 2), ("PROVISIONAL", 3)], 2),
    ([("OFFICIAL", 1), ("PROVISIONAL", 2), ("OFFICIAL", 3)], 3),
])  # fmt: skip
def test_official_leads_and_among_equals_the_later(at, records, leads):
    known = facts(at, *((status, date(1999, 1, day), date(2016, 9, day)) for status, day in records))
    assert known.leading.date.day == leads


@pytest.mark.requirement("D-5")
def test_an_official_not_known_takes_an_official_date_back(corrected):
    known = corrected(("OFFICIAL", None, date(2016, 11, 5)))
    assert majority.adult_since(known) is None
    assert majority.is_minor(known, date(2016, 11, 5))


@pytest.mark.requirement("EC-61")
@pytest.mark.parametrize(("hour", "minute", "adult_on"), [(23, 30, date(2016, 10, 29)), (0, 30, date(2016, 10, 30)),
                                                         (2, 30, date(2016, 10, 30))])  # fmt: skip
def test_a_decision_in_the_night_of_the_clock_change_acts_from_the_dutch_day(at, hour, minute, adult_on):
    day = 29 if hour == 23 else 30
    rows = [
        BirthDateRecord(status="OFFICIAL", date=date(1997, 3, 1), effective_from=at(2016, 10, day, hour, minute)),
        BirthDateRecord(status="PROVISIONAL", date=date(1999, 3, 1), effective_from=at(2016, 9, 1)),
    ]
    assert majority.adult_since(majority.known(rows, ())) == adult_on


class TestWhatMovedTheDay:
    def test_nothing_did_while_nothing_changed(self, at):
        assert majority.last_move(seventeen(at)) is None
        again = facts(
            at, ("PROVISIONAL", date(1999, 3, 1), REGISTERED), ("OFFICIAL", date(1999, 3, 1), date(2016, 9, 5))
        )
        assert majority.last_move(again) is None

    def test_a_first_date_moves_nothing(self, at):
        known = facts(at, ("PROVISIONAL", None, REGISTERED), ("OFFICIAL", date(1999, 3, 1), date(2016, 9, 5)))
        assert majority.last_move(known) is None

    @pytest.mark.requirement("AL-23", "EC-25")
    def test_a_correction_did(self, corrected):
        move = majority.last_move(corrected())
        assert (majority.shown_day(move.before), move.on, move.by.date) == (
            date(2017, 3, 1), date(2016, 11, 3), date(1997, 3, 1),
        )  # fmt: skip

    @pytest.mark.requirement("AL-23")
    def test_a_correction_on_the_day_of_registration_did_too(self, at):
        rows = [
            BirthDateRecord(status=status, date=date(1999, month, 1), effective_from=at(2016, 9, 1, hour))
            for status, month, hour in (("OFFICIAL", 5, 15), ("PROVISIONAL", 3, 9))
        ]
        move = majority.last_move(majority.known(rows, ()))
        assert (majority.shown_day(move.before), move.on) == (date(2017, 3, 1), REGISTERED)

    def test_a_claim_after_an_official_date_does_not(self, corrected):
        known = corrected(("PROVISIONAL", date(2000, 1, 1), date(2016, 11, 8)))
        assert majority.last_move(known).on == date(2016, 11, 3)

    @pytest.mark.requirement("AL-23", "EC-27")
    def test_a_contest_took_it_away(self, corrected):
        move = majority.last_move(corrected(contests=[(date(2016, 11, 10),)]))
        assert (majority.shown_day(move.before), move.on, move.by) == (date(2016, 11, 3), date(2016, 11, 10), None)


def test_what_was_known_on_a_day_leaves_out_what_came_later(corrected):
    known = corrected(contests=[(date(2016, 11, 10), date(2016, 12, 1))])
    assert known.on(date(2016, 11, 20)).contests == (Contest(date(2016, 11, 10)),)
    assert known.on(date(2016, 11, 2)).contests == ()
    assert len(known.on(date(2016, 11, 2)).records) == 1
