"""Whether what clients were told is what there is: no word of Beschut is believed, no line of it is used.

What a whole write looks like, in every table, was learnt before the first fault. Each write is there once and whole,
or not at all; not at all only if nobody was told that it is there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bench.faults.journal import Intent

Shape = Mapping[str, int]


@dataclass(frozen=True)
class Row:
    """What became of one write: which row, what it says and of what."""

    id: str
    says: str
    parent: str
    version: int


@dataclass(frozen=True)
class Message:
    """One notice that is to be brought to a partner, in the order in which they came about."""

    number: int
    notice: str
    case: str
    to: str
    put_aside: bool = False


@dataclass
class Facts:
    """What stands in the database, read past Beschut."""

    rows: Mapping[str, Sequence[Row]]
    changes: Mapping[str, Shape]
    answers: Mapping[str, int]
    gaps: Sequence[str] = ()


@dataclass
class Findings:
    """What is not as it must be, each with its place; and what is worth a number."""

    lost: list[str] = field(default_factory=list)
    half: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    acknowledged: int = 0
    applied_unheard: int = 0
    nothing: int = 0

    @property
    def faults(self) -> list[str]:
        return [*self.lost, *self.half, *self.doubled]


class Unlike(Exception):
    """Before the first fault one write did not look like another: there is nothing to compare with."""


def shapes(calm: Iterable[Intent], changes: Mapping[str, Shape]) -> dict[str, Shape]:
    """What each step leaves behind when nothing goes wrong. Raises Unlike."""
    found: dict[str, Shape] = {}
    for intent in calm:
        left = changes.get(intent.traces[-1], {})
        if not left or found.setdefault(intent.step, left) != left:
            raise Unlike(f"{intent.step}: {dict(left)} and {dict(found.get(intent.step, {}))}")
    return found


def compare(intents: Sequence[Intent], facts: Facts, whole: Mapping[str, Shape]) -> dict[str, Findings]:
    """By the fault during which each write ended."""
    found: dict[str, Findings] = defaultdict(Findings)
    by_marker: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for step, rows in facts.rows.items():
        for row in rows:
            by_marker[step, row.says].append(row)
    expected = Counter(row.id for intent in intents for row in by_marker[intent.step, intent.says][:1])
    for intent in intents:
        judge(intent, by_marker[intent.step, intent.says], facts, whole[intent.step], expected, found[intent.during])
    return dict(found)


def judge(intent: Intent, rows: Sequence[Row], facts: Facts, whole: Shape, expected: Mapping[str, int],
          found: Findings) -> None:  # fmt: skip
    name = f"{intent.step} {intent.marker}"
    left = [facts.changes[trace] for trace in intent.traces if facts.changes.get(trace)]
    if intent.answer is not None:
        found.acknowledged += 1
        if not any(is_told(intent, row) for row in rows):
            found.lost.append(f"{name} was acknowledged as {intent.answer['id']}; there is {list(rows)}")
    elif rows or left:
        found.applied_unheard += 1
    else:
        found.nothing += 1
    if len(rows) > 1 or len(left) > 1:
        found.doubled.append(f"{name} was made {max(len(rows), len(left))} times")
    if rows or left:
        complete = len(rows) >= 1 and all(dict(each) == dict(whole) for each in left) and len(left) >= 1
        kept = rows and facts.answers.get(rows[0].id, 0) == expected[rows[0].id]
        if not complete or not kept:
            answers = [facts.answers.get(row.id, 0) for row in rows]
            found.half.append(f"{name} left {[dict(each) for each in left]}, {len(rows)} rows, answers kept {answers}")


def is_told(intent: Intent, row: Row) -> bool:
    """The row that was acknowledged, about what it was about, in this version or in a later one."""
    told = intent.answer or {}
    return row.id == told["id"] and row.parent == intent.parent and row.version >= told["version"]


def strays(intents: Iterable[Intent], facts: Facts) -> list[str]:
    """Rows that nobody meant."""
    meant = {(intent.step, intent.says) for intent in intents}
    return [f"{step} {row.id}: nobody meant {row.says}" for step, rows in facts.rows.items() for row in rows
            if (step, row.says) not in meant]  # fmt: skip


@dataclass
class Deliveries:
    undelivered: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    again: int = 0


def deliveries(messages: Sequence[Message], received: Sequence[tuple[str, str]]) -> Deliveries:
    """Each notice arrived at least once, and of each case for the first time in its order.

    What was put aside for a person has no order any more: the rest of the case went on without it.
    """
    found = Deliveries()
    first: dict[tuple[str, str], int] = {}
    for place, each in enumerate(received):
        found.again += each in first
        first.setdefault(each, place)
    latest: dict[tuple[str, str], int] = {}
    for message in sorted(messages, key=lambda each: each.number):
        place = first.get((message.to, message.notice))
        if place is None:
            found.undelivered.append(f"{message.notice} never came to {message.to}")
        elif message.put_aside:
            continue
        elif place < latest.get((message.to, message.case), -1):
            found.out_of_order.append(
                f"{message.notice} came to {message.to} before what was told earlier of the case"
            )
        else:
            latest[message.to, message.case] = place
    return found
