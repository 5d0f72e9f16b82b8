"""Per account: what it did and saw, and which children it saw between two moments (the question after a breach)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min

from audit import ledger
from audit.models import OUTSIDE, Entry, Kind
from intake.models import Case
from overview import trail, trail_words
from overview.accounts import Account
from overview.trail import Filters, Line
from overview.words import Names
from partners.actors import Actor
from partners.data_classes import DataClass

# What shows a child to nobody.
NOTHING_SEEN = (Kind.DENIAL, Kind.LOGIN, Kind.LOGIN_FAILED, Kind.LOGOUT, Kind.PROOF)
# How many children stand on one page of the answer.
PAGE = 100
References = list[tuple[UUID, str]]


@dataclass(frozen=True)
class Done:
    """What an account did or saw, and the cases it was about: one, or every one a list showed."""

    line: Line
    cases: References


@dataclass(frozen=True)
class AccountTrail:
    account: Account
    done: list[Done]
    next: int | None


@dataclass
class Seen:
    """One child's case: through which screens, how often, when first and last."""

    case: UUID
    reference: str
    first: datetime
    last: datetime
    screens: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    @property
    def times(self) -> int:
        return self.screens.total()


@dataclass(frozen=True)
class SeenPage:
    """A page of the children that were seen, the first seen first; `number` of `pages`, `total` children in all."""

    seen: list[Seen]
    number: int
    pages: int
    total: int


def load(actor: Actor, account: Account, filters: Filters) -> AccountTrail:
    """A page of what was done and seen, without values, and the entry that says that it was read."""
    found = list(trail.narrowed(account.entries, filters)[: trail.PAGE + 1])
    shown = found[: trail.PAGE]
    about = references({case for entry in shown for case in cases_of(entry.case, entry.cases)})
    lines = trail.told(shown, None, Names(), actor)
    written(Kind.READ, actor, account, about)
    done = [
        Done(told, [(case, about[case]) for case in cases_of(entry.case, entry.cases) if case in about])
        for told, entry in zip(lines, shown, strict=True)
    ]
    return AccountTrail(account, done, found[trail.PAGE - 1].id if len(found) > trail.PAGE else None)


def cases_of(case: UUID | None, listed: list[str] | None) -> list[UUID]:
    """Every case of one entry."""
    return [*([case] if case else []), *(UUID(each) for each in listed or ())]


def references(cases: set[UUID]) -> dict[UUID, str]:
    return dict(Case.objects.filter(pk__in=cases).values_list("pk", "reference"))


def written(kind: str, actor: Actor, account: Account, shown: dict[UUID, str], reason: str = "") -> None:
    """The entry that says whose doings were read, and of which children something stood in it."""
    ledger.write(kind, by=actor, table=Entry._meta.db_table, record=account.record, cases=sorted(map(str, shown)),
                 data_classes=[DataClass.AUDIT], reason=" ".join(filter(None, [reason, account.said])))  # fmt: skip


def seen(actor: Actor, account: Account, since: datetime, until: datetime, page: int) -> SeenPage:
    """A page of the children whose case this account saw from `since` until before `until`, also in a list.

    The entry that says that it was asked names the children of this page.
    """
    found = summed(account, since, until)
    pages = max(1, -(-len(found) // PAGE))
    number = min(max(page, 1), pages)
    shown = found[(number - 1) * PAGE : number * PAGE]
    return SeenPage(named(Kind.READ, actor, account, shown), number, pages, len(found))


def seen_by_all(actor: Actor, account: Account, since: datetime, until: datetime) -> list[Seen]:
    """All of them, to take along."""
    return named(Kind.EXPORT, actor, account, summed(account, since, until), "csv")


def named(kind: str, actor: Actor, account: Account, shown: list[Seen], reason: str = "") -> list[Seen]:
    """Each with the number of its case; of a case that is gone there is nothing left to name."""
    names = references({one.case for one in shown})
    written(kind, actor, account, names, reason)
    for one in shown:
        one.reference = names.get(one.case, "")
    return [one for one in shown if one.reference]


def summed(account: Account, since: datetime, until: datetime) -> list[Seen]:
    """Every child that was seen, the first seen first; the database counts what is alike together."""
    rows = (
        account.entries.filter(at__gte=since, at__lt=until).exclude(kind__in=NOTHING_SEEN)
        .exclude(OUTSIDE).order_by().values("kind", "table", "origin", "case", "cases")
        .annotate(first=Min("at"), last=Max("at"), times=Count("id"))
        .values_list("kind", "table", "origin", "case", "cases", "first", "last", "times")
    )  # fmt: skip
    found: dict[UUID, Seen] = {}
    for kind, table, origin, case, cases, first, last, times in rows.iterator():
        for each in cases_of(case, cases):
            one = found.setdefault(each, Seen(each, "", first, last))
            one.first, one.last = min(one.first, first), max(one.last, last)
            one.screens[kind, table, origin] += times
    return sorted(found.values(), key=lambda one: (one.first, one.case))


def screens(one: Seen) -> list[tuple[str, int]]:
    """Through which screens in words, the most used first."""
    return [(trail_words.screen(*where), times) for where, times in one.screens.most_common()]
