"""Lists by keyset: a page starts after the last key of the one before, and costs the same wherever it starts."""

import base64
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

DEFAULT_SIZE, MAX_SIZE = 50, 100
# How the description of a list names what `page_of` reads; a view that calls it says `paged = True`.
PARAMETERS = (
    OpenApiParameter("pageSize", {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
                     description="How many rows at most."),
    OpenApiParameter("after", {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
                     description="Where the page starts: as the link `next` of the page before has it."),
)  # fmt: skip
BIGGEST = 2**63 - 1

Row = TypeVar("Row")


def _number(text: str) -> int:
    """A whole number that fits the database."""
    value = int(text)
    if abs(value) > BIGGEST:
        raise ValueError(text)
    return value


def _moment(text: str) -> datetime:
    value = datetime.fromisoformat(text)
    if value.tzinfo is None:
        raise ValueError(text)
    return value.astimezone(UTC)


KINDS: dict[type, Callable[[str], Any]] = {int: _number, datetime: _moment, UUID: UUID, str: str}


@dataclass(frozen=True)
class Page:
    """What page was asked for: how many rows, and after which key (None: from the start)."""

    request: Request
    size: int
    after: tuple[Any, ...] | None

    @property
    def limit(self) -> int:
        """Select this many rows: one more than is shown says whether there is a next page."""
        return self.size + 1

    def answer(self, rows: Sequence[Row], key: Callable[[Row], Iterable[Any]]) -> dict[str, Any]:
        """At most `size` of the rows that were selected after the key, and the link to the next ones."""
        shown, more = rows[: self.size], len(rows) > self.size
        return {"results": shown, "next": self.link(key(shown[-1])) if more else None}

    def link(self, key: Iterable[Any]) -> str:
        """Where the same question goes on after this key."""
        others = {name: value for name, value in self.request.query_params.items() if name != "after"}
        return f"{self.request.path}?{urlencode({**others, 'after': encode(key)})}"


def page_of(request: Request, key: Sequence[type] = (str,), also: Iterable[str] = ()) -> Page:
    """Read `pageSize` and `after`; `key` names the types of the key's parts, `also` other parameters the view takes.

    Raises ValidationError for every parameter that is wrong, all at once.
    """
    errors = unknown(request, {"pageSize", "after", *also})
    size, after = DEFAULT_SIZE, None
    try:
        size = _size(request.query_params.get("pageSize", str(DEFAULT_SIZE)))
    except ValueError:
        errors["pageSize"] = [ErrorDetail(_("Ask for 1 to %(most)s rows.") % {"most": MAX_SIZE}, "invalid")]
    try:
        after = decode(request.query_params["after"], key) if "after" in request.query_params else None
    except ValueError:
        errors["after"] = [_foreign_cursor()]
    if errors:
        raise ValidationError(errors)
    return Page(request, size, after)


def whole(rows: Sequence[dict[str, Any]], page: Page, by: str = "id") -> dict[str, Any]:
    """The page of rows that were all selected (a case has few of a kind); `by`: the member that tells them apart."""
    start = 0
    if page.after is not None:
        places = [place for place, row in enumerate(rows) if row[by] == page.after[0]]
        if not places:
            raise ValidationError({"after": [_foreign_cursor()]})
        start = places[0] + 1
    return page.answer(rows[start : start + page.limit], key=lambda row: (row[by],))


def _foreign_cursor() -> ErrorDetail:
    return ErrorDetail(_("This is not a cursor of this list: follow the link `next`."), "invalid")


def switched(request: Request, name: str) -> bool:
    """Whether a parameter that is true or false, false without it, is true. Raises ValidationError."""
    text = request.query_params.get(name, "false")
    if text not in {"true", "false"}:
        raise ValidationError({name: [ErrorDetail(_("Say true or false."), "invalid")]})
    return text == "true"


def refuse_unknown(request: Request, known: Iterable[str] = ()) -> None:
    """Raise ValidationError for each query parameter that is not known."""
    errors = unknown(request, set(known))
    if errors:
        raise ValidationError(errors)


def unknown(request: Request, known: set[str]) -> dict[str, list[ErrorDetail]]:
    errors = {}
    for name, values in request.query_params.lists():
        if name not in known:
            errors[name] = [ErrorDetail(_("unknown parameter"), "unknown")]
        elif len(values) > 1:
            errors[name] = [ErrorDetail(_("This parameter stands twice."), "invalid")]
    return errors


def _size(text: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= MAX_SIZE:
        raise ValueError(text)
    return int(text)


def encode(key: Iterable[Any]) -> str:
    """The key as an opaque cursor."""
    parts = [part.isoformat() if isinstance(part, datetime) else str(part) for part in key]
    return base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


def decode(cursor: str, key: Sequence[type]) -> tuple[Any, ...]:
    """The key in a cursor, each part of its type. Raises ValueError for a cursor that was not made here."""
    try:
        parts = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not isinstance(parts, list) or not all(isinstance(part, str) and "\0" not in part for part in parts):
            raise ValueError(cursor)
        return tuple(KINDS[kind](part) for kind, part in zip(key, parts, strict=True))
    except (RecursionError, OverflowError) as fault:  # nesting without end, a moment beyond the calendar
        raise ValueError(cursor) from fault
