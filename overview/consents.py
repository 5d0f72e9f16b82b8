"""How far each consent is, as far as its answers may be read: on the case page and on the desk (C3.8, AL-26)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Recorded
from config.clock import day_of
from intake import consent
from intake.majority import Known
from intake.models import AgeAssessment, BirthDateRecord, Consent, ConsentCheck, ConsentStatement, Purpose
from overview.case_file import CaseFile, known_age
from overview.found import Condition, Found
from overview.links import When
from overview.snapshot import Facts
from policy.consent import State, state

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


def state_of(row: Row, statements: Iterable[Row], known: Known, today: date) -> State:
    mine = consent.counted(each for each in statements if each["consent"] == row["id"])
    return state(row["purpose"], mine, lambda day: consent.age_on(known, day), today)


def chip(model: type[Recorded], row: Row, file: CaseFile) -> When | None:
    """The state of a consent; of an answer that it was put right since; of a check that a seal was broken."""
    if model is ConsentCheck:
        return None if row.get("intact", True) else When(_("not as it was sealed"), "late")
    if model is ConsentStatement:
        corrected = {each["corrects"] for each in file.of(ConsentStatement)}
        return When(_("put right since"), "soon") if row["id"] in corrected else None
    if not file.has(BirthDateRecord):
        return None
    known = known_age(file.of(BirthDateRecord), file.of(AgeAssessment))
    label, tone = LABELS[state_of(row, file.of(ConsentStatement), known, file.today)]
    return When(str(label), tone)


def title(row: Row, told: str, file: CaseFile) -> str:
    """What an answer or a check says, behind what the consent is for."""
    purpose = next((each["purpose"] for each in file.of(Consent) if each["id"] == row["consent"]), "")
    return f"{Purpose(purpose).label}: {told}" if purpose else told


def in_state(facts: Facts, wanted: State, at: datetime) -> Iterator[Found]:
    """The consents that count and stand in this state: of each purpose and receiver the one that was asked last."""
    known = known_age(facts.of(BirthDateRecord), facts.of(AgeAssessment))
    last: dict[tuple[str, Any], Row] = {}
    for row in facts.of(Consent):
        last.setdefault((row["purpose"], row["shared_with"]), row)
    for row in last.values():
        if state_of(row, facts.of(ConsentStatement), known, day_of(at)) is wanted:
            yield Found(about=row["id"])


def to_confirm(facts: Facts, at: datetime) -> Iterator[Found]:
    return in_state(facts, State.TO_CONFIRM, at)


def to_review(facts: Facts, at: datetime) -> Iterator[Found]:
    return in_state(facts, State.REVIEW_DUE, at)


CONDITIONS: dict[str, Condition] = {"CONFIRM_CONSENT": to_confirm, "REVIEW_CONSENT": to_review}
