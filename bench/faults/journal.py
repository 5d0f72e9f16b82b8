"""What a client meant to write and what it was told, on a disk of its own: the product has no part in it.

Each line is there before the call that it tells of, or after its answer; a line that is not whole was never written.
"""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Intent:
    """One write: what it is, under which key, every try by its trace, and what was answered in the end."""

    step: str
    key: str
    marker: str
    parent: str
    traces: list[str] = field(default_factory=list)
    answer: dict[str, Any] | None = None
    during: str = ""

    @property
    def says(self) -> str:
        """What the row says that no other says; of an assessment, whose words are encrypted, what it is about."""
        return self.parent if self.step == "assessment" else self.marker


class Journal:
    """Appended to by many clients; each line is on the disk before the writer goes on."""

    def __init__(self, path: Path) -> None:
        self.file = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        self.path = path
        self.written = 0
        self.changed = threading.Condition()

    def write(self, kind: str, **told: Any) -> None:
        line = json.dumps({"kind": kind, **told}, separators=(",", ":")).encode() + b"\n"
        with self.changed:
            os.write(self.file, line)
            os.fsync(self.file)
            self.written += 1
            self.changed.notify_all()

    def wait_for(self, more: int, seconds: float) -> bool:
        """Until so many lines more are written; False when that takes too long."""
        with self.changed:
            until = self.written + more
            return self.changed.wait_for(lambda: self.written >= until, seconds)

    def lines(self) -> Iterator[dict[str, Any]]:
        for line in self.path.read_bytes().splitlines(keepends=True):
            if line.endswith(b"\n"):
                yield json.loads(line)

    def of_kind(self, kind: str) -> Iterator[dict[str, Any]]:
        return (line for line in self.lines() if line["kind"] == kind)

    def intents(self) -> list[Intent]:
        """Every write by its key, in the order in which they were meant; each with the fault during which it ended."""
        found: dict[str, Intent] = {}
        fault = ""
        for line in self.lines():
            if line["kind"] == "fault":
                fault = line["name"]
                continue
            key = line["key"]
            if line["kind"] == "intent":
                found[key] = Intent(line["step"], key, line["marker"], line["parent"])
            elif line["kind"] == "try":
                found[key].traces.append(line["trace"])
            elif line["kind"] == "answer":
                found[key].answer = line
            found[key].during = fault
        return list(found.values())
