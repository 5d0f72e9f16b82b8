"""Find a case among those one is involved in, and show found or listed cases as lines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from audit.models import Kind, Recorded
from intake import access_request, emergency, name_search
from intake.languages import nationality_name
from intake.models import BirthDateRecord, Case, Child
from overview import case_file, case_list, words
from overview.links import case_url, free_act_url
from partners import involvement
from partners.access import Standing, plan
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import InvolvementQuerySet

MOST = 100
# Stands for whatever case, where it is asked what a ground opens in one.
ANY_CASE = UUID(int=0)


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
    closed: str


@dataclass(frozen=True)
class Wanted:
    """What to look for; every part that is given must fit."""

    v_number: str = ""
    reference: str = ""
    name: str = ""
    birth_date: date | None = None

    @property
    def is_a_number(self) -> bool:
        return bool(self.reference or self.v_number)

    def columns(self) -> dict[type[Recorded], set[str]]:
        """The columns that are looked at: whoever may not read one cannot find a child by it."""
        child = {"v_number"} if self.v_number else set()
        if self.name:
            child |= {"given_names", "family_name", "aliases"}
        return {Child: child, BirthDateRecord: {"date"} if self.birth_date else set()}

    def exact(self) -> dict[str, Any]:
        """What of a case must be just so; of a name that is nothing."""
        asked = {
            "child__v_number": self.v_number,
            "reference": self.reference.strip().upper(),
            "birth_dates__date": self.birth_date,
        }
        return {column: value for column, value in asked.items() if value}


def search(actor: Actor, wanted: Wanted, at: datetime) -> list[dict[str, Any]]:
    """The cases one is involved in that fit, best first and then newest; written down as a search."""
    found = fitting(wanted, among(actor, wanted, at))
    standings = involvement.standings(actor, found, at)
    readable = {case: standings[case] for case in found if reads(standings[case], wanted)}
    return case_list.shown(actor, list(readable), readable, Kind.SEARCH)


def among(actor: Actor, wanted: Wanted, at: datetime) -> InvolvementQuerySet:
    """The involvements by which the actor may find what is wanted: those that let read every column looked at."""
    rows = involvement.seeing(involvement.of_actor(actor, at))
    opening = [ground for ground in Ground if reads(Standing(actor, ANY_CASE, frozenset({ground})), wanted)]
    return rows.filter(ground__in=opening)


def fitting(wanted: Wanted, rows: InvolvementQuerySet) -> list[UUID]:
    """The cases of these involvements that fit."""
    if exact := wanted.exact():
        rows = rows.filter(case_id__in=Case.objects.filter(**exact).values("id"))
    if wanted.name:
        return name_search.find(wanted.name, among=rows.values("case_id"), most=MOST)
    newest = rows.order_by("-sort_key").values_list("sort_key", "case_id").distinct()[:MOST]
    return [case for _number, case in newest]


def reads(standing: Standing, wanted: Wanted) -> bool:
    """Whether the actor may read every column that was looked at."""
    plans = {model: plan(model, standing) for model in wanted.columns()}
    return all(
        not names or ((chosen := plans[model]) is not None and names <= set(chosen.plain))
        for model, names in wanted.columns().items()
    )


def ways_on(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    """What who found nothing can do: ask for access, or open a case in an emergency; each with its label and form."""
    standing = involvement.without_case(actor)
    acts = (access_request.ASK, emergency.OPEN)
    return [(str(act.label), free_act_url(act)) for act in acts if act.available(None, standing, at)]


def lines(rows: list[dict[str, Any]], today: date) -> list[Line]:
    return [line(row, today) for row in rows]


def line(row: dict[str, Any], today: date) -> Line:
    child = row.get("child", {})
    record = case_file.birth_date([row["birth"]]) if row.get("birth") else None
    return Line(
        url=case_url(row["id"]), reference=row.get("reference", ""), name=words.full_name(child),
        age=record.age(today) if record else None,
        nationality=nationality_name(child["nationality"]) if "nationality" in child else "",
        v_number=child.get("v_number", ""), arrived=words.day(row["arrived_on"]) if row.get("arrived_on") else "",
        closed=words.day(row["closed_on"]) if row.get("closed_on") else "",
    )  # fmt: skip
