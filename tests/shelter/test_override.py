"""Crisis shelter at night: the child is placed at once, and a supervisor of COA looks at it afterwards."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners.actors import of_person
from partners.errors import NotAllowed
from shelter import override, placement
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("INV-34", "EC-34", "S004-23")]


@pytest.fixture
def lead(people):
    return of_person(people["coa.supervisor"])


@pytest.fixture
def stay(open_case, make_house, place, at):
    return place(open_case(), make_house("CRISIS_EMERGENCY"), on=at(2026, 3, 4, 23), override_reason="All is full.")


def test_nobody_waits_for_a_signature_at_night(stay, lead, at):
    assert stay.override_verdict == ""
    row = override.review(placement=stay, override_verdict="JUSTIFIED", by=lead, at=at(2026, 3, 5))
    assert (row.override_verdict, row.override_reviewed_on) == ("JUSTIFIED", at(2026, 3, 5).date())
    assert row.ends_at is None
    again = {"placement": stay, "override_verdict": "NOT_JUSTIFIED", "by": lead, "at": at(2026, 3, 6)}
    assert refusal(lambda: override.review(**again)) == ("already-reviewed", "INV-34")


def test_nobody_reviews_what_they_did_themselves(stay, lead, cast, at):
    same = replace(lead, person_id=stay.created_by)
    said = {"placement": stay, "override_verdict": "JUSTIFIED", "at": at(2026, 3, 5)}
    assert refusal(lambda: override.review(by=same, **said))[0] == "own-placement"
    assert refusal(lambda: override.review(by=cast.coa, **said))[0] == "only-supervisor"


def test_a_stay_that_needed_no_reason_is_not_reviewed(open_case, make_house, place, lead, at):
    said = {"placement": place(open_case(), make_house("AMV")), "override_verdict": "JUSTIFIED", "at": at(2026, 3, 5)}
    assert refusal(lambda: override.review(by=lead, **said))[0] == "no-override"


def test_through_the_door_only_the_supervisor_of_coa_reviews_and_places_nobody(stay, lead, cast, at):
    about = {"case": stay.case_id, "placement": stay.pk}
    said = {"override_verdict": "NOT_JUSTIFIED"}
    with pytest.raises(NotAllowed):
        perform(override.REVIEW, by=cast.coa, at=at(2026, 3, 5), data=said, **about)
    with pytest.raises(NotAllowed):
        perform(placement.MOVE, by=lead, at=at(2026, 3, 5), data={}, **about)
    assert perform(override.REVIEW, by=lead, at=at(2026, 3, 5), data=said, **about).override_verdict == "NOT_JUSTIFIED"


@pytest.mark.parametrize(
    "wrong", [{"override_verdict": "JUSTIFIED"}, {"override_reason": ""}, {"avoidable": "YES"}, {"bar_reason": "Yes."}]
)
def test_the_database_keeps_what_belongs_together(stay, lead, at, wrong):
    row = stay if "override_reason" not in wrong else override.review(
        placement=stay, override_verdict="JUSTIFIED", by=lead, at=at(2026, 3, 5)
    )  # fmt: skip
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.record(row, by=lead, at=at(2026, 3, 6))
