"""Log lines without personal data: where it happened and what kind of thing it was, never a value."""

import json
import logging
import traceback
from datetime import UTC, datetime

from django.http import HttpRequest


class WithoutPersonalData(logging.Filter):
    """Puts the route in place of the address, and the exception's class in place of its message."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.msg, record.args = "%s %s %s", (getattr(record, "status_code", "-"), request.method, route(request))
            record.trace = getattr(request, "trace_id", "")
            record.request = None  # a second handler with this filter finds nothing left to do
        if record.exc_info and record.exc_info[0] is not None:
            place = "".join(traceback.format_tb(record.exc_info[2]))
            record.msg, record.args = "%s\n%s%s", (record.getMessage(), place, record.exc_info[0].__qualname__)
            record.exc_info = record.exc_text = None
        return True


def route(request: HttpRequest) -> str:
    """The pattern that the address fits; an address that fits none is not repeated."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(no such address)"


# What a line says beside its message, where whoever wrote it knew.
FACTS = ("method", "route", "status", "milliseconds", "trace")


class Json(logging.Formatter):
    """One object on one line. Of what hangs on a record only FACTS are written: nothing slips in by the way."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.getMessage()
        if record.exc_info:
            said = f"{said}\n{self.formatException(record.exc_info)}"
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": said,
        }
        known = {name: getattr(record, name, None) for name in FACTS}
        return json.dumps(line | {name: value for name, value in known.items() if value not in (None, "")})
