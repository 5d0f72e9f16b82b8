"""All rows of one case that an actor may read, loaded once: every part of the case page is made from these."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from audit.models import Recorded
from config.clock import day_of
from config.encryption import open_all
from intake.majority import Contest, Known, is_minor
from intake.models import BirthDateRecord, Case, Child
from overview.resources import RESOURCES
from overview.words import Names, secrets_in
from partners.access import Standing, plan, read
from partners.models import AlertAnswer, Involvement, Notice
from partners.together import present

Row = Mapping[str, Any]
OWN_ROWS = ((Case, "pk", "-created_at"), (Child, "case", "-created_at"))
SHARED = ((Involvement, "case_id", "since"), (Notice, "case_id", "-sent_at"), (AlertAnswer, "case_id", "-created_at"))


@dataclass
class CaseFile:
    """The rows by model; a model that is absent may not be read at all."""

    standing: Standing
    at: datetime
    rows: dict[type[Recorded], list[dict[str, Any]]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    classes: set[str] = field(default_factory=set)

    @property
    def today(self) -> date:
        return day_of(self.at)

    def has(self, model: type[Recorded]) -> bool:
        return model in self.rows

    def of(self, model: type[Recorded]) -> list[dict[str, Any]]:
        return self.rows.get(model, [])

    def one(self, model: type[Recorded]) -> dict[str, Any]:
        """The only row of its kind, or nothing."""
        return next(iter(self.of(model)), {})


def kinds() -> Iterable[tuple[type[Recorded], str, str]]:
    """Every model a case page reads, the column that holds the case, and the order."""
    yield from OWN_ROWS
    yield from ((resource.model, "case", resource.order) for resource in RESOURCES)
    yield from SHARED


def load(standing: Standing, at: datetime) -> CaseFile:
    """Read the case: a query for each kind that may be read and that there is, for each table of names, for keys."""
    found = CaseFile(standing, at)
    plans = {model: chosen for model, _column, _order in kinds() if (chosen := plan(model, standing)) is not None}
    found.classes.update(name for chosen in plans.values() for name in chosen.classes)
    fill(found, plans, lambda rows: read(rows, standing))
    return found


def fill(file: CaseFile, models: Collection[type[Recorded]], reading: Callable[[QuerySet[Any]], list[dict[str, Any]]]
         ) -> None:  # fmt: skip
    """The rows of these kinds as they are read here, the names behind their ids, and their confidential texts open."""
    assert file.standing.case is not None
    filled = {Case, *present([model for model in models if model is not Case], [file.standing.case])}
    for model, column, order in kinds():
        if model in models:
            rows = model._default_manager.filter(**{column: file.standing.case}).order_by(order)
            file.rows[model] = reading(rows) if model in filled else []
    for model, rows in file.rows.items():
        file.names.want(model, rows)
    file.names.fetch()
    open_all(secret for rows in file.rows.values() for secret in secrets_in(rows))


def birth_date(rows: Iterable[Row]) -> BirthDateRecord | None:
    """The record that counts, of rows ordered newest first; None when their dates may not be read."""
    return known_age(rows).leading


def known_age(births: Iterable[Row], assessments: Iterable[Row] = ()) -> Known:
    """What is known of an age, of rows as they may be read, ordered newest first."""
    contests = (Contest(row["contested_on"], row["final_on"]) for row in assessments if row.get("contested_on"))
    return Known(tuple(_record(row) for row in births if "precision" in row), tuple(contests))


def counts_as_minor(births: Iterable[Row], assessments: Iterable[Row], today: date) -> bool:
    """Whether the child counts as a minor on a day, as these rows say (D-5, EC-27)."""
    return is_minor(known_age(births, assessments), today)


def _record(row: Row) -> BirthDateRecord:
    told = ("date", "precision", "source", "status", "effective_from")
    return BirthDateRecord(id=row["id"], **{name: row[name] for name in told})
