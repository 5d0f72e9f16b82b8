"""What the tracks share: until when police and IND follow one, the days they accept, and lawful stay (S004-39)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake.models import Case
from partners import involving
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement
from policy import reflection
from residence.models import AsylumProcedure, TraffickingProcedure

Row = Mapping[str, Any]


class Stay(models.TextChoices):
    """Why a child has lawful stay."""

    ASYLUM = "ASYLUM", _("the asylum procedure runs")
    STATUS = "STATUS", _("asylum was granted")
    PERMIT = "PERMIT", _("a permit under the scheme is valid")
    STAYS = "STAYS", _("continued stay was granted")
    REFLECTION = "REFLECTION", _("the reflection period runs")


def check_day(day: date, first: date, at: datetime, source: str) -> None:
    if not first <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("Give a day that has come, and not before it began."), source)


def follow(*kinds: str, case: Case, about: UUID, by: Actor, at: datetime) -> None:
    """These follow it from now on (C5: track opened)."""
    involving.involve_kinds(*kinds, case=case.pk, number=case.number, ground=Ground.TRACK, about=about, by=by, at=at)


def let_go(about: UUID, *, by: Actor, at: datetime, keep: Collection[str] = ()) -> None:
    """It is final: who followed it does so no longer, but these kinds."""
    rows = Involvement.objects.open(at).filter(about=about, ground=Ground.TRACK)
    involving.end_all(rows.exclude(organisation__kind__in=keep), by=by, at=at, until=at)


def before(day: date | None, on: date) -> bool:
    """Whether something had happened by the end of this day."""
    return day is not None and day <= on


def asylum_pends(row: Row, on: date) -> bool:
    """Applied for and not decided, or in appeal; between a rejection and an appeal nothing is pending."""
    if not before(row["applied_on"], on) or before(row["final_on"], on):
        return False
    return not before(row["decided_on"], on) or before(row["appealed_on"], on)


def of_asylum(rows: Iterable[Row], on: date) -> Iterator[Stay]:
    for row in rows:
        if asylum_pends(row, on):
            yield Stay.ASYLUM
        if row["decision"] == AsylumProcedure.Decision.GRANTED and before(row["decided_on"], on):
            yield Stay.STATUS


def of_scheme(rows: Iterable[Row], on: date) -> Iterator[Stay]:
    for row in rows:
        ended = before(row["ended_on"], on)
        if not ended and before(row["granted_on"], on) and on <= row["valid_until"]:
            yield Stay.PERMIT
        if ended and row["ended_as"] == TraffickingProcedure.EndedAs.STAYS:
            yield Stay.STAYS


def of_reflection(rows: Iterable[Row], on: date) -> Iterator[Stay]:
    for row in rows:
        if reflects(row, on):
            yield Stay.REFLECTION


def reflects(row: Row, on: date) -> bool:
    """Whether it runs on this day: by itself it ends after its last one."""
    last = row["ended_on"] or reflection.last_day(row["starts_on"], dublin=row["dublin"])
    return bool(row["starts_on"] <= on <= last)


def lawful_stay(asylum: Iterable[Row], schemes: Iterable[Row], reflections: Iterable[Row], on: date) -> list[Stay]:
    """Why the child has lawful stay on a day, each reason once; none: it has not (S004-39)."""
    found = [*of_asylum(asylum, on), *of_scheme(schemes, on), *of_reflection(reflections, on)]
    return list(dict.fromkeys(found))


def stay_of(case: Case, on: date) -> list[Stay]:
    """The same for the rows of a case."""
    rows = (case.asylum_procedures, case.trafficking_procedures, case.reflection_periods)
    asylum, schemes, reflections = (each.values() for each in rows)
    return lawful_stay(asylum, schemes, reflections, on)
