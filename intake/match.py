"""Find the case of a child that somebody outside names; the answer stays inside."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from intake import joined, sounds
from intake.models import Case, Child


def plain(name: str) -> str:
    """A name in Latin letters without case, accents, punctuation and order of its words: what is certain, and no more.

    How a name may sound is for a person to judge (intake/duplicate.py); here a wrong match would tell a wrong child.
    """
    return " ".join(sorted(sounds.ascii_letters(name).split()))


def one(*, v_number: str = "", name: str = "", born: date | None = None) -> Case | None:
    """The one case that fits; None when none does, or more than one. Two files of one child are one."""
    if v_number:
        return only(Child.objects.filter(v_number=v_number).values_list("case_id", flat=True))
    children = Child.objects.filter(case__birth_dates__date=born, case__birth_dates__precision="DAY").distinct()
    return only(child.case_id for child in children if plain(name) in names(child))


def only(cases: Iterable[UUID]) -> Case | None:
    """The case in which these files go on, when that is one."""
    found = joined.now(cases)
    return Case.objects.get(pk=found[0]) if len(found) == 1 else None


def names(child: Child) -> set[str]:
    """Every name the child goes by, plain."""
    return {plain(f"{child.given_names} {child.family_name}"), *(plain(alias) for alias in child.aliases)}
