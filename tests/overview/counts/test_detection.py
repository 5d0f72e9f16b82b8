"""Of the children who arrived, about how many there is a signal that stands."""

from datetime import date

import pytest
from django.urls import reverse

from overview import detection_alert, figures
from overview.counts import detection as counting
from tests.overview.conftest import at_screen, text

__all__ = ["at_screen"]
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


@pytest.fixture
def year(open_case, raise_signal, at):
    """So many arrivals of a year, and so many of them with a signal."""
    names = iter(range(80))

    def happened(number, arrived, signalled):
        for place in range(arrived):
            case = open_case(given_names=f"Kind{next(names)}", on=at(number, 3, 2))
            if place < signalled:
                raise_signal(case, on=at(number, 3, 2, 15))

    return happened


@pytest.fixture
def fall(cast, at):
    def found(by, **known):
        page = figures.load(by, detection_alert.TOPIC, 2026, at(2027, 5, 1), **known)
        return detection_alert.of(page, by, at(2027, 5, 1))

    return found


@pytest.mark.requirement("AL-30", "S002-12")
def test_half_as_many_signals_among_the_arrivals_is_an_alert_beside_the_figure(year, fall, cast, at_screen):
    year(2025, 12, 6)
    year(2026, 24, 6)
    for who in (cast.analyst, cast.supervisor):
        assert fall(who) == detection_alert.Fall(2026, now=25, before=50)
    assert fall(cast.supervisor, known_on=date(2026, 3, 1)) is None
    page = text(at_screen("supervisor").get(reverse("admin:figure_detection_of", args=[2026])))
    assert "Van elke honderd kinderen die in 2026 aankwamen" in page
    assert "AL-30" in page
    assert "Van elke honderd" not in text(at_screen("supervisor").get(reverse("admin:figure_intake_of", args=[2026])))


@pytest.mark.requirement("AL-30", "INV-40")
def test_nothing_is_compared_with_what_is_not_shown(year, fall, cast):
    year(2025, 12, 6)
    year(2026, 24, 2)
    assert fall(cast.analyst) is None


def test_more_children_cost_no_more_queries(open_case, raise_signal, costs):
    raise_signal(open_case(given_names="Een"))
    first = costs(counting, 3)
    for name in ("Twee", "Drie"):
        raise_signal(open_case(given_names=name))
    assert costs(counting, 3) == first
