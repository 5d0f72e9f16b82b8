"""Whether the last page of a long list costs what the first one does."""

from functools import partial
from urllib.parse import urlsplit

from bench.calls import Calls
from bench.measure import Measured, timed

FULL = 100
PAGES = f"cases?pageSize={FULL}"
ROUNDS = 60
NAME = "API: the last page against the first"


def measured(calls: Calls, cases: int) -> list[Measured]:
    """The last page in turns with the first: the ratio says how much dearer it is."""
    last, pages = last_of(calls)
    found = Measured(f"{NAME}: page {pages}", cases, 0, most=1.1)
    first_page, last_page = (partial(calls.partner.send, path) for path in (PAGES, last))
    for _round in range(ROUNDS):
        found.ours.append(timed(last_page))
        found.floor.append(timed(first_page))
    return [found]


def last_of(calls: Calls) -> tuple[str, int]:
    """The last full page, found as a partner finds it: from page to page."""
    path, pages, page = PAGES, 1, calls.partner.read(PAGES)
    while page["next"]:
        following = after(page["next"])
        page = calls.partner.read(following)
        if len(page["results"]) == FULL:
            path, pages = following, pages + 1
    return path, pages


def after(address: str) -> str:
    """The next page, as our caller asks for it."""
    return f"cases?{urlsplit(address).query}"
