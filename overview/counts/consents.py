"""Consent (RP-14): of the children with a signal of trafficking, who was asked, and what came of it.

To refuse is a good answer, and so is to make no report: nothing here is an aim.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from config.language import say_later
from intake import consent, majority
from intake.models import ComenshaMessage, Consent, ConsentStatement, NoReport, Purpose, ReportBasis
from overview.counts.division import SIGNALLED, Division, Labels, Said, divide
from overview.counts.files import Files
from policy.consent import CHILD, REFUSES, State, answers, state
from policy.consent import Said as Answer
from policy.no_report import NO_REPORT

Row = Mapping[str, Any]
NOT_ASKED, BY_CHILD, BY_OTHER, NO_REASON = "NOT_ASKED", "REFUSED_BY_CHILD", "REFUSED_BY_OTHER", "NO_REASON"
OUTCOMES: Labels = {
    NOT_ASKED: _("not asked"),
    State.ASKED: _("asked, not answered"),
    State.TO_CONFIRM: _("waits for a second person"),
    State.GIVEN: _("given"),
    BY_CHILD: _("refused by the child"),
    BY_OTHER: _("refused by the guardian or a parent"),
    State.REVIEW_DUE: _("given, to be signed anew at this age"),
    State.WITHDRAWN: _("withdrawn"),
}
ASKED = _("What came of the last time that the child was asked, as it was on the last day that is counted. Where "
          "others refused as well, the refusal of the child counts. To refuse is a good answer.")  # fmt: skip
ASKED_FOR = {
    Purpose.COMENSHA_REGISTRATION: Said(
        "registration", _("Consent: registration at CoMensha"), ASKED, SIGNALLED, OUTCOMES),
    Purpose.COMENSHA_SHELTER: Said(
        "shelter", _("Consent: request for shelter through CoMensha"), ASKED, SIGNALLED, OUTCOMES),
}  # fmt: skip
NOT_REPORTED, TWICE = "NOT_REPORTED", "MORE_THAN_ONE"
REPORTED = Said(
    "reports", _("Reports to CoMensha, by basis"),
    _("On which basis the child was reported up to the last day that is counted. What was sent stays sent: a "
      "withdrawal afterwards changes nothing here."),
    SIGNALLED,
    {
        ReportBasis.CONSENT: _("reported with consent"),
        ReportBasis.POLICE_DUTY: _("reported by duty of the police"),
        ReportBasis.STATUTORY: _("reported on a statutory basis"),
        TWICE: _("reported on more than one basis"),
        NOT_REPORTED: _("not reported"),
    },
)  # fmt: skip
WHY_NOT = Said(
    "no-report", _("Why no report is made"),
    _("The last reason that was recorded up to the last day that is counted. To make no report is a good answer."),
    SIGNALLED,
    {row.code: say_later(row.text) for row in NO_REPORT} | {NO_REASON: _("no reason recorded")},
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    cases = files.of(files.signalled)
    for purpose, codes in consents(files, cases).items():
        yield divide(ASKED_FOR[purpose], (codes.get(child, NOT_ASKED) for child in files.signalled))
    sent, reasons = reports(files, cases), no_reports(files, cases)
    yield divide(REPORTED, (sent.get(child, NOT_REPORTED) for child in files.signalled))
    yield divide(WHY_NOT, (reasons.get(child, NO_REASON) for child in files.signalled))


def consents(files: Files, cases: Sequence[UUID]) -> dict[Purpose, dict[UUID, str]]:
    """By purpose, what came of the last time that each child was asked for it."""
    asked = files.rows(Consent).filter(case__in=cases, purpose__in=ASKED_FOR, explained_on__lte=files.until)
    answered = files.rows(ConsentStatement).filter(case__in=cases, said_on__lte=files.until)
    said = gathered(answered.values(*consent.COUNTED), "consent")
    ages = majority.of_cases(cases, files.rows)
    found: dict[Purpose, dict[UUID, str]] = {purpose: {} for purpose in ASKED_FOR}
    for pk, case, purpose in asked.order_by("created_at").values_list("id", "case_id", "purpose"):
        outcome = came_of(purpose, consent.counted(said[pk]), ages[case], files)
        found[Purpose(purpose)][files.child(case)] = outcome
    return found


def came_of(purpose: str, said: Sequence[Answer], known: majority.Known, files: Files) -> str:
    """The state on the last day; of a refusal also by whom."""
    now = state(purpose, said, lambda on: consent.age_on(known, on), files.until)
    if now is not State.REFUSED:
        return now
    refused = {capacity for capacity, each in answers(said).items() if each.says == REFUSES}
    return BY_CHILD if CHILD in refused else BY_OTHER


def reports(files: Files, cases: Sequence[UUID]) -> dict[UUID, str]:
    """On which basis each child was reported, for registration or for shelter."""
    sent = files.rows(ComenshaMessage).filter(case__in=cases, what=ComenshaMessage.What.REPORT)
    bases: dict[UUID, set[str]] = defaultdict(set)
    for case, basis in sent.filter(sent_at__lt=files.end).values_list("case_id", "basis"):
        bases[files.child(case)].add(basis)
    return {child: TWICE if len(found) > 1 else min(found) for child, found in bases.items()}


def no_reports(files: Files, cases: Sequence[UUID]) -> dict[UUID, str]:
    """The reason that counts for each child: the last one that was recorded."""
    rows = files.rows(NoReport).filter(case__in=cases, decided_on__lte=files.until)
    found = rows.order_by("decided_on", "created_at").values_list("case_id", "reason")
    return {files.child(case): reason for case, reason in found}


def gathered(rows: Iterable[Row], column: str) -> Mapping[Any, list[Row]]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[column]].append(row)
    return found
