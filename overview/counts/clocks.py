"""Clocks (RP-09): how long rest took, what was asked on top, and whether the first hearing waited for it."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from overview.counts.division import Division, Group, Said, Unit, by_length, divide
from overview.counts.files import Files
from policy.clocks import earliest_hearing, hearing_wait_last_day, rest_last_day
from residence.models import Hearing, HearingDeviation
from shelter import rest
from shelter.models import RestExtension, RestPeriod

STEPS = {"THREE_WEEKS": 0, "WEEK_MORE": 7, "TWO_WEEKS_MORE": 14}
REST = Said(
    "rest", _("Length of rest"),
    _("How long rest is by law and by the extensions that were approved up to the last day that is counted."),
    Group(
        _("The children whose rest began in this period: the day of their first admission to protected shelter or "
          "Fier."),
        Unit.CHILDREN,
    ),
    {
        "THREE_WEEKS": _("three weeks"), "WEEK_MORE": _("up to a week more"),
        "TWO_WEEKS_MORE": _("more than one week and up to two weeks more"),
        "LONGER": _("more than two weeks more"),
    },
)  # fmt: skip
EXTENSIONS = Said(
    "extensions", _("Extensions of rest"),
    _("What came of each extension up to the last day that is counted; late: rest had ended by then."),
    Group(_("The extensions of rest that were asked for in this period."), Unit.EPISODES),
    {
        "IN_TIME": _("approved while rest ran"), "LATE": _("approved, but late"),
        "NOT_APPROVED": _("not approved"),
    },
)  # fmt: skip
HEARD = Said(
    "first-hearing", _("First hearing and the wait"),
    _("Whether the first hearing came after rest and after three months, as they stood on the day of the hearing."),
    Group(_("The children whose first hearing was held in this period."), Unit.CHILDREN),
    {
        "AFTER": _("after the wait"), "DEVIATION": _("within the wait, as a recorded deviation"),
        "WITHIN": _("within the wait, without one"), "NO_WAIT": _("no wait had begun"),
    },
)  # fmt: skip
DEVIATIONS = Said(
    "deviations", _("Deviations from the wait"),
    _("Who asked for each deviation. Its reason is a text about one child; it is read in the case and not counted."),
    Group(_("The deviations that were recorded in this period."), Unit.EPISODES),
    dict(HearingDeviation.RequestedBy.choices) | {"": _("not recorded")},
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    resting, more = rests(files)
    yield divide(REST, lengths(files, resting, more))
    yield divide(EXTENSIONS, (came_of(row, files) for each in more.values() for row in each if asked(row, files)))
    yield divide(HEARD, heard(files, resting, more))
    said = files.rows(HearingDeviation).filter(created_at__gte=files.begin, created_at__lt=files.end)
    yield divide(DEVIATIONS, said.values_list("requested_by", flat=True))


Extensions = dict[UUID, list[RestExtension]]


def rests(files: Files) -> tuple[dict[UUID, date], Extensions]:
    """When the rest of each child began, in whichever of its files; and what was asked on top of it."""
    begun = files.rows(RestPeriod).filter(starts_on__lte=files.until).values_list("case_id", "starts_on")
    more: Extensions = defaultdict(list)
    for row in files.rows(RestExtension).filter(created_at__lt=files.end).defer("reason"):
        more[files.child(row.case_id)].append(row)
    return files.firsts(begun), more


def last_day(start: date, extensions: list[RestExtension], until: date) -> date:
    """The last day of rest by what was approved up to a day."""
    known = [row for row in extensions if row.approved_at is not None and day_of(row.approved_at) <= until]
    return rest.last_day(RestPeriod(starts_on=start), known)


def lengths(files: Files, resting: dict[UUID, date], more: Extensions) -> Iterator[str]:
    for child, start in resting.items():
        if files.within(start):
            added = last_day(start, more[child], files.until) - rest_last_day(start)
            yield by_length(added.days, STEPS, "LONGER", "")


def asked(row: RestExtension, files: Files) -> bool:
    return files.within(day_of(row.created_at))


def came_of(row: RestExtension, files: Files) -> str:
    if row.approved_at is None or row.approved_at >= files.end:
        return "NOT_APPROVED"
    return "LATE" if row.late else "IN_TIME"


def heard(files: Files, resting: dict[UUID, date], more: Extensions) -> Iterator[str]:
    """Each child by its first hearing of this type that was held."""
    deviating = set(files.rows(HearingDeviation).values_list("hearing_id", flat=True))
    rows = files.rows(Hearing).filter(type=Hearing.Type.FIRST, held_on__lte=files.until)
    first: dict[UUID, tuple[date, bool]] = {}
    for pk, case, held_on in rows.order_by("held_on", "created_at").values_list("id", "case_id", "held_on"):
        first.setdefault(files.child(case), (held_on, pk in deviating))
    for child, (day, deviates) in first.items():
        if files.within(day):
            yield waited(day, deviates, resting.get(child), more[child])


def waited(day: date, deviates: bool, start: date | None, extensions: list[RestExtension]) -> str:
    if start is None or start > day:
        return "NO_WAIT"
    earliest = earliest_hearing(last_day(start, extensions, day), hearing_wait_last_day(start))
    if day >= earliest:
        return "AFTER"
    return "DEVIATION" if deviates else "WITHIN"
