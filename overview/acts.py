"""Every act of all rooms, for the pages that read across them."""

from audit.models import Recorded
from intake import acts as intake
from intake import case as cases
from intake import legal_hold, retention_term
from overview import alert_answer, destruction, subject_texts, year_notes
from partners import cover, outbox, training
from partners.acts import Act
from partners.errors import NotFound
from residence import acts as residence
from shelter import acts as shelter
from shelter import reference, staff, staff_decision

# A higher room may widen an act of a lower one under the same name: its own takes the place.
ALL = (
    *cover.ACTS, *training.ACTS, *outbox.ACTS, *reference.ACTS, *intake.ACTS, *shelter.ACTS, *residence.ACTS,
    alert_answer.ANSWER, alert_answer.ANSWER_OUTSIDE, alert_answer.ANSWER_OF_STAFF,
    *year_notes.ACTS, *subject_texts.ACTS, *staff.ACTS, staff_decision.DECIDE,
    *legal_hold.ACTS, *retention_term.ACTS, *destruction.ACTS,
)  # fmt: skip
ACTS: dict[str, Act] = {act.name: act for act in ALL}
OPEN = cases.OPEN


def find(name: str, *, in_case: bool, nested: bool) -> Act:
    """The act of this name; `nested`: it stands under another record than the case. Raises NotFound."""
    act = ACTS.get(name)
    if act is None or in_case != act.in_case or nested != (act.parent not in {"", "case"}):
        raise NotFound
    return act


def on_case() -> list[Act]:
    """What is done to a case itself."""
    return [act for act in ACTS.values() if act.parent == "case"]


def on_record(model: type[Recorded]) -> list[Act]:
    """What is done to a record of this model."""
    return [act for act in ACTS.values() if act.parent_model is model and act.parent != "case"]
