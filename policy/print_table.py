"""Tables in Markdown and the few words that every table shares."""

from collections.abc import Iterable, Sequence
from datetime import date

from policy.dated import ALWAYS


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """One Markdown table, ending in a line break."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def standing(proposal: bool) -> str:
    """Whether a number is the law's or ours."""
    return "**afspraak**" if proposal else "wet of brief"


def listed(codes: Iterable[str]) -> str:
    """Source ids or organisations, one after another."""
    return ", ".join(codes) or "–"


def yes(value: bool) -> str:
    """A tick in words; an empty cell reads faster than a column full of 'nee'."""
    return "ja" if value else ""


def period(first: date | None, last: date | None) -> str:
    """From when to when a row is in force."""
    if first is None:
        return "nooit ingevoerd"
    if first == ALWAYS:
        return "altijd"
    return f"vanaf {first}" if last is None else f"{first} t/m {last}"
