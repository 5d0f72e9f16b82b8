"""What a partner can read besides the case itself: one model under one noun."""

from dataclasses import dataclass

from django.utils.functional import Promise

from audit.models import Recorded


@dataclass(frozen=True)
class Resource:
    """Rows of one model, of a case (`cases/{case}/conversations`) or of none (`stand-ins`), newest first."""

    path: str
    model: type[Recorded]
    label: str | Promise
    order: str = "-created_at"

    @property
    def name(self) -> str:
        return "-".join(part for part in self.path.split("/") if "{" not in part and part != "cases")
