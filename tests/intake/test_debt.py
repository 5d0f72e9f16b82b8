"""A debt for the journey: what was told of it, who reads it, and that it makes nobody a victim."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from audit import ledger
from config.encryption import secret
from intake import debt
from intake.models import Signal, SmugglingDebt
from partners import access, involvement
from partners.errors import NotAllowed
from partners.models import Notice
from tests.houses import perform, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S001-29")]
OWES = {"owed": "YES", "amount": 4000, "currency": "eur", "creditor_type": "SMUGGLER", "creditor": "Een man in Izmir",
        "pressure_on": "FAMILY", "pressure": "Hij belt haar moeder elke avond."}  # fmt: skip


@pytest.fixture
def case(open_case):
    return open_case()


@pytest.fixture
def tell(case, cast, at):
    return lambda **said: debt.record(case=case, by=cast.intake, at=at(2026, 3, 5), **said)


def test_what_was_told_of_it(tell):
    row = tell(**OWES, smuggled_in="YES")
    assert (row.amount, row.currency, row.told_by, row.told_on) == (4000, "EUR", "CHILD", date(2026, 3, 5))


@pytest.mark.requirement("S001-44")
@pytest.mark.parametrize("known", ["YES", "NO"])
def test_how_the_child_came_in_can_be_all_that_is_known(tell, known):
    assert tell(smuggled_in=known).owed == "UNKNOWN"


def test_something_is_known(tell):
    assert refusal(tell) == ("nothing-known", "S001-44")


@pytest.mark.requirement("EC-51", "S001-28")
def test_it_is_no_signal_and_nobody_is_told(tell):
    tell(**OWES)
    assert not Signal.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"amount": 10, "currency": "EUR"},
        {"creditor": "Een man"},
        {"creditor_type": "SMUGGLER"},
        {"pressure": "Hij belt."},
        {"pressure_on": "CHILD"},
    ],
)
@pytest.mark.parametrize("owed", ["NO", "UNKNOWN"])
def test_of_no_debt_nothing_more_is_said(tell, owed, said):
    assert refusal(lambda: tell(owed=owed, smuggled_in="YES", **said)) == ("no-debt", "S001-29")


@pytest.mark.parametrize("said", [{"amount": 10}, {"currency": "EUR"}, {"amount": 10, "currency": "E1"}])
def test_an_amount_has_its_currency(tell, said):
    assert refusal(lambda: tell(owed="YES", **said)) == ("no-currency", "S001-29")


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 6)])
def test_not_before_the_arrival_and_not_tomorrow(tell, day):
    assert refusal(lambda: tell(owed="YES", told_on=day)) == ("day-impossible", "S001-29")


def test_to_whom_and_under_what_pressure_lies_encrypted(tell):
    tell(**OWES)
    with connection.cursor() as cursor:
        cursor.execute("SELECT creditor, pressure FROM intake_smugglingdebt")
        lies = " ".join(cursor.fetchone())
    assert "Izmir" not in lies
    assert "moeder" not in lies


@pytest.mark.parametrize("who", ["avim", "ind", "coa"])
def test_only_nidos_records_it(case, cast, at, who):
    with pytest.raises(NotAllowed):
        perform(debt.RECORD, by=getattr(cast, who), at=at(2026, 3, 5), data=OWES, case=case.pk)


def test_police_read_it_and_ind_and_coa_not_that_there_is_one(case, tell, cast, at):
    tell(**OWES)

    def read(actor):
        return access.read(SmugglingDebt.objects.all(), involvement.standing(actor, case.pk, at(2026, 3, 5)))

    assert str(read(cast.avim)[0]["creditor"]) == "Een man in Izmir"
    assert (read(cast.ind), read(cast.coa)) == ([], [])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("what_is_owed_is_said_of_a_debt", {"owed": "NO", "creditor_type": "SMUGGLER"}),
        ("what_is_owed_is_said_of_a_debt", {"owed": "NO", "pressure_on": "CHILD"}),
        ("what_is_owed_is_said_of_a_debt", {"owed": "NO", "creditor": "Een man"}),
        ("what_is_owed_is_said_of_a_debt", {"owed": "UNKNOWN", "amount": 10, "currency": "EUR"}),
        ("an_amount_has_its_currency", {"owed": "YES", "amount": 10}),
        ("an_amount_has_its_currency", {"owed": "YES", "currency": "EUR"}),
    ],
)
def test_the_database_refuses_it_too(case, cast, at, name, said):
    known = {key: secret(case.data_key, value) if key == "creditor" else value for key, value in said.items()}
    row = SmugglingDebt(case=case, told_on=date(2026, 3, 5), **known)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        ledger.record(row, by=cast.intake, at=at(2026, 3, 5))
