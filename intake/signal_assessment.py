"""Nidos assesses a signal: it leads to an indication, is watched, or is not substantiated; anybody opens it again."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from config.clock import day_of, start_of
from intake import completion, signal_outcome
from intake import signal as signals
from intake.models import Case, Signal, SignalAssessment
from intake.signal_outcome import Outcome, Status
from partners import involving
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind
from policy.dates import after
from policy.terms import term
from policy.workflow import may_follow

# Nidos decides (D-2): the guardian, and whoever of the intake sees the case; the desk asks one of the two.
ASSESSORS = ("nidos.guardian", "nidos.intake")
ASSESSED = (Outcome.LEADS_TO_INDICATION, Outcome.MONITOR, Outcome.NOT_SUBSTANTIATED)


def possible(status: str) -> list[str]:
    """What a signal in this state may be assessed as."""
    return [outcome for outcome in ASSESSED if outcome in may_follow("SIGNAL", status)]


def check_assess(signal: Signal, by: Actor, at: datetime) -> None:
    """Nidos, of a signal that is open. Raises RuleBroken."""
    if by.role not in ASSESSORS:
        raise RuleBroken("only-nidos", _("Only Nidos assesses a signal."), "D-2")
    if not possible(signal.status):
        raise RuleBroken("not-open", _("This signal is not open; open it again before you assess it."), "S004-91")


def check_said(signal: Signal, outcome: str, reasons: str, review_on: date | None, today: date) -> None:
    """A possible outcome with its reasons; what is watched is looked at again, and not too late. Raises RuleBroken."""
    if outcome not in possible(signal.status):
        raise RuleBroken("no-such-outcome", _("This cannot become of the signal now."), "S004-132")
    signal_outcome.check_reasons(reasons)
    if (outcome == Outcome.MONITOR) != (review_on is not None):
        raise RuleBroken(
            "review-on", _("Give a day to look again if the signal is watched, and only then."), "S004-132"
        )
    latest = term("WATCH_SIGNAL", today).last_day(today)
    if review_on is not None and not today < review_on <= latest:
        last = date_format(latest, "j F Y")
        raise RuleBroken(
            "review-day", _("Look again on a day to come, on %(last)s at the latest.") % {"last": last}, "S004-132"
        )


@transaction.atomic
def assess(*, signal: Signal, outcome: str, reasons: str, review_on: date | None = None,
           by: Actor, at: datetime) -> SignalAssessment:  # fmt: skip
    """Nidos says what it makes of a signal; everybody who was told of it hears that. Raises RuleBroken."""
    row = signal_outcome.held(signal)
    check_assess(row, by, at)
    check_said(row, outcome, reasons, review_on, day_of(at))
    return write(row, outcome, reasons=reasons, review_on=review_on, by=by, at=at)


def write(row: Signal, outcome: str, *, reasons: str = "", review_on: date | None = None,
          by: Actor, at: datetime) -> SignalAssessment:  # fmt: skip
    judged = signal_outcome.judge(row, outcome, outcome, reasons=reasons, review_on=review_on, by=by, at=at)
    signal_outcome.tell(judged, NoticeKind.SIGNAL_ASSESSED, source="S004-35", by=by, at=at)
    if outcome == Outcome.NOT_SUBSTANTIATED and row.case is not None:
        end_involvement(row.case, by=by, at=at)
    return judged


def lead_to_indication(rows: Iterable[Signal], *, by: Actor, at: datetime) -> None:
    """An indication was decided that rests on these; its reasons stand with it and not here (S004-37)."""
    for row in rows:
        if Outcome.LEADS_TO_INDICATION in possible(row.status):
            write(row, Outcome.LEADS_TO_INDICATION, by=by, at=at)


def end_involvement(case: Case, *, by: Actor, at: datetime) -> None:
    """Not substantiated and nothing open: involvement by signals ends, after the days in which the others read that
    and may open it again (C5, docs/decisions/0014-signals.md)."""
    if case.signals.open().exists():
        return
    today = day_of(at)
    until = start_of(after(term("NOT_SUBSTANTIATED_READ", today).last_day(today)))
    rows = Involvement.objects.open(at).filter(case_id=case.pk, ground=Ground.SIGNAL, until=None)
    involving.end_all(rows, by=by, at=at, until=until)
    completion.end_intake(case, by=by, at=at)


def check_reopen(signal: Signal, by: Actor, at: datetime) -> None:
    """Any role that sees it, of a signal that was closed; a supervisor writes nothing. Raises RuleBroken."""
    if by.is_supervisor:
        raise RuleBroken("not-a-supervisor", _("Supervisors read the file and write nothing in it."), "D-10")
    if Status.SHARED not in may_follow("SIGNAL", signal.status):
        raise RuleBroken("still-open", _("This signal is open; there is nothing to open again."), "S004-91")


@transaction.atomic
def reopen(*, signal: Signal, reasons: str, by: Actor, at: datetime) -> SignalAssessment:
    """Open a signal again that was not substantiated, or was merged by mistake. Raises RuleBroken."""
    row = signal_outcome.held(signal)
    check_reopen(row, by, at)
    signal_outcome.check_reasons(reasons)
    row.merged_into = None
    judged = signal_outcome.judge(row, Outcome.REOPENED, Status.SHARED, reasons=reasons, by=by, at=at)
    if row.case is not None:
        begin_involvement(row, row.case, by=by, at=at)
    signal_outcome.tell(judged, NoticeKind.SIGNAL_REOPENED, source="S004-91", by=by, at=at)
    return judged


def begin_involvement(signal: Signal, case: Case, *, by: Actor, at: datetime) -> None:
    """Whoever was about to lose the case by this signal, or lost it, sees it again."""
    rows = Involvement.objects.open(at).filter(case_id=case.pk, ground=Ground.SIGNAL).exclude(until=None)
    involving.end_all(rows, by=by, at=at, until=None)
    signals.involve(signal, case, raised_by=signal.created_by_organisation, by=by, at=at)


def narrow(signal: Signal, by: Actor, at: datetime) -> dict[str, list[str]]:
    return {"outcome": possible(signal.status)}


def advise(signal: Any, by: Actor, at: datetime) -> list[Any]:
    return [
        _("The slightest suspicion suffices for an indication, and no outcome of a screening speaks against one."),
    ]


ASSESS = Act(
    path="cases/{case}/signals/{signal}/assessments",
    label=_("Assess"),
    verb=assess,
    model=SignalAssessment,
    fields=("outcome", "review_on", "reasons"),
    parent_model=Signal,
    right=(DataClass.SIGNAL, "writes"),
    check=check_assess,
    narrow=narrow,
    advise=advise,
    source="S004-91",
    help=_("It leads to an indication, you watch it until a day that you name, or it is not substantiated. It stays "
           "in the file in any case, and can be opened again."),
)  # fmt: skip
REOPEN = Act(
    path="cases/{case}/signals/{signal}/reopenings",
    label=_("Open again"),
    verb=reopen,
    model=SignalAssessment,
    fields=("reasons",),
    parent_model=Signal,
    # Any role that sees it (C3.2); who may not is for the check to say.
    right=(DataClass.SIGNAL, "reads"),
    check=check_reopen,
    source="S004-91",
    help=_("Everybody who was told of the signal hears that it is open again."),
)
