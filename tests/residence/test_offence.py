"""What a child may have done under force: police, guardian and lawyer know of it, and say whether it is punished."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from audit import ledger
from config.encryption import secret
from intake.models import Case, Signal
from partners.access import Standing, plan
from partners.grounds import Ground
from residence import offence
from residence.models import Offence
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S003-08", "B-61")]
SAID = {"description": "Hij kweekte hennep in een loods."}


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def recorded(case, cast, at):
    return perform(offence.RECORD, by=cast.avim, at=at(2026, 3, 5), data=dict(SAID), case=case.pk)


def test_it_is_recorded_and_considered_with_a_reason(recorded, case, cast, at):
    assert (str(recorded.description), recorded.considered_on) == (SAID["description"], None)
    row = perform(offence.CONSIDER, by=cast.avim, at=at(2026, 3, 9), case=case.pk, offence=recorded.pk,
                  data={"considered_reason": "Gedwongen; de officier seponeert."})  # fmt: skip
    assert (row.considered_on, str(row.considered_reason)[:9]) == (date(2026, 3, 9), "Gedwongen")
    again = refusal(lambda: offence.consider(offence=row, considered_reason="Nee.", by=cast.avim, at=at(2026, 3, 10)))
    assert again == ("considered-already", "S003-08")


@pytest.mark.requirement("S000-21")
def test_a_suspect_remains_a_victim(case, raise_signal, cast, at):
    told = raise_signal(case)
    before = Signal.objects.values().get(pk=told.pk), Case.objects.values().get(pk=case.pk)
    offence.record(case=case, by=cast.avim, at=at(2026, 3, 5), **SAID)
    assert (Signal.objects.values().get(pk=told.pk), Case.objects.values().get(pk=case.pk)) == before


@pytest.mark.parametrize(
    ("said", "code"),
    [({"description": "  "}, "no-description"), ({"happened_on": date(2026, 3, 6)}, "day-impossible")],
)
def test_what_is_not_recorded(case, cast, at, said, code):
    refused = refusal(lambda: offence.record(case=case, by=cast.avim, at=at(2026, 3, 5), **(SAID | said)))
    assert refused == (code, "S003-08")
    assert not Offence.objects.exists()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"considered_reason": " "}, "no-reason"),
        ({"considered_on": date(2026, 3, 10)}, "day-impossible"),
        ({"considered_on": date(2026, 2, 1)}, "day-impossible"),
    ],
)
def test_what_is_not_considered(case, cast, at, said, code):
    row = offence.record(case=case, happened_on=date(2026, 2, 20), by=cast.avim, at=at(2026, 3, 5), **SAID)
    known = {"considered_reason": "Gedwongen."} | said
    assert refusal(lambda: offence.consider(offence=row, by=cast.avim, at=at(2026, 3, 9), **known))[0] == code


@pytest.mark.parametrize(("who", "reads"), [("avim", True), ("lawyer", True), ("ind", False), ("coa", False)])
def test_ind_and_the_shelter_do_not_even_know_that_there_is_one(case, cast, who, reads):
    grounds = frozenset({Ground.SIGNAL, Ground.TRACK, Ground.PLACEMENT, Ground.ASSIGNED})
    standing = Standing(getattr(cast, who), case.pk, grounds)
    assert (plan(Offence, standing) is not None) == reads


def test_the_database_wants_a_day_with_a_reason(case, cast, at):
    row = Offence(case=case, description=secret(case.data_key, "x"), considered_reason=secret(case.data_key, "y"))
    with pytest.raises(IntegrityError, match="a_reason_not_to_punish_has_its_day"), transaction.atomic():
        ledger.record(row, by=cast.avim, at=at(2026, 3, 5))
