"""Find a child by what somebody typed of its name: a word of it, a part of one, another spelling or another script.

The words of every name stand in a table, in plain letters and by how they sound (intake/sounds.py). The database finds
the cases that may fit, in order of how they do; of the first of them it is said how well they fit.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import add, and_, or_
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import F, Max, Q, QuerySet, Value, When

from intake import alike, name_keys, sounds
from intake.alike import Persona
from intake.models import Child, NameWord
from intake.sounds import Word

# How well a typed word fits: it is a word of the name, one begins with it, one has it in the middle. What only sounds
# like one comes last, by how alike it is, and behind that what sounds like the beginning of one.
WORD, BEGINS, PART, SOUNDS, BEGINS_ALIKE = 5, 4, 3, 2, 1
# From which likeness on it sounds like it, of a hundred (intake/alike.py).
ALIKE_FROM = 72
# Fewer letters are no part of a word but its beginning; fewer consonants do not say how a word begins to sound.
PART_FROM, CONSONANTS_FROM = 3, 2
MOST_WORDS, LONGEST = 6, 200
# Of what may sound like it some is not alike: so many more are looked at than are asked for.
LOOKED_AT_FOR_EACH = 2
Fit = tuple[float, float]
NO_FIT: Fit = (0, 0)


@dataclass(frozen=True)
class Called:
    """A name as it is searched: the letters of its words, its words, those and each two neighbours as one, and whether
    in that language one letter makes another name."""

    letters: frozenset[str]
    words: tuple[Word, ...]
    parts: tuple[Word, ...]
    strict: bool


def heard(name: str) -> Called:
    found = sounds.words(name)
    letters = {*sounds.ascii_letters(name).split(), *(word.plain for word in found)}
    return Called(frozenset(letters), found, tuple(name_keys.parts(name)), sounds.is_vietnamese(found))


def stands(persona: Persona) -> set[tuple[str, str]]:
    """Under which words a child is found, each with how it sounds; what is left out beside a name is found too."""
    names = [heard(name) for name in alike.called(persona)]
    words = {word for name in names for word in (*map(sounds.word_of, name.letters), *name.parts)}
    return {(word.plain[:LONGEST], root[:LONGEST]) for word in words for root in word.roots}


def keep_words(case: UUID, persona: Persona) -> None:
    """Bring the words of a case in step with what is written of its child now."""
    wanted = stands(persona)
    known = {
        (word, root): pk for pk, word, root in NameWord.objects.filter(case=case).values_list("pk", "word", "root")
    }
    stale = [pk for words, pk in known.items() if words not in wanted]
    if stale:
        NameWord.objects.filter(pk__in=stale).delete()
    NameWord.objects.bulk_create(words_of(case, wanted - known.keys()))


def words_of(case: UUID, found: Iterable[tuple[str, str]]) -> list[NameWord]:
    return [NameWord(case_id=case, word=word, root=root) for word, root in sorted(found)]


@dataclass(frozen=True)
class Asked:
    """A typed word; and as it may be meant together with the one before or after it: Abd Allah, Habte Mariam."""

    word: Word
    together: tuple[Word, ...]

    @property
    def plain(self) -> str:
        return self.word.plain[:LONGEST]

    @property
    def whole(self) -> Q:
        return Q(word=self.plain)

    @property
    def begins(self) -> Q:
        return Q(word__startswith=self.plain) if len(self.plain) > 1 else self.whole

    @property
    def part(self) -> Q:
        return Q(word__contains=self.plain) if len(self.plain) >= PART_FROM else self.begins

    @property
    def sounds_like(self) -> Q:
        return Q(root__in={root[:LONGEST] for word in (self.word, *self.together) for root in word.roots})

    @property
    def begins_alike(self) -> Q:
        roots = sorted(root[:LONGEST] for root in self.word.roots if len(root) >= CONSONANTS_FROM)
        return reduce(or_, (Q(root__startswith=root) for root in roots), self.sounds_like)

    @property
    def level(self) -> Choose:
        """How well a word of a name may fit, as far as the database can tell."""
        ways = (self.whole, WORD), (self.begins, BEGINS), (self.part, PART), (self.sounds_like, SOUNDS)
        return Choose(*(When(way, then=Value(level)) for way, level in ways),
                      When(self.begins_alike, then=Value(BEGINS_ALIKE)), default=Value(0))  # fmt: skip


def asked(text: str) -> list[Asked]:
    """What was typed, word by word."""
    words = sounds.words(text)[:MOST_WORDS]
    both = [as_one(*neighbours) for neighbours in pairwise(words)]
    return [Asked(word, tuple(both[max(0, place - 1) : place + 1])) for place, word in enumerate(words)]


def as_one(one: Word, other: Word) -> Word:
    """Two words read on as one, and in no other way: Ali Ahmadi is no al-Iahmadi."""
    plain = one.plain + other.plain
    return Word(plain, (sounds.sound(plain, latin=one.vowels),), one.vowels)


def find(text: str, *, among: Any, most: int) -> list[UUID]:
    """Of these cases (a queryset of ids) those whose child may be called so: the best first, and of those the newest.

    Two queries, whatever there is.
    """
    words = asked(text)
    if not words:
        return []
    cases = list(candidates(words, among)[: most * LOOKED_AT_FOR_EACH])
    fits = {case: fit(words, persona) for case, persona in names(cases).items()}
    fitting = [case for case in cases if fits.get(case, NO_FIT) != NO_FIT]
    return sorted(fitting, key=lambda case: fits[case], reverse=True)[:most]


def candidates(words: Sequence[Asked], among: Any) -> QuerySet[NameWord, UUID]:
    """The cases with a word for each that was typed, those that fit better first."""
    levels = {f"word_{place}": Max(word.level) for place, word in enumerate(words)}
    every = reduce(and_, (Q(**{f"{name}__gt": 0}) for name in levels))
    total = reduce(add, (F(name) for name in levels))
    rows = NameWord.objects.filter(reduce(or_, (word.part | word.begins_alike for word in words)), case__in=among)
    rows = rows.values("case").annotate(**levels).filter(every).annotate(total=total, number=Max("case__number"))
    return rows.order_by("-total", "-number").values_list("case", flat=True)


def names(cases: Sequence[UUID]) -> dict[UUID, Persona]:
    rows = Child.objects.filter(case__in=cases).values_list("case", "given_names", "family_name", "aliases")
    return {case: Persona(given, family, tuple(aliases)) for case, given, family, aliases in rows}


def fit(words: Iterable[Asked], persona: Persona) -> Fit:
    """How well the word fits that fits worst, and all of them together; every one has to."""
    called = [heard(name) for name in alike.called(persona)]
    strict = sounds.is_vietnamese(tuple(each.word for each in words))
    found = [max(worth(word, name, strict or name.strict) for name in called) for word in words]
    return (min(found), sum(found)) if all(found) else NO_FIT


def worth(asked: Asked, name: Called, strict: bool) -> float:
    plain = asked.word.plain
    if plain in name.letters:
        return WORD
    if len(plain) > 1 and any(each.startswith(plain) for each in name.letters):
        return BEGINS
    if len(plain) >= PART_FROM and any(plain in each for each in name.letters):
        return PART
    return by_sound(asked, name, strict)


def by_sound(asked: Asked, name: Called, strict: bool) -> float:
    """How alike the word is, or two that were typed apart to one that is not."""

    def best(typed: Word, among: Sequence[Word], at_least: float) -> float:
        found = max((alike.word(typed, each, strict) for each in among), default=0)
        return found if found >= at_least else 0

    found = best(asked.word, name.parts, ALIKE_FROM)
    found = max([found, *(best(both, name.words, alike.JOINED_FROM) for both in asked.together)])
    if found or strict:
        return SOUNDS * found / 100
    return BEGINS_ALIKE if any(begins_alike(asked.word, each) for each in name.parts) else 0


def begins_alike(word: Word, other: Word) -> bool:
    """Whether the other begins as this one is said; where one of the two leaves its vowels out, by the consonants."""
    if word.vowels != other.vowels:
        return any(root.startswith(begun) for root in other.roots for begun in word.roots)
    return any(said.startswith(begun) for begun, said in alike.readings(word, other))
