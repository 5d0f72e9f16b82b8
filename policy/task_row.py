"""What a task of the desk says, and the roles it is asked of."""

from dataclasses import dataclass

from policy.text import Text

INTAKE, GUARDIAN, NIDOS_SUPERVISOR = "nidos.intake", "nidos.guardian", "nidos.supervisor"
AVIM, IND, COA = "avim.officer", "ind.officer", "coa.placement"
DPO, CARE_COORDINATOR = "dpo.officer", "nidos.care_coordinator"
SUPERVISORS = (NIDOS_SUPERVISOR, "avim.supervisor", "ind.supervisor", "coa.supervisor", "bo_provider.supervisor")


@dataclass(frozen=True, kw_only=True)
class Task:
    """One row. ``act`` is the name of the act that settles it; ``term`` names the term by which it is late.

    ``needs_child``: not asked of anybody as long as the child is missing, and again as soon as it is back (EC-24).
    """

    code: str
    text: Text
    act: str
    roles: tuple[str, ...]
    source: tuple[str, ...]
    term: str = ""
    needs_child: bool = False
