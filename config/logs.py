"""Log lines without personal data: where it happened and what kind of thing it was, never a value."""

import logging
import traceback

from django.http import HttpRequest


class WithoutPersonalData(logging.Filter):
    """Puts the route in place of the address, and the exception's class in place of its message."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest):
            record.msg, record.args = "%s %s %s", (getattr(record, "status_code", "-"), request.method, route(request))
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
