"""Moves (RP-08): how often a child moved, whether that could be avoided, and its nights in crisis shelter (EC-34)."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from overview.counts.division import Division, Group, Link, Said, Unit, by_length, divide
from overview.counts.files import Files
from policy.dates import after
from shelter.models import Placement

CRISIS = "CRISIS_EMERGENCY"
NOT_SAID, NOT_REVIEWED = "NOT_SAID", "NOT_REVIEWED"
OF_MOVES = Link()
OFTEN = Said(
    "moves", _("Moves per child"),
    _("How often the child moved from one place to another in this period."),
    Group(_("The children who lived in a place of shelter at some moment of this period."), Unit.CHILDREN, OF_MOVES),
    {"NONE": _("not"), "ONE": _("once"), "TWO": _("twice"), "MORE": _("more often")},
    weighs=True,
)  # fmt: skip
AVOIDABLE = Said(
    "avoidable", _("Could the move be avoided?"),
    _("Whether the move would not have been needed with a bed, a decision or an agreement in time, as it was said."),
    Group(_("The moves of this period."), Unit.EPISODES, OF_MOVES),
    dict(Placement.Avoidable.choices) | {NOT_SAID: _("not said")},
)  # fmt: skip
IN_CRISIS = Said(
    "crisis-nights", _("Nights in crisis shelter"),
    _("How many nights of this period the child spent there, all its stays together. The aim is none (INV-34)."),
    Group(_("The children who spent a night of this period in crisis shelter."), Unit.CHILDREN),
    {"ONE": _("one night"), "WEEK": _("up to a week"), "LONGER": _("longer")},
)  # fmt: skip
NEEDED = Said(
    "crisis-stays", _("Was crisis shelter needed?"),
    _("What was found when the stay was looked at afterwards, as it was known."),
    Group(_("The stays in crisis shelter that began in this period."), Unit.EPISODES),
    dict(Placement.Verdict.choices) | {NOT_REVIEWED: _("not looked at yet")},
)  # fmt: skip
NIGHTS = {"ONE": 1, "WEEK": 7}


def count(files: Files) -> Iterator[Division]:
    moves = list(begun(files).filter(is_move=True).values_list("case_id", "avoidable"))
    often = Counter(files.child(case) for case, _avoidable in moves)
    yield divide(OFTEN, (how_often(often[child]) for child in lived(files)))
    yield divide(AVOIDABLE, (avoidable or NOT_SAID for _case, avoidable in moves))
    yield divide(IN_CRISIS, (by_length(number, NIGHTS, "LONGER", "") for number in crisis_nights(files).values()))
    found = begun(files).filter(location__kind=CRISIS).values_list("override_verdict", flat=True)
    yield divide(NEEDED, (verdict or NOT_REVIEWED for verdict in found))


def begun(files: Files) -> QuerySet[Placement]:
    return files.rows(Placement).filter(starts_at__gte=files.begin, starts_at__lt=files.end)


def stays(files: Files) -> QuerySet[Placement]:
    """What ran at some moment of the period."""
    ran = Q(ends_at=None) | Q(ends_at__gt=files.begin)
    return files.rows(Placement).filter(ran, starts_at__lt=files.end)


def lived(files: Files) -> set[UUID]:
    return {files.child(case) for case in stays(files).values_list("case_id", flat=True)}


def crisis_nights(files: Files) -> Counter[UUID]:
    """Of each child the nights that begin on a day of the period, tonight as well."""
    found: dict[UUID, set[int]] = defaultdict(set)
    rows = stays(files).filter(location__kind=CRISIS).values_list("case_id", "starts_at", "ends_at")
    for case, starts_at, ends_at in rows:
        found[files.child(case)].update(nights(files, starts_at, ends_at))
    return +Counter({child: len(evenings) for child, evenings in found.items()})


def nights(files: Files, starts_at: datetime, ends_at: datetime | None) -> range:
    """The nights as numbers, so that one that two files tell of is counted once."""
    first, beyond = max(day_of(starts_at), files.since), after(files.until)
    last = beyond if ends_at is None else min(day_of(ends_at), beyond)
    return range(first.toordinal(), last.toordinal())


def how_often(number: int) -> str:
    return {0: "NONE", 1: "ONE", 2: "TWO"}.get(number, "MORE")
