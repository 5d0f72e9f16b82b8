"""A young adult leaves the shelter for a place of its own; a child never does."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners import involvement
from partners.errors import NotFound
from partners.models import Notice, NoticeKind
from residence import closing
from shelter import departure, indication, measure, presence
from shelter.models import Placement
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-51")]
SAID = {"went_to": "OWN_HOME", "departure_reason": "A room of a housing corporation, with a coach."}


@pytest.fixture
def grown(admit, at):
    """Who comes of age on 19 March 2026, in protected shelter since the fourth."""
    return admit(at(2026, 3, 4), born=date(2008, 3, 19))


@pytest.fixture
def leave(cast, at):
    def left(case, *, by=None, on=None, **said):
        stay = Placement.objects.get(case=case)
        return departure.depart(placement=stay, by=by or cast.coa, at=on or at(2026, 4, 28), **(SAID | said))

    return left


def test_the_stay_ends_and_so_does_what_coa_and_the_house_saw(grown, leave, cast, at):
    row = leave(grown)
    assert (row.ends_at, row.went_to) == (at(2026, 4, 28), "OWN_HOME")
    assert indication.current(grown) is None
    for actor in (cast.coa, cast.mentor):
        with pytest.raises(NotFound):
            involvement.standing(actor, grown.pk, at(2026, 4, 28, 13))


def test_the_guardian_and_the_house_hear_it(grown, leave):
    row = leave(grown)
    told = Notice.objects.filter(about=row.id, kind=NoticeKind.DEPARTURE)
    assert {each.to_organisation.kind for each in told} == {"NIDOS", "BO_PROVIDER"}


def test_a_measure_of_the_house_ends_with_it(grown, leave, cast, at):
    row = measure.begin(case=grown, type="DAILY_CHECK_IN", ground_kind="STATEMENT", ground="She is called at night.",
                        proportionality="Less does not help.", child_view="Fine.", by=cast.mentor,
                        at=at(2026, 4, 1))  # fmt: skip
    leave(grown)
    row.refresh_from_db()
    assert row.ended_at == at(2026, 4, 28)


def test_its_case_can_be_closed(grown, leave, cast, at):
    assert refusal(lambda: closing.check(grown, cast.intake, at(2026, 6, 10)))[0] == "still-placed"
    leave(grown)
    closing.check(grown, cast.intake, at(2026, 6, 10))


@pytest.mark.requirement("INV-09")
def test_a_child_lives_in_a_place_that_is_recorded(grown, leave, at):
    assert refusal(lambda: leave(grown, on=at(2026, 3, 18))) == ("minor-needs-a-place", "INV-09")
    assert Placement.objects.get().ends_at is None


@pytest.mark.requirement("INV-06")
def test_whoever_placed_there_says_it(grown, leave, cast, at):
    assert refusal(lambda: leave(grown, by=cast.intake)) == ("not-yours-to-end", "INV-06")
    stay = Placement.objects.get()
    perform(departure.DEPART, by=cast.coa, at=at(2026, 4, 28), data=SAID, case=grown.pk, placement=stay.pk)
    assert refusal(lambda: leave(grown))[0] == "already-ended"


def test_with_what_was_arranged(grown, leave):
    assert refusal(lambda: leave(grown, departure_reason=" ")) == ("no-reason", "S004-51")


def test_nobody_calls_the_roll_for_who_left(grown, leave, cast, at):
    leave(grown)
    said = refusal(lambda: presence.call(case=grown, status="IN", by=cast.mentor, at=at(2026, 4, 29)))
    assert said[0] == "not-your-house"


def test_the_database_wants_the_end_with_it(grown, cast, at):
    stay = Placement.objects.get()
    stay.went_to, stay.departure_reason = "FAMILY", "An aunt."
    with pytest.raises(IntegrityError, match="a_departure_ends_a_stay"), transaction.atomic():
        ledger.record(stay, by=cast.coa, at=at(2026, 4, 28))
