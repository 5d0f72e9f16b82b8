"""Find a case among those one is involved in, and show found or listed cases as lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.models import Kind
from intake.languages import nationality_name
from intake.models import Case, Child
from overview import case_file, case_list, words
from overview.desk import case_url
from partners import involvement
from partners.access import plan
from partners.actors import Actor

MOST = 100


@dataclass(frozen=True)
class Line:
    """One case in a list, as much of it as may be read."""

    url: str
    reference: str
    name: str
    age: int | None
    nationality: str
    v_number: str
    arrived: str


def matching(wanted: str) -> tuple[QuerySet[Case, Any], tuple[str, ...]]:
    """The ids of the cases that fit, and the columns of the child that were looked at."""
    word = wanted.strip()
    if word.isdecimal():
        return Case.objects.filter(child__v_number=word).values("id"), ("v_number",)
    if word.upper().startswith("BO-"):
        return Case.objects.filter(reference__iexact=word).values("id"), ()
    rows = Case.objects.all()
    for part in word.split():
        rows = rows.filter(Q(child__given_names__icontains=part) | Q(child__family_name__icontains=part)
                           | Q(child__aliases__icontains=part))  # fmt: skip
    return rows.values("id"), ("given_names", "family_name", "aliases")


def search(actor: Actor, wanted: str, at: datetime) -> list[dict[str, Any]]:
    """The cases that fit, written down as a search. What one may not read of a child cannot find the child either."""
    among, looked_at = matching(wanted)
    found = [case for _number, case in case_list.page(actor, at, limit=MOST, among=among)]
    standings = involvement.standings(actor, found, at)
    readable: list[UUID] = []
    for case in found:
        chosen = plan(Child, standings[case])
        if chosen is not None and set(looked_at) <= set(chosen.plain):
            readable.append(case)
    return case_list.rows(actor, readable, at, kind=Kind.SEARCH)


def lines(rows: list[dict[str, Any]], today: date) -> list[Line]:
    return [line(row, today) for row in rows]


def line(row: dict[str, Any], today: date) -> Line:
    child = row["child"] or {}
    record = case_file.birth_date([row["birth"]]) if row["birth"] else None
    return Line(
        url=case_url(row["id"]), reference=row.get("reference", ""), name=words.full_name(child),
        age=record.age(today) if record else None,
        nationality=nationality_name(child["nationality"]) if "nationality" in child else "",
        v_number=child.get("v_number", ""), arrived=words.day(row["arrived_on"]) if row.get("arrived_on") else "",
    )  # fmt: skip
