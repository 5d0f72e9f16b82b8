"""Take in a scan: PDF, JPEG or PNG by what it holds, and keep a clean picture of it and nothing else."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READER = Path(__file__).with_name("scan_reader.py")
# On the clock of the wall, for a machine that is busy; the process itself may use fewer seconds than this.
WAITS = 60
SENTENCES: dict[str, str | Promise] = {
    "empty-file": _("This file is empty."),
    "too-large": _("This file is too large. Scan it again in grey, or at 200 dots per inch."),
    "not-a-scan": _("This is no PDF, JPEG or PNG. Scan the paper, or take a photo of it."),
    "two-files": _("This file hides another file behind or inside it. Scan the paper again."),
    "too-large-inside": _("This file becomes too large when it is opened. Scan the paper again."),
    "too-many-pages": _("This PDF has more pages than a form. Scan only the form."),
    "encrypted-pdf": _("This PDF is locked with a password. Save it without one, or scan the paper."),
    "active-pdf": _("This PDF runs something or carries other files. Scan the paper instead."),
    "unreadable": _("This file is damaged and cannot be read. Scan the paper again."),
}


class ScanRefused(Exception):
    """The file is not taken, and nothing of it is kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code, self.message = code, SENTENCES[code]


@dataclass(frozen=True)
class Scan:
    """A clean picture: what it is, and its bytes."""

    media_type: str
    content: bytes


def clean(data: bytes) -> Scan:
    """The clean picture of a file. Raises ScanRefused."""
    if len(data) > settings.SCAN_MAX_BYTES:
        raise ScanRefused("too-large")
    try:
        # Isolated and without our environment: no keys, no database and none of our own modules are in its reach.
        done = subprocess.run(
            [sys.executable, "-I", str(READER)], input=data, capture_output=True, env={}, timeout=WAITS, check=True
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        # It broke on the file, or had no answer in time.
        raise ScanRefused("unreadable") from fault
    line, _newline, content = done.stdout.partition(b"\n")
    told = json.loads(line)
    if "refused" in told:
        raise ScanRefused(told["refused"])
    return Scan(told["is"], content)
