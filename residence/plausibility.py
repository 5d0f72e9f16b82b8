"""Advice on whether victimhood is plausible: asked for the child after its case was dismissed (S004-111, B-60).

It tells IND something beside everything else. No verb, task or alert reads it, and nothing follows from it here.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.in_force import days_of, is_in_force
from policy.terms import term
from residence.models import PlausibilityAdvice, PoliceReport
from shelter.held import held

SOURCE, PILOT, TERM = "B-60", "PLAUSIBILITY_PILOT", "PLAUSIBILITY_REQUEST"
WRITES = (DataClass.PLAUSIBILITY, "writes")
NO_PILOT = _("This advice was given in the pilot of 2018: dismissed and asked in that year.")


def last_day(dismissed_on: date) -> date:
    """Until when it can be asked."""
    return term(TERM, dismissed_on).last_day(dismissed_on)


def pilot_on(day: date) -> bool:
    """Whether it could be asked on this day, and be asked about what was dismissed on it."""
    return is_in_force(PILOT, day)


def open_on(dismissed_on: date, day: date) -> bool:
    """Whether it can still be asked on a day."""
    return pilot_on(dismissed_on) and pilot_on(day) and day <= last_day(dismissed_on)


def check_ask(police_report: PoliceReport, by: Actor, at: datetime) -> None:
    """Once, after a report that the child filed and that was closed. Raises RuleBroken."""
    if police_report.filed_on is None:
        raise RuleBroken("nothing-filed", _("It is asked after a report that the child filed."), SOURCE)
    if police_report.investigation_ended_on is None:
        raise RuleBroken("not-dismissed", _("It is asked once the case was dismissed, or the suspect acquitted."),
                         SOURCE)  # fmt: skip
    check_pilot(police_report.filed_on, police_report.investigation_ended_on)
    if PlausibilityAdvice.objects.filter(report=police_report.pk).exists():
        raise RuleBroken("asked-already", _("This advice was asked already."), SOURCE)


def check_pilot(filed_on: date, ended_on: date) -> None:
    """Not of a report that was closed before the pilot began, or filed after it had ended. Raises RuleBroken."""
    first, last = days_of(PILOT)
    if first is None or ended_on < first or (last is not None and filed_on > last):
        raise RuleBroken("no-pilot", NO_PILOT, SOURCE)


def check_days(report: PoliceReport, dismissed_on: date, requested_on: date, at: datetime) -> None:
    """Dismissed in the pilot, and asked in it within four weeks. Raises RuleBroken."""
    assert report.filed_on is not None
    if not report.filed_on <= dismissed_on <= requested_on <= day_of(at):
        raise RuleBroken("day-impossible", _("Dismissed after the report, asked after that and not later than today."),
                         SOURCE)  # fmt: skip
    if not (pilot_on(dismissed_on) and pilot_on(requested_on)):
        raise RuleBroken("no-pilot", NO_PILOT, SOURCE)
    if requested_on > last_day(dismissed_on):
        sentence = _("It is asked within four weeks of the dismissal: until and with %(day)s.")
        raise RuleBroken("too-late", sentence % {"day": date_format(last_day(dismissed_on))}, SOURCE)


@transaction.atomic
def ask(*, police_report: PoliceReport, asked_by: str, dismissal: str, dismissed_on: date | None = None,
        in_netherlands: bool = False, requested_on: date | None = None, by: Actor,
        at: datetime) -> PlausibilityAdvice:  # fmt: skip
    """The child asks for the advice, or its lawyer for it. Raises RuleBroken."""
    report = held(police_report)
    check_ask(report, by, at)
    ended = dismissed_on or report.investigation_ended_on
    assert ended is not None
    check_days(report, ended, requested_on or day_of(at), at)
    if not in_netherlands:
        raise RuleBroken("not-here", _("The advice is only about exploitation, or what prepared it, in the "
                                       "Netherlands."), SOURCE)  # fmt: skip
    row = PlausibilityAdvice(
        case=report.case, report=report, asked_by=asked_by, dismissal=dismissal, dismissed_on=ended,
        in_netherlands=in_netherlands, requested_on=requested_on or day_of(at),
    )  # fmt: skip
    return ledger.record(row, by=by, at=at)


def check_advise(plausibility_advice: PlausibilityAdvice, by: Actor, at: datetime) -> None:
    if plausibility_advice.outcome:
        raise RuleBroken("advised-already", _("The advice is there already."), SOURCE)


@transaction.atomic
def advise(*, plausibility_advice: PlausibilityAdvice, outcome: str, advised_on: date | None = None, by: Actor,
           at: datetime) -> PlausibilityAdvice:  # fmt: skip
    """What the committee advised; nothing else changes by it. Raises RuleBroken."""
    row = held(plausibility_advice)
    check_advise(row, by, at)
    day = advised_on or day_of(at)
    if not row.requested_on <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("The advice came after it was asked and not later than today."), SOURCE)
    row.outcome, row.advised_on = outcome, day
    return ledger.record(row, by=by, at=at)


ADVICES = "cases/{case}/plausibility-advices"
ASK = Act(
    path="cases/{case}/police-reports/{police_report}/plausibility-requests",
    label=_("Ask for advice on plausibility"),
    verb=ask,
    model=PlausibilityAdvice,
    fields=("asked_by", "dismissal", "dismissed_on", "in_netherlands", "requested_on"),
    parent_model=PoliceReport,
    right=WRITES,
    check=check_ask,
    source=SOURCE,
    help=_("A committee says whether it is plausible that the child is a victim. IND reads it beside everything else; "
           "it decides nothing."),
)  # fmt: skip
ADVISE = Act(
    path=f"{ADVICES}/{{plausibility_advice}}/answers",
    label=_("Record the advice"),
    verb=advise,
    model=PlausibilityAdvice,
    fields=("outcome", "advised_on"),
    required=("outcome",),
    parent_model=PlausibilityAdvice,
    right=WRITES,
    check=check_advise,
    source=SOURCE,
)
ACTS = (ASK, ADVISE)
