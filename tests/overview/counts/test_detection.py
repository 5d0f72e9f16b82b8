"""Of the children who arrived, about how many there is a signal that stands."""

from datetime import date

import pytest

from overview.counts import detection as counting

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RP-02", "S004-25", "S002-13")]


def test_a_signal_counts_for_the_year_of_the_arrival_whenever_it_came(open_case, raise_signal, counted, at, sql):
    told = open_case(given_names="Een", on=at(2026, 12, 30))
    raise_signal(told, on=at(2027, 1, 5))
    raise_signal(open_case(given_names="Twee"))
    raise_signal(open_case(given_names="Drie"), kinds=["SMUGGLING_DEBT"])
    open_case(given_names="Vier")
    assert counted(counting, "detected") == {"SIGNAL": 1, "NO_SIGNAL": 3}
    assert counted(counting, "detected", until=date(2027, 1, 5)) == {"SIGNAL": 2, "NO_SIGNAL": 2}
    assert (
        sql("SELECT count(DISTINCT case_id) FROM intake_signal WHERE CAST(kinds AS text) LIKE '%%\"TRAFFICKING\"%%'")
        == 2
    )


def test_more_children_cost_no_more_queries(open_case, raise_signal, costs):
    raise_signal(open_case(given_names="Een"))
    first = costs(counting, 3)
    for name in ("Twee", "Drie"):
        raise_signal(open_case(given_names=name))
    assert costs(counting, 3) == first
