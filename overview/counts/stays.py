"""Stays in protected shelter (RP-05, RP-06): who came, who went and where to, and how long they stayed, by ground.

A stay is all the time in protected shelter that follows on: a move from one such house to another begins no new one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from config.language import say_later
from overview.counts.division import Division, Group, Labels, Said, Unit, divide
from overview.counts.files import Files
from policy.locations import LOCATION_TYPES
from policy.stays import LENGTHS, length_in_months
from shelter.models import Indication, Placement

PROTECTED = frozenset(row.code for row in LOCATION_TYPES if row.starts_rest)
NO_GROUND, NOWHERE = "NO_GROUND", "NOWHERE"
# How many are there is counted nowhere: with who came and who went it would tell what another year hides.
BEGUN = Group(_("The stays in protected shelter or Fier that began in this period."), Unit.EPISODES)
ENDED = Group(_("The stays in protected shelter or Fier that ended in this period."), Unit.EPISODES)
CAME = Said(
    "came", _("Who came"),
    _("Whether the child was in protected shelter for the first time, or came back after it had lived elsewhere."),
    BEGUN, {"FIRST": _("for the first time"), "AGAIN": _("again")},
)  # fmt: skip
WENT = Said(
    "went", _("Where they went"),
    _("In what kind of place the child lived on from that day; or, where it left reception, what it was going to."),
    ENDED,
    {row.code: say_later(row.label) for row in LOCATION_TYPES if not row.starts_rest}
    | {f"TO_{code}": label for code, label in Placement.Destination.choices} | {NOWHERE: _("not recorded")},
)  # fmt: skip
LENGTH: Labels = {row.code: say_later(row.label) for row in LENGTHS}
GROUNDS: Labels = dict(Indication.Reason.choices) | {NO_GROUND: _("no indication recorded")}
# One table: by ground alone, two tables would tell each other's sums.
STAYED = Said(
    "stayed", _("Length of stay, by ground"),
    _("How long the whole stay was, and on which ground the child had been placed."), ENDED,
    {
        f"{ground} {length}": format_lazy("{}: {}", named, long)
        for ground, named in GROUNDS.items() for length, long in LENGTH.items()
    },
)  # fmt: skip
OVER = "OVER"
STILL = Said(
    "still", _("Stays that go on"),
    _("Whether the stay had ended by the last day that is counted, and if not, how long it was then."), BEGUN,
    {OVER: _("ended")} | {code: format_lazy("{}: {}", _("goes on"), long) for code, long in LENGTH.items()},
)  # fmt: skip


@dataclass(frozen=True)
class Stay:
    """From and until when, as far as it had ended; `first`: the child never had one before; and where it went."""

    child: UUID
    since: date
    until: date | None
    first: bool
    to: str

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def months(self, last: date) -> int:
        return length_in_months(self.since, self.until or last)


def count(files: Files) -> Iterator[Division]:
    came, grounds = begun(files), indicated(files)
    ended = [each for each in stays(files) if files.within(each.until)]
    yield divide(CAME, ("FIRST" if each.first else "AGAIN" for each in came))
    yield divide(STILL, (OVER if each.until else length(each.months(files.until)) for each in came))
    yield divide(WENT, (each.to for each in ended))
    codes = (f"{ground(grounds[each.child], each.since)} {length(each.months(files.until))}" for each in ended)
    yield divide(STAYED, codes, [each.months(files.until) for each in ended])


def length(months: int) -> str:
    """The step in which so many whole months fall."""
    return next(row.code for row in LENGTHS if row.months is None or months <= row.months)


def begun(files: Files) -> list[Stay]:
    return [each for each in stays(files) if files.within(each.since)]


@dataclass(frozen=True)
class Place:
    """Where a child lived, from and until when, as far as it had ended; and what it was going to, where it left."""

    kind: str
    since: datetime
    until: datetime | None
    went_to: str

    def runs_after(self, moment: datetime) -> bool:
        return self.until is None or self.until > moment


def stays(files: Files) -> list[Stay]:
    """Every stay that began up to the last day that is counted, as far as it had come on that day."""
    rows = files.rows(Placement).filter(starts_at__lt=files.end).order_by("starts_at")
    lived: dict[UUID, list[Place]] = defaultdict(list)
    for case, kind, since, ends_at, went_to in rows.values_list(
        "case_id", "location__kind", "starts_at", "ends_at", "went_to"
    ):
        until = ends_at if ends_at is not None and ends_at < files.end else None
        lived[files.child(case)].append(Place(kind, since, until, went_to))
    return [stay for child, places in lived.items() for stay in of_child(child, places)]


def of_child(child: UUID, places: list[Place]) -> Iterator[Stay]:
    """The stays of one child, the first one first."""
    elsewhere = [place for place in places if place.kind not in PROTECTED]
    for number, stay in enumerate(followed(place for place in places if place.kind in PROTECTED)):
        until = None if stay.until is None else day_of(stay.until)
        yield Stay(child, day_of(stay.since), until, number == 0, left_for(stay, elsewhere))


def followed(places: Iterable[Place]) -> list[Place]:
    """Protected places of which the next begins before the last one ended, or on that moment, as one.

    In two files of one child places also run beside each other.
    """
    found: list[Place] = []
    for place in places:
        if not found or (found[-1].until is not None and found[-1].until < place.since):
            found.append(place)
            continue
        last = found[-1] if place.until and found[-1].runs_after(place.until) else place
        found[-1] = Place(place.kind, found[-1].since, last.until, last.went_to)
    return found


def left_for(stay: Place, elsewhere: list[Place]) -> str:
    """What it was going to; or where it lived on from that day: the place that began then, or ran already."""
    if stay.until is None or stay.went_to:
        return f"TO_{stay.went_to}" if stay.went_to else NOWHERE
    end = stay.until
    places = (each for each in elsewhere if day_of(each.since) <= day_of(end) and each.runs_after(end))
    following = sorted(places, key=lambda each: (each.since < end, each.since))
    return following[0].kind if following else NOWHERE


def indicated(files: Files) -> dict[UUID, list[tuple[date, str]]]:
    """Of each child the indications for such a place, the latest last."""
    rows = files.rows(Indication).filter(outcome__in=PROTECTED, decided_on__lte=files.until)
    found: dict[UUID, list[tuple[date, str]]] = defaultdict(list)
    for case, day, why in rows.order_by("decided_on", "created_at").values_list("case_id", "decided_on", "ground"):
        found[files.child(case)].append((day, why))
    return found


def ground(indications: list[tuple[date, str]], since: date) -> str:
    """On which ground a child was placed on a day: that of the last indication by then."""
    return next((why for day, why in reversed(indications) if day <= since), NO_GROUND)
