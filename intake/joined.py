"""Which files are about one child: a case goes on in another one, never in more, and never further than one step."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from config.prepared import Prepared
from intake.models import Case, CaseMerge, Signal


def in_force() -> QuerySet[CaseMerge]:
    """The joinings that hold: approved and not undone."""
    return CaseMerge.objects.filter(approved_at__isnull=False, undone_at=None)


def _concerning(*, case: UUID) -> QuerySet[CaseMerge, Any]:
    return in_force().filter(Q(case=case) | Q(into=case)).values_list("pk")[:1]


CONCERNING = Prepared(_concerning)


def concerns(case: UUID) -> bool:
    """Whether this case goes on in another one, or another one here."""
    return bool(CONCERNING.rows(case=case))


def goes_on_in(cases: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of each of these cases that goes on in another one, which that is."""
    return dict(in_force().filter(case__in=list(cases)).values_list("case_id", "into_id"))


def surviving(case: Case) -> Case:
    """The case in which this one goes on, or itself."""
    row = in_force().filter(case=case).select_related("into").first()
    return row.into if row else case


def closed_into(case: Case) -> QuerySet[CaseMerge, UUID]:
    """The ids of the cases that go on in this one, as a subquery."""
    return in_force().filter(into=case).values_list("case_id", flat=True)


def files(case: Case) -> list[UUID]:
    """Every file of this child: the case itself, and those that go on in it."""
    return [case.pk, *closed_into(case)]


def now(cases: Iterable[UUID | None]) -> list[UUID]:
    """These cases, each as the case in which it goes on; each once."""
    known = [case for case in cases if case is not None]
    going_on = goes_on_in(known)
    return list(dict.fromkeys(going_on.get(case, case) for case in known))


def signals(case: Case) -> QuerySet[Signal]:
    """The signals about this child, in whichever of its files they stand."""
    return Signal.objects.filter(Q(case=case) | Q(case__in=closed_into(case)))
