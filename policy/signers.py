"""Whose signature a consent needs, by purpose and by the age on the day of signing (INV-28)."""

from collections.abc import Iterable
from dataclasses import dataclass

from policy.ages import AGE_OF_MAJORITY, AGE_OF_OWN_CONSENT
from policy.text import Text

CHILD = ("CHILD",)
GUARDIAN = ("GUARDIAN",)
GUARDIAN_OR_PARENT = ("GUARDIAN", "PARENT")

MEDICAL_TOGETHER_FROM = 12


@dataclass(frozen=True)
class SignerRow:
    """Ages from (included) to below; each member of ``signatures`` is one signature and who may give it."""

    purpose: str
    age_from: int
    age_below: int | None
    signatures: tuple[tuple[str, ...], ...]
    source: tuple[str, ...]
    proposal: bool = False

    def satisfied_by(self, capacities: Iterable[str]) -> bool:
        """Whether the capacities that signed cover every signature asked for."""
        signed = set(capacities)
        return all(signed.intersection(signature) for signature in self.signatures)


PURPOSES = {
    "COMENSHA_REGISTRATION": Text("registratie bij CoMensha", "registration with CoMensha"),
    "COMENSHA_SHELTER": Text("verzoek om opvang via CoMensha", "request for shelter through CoMensha"),
    "SHARE_WITH_X": Text("delen met een andere organisatie", "sharing with another organisation"),
    "MEDICAL": Text("medisch onderzoek of behandeling", "medical examination or treatment"),
}


def _by_general_rule(purpose: str) -> tuple[SignerRow, ...]:
    source = ("S001-16", "B-06", "B-07", "INV-28")
    return (
        SignerRow(purpose, 0, AGE_OF_OWN_CONSENT, (GUARDIAN_OR_PARENT,), source),
        SignerRow(purpose, AGE_OF_OWN_CONSENT, AGE_OF_MAJORITY, (CHILD,), source),
        SignerRow(purpose, AGE_OF_MAJORITY, None, (CHILD,), source),
    )


# Medical consent follows Dutch medical-treatment law as INV-28 reads it; the office still has to verify it.
SIGNERS: tuple[SignerRow, ...] = (
    *_by_general_rule("COMENSHA_REGISTRATION"),
    *_by_general_rule("COMENSHA_SHELTER"),
    *_by_general_rule("SHARE_WITH_X"),
    SignerRow("MEDICAL", 0, MEDICAL_TOGETHER_FROM, (GUARDIAN,), ("INV-28",), proposal=True),
    SignerRow("MEDICAL", MEDICAL_TOGETHER_FROM, AGE_OF_OWN_CONSENT, (CHILD, GUARDIAN), ("INV-28",), proposal=True),
    SignerRow("MEDICAL", AGE_OF_OWN_CONSENT, None, (CHILD,), ("INV-28",), proposal=True),
)


def signer_row(purpose: str, age: int | None) -> SignerRow:
    """The row for an age on the signing day; an unknown age asks both, so that nobody is passed over."""
    if purpose not in PURPOSES:
        raise LookupError(f"The policy knows no consent for {purpose!r}.")
    if age is None:
        return SignerRow(purpose, 0, None, (CHILD, GUARDIAN), ("INV-28", "D-5"), proposal=True)
    for row in SIGNERS:
        if row.purpose == purpose and row.age_from <= age and (row.age_below is None or age < row.age_below):
            return row
    raise LookupError(f"No one can sign for {purpose} at the age of {age}.")
