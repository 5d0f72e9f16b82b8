"""What is said of the child's people beyond their rows: which route begins, and which case is the other's."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit import ledger
from config.partial_date import Precision
from intake import family
from intake.models import AgeAssessment, BirthDateRecord, Case, CaseMerge, Child, PossibleDuplicate, Relation
from overview import words
from overview.case_file import CaseFile, birth_date, counts_as_minor
from partners import involvement
from partners.access import classes_of
from partners.together import read_many

Row = dict[str, Any]
MONTHS = 12


@dataclass(frozen=True)
class Link:
    """Another case that the reader sees too."""

    text: str
    url: str


def notes(file: CaseFile) -> list[str]:
    """What follows from the rows, in sentences."""
    rows, today = file.of(Relation), file.today
    minor = counts_as_minor(file.of(BirthDateRecord), file.of(AgeAssessment), today)
    found = [own_child(row, today) for row in rows if row["kind"] == family.OWN_CHILD and row.get("ended_on") is None]
    if family.married_to_adult(minor=minor, relations=rows, today=today):
        found.append(route(file.one(Child), minor, rows, today))
        found += age_gaps(file, rows)
    if family.marriage_unrecognised(minor=minor, relations=rows, today=today):
        found.append(_("The marriage is not recognised here as long as one of the two is under eighteen."))
    return found


def route(child: Row, minor: bool, relations: list[Row], today: date) -> str:
    """Of rows as they may be read: who may not read a marriage or a birth date does not learn it this way either."""
    bride = family.child_bride(sex=child.get("sex", ""), minor=minor, relations=relations, today=today)
    begins = _("The child bride route begins.") if bride else _(
        "A minor who is married to an adult: what is done for a child bride is done here too."
    )  # fmt: skip
    return " ".join([begins, _("A talk with the child alone and one with the partner apart, and contact moments "
                               "outside the home. This is no signal of trafficking by itself.")])  # fmt: skip


def age_gaps(file: CaseFile, relations: list[Row]) -> list[str]:
    """How many years there are between the child and each partner, where both days are known (S000-26)."""
    born = birth_date(file.of(BirthDateRecord))
    if born is None or born.precision != Precision.DAY:
        return []
    gaps = (family.age_gap(born.date, row.get("birth_date")) for row in family.spouses(relations))
    return [_("Age difference with the partner: %(n)s years.") % {"n": gap} for gap in gaps if gap is not None]


def own_child(row: Row, today: date) -> str:
    """How old the child's own child is, as far as it may be known; a bed is needed when it came along."""
    age = age_in_words(row["birth_date"], today) if row.get("birth_date") else ""
    has = _("Has a child of %(age)s.") % {"age": age} if age else _("Has a child.")
    return " ".join([has, _("A cot or a small bed is needed.")]) if row["travelled_along"] else has


def age_in_words(born: date, today: date) -> str:
    months = (today.year - born.year) * MONTHS + today.month - born.month - (today.day < born.day)
    if months < 2 * MONTHS:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", months // MONTHS) % {"n": months // MONTHS}


def links(file: CaseFile) -> dict[UUID, Link]:
    """The other cases by their id, each as far as the reader sees it; that they were named is written down."""
    rows = [row for model in (Relation, PossibleDuplicate, CaseMerge) for row in file.of(model)]
    ids = {other for row in rows if (other := other_case(row))}
    if not ids:
        return {}
    standings = involvement.standings(file.standing.actor, ids, file.at)
    children = {row["in_case"]: row for row in read_many(Child.objects.all(), standings)}
    cases = read_many(Case.objects.all(), standings, "id")
    classes = {name for standing in standings.values() for name in classes_of(Child, standing)}
    ledger.listed(Child, by=file.standing.actor, cases=sorted(ids), classes=classes)
    return {row["in_case"]: link(row, children.get(row["in_case"])) for row in cases}


def other_case(row: Row) -> UUID | None:
    """The other case that a row names, as far as the reader sees it."""
    return row.get("other_case") or row.get("into")


def link(case: Row, child: Row | None) -> Link:
    text = " · ".join(filter(None, [words.call_name(child), case.get("reference", "")]))
    return Link(text, reverse("admin:intake_case_change", args=[case["id"]]))
