"""Alerts in words: how urgent, what, since when, what can be done, and what was answered."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from config.clock import day_of, start_of
from config.language import say
from overview import words
from overview.alerts import OpenAlert
from overview.links import When
from overview.snapshot import About
from partners.models import AlertAnswer
from policy.alerts import SEVERITIES, Severity

TONES = {Severity.CRITICAL: "late", Severity.HIGH: "late", Severity.MEDIUM: "soon", Severity.LOW: "calm"}

# What is in no case and is answered all the same.
ANSWERED = {About.SHELTER: "shelter-alerts-answers", About.STAFF: "staff-alerts-answers"}


@dataclass(frozen=True)
class AlertLine:
    """One alert as a page shows it; `aside`: what this role answered, while it is out of its list."""

    severity: str
    tone: str
    text: str
    note: str
    sources: tuple[str, ...]
    answer_url: str
    aside: str


def line(each: OpenAlert, at: datetime) -> AlertLine:
    return AlertLine(
        severity=say(SEVERITIES[each.alert.severity]), tone=TONES[each.alert.severity], text=each.text,
        note=note(each), sources=each.alert.source, answer_url=answer_url(each),
        aside=aside(each) if each.is_put_aside(at) else "",
    )  # fmt: skip


def chip(each: OpenAlert) -> When:
    """How bad it is."""
    return When(say(SEVERITIES[each.alert.severity]), TONES[each.alert.severity])


def note(each: OpenAlert) -> str:
    """Since when; and why somebody sees it for whom it was not meant at first."""
    whole_day = each.since == start_of(day_of(each.since))
    moment = words.short_day(day_of(each.since)) if whole_day else words.moment(each.since)
    since = _("since %(moment)s") % {"moment": moment}
    return f"{since}, {_('comes to you because it lasts')}" if each.risen else since


def aside(each: OpenAlert) -> str:
    assert each.answered is not None
    until, reason = each.answered.get("until"), each.answered.get("reason", "")
    said = _("put off until %(day)s") % {"day": words.short_day(until)} if until else _("seen")
    return f"{said}: {reason}" if reason else said


def answer_url(each: OpenAlert) -> str:
    """The form that takes it from the list; nowhere for who has no such right."""
    standing = each.facts.standing
    if not any(standing.right(name).writes for name in AlertAnswer.data):
        return ""
    if standing.case is None:
        # What is reviewed or acted on is answered by that.
        name = ANSWERED.get(each.facts.about)
        return reverse("admin:nested_free_act", args=[name, each.id]) if name else ""
    return reverse("admin:nested_act", args=[each.facts.case, "alerts-answers", each.id])
