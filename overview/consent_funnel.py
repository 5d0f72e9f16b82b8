"""The consent funnel (RP-14): of the children with a signal of trafficking, who was asked, and what came of it.

Counted over all cases and shown without any: small numbers are suppressed (policy/suppression.py). A further table is
one more line in `tables`: a code for each child, and what the codes are called.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from audit.models import Kind
from config.clock import day_of, start_of
from config.language import say
from intake import consent, joined, majority
from intake.models import (
    ComenshaMessage,
    Consent,
    ConsentStatement,
    NoReport,
    Purpose,
    ReportBasis,
    Signal,
    counts_as_trafficking,
)
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from policy.consent import CHILD, REFUSES, Said, State, answers, state
from policy.dates import after
from policy.no_report import NO_REPORT
from policy.numbers import number
from policy.suppression import Shown, suppress_beside

Row = Mapping[str, Any]
NOT_ASKED, BY_CHILD, BY_OTHER, NO_REASON = "NOT_ASKED", "REFUSED_BY_CHILD", "REFUSED_BY_OTHER", "NO_REASON"
OUTCOMES: dict[str, str | Promise] = {
    NOT_ASKED: gettext_lazy("not asked"),
    State.ASKED: gettext_lazy("asked, not answered"),
    State.TO_CONFIRM: gettext_lazy("waits for a second person"),
    State.GIVEN: gettext_lazy("given"),
    BY_CHILD: gettext_lazy("refused by the child"),
    BY_OTHER: gettext_lazy("refused by the guardian or a parent"),
    State.REVIEW_DUE: gettext_lazy("given, to be signed anew at this age"),
    State.WITHDRAWN: gettext_lazy("withdrawn"),
}
NOT_REPORTED, TWICE = "NOT_REPORTED", "MORE_THAN_ONE"
# What was sent stays sent: a withdrawal afterwards changes nothing in these (EC-09).
REPORTED: dict[str, str | Promise] = {
    ReportBasis.CONSENT: gettext_lazy("reported with consent"),
    ReportBasis.POLICE_DUTY: gettext_lazy("reported by duty of the police"),
    ReportBasis.STATUTORY: gettext_lazy("reported on a statutory basis"),
    TWICE: gettext_lazy("reported on more than one basis"),
    NOT_REPORTED: gettext_lazy("not reported"),
}
ASKED_FOR = (Purpose.COMENSHA_REGISTRATION, Purpose.COMENSHA_SHELTER)
CODE = "RP-14"
FIRST_YEAR = 2008  # since when there is protected shelter (S004-08)


Line = tuple[str, int | None]


@dataclass(frozen=True)
class Table:
    """One division of the same children: lines of a name and a count, None where it is not shown; then their sums."""

    title: str
    lines: list[Line]
    sums: list[Line]


@dataclass(frozen=True)
class Page:
    year: int
    years: list[int]
    counted_until: date
    still_runs: bool
    hidden_up_to: int
    tables: list[Table]


@dataclass(frozen=True)
class Children:
    """Whom the figures are about: each child once, whatever number of files it has; and until which day is counted."""

    of_case: Mapping[UUID, UUID]
    until: date

    @property
    def everybody(self) -> set[UUID]:
        return set(self.of_case.values())


def years(actor: Actor, today: date) -> list[int]:
    """The latest first. Of the year that runs two days side by side tell of one child: only who may see cases."""
    last = today.year if actor.is_supervisor else today.year - 1
    return list(range(last, FIRST_YEAR - 1, -1))


def load(actor: Actor, year: int | None, at: datetime, kind: str = Kind.READ) -> Page:
    """The figures of a year, and the entry that says who saw them. Raises NotAllowed, NotFound."""
    involvement.without_case(actor).require(DataClass.FIGURES, "reads")
    today = day_of(at)
    known = years(actor, today)
    shown = known[0] if year is None else year
    if shown not in known:
        raise NotFound
    ledger.write(kind, by=actor, table=Consent._meta.db_table, data_classes=[DataClass.FIGURES],
                 reason=f"{CODE} {shown}")  # fmt: skip
    until = min(date(shown, 12, 31), today)
    below = number("SUPPRESS_BELOW", until)
    found = signalled(date(shown, 1, 1), until)
    return Page(shown, known, until, shown == today.year, below - 1, tables(found, below))


def signalled(since: date, until: date) -> Children:
    """The children whose first signal of trafficking, as far as it stands, was raised in this period."""
    rows = Signal.objects.valid().exclude(status=Signal.Status.NOT_SUBSTANTIATED).filter(case__isnull=False)
    rows = rows.filter(raised_at__lt=start_of(after(until))).order_by("raised_at")
    going_on = dict(joined.in_force().values_list("case_id", "into_id"))
    first: dict[UUID, datetime] = {}
    for case, kinds, raised_at in rows.values_list("case_id", "kinds", "raised_at"):
        if counts_as_trafficking(kinds):
            first.setdefault(going_on.get(case, case), raised_at)
    children = {child for child, raised_at in first.items() if raised_at >= start_of(since)}
    files = {case: child for case, child in going_on.items() if child in children}
    return Children({child: child for child in children} | files, until)


def tables(children: Children, below: int) -> list[Table]:
    """Every table, of the same children; so they are suppressed together."""
    reasons = {row.code: say(row.text) for row in NO_REPORT} | {NO_REASON: _("no reason recorded")}
    divided = [
        (_("Consent: %(purpose)s") % {"purpose": purpose.label}, OUTCOMES, counts(OUTCOMES, codes, children))
        for purpose, codes in consents(children).items()
    ]
    why = counts(reasons, no_reports(children), children, NO_REASON)
    sent = counts(REPORTED, reports(children), children, NOT_REPORTED)
    named = [
        *divided,
        (_("Reports to CoMensha, by basis"), REPORTED, sent),
        (_("Why no report is made"), reasons, why),
    ]
    shown = suppress_beside([cells for _title, _labels, cells in named], below)
    return [
        Table(title, [(str(labels[code]), count) for code, count in each.cells.items()], sums(each))
        for (title, labels, _cells), each in zip(named, shown, strict=True)
    ]


def counts(labels: Iterable[str], codes: Mapping[UUID, str], children: Children,
           otherwise: str = NOT_ASKED) -> dict[str, int]:  # fmt: skip
    """How many children have each code; who has none is counted under `otherwise`."""
    found = Counter(codes.get(child, otherwise) for child in children.everybody)
    return {code: found[code] for code in labels}


def sums(shown: Shown) -> list[Line]:
    """The denominator; and how many were asked, where that follows from what is shown anyway."""
    found: list[Line] = [(_("all together (the denominator)"), shown.total)]
    if NOT_ASKED in shown.cells:
        rest = shown.cells[NOT_ASKED]
        asked = None if rest is None or shown.total is None else shown.total - rest
        found.insert(0, (_("asked, whatever came of it"), asked))
    return found


def consents(children: Children) -> dict[Purpose, dict[UUID, str]]:
    """By purpose, what came of the last time that each child was asked for it."""
    cases = list(children.of_case)
    asked = Consent.objects.filter(case__in=cases, purpose__in=ASKED_FOR, explained_on__lte=children.until)
    answered = ConsentStatement.objects.filter(case__in=cases, said_on__lte=children.until)
    said = gathered(answered.values(*consent.COUNTED), "consent")
    ages = majority.of_cases(cases)
    found: dict[Purpose, dict[UUID, str]] = {purpose: {} for purpose in ASKED_FOR}
    for pk, case, purpose in asked.order_by("created_at").values_list("id", "case_id", "purpose"):
        outcome = came_of(purpose, consent.counted(said[pk]), ages[case], children.until)
        found[Purpose(purpose)][children.of_case[case]] = outcome
    return found


def came_of(purpose: str, said: Sequence[Said], known: majority.Known, day: date) -> str:
    """The state on a day; of a refusal also by whom."""
    now = state(purpose, said, lambda on: consent.age_on(known, on), day)
    if now is not State.REFUSED:
        return now
    refused = {capacity for capacity, each in answers(said).items() if each.says == REFUSES}
    return BY_CHILD if CHILD in refused else BY_OTHER


def reports(children: Children) -> dict[UUID, str]:
    """On which basis each child was reported, for registration or for shelter."""
    sent = ComenshaMessage.objects.filter(case__in=list(children.of_case), what=ComenshaMessage.What.REPORT)
    bases: dict[UUID, set[str]] = defaultdict(set)
    for case, basis in sent.filter(sent_at__lt=start_of(after(children.until))).values_list("case_id", "basis"):
        bases[children.of_case[case]].add(basis)
    return {child: TWICE if len(found) > 1 else min(found) for child, found in bases.items()}


def no_reports(children: Children) -> dict[UUID, str]:
    """The reason that counts for each child: the last one that was recorded."""
    rows = NoReport.objects.filter(case__in=list(children.of_case), decided_on__lte=children.until)
    found = rows.order_by("decided_on", "created_at").values_list("case_id", "reason")
    return {children.of_case[case]: reason for case, reason in found}


def gathered(rows: Iterable[Row], column: str) -> Mapping[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
