"""IND or AVIM has an age assessed; guardian or lawyer contests it; IND settles it as final (B-18, EC-27, 0015).

Majority follows from an official birth date only, so an outcome brings one along or leaves the child a minor. What
all this means for the guardianship is computed in a later room, where the acts of these verbs stand too.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import birth_date
from intake.models import AgeAssessment, BirthDateRecord, Case, Precision
from partners import notices
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy.workflow import may_follow

ASSESSORS = ("IND", "AVIM")
CONTESTERS = ("NIDOS", "LAWYER")
BIRTH_FIELDS = ("date", "precision")
Outcome = AgeAssessment.Outcome
# Which outcome leaves the child a minor; a medical result says what its birth date says.
MINOR = (Outcome.EVIDENT_MINOR, Outcome.DOUBT)


def open_one(case: Case) -> AgeAssessment | None:
    """The assessment that is not final; there is one at most."""
    return case.age_assessments.filter(final_on=None).first()


def hold(assessment: AgeAssessment) -> AgeAssessment:
    """The row as it stands, with its case locked: whoever decides at the same time waits."""
    Case.objects.select_for_update().get(pk=assessment.case_id)
    return AgeAssessment.objects.select_for_update().select_related("case").get(pk=assessment.pk)


def check_kind(by: Actor, kinds: tuple[str, ...], refusal: RuleBroken) -> None:
    if by.kind not in kinds:
        raise refusal


def check_step(row: AgeAssessment, state: str) -> None:
    """The table of the policy says what may follow. Raises RuleBroken."""
    if state not in may_follow("AGE_ASSESSMENT", row.state):
        refused = {
            "REQUESTED": RuleBroken("age-requested", _("The assessment has no outcome yet."), "EC-27"),
            "DECIDED": RuleBroken("age-decided", _("The outcome of this assessment is recorded already."), "EC-27"),
            "CONTESTED": RuleBroken(
                "age-contested", _("The age is contested: it stays so until IND settles it as final."), "EC-27"
            ),
            "FINAL": RuleBroken("age-final", _("This is final."), "EC-27"),
        }
        raise refused[row.state]


def check_request(case: Case, by: Actor, at: datetime) -> None:
    """IND or AVIM, one at a time; after doubt further research is asked for anew (B-18). Raises RuleBroken."""
    check_kind(by, ASSESSORS, RuleBroken("only-ind-or-avim", _("IND or AVIM has an age assessed."), "B-18"))
    row = open_one(case)
    if row is not None and not in_doubt(row):
        raise RuleBroken("already-open", _("An assessment of this child's age is open already."), "B-18")


def in_doubt(row: AgeAssessment) -> bool:
    return row.state == "DECIDED" and row.outcome == Outcome.DOUBT


@transaction.atomic
def request(*, case: Case, reason: str, by: Actor, at: datetime) -> AgeAssessment:
    """Have the age assessed; Nidos and the other of the two hear of it. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_request(case, by, at)
    check_reason(reason, _("Say why the age is to be assessed."), "B-18")
    doubtful = open_one(case)
    if doubtful is not None:
        doubtful.final_on = day_of(at)
        ledger.record(doubtful, by=by, at=at)
    row = ledger.record(AgeAssessment(case=case, requested_on=day_of(at), reason=reason.strip()), by=by, at=at)
    tell(row, NoticeKind.AGE_ASSESSMENT, ("NIDOS", *ASSESSORS), "B-18", by=by, at=at)
    return row


def check_reason(reason: str, sentence: str | Promise, source: str) -> None:
    if not reason.strip():
        raise RuleBroken("no-reason", sentence, source)


def check_decide(assessment: AgeAssessment, by: Actor, at: datetime) -> None:
    check_kind(by, ASSESSORS, RuleBroken("only-ind-or-avim", _("IND or AVIM has an age assessed."), "B-18"))
    check_step(assessment, "DECIDED")


@transaction.atomic
def decide(*, assessment: AgeAssessment, outcome: str, decided_on: date | None = None,
           birth: Mapping[str, Any] | None = None, by: Actor, at: datetime) -> AgeAssessment:  # fmt: skip
    """Record the outcome, and in the same step the official birth date that follows from it. Raises RuleBroken."""
    row = hold(assessment)
    check_decide(row, by, at)
    check_outcome(outcome)
    day = decided_on or day_of(at)
    if not row.requested_on <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("The outcome comes after the request and not later than today."), "B-18")
    check_agrees(row.case, outcome, birth, day_of(at))
    row.outcome, row.decided_on = outcome, day
    ledger.record(row, by=by, at=at)
    record_birth(row.case, birth, by=by, at=at)
    tell(row, NoticeKind.AGE_DECIDED, ("NIDOS", *ASSESSORS), "B-18", by=by, at=at)
    return row


def check_outcome(outcome: str) -> None:
    if not outcome:
        raise RuleBroken("no-outcome", _("Say with what outcome this is final."), "EC-27")


def check_agrees(case: Case, outcome: str, birth: Mapping[str, Any] | None, today: date) -> None:
    """The outcome and the birth date that counts from now on say the same (0015). Raises RuleBroken."""
    if birth:
        birth_date.check_date(birth.get("date"), birth.get("precision", Precision.DAY), today)
        adult = is_adult(BirthDateRecord(**birth, status=BirthDateRecord.Status.OFFICIAL), today)
        if (adult and outcome in MINOR) or (not adult and outcome == Outcome.EVIDENT_ADULT):
            raise RuleBroken(
                "outcome-and-date-differ", _("The outcome and the birth date contradict each other."), "D-5"
            )
    elif outcome in MINOR and is_adult(birth_date.current(case), today):
        raise RuleBroken(
            "birth-date-needed",
            _("By this outcome the child is a minor, by the official birth date an adult: give the birth date that "
              "counts from now on."),
            "D-5",
        )  # fmt: skip


def is_adult(row: BirthDateRecord | None, today: date) -> bool:
    since = row.adult_from() if row else None
    return since is not None and since <= today


def record_birth(case: Case, birth: Mapping[str, Any] | None, *, by: Actor, at: datetime) -> None:
    if birth:
        birth_date.record(case=case, **birth, source=BirthDateRecord.Source.AGE_ASSESSMENT,
                          status=BirthDateRecord.Status.OFFICIAL, by=by, at=at)  # fmt: skip


def check_contest(case: Case, by: Actor, at: datetime) -> None:
    """Nidos or the lawyer, of an outcome or an official date that is not final yet. Raises RuleBroken."""
    check_kind(
        by,
        CONTESTERS,
        RuleBroken("only-guardian-or-lawyer", _("The guardian or the lawyer contests an age."), "EC-27"),
    )
    row, leading = open_one(case), birth_date.current(case)
    official = leading is not None and leading.status == BirthDateRecord.Status.OFFICIAL
    if row is not None:
        check_step(row, "CONTESTED")
    if not official and (row is None or row.state == "REQUESTED"):
        raise RuleBroken(
            "nothing-to-contest",
            _("There is no outcome and no official birth date: nothing can be contested."),
            "EC-27",
        )
    if row is None and leading is not None and is_final(case, leading):
        raise RuleBroken("age-final", _("This age is final."), "EC-27")


def is_final(case: Case, leading: BirthDateRecord) -> bool:
    """Whether an assessment ended with this record, or after it."""
    last = case.age_assessments.exclude(final_on=None).order_by("-final_on").first()
    return last is not None and last.final_on is not None and day_of(leading.effective_from) <= last.final_on


@transaction.atomic
def contest(*, case: Case, contest_reason: str, by: Actor, at: datetime) -> AgeAssessment:
    """From now on the child counts as a minor, until IND settles it as final; all who act on the age hear it (EC-27).

    A date that no assessment gave can be contested too: that asks for one. Raises RuleBroken.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_contest(case, by, at)
    check_reason(contest_reason, _("Say why the age is contested."), "EC-27")
    reason = contest_reason.strip()
    row = open_one(case) or AgeAssessment(case=case, requested_on=day_of(at), reason=reason)
    row.contested_on, row.contest_reason = day_of(at), reason
    ledger.record(row, by=by, at=at)
    tell(row, NoticeKind.AGE_CONTESTED, ("NIDOS", *ASSESSORS, "COA"), "EC-27", by=by, at=at)
    return row


def check_settle(assessment: AgeAssessment, by: Actor, at: datetime) -> None:
    check_kind(by, ("IND",), RuleBroken("only-ind", _("Only IND settles an age as final."), "EC-27"))
    check_step(assessment, "FINAL")


@transaction.atomic
def settle(*, assessment: AgeAssessment, outcome: str = "", birth: Mapping[str, Any] | None = None,
           by: Actor, at: datetime) -> AgeAssessment:  # fmt: skip
    """It is final: from this day on the outcome counts, and it may have become another one. Raises RuleBroken."""
    row = hold(assessment)
    check_settle(row, by, at)
    final = outcome or row.outcome
    check_outcome(final)
    check_agrees(row.case, final, birth, day_of(at))
    if final != row.outcome:
        row.outcome, row.decided_on = final, day_of(at)
    row.final_on = day_of(at)
    ledger.record(row, by=by, at=at)
    record_birth(row.case, birth, by=by, at=at)
    tell(row, NoticeKind.AGE_FINAL, ("NIDOS", *ASSESSORS, "COA"), "EC-27", by=by, at=at)
    return row


def tell(
    row: AgeAssessment, kind: NoticeKind, kinds: tuple[str, ...], source: str, *, by: Actor, at: datetime
) -> None:
    notices.tell(kinds=kinds, about=row.id, kind=kind, case=row.case_id, source=source, by=by, at=at)
