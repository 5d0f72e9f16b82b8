"""Say that an alert was seen, or put it off until a day; always with a reason, and only for the own role's list."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit import ledger
from config.clock import day_of
from overview import alerts, shelter_alert, snapshot, training_alert
from overview.alerts import OpenAlert
from overview.snapshot import Facts
from partners import notices
from partners.access import Standing
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.models import AlertAnswer, NoticeKind
from policy.alerts import Severity
from policy.dates import term_last_day
from policy.numbers import number

SEEN, LATER = AlertAnswer.Answer.ACKNOWLEDGED, AlertAnswer.Answer.SNOOZED


def find(alert: UUID, standing: Standing, at: datetime) -> OpenAlert:
    """The open alert of this id, if it is meant for the actor's role. Raises NotFound."""
    assert standing.case is not None
    [facts] = snapshot.of({standing.case: standing}, alerts.MODELS)
    for each in alerts.of_case(facts, standing.actor.role, at):
        if each.id == alert:
            return each
    raise NotFound


def find_outside(alert: UUID, standing: Standing, at: datetime) -> OpenAlert:
    """The open alert of this id that is about all places together, if it is meant for the role. Raises NotFound."""
    return among(shelter_alert.waiting(standing.actor), alert, standing, at)


def find_of_staff(alert: UUID, standing: Standing, at: datetime) -> OpenAlert:
    """The same of one that is about the people of the own organisation. Raises NotFound."""
    return among(training_alert.waiting(standing.actor), alert, standing, at)


def among(known: Iterable[Facts], alert: UUID, standing: Standing, at: datetime) -> OpenAlert:
    for facts in known:
        for each in alerts.of_case(facts, standing.actor.role, at):
            if each.id == alert:
                return each
    raise NotFound


def longest(alert: OpenAlert, at: datetime) -> int:
    """For how many days it can be put off, at most."""
    critical = alert.alert.severity is Severity.CRITICAL
    return number("PUT_OFF_DAYS_CRITICAL" if critical else "PUT_OFF_DAYS", day_of(at))


def at_most(days: int) -> str:
    """For how long, as a sentence."""
    said = ngettext("It can be put off by %(n)s day at most.", "It can be put off by at most %(n)s days.", days)
    return said % {"n": days}


def check_answer(alert: OpenAlert, answer: str, until: date | None, at: datetime) -> None:
    """What is critical is never put away, and nothing is put off for too long. Raises RuleBroken."""
    source, most, today = alert.alert.code, longest(alert, at), day_of(at)
    if answer == SEEN and alert.alert.severity is Severity.CRITICAL:
        raise RuleBroken(
            "critical-stays", _("A critical alert stays until it is settled: you can put it off."), source
        )
    if answer == SEEN and until is not None:
        raise RuleBroken("seen-has-no-day", _("Either you have seen it, or it comes back on a day: not both."), source)
    if answer == LATER and until is None:
        raise RuleBroken("no-day", _("Say on which day the alert comes back."), source)
    if until is not None and not today < until <= term_last_day(today, days=most):
        raise RuleBroken("day-too-far", at_most(most), source)


@transaction.atomic
def answer(*, alert: OpenAlert, answer: str = SEEN, until: date | None = None, reason: str = "",
           by: Actor, at: datetime) -> AlertAnswer:  # fmt: skip
    """Take an alert from the list of one's role, for good or until a day; others still see it. Raises RuleBroken."""
    check_answer(alert, answer, until, at)
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why."), alert.alert.code)
    notices.settle(about=alert.id, kind=NoticeKind.ALERT, by=by, at=at, role=by.role)
    row = AlertAnswer(
        case_id=alert.case, code=alert.alert.code, alert=alert.id, organisation_id=by.organisation_id,
        role=by.role, answer=answer, until=until, reason=reason.strip(),
    )  # fmt: skip
    return ledger.record(row, by=by, at=at)


def told(alert: OpenAlert, by: Actor, at: datetime) -> Sequence[str | Promise]:
    """What the form is about, and what cannot be answered."""
    lines: list[str | Promise] = [alert.text]
    if alert.alert.severity is Severity.CRITICAL:
        lines += [_("This alert is critical: it stays until it is settled."), at_most(longest(alert, at))]
    return lines


def offered(alert: OpenAlert, by: Actor, at: datetime) -> dict[str, list[str]]:
    return {"answer": [LATER] if alert.alert.severity is Severity.CRITICAL else []}


ANSWER: Act = Act(
    path="cases/{case}/alerts/{alert}/answers",
    label=_("Answer an alert"),
    verb=answer,
    model=AlertAnswer,
    fields=("answer", "until", "reason"),
    parent_from=find,
    advise=told,
    narrow=offered,
    right=(DataClass.ALERT, "writes"),
    help=_("It leaves the list of your role; whoever it rises to, and other organisations, still see it."),
)
ANSWER_OUTSIDE: Act = replace(ANSWER, path="shelter-alerts/{alert}/answers", parent_from=find_outside)
ANSWER_OF_STAFF: Act = replace(ANSWER, path="staff-alerts/{alert}/answers", parent_from=find_of_staff)
