"""A child tells its story once (S004-106): who lets it tell that again says why (S004-108).

What was told before are the talks in which it told it, and the accounts that were written down of it.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit.models import Recorded
from intake.models import Account, Case, Conversation
from partners.acts import Earlier
from partners.errors import RuleBroken
from policy.dates import after


def told_before(parent: Recorded) -> list[QuerySet[Any]]:
    """The talks in which the child told its story already, and the accounts that were written down."""
    talks = Conversation.objects.filter(case_id=parent.in_case(), retells_story=True, held_on__isnull=False)
    return [talks, Account.objects.filter(case_id=parent.in_case())]


def was_told(case: Case, before: date, besides: Conversation) -> bool:
    talks = Conversation.objects.exclude(pk=besides.pk).filter(case=case, retells_story=True, held_on__lt=before)
    return talks.exists() or Account.objects.filter(case=case, told_on__lt=before).exists()


def check_planned(row: Conversation, today: date) -> None:
    """Of a talk that is still to come: what was told up to today counts. Raises RuleBroken."""
    check(row, after(today))


def check_held(row: Conversation) -> None:
    """Of a talk that was held: only an earlier day counts, as an account of that day may be of this talk.

    Raises RuleBroken.
    """
    if row.held_on is not None:
        check(row, row.held_on)


def check(row: Conversation, before: date) -> None:
    if row.retells_story and not row.retelling_reason and was_told(row.case, before, row):
        raise RuleBroken(
            "told-before", _("The child has told its story already. Say why it must tell it again."), "S004-108"
        )


EARLIER = Earlier(_("The child has told its story already; do not let it tell that again without need"), told_before)
