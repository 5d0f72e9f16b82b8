"""The five things that a child in protected shelter may count on (S004-110), each as far as it may be read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from config.clock import day_of
from overview import plan_tasks, tasks, words
from overview.eighteen_tasks import adult, kind, start_care, stay
from overview.rest_clock import rest_last_day
from overview.signal_tasks import current_indication
from overview.snapshot import Facts
from policy.dates import after
from policy.locations import location_type
from residence.models import Hearing
from shelter.models import CareCoordination, Indication, Placement, ProgrammeEnrolment, RestPeriod

YES, LATER, MISSING = "ok", "soon", "late"
Programme = ProgrammeEnrolment.State


@dataclass(frozen=True)
class Safeguard:
    """One of the five: whether the child has it, has it later, or lacks it now; and what there is to say."""

    text: str
    state: str
    note: str
    source: str


def checklist(facts: Facts, at: datetime) -> list[Safeguard]:
    """Nothing for a child that was never meant for protected shelter."""
    known = current_indication(facts) if facts.reads(Indication) else None
    meant = known is not None and known["outcome"] in ("BO", "FIER")
    return list(of_child(facts, at)) if meant or plan_tasks.admitted_on(facts) is not None else []


def of_child(facts: Facts, at: datetime) -> Iterator[Safeguard]:
    if facts.reads(Placement):
        yield shelter(facts)
    if facts.reads(RestPeriod):
        yield rest(facts, at)
        if facts.reads(Hearing):
            yield hearing(facts)
    if facts.reads(ProgrammeEnrolment):
        yield programme(facts)
    if facts.reads(CareCoordination):
        yield after_eighteen(facts, at)


def shelter(facts: Facts) -> Safeguard:
    """Who may not know in which house the child lives still knows of the rest that began there."""
    text, since, code = _("special shelter"), plan_tasks.admitted_on(facts), kind(facts)
    if since is None:
        return Safeguard(text, MISSING, _("waits for a place"), "S004-02")
    if stay(facts) is None or (code and not location_type(code).starts_rest):
        return Safeguard(text, YES, _("has moved on"), "S004-02")
    return Safeguard(text, YES, _("since %(day)s") % {"day": words.short_day(since)}, "S004-02")


def rest(facts: Facts, at: datetime) -> Safeguard:
    last = rest_last_day(facts)
    if last is None:
        return Safeguard(_("three weeks of rest"), LATER, _("begin on the day of the placement"), "S004-46")
    note = _("over since %(day)s") % {"day": words.short_day(after(last))}
    if day_of(at) <= last:
        note = _("to %(day)s") % {"day": words.short_day(last)}
    return Safeguard(_("three weeks of rest"), YES, note, "S004-46")


def hearing(facts: Facts) -> Safeguard:
    """A hearing that was allowed earlier is kept, too: it was the child's own wish (INV-14)."""
    text, row, wait = _("first hearing after three months"), tasks.first_hearing(facts), tasks.wait(facts)
    if row is None:
        note = _("from %(day)s on") % {"day": words.short_day(wait.earliest)} if wait.earliest else ""
        return Safeguard(text, LATER, note, "S004-47")
    day = row["held_on"] or row["planned_on"]
    if wait.allows(day):
        return Safeguard(text, YES, words.short_day(day), "S004-47")
    if tasks.deviates(facts, row):
        return Safeguard(text, YES, _("earlier, as the child asked"), "S004-47")
    return Safeguard(text, MISSING, _("planned within the wait"), "S004-47")


def programme(facts: Facts) -> Safeguard:
    row = facts.latest(ProgrammeEnrolment)
    if not row:
        return Safeguard(_("resilience programme"), LATER, _("not offered yet"), "S004-48")
    state = LATER if row["state"] in (Programme.OFFERED, Programme.STARTED) else YES
    return Safeguard(_("resilience programme"), state, str(Programme(row["state"]).label), "S004-48")


def after_eighteen(facts: Facts, at: datetime) -> Safeguard:
    """Nothing ends with the birthday by itself; of who stays, care is coordinated (INV-24, S004-57)."""
    text = _("shelter and care after eighteen")
    if adult(facts, at) is None:
        return Safeguard(text, LATER, _("from the eighteenth birthday on"), "S004-50")
    if any(start_care(facts, at)):
        return Safeguard(text, MISSING, _("nobody coordinates the care yet"), "S004-57")
    running = any(row["ends_on"] is None for row in facts.of(CareCoordination))
    return Safeguard(text, YES, _("care is coordinated") if running else _("is not needed now"), "S004-57")
