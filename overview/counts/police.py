"""Police reports (RP-11): talked about, filed, with leads or without, and how far police and prosecutor came."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from overview.counts import tracks
from overview.counts.division import SIGNALLED, Division, Group, Said, Unit, divide
from overview.counts.files import Files
from residence.models import PoliceReport
from residence.models.police_report import Status, status_of

Row = dict[str, Any]
COLUMNS = (
    "case_id", "discussed_on", "wish", "filed_on", "leads", "investigation_started_on", "prosecution_started_on",
    "investigation_ended_on",
)  # fmt: skip
DAYS = [name for name in COLUMNS if name.endswith("_on")]
DISCUSSED = Said(
    "discussed", _("Reporting to the police: talked about and filed"),
    _("How far the child came with any report up to the last day that is counted: filed counts first, then an "
      "investigation, then that the child does not report."),
    SIGNALLED,
    {
        "FILED": _("filed a report"), "DECLINED": _("talked about, and the child does not report"),
        "DISCUSSED": _("talked about, nothing filed yet"),
        "NOT_FILED": _("investigated without a report of the child"), "NOT_DISCUSSED": _("not talked about"),
    },
)  # fmt: skip
FILED = Group(_("The reports that were filed in this period, by children with whatever signal."), Unit.EPISODES)
LEADS = Said(
    "leads", _("Leads in reports"),
    _("Whether police see leads for an investigation, as it was known: the day on which that became known is "
      "not recorded."),
    FILED, dict(PoliceReport.Leads.choices),
)  # fmt: skip
COURSE = Said(
    "course", _("What came of reports"),
    _("How far each report came up to the last day that is counted."),
    FILED,
    {
        Status.FILED: _("filed, no investigation yet"), Status.INVESTIGATED: _("investigation started"),
        Status.PROSECUTED: _("prosecution started"), Status.CLOSED_NO_LEADS: _("closed without leads"),
        Status.CLOSED: _("closed for another reason"),
    },
)  # fmt: skip
BY_TRACK = Said(
    "by-track", _("Reports by track"),
    _("Which procedures were begun for the child that filed it, up to the last day that is counted. The region is "
      "not counted: where a report was filed is a free text."),
    FILED, tracks.TRACKS,
)  # fmt: skip
FURTHEST = ("FILED", "NOT_FILED", "DECLINED", "DISCUSSED", "NOT_DISCUSSED")


def count(files: Files) -> Iterator[Division]:
    rows = known(files)
    filed = [row for row in rows if files.within(row["filed_on"])]
    yield divide(DISCUSSED, furthest(files, rows))
    yield divide(LEADS, (row["leads"] for row in filed))
    yield divide(COURSE, (status_of(row) for row in filed))
    asylum, scheme = tracks.begun(files)
    children = [files.child(row["case_id"]) for row in filed]
    yield divide(BY_TRACK, (tracks.track(asylum.get(child), scheme.get(child)) for child in children))


def known(files: Files) -> list[Row]:
    """Every report as far as it had come on the last day that is counted: what happened later is left out."""
    rows = [
        row | {name: row[name] if files.by_now(row[name]) else None for name in DAYS}
        for row in files.rows(PoliceReport).values(*COLUMNS)
    ]
    return [row for row in rows if any(row[name] for name in DAYS)]


def furthest(files: Files, rows: list[Row]) -> Iterator[str]:
    found: dict[UUID, set[str]] = {}
    for row in rows:
        found.setdefault(files.child(row["case_id"]), set()).add(came_to(row))
    for child in files.signalled:
        yield min(chain(found.get(child, ()), ["NOT_DISCUSSED"]), key=FURTHEST.index)


def came_to(row: Row) -> str:
    if row["filed_on"] is not None:
        return "FILED"
    if row["investigation_started_on"] is not None:
        return "NOT_FILED"
    return "DECLINED" if row["wish"] == PoliceReport.Wish.DECLINES else "DISCUSSED"
