"""JSON, read strictly: one meaning for every body, and a sentence for each one that has none."""

import json
import math
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

from config.scans import SENTENCES

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 20
# What stands around a scan in its body.
ROOM = 16 * 1024


class TooLarge(APIException):
    """The body is larger than this API reads."""

    status_code = 413
    default_code = "too_large"


class StrictJSONParser(BaseParser):
    """Takes one JSON object in UTF-8; refuses what parsers disagree about and what the database cannot hold."""

    media_type = "application/json"
    too_large: str | Promise = _lazy("The body is larger than one mebibyte.")

    @property
    def max_bytes(self) -> int:
        return MAX_BYTES

    def parse(self, stream: IO[bytes], media_type: str | None = None,
              parser_context: Mapping[str, Any] | None = None) -> dict[str, Any]:  # fmt: skip
        body = stream.read(self.max_bytes + 1)
        if len(body) > self.max_bytes:
            raise TooLarge(self.too_large)
        value = loads(body)
        if not isinstance(value, dict):
            raise ParseError(_("The body must be a JSON object."))
        check(value)
        return value


class ScanParser(StrictJSONParser):
    """The same, where a scan stands in the body: in base64 it is a third larger."""

    too_large = SENTENCES["too-large"]

    @property
    def max_bytes(self) -> int:
        return settings.SCAN_MAX_BYTES * 4 // 3 + ROOM


def loads(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant, parse_float=_number
        )
    except UnicodeDecodeError as fault:
        raise ParseError(_("The body is not valid UTF-8.")) from fault
    except RecursionError as fault:
        raise ParseError(_too_deep()) from fault
    except json.JSONDecodeError as fault:
        place = {"line": fault.lineno, "column": fault.colno}
        raise ParseError(_("The body is not valid JSON (line %(line)s, column %(column)s).") % place) from fault
    except ValueError as fault:  # an integer of thousands of digits
        raise ParseError(_("A number in the body is too large.")) from fault


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ParseError(_("A member stands twice in the same object."))
    return members


def _constant(name: str) -> None:
    raise ParseError(_("NaN and Infinity are no JSON."))


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ParseError(_("A number in the body is too large."))
    return value


def check(value: Any, depth: int = 1) -> None:
    """Refuse text that a database cannot hold, and nesting that nobody needs."""
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, dict | list):
        if depth > MAX_DEPTH:
            raise ParseError(_too_deep())
        for inner in value.values() if isinstance(value, dict) else value:
            check(inner, depth + 1)
        for name in value if isinstance(value, dict) else ():
            _check_text(name)


def _check_text(text: str) -> None:
    if "\0" in text:
        raise ParseError(_("A text in the body holds a NUL character."))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as fault:
        raise ParseError(_("A text in the body holds half a character (a lone surrogate).")) from fault


def _too_deep() -> str:
    return _("The body is nested deeper than %(depth)s levels.") % {"depth": MAX_DEPTH}
