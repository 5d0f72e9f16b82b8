"""Consents on the case page: how far each is, and what an answer is about (C3.8)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Recorded
from intake.models import AgeAssessment, BirthDateRecord, Consent, ConsentCheck, ConsentStatement, Purpose
from overview import consent_states, consent_tasks
from overview.case_file import CaseFile, known_age
from overview.links import When
from policy.consent import State

Row = Mapping[str, Any]
LABELS = {
    State.ASKED: (gettext_lazy("asked, not answered"), "soon"),
    State.TO_CONFIRM: (gettext_lazy("waits for a second person"), "soon"),
    State.GIVEN: (gettext_lazy("given"), "ok"),
    State.REFUSED: (gettext_lazy("refused: that is respected"), "ok"),
    State.REVIEW_DUE: (gettext_lazy("to be reviewed: does not count now"), "late"),
    State.WITHDRAWN: (gettext_lazy("withdrawn: does not count"), "late"),
}
# The exact text stands in the API and in the history; on the page it would hide what was answered.
UNSAID = ("form_text", "form_edition")


def chip(model: type[Recorded], row: Row, file: CaseFile) -> When | None:
    """The state of a consent; of an answer that it was put right since; of a check that a seal was broken."""
    if model is ConsentCheck:
        return None if row.get("intact", True) else When(_("not as it was sealed"), "late")
    if model is ConsentStatement:
        corrected = {each["corrects"] for each in file.of(ConsentStatement)}
        return When(_("put right since"), "soon") if row["id"] in corrected else None
    if not consent_states.readable(file.standing):
        return None
    known = known_age(file.of(BirthDateRecord), file.of(AgeAssessment))
    label, tone = LABELS[consent_tasks.state_of(row, file.of(ConsentStatement), known, file.today)]
    return When(str(label), tone)


def title(row: Row, told: str, file: CaseFile) -> str:
    """What an answer or a check says, behind what the consent is for."""
    purpose = next((each["purpose"] for each in file.of(Consent) if each["id"] == row["consent"]), "")
    return f"{Purpose(purpose).label}: {told}" if purpose else told
