"""Whoever has the table, the total and this file cannot work out a count that is not shown."""

from collections.abc import Iterator
from itertools import product

import pytest

from policy.suppression import Shown, suppress, suppress_beside

pytestmark = pytest.mark.requirement("INV-40", "S001-19")
BELOW = 5


@pytest.mark.parametrize(("counts", "shown", "total"), [
    ((12, 0, 7), (12, 0, 7), 19),
    ((12, 3, 7), (12, None, None), 22),  # the smallest of the others goes with it
    ((12, 2, 3, 7), (12, None, None, 7), 24),
    ((12, 2, 2, 7), (12, None, None, None), 23),  # four together would be told by the total
    ((2, 1, 0), (None, None, None), None),  # so few that not even how many
    ((1, 1, 1, 1, 1), (None,) * 5, None),  # five times one, if the total said five
    ((5, 4, 4), (None, None, None), 13),  # as much as two hidden cells hold at most
    ((0, 0), (0, 0), 0),
    ((4, 1), (None, None), 5),
])  # fmt: skip
def test_worked_examples(counts, shown, total):
    found = suppress(dict(enumerate(counts)), BELOW)
    assert (tuple(found.cells.values()), found.total) == (shown, total)


def sums(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to fill so many cells with at least one each, that together hold the total."""
    if parts == 1:
        yield (total,)
        return
    for first in range(1, total - parts + 2):
        yield from ((first, *rest) for rest in sums(total - first, parts - 1))


def could_be(found: Shown, hidden: list[int]) -> Iterator[tuple[int, ...]]:
    """Every table that would be shown like this, as somebody finds out who has the program as well."""
    rest = found.total - sum(count for count in found.cells.values() if count)
    for filling in sums(rest, len(hidden)):
        table = {**found.cells, **dict(zip(hidden, filling, strict=True))}
        if suppress(table, BELOW) == found:
            yield filling


@pytest.mark.parametrize("size", [2, 3, 4])
def test_no_hidden_count_follows_from_what_is_shown(size):
    for counts in product((0, 1, 3, 4, 5, 8), repeat=size):
        found = suppress(dict(enumerate(counts)), BELOW)
        assert not any(0 < count < BELOW for count in (*found.cells.values(), found.total) if count), counts
        hidden = [name for name, count in found.cells.items() if count is None]
        if hidden and found.total is not None:
            ways = list(could_be(found, hidden))
            assert all(len({way[place] for way in ways}) > 1 for place in range(len(hidden))), counts


def test_a_total_that_one_table_hides_is_not_told_by_another_beside_it():
    ones, one = dict.fromkeys(range(6), 1), {0: 6, 1: 0}
    assert suppress(one, BELOW).total == 6  # alone it may say so; beside the other it would say six times one
    assert suppress_beside([one, ones], BELOW) == [Shown({0: None, 1: None}, None), Shown(dict.fromkeys(ones), None)]
    pair = [{0: 12, 1: 0}, {0: 9, 1: 3}]
    assert suppress_beside(pair, BELOW) == [suppress(each, BELOW) for each in pair]


def test_no_hidden_count_follows_from_two_tables_of_the_same_group():
    """Of every table of up to six cells, with the one beside it that says the most: all in one cell."""
    answers: dict[tuple[int | None, ...], list[tuple[int, ...]]] = {}
    for total, size in product(range(1, 13), range(1, 7)):
        for counts in sums(total, size) if size <= total else ():
            cells = (*counts, *[0] * (6 - size))
            whole, found = suppress_beside([{0: total}, dict(enumerate(cells))], BELOW)
            answers.setdefault((whole.total, *found.cells.values()), []).append(cells)
    for (_total, *shown), ways in answers.items():
        hidden = [place for place, count in enumerate(shown) if count is None]
        assert all(len({way[place] for way in ways}) > 1 for place in hidden), shown


def test_hiding_the_small_cell_alone_would_give_it_away():
    assert list(sums(10 - 7, 1)) == [(3,)]
