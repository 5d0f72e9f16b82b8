"""What an alert says, how urgent it is and for whom it is; the rows stand in policy/alerts.py."""

from dataclasses import dataclass
from enum import StrEnum

from policy.text import Text

AVIM_SUPERVISOR, IND_SUPERVISOR, COA_SUPERVISOR = "avim.supervisor", "ind.supervisor", "coa.supervisor"
MENTOR, PROVIDER_SUPERVISOR, LAWYER = "bo_provider.mentor", "bo_provider.supervisor", "lawyer.lawyer"


class Severity(StrEnum):
    """How urgent, the most urgent first."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


SEVERITIES = {
    Severity.CRITICAL: Text("kritiek", "critical"),
    Severity.HIGH: Text("hoog", "high"),
    Severity.MEDIUM: Text("middel", "medium"),
    Severity.LOW: Text("laag", "low"),
}


@dataclass(frozen=True, kw_only=True)
class Alert:
    """One row. ``opens``: when it is open, in words. ``act`` settles it, where the role can do something itself.

    ``after`` names the term after which those in ``escalates_to`` see it too, unless it is settled by then; that the
    first ones have seen it or put it off changes nothing about that. ``tasks`` ask the same thing: on a desk that
    has the task already the alert is no second line.
    """

    code: str
    text: Text
    opens: Text
    severity: Severity
    roles: tuple[str, ...]
    source: tuple[str, ...]
    escalates_to: tuple[str, ...] = ()
    after: str = ""
    act: str = ""
    tasks: tuple[str, ...] = ()
