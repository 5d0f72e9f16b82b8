"""Deal a year out by quota: how many of each (largest remainder), and to whom, in an order that is always the same."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

Value = TypeVar("Value")


def quotas(weights: Mapping[Value, float], total: int) -> dict[Value, int]:
    """Split a number by weights into whole parts that add up to it: the largest remainders are rounded up."""
    whole = sum(weights.values())
    exact = {value: weight * total / whole for value, weight in weights.items()} if whole else {}
    parts = {value: int(share) for value, share in exact.items()}
    by_remainder = sorted(parts, key=lambda value: parts[value] - exact[value])
    for value in by_remainder[: total - sum(parts.values())]:
        parts[value] += 1
    return parts


def part(count: int, whole: int, total: int) -> int:
    """How many of `total` when it is `count` of `whole`."""
    return quotas({True: count, False: whole - count}, total)[True]


def number(*what: object) -> int:
    """A number that looks like chance and is the same in every run."""
    return int.from_bytes(sha256(" ".join(map(str, what)).encode()).digest()[:6], "big")


def shuffled(rows: Iterable[Value], what: str) -> list[Value]:
    """The rows in an order that only depends on how many there are and on what is dealt."""
    return [row for _place, row in sorted(enumerate(rows), key=lambda pair: number(what, pair[0]))]


def dealt(weights: Mapping[Value, float], total: int, what: str) -> list[Value]:
    """As many values as asked for, each by its quota."""
    return shuffled([value for value, count in quotas(weights, total).items() for _ in range(count)], what)


def taken(rows: Sequence[Value], count: int, what: str) -> list[Value]:
    """So many of the rows, or all when there are fewer."""
    return shuffled(rows, what)[:count]
