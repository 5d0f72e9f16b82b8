"""The extract for the National Rapporteur: who was registered, by age, origin, form, reporter, sex and nationality."""

from datetime import date

import pytest

from intake import birth_date, comensha, comensha_send
from intake.models import Case
from overview.counts import rapporteur as counting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.requirement(
        "RP-01", "S001-02", "S001-04", "S001-08", "S001-09", "S001-10", "S001-39", "S001-40", "S001-07", "S001-47"
    ),
]


@pytest.fixture
def register(open_case, raise_signal, cast, at):
    """Police report a child for registration on 6 March 2026, unless another day is told."""
    numbers = iter(range(60))

    def registered(*, forms=("SEXUAL",), on=(2026, 3, 6), **child):
        case = open_case(given_names=f"Kind{next(numbers)}", **child)
        raise_signal(case)
        send(case, forms, on)
        return case

    def send(case, forms, on):
        row = comensha.draft(case=case, kind="REGISTRATION", basis="POLICE_DUTY", exploitation_forms=list(forms),
                             by=cast.avim, at=at(*on))  # fmt: skip
        comensha_send.send(report=row, by=cast.avim, at=at(*on))

    return registered


def test_each_presumed_victim_is_in_one_group_and_one_cell_of_its_tables(register, counted, sql):
    register(nationality="ER", sex="F")
    register(nationality="ER", sex="M", forms=("LABOUR", "CRIMINAL"))
    register(nationality="NL", sex="F")
    register(nationality="UNKNOWN", sex="X")
    register(nationality="ER", sex="F", born=date(2007, 1, 1))
    assert counted(counting, "minor-foreign-form") == {"SEXUAL": 1, "SEVERAL": 1}
    assert counted(counting, "minor-foreign-sex") == {"F": 1, "M": 1}
    assert counted(counting, "minor-foreign-reporter") == {"AVIM": 2}
    assert counted(counting, "minor-dutch-form") == {"SEXUAL": 1}
    assert counted(counting, "minor-unknown-sex") == {"X": 1}
    assert counted(counting, "adult-foreign-sex") == {"F": 1}
    assert sql("SELECT count(DISTINCT case_id) FROM intake_comenshamessage WHERE what = 'REPORT'") == 5


@pytest.mark.requirement("EC-25")
def test_who_nobody_knew_the_age_of_that_day_is_of_unknown_age(register, counted, cast, at):
    said = {"precision": "UNKNOWN", "status": "OFFICIAL", "by": cast.avim}
    birth_date.record(case=register(born=None, nationality="NL"), at=at(2026, 3, 3), **said)
    birth_date.record(case=register(born=None, nationality="NL", on=(2026, 3, 7)), at=at(2026, 3, 3), **said)
    register(born=None, nationality="NL")
    later = {"date": date(2011, 2, 8), "status": "OFFICIAL", "source": "AVIM", "by": cast.avim}
    birth_date.record(case=Case.objects.order_by("number")[1], at=at(2026, 4, 1), **later)
    assert counted(counting, "unknown-dutch-reporter") == {"AVIM": 3}
    assert counted(counting, "minor-dutch-reporter") == {}


def test_who_was_reported_before_is_not_registered_again(register, counted, cast, at):
    case = register(on=(2026, 12, 31))
    row = comensha.draft(case=case, kind="REGISTRATION", basis="POLICE_DUTY", exploitation_forms=["UNKNOWN"],
                         by=cast.kmar, at=at(2027, 1, 2))  # fmt: skip
    comensha_send.send(report=row, by=cast.kmar, at=at(2027, 1, 2))
    assert sum(counted(counting, "minor-foreign-sex").values()) + sum(
        counted(counting, "minor-unknown-sex").values()
    ) == 1  # fmt: skip
    for name in ("minor-foreign-sex", "minor-unknown-sex"):
        assert counted(counting, name, since=date(2027, 1, 1), until=date(2027, 12, 31)) == {}


def test_only_nationalities_that_may_be_named_are_and_never_more_than_five():
    codes = [code for code, number in (("ER", 9), ("SY", 8), ("AF", 7), ("SO", 6), ("VN", 5), ("GN", 5), ("TR", 4))
             for _each in range(number)]  # fmt: skip
    assert counting.most_often(codes, 5) == {"ER": 9, "SY": 8, "AF": 7, "SO": 6, "GN": 5, "REST": 9}
    assert counting.most_often(["ER"] * 4, 5) == {"REST": 4}


def test_more_children_cost_no_more_queries(register, costs):
    register()
    first = costs(counting, 6)
    for _number in range(3):
        register()
    assert costs(counting, 6) == first


@pytest.mark.requirement("S001-05", "K-10")
def test_the_published_share_of_2015_rests_on_a_base_that_its_source_does_not_print():
    minors, reported = 160 + 127, 1321
    assert round(100 * minors / reported, 1) == 21.7  # "almost 25 %" is not of everybody who was reported (B-31)
    assert round(100 * minors / 1150, 2) == 24.96
