"""What a birth-date record may say, and who hears when another one counts."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from config.clock import day_of
from intake import birth_date, majority
from intake import case as cases
from intake.models import BirthDateRecord, Case
from partners.models import Notice
from tests.houses import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(cast, at):
    def recorded(case, born, status="OFFICIAL", *, day=3, by=None, **said):
        return birth_date.record(case=case, date=born, status=status, source="IND", by=by or cast.ind,
                                 at=at(2026, 3, day), **said)  # fmt: skip

    return recorded


def told():
    return sorted(Notice.objects.filter(kind="BIRTH_DATE").values_list("to_organisation__kind", flat=True))


@pytest.mark.requirement("AL-23")
def test_nidos_and_coa_hear_of_another_date_and_ind_when_it_was_not_ind(open_case, record, cast):
    record(open_case(status="PROVISIONAL"), date(2008, 1, 1))
    assert told() == ["COA", "NIDOS"]
    record(open_case(status="PROVISIONAL"), date(2008, 1, 1), by=cast.avim)
    assert told() == ["COA", "COA", "IND", "NIDOS", "NIDOS"]


@pytest.mark.requirement("D-5", "AL-23")
def test_a_claim_after_an_official_date_is_kept_and_neither_counts_nor_alarms(open_case, record):
    case = open_case(status="OFFICIAL")
    record(case, date(2001, 1, 1), "PROVISIONAL")
    assert birth_date.current(case).date == date(2011, 2, 8)
    assert case.birth_dates.count() == 2
    assert told() == []


@pytest.mark.requirement("D-5")
def test_a_slip_is_put_right_by_a_new_record_and_nothing_is_edited(open_case, record):
    case = open_case(status="PROVISIONAL")
    slip = record(case, date(1998, 5, 1))
    record(case, date(2008, 5, 1), day=4)
    slip.refresh_from_db()
    assert (slip.date, slip.version) == (date(1998, 5, 1), 1)
    assert birth_date.is_minor(case, date(2026, 3, 4))


@pytest.mark.requirement("S004-27")
@pytest.mark.parametrize(("born", "precision", "code"), [
    (date(2026, 3, 3), "DAY", "born-after-arrival"), (date(2026, 4, 1), "MONTH", "birth-date-in-future"),
    (date(2026, 3, 4), "DAY", "birth-date-in-future"), (date(2027, 1, 1), "YEAR", "birth-date-in-future"),
    (date(1995, 3, 2), "DAY", "age-implausible"), (date(1909, 1, 1), "YEAR", "age-implausible"),
    (date(2009, 1, 1), "UNKNOWN", "birth-date-precision"), (None, "DAY", "birth-date-precision"),
])  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(open_case, record, born, precision, code):
    case = open_case(status="PROVISIONAL")
    assert refusal(lambda: record(case, born, "PROVISIONAL", precision=precision)) == (code, "S004-27")
    assert case.birth_dates.count() == 1


@pytest.mark.requirement("S004-27", "D-5")
@pytest.mark.parametrize(("born", "precision"), [
    (date(2026, 3, 2), "DAY"), (date(2026, 12, 31), "YEAR"), (date(2026, 3, 31), "MONTH"),
    (date(1995, 3, 3), "DAY"), (date(1995, 1, 1), "YEAR"), (date(2000, 1, 1), "DAY"),
])  # fmt: skip
def test_what_can_be_is_taken_in_doubt_for_the_child(open_case, record, born, precision):
    """Any day of a month or a year will do; who claims to be an adult is registered, and counts as a minor."""
    case = open_case(status="PROVISIONAL")
    assert record(case, born, "PROVISIONAL", precision=precision)
    assert birth_date.is_minor(case, date(2026, 3, 3))


@pytest.mark.requirement("D-5")
def test_an_official_date_may_show_somebody_to_be_far_older(open_case, record):
    case = open_case(status="PROVISIONAL")
    record(case, date(1985, 1, 1))
    assert not birth_date.is_minor(case, date(2026, 3, 3))


@pytest.mark.requirement("S004-27")
def test_no_case_is_opened_with_a_slip_in_the_year_or_a_birth_after_the_arrival(open_case, cast, ter_apel, at):
    assert refusal(lambda: open_case(born=date(1911, 2, 8), status="PROVISIONAL"))[0] == "age-implausible"
    said = {"child": {"given_names": "Semhar"}, "birth": {"date": date(2026, 2, 20)},
            "arrival": {"intake_location": ter_apel, "arrived_on": date(2026, 2, 19)}}  # fmt: skip
    assert refusal(lambda: cases.open(**said, by=cast.intake, at=at(2026, 3, 2)))[0] == "born-after-arrival"
    assert not Case.objects.exists()


@pytest.mark.requirement("D-5")
def test_not_known_says_nothing_beside_a_date_unless_it_is_official(open_case, record):
    case = open_case(status="PROVISIONAL")
    assert refusal(lambda: record(case, None, "PROVISIONAL", precision="UNKNOWN")) == ("says-nothing", "D-5")
    assert record(open_case(born=None), None, "PROVISIONAL", precision="UNKNOWN")
    record(case, None, precision="UNKNOWN")
    assert birth_date.current(case).precision == "UNKNOWN"


@pytest.mark.requirement("EC-29", "B-54")
def test_born_on_a_leap_day(open_case):
    case = open_case(born=date(2012, 2, 29))
    assert birth_date.is_minor(case, date(2030, 2, 28))
    assert not birth_date.is_minor(case, date(2030, 3, 1))


@pytest.mark.parametrize(("precision", "earliest"), [
    ("DAY", date(2012, 2, 29)), ("MONTH", date(2012, 2, 1)), ("YEAR", date(2012, 1, 1)),
])  # fmt: skip
def test_the_first_day_a_record_allows(precision, earliest):
    assert BirthDateRecord(date=date(2012, 2, 29), precision=precision).earliest() == earliest


@pytest.mark.requirement("D-5", "INV-23")
def test_of_two_official_dates_at_one_moment_the_one_written_second_counts_wherever_it_is_asked(open_case, record, at):
    case = open_case(status="PROVISIONAL")
    for born in (date(2009, 1, 1), date(2001, 1, 1), date(2010, 1, 1), date(2003, 1, 1)):
        row = record(case, born)
        assert birth_date.current(case) == row
        assert majority.of_case(case).leading == row
        assert BirthDateRecord.objects.filter(case=case).order_by("-created_at").first() == row
    assert day_of(row.effective_from) == day_of(at(2026, 3, 3))


@pytest.mark.requirement("INV-23")
def test_the_database_keeps_no_two_birth_dates_of_one_moment(open_case, record):
    case = open_case()
    row = record(case, date(2009, 1, 1))
    twin = BirthDateRecord(case=case, date=date(2003, 1, 1), precision="DAY", source="IND", status="OFFICIAL",
                           effective_from=row.effective_from)  # fmt: skip
    with pytest.raises(ValidationError):
        twin.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        BirthDateRecord.objects.bulk_create([twin])
