"""How alike two children are: three hundred pairs that a person judged, and what each kind of likeness is worth."""

from datetime import date

import pytest

from intake import name_keys, sounds
from intake.alike import Persona, likeness
from policy import near_dates
from policy.near_dates import Born, nearness
from policy.numbers import number
from tests.name_pairs import pairs

LIKELY = number("DUPLICATE_LIKELY", date(2026, 3, 2))
PAIRS = pairs()


def child(given: str, family: str = "", born: tuple[int, ...] = (2010, 2, 8), **more) -> Persona:
    return Persona(given, family, born=(Born(*born),) if born else (), **more)


def test_there_are_three_hundred_pairs_each_with_its_reason_and_none_twice():
    assert len(PAIRS) == 300
    assert len({(pair.one, pair.other) for pair in PAIRS}) == 300
    assert all(pair.reason for pair in PAIRS)


@pytest.mark.requirement("AL-31")
def test_of_three_hundred_pairs_no_more_than_one_in_twenty_is_missed(capsys):
    found = [pair for pair in PAIRS if likeness(pair.one, pair.other).score >= LIKELY]
    same = [pair for pair in PAIRS if pair.same]
    right = [pair for pair in found if pair.same]
    recall, precision = len(right) / len(same), len(right) / len(found)
    with capsys.disabled():
        print(f"\nname pairs: recall {recall:.1%}, precision {precision:.1%} (from {LIKELY} of 100 on)")
        for pair in PAIRS:
            if pair.same != (pair in found):
                print(f"  {'missed' if pair.same else 'found wrongly'}: {pair}")
    assert recall >= 0.95
    assert precision >= 0.93


def test_it_does_not_matter_which_of_the_two_is_looked_at_first():
    assert [pair for pair in PAIRS if likeness(pair.one, pair.other) != likeness(pair.other, pair.one)] == []


@pytest.mark.requirement("AL-31")
def test_every_pair_that_is_likely_is_found_by_its_keys_from_either_side():
    likely = [(pair.one, pair.other) for pair in PAIRS if likeness(pair.one, pair.other).score >= LIKELY]
    both = likely + [(other, one) for one, other in likely]
    assert [pair for pair in both if not name_keys.stands(pair[0]) & name_keys.wanted(pair[1])] == []


@pytest.mark.parametrize(("one", "other", "reasons"), [
    (child("Selam", "Gebre"), child("Selam", "Gebre"), ("NAME", "BIRTH_DATE")),
    (child("Youssef", "Mustafa"), child("يوسف", "مصطفى"), ("SPELLING", "BIRTH_DATE")),
    (child("Selam", "Gebre"), child("Gebre", "Selam", (2010, 8, 2)), ("SWAPPED", "NEAR_DATE")),
    (child("Lulu", "Hamdani", aliases=("Layla Hamdani",)), child("Layla", "Hamdani"), ("ALIAS", "BIRTH_DATE")),
    (child("Osas", "Igbinedion", (2009, 6, 8), v_number="9900000366"),
     child("Hope", "Eze", (2012, 1, 1), v_number="9900000366"), ("V_NUMBER",)),
])  # fmt: skip
def test_it_says_because_of_what(one, other, reasons):
    found = likeness(one, other)
    assert found.reasons == reasons
    assert found.score >= LIKELY


@pytest.mark.parametrize("more", [{"sex": "F"}, {"v_number": "9900000001"}])
def test_what_tells_two_children_apart_counts_against_it(more):
    other = {"sex": "M", "v_number": "9900000002"}
    one = child("Eden", "Asmelash", **more)
    assert likeness(one, child("Eden", "Asmelash", **{name: other[name] for name in more})).score == 75


def test_what_is_not_known_tells_nobody_apart():
    known = child("Eden", "Asmelash", sex="F", nationality="ER", v_number="9900000001")
    assert likeness(known, child("Eden", "Asmelash", sex="UNKNOWN", nationality="UNKNOWN")).score == 100


def test_every_birth_date_that_was_ever_stated_counts():
    corrected = Persona("Eden", "Asmelash", born=(Born(2007, 1, 1), Born(2010, 2, 8)))
    assert likeness(corrected, child("Eden", "Asmelash")).reasons == ("NAME", "BIRTH_DATE")


@pytest.mark.parametrize(("one", "other", "near"), [
    ((2010, 2, 8), (2010, 2, 8), near_dates.SAME),
    ((2010, 1, 1), (2010, 1, 1), near_dates.SAME_ESTIMATE),
    ((2010, 2, 8), (2010, 8, 2), near_dates.TURNED),
    ((2010, 2, 8), (2011, 2, 8), near_dates.YEAR_OFF),
    ((2010, 1, 1), (2011, 1, 1), near_dates.ESTIMATED_YEAR),
    ((2010, 2, 8), (2010, 2, 18), near_dates.DIGIT),
    ((2010, 10, 21), (2010, 10, 12), near_dates.DIGIT),
    ((2010, 2, 28), (2010, 3, 1), near_dates.DAYS_OFF),
    ((2010, 12, 9), (2011, 1, 9), near_dates.MONTH_OFF),
    ((2003, 6, 1), (2011, 2, 8), near_dates.CALENDAR),
    ((2010,), (2010, 6, 13), near_dates.PARTLY),
    ((2010, 2), (2010, 2, 13), near_dates.PARTLY),
    ((2010, 1, 1), (2010, 6, 13), near_dates.ESTIMATED_YEAR),
    ((), (2010, 6, 13), near_dates.UNKNOWN),
    ((2010, 3), (2010, 2, 13), near_dates.YEAR_ROUND),
    ((2010, 3, 20), (2010, 9, 14), near_dates.YEAR_ROUND),
    ((2010, 3, 20), (2012, 9, 14), near_dates.TWO_YEARS),
    ((2010, 3, 20), (2015, 3, 20), near_dates.FAR),
    ((2012, 2, 29), (2012, 2, 29), near_dates.SAME),
])  # fmt: skip
def test_how_near_two_dates_are(one, other, near):
    assert nearness(Born(*one), Born(*other)) == nearness(Born(*other), Born(*one)) == near


def test_the_ethiopian_calendar_there_and_back():
    """1 Meskerem 2000 is 12 September 2007; 30 Nehase is no month's end with us, and month 13 no month."""
    assert near_dates.ethiopian(Born(2000, 1, 1)) == {date(2007, 9, 12)}
    assert near_dates.in_ethiopian(Born(2007, 9, 12)) == {date(2000, 1, 1)}
    assert near_dates.in_ethiopian(Born(2007, 9, 8)) == set()
    assert near_dates.ethiopian(Born(2000, 1, 31)) == near_dates.ethiopian(Born(2000)) == set()


@pytest.mark.parametrize("spellings", [row.split() for row in sounds.VARIANTS])
def test_the_spellings_of_one_name_have_one_key_in_common(spellings):
    first, *rest = (sounds.word_of(spelling).roots for spelling in spellings)
    assert [roots for roots in rest if not roots & first] == []


@pytest.mark.parametrize("name", ["", "-", "٠٠", "👧", "王", "A", "'", "al", "x" * 120, "Li " * 20])
def test_whatever_stands_in_a_name_can_be_compared(name):
    odd = child(name, "")
    assert 0 <= likeness(odd, child("Selam", "Gebre")).score < LIKELY
    assert isinstance(name_keys.stands(odd), set)
