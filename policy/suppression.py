"""Small numbers tell of a child: which counts of a table are shown, so that none can be worked out (INV-40, S001-19).

A table here divides one group: every member is counted in exactly one cell, and the cells add up to the total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """The counts as they may be shown; None: not shown."""

    cells: Mapping[str, int | None]
    total: int | None


def suppress(cells: Mapping[str, int], below: int) -> Shown:
    """Hide every count from one up to the threshold, and as many others as it takes.

    Whoever subtracts what is shown from the total learns only what the hidden cells hold together. So there are at
    least two of them, they hold no fewer than the threshold, and neither as little nor as much as only one answer
    allows. The smallest others go with them, all of the same size: which of them was chosen would tell too. Where
    nothing is left to hide with them, the total is hidden as well. A zero tells of nobody, and is shown.
    """
    total = sum(cells.values())
    if 0 < total < below:
        return Shown(dict.fromkeys(cells), None)
    hidden = {name for name, count in cells.items() if 0 < count < below}
    others = sorted({count for count in cells.values() if count >= below})
    while hidden and others and not secret(hidden, cells, below):
        smallest = others.pop(0)
        hidden |= {name for name, count in cells.items() if count == smallest}
    kept = {name: None if name in hidden else count for name, count in cells.items()}
    return Shown(kept, total if not hidden or secret(hidden, cells, below) else None)


def suppress_beside(tables: Sequence[Mapping[str, int]], below: int) -> list[Shown]:
    """Several divisions of one group, shown side by side.

    Where one of them has to hide the total, the sum of another would tell it all the same: then none shows a count.
    """
    found = [suppress(cells, below) for cells in tables]
    if all(each.total is not None for each in found):
        return found
    return [nothing(each) for each in found]


@dataclass(frozen=True)
class Counts:
    """A table before anything is hidden; `weighs`: its cells tell the total of a linked group, as "twice" does."""

    cells: Mapping[str, int]
    weighs: bool = False


def suppress_linked(groups: Sequence[Sequence[Counts]], below: int) -> list[list[Shown]]:
    """Divisions of groups whose totals tell of each other, such as who came, who went and who is there.

    Where one total is hidden, nothing of any is shown. Where a cell is hidden of a table that weighs, the total of the
    others would tell it: nothing of them is shown.
    """
    found = [suppress_beside([each.cells for each in group], below) for group in groups]
    if any(each.total is None for group in found for each in group):
        return [[nothing(each) for each in group] for group in found]
    hiding = [
        any(each.weighs and None in shown.cells.values() for each, shown in zip(group, found[place], strict=True))
        for place, group in enumerate(groups)
    ]
    return [
        group if hides or not any(hiding) else [nothing(each) for each in group]
        for group, hides in zip(found, hiding, strict=True)
    ]


def nothing(shown: Shown) -> Shown:
    return Shown(dict.fromkeys(shown.cells), None)


def secret(hidden: set[str], cells: Mapping[str, int], below: int) -> bool:
    """Whether the sum of the hidden cells leaves open what each of them is."""
    together = sum(cells[name] for name in hidden)
    least, most = len(hidden), len(hidden) * (below - 1)
    return len(hidden) > 1 and together >= below and together not in (least, most)
