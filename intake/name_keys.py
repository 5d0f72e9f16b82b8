"""By which keys a case is found that may be about the same child, so that nobody compares it with all the others.

A key is a number made of how part of a name sounds, alone with another part or with part of a birth date; or of the
V-number. Every key of a child stands in one indexed table; the keys it is looked up by are those and their near ones.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import combinations

from intake import sounds
from intake.alike import Persona, called
from intake.sounds import Word
from policy import near_dates
from policy.near_dates import Born

MONTHS = range(1, 13)


def number(text: str) -> int:
    """A key as the database keeps it; two that fall together cost one comparison too many, and no more."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def stands(persona: Persona) -> set[int]:
    """The keys under which a child can be found."""
    roots = sorted(all_roots(persona))
    dates = [part for born in persona.born for part in said(born)]
    return set(map(number, (*of_names(persona), *(f"{root}@{part}" for root in roots for part in dates))))


def wanted(persona: Persona) -> set[int]:
    """The keys under which another file of this child may be found: its own, and those of a date that is near."""
    roots = sorted(all_roots(persona))
    dates = {part for born in persona.born for part in (*said(born), *near(born))}
    return set(map(number, (*of_names(persona), *(f"{root}@{part}" for root in roots for part in dates))))


def v_key(persona: Persona) -> int | None:
    return number(f"V:{persona.v_number}") if persona.v_number else None


def of_names(persona: Persona) -> Iterator[str]:
    """Each two words of a name, whichever stands first; and the V-number."""
    if persona.v_number:
        yield f"V:{persona.v_number}"
    for name in called(persona):
        for one, other in combinations(parts(name), 2):
            yield from ("&".join(sorted((a, b))) for a in one.roots for b in other.roots)


def all_roots(persona: Persona) -> set[str]:
    return {root for name in called(persona) for word in parts(name) for root in word.roots}


def parts(name: str) -> list[Word]:
    """The words of a name, and each two neighbours as one."""
    found = sounds.words(name)
    together = [sounds.word_of(a.plain + b.plain, a.vowels) for a, b in zip(found, found[1:], strict=False)]
    return [*found, *together]


def said(born: Born) -> Iterator[str]:
    """As far as the date is known: its month, its day in whatever year, or its year only."""
    if born.year is None:
        return
    if born.month is None:
        yield f"{born.year}"
        return
    yield f"{born.year}-{born.month}"
    if born.day is not None and not born.estimated:
        yield f"{born.month}/{born.day}"


def near(born: Born) -> Iterator[str]:
    """Where the same date stands after a slip, an estimate or another calendar."""
    if born.year is None:
        return
    yield f"{born.year}"
    # Of an estimate and of a bare year every month is near; of a whole date the estimate is.
    yield from (f"{born.year}-{month}" for month in (MONTHS if born.month is None or born.estimated else (1,)))
    if born.day is not None and born.month is not None:
        yield f"{born.day}/{born.month}"
        yield from (f"{born.year}-{month}" for month in around(born.month))
        others = near_dates.ethiopian(born) | near_dates.in_ethiopian(born)
        yield from (f"{other.year}-{other.month}" for other in others)


def around(month: int) -> Iterable[int]:
    return {max(1, month - 1), min(12, month + 1)}
