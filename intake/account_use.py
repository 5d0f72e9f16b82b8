"""What an account of the story was used for: from one story both the report and the decision on stay (S004-107)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Account, AccountUse, Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.steps import STORY_USED_BY

SOURCE = "S004-107"


def left(account: Account, by: Actor) -> list[str]:
    """What this organisation has not recorded yet; most can use no account at all, and are not looked up."""
    own = STORY_USED_BY.get(by.kind, ())
    done = {use.used_for for use in account.uses.all()} if own else set()
    return [each for each in own if each not in done]


def check(account: Account, by: Actor, at: datetime) -> None:
    """Whether there is something left that this organisation can use it for. Raises RuleBroken."""
    check_among(STORY_USED_BY.get(by.kind, ()), left(account, by))


def check_among(own: Collection[str], free: Collection[str]) -> None:
    if not own:
        raise RuleBroken(
            "not-yours-to-use", _("Police use an account for a report, IND for a decision on stay."), SOURCE
        )
    if not free:
        raise RuleBroken("used-already", _("It was recorded already that this account is used for that."), SOURCE)


@transaction.atomic
def use(*, account: Account, used_for: str, by: Actor, at: datetime) -> AccountUse:
    """Record that this account served, instead of asking the child again. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=account.case_id)
    own, free = set(STORY_USED_BY.get(by.kind, ())), set(left(account, by))
    check_among(own & {used_for}, free & {used_for})
    row = AccountUse(case=case, account=account, used_for=used_for, used_on=day_of(at))
    return ledger.record(row, by=by, at=at)


def narrow(account: Account, by: Actor, at: datetime) -> dict[str, Collection[str]]:
    return {"used_for": left(account, by)}


RESOURCE = Resource("cases/{case}/account-uses", AccountUse, _("uses of accounts of the story"), order="used_on")
USE = Act(
    path="cases/{case}/accounts/{account}/uses",
    label=_("Used this account"),
    verb=use,
    model=AccountUse,
    fields=("used_for",),
    required=("used_for",),
    parent_model=Account,
    right=(DataClass.STORY, "reads"),
    check=check,
    narrow=narrow,
    looks_at=("uses",),
    source=SOURCE,
    help=_("Who decides or speaks for the child then reads what it served for, and need not ask the child again."),
)
