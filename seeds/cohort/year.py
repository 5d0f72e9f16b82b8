"""The year: every family that arrives, in the order of its arrival; made from the tables, the same in every run."""

from seeds.cohort.draft import Draft, arriving
from seeds.cohort.lots import cast
from seeds.cohort.names import Name
from seeds.cohort.newcomer import Newcomer, known_part, later
from seeds.cohort.respelling import heard, misread

Family = tuple[Newcomer, ...]
# One in so many registers its name in its own script.
OWN_SCRIPT = 4
V_NUMBERS = 9920150000  # a number with 99 in front belongs to nobody


def families(arrivals: int, moved: int = 0) -> list[Family]:
    """Brothers and sisters together, the eldest first; every other child by itself. `moved`: so many days later."""
    drafts = arriving(arrivals)
    cast(drafts)
    drafts.sort(key=lambda draft: (draft.arrived_on, draft.turn))
    numbers = {draft: number for number, draft in enumerate(drafts, start=1)}
    groups = [draft.siblings or [draft] for draft in drafts if not draft.siblings or draft.siblings[0] is draft]
    return [tuple(newcomer(draft, numbers[draft], arrivals, moved) for draft in group) for group in groups]


def newcomer(draft: Draft, number: int, arrivals: int, moved: int = 0) -> Newcomer:
    born = later(misread(draft.first.born) if draft.first else draft.born, moved)
    given, family, aliases = respelled(draft) if draft.first else spelled(draft)
    return Newcomer(
        key=f"{arrivals}-{number}", number=number, given_names=given, family_name=family, aliases=aliases,
        sex=draft.sex, nationality=draft.nationality, languages=draft.languages, years=draft.age,
        precision=draft.precision, v_number=str(V_NUMBERS + number), accompanied_by=companions(draft),
        arrived_on=later(draft.arrived_on, moved), place=draft.place, seen=draft.seen, husband=draft.husband,
        birth_date=known_part(born, draft.precision),
        twice=draft.first is not None, gone=draft.gone, official=draft.official, more_rest=draft.more_rest,
    )  # fmt: skip


def companions(draft: Draft) -> tuple[str, ...]:
    if draft.siblings:
        return ("een broer of zus",)
    return (draft.companion,) if draft.companion else ()


def spelled(draft: Draft) -> tuple[str, str, tuple[str, ...]]:
    """Given name, family name and other names: one in so many in its own script, with the Latin one beside it."""
    parts = (draft.given, draft.family)
    latin = " ".join(part.latin for part in parts if part.latin)
    if draft.turn % OWN_SCRIPT == 0 and draft.given.own and all(part.own or not part.latin for part in parts):
        return draft.given.own, draft.family.own, (latin,)
    return draft.given.latin, draft.family.latin, ()


def respelled(draft: Draft) -> tuple[str, str, tuple[str, ...]]:
    """The name of the first registration, as somebody else wrote it down."""
    assert draft.first is not None
    parts: tuple[Name, Name] = (draft.first.given, draft.first.family)
    given, family = (heard(part.latin) if part.latin else "" for part in parts)
    return given, family, ()
