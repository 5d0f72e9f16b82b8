"""The clocks of a child as a page shows them: how far each has run, how long it still takes, and by whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.language import say
from intake.models import BirthDateRecord
from overview import words
from overview.links import When
from partners.access import Standing
from residence.terms import BEFORE_MAJORITY, DECISION, Clock

SOON = 7


@dataclass(frozen=True)
class ClockView:
    """One clock in words; `share` is how much of it has run, in per cent, and None without a beginning."""

    label: str
    text: str
    tone: str
    share: int | None
    note: str
    sources: tuple[str, ...]
    proposal: bool
    provisional: bool
    moved: str = ""


def readable(clocks: list[Clock], standing: Standing, today: date, exact: Mapping[str, When]) -> list[ClockView]:
    """The clocks this actor may read, of those that count the same the next one; `exact`: those told by the hour."""
    mine = [clock for clock in clocks if clock.is_for(standing)]
    nearest = [next_of(BEFORE_MAJORITY, mine, today), next_of(DECISION, mine, today) or last_of(DECISION, mine)]
    shown = (clock for clock in mine if clock.name not in (*BEFORE_MAJORITY, *DECISION) or clock in nearest)
    return [view(clock, today, exact.get(clock.name)) for clock in shown]


def next_of(names: tuple[str, ...], clocks: list[Clock], today: date) -> Clock | None:
    """Of clocks that count the same, the one that ends next."""
    coming = [each for each in clocks if each.name in names and each.last_day is not None and each.last_day >= today]
    return min(coming, key=lambda each: each.last_day or today, default=None)


def last_of(names: tuple[str, ...], clocks: list[Clock]) -> Clock | None:
    """When all are over, the one that was last."""
    return next((each for each in clocks if each.name == names[-1]), None)


def view(clock: Clock, today: date, exact: When | None) -> ClockView:
    text, tone = (exact.text, exact.tone) if exact else remaining(clock, today)
    return ClockView(
        label=capfirst(say(clock.label)), text=text, tone=tone, share=share(clock, today), note=note(clock),
        sources=clock.source, proposal=clock.proposal, provisional=clock.provisional, moved=moved(clock),
    )  # fmt: skip


def remaining(clock: Clock, today: date) -> tuple[str, str]:
    """How long it still takes, and the tone: what soon ends stands out, what has ended was served."""
    if clock.last_day is None:
        return (_("a minor until it is final"), "late") if clock.name == "MAJORITY" else (_("has not begun"), "calm")
    days = (clock.last_day - today).days
    if days < 0:
        return _("ended"), "ok"
    if days == 0:
        return _("last day today"), "soon"
    if days > 90:
        return words.day(clock.last_day), "calm"
    return ngettext("%(n)s more day", "%(n)s more days", days) % {"n": days}, "soon" if days <= SOON else "calm"


def share(clock: Clock, today: date) -> int | None:
    if clock.counts_from is None or clock.last_day is None or clock.last_day <= clock.counts_from:
        return None
    run = (today - clock.counts_from).days / (clock.last_day - clock.counts_from).days
    return round(100 * min(max(run, 0), 1))


def note(clock: Clock) -> str:
    """From which day to which, and when what waits may happen."""
    parts = []
    if clock.counts_from is not None and clock.last_day is not None and clock.last_day > clock.counts_from:
        days = {"first": words.day(clock.counts_from), "last": words.day(clock.last_day)}
        parts.append(_("%(first)s to %(last)s") % days)
    elif clock.last_day is not None:
        parts.append(words.day(clock.last_day))
    if clock.earliest is not None:
        parts.append(_("from %(day)s on") % {"day": words.day(clock.earliest)})
    return " · ".join(parts)


def moved(clock: Clock) -> str:
    """What the last change of the birth date did to it: the old day, the new one, and by what."""
    if clock.was is None or clock.moved_on is None:
        return ""
    said = {"was": words.day(clock.was), "day": words.day(clock.moved_on), "source": source(clock.moved_by)}
    if clock.day is None:
        return _("Was %(was)s; no day while the age is contested, since %(day)s.") % said
    said["now"] = words.day(clock.day)
    if not clock.moved_by:
        return _("Was %(was)s, now %(now)s: the contest of the age was settled on %(day)s.") % said
    return _("Was %(was)s, now %(now)s, by the birth date according to %(source)s of %(day)s.") % said


def source(code: str) -> str:
    return str(BirthDateRecord.Source(code).label) if code else ""
