"""Reports to CoMensha as the case page and the desk see them: how far each is, and what must not go unseen (C3.9)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy

from audit.models import Recorded
from config.clock import day_of
from intake.majority import Known
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    ComenshaMessage,
    ComenshaReport,
    Consent,
    ConsentStatement,
)
from overview.case_file import CaseFile, known_age
from overview.consent_tasks import state_of as consent_state
from overview.found import Found
from overview.links import When
from overview.snapshot import Facts
from policy import comensha as policy
from policy.comensha import CONSENT, SHELTER, State
from policy.consent import State as ConsentState

Row = dict[str, Any]
READS: tuple[type[Recorded], ...] = (
    ComenshaReport, ComenshaMessage, Consent, ConsentStatement, BirthDateRecord, AgeAssessment,
)  # fmt: skip
LABELS = {
    State.DRAFT: (gettext_lazy("draft: something is still to be filled in"), "soon"),
    State.BLOCKED: (gettext_lazy("blocked: there is no consent now"), "late"),
    State.READY: (gettext_lazy("ready to send"), "ok"),
    State.SENT: (gettext_lazy("sent"), "ok"),
    State.CORRECTED: (gettext_lazy("sent and corrected"), "ok"),
    State.WITHDRAWAL_SENT: (gettext_lazy("withdrawal sent"), "calm"),
}
TAKEN_BACK = When(gettext_lazy("consent withdrawn: send the withdrawal"), "late")
# What the title says already, and the exact text, which is a file.
UNSAID: dict[type[Recorded], tuple[str, ...]] = {
    ComenshaReport: ("reporter_kind",),
    ComenshaMessage: ("payload", "number", "basis"),
}


class Reports:
    """The reports of one case, of rows as they may be read, newest first."""

    def __init__(self, file: "CaseFile | Facts", today: date) -> None:
        self.file, self.today = file, today
        self.known: Known = known_age(file.of(BirthDateRecord), file.of(AgeAssessment))

    def sent(self, report: Row) -> list[Row]:
        rows = (row for row in self.file.of(ComenshaMessage) if row["report"] == report["id"])
        return sorted(rows, key=lambda row: row["number"])

    def consent(self, row: Row) -> ConsentState:
        return consent_state(row, self.file.of(ConsentStatement), self.known, self.today)

    def stands(self, report: Row) -> bool:
        """Whether its basis stands now; what rests on no consent does not hang on one (INV-27)."""
        if report["basis"] != CONSENT:
            return policy.basis(report["basis"]).holds(self.today)
        purpose = f"COMENSHA_{report['kind']}"
        last = next((row for row in self.file.of(Consent) if row["purpose"] == purpose), None)
        return last is not None and self.consent(last) is ConsentState.GIVEN

    def state(self, report: Row) -> State:
        complete = report["kind"] != SHELTER or bool(report.get("situation", True))
        return policy.state([row["what"] for row in self.sent(report)], stands=self.stands(report), complete=complete)

    def withdrawn_since(self, report: Row) -> datetime | None:
        """Since when a consent with which it was sent does not stand any more; None: it stands, or nothing was."""
        used = {row.get("consent") for row in self.sent(report)} - {None}
        for row in self.file.of(Consent):
            if row["id"] in used and self.consent(row) not in (ConsentState.GIVEN, ConsentState.REVIEW_DUE):
                return self.last_said(row)
        return None

    def last_said(self, consent: Row) -> datetime:
        said = (row["created_at"] for row in self.file.of(ConsentStatement) if row["consent"] == consent["id"])
        return max(said, default=consent["created_at"])


def chip(model: type[Recorded], row: Row, file: CaseFile) -> When | None:
    """How far a report is, as far as its consent may be read; of a message that the child objected."""
    if model is ComenshaMessage:
        return When(str(gettext_lazy("the child objected")), "soon") if row.get("child_objects") else None
    # Who reports by duty does not learn what the child said to others.
    if row["basis"] == CONSENT and not (file.has(ConsentStatement) and file.has(BirthDateRecord)):
        return None
    reports = Reports(file, file.today)
    found = reports.state(row)
    if found in (State.SENT, State.CORRECTED) and reports.withdrawn_since(row):
        return When(str(TAKEN_BACK.text), TAKEN_BACK.tone)
    label, tone = LABELS[found]
    return When(str(label), tone)


def without_basis(facts: Facts, at: datetime) -> Iterator[Found]:
    """Somebody wants to report and may not: the draft waits for a basis (AL-24)."""
    reports = Reports(facts, day_of(at))
    for row in facts.of(ComenshaReport):
        if reports.state(row) is State.BLOCKED:
            purpose = f"COMENSHA_{row['kind']}"
            asked = next((each for each in facts.of(Consent) if each["purpose"] == purpose), None)
            since = max(row["created_at"], reports.last_said(asked)) if asked else row["created_at"]
            yield Found(since=since, about=row["id"])


def sent_and_withdrawn(facts: Facts, at: datetime) -> Iterator[Found]:
    """Until CoMensha was told of the withdrawal (AL-25)."""
    reports = Reports(facts, day_of(at))
    for row in facts.of(ComenshaReport):
        since = reports.withdrawn_since(row)
        if since is not None and reports.state(row) is not State.WITHDRAWAL_SENT:
            yield Found(since=since, about=row["id"])
