"""Record how the child came in and what is owed for it: it asks for a screening, and makes nobody a victim (EC-51)."""

import re
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case, SmugglingDebt
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource

SOURCE = "S001-29"
CURRENCY = re.compile(r"[A-Z]{3}")
YES, UNKNOWN = SmugglingDebt.Known.YES, SmugglingDebt.Known.UNKNOWN
NO_PRESSURE = (SmugglingDebt.Pressure.NONE, SmugglingDebt.Pressure.UNKNOWN)


def check_said(row: SmugglingDebt) -> None:
    """What is said of a debt needs one, and an amount its currency. Raises RuleBroken."""
    said = row.amount is not None or row.creditor or row.pressure or row.pressure_on not in NO_PRESSURE
    if row.owed != YES and (said or row.creditor_type != SmugglingDebt.Creditor.UNKNOWN):
        raise RuleBroken("no-debt", _("Say first that there is a debt for the journey."), SOURCE)
    if (row.amount is None) == bool(row.currency) or (row.currency and not CURRENCY.fullmatch(row.currency)):
        raise RuleBroken("no-currency", _("Give the amount with its currency, in three letters."), SOURCE)
    if row.owed == UNKNOWN and row.smuggled_in == UNKNOWN:
        raise RuleBroken("nothing-known", _("Say what is known: how the child came in, or what is owed."), "S001-44")


@transaction.atomic
def record(*, case: Case, smuggled_in: str = UNKNOWN, owed: str = UNKNOWN, amount: int | None = None,
           currency: str = "", creditor_type: str = "UNKNOWN", creditor: str = "", pressure_on: str = "UNKNOWN",
           pressure: str = "", told_by: str = "CHILD", told_on: date | None = None,
           by: Actor, at: datetime) -> SmugglingDebt:  # fmt: skip
    """Write down what was told. It is no signal, and Nidos screens the child (S001-28). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    day = told_on or day_of(at)
    if not case.arrived_on <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("It was told after the arrival and not later than today."), SOURCE)
    row = SmugglingDebt(
        case=case, smuggled_in=smuggled_in, owed=owed, amount=amount, currency=currency.strip().upper(),
        creditor_type=creditor_type, creditor=secret(case.data_key, creditor), pressure_on=pressure_on,
        pressure=secret(case.data_key, pressure), told_by=told_by, told_on=day,
    )  # fmt: skip
    check_said(row)
    return ledger.record(row, by=by, at=at)


RESOURCE = Resource("cases/{case}/smuggling-debts", SmugglingDebt, _("debts for the journey"))
RECORD = Act(
    path=RESOURCE.path,
    label=_("Record a debt for the journey"),
    verb=record,
    model=SmugglingDebt,
    fields=(
        "smuggled_in", "owed", "amount", "currency", "creditor_type", "creditor", "pressure_on", "pressure",
        "told_by", "told_on",
    ),
    parent_model=Case,
    right=(DataClass.DEBT, "writes"),
    source=SOURCE,
    help=_("It is no signal of trafficking by itself: Nidos screens the child. Must the child work for it, or is it "
           "threatened? Raise a signal too."),
)  # fmt: skip
