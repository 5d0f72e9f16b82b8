"""What befalls the children of the year: who is detected, protected, married, a sibling, registered twice, gone."""

from collections.abc import Callable, Iterator
from datetime import date

from seeds.cohort import shares
from seeds.cohort.deal import dealt, part, quotas, shuffled, taken
from seeds.cohort.draft import Draft, grouped
from seeds.cohort.seen import Seen, seen
from seeds.cohort.shares import FACTS, weights

COMPANIONS = ("een oom", "een neef", "een buurman", "een vrouw die zich een tante noemt", "een oudere vriend")
BRIDES_FROM = ("SY", "AF", "IQ", "STATELESS")
YOUNGEST_BRIDE, YOUNGEST_IN_HOUSE = 14, 13  # B-26, B-11
BRIDES_SINCE = date(shares.YEAR, 9, 1)
HUSBANDS = ("Jawad", "Walid", "Ghassan", "Imad", "Fadel", "Hisham", "Azzam", "Marwan")
PROTECTED = ("BO", "FIER")
# So many days lie between the two registrations of one child.
TWICE_AFTER, TWICE_WITHIN = 5, 90


def cast(drafts: list[Draft]) -> None:
    """Give every child its lot, the rarest first."""
    marry(drafts)
    detect(drafts)
    protect_others(drafts)
    owe(drafts)
    register_twice(drafts)
    pair_siblings(drafts)
    for draft in chosen(drafts, "GONE", lambda draft: draft.plain):
        draft.gone = True
    for draft in chosen(drafts, "OFFICIAL", lambda draft: draft.precision == "DAY" and draft.undisturbed):
        draft.official = True
    for draft in chosen(drafts, "MORE_REST", is_protected):
        draft.more_rest = True
    accompany(drafts)


def quota(fact: str, drafts: list[Draft]) -> int:
    """How many of so many arrivals."""
    return part(FACTS[fact].count, shares.ARRIVALS, len(drafts))


def chosen(drafts: list[Draft], fact: str, fits: Callable[[Draft], bool]) -> list[Draft]:
    """As many as the fact asks, of those whom it fits."""
    return taken([draft for draft in drafts if fits(draft)], quota(fact, drafts), fact)


def is_protected(draft: Draft) -> bool:
    return draft.seen is not None and draft.seen.outcome in PROTECTED


def marry(drafts: list[Draft]) -> None:
    """Girls who came with a husband; a few of them fear for their lives."""

    def fits(draft: Draft) -> bool:
        old_enough = draft.sex == "F" and draft.age >= YOUNGEST_BRIDE
        return old_enough and draft.nationality in BRIDES_FROM and draft.arrived_on >= BRIDES_SINCE

    brides = chosen(drafts, "CHILD_BRIDES", fits)
    for turn, draft in enumerate(brides):
        draft.husband = f"{HUSBANDS[turn % len(HUSBANDS)]} {draft.family.latin}".strip()
        draft.companion = "haar man"
    for draft in brides[: quota("BRIDES_IN_FEAR", drafts)]:
        draft.seen = signal(draft, "CHILD_BRIDE_HONOUR_FEAR", "ACQUAINTANCE", "STRONG", "FIER")


def signal(draft: Draft, what: str, step: str, certainty: str, outcome: str) -> Seen:
    return seen(what, sex=draft.sex, step=step, certainty=certainty, outcome=outcome, place=draft.turn)


def detect(drafts: list[Draft]) -> None:
    """The detected victims: of each nationality its share, and where a small cohort has too few, of another."""
    plain = shuffled((draft for draft in drafts if draft.plain), "detect")
    wanted = quotas(weights(shares.DETECTED), quota("DETECTED", drafts))
    victims: list[Draft] = []
    for nationality, count in wanted.items():
        victims += [draft for draft in plain if draft.nationality == nationality][:count]
    rest = [draft for draft in plain if draft not in victims]
    victims += rest[: sum(wanted.values()) - len(victims)]
    for sex, forms in (("F", shares.FORMS_OF_GIRLS), ("M", shares.FORMS_OF_BOYS)):
        among = [draft for draft in victims if draft.sex == sex]
        exploit(among, dealt(weights(forms), len(among), f"forms {sex}"))


def exploit(victims: list[Draft], forms: list[str]) -> None:
    """The signal of each: what, in which talk, how certain. The young belong in a family (B-11)."""
    steps = dealt(weights(shares.STEP), len(victims), "step")
    certainties = dealt(weights(shares.CERTAINTY), len(victims), "certainty")
    for draft, form, step, certainty in zip(victims, forms, steps, certainties, strict=True):
        draft.seen = signal(draft, form, step, certainty, "BO" if draft.age >= YOUNGEST_IN_HOUSE else "FOSTER")


def protect_others(drafts: list[Draft]) -> None:
    """The other places in protected shelter go to children at risk of whom nobody says that they are victims."""
    left = quota("PROTECTED", drafts) - sum(map(is_protected, drafts))
    fits = [draft for draft in drafts if draft.plain and draft.age >= YOUNGEST_IN_HOUSE]
    others = taken(fits, max(left, 0), "others")
    steps = dealt(weights(shares.STEP), len(others), "step of others")
    grounds = dealt(weights(shares.OTHER_GROUNDS), len(others), "grounds")
    for draft, step, ground in zip(others, steps, grounds, strict=True):
        draft.seen = signal(draft, ground, step, "REASONABLE", "BO")


def owe(drafts: list[Draft]) -> None:
    for draft in chosen(drafts, "IN_DEBT", lambda draft: draft.plain):
        draft.seen = signal(draft, "SMUGGLING_DEBT", "REGISTRATION", "SLIGHT", "NOT_NEEDED")


def register_twice(drafts: list[Draft]) -> None:
    """A child that is there already and is taken for another one, weeks later: the same, but for how it is written."""
    alike = grouped(drafts, lambda draft: (draft.people, draft.nationality, draft.sex, draft.age))
    left = quota("TWICE", drafts)
    taken_up: set[Draft] = set()
    for second in shuffled((draft for draft in drafts if draft.plain), "TWICE"):
        key = (second.people, second.nationality, second.sex, second.age)
        firsts = (draft for draft in reversed(alike[key]) if draft.plain and draft not in taken_up)
        first = next((draft for draft in firsts if soon_after(draft, second)), None)
        if left and first is not None and second not in taken_up:
            second.first = first
            taken_up |= {first, second}
            left -= 1


def soon_after(first: Draft, second: Draft) -> bool:
    return TWICE_AFTER <= (second.arrived_on - first.arrived_on).days <= TWICE_WITHIN


def pair_siblings(drafts: list[Draft]) -> None:
    """Brothers and sisters: of one people and tongue, born at least a year apart, arriving on one day of the month."""
    left = quota("SIBLINGS", drafts)
    firsts = {draft.first for draft in drafts}
    plain = [draft for draft in drafts if draft.plain and draft not in firsts]
    groups = grouped(plain, lambda draft: (draft.arrived_on.month, draft.people, draft.nationality, draft.languages))
    for family in shuffled((pair for group in groups.values() for pair in pairs(group)), "SIBLINGS"):
        if left >= len(family):
            left -= len(family)
            unite(family)


def pairs(group: list[Draft]) -> Iterator[list[Draft]]:
    """The group in pairs, the elder one in front."""
    by_age = sorted(shuffled(group, "siblings"), key=lambda draft: -draft.age)
    half = (len(by_age) + 1) // 2
    for elder, younger in zip(by_age, by_age[half:], strict=False):
        if elder.age - younger.age >= 2:
            yield [elder, younger]


def unite(family: list[Draft]) -> None:
    eldest = family[0]
    for draft in family:
        draft.siblings = family
        draft.arrived_on, draft.place, draft.family = eldest.arrived_on, eldest.place, eldest.family


def accompany(drafts: list[Draft]) -> None:
    """With some children somebody came along; a companion is never trusted by itself (S000-22)."""
    already = sum(bool(draft.companion) for draft in drafts)
    fits = [draft for draft in drafts if not draft.companion and not draft.siblings]
    for draft in taken(fits, quota("ACCOMPANIED", drafts) - already, "ACCOMPANIED"):
        draft.companion = COMPANIONS[draft.turn % len(COMPANIONS)]
