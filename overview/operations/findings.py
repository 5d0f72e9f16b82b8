"""What `manage.py doctor` found: of each check whether it is as it must be, what it saw, and what to do."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `remedy` is for what is wrong."""

    check: str
    right: bool
    says: str
    remedy: str = ""

    def line(self) -> str:
        word = "ok   " if self.right else "WRONG"
        remedy = f"\n{'':>20}→ {self.remedy}" if self.remedy and not self.right else ""
        return f"{word}  {self.check:<12} {self.says}{remedy}"

    def members(self) -> dict[str, Any]:
        return {"check": self.check, "ok": self.right, "says": self.says,
                "remedy": "" if self.right else self.remedy}  # fmt: skip
