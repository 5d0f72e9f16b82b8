"""The waiting list: who waits for a place, in the order of the policy, and why each stands where it stands.

Everybody sees only the children of cases they are involved in. The numbers are those of the list in front of the
reader: of COA, which places and sees them all, they are the whole list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from audit import ledger
from audit.models import Recorded
from config.clock import day_of
from intake.models import BirthDateRecord, Child
from overview import absence_tasks, snapshot, waiting_tasks
from overview.snapshot import Facts, Row
from partners import involvement
from partners.access import classes_of
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from policy.waiting import MISSING, NOWHERE, TIERS, Tier, tier, tier_of
from shelter.models import Absence, Indication, Placement, Transfer
from shelter.waiting import waiting

MODELS: tuple[type[Recorded], ...] = (Child, BirthDateRecord, Indication, Placement, Absence, Transfer)


@dataclass(frozen=True)
class Waiter:
    """One child that waits: since when, by which decision, where meanwhile, in which tier, and how old it is."""

    facts: Facts
    known: Row
    since: datetime
    tier: Tier
    stay: Row | None
    age: int | None

    @property
    def order(self) -> tuple[int, int, datetime, str]:
        """The worst place first, then the youngest (of unknown age: as the youngest), then who waits longest."""
        return TIERS.index(self.tier), -1 if self.age is None else self.age, self.since, self.facts.reference

    @property
    def kind(self) -> str | None:
        """The type of the place it has meanwhile; None: none, or still where it arrived."""
        return self.facts.kinds[self.stay["location"]] if self.stay else None

    @property
    def journey(self) -> Row | None:
        return waiting_tasks.journey(self.facts)

    @property
    def url_act(self) -> str:
        """The act by which COA or Nidos gives it a place: the one that the task on the desk names."""
        foster = self.known["outcome"] == Indication.Outcome.FOSTER
        if self.stay is None:
            return "foster-placements" if foster else "placements"
        return "placements-foster-moves" if foster else "placements-moves"


def check(actor: Actor) -> None:
    """Who may see where there is a place for whom: COA and Nidos. Raises NotAllowed."""
    if not involvement.without_case(actor).right(DataClass.PLACEMENT).reads:
        raise NotAllowed(f"{DataClass.PLACEMENT}:reads")


def load(actor: Actor, at: datetime) -> list[Waiter]:
    """Everybody who waits and whom this actor may know of, in order. Raises NotAllowed."""
    check(actor)
    seen = involvement.visible_cases(actor, at)
    cases = list(waiting().filter(case__in=seen).values_list("case", flat=True))
    standings = {case: each for case, each in involvement.standings(actor, cases, at).items() if each.is_open}
    found = [one for facts in snapshot.of(standings, MODELS) if (one := waiter(facts, at)) is not None]
    return sorted(found, key=lambda each: each.order)


def waiter(facts: Facts, at: datetime) -> Waiter | None:
    """The child as it stands in the list; None for who may not know that it waits, or where."""
    known = waiting_tasks.waits(facts)
    if known is None:
        return None
    record = facts.age.leading
    stay = waiting_tasks.stay_of(facts)
    return Waiter(
        facts=facts, known=known, since=waiting_tasks.waits_since(facts, known), tier=stands_in(facts, stay),
        stay=stay, age=record.age(day_of(at)) if record else None,
    )  # fmt: skip


def stands_in(facts: Facts, stay: Row | None) -> Tier:
    if absence_tasks.missing(facts) is not None:
        return tier(MISSING)
    if stay is None:
        return tier(NOWHERE) if facts.of(Placement) else tier_of(None)
    return tier_of(facts.kinds[stay["location"]])


def seen(found: Iterable[Waiter], actor: Actor) -> None:
    """The entry that says whom this actor saw waiting."""
    shown = list(found)
    classes: set[Any] = {name for each in shown for model in MODELS for name in classes_of(model, each.facts.standing)}
    ledger.listed(Indication, by=actor, cases=sorted(each.facts.case for each in shown), classes=classes)
