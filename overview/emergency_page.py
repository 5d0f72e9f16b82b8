"""The page of emergencies: what one opened oneself, or for who reviews them what others did; nothing of the case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from audit import ledger
from config.encryption import open_all
from intake import emergency
from intake.models import Case, EmergencyAccess
from overview import words
from overview.links import When, case_url, free_act_url
from overview.words import Names
from partners import involvement
from partners.access import Standing, classes_of, clean, select
from partners.actors import Actor
from partners.data_classes import DataClass

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One access in words; the case by its number only. `url` opens the case, for the one who may see it now."""

    reference: str
    url: str
    state: When
    who: str
    told: list[words.Told]
    review_url: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    reviews: bool
    open_url: str


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.EMERGENCY, "reads")
    selected = select(
        emergency.known_to(actor).order_by(F("reviewed_at").desc(nulls_first=True), "-created_at"), standing
    )
    rows = [clean(row) for row in selected[:SHOWN]] if selected is not None else []
    cases = dict(Case.objects.filter(pk__in=[row["case"] for row in rows]).values_list("pk", "reference"))
    ledger.listed(EmergencyAccess, by=actor, cases=sorted(cases), classes=classes_of(EmergencyAccess, standing),
                  related=False)  # fmt: skip
    names = Names()
    names.want(EmergencyAccess, rows)
    names.fetch()
    open_all(words.secrets_in(rows))
    seen = set(involvement.standings(actor, cases, at))
    reviews = standing.right(DataClass.EMERGENCY_REVIEW).writes
    lines = [line(row, cases[row["case"]], row["case"] in seen, reviews, names, at) for row in rows]
    return Page(lines, reviews, free_act_url(emergency.OPEN) if may_open(standing) else "")


def may_open(standing: Standing) -> bool:
    return standing.right(DataClass.EMERGENCY).writes


def line(row: dict[str, Any], reference: str, seen: bool, reviews: bool, names: Names, at: datetime) -> Line:
    waits = row.get("reviewed_at") is None
    return Line(
        reference=reference, url=case_url(row["case"]) if seen else "", state=state(row, at),
        who=words.value(EmergencyAccess, "person", row["person"], names),
        told=words.described(EmergencyAccess, row, names, leave_out=("person",)),
        review_url=free_act_url(emergency.REVIEW, row["id"]) if reviews and waits else "",
    )  # fmt: skip


def state(row: dict[str, Any], at: datetime) -> When:
    """Not reviewed first; then what the review said; whether it runs still is said by its end."""
    if row.get("reviewed_at") is None:
        return When(_("not reviewed yet"), "late")
    right = row["verdict"] == EmergencyAccess.Verdict.JUSTIFIED
    return When(str(EmergencyAccess.Verdict(row["verdict"]).label), "ok" if right else "calm")
