"""Who was trained in recognising trafficking, recorded by a supervisor of the own organisation (S001-32, S004-93)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Person, Training
from partners.resources import Resource
from policy.dated import SINCE_PROTECTED_SHELTER
from policy.training import valid_until

SOURCE = "S001-32"
WRITES = (DataClass.TRAINING, "writes")


def until(days: Iterable[date], on: date) -> date | None:
    """Until when somebody who was trained on these days counts as trained, as it stands on a day; None: not at all."""
    held = [last for last in (valid_until(day) for day in days if day <= on) if last >= on]
    return max(held, default=None)


def colleagues(parent: None, by: Actor, at: datetime) -> QuerySet[Person]:
    """Whose training somebody records: of who works at the own organisation now."""
    return Person.objects.filter(organisation_id=by.organisation_id, is_active=True)


@transaction.atomic
def record(*, person: Person, topic: str, trained_on: date, by: Actor, at: datetime) -> Training:
    """Record that a colleague was trained; one that counts no longer proves what held then. Raises RuleBroken."""
    person = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if person.organisation_id != by.organisation_id:
        raise RuleBroken("no-colleague", _("Record the training of people of your own organisation."), SOURCE)
    if not SINCE_PROTECTED_SHELTER <= trained_on <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("Give the day on which the training ended, not later than today."), SOURCE
        )
    if Training.objects.filter(person=person, topic=topic, trained_on=trained_on, withdrawn_on=None).exists():
        raise RuleBroken("recorded-already", _("This training was recorded already."), SOURCE)
    return ledger.record(Training(person=person, topic=topic, trained_on=trained_on), by=by, at=at)


def check_withdraw(training: Training, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    if training.withdrawn_on is not None:
        raise RuleBroken("withdrawn-already", _("This was withdrawn already."), "INV-41")


@transaction.atomic
def withdraw(*, training: Training, withdrawal_reason: str, by: Actor, at: datetime) -> Training:
    """It was recorded by mistake: it counts no longer, and stays in the history. Raises RuleBroken."""
    row = Training.objects.select_for_update().get(pk=training.pk)
    check_withdraw(row, by, at)
    if not withdrawal_reason.strip():
        raise RuleBroken("no-reason", _("Say why it is withdrawn."), "INV-41")
    row.withdrawn_on, row.withdrawal_reason = day_of(at), withdrawal_reason.strip()
    return ledger.record(row, by=by, at=at, reason=row.withdrawal_reason)


RESOURCE = Resource("trainings", Training, _("trainings"), order="-trained_on")
RECORD = Act(
    path=RESOURCE.path,
    label=_("Record a training"),
    verb=record,
    model=Training,
    fields=("person", "topic", "trained_on"),
    right=WRITES,
    choices={"person": colleagues},
    source=SOURCE,
    help=_("Until when it counts follows from the day; done again, record it again."),
)
WITHDRAW = Act(
    path=f"{RESOURCE.path}/{{training}}/withdrawals",
    label=_("Withdraw"),
    verb=withdraw,
    model=Training,
    fields=("withdrawal_reason",),
    required=("withdrawal_reason",),
    parent_model=Training,
    right=WRITES,
    check=check_withdraw,
    source="INV-41",
)
ACTS = (RECORD, WITHDRAW)
RESOURCES = (RESOURCE,)
