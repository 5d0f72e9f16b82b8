"""On which basis who reports what to CoMensha, and how far a report is; nothing stores that (C3.9, B-03, INV-30)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from policy.in_force import is_in_force
from policy.text import Text

REGISTRATION, SHELTER = "REGISTRATION", "SHELTER"
CONSENT, POLICE_DUTY, STATUTORY = "CONSENT", "POLICE_DUTY", "STATUTORY"
REPORT, CORRECTION, WITHDRAWAL = "REPORT", "CORRECTION", "WITHDRAWAL"
# Who reports because the law says so: the police, KMar and Inspectie SZW (B-02). All others need consent.
BY_DUTY = ("AVIM", "KMAR", "INSPECTIE_SZW")

KINDS = {
    REGISTRATION: Text("registratie", "registration"),
    SHELTER: Text("verzoek om opvang", "request for shelter"),
}


@dataclass(frozen=True)
class Basis:
    """A ground to report: for which kinds, for who reports by duty or for the others, and the rule it hangs on."""

    code: str
    label: Text
    kinds: tuple[str, ...]
    by_duty: bool
    source: tuple[str, ...]
    rule: str = ""

    def holds(self, on: date) -> bool:
        """Whether it is there at all on a day."""
        return not self.rule or is_in_force(self.rule, on)

    def serves(self, kind: str, reporter: str) -> bool:
        """Whether this organisation may report this on it."""
        return kind in self.kinds and (reporter in BY_DUTY) == self.by_duty


BASES: tuple[Basis, ...] = (
    Basis(CONSENT, Text("toestemming", "consent"), (REGISTRATION, SHELTER), False, ("S001-15", "B-03", "INV-27")),
    Basis(POLICE_DUTY, Text("meldplicht", "duty to report"), (REGISTRATION,), True, ("B-02", "B-03", "INV-30")),
    Basis(STATUTORY, Text("wettelijke grondslag", "statutory basis"), (REGISTRATION,), False, ("S001-17", "D-8"),
          "STATUTORY_REPORT_BASIS"),
)  # fmt: skip


def basis(code: str) -> Basis:
    """The row of this code; an unknown code raises LookupError."""
    for row in BASES:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no basis named {code!r}.")


def offered(reporter: str, on: date) -> tuple[Basis, ...]:
    """The bases on which this kind of organisation reports something on a day."""
    return tuple(row for row in BASES if row.holds(on) and (reporter in BY_DUTY) == row.by_duty)


class State(StrEnum):
    """The states of C3.9. DRAFT: something is still to be filled in; BLOCKED: there is no basis now."""

    DRAFT = "DRAFT"
    BLOCKED = "BLOCKED"
    READY = "READY"
    SENT = "SENT"
    CORRECTED = "CORRECTED"
    WITHDRAWAL_SENT = "WITHDRAWAL_SENT"


LAST = {REPORT: State.SENT, CORRECTION: State.CORRECTED, WITHDRAWAL: State.WITHDRAWAL_SENT}


def state(sent: Sequence[str], *, stands: bool, complete: bool) -> State:
    """From what was sent, in order; of a draft from whether its basis stands now and all of it is filled in."""
    if sent:
        return LAST[sent[-1]]
    if not stands:
        return State.BLOCKED
    return State.READY if complete else State.DRAFT
