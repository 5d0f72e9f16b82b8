"""The newest record that a form shows beside what it asks is of this child, whoever else was decided about since."""

from datetime import date

import pytest
from django.urls import reverse

from audit.models import Entry, Kind

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-37")]


@pytest.fixture
def two(open_case, raise_signal, indicate, at):
    """Two children in whose cases Nidos decided, one after the other; COA knows of both."""
    one = open_case()
    other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
    raise_signal(other)
    return indicate(one), indicate(other, "FIER", ground="TRAFFICKING", on=at(2026, 3, 3, 15))


def shown(browser, row):
    page = browser.get(reverse("admin:act", args=[row.case_id, "placements"]))
    assert page.status_code == 200
    return {each.text for each in page.context["told"]}


def test_the_form_to_place_a_child_shows_what_was_decided_about_that_child(at_screen, two):
    one, other = two
    coa, newest = at_screen("coa"), Entry.objects.latest("id").id
    told = shown(coa, one), shown(coa, other)
    outcomes = {row.get_outcome_display() for row in two}
    assert [each & outcomes for each in told] == [{row.get_outcome_display()} for row in two]
    read = Entry.objects.filter(id__gt=newest, kind=Kind.READ, table="shelter_indication").order_by("id")
    assert list(read.values_list("case", "record")) == [(row.case_id, row.pk) for row in two]
