"""How alike two children are on paper, 0-100, and because of what. It never says that they are the same (AL-31).

The score is what their names have in common, less as their birth dates lie further apart; a V-number decides alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product

from rapidfuzz.distance import OSA

from intake import sounds
from intake.sounds import Word
from policy import near_dates
from policy.near_dates import Born

# Codes of PossibleDuplicate.Reason.
V_NUMBER, NAME, SPELLING, SWAPPED, ALIAS = "V_NUMBER", "NAME", "SPELLING", "SWAPPED", "ALIAS"
BIRTH_DATE, NEAR_DATE = "BIRTH_DATE", "NEAR_DATE"

# What a word is worth that is written the same, or sounds the same.
WRITTEN, HEARD = 100, 96
# Of a likely word: vowels are heard in many ways, consonants in few.
SAME_CONSONANTS, ONE_CONSONANT, WITHOUT_VOWELS, CUT_SHORT, TURNED = 92, 78, 92, 72, 82
# How near, of 1: of a name with many consonants that agree the vowels may differ more.
LONG_ENOUGH, MUCH, MOSTLY = 0.6, 0.8, 0.85
# Two words as one are long, and long words lie near one another: less than this is no fit.
JOINED_FROM = 82
# Names: the word that fits worst counts for half.
WORD_TOO_MANY, WORDS_TOO_MANY_AT_MOST, ONE_NAME_OF_MORE, ONE_NAME_EACH = 5, 2, 20, 8
# What a birth date that says nothing leaves of the score of the names.
WITHOUT_DATE = 55
OTHER_SEX, OTHER_NATIONALITY, OTHER_V_NUMBER = 25, 4, 25
UNKNOWN = ("", "UNKNOWN")
MOST_WORDS = 5


@dataclass(frozen=True)
class Persona:
    """What is written of a child, as far as it tells one child from another."""

    given: str
    family: str
    aliases: tuple[str, ...] = ()
    born: tuple[Born, ...] = ()
    v_number: str = ""
    sex: str = ""
    nationality: str = ""


@dataclass(frozen=True)
class Likeness:
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Names:
    """How alike two names are, and whether they are written the same."""

    score: float
    reason: str


NOTHING = Names(0, SPELLING)


def likeness(one: Persona, other: Persona) -> Likeness:
    """How alike, with the reasons; nothing that differs is a reason."""
    near = near_dates.nearest(one.born, other.born)
    called = named(one, other)
    score = called.score * (WITHOUT_DATE + (100 - WITHOUT_DATE) * near / 100) / 100 - against(one, other)
    reasons = [called.reason] if called.score >= SAME_CONSONANTS - OTHER_SEX else []
    if near >= near_dates.NEAR_FROM:
        reasons.append(BIRTH_DATE if near == near_dates.SAME else NEAR_DATE)
    if one.v_number and one.v_number == other.v_number:
        return Likeness(100, (V_NUMBER, *reasons))
    return Likeness(max(0, round(score)), tuple(reasons))


def against(one: Persona, other: Persona) -> int:
    """What tells the two apart."""

    def differ(a: str, b: str) -> bool:
        return a not in UNKNOWN and b not in UNKNOWN and a != b

    return (OTHER_SEX * differ(one.sex, other.sex) + OTHER_NATIONALITY * differ(one.nationality, other.nationality)
            + OTHER_V_NUMBER * differ(one.v_number, other.v_number))  # fmt: skip


def named(one: Persona, other: Persona) -> Names:
    """The best of every name of the one beside every name of the other."""
    best = whole(one, other)
    for a, b in product(called(one), called(other)):
        found = names(a, b)
        if found.score > best.score:
            best = Names(found.score, ALIAS)
    return best


def called(persona: Persona) -> list[str]:
    """The whole name, and every other name; one that stands by itself may be the given or the family name."""
    own = f"{persona.given} {persona.family}".strip()
    return [own, *(alias for alias in persona.aliases if alias.strip())]


def whole(one: Persona, other: Persona) -> Names:
    """The names as they were given, and whether given and family name changed places."""
    found = names(f"{one.given} {one.family}", f"{other.given} {other.family}")
    if found.score < HEARD - ONE_NAME_OF_MORE or not (one.family and other.family):
        return found
    straight = min(names(one.given, other.given).score, names(one.family, other.family).score)
    turned = min(names(one.given, other.family).score, names(one.family, other.given).score)
    return Names(found.score, SWAPPED) if turned > straight else found


@lru_cache(maxsize=sounds.KEPT)
def names(one: str, other: str) -> Names:
    """Two names, in whatever order and script, split or joined as they may be."""
    first, second = sounds.words(one)[:MOST_WORDS], sounds.words(other)[:MOST_WORDS]
    if not first or not second:
        return NOTHING
    strict = sounds.is_vietnamese(first) or sounds.is_vietnamese(second)
    score = fits(first, second, strict)
    if len(first) != len(second):
        joined = max(fits(a, b, strict) for a in splits(first) for b in splits(second))
        score = max(score, joined if joined >= JOINED_FROM else 0)
    written = [each.casefold().split() for each in (one, other)]
    return Names(score, NAME if written[0] == written[1] else SPELLING)


def splits(name: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words as they stand, and with each two neighbours as one: Habte Mariam, Habtemariam."""
    yield name
    for place in range(len(name) - 1):
        both = sounds.word_of(name[place].plain + name[place + 1].plain, name[place].vowels)
        yield (*name[:place], both, *name[place + 2 :])


def fits(one: tuple[Word, ...], other: tuple[Word, ...], strict: bool) -> float:
    """How well the words of the shorter name are found in the longer one, and how many are left."""
    short, long = sorted((one, other), key=len)
    table = {(a, b): word(a, b, strict) for a in short for b in long}
    best = max(
        (half_worst([table[pair] for pair in zip(short, chosen, strict=True)])
         for chosen in permutations(long, len(short))),
    )  # fmt: skip
    left = min(len(long) - len(short), WORDS_TOO_MANY_AT_MOST) * WORD_TOO_MANY
    alone = 0 if len(short) > 1 else ONE_NAME_EACH if len(long) == 1 else ONE_NAME_OF_MORE
    return max(0.0, best - left - alone)


def half_worst(found: list[float]) -> float:
    return (min(found) + sum(found) / len(found)) / 2


def word(one: Word, other: Word, strict: bool) -> float:
    """How alike two words are; `strict`: in Vietnam one letter makes another name."""
    if one.plain == other.plain:
        return WRITTEN
    near = max(OSA.normalized_similarity(a, b) for a, b in readings(one, other))
    if strict:
        return SAME_CONSONANTS * near if near >= MUCH and min(len(one.plain), len(other.plain)) > sounds.SHORT else 0
    if near == 1:
        return HEARD
    alike = bool(one.roots & other.roots)
    if one.vowels != other.vowels:
        return without_vowels(one, other, alike)
    if alike and (near >= MUCH or near >= LONG_ENOUGH and min(map(len, one.roots & other.roots)) >= sounds.SHORT):
        return SAME_CONSONANTS * near + 100 * (1 - near) * near
    if any(turned(a, b) for a, b in readings(one, other)):
        return TURNED
    if near >= MOSTLY:
        return ONE_CONSONANT
    if any(cut_short(a, b) for a, b in readings(one, other)):
        return CUT_SHORT
    return 60 * near if alike else 50 * near


def turned(one: str, other: str) -> bool:
    """Two neighbours changed places."""
    return sorted(one) == sorted(other) and OSA.distance(one, other) == 1


def cut_short(one: str, other: str) -> bool:
    """Sami for Samiullah."""
    short, long = sorted((one, other), key=len)
    return len(short) >= sounds.SHORT and len(long) > len(short) + 1 and long.startswith(short)


def readings(one: Word, other: Word) -> Iterator[tuple[str, str]]:
    """Every way to say the one beside every way to say the other; e is heard as a, or as i."""
    for a, b in product(one.said, other.said):
        for heard in "ai":
            yield a.replace("e", heard), b.replace("e", heard)


def without_vowels(one: Word, other: Word, alike: bool) -> float:
    """Arabic script beside another: what it writes must be heard in that order, long vowels too."""
    bare, full = (other, one) if one.vowels else (one, other)
    if not alike:
        return 0
    if any(heard_in(a, b.replace("e", "i")) for a, b in product(bare.said, full.said)):
        return WITHOUT_VOWELS
    return ONE_CONSONANT


def heard_in(written: str, said: str) -> bool:
    """Whether the letters come in this order in what is said."""
    rest: Iterable[str] = iter(said.translate(sounds.FOLDED))
    return all(letter in rest for letter in written.translate(sounds.FOLDED))
