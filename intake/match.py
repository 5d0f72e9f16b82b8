"""Find the case of a child that somebody outside names; the answer stays inside."""

import unicodedata
from datetime import date

from intake.models import Case, Child


def plain(name: str) -> str:
    """A name without case, accents, punctuation and order of its words, for comparing."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter if letter.isalnum() else " " for letter in letters if not unicodedata.combining(letter))
    return " ".join(sorted(kept.split()))


def one(*, v_number: str = "", name: str = "", born: date | None = None) -> Case | None:
    """The one case that fits; None when none does, or more than one."""
    if v_number:
        found = list(Case.objects.filter(child__v_number=v_number)[:2])
        return found[0] if len(found) == 1 else None
    children = Child.objects.filter(case__birth_dates__date=born, case__birth_dates__precision="DAY").distinct()
    found = [child for child in children.select_related("case") if plain(name) in names(child)]
    return found[0].case if len(found) == 1 else None


def names(child: Child) -> set[str]:
    """Every name the child goes by, plain."""
    return {plain(f"{child.given_names} {child.family_name}"), *(plain(alias) for alias in child.aliases)}
