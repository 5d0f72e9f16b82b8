"""Keep the seals outside the database, where who owns the database cannot rewrite them.

Each place is given every seal after the last one it has, as one line of JSON each, at least once and in order. A place
that fails is tried again at the next run and holds nothing up. No transaction is open meanwhile: it would hold back
the seals, and what partners are told of changes.
"""

import fcntl
import json
import logging
import os
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPException
from typing import Any

from django.conf import settings
from django.utils import timezone

from audit.seal_models import AnchorFault, Anchoring, Place, Seal

SECONDS = 10
AT_ONCE = 1000
# A line of an anchor is some seven hundred bytes.
TAIL = 4096
log = logging.getLogger("beschut.seals")


class NotAnchored(Exception):
    """The place did not take the seals."""

    def __init__(self, fault: AnchorFault) -> None:
        super().__init__(fault)
        self.fault = fault


def places() -> list[Place]:
    """Where this installation keeps its seals."""
    given = {Place.FILE: settings.AUDIT_ANCHOR_FILE, Place.URL: settings.AUDIT_ANCHOR_URL}
    return [place for place, address in given.items() if address]


def anchor_all() -> None:
    """Give each place what it does not have yet, and write down how that went."""
    for place in places():
        kept, _made = Anchoring.objects.get_or_create(place=place)
        keep = {Place.FILE: _in_file, Place.URL: _at_url}[place]
        try:
            for number in keep(kept.number):
                if number != kept.number:
                    kept.number, kept.anchored_at = number, timezone.now()
            kept.failed_at, kept.fault = None, ""
        except NotAnchored as not_anchored:
            log.error("seals cannot be anchored in %s: %s", place, not_anchored.fault)
            kept.failed_at, kept.fault = kept.failed_at or timezone.now(), not_anchored.fault
        kept.save()


def _after(number: int) -> Iterator[Sequence[Seal]]:
    while seals := list(Seal.objects.filter(number__gt=number)[:AT_ONCE]):
        yield seals
        number = seals[-1].number


def _in_file(_known: int) -> Iterator[int]:
    """Append to the file, which says itself what it has. Only appending, so that `chattr +a` may hold it to that."""
    try:
        with open(settings.AUDIT_ANCHOR_FILE, "ab+", buffering=0) as file, _only_here(file):
            *whole, torn = _tail(file)
            last = _last_of(whole)
            yield last
            for seals in _after(last):
                _append(file, (b"\n" if torn else b"") + b"".join(seal.line() for seal in seals))
                torn = b""
                yield seals[-1].number
    except OSError as fault:
        raise NotAnchored(AnchorFault.UNREACHABLE) from fault


@contextmanager
def _only_here(file: Any) -> Iterator[None]:
    fcntl.flock(file, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)


def _append(file: Any, lines: bytes) -> None:
    if file.write(lines) != len(lines):
        raise OSError("the disk took only a part")
    os.fsync(file.fileno())


def _tail(file: Any) -> list[bytes]:
    """The last lines, of which the first may lack its beginning, and what stands behind the last end of a line."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
    lines: list[bytes] = file.read(TAIL).split(b"\n")
    return lines


def _last_of(lines: Sequence[bytes]) -> int:
    """The seal that was anchored last, which must be ours; a piece of a line is what a full disk left of it."""
    for line in reversed(lines):
        try:
            number = int(json.loads(line)["number"])
        except (ValueError, KeyError, TypeError):
            continue
        ours = Seal.objects.filter(number=number).first()
        if ours is not None and ours.line() == line + b"\n":
            return number
        break
    if lines:
        raise NotAnchored(AnchorFault.OTHER_SEALS)
    return 0


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A POST that is redirected becomes a GET, which looks like success and keeps nothing."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _at_url(known: int) -> Iterator[int]:
    opener = urllib.request.build_opener(_NoRedirect)
    for seals in _after(known):
        asked = urllib.request.Request(
            settings.AUDIT_ANCHOR_URL, b"".join(seal.line() for seal in seals), method="POST",
            headers={"Content-Type": "application/x-ndjson", "User-Agent": f"Beschut/{settings.VERSION}"},
        )  # fmt: skip
        try:
            opener.open(asked, timeout=SECONDS).close()
        except (OSError, HTTPException) as fault:  # an answer of 300 or more is one of these too
            raise NotAnchored(AnchorFault.UNREACHABLE) from fault
        yield seals[-1].number
