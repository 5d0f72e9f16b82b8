"""The child's own choice between the tracks: at any time or never, and nothing waits for it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from partners import involvement, involving
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from residence import asylum, guardianship, track_choice, trafficking
from residence.models import AsylumProcedure, TrackChoice, TraffickingProcedure
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-95", "INV-16")]


@pytest.fixture
def case(open_case, people, cast, at):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    involving.involve(case=case.pk, number=case.number, organisation=people["lawyer.lawyer"].organisation,
                      ground=Ground.ASSIGNED, by=cast.intake, at=at(2026, 3, 3))  # fmt: skip
    return case


@pytest.mark.parametrize("who", ["guardian", "lawyer"])
@pytest.mark.parametrize("made_by", TrackChoice.MadeBy.values)
def test_who_speaks_for_the_child_records_its_choice(case, cast, at, who, made_by):
    data = {"track": "SCHEME", "made_by": made_by}
    row = perform(track_choice.RECORD, by=getattr(cast, who), at=at(2026, 3, 10), data=data, case=case.pk)
    assert (row.track, row.made_by, row.chosen_on) == ("SCHEME", made_by, date(2026, 3, 10))


@pytest.mark.parametrize("who", ["ind", "avim", "intake", "coa", "mentor"])
def test_nobody_else_records_or_reads_it(case, cast, at, who):
    actor = getattr(cast, who)
    with pytest.raises((NotAllowed, NotFound)):
        perform(track_choice.RECORD, by=actor, at=at(2026, 3, 10), data={"made_by": "CHILD"}, case=case.pk)
    grounds = frozenset(set(Ground) - {Ground.CARE, Ground.OF_AGE})
    assert not involvement.Standing(actor, case.pk, grounds).right("CHOICE").anything


@pytest.mark.parametrize("made_by", ["", "LAWYER", "GUARDIAN", "IND"])
def test_the_database_takes_no_choice_that_is_not_the_childs(case, cast, at, made_by):
    row = TrackChoice(case=case, track="ASYLUM", made_by=made_by, chosen_on=date(2026, 3, 10))
    with pytest.raises(IntegrityError, match="the_child_chooses_its_track"), transaction.atomic():
        ledger.record(row, by=cast.lawyer, at=at(2026, 3, 10))


def test_there_is_no_default_and_no_choice_is_an_answer(case, cast, at):
    row = track_choice.record(case=case, made_by="CHILD", by=cast.lawyer, at=at(2026, 3, 10))
    assert row.track == ""
    assert TrackChoice._meta.get_field("track").default is TrackChoice._meta.get_field("made_by").default


@pytest.mark.requirement("S004-126", "S004-64", "S004-125")
def test_the_child_chooses_again_and_the_first_choice_stays_in_the_file(case, cast, at):
    track_choice.record(case=case, track="ASYLUM", made_by="CHILD_LAWYER", by=cast.lawyer, at=at(2026, 3, 10))
    track_choice.record(case=case, track="BOTH", made_by="CHILD_BOTH", by=cast.guardian, at=at(2027, 3, 10))
    track_choice.record(case=case, made_by="CHILD", by=cast.guardian, at=at(2027, 4, 1))
    assert list(case.track_choices.values_list("track", flat=True)) == ["", "BOTH", "ASYLUM"]


@pytest.mark.requirement("S004-59", "S004-63")
def test_nothing_opens_and_nothing_waits_by_it(case, cast, at):
    track_choice.record(case=case, track="SCHEME", made_by="CHILD", by=cast.lawyer, at=at(2026, 3, 10))
    assert not TraffickingProcedure.objects.exists()
    assert not AsylumProcedure.objects.exists()
    assert asylum.apply(case=case, by=cast.ind, at=at(2026, 3, 11)).pk
    track_choice.record(case=case, track="ASYLUM", made_by="CHILD", by=cast.lawyer, at=at(2026, 3, 12))
    assert trafficking.open(case=case, opened_by_choice_of="POLICE_REPORT", by=cast.ind, at=at(2026, 3, 13)).pk


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 11)])
def test_not_before_the_arrival_and_not_tomorrow(case, cast, at, day):
    said = refusal(lambda: track_choice.record(case=case, made_by="CHILD", chosen_on=day, by=cast.lawyer,
                                               at=at(2026, 3, 10)))  # fmt: skip
    assert said == ("day-impossible", "S004-95")
