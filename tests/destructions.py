"""A child who arrived in 2026, and decades later the steps in which its file is destroyed."""

from datetime import date

import pytest
from django.db import connection

from intake import legal_hold, retention_term
from overview import destroying, destruction
from partners.actors import of_person
from partners.models import Person
from tests.closings import close
from tests.houses import perform

ADULT = date(2008, 1, 5)  # eighteen on 5 January 2026, before she arrived on 2 March
LAST_DAY = (2076, 3, 2)  # fifty years after she arrived
DUE = (2076, 3, 3)


@pytest.fixture
def second(organisations):
    """Another supervisor of Nidos."""
    return of_person(Person.objects.create(username="second", name="P. second", organisation=organisations["NIDOS"],
                                           role="nidos.supervisor"))  # fmt: skip


@pytest.fixture
def kept(open_case, cast, at):
    """The file of Hiwet, an adult when she arrived, closed in March 2026."""
    case = open_case(given_names="Hiwet", family_name="Amanuel", born=ADULT, v_number="9900000901")
    close(case, cast.intake, at(2026, 3, 5))
    return case


def propose(case, by, moment):
    return perform(destruction.PROPOSE, by=by, at=moment, data={}, file=case.pk)


def confirm(row, by, moment):
    done = perform(destruction.CONFIRM, by=by, at=moment, data={}, destruction=row.pk)
    # What was recorded until here was so in transactions that are over.
    connection.check_constraints()
    return done


def withdraw(row, by, moment, reason="Toch nog niet."):
    return perform(destruction.WITHDRAW, by=by, at=moment, data={"withdrawal_reason": reason}, destruction=row.pk)


def hold(case, by, moment, **said):
    return perform(legal_hold.HOLD, by=by, at=moment, data={"case": case, "reason": "Een klacht loopt."} | said)


def lift(row, by, moment, reason="De klacht is afgedaan."):
    return perform(legal_hold.LIFT, by=by, at=moment, data={"lift_reason": reason}, legal_hold=row.pk)


def set_term(kind, years, by, moment, **said):
    known = {"kind": kind, "years": years, "law": "Jeugdwet 7.3.8", "in_force_from": moment.date(), "reason": "Wet."}
    return perform(retention_term.SET, by=by, at=moment, data=known | said)


def destroyed(case, cast, at, day=DUE):
    """Proposed by a supervisor, confirmed by the data-protection officer, carried out the day after."""
    row = propose(case, cast.supervisor, at(*day))
    confirm(row, cast.dpo, at(*day, 14))
    return destroying.carry_out(row, at(*day, 15))
