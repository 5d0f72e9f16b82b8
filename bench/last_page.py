"""Whether the last page of a long list costs what the first one does."""

from functools import partial
from urllib.parse import parse_qs, urlsplit

from bench.calls import Calls
from bench.measure import Measured, timed

PAGES = "cases?pageSize=100"
ROUNDS = 60


def measured(calls: Calls, cases: int) -> list[Measured]:
    """The last page in turns with the first: the ratio says how much dearer it is."""
    last, pages = last_of(calls)
    found = Measured(f"API: page {pages} of {pages}, against the first", cases, 0, most=1.1)
    first_page, last_page = (partial(calls.partner.send, path) for path in (PAGES, last))
    for _round in range(ROUNDS):
        found.ours.append(timed(last_page))
        found.floor.append(timed(first_page))
    return [found]


def last_of(calls: Calls) -> tuple[str, int]:
    """The last full page, found as a partner finds it: from page to page."""
    path, pages = PAGES, 1
    while True:
        page = calls.partner.read(path)
        if not page["next"] or len(calls.partner.read(after(page["next"]))["results"]) < 100:
            return path, pages
        path, pages = after(page["next"]), pages + 1


def after(address: str) -> str:
    """The same page of the list, as our caller asks for it."""
    [cursor] = parse_qs(urlsplit(address).query)["cursor"]
    return f"{PAGES}&cursor={cursor}"
