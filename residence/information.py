"""Who explains something to the child says so: what, in which language, and whether it was understood (S004-76)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from residence.models import InformationGiven
from shelter import whereabouts


def check(case: Case, by: Actor, at: datetime) -> None:
    """Of a child that is there. Raises RuleBroken."""
    whereabouts.check_there(case)


@transaction.atomic
def give(*, case: Case, topic: str, told: str = "CHILD", language: str, interpreter: bool = False,
         given_on: date | None = None, understood: str, by: Actor, at: datetime) -> InformationGiven:  # fmt: skip
    """Record that it was explained. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    given_on = given_on or day_of(at)
    check(case, by, at)
    if not case.arrived_on <= given_on <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("It was explained after the arrival and not later than today."), "S004-76"
        )
    row = InformationGiven(case=case, topic=topic, told=told, language=language, interpreter=interpreter,
                           given_on=given_on, understood=understood)  # fmt: skip
    return ledger.record(row, by=by, at=at)


GIVE = Act(
    path="cases/{case}/information-records",
    label=_("Record what was explained"),
    verb=give,
    model=InformationGiven,
    fields=("topic", "told", "language", "interpreter", "given_on", "understood"),
    parent_model=Case,
    right=(DataClass.INFORMATION, "writes"),
    check=check,
    source="S004-76",
    help=_("In words and a language that the child understands; never to press it into anything."),
)
