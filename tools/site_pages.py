"""Every kind of page there is, from the site's own list of addresses, and the walk along links that finds one of each.

A page that is added to the list is asked for by itself: by the test that looks for barriers, and by `make pictures`.
"""

from collections import deque
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.contrib import admin
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from playwright.sync_api import Error, Page

from overview.admin.act_form import FORMS

# What the stock admin has and nobody is led to, and what only answers a button. In the demo nobody has a second step:
# tests/e2e/test_login.py looks at those pages.
NO_PAGE = {
    "acknowledge", "app_list", "autocomplete", "calendar_revoke", "jsi18n", "login", "logout", "match_signal",
    "password_change", "password_change_done", "prove", "second_factor", "second_factor_app", "second_factor_codes",
    "second_factor_key",
}  # fmt: skip
# Pages that answer a button: nobody comes there by an address.
ANSWERS = {"api_users", "case_search", "subject_copy"}
# Of everything that has a history the page looks alike.
HISTORY = "history"
CASE = "intake_case_change"


def kinds() -> set[str]:
    """Every kind of page and file that an address of ours leads to."""
    ours = {getattr(each, "name", None) or "" for each in admin.site.get_urls()} - NO_PAGE - {""}
    return ours - {each for each in ours if each.endswith("_history")} | {HISTORY}


def kind_of(address: str, *, every_form: bool = True) -> str | None:
    """What kind of page stands there. The form of an act is made from what the act takes: either each is a kind of
    its own, or those of another make and one of each address.
    """
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    name = found.url_name or ""
    if found.namespace != "admin" or name in NO_PAGE | ANSWERS:
        return None
    if name.endswith("_history"):
        return HISTORY
    act = found.kwargs.get("name", "") if name.endswith("act") else ""
    return f"{name} {act}" if act and (every_form or act in FORMS) else name


def bare() -> list[str]:
    """The addresses that need no number: some lists are linked only while there is something in them."""
    found = []
    for kind in sorted(kinds() - ANSWERS):
        try:
            found.append(reverse(f"admin:{kind}"))
        except NoReverseMatch:
            continue
    return found


def links(page: Page) -> list[str]:
    """Where the page leads, in its order, on this site."""
    found: list[str] = page.eval_on_selector_all(
        "a[href]", "links => links.filter(a => a.origin === location.origin).map(a => a.pathname + a.search)"
    )
    return found


def walk(page: Page, seen: set[str], *, cases: int, every_form: bool = False) -> Iterator[str]:
    """Go along the links, nearest first, and stop at each kind of page that was not seen yet: its kind.

    The desk, the list and some pages of children are opened though others were seen: there other links begin. A
    link has to lead to a page or a file; of the bare addresses each role has its own.
    """
    starts, tried = (reverse("admin:index"), reverse(f"admin:{CASE}list")), bare()
    todo, known = deque(dict.fromkeys([*starts, *tried])), {*starts, *tried}
    while todo:
        address = todo.popleft()
        kind = kind_of(address, every_form=every_form)
        again = address in starts or (kind == CASE and cases > 0)
        if kind is None or (kind in seen and not again):
            continue
        status, is_page = visit(page, address)
        if status >= 400:
            assert address in tried, f"{status}: {address}"
            continue
        cases -= kind == CASE
        seen.add(kind)
        if is_page:
            yield kind
            new = [each for each in links(page) if each not in known]
            todo.extend(dict.fromkeys(new))
            known.update(new)


def visit(page: Page, address: str) -> tuple[int, bool]:
    """What the site answers, and whether that is a page: a file is kept by the browser instead of shown."""
    try:
        answer = page.goto(address)
    except Error as problem:
        if "Download is starting" in problem.message or "ERR_ABORTED" in problem.message:
            return 200, False
        raise
    assert answer is not None
    return answer.status, "html" in answer.headers.get("content-type", "")
