"""What is shown of the figures of a year, set up as linear equations: no count that is hidden follows from them.

The cohorts are random, with the sizes at which suppression matters. The equations are everything that somebody knows
who knows the definitions: the cells of a table add up to the total of its group, and who moved twice made two moves.
"""

import random
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import pytest

from overview import figure_years, figures
from overview.counts import absences, moves, talks
from overview.counts.division import Division, Group, Said
from overview.figure_years import Column
from policy.figures import closes_on
from policy.suppression import suppress_beside

pytestmark = pytest.mark.requirement("INV-40", "S001-19")
BELOW, COHORTS = 5, 200
SAID = [said for topic in figures.TOPICS for said in figures.named(vars(topic.counts).values())]
TIMES = {"NONE": 0, "NOT": 0, "ONE": 1, "ONCE": 1, "TWO": 2, "TWICE": 2, "THREE": 3, "FOUR": 4}
# Tables of which every member of the group counts so many times in another group; the last cell has no upper end.
WEIGHED = {absences.OFTEN: absences.REPORTED, moves.OFTEN: moves.AVOIDABLE.group, talks.OFTEN: talks.TALKS}
Row = dict[object, Fraction]


def cohort(chance: random.Random) -> list[Division]:
    """One year: of each group a number of members, and each of its tables divides them."""
    sizes: dict[Group, int] = {}
    for said in SAID:
        sizes.setdefault(said.group, chance.choice((0, 3, 6, 9, 14, 25, 60)))
    often = {said: filled(said, sizes[said.group], chance) for said in WEIGHED}
    for said, group in WEIGHED.items():
        # Nobody beyond the cells that have a fixed weight, so that the other total follows exactly.
        sizes[group] = sum(TIMES[code] * number for code, number in often[said].cells.items() if code in TIMES)
    return [often.get(said) or filled(said, sizes[said.group], chance) for said in SAID]


def filled(said: Said, size: int, chance: random.Random) -> Division:
    """The members in random cells, a few of which hold most; a table that weighs leaves its open end empty."""
    codes = [code for code in said.labels if said not in WEIGHED or code in TIMES]
    weights = [chance.choice((0, 1, 1, 4, 20)) for _code in codes]
    found = Counter(chance.choices(codes, weights if any(weights) else None, k=size))
    return Division(said, {code: found[code] for code in said.labels})


def equations(known: list[Division]) -> Iterator[Row]:
    """What anybody can write down before anything is shown; each cell and each total is an unknown."""
    for each in known:
        yield {**{(each.said, code): Fraction(1) for code in each.cells}, each.said.group: Fraction(-1)}
        if each.said in WEIGHED:
            # Nobody is in the open end, which is shown wherever the others are; so any weight will do for it.
            weights = {(each.said, code): Fraction(TIMES.get(code, 5)) for code in each.cells}
            yield {**weights, WEIGHED[each.said]: Fraction(-1)}


def published(known: list[Division]) -> dict[object, int]:
    """The cells and totals that are shown."""
    found: dict[object, int] = {}
    for said, shown in figures.suppressed(known, BELOW).items():
        found |= {(said, code): count for code, count in shown.cells.items() if count is not None}
        found |= {} if shown.total is None else {said.group: shown.total}
    return found


def recovered(known: list[Division], shown: dict[object, int]) -> set[object]:
    """The unknowns that have one value only, after what is shown was filled in and the rest was solved."""
    reduced: dict[object, Row] = {}
    for left in equations(known):
        row = {name: weight for name, weight in left.items() if name not in shown}
        for pivot, other in reduced.items():
            if pivot in row:
                row = without(row, pivot, other)
        if not row:
            continue
        pivot = next(iter(row))
        row = {name: weight / row[pivot] for name, weight in row.items()}
        reduced = {name: without(other, pivot, row) if pivot in other else other for name, other in reduced.items()}
        reduced[pivot] = row
    return {pivot for pivot, row in reduced.items() if len(row) == 1}


def without(row: Row, pivot: object, other: Row) -> Row:
    """The row with the pivot taken out by the other one."""
    weight = row[pivot]
    names = row.keys() | other.keys()
    found = {name: row.get(name, Fraction(0)) - weight * other.get(name, Fraction(0)) for name in names}
    return {name: each for name, each in found.items() if each}


def test_no_hidden_count_follows_from_everything_that_is_shown():
    for seed in range(COHORTS):
        known = cohort(random.Random(seed))
        shown = published(known)
        assert not recovered(known, shown), seed
        assert not [name for name, count in shown.items() if 0 < count < BELOW], seed


def test_much_is_shown_all_the_same():
    known = cohort(random.Random(1))
    assert len(published(known)) > len([cell for each in known for cell in each.cells]) / 2


def test_without_the_links_the_same_equations_find_hidden_counts(monkeypatch):
    def unlinked(groups, below):
        return [suppress_beside([each.cells for each in group], below) for group in groups]

    monkeypatch.setattr(figures, "suppress_linked", unlinked)
    found = 0
    for seed in range(20):
        known = cohort(random.Random(seed))
        found += bool(recovered(known, published(known)))
    assert found


def side_by_side(years: dict[int, list[Division]]) -> list[figure_years.Table]:
    """The tables of years of which these divisions are all there is."""
    shown = [Column(year, closes_on(year), True, False, BELOW - 1, False, False, True) for year in years]
    return list(figure_years.tables(shown, {year: alone(known) for year, known in years.items()}))


def alone(known: list[Division]) -> list[figures.Table]:
    """The same of one year, as its own page has them."""
    hidden = figures.suppressed(known, BELOW)
    return [figures.table(each, hidden[each.said]) for each in known]


@pytest.mark.requirement("S001-41")
def test_years_side_by_side_tell_nothing_that_each_does_not_tell_alone():
    for seed in range(6):
        years = {2020 + place: cohort(random.Random(100 * seed + place)) for place in range(3)}
        pages = zip(*map(alone, years.values()), strict=True)
        for table, own in zip(side_by_side(years), pages, strict=True):
            shown = [[line.count for line in each.lines] for each in own]
            assert [[row.counts[place] for row in table.rows] for place in range(3)] == shown
            assert list(table.total.counts) == [each.total for each in own]
            assert not table.told or None not in table.total.counts[1:]
            drawn = [[bar.hidden for bar in row.bars] for row in table.rows]
            assert drawn == [[count is None for count in row.counts if count != 0] for row in table.rows]
