"""Reference data, by day: an administrator adds, changes and closes what everything else points at (D-11, INV-41).

Nothing that held is changed: each change begins a new edition, today or later. The row itself always says what holds
today; what was planned takes effect on its day (partners/reference_effect.py).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import Edition

SOURCE = "D-11"
Check = Callable[[Any, date, datetime], None]


@dataclass(frozen=True, kw_only=True)
class Reference:
    """One kind: its rows, and what of them has editions.

    `subject` names the row in an edition, `says` what both hold, `keys` what a row is given once and keeps. `kept`
    stays as it is when it is left empty. `check_use` refuses the end of what is in use from a day on, `check_row` a
    row that cannot be; `beside` brings along what else the edition says.
    """

    path: str
    title: str | Promise
    add: str | Promise
    edition: type[Edition]
    subject: str
    says: tuple[str, ...]
    keys: tuple[str, ...]
    check_use: Check
    check_row: Callable[[Mapping[str, Any]], None] = lambda row: None
    kept: tuple[str, ...] = ()
    beside: Callable[[Any, Edition], None] = lambda row, edition: None
    stands_beside: Callable[[Any], Mapping[str, Any]] = lambda row: {}

    @property
    def model(self) -> type[Any]:
        """The rows that everything points at."""
        related: type[Any] = self.edition._meta.get_field(self.subject).related_model
        return related

    @property
    def name(self) -> str:
        """What people tell two of them apart by."""
        return self.says[0]

    def row_of(self, edition: Edition) -> Any:
        return getattr(edition, self.subject)

    def of(self, row: Any) -> Any:
        """The editions of a row that began or will begin."""
        return self.edition.objects.filter(**{self.subject: row}).kept()

    def last(self, row: Any) -> Any:
        return self.of(row).order_by("-in_force_from").first()


def check_days(in_force_from: date, lapses_on: date | None, today: date) -> None:
    """From today at the earliest, and in the right order. Raises RuleBroken."""
    if in_force_from < today:
        raise RuleBroken("in-the-past", _("A change holds from today at the earliest: what held stays as it was."),
                         SOURCE)  # fmt: skip
    if lapses_on is not None and lapses_on <= in_force_from:
        raise RuleBroken("wrong-order", _("It ends on a later day than it begins."), SOURCE)


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why."), SOURCE)


def check_said(kind: Reference, said: Mapping[str, Any], edition: Edition, row: Any) -> None:
    """It has a name, which no other one has, or will have in that time. Raises RuleBroken."""
    name = str(said.get(kind.name, "")).strip()
    if not name:
        raise RuleBroken("no-name", _("Give it a name."), SOURCE)
    planned = kind.edition.objects.within(edition.in_force_from, edition.lapses_on).filter(**{kind.name: name})
    twins = [
        *kind.model.objects.filter(**{kind.name: name}),
        *(kind.row_of(each) for each in planned.select_related(kind.subject)),
    ]
    if any(each.pk != row.pk and _siblings(kind, each, row) for each in twins):
        raise RuleBroken("name-taken", _("Another one has this name in that time; choose another name."), SOURCE)
    youngest, oldest = said.get("min_age"), said.get("max_age")
    if youngest is not None and oldest is not None and youngest > oldest:
        raise RuleBroken("ages-reversed", _("The youngest age is above the oldest."), SOURCE)


def _siblings(kind: Reference, one: Any, other: Any) -> bool:
    """Whether two rows stand beside each other: beds of one house; all else always."""
    parents = [each for each in kind.keys if each == "location"]
    return all(getattr(one, f"{each}_id") == getattr(other, f"{each}_id") for each in parents)


@transaction.atomic
def add(kind: Reference, *, row: Mapping[str, Any], in_force_from: date, reason: str, lapses_on: date | None = None,
        by: Actor, at: datetime, **said: Any) -> Edition:  # fmt: skip
    """A new one, from a day on; before that day nobody can choose it. Raises RuleBroken."""
    check_days(in_force_from, lapses_on, day_of(at))
    check_reason(reason)
    kind.check_row(row)
    for key in ("code",):
        if key in row and kind.model.objects.filter(**{f"{key}__iexact": row[key]}).exists():
            raise RuleBroken("code-taken", _("Another one has this code: choose another code."), SOURCE)
    held = {name: said[name] for name in kind.says if name in said and has(kind.model, name)}
    made = kind.model(**row, **held, is_active=False)
    edition = kind.edition(**{kind.subject: made}, **said, in_force_from=in_force_from, lapses_on=lapses_on,
                           reason=reason.strip())  # fmt: skip
    check_said(kind, said, edition, made)
    made.save()
    ledger.record(edition, by=by, at=at, reason=edition.reason)
    settle(kind, made, day_of(at))
    return edition


def has(model: type[models.Model], name: str) -> bool:
    return name in {each.name for each in model._meta.fields}


def check_last(kind: Reference, edition: Edition, by: Actor, at: datetime) -> None:
    """Only what holds last can be changed or closed: no two plans beside each other. Raises RuleBroken."""
    if kind.last(kind.row_of(edition)) != edition:
        raise RuleBroken("planned-already", _("A later change is planned already: call that off first."), SOURCE)


@transaction.atomic
def change(kind: Reference, *, edition: Edition, in_force_from: date, reason: str, by: Actor, at: datetime,
           **said: Any) -> Edition:  # fmt: skip
    """From a day on it is otherwise; until then it stays as it is. What is closed opens again. Raises RuleBroken."""
    row, edition = _held(kind, edition)
    check_last(kind, edition, by, at)
    check_days(in_force_from, None, day_of(at))
    check_reason(reason)
    if in_force_from <= edition.in_force_from:
        raise RuleBroken("overlap", _("Something else holds from that day on already: choose a later day."), SOURCE)
    new = {name: said.get(name, getattr(edition, name)) for name in kind.says}
    new |= {name: getattr(edition, name) for name in kind.kept if not new[name]}
    goes_on = edition.lapses_on is None or edition.lapses_on > in_force_from
    if goes_on and all(new[name] == getattr(edition, name) for name in kind.says):
        raise RuleBroken("nothing-new", _("Nothing would change."), SOURCE)
    made = kind.edition(**{kind.subject: row}, **new, in_force_from=in_force_from, reason=reason.strip())
    check_said(kind, new, made, row)
    if goes_on:
        edition.lapses_on, edition.lapse_reason = in_force_from, ""
        ledger.record(edition, by=by, at=at, reason=made.reason)
    ledger.record(made, by=by, at=at, reason=made.reason)
    settle(kind, row, day_of(at))
    return made


def check_close(kind: Reference, edition: Edition, by: Actor, at: datetime) -> None:
    """What holds last and is not over yet. Raises RuleBroken."""
    check_last(kind, edition, by, at)
    if edition.is_over(day_of(at)):
        raise RuleBroken("closed-already", _("This is closed already."), SOURCE)


@transaction.atomic
def close(kind: Reference, *, edition: Edition, lapses_on: date, lapse_reason: str, by: Actor,
          at: datetime) -> Edition:  # fmt: skip
    """From a day on nobody can choose it any more; what is in use then is not closed. Raises RuleBroken."""
    row, edition = _held(kind, edition)
    check_close(kind, edition, by, at)
    check_days(lapses_on, None, day_of(at))
    check_reason(lapse_reason)
    if lapses_on <= edition.in_force_from:
        raise RuleBroken("wrong-order", _("It ends on a later day than it begins."), SOURCE)
    kind.check_use(row, lapses_on, at)
    edition.lapses_on, edition.lapse_reason = lapses_on, lapse_reason.strip()
    ledger.record(edition, by=by, at=at, reason=edition.lapse_reason)
    settle(kind, row, day_of(at))
    return edition


def check_call_off(kind: Reference, edition: Edition, by: Actor, at: datetime) -> None:
    """What has not begun yet, or an end that has not come. Raises RuleBroken."""
    check_last(kind, edition, by, at)
    if not edition.is_planned(day_of(at)):
        raise RuleBroken("nothing-planned", _("Nothing is planned here."), SOURCE)


@transaction.atomic
def call_off(kind: Reference, *, edition: Edition, by: Actor, at: datetime) -> Edition:
    """What was planned does not happen: what held before goes on. It stays in the history. Raises RuleBroken."""
    row, edition = _held(kind, edition)
    check_call_off(kind, edition, by, at)
    if edition.in_force_from > day_of(at):
        before = kind.of(row).filter(lapses_on=edition.in_force_from).first()
        edition.lapses_on = edition.in_force_from
        ledger.record(edition, by=by, at=at)
        if before is not None and not before.lapse_reason:
            before.lapses_on = None
            ledger.record(before, by=by, at=at)
    else:
        edition.lapses_on, edition.lapse_reason = None, ""
        ledger.record(edition, by=by, at=at)
    return edition


def _held(kind: Reference, edition: Edition) -> tuple[Any, Edition]:
    """The row and its edition as they stand, locked: two changes at once make no overlap."""
    row = kind.model.objects.select_for_update(of=("self",)).get(pk=getattr(edition, f"{kind.subject}_id"))
    return row, kind.edition.objects.select_related(kind.subject).get(pk=edition.pk)


def due(kind: Reference, row: Any, held: Edition | None) -> dict[str, Any]:
    """What the row itself does not say yet of the edition that holds, or that none does."""
    said = {name: getattr(held, name) for name in kind.says if has(kind.model, name)} if held else {}
    new = {"is_active": held is not None, **said}
    beside = {name: value for name, value in kind.stands_beside(row).items() if held and getattr(held, name)}
    return {name: value for name, value in new.items() if getattr(row, name) != value} | {
        name: getattr(held, name) for name, value in beside.items() if getattr(held, name) != value
    }


def settle(kind: Reference, row: Any, today: date) -> bool:
    """Let the row say what holds today; whether that was new."""
    held = kind.of(row).on(today).first()
    new = due(kind, row, held)
    if not new:
        return False
    for name in new.keys() - kind.stands_beside(row).keys():
        setattr(row, name, new[name])
    row.save()
    if held is not None:
        kind.beside(row, held)
    return True
