"""What one cell of the access table gives, and what a role may at most: through a ground, and through several."""

from dataclasses import dataclass, replace
from functools import cache

from partners.access_grounds import GROUND_LENDS, GROUND_OPENS, LENT_ONLY_TO, LENT_WITHIN_OWN, READ_ONLY, WRITES_ONLY
from partners.access_table import (
    COLUMNS,
    NO_CONTENT,
    OPERATIONAL,
    ROLES_OF_COLUMN,
    SUPERVISOR_DECIDES,
    SUPERVISOR_NEVER,
    SUPERVISOR_WRITES,
    TABLE,
)
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.roles import ROLES

NOTHING, SUMMARY, FULL = 0, 1, 2


@dataclass(frozen=True)
class Right:
    """What one cell gives: how much of anybody's rows, whether all of one's own rows, and what one may do."""

    reads: int = NOTHING
    own: bool = False
    writes: bool = False
    decides: bool = False
    only: frozenset[Ground] = frozenset()

    def __or__(self, other: "Right") -> "Right":
        return Right(
            max(self.reads, other.reads), self.own or other.own, self.writes or other.writes,
            self.decides or other.decides,
        )  # fmt: skip

    def __and__(self, other: "Right") -> "Right":
        return Right(
            min(self.reads, other.reads), self.own and other.own, self.writes and other.writes,
            self.decides and other.decides, self.only | other.only,
        )  # fmt: skip

    @property
    def anything(self) -> bool:
        return bool(self.reads or self.own)


DENIED = Right()
WORDS = {
    "-": DENIED,
    "S": Right(reads=SUMMARY),
    "O": Right(own=True),
    "R": Right(reads=FULL),
    "W": Right(reads=FULL, own=True, writes=True),
    "W+O": Right(own=True, writes=True),
    "W+S": Right(reads=SUMMARY, own=True, writes=True),
    "A": Right(reads=FULL, own=True, writes=True, decides=True),
}


def cell(word: str) -> Right:
    """One word of the table as a right; an unknown word stops the start."""
    right, _, grounds = word.partition("@")
    return replace(WORDS[right], only=frozenset(Ground[each] for each in grounds.split("|") if each))


@cache
def of_column(column: str, data_class: DataClass) -> Right:
    words = TABLE.get(data_class, "").split()
    return cell(words[COLUMNS.index(column)]) if words else DENIED


@cache
def of_role(role: str, data_class: DataClass) -> Right:
    """What a role may at most, before its grounds are asked. An unknown role or class: nothing."""
    if role in OPERATIONAL:
        if data_class in SUPERVISOR_NEVER:
            return DENIED
        rights = [of_role(operational, data_class) for operational in OPERATIONAL[role]]
        widest = max(rights, key=lambda right: (right.reads, right.own))
        decides = data_class in SUPERVISOR_DECIDES.get(role, ())
        writes = data_class in SUPERVISOR_WRITES
        return Right(reads=widest.reads, own=widest.own, writes=writes, decides=decides, only=widest.only)
    for column in COLUMNS:
        if role in ROLES_OF_COLUMN.get(column, (column,)):
            return of_column(column, data_class)
    return DENIED


@cache
def by_grounds(role: str, grounds: frozenset[Ground], data_class: DataClass) -> Right:
    """The union of what each of these grounds opens for a role. A page asks it a thousand times."""
    total = DENIED
    for ground in grounds:
        total |= _through(role, ground, grounds, data_class)
    return total


def _through(role: str, ground: Ground, grounds: frozenset[Ground], data_class: DataClass) -> Right:
    if role in NO_CONTENT:
        return DENIED
    lent = GROUND_LENDS.get(ground) if role in LENT_ONLY_TO.get(ground, ROLES) else None
    right = of_column(lent, data_class) if lent else of_role(role, data_class)
    if role in LENT_WITHIN_OWN.get(ground, ()):
        right &= of_role(role, data_class)
    if right.only and not right.only & grounds:
        return DENIED
    if ground in READ_ONLY or data_class not in WRITES_ONLY.get(ground, TABLE):
        right = replace(right, writes=False, decides=False)
    opens = GROUND_OPENS.get(ground)
    if opens is None:
        return right
    most = WORDS[opens.get(data_class, "-")].reads
    return Right(min(right.reads, most), right.own and most == FULL, right.writes and most == FULL,
                 right.decides and most == FULL)  # fmt: skip
