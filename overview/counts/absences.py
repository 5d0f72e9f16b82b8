"""Early departures (RP-07): how many children and how often, who knew where they were, and what became of it.

A child that left is not a child that was taken: for many somebody knows where it is (S004-84). So what is known is
counted beside the number, and nothing is assumed of what nobody assessed (INV-36).
"""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from overview.counts.division import Division, Group, Link, Said, Unit, divide
from overview.counts.files import Files
from shelter.models import Absence

OF_ABSENCE = Link()
REPORTED = Group(
    _("The absences that were reported in this period, from protected shelter or from elsewhere."),
    Unit.EPISODES,
    OF_ABSENCE,
)
MISSING = Group(_("The children who were reported missing in this period."), Unit.CHILDREN, OF_ABSENCE)
OFTEN = Said(
    "children", _("Children who were missing"),
    _("How often each child was reported missing in this period."),
    MISSING, {"ONCE": _("once"), "TWICE": _("twice"), "MORE": _("more often")},
    weighs=True,
)  # fmt: skip
KNOWN = Said(
    "whereabouts", _("Who knew where the child was"),
    _("Who knew where the child was, as it was known."),
    REPORTED, dict(Absence.Knower.choices),
)  # fmt: skip
CONCERN = Said(
    "concern", _("Level of concern"),
    _("How worrying the absence was, as it was known."),
    REPORTED, dict(Absence.Concern.choices),
)  # fmt: skip
BECAME = Said(
    "end", _("What became of it"),
    _("How the absence ended, up to the last day that is counted."),
    REPORTED, dict(Absence.End.choices) | {"OPEN": _("still missing")},
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    rows = list(
        reported(files).values_list("case_id", "whereabouts_known_by", "concern_level", "ended_at", "ended_as")
    )
    often = Counter(files.child(row[0]) for row in rows)
    yield divide(OFTEN, ({1: "ONCE", 2: "TWICE"}.get(times, "MORE") for times in often.values()))
    yield divide(KNOWN, (row[1] for row in rows))
    yield divide(CONCERN, (row[2] for row in rows))
    yield divide(BECAME, (became(files, *row[3:]) for row in rows))


def reported(files: Files) -> QuerySet[Absence]:
    return files.rows(Absence).filter(reported_at__gte=files.begin, reported_at__lt=files.end)


def became(files: Files, ended_at: datetime | None, ended_as: str) -> str:
    return ended_as if ended_at is not None and ended_at < files.end else "OPEN"
