"""The files of a period and whose they are, as they were known on a day."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from audit.models import Recorded
from audit.past import known_at
from config.clock import start_of
from intake.models import Case, CaseMerge, Signal, counts_as_trafficking
from policy.dates import after
from policy.figures import FIRST_DAY

Day = TypeVar("Day", date, datetime)


class Files:
    """What is counted from; what several figures need is looked up once for all that are counted together.

    With a moment, everything is read from history as it was known then: whoever counts again finds the same.
    """

    def __init__(self, since: date, until: date, known: datetime | None = None) -> None:
        self.since, self.until, self.known = since, until, known

    def rows(self, model: type[Recorded]) -> QuerySet[Any]:
        """The rows of a kind, in no order."""
        return model._default_manager.order_by() if self.known is None else known_at(model, self.known)

    @cached_property
    def tell_something(self) -> bool:
        """Whether a child had come by the last day that is counted, as it was known: before that nobody recorded.

        A count of nobody is then no count: it says nothing of how many there were.
        """
        return self.rows(Case).filter(arrived_on__lte=self.until).exists()

    @property
    def begin(self) -> datetime:
        """The first moment of the period."""
        return start_of(self.since)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return start_of(after(self.until))

    def within(self, day: date | None) -> bool:
        return day is not None and self.since <= day <= self.until

    def by_now(self, day: date | None) -> bool:
        """Whether something had happened on the last day that is counted."""
        return day is not None and day <= self.until

    @cached_property
    def going_on(self) -> dict[UUID, UUID]:
        """Of each file that goes on in another one, which that is."""
        joined = self.rows(CaseMerge).filter(approved_at__isnull=False, undone_at=None)
        return dict(joined.values_list("case_id", "into_id"))

    def child(self, case: UUID) -> UUID:
        """Whose file it is: the case itself, or the one in which it goes on."""
        return self.going_on.get(case, case)

    def of(self, children: Iterable[UUID]) -> list[UUID]:
        """Every file of these children."""
        wanted = set(children)
        return [*wanted, *(case for case, into in self.going_on.items() if into in wanted)]

    def firsts(self, rows: Iterable[tuple[UUID, Day]]) -> dict[UUID, Day]:
        """Of each child the first of these days."""
        found: dict[UUID, Day] = {}
        for case, day in rows:
            child = self.child(case)
            found[child] = min(day, found.get(child, day))
        return found

    @cached_property
    def first_signals(self) -> dict[UUID, datetime]:
        """Of each child, when the first signal of trafficking was raised that still stands (S001-28)."""
        signals = self.rows(Signal).filter(raised_at__lt=self.end, case__isnull=False)
        standing = signals.exclude(status__in=[Signal.Status.WRONG_CHILD, Signal.Status.NOT_SUBSTANTIATED])
        rows = standing.values_list("case_id", "kinds", "raised_at")
        return self.firsts((case, raised_at) for case, kinds, raised_at in rows if counts_as_trafficking(kinds))

    @cached_property
    def signalled(self) -> set[UUID]:
        """The children whose first signal of trafficking, as far as it stands, was raised in the period."""
        return {child for child, raised_at in self.first_signals.items() if raised_at >= self.begin}


def from_the_beginning(files: Files) -> Files:
    """The same, of everything up to the last day."""
    return Files(FIRST_DAY, files.until, files.known)
