"""The access table read once more, apart from the code that applies it: what a role may read and do by one ground.

A second reading on purpose: a fault in how partners/access.py reads the table shows as a difference.
"""

from dataclasses import dataclass, replace

from partners.access_grounds import GROUND_LENDS, GROUND_OPENS, LENT_ONLY_TO, LENT_WITHIN_OWN, READ_ONLY, WRITES_ONLY
from partners.access_table import (
    COLUMNS,
    OPERATIONAL,
    ROLES_OF_COLUMN,
    SUPERVISOR_DECIDES,
    SUPERVISOR_NEVER,
    SUPERVISOR_WRITES,
    TABLE,
    WITHOUT_CASE,
)
from partners.data_classes import SHOWN_BOOKKEEPING, DataClass, Fields
from partners.grounds import Ground

READS = {"-": 0, "O": 0, "W+O": 0, "S": 1, "W+S": 1, "R": 2, "W": 2, "A": 2}
# Rule (a) of C5, and what it says of the data-protection officer and the rapporteur: no content, by no ground.
NO_CONTENT = {"system.administrator", "dpo.officer", "nr.analyst"}
# Read of one record by itself only, so never on a list or a page of many; by that record alone they are tested apart.
APART = {DataClass.CATEGORY, DataClass.STORY}
OWN = {"O", "W+O", "W+S", "W", "A"}


@dataclass(frozen=True)
class Cell:
    """How much of anybody's rows (0 nothing, 1 the summary, 2 all), whether all of one's own, and what one may do."""

    reads: int = 0
    own: bool = False
    writes: bool = False
    decides: bool = False

    def may(self, how: str) -> bool:
        return {"reads": self.reads > 0 or self.own, "writes": self.writes, "decides": self.decides}[how]


def word_of(column: str, data_class: DataClass, ground: Ground) -> str:
    """The word in a column, if the ground behind its @ is this one, or one of several is."""
    words = TABLE.get(data_class, "").split()
    word, _at, needs = words[COLUMNS.index(column)].partition("@") if words else ("-", "", "")
    return word if not needs or ground in needs.split("|") else "-"


def columns_of(role: str) -> list[str]:
    roles = OPERATIONAL.get(role, (role,))
    return [column for column in COLUMNS for each in roles if each in ROLES_OF_COLUMN.get(column, (column,))]


def lends(ground: Ground, role: str) -> bool:
    return ground in GROUND_LENDS and (ground not in LENT_ONLY_TO or role in LENT_ONLY_TO[ground])


def cell(role: str, data_class: DataClass, ground: Ground) -> Cell:
    """What this role may with this class of data in a case where it stands by this ground alone."""
    if role in OPERATIONAL and ground == Ground.EMERGENCY:
        return Cell()  # somebody's emergency is not their supervisor's
    if role in NO_CONTENT:
        return Cell()
    found = by_column(role, data_class, ground, lent=lends(ground, role))
    if role in LENT_WITHIN_OWN.get(ground, ()):
        own = by_column(role, data_class, ground, lent=False)
        found = Cell(min(found.reads, own.reads), found.own and own.own, found.writes and own.writes,
                     found.decides and own.decides)  # fmt: skip
    return opened(found, data_class, ground)


def by_column(role: str, data_class: DataClass, ground: Ground, *, lent: bool) -> Cell:
    """What stands in the column that the ground lends, or in the role's own."""
    if role in OPERATIONAL and data_class in SUPERVISOR_NEVER and not lent:
        return Cell()
    columns = [GROUND_LENDS[ground]] if lent else columns_of(role)
    words = [word_of(column, data_class, ground) for column in columns]
    word = max(words, key=lambda each: (READS[each], each in OWN), default="-")
    leads = role in OPERATIONAL and not lent
    writes = data_class in SUPERVISOR_WRITES if leads else word in {"W", "W+O", "W+S", "A"}
    decides = data_class in SUPERVISOR_DECIDES.get(role, ()) if leads else word == "A"
    return Cell(READS[word], word in OWN, writes, decides)


def opened(full: Cell, data_class: DataClass, ground: Ground) -> Cell:
    """No more than this ground opens."""
    if ground in READ_ONLY or (ground in WRITES_ONLY and data_class not in WRITES_ONLY[ground]):
        full = replace(full, writes=False, decides=False)
    most = GROUND_OPENS.get(ground)
    if most is None:
        return full
    limit = READS[most.get(data_class, "-")]
    whole = limit == 2
    return Cell(min(full.reads, limit), full.own and whole, full.writes and whole, full.decides and whole)


def may_do(role: str, data_class: DataClass, how: str, ground: Ground) -> bool:
    """Whether something may be done with this right: never by a ground through which one only reads."""
    return ground not in READ_ONLY and cell(role, data_class, ground).may(how)


@dataclass(frozen=True)
class Columns:
    """Of one kind of record: whether anything of it may be known, whose rows, and which columns of them."""

    known: bool
    theirs: frozenset[str]
    own: frozenset[str]
    own_rows_only: bool


def columns(data: dict[DataClass, Fields], role: str, ground: Ground) -> Columns:
    theirs, own = set(SHOWN_BOOKKEEPING), set(SHOWN_BOOKKEEPING)
    for data_class, fields in data.items():
        if data_class in APART:
            continue
        found = cell(role, data_class, ground)
        seen = {0: (), 1: fields.summary, 2: fields.all}[found.reads]
        theirs |= set(seen)
        own |= set(fields.all if found.own else seen)
    first = cell(role, next(iter(data)), ground)
    return Columns(first.may("reads"), frozenset(theirs), frozenset(own), not first.reads)


def outside(data: dict[DataClass, Fields], role: str) -> Columns:
    """Of one kind of record that stands in no case: what a role reads of anybody's rows, and of its own."""
    theirs, own = set(SHOWN_BOOKKEEPING), set(SHOWN_BOOKKEEPING)
    known = only = False
    for place, (data_class, fields) in enumerate(data.items()):
        word = WITHOUT_CASE.get(data_class, {}).get(role, "-")
        seen = {0: (), 1: fields.summary, 2: fields.all}[READS[word]]
        theirs |= set(seen)
        own |= set(fields.all if word in OWN else seen)
        known, only = (known, only) if place else (word != "-", not READS[word])
    return Columns(known, frozenset(theirs), frozenset(own), only)
