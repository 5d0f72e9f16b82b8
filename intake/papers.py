"""A dossier on paper as the ledger tells it: for which organisation (docs/decisions/0056-dossier.md)."""

from collections.abc import Iterable

from partners.models import Organisation

# How the ledger tells a dossier from another export: then the organisation's code and the role, or the child.
ON_PAPER = "dossier "


def code_of(reason: str) -> str:
    """The code of the organisation for which it was printed; of what the child takes along it is no code."""
    return reason.removeprefix(ON_PAPER).partition(" ")[0]


def receivers(reasons: Iterable[str]) -> dict[str, Organisation]:
    """For whom these were printed, by what the ledger says; without those that were for the child."""
    codes = {reason: code_of(reason) for reason in reasons}
    known = {row.code: row for row in Organisation.objects.filter(code__in=codes.values())} if codes else {}
    return {reason: known[code] for reason, code in codes.items() if code in known}
