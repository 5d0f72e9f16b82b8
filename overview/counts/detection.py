"""Detection (RP-02): of the children who arrived, about how many there is a signal of trafficking (S004-25).

The published ratio sets the victims of a year against the arrivals of that year, two groups of which one is no part of
the other, and is an upper bound only (S002-12). Here the signals are about the children who arrived themselves.
"""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from overview.counts.division import ARRIVED, Division, Said, divide
from overview.counts.files import Files
from overview.counts.intake import arrived

DETECTED = Said(
    "detected", _("Signals of trafficking among the children who arrived"),
    _("Whether a signal of trafficking that stands was raised about the child up to the last day that is counted. "
      "More signals can also come of more attention, and fewer of less: nothing here says how many victims there "
      "are."),
    ARRIVED, {"SIGNAL": _("a signal of trafficking"), "NO_SIGNAL": _("no signal")},
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    yield divide(DETECTED, (code(files, child) for child in arrived(files)))


def code(files: Files, child: UUID) -> str:
    return "SIGNAL" if child in files.first_signals else "NO_SIGNAL"
