"""The child's own log: when, why and by which organisation its data were used; no names of staff.

Whoever's data they are may know when and why they were consulted, not by which employee (CJEU C-579/21). What is
looked at to investigate a crime is left out of everybody's, and every log says so.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Entry, Kind
from config.clock import day_of
from intake import papers
from intake.models import Case
from overview import disclosures, words
from overview.case_page import grounds
from overview.disclosures import Given
from overview.people_trail import NOTHING_SEEN
from overview.words import Names
from partners import involvement
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.models import Organisation
from partners.roles import ROLES, Purpose

WRITTEN = (Kind.CREATE, Kind.CHANGE)
# Printed for one recipient (docs/decisions/0056-dossier.md).
PRINTED = Q(kind=Kind.EXPORT, reason__startswith=papers.ON_PAPER)
# To investigate a crime: in no child's log, or the paper would warn whoever it is about (docs/decisions/0035).
DETECTIVES = [role.code for role in ROLES.values() if role.purpose == Purpose.INVESTIGATION]
FOR_DETECTIVES = PRINTED & reduce(or_, (Q(reason__endswith=f" {code}") for code in DETECTIVES))
INVESTIGATED = Q(purpose=Purpose.INVESTIGATION) | Q(role__in=DETECTIVES) | FOR_DETECTIVES


@dataclass(frozen=True)
class Use:
    """What one organisation did on one day for one purpose."""

    day: str
    organisation: str
    purpose: str
    what: str


@dataclass(frozen=True)
class OnPaper:
    """One time that a part of the file was printed, for an organisation or for the child itself."""

    day: str
    organisation: str
    receiver: str
    purpose: str


@dataclass(frozen=True)
class ChildLog:
    reference: str
    uses: list[Use]
    on_paper: list[OnPaper]
    given: list[Given]


def allowed(actor: Actor, case: UUID, at: datetime) -> Standing:
    """Where the reader stands; who reads every child's log stands in no case. Raises NotFound, NotAllowed."""
    nowhere = involvement.without_case(actor)
    standing = nowhere if nowhere.right(DataClass.CHILD_LOG).anything else involvement.standing(actor, case, at)
    standing.require(DataClass.CHILD_LOG, "reads")
    return standing


def load(actor: Actor, case: UUID, at: datetime) -> ChildLog:
    """The log to print and hand over, and the entry that says so. Raises NotFound, NotAllowed."""
    standing = allowed(actor, case, at)
    reference = Case.objects.filter(pk=case).values_list("reference", flat=True).first()
    if reference is None:
        raise NotFound
    entries = Entry.objects.of_case(case).exclude(kind__in=NOTHING_SEEN).exclude(INVESTIGATED)
    rows = list(
        entries.exclude(PRINTED).order_by()
        .annotate(day=TruncDate("at")).values("day", "organisation", "purpose")
        .annotate(written=Count("id", filter=Q(kind__in=WRITTEN)), times=Count("id"))
        .order_by("-day", "organisation", "purpose")
    )  # fmt: skip
    names = Names()
    given = disclosures.of_case(case, standing)
    paper = list(entries.filter(PRINTED).order_by("-id").values("at", "organisation", "purpose", "reason"))
    names.wanted[Organisation].update({row["organisation"] for row in (*rows, *paper, *given)} - {None})
    names.fetch()
    shown = [DataClass.CHILD_LOG, *([DataClass.DISCLOSURE] if given else [])]
    ledger.write(Kind.PRINT, by=standing.actor, table=Entry._meta.db_table, case=case, data_classes=shown,
                 ground=grounds(standing))  # fmt: skip
    return ChildLog(reference, [use(names, **row) for row in rows], printed(paper, names),
                    [disclosures.told(row, names) for row in given])  # fmt: skip


def use(names: Names, *, day: date, organisation: UUID | None, purpose: str, written: int, times: int) -> Use:
    looked = _("Looked at and written down") if written else _("Looked at")
    what = looked if times > written else _("Written down")
    return Use(
        words.day(day), names.of(Organisation, organisation) or _("the system itself"), what_for(purpose), what,
    )  # fmt: skip


def what_for(purpose: str) -> str:
    return str(capfirst(dict(Purpose.choices).get(purpose, "")))


def printed(rows: list[dict[str, Any]], names: Names) -> list[OnPaper]:
    """What was printed of this file and for whom; not what it said, which the paper would tell whoever takes it."""
    known = papers.receivers(row["reason"] for row in rows)
    return [
        OnPaper(
            words.day(day_of(row["at"])), names.of(Organisation, row["organisation"]),
            known[row["reason"]].name if row["reason"] in known else _("you"), what_for(row["purpose"]),
        )
        for row in rows
    ]  # fmt: skip
