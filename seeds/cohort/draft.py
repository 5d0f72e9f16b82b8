"""The children of the year as they arrive, dealt out by quota: when, who, from where, how old, by what name."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from policy.ages import AGE_OF_MAJORITY
from seeds.cohort import shares
from seeds.cohort.deal import dealt, part, quotas, shuffled
from seeds.cohort.names import PEOPLES, Name
from seeds.cohort.newcomer import birth_date
from seeds.cohort.seen import Seen
from seeds.cohort.shares import weights

Key = TypeVar("Key", bound=Hashable)
NOBODY = Name("")


@dataclass(eq=False)
class Draft:
    """A child while the year is being made. `first`: the child as which it was registered before."""

    turn: int
    arrived_on: date
    nationality: str = ""
    sex: str = ""
    people: str = ""
    languages: tuple[str, ...] = ()
    age: int = 0
    precision: str = ""
    place: str = ""
    given: Name = NOBODY
    family: Name = NOBODY
    seen: Seen | None = None
    first: "Draft | None" = None
    husband: str = ""
    siblings: list["Draft"] = field(default_factory=list)
    companion: str = ""
    gone: bool = False
    official: bool = False
    more_rest: bool = False

    @property
    def born(self) -> date:
        return birth_date(self.arrived_on, self.age, str(self.turn))

    @property
    def plain(self) -> bool:
        """Whether nothing particular is the matter with this child yet."""
        return not (self.seen or self.first or self.husband or self.siblings or self.gone)

    @property
    def undisturbed(self) -> bool:
        """Whether the intake goes on, and nobody of nearly eighteen is in protected shelter."""
        return not (self.first or self.gone or (self.seen and self.age == AGE_OF_MAJORITY - 1))


def arriving(arrivals: int) -> list[Draft]:
    """So many children in the order of their arrival, with everything that is said of them on that day."""
    drafts = [Draft(turn, day) for turn, day in enumerate(days(arrivals))]
    deal(drafts, "nationality", weights(shares.NATIONALITY))
    deal_sex(drafts)
    for nationality, among in grouped(drafts, lambda draft: draft.nationality).items():
        deal_origin(among, nationality)
    deal(drafts, "age", {int(row.value): row.count for row in shares.AGE})
    deal(drafts, "precision", weights(shares.PRECISION))
    deal(drafts, "place", weights(shares.PLACE))
    name(drafts)
    return drafts


def days(arrivals: int) -> Iterator[date]:
    """The days of arrival: each month its share, evenly over its days."""
    for month, count in quotas({int(row.value): row.count for row in shares.MONTH}, arrivals).items():
        length = monthrange(shares.YEAR, month)[1]
        yield from (date(shares.YEAR, month, 1 + place * length // count) for place in range(count))


def deal(drafts: list[Draft], attribute: str, shares_of: dict[Key, float], among: str = "") -> None:
    """Give each of these children a value, as many of each as its share asks."""
    for draft, value in zip(drafts, dealt(shares_of, len(drafts), f"{attribute} {among}"), strict=True):
        setattr(draft, attribute, value)


def grouped(drafts: Iterable[Draft], key: Callable[[Draft], Key]) -> dict[Key, list[Draft]]:
    groups: dict[Key, list[Draft]] = defaultdict(list)
    for draft in drafts:
        groups[key(draft)].append(draft)
    return groups


def deal_sex(drafts: list[Draft]) -> None:
    """As many girls as were published, spread over the nationalities as the table says."""
    groups = grouped(drafts, lambda draft: draft.nationality)
    in_a_hundred = weights(shares.GIRLS_IN_A_HUNDRED)
    girls = part(int(weights(shares.SEX)["F"]), shares.ARRIVALS, len(drafts))
    of_each = quotas({key: len(among) * in_a_hundred[key] for key, among in groups.items()}, girls)
    for nationality, among in groups.items():
        count = of_each[nationality]
        deal(among, "sex", {"F": count, "M": len(among) - count}, nationality)


def deal_origin(drafts: list[Draft], nationality: str) -> None:
    """To which people they belong, and what they speak."""
    origins = {(people, languages): count for people, languages, count in shares.ORIGINS[nationality]}
    for draft, (people, languages) in zip(drafts, dealt(origins, len(drafts), f"origin {nationality}"), strict=True):
        draft.people, draft.languages = people, languages


def name(drafts: list[Draft]) -> None:
    """Every child the next name of its people; who came from where arrives in no order, and so do names."""
    used: Counter[tuple[str, str]] = Counter()
    for draft in shuffled(drafts, "name"):
        draft.given, draft.family = PEOPLES[draft.people].nth(used[draft.people, draft.sex], draft.sex)
        used[draft.people, draft.sex] += 1
