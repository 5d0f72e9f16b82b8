"""Who still has to be screened, or again: every child is, because who is not looked for is not found (S002-08)."""

from collections.abc import Iterator
from datetime import datetime

from intake import progress
from intake.models import Conversation, Relation, Screening, Signal, SignalKind, SmugglingDebt
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from partners.models import Notice, NoticeKind
from policy.terms import term

YES = SmugglingDebt.Known.YES
ONLY_A_DEBT = [SignalKind.SMUGGLING_DEBT]
BESIDE_THE_POINT = (Signal.Status.WRONG_CHILD, Signal.Status.MERGED_INTO)


def of_nidos(facts: Facts) -> Row | None:
    """The newest screening by Nidos."""
    return next((row for row in facts.of(Screening) if row["instrument"] == "NIDOS"), None)


def is_mine(facts: Facts) -> bool:
    """Nidos intake screens; the guardian once the intake is complete (docs/decisions/0013-screening.md)."""
    if facts.standing.actor.role != "nidos.guardian":
        return True
    return progress.state_of(facts.of(Conversation)) == progress.COMPLETE


def sibling_signalled(facts: Facts) -> datetime | None:
    """When Nidos last heard that a brother or sister was signalled (EC-43), unless the link proved to be none.

    The link may stand in another file of the same child, which is not looked at here.
    """
    over = {row["id"] for row in facts.of(Relation) if row.get("ended_on") is not None}
    told = (row for row in facts.of(Notice) if row["kind"] == NoticeKind.SIBLING_SIGNALLED)
    return max((row["sent_at"] for row in told if row["about"] not in over), default=None)


def debt_signalled(facts: Facts) -> datetime | None:
    """When somebody last raised a signal of a debt to a smuggler and nothing else, or recorded that the child was
    smuggled in or owes for it (EC-51, S001-28)."""
    rows = (row for row in facts.of(Signal) if row.get("status") not in BESIDE_THE_POINT)
    signalled = (row["raised_at"] for row in rows if row.get("kinds") == ONLY_A_DEBT)
    told = (row["created_at"] for row in facts.of(SmugglingDebt) if YES in (row["owed"], row["smuggled_in"]))
    return max((*signalled, *told), default=None)


def asked(facts: Facts) -> str:
    """The task that is open; each is settled by one screening after it arose."""
    if not facts.reads(Screening) or not is_mine(facts):
        return ""
    last = of_nidos(facts)
    for code, since in (("SCREEN_SIBLING", sibling_signalled(facts)), ("SCREEN_DEBT", debt_signalled(facts))):
        if since is not None and (last is None or last["created_at"] < since):
            return code
    return "" if last else "SCREEN_CHILD"


def in_talk(facts: Facts) -> str:
    """The last talk of Nidos that was held: there the child was probably screened."""
    held = {row["step"] for row in progress.held(facts.of(Conversation))}
    return next((f"step={code}" for code in ("FOLLOW_UP", "ACQUAINTANCE") if code in held), "")


def screen(code: str) -> Condition:
    """Nidos screens for this reason; without a particular one within the term after the arrival."""

    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        if asked(facts) == code:
            arrived = facts.arrived_on if code == "SCREEN_CHILD" else None
            yield Found(due=term("SCREENED", arrived).last_day(arrived) if arrived else None, hint=in_talk(facts))

    return condition


def use_indicator_list(facts: Facts, at: datetime) -> Iterator[Found]:
    """IND held its talk, and has not gone through its list of indicators yet (S004-94)."""
    mine = facts.standing.actor.organisation_id
    held = any(row["step"] == "REGISTRATION" for row in progress.held(facts.of(Conversation)))
    if held and all(row["created_by_organisation"] != mine for row in facts.of(Screening)):
        yield Found(hint="step=REGISTRATION")


CONDITIONS: dict[str, Condition] = {
    "SCREEN_CHILD": screen("SCREEN_CHILD"),
    "SCREEN_SIBLING": screen("SCREEN_SIBLING"),
    "SCREEN_DEBT": screen("SCREEN_DEBT"),
    "USE_INDICATOR_LIST": use_indicator_list,
}
