"""How long each kind of organisation keeps a file is data, from one day up to another (T-22, B-24, D-11)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import RetentionTerm
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.reference import check_days, check_reason

SOURCE = "B-24"
WRITES = (DataClass.CONFIGURATION, "writes")
MOST_YEARS = 200


def check_said(years: int, law: str) -> None:
    """A number of years, and who says so. Raises RuleBroken."""
    if not 1 <= years <= MOST_YEARS:
        raise RuleBroken("years-out-of-range", _("Give a number of years, of at most two hundred."), SOURCE)
    if not law.strip():
        raise RuleBroken("no-source", _("Name the law or the decision that says so."), SOURCE)


@transaction.atomic
def set_term(*, kind: str, years: int, law: str, in_force_from: date, reason: str,
             counts_from: str = "MAJORITY", by: Actor, at: datetime) -> RetentionTerm:  # fmt: skip
    """From a day on it is so; what held until then stays in the history. Raises RuleBroken."""
    check_days(in_force_from, None, day_of(at))
    check_reason(reason)
    check_said(years, law)
    last = RetentionTerm.objects.select_for_update().kept().filter(kind=kind).order_by("-in_force_from").first()
    if last is not None and last.in_force_from >= in_force_from:
        raise RuleBroken(
            "planned-already", _("Another term holds from that day on already: choose a later day."), SOURCE
        )
    if last is not None and last.lapses_on is None:
        last.lapses_on, last.lapse_reason = in_force_from, reason.strip()
        ledger.record(last, by=by, at=at, reason=last.lapse_reason)
    row = RetentionTerm(kind=kind, years=years, counts_from=counts_from, law=law.strip(), in_force_from=in_force_from,
                        reason=reason.strip())  # fmt: skip
    return ledger.record(row, by=by, at=at, reason=row.reason)


SET = Act(
    path="retention-terms",
    label=_("Set a retention term"),
    verb=set_term,
    model=RetentionTerm,
    fields=("kind", "years", "counts_from", "law", "in_force_from", "reason"),
    right=WRITES,
    source=SOURCE,
    help=_("For one kind of organisation. A file is due only when the terms of all that took part have run out; a "
           "kind without a term of its own keeps it as long as Nidos does by the letter."),
)  # fmt: skip
ACTS = (SET,)
