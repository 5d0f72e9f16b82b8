"""The quality of the intake (RP-03): enough talks, the first one held, screened in time, and the second in time."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake.models import Case, Conversation, Screening
from intake.models.conversation import FOUR, HELD, SKIPPED
from overview.counts.division import ARRIVED, Division, Said, divide
from overview.counts.files import Files
from policy.terms import term

Step = Conversation.Step
MINIMUM = 3
TALKS = Said(
    "talks", _("Talks in the intake"),
    _("How many of the four talks of the intake were held with the child up to the last day that is counted. The aim "
      "is three or more for every child."),
    ARRIVED,
    {"FEWER": _("fewer than three"), "THREE": _("three"), "FOUR": _("all four")},
)  # fmt: skip
FIRST = Said(
    "acquaintance", _("Acquaintance talk"),
    _("Whether the acquaintance talk was held, or skipped with a reason, up to the last day that is counted."),
    ARRIVED,
    {"HELD": _("held"), "SKIPPED": _("skipped, with a reason"), "NEITHER": _("neither")},
)  # fmt: skip
SCREENED = Said(
    "screening", _("Screened for trafficking"),
    _("Whether any organisation screened the child up to the last day that is counted, and whether within the week "
      "after its arrival."),
    ARRIVED,
    {"IN_TIME": _("within the week"), "LATER": _("later"), "NOT": _("not screened")},
)  # fmt: skip
EXPLAINED = Said(
    "explained", _("Second talk, in which Nidos explains"),
    _("Whether Nidos explained its task and the procedure in the second talk, and whether within three working days "
      "after the talk with IND; up to the last day that is counted."),
    ARRIVED,
    {
        "IN_TIME": _("within three working days"), "LATER": _("later"), "NOT": _("talked with IND, not explained yet"),
        "NO_TALK": _("no talk with IND yet"),
    },
)  # fmt: skip
Days = dict[UUID, dict[str, date]]


def arrived(files: Files) -> dict[UUID, date]:
    """The children who arrived in the period, and when."""
    first = files.firsts(files.rows(Case).filter(arrived_on__lte=files.until).values_list("id", "arrived_on"))
    return {child: day for child, day in first.items() if files.within(day)}


def count(files: Files) -> Iterator[Division]:
    children = arrived(files)
    held, skipped, screened = talks(files), skips(files), screenings(files)
    yield divide(TALKS, (enough(held[child]) for child in children))
    yield divide(FIRST, (first(held[child], child in skipped) for child in children))
    yield divide(SCREENED, (in_time("SCREENED", day, screened.get(child)) for child, day in children.items()))
    yield divide(EXPLAINED, (explained(held[child]) for child in children))


def talks(files: Files) -> Days:
    """Of each child the first day on which each of the four talks was held, in whichever of its files."""
    found: Days = defaultdict(dict)
    rows = files.rows(Conversation).filter(HELD, step__in=FOUR, reopened_on=None, held_on__lte=files.until)
    for case, step, held_on in rows.order_by("held_on").values_list("case_id", "step", "held_on"):
        found[files.child(case)].setdefault(step, held_on)
    return found


def skips(files: Files) -> set[UUID]:
    """Who skipped the first talk, and had not opened it again on the last day."""
    stands = Q(reopened_on=None) | Q(reopened_on__gt=files.until)
    rows = files.rows(Conversation).filter(SKIPPED, stands, step=Step.ACQUAINTANCE, created_at__lt=files.end)
    return {files.child(case) for case in rows.values_list("case_id", flat=True)}


def screenings(files: Files) -> dict[UUID, date]:
    rows = files.rows(Screening).filter(screened_on__lte=files.until)
    return files.firsts(rows.values_list("case_id", "screened_on"))


def enough(held: dict[str, date]) -> str:
    if len(held) < MINIMUM:
        return "FEWER"
    return "THREE" if len(held) == MINIMUM else "FOUR"


def first(held: dict[str, date], skipped: bool) -> str:
    if Step.ACQUAINTANCE in held:
        return "HELD"
    return "SKIPPED" if skipped else "NEITHER"


def in_time(name: str, since: date, day: date | None) -> str:
    """Whether something was done within the term that counts from a day."""
    if day is None:
        return "NOT"
    return "IN_TIME" if day <= term(name, since).last_day(since) else "LATER"


def explained(held: dict[str, date]) -> str:
    heard = held.get(Step.REGISTRATION)
    return "NO_TALK" if heard is None else in_time("I4_AFTER_REGISTRATION", heard, held.get(Step.FOLLOW_UP))
