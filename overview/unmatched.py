"""Signals from outside that fit no case yet, and putting one where it belongs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import open_all
from intake import signal as signals
from intake.models import Case, Signal
from overview import words
from overview.words import Names
from partners import involvement
from partners.access import Standing, classes_of, plan, read
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken


@dataclass(frozen=True)
class Unmatched:
    """One signal that waits, with how its reporter named the child where that may be read."""

    id: UUID
    summary: str
    names_child: str
    told: list[words.Told]
    raised_by: str
    raised: str


def matcher(actor: Actor) -> Standing | None:
    """Where somebody who may match stands: who reads only the own signals does not match."""
    standing = involvement.without_case(actor)
    chosen = plan(Signal, standing)
    may_match = standing.right(DataClass.SIGNAL).writes and chosen is not None and chosen.rows is None
    return standing if may_match else None


def load(actor: Actor) -> list[Unmatched]:
    """Every signal that waits, for who may match; the reading is written down. Raises NotAllowed."""
    standing = matcher(actor)
    if standing is None:
        raise NotAllowed(f"{DataClass.SIGNAL}:writes")
    rows = read(Signal.objects.unmatched(), standing)
    names = Names()
    names.want(Signal, rows)
    names.fetch()
    open_all(words.secrets_in(rows))
    ledger.read(Signal, by=actor, case=None, classes=classes_of(Signal, standing))
    skipped = ("summary", "names_child", "raised_at")
    return [
        Unmatched(row["id"], row.get("summary", ""), str(row.get("names_child", "") or ""),
                  words.described(Signal, row, names, leave_out=skipped), words.organisation_of(row, names),
                  words.moment(row["raised_at"]))
        for row in rows
    ]  # fmt: skip


def waiting(actor: Actor) -> int:
    """How many signals wait for somebody who may match them."""
    return Signal.objects.unmatched().count() if matcher(actor) else 0


def match(actor: Actor, signal: UUID, reference: str, at: datetime) -> Case:
    """Put the signal in the case of this number. Raises NotFound, NotAllowed, RuleBroken."""
    if matcher(actor) is None:
        raise NotAllowed(f"{DataClass.SIGNAL}:writes")
    row = Signal.objects.unmatched().filter(pk=signal).first()
    if row is None:
        raise NotFound
    signals.check_assign(row, actor, at)
    visible = involvement.visible_cases(actor, at)
    case = Case.objects.filter(reference__iexact=reference.strip(), pk__in=visible).first()
    if case is None:
        raise RuleBroken("no-such-case", _("You see no case of this number."), "S004-92")
    signals.assign(signal=row, case=case, by=actor, at=at)
    return case
