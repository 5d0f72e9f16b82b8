"""Reference data takes effect on its day: by the worker of the alerts, each minute, and when the demo is filled."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Origin
from config.clock import day_of
from partners import actors
from partners.models import Organisation
from partners.reference import Reference, due, has, settle
from policy.dated import SINCE_PROTECTED_SHELTER


@transaction.atomic
def take_effect(kind: Reference, today: date) -> int:
    """Let every row say what holds today: what was planned begins, what was closed ends. How many that were."""
    known = kind.model.objects.filter(pk__in=kind.edition.objects.values(kind.subject))
    held = {getattr(each, f"{kind.subject}_id"): each for each in kind.edition.objects.on(today)}
    late = [row.pk for row in known if due(kind, row, held.get(row.pk))]
    return sum(
        settle(kind, row, today) for row in kind.model.objects.select_for_update(of=("self",)).filter(pk__in=late)
    )


@transaction.atomic
def take_up(kind: Reference, at: datetime) -> int:
    """Give each row that has no edition its first: it holds since always, as far as anybody here knows."""
    rows = list(kind.model.objects.exclude(pk__in=kind.edition.objects.values(kind.subject)))
    keeper = Organisation.objects.filter(kind="SYSTEM").first() or Organisation.objects.first()
    if keeper is None or not rows:
        return 0
    ended = {"lapses_on": day_of(at)}
    editions = [
        kind.edition(
            **{kind.subject: row}, in_force_from=SINCE_PROTECTED_SHELTER, reason=_("As it was found."),
            **{name: getattr(row, name) for name in kind.says if has(kind.model, name)}, **kind.stands_beside(row),
            **({} if row.is_active else ended),
        )
        for row in rows
    ]  # fmt: skip
    ledger.record_all(editions, by=actors.on_behalf_of(keeper, origin=Origin.SYSTEM), at=at)
    return len(editions)
