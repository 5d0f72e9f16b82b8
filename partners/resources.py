"""What a partner can read of a case besides the case itself: one model under one noun."""

from dataclasses import dataclass

from django.utils.functional import Promise

from audit.models import Recorded


@dataclass(frozen=True)
class Resource:
    """Rows of one model that belong to a case: `cases/{case}/conversations`, newest first."""

    path: str
    model: type[Recorded]
    label: str | Promise
    order: str = "-created_at"

    @property
    def name(self) -> str:
        return "-".join(part for part in self.path.split("/") if "{" not in part and part != "cases")
