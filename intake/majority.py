"""When a child counts as an adult, from its birth-date records and the contests of its age; never backwards (D-5).

A new record, a contest and its end each act from their own day. So majority is no single day but a row of spells:
whoever was made an adult, contests that and loses, was an adult, a minor, and an adult again (EC-27, 0015).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from audit.models import Recorded
from config.clock import day_of, start_of
from intake.models import AgeAssessment, BirthDateRecord, Case
from policy.dates import after


def end_of(day: date) -> datetime:
    return start_of(after(day))


@dataclass(frozen=True)
class Contest:
    """From when an age was contested, and from when that was settled as final."""

    since: date
    until: date | None = None


@dataclass(frozen=True)
class Known:
    """What is known of an age: the birth-date records, newest first, and the contests."""

    records: tuple[BirthDateRecord, ...]
    contests: tuple[Contest, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether a contest runs: then the child counts as a minor, whatever the records say."""
        return any(contest.until is None for contest in self.contests)

    @property
    def leading(self) -> BirthDateRecord | None:
        return leading(self.records)

    @cached_property
    def spells(self) -> tuple["Spell", ...]:
        """When the child was and will be an adult: each decision acts from its own day until the next one. Asked a
        dozen times of every child on a desk."""
        return tuple(joined(_stretches(self)))

    def turns(self) -> list[date]:
        """The days on which something was recorded, contested or settled."""
        ends = (day for contest in self.contests for day in (contest.since, contest.until) if day)
        return sorted({*(day_of(row.effective_from) for row in self.records), *ends})

    def on(self, day: date) -> "Known":
        """What was known at the end of a day."""
        return self._known(lambda row: day_of(row.effective_from) <= day, lambda turn: turn <= day)

    def moments(self) -> list[datetime]:
        """The same turns to the second; a contest, of which only the day is known, counts at the end of it."""
        ends = (end_of(day) for contest in self.contests for day in (contest.since, contest.until) if day)
        return sorted({*(row.effective_from for row in self.records), *ends})

    def at(self, moment: datetime) -> "Known":
        return self._known(lambda row: row.effective_from <= moment, lambda turn: end_of(turn) <= moment)

    def _known(self, recorded: Callable[[BirthDateRecord], bool], come: Callable[[date], bool]) -> "Known":
        begun = (contest for contest in self.contests if come(contest.since))
        return Known(
            tuple(row for row in self.records if recorded(row)),
            tuple(Contest(each.since, each.until if each.until and come(each.until) else None) for each in begun),
        )


@dataclass(frozen=True)
class Spell:
    """From when and until when somebody counted as an adult; `corrected`: not by a birthday, but by a decision."""

    since: date
    until: date | None
    corrected: bool


def known(records: Iterable[BirthDateRecord], assessments: Iterable[AgeAssessment]) -> Known:
    """From rows, the records ordered newest first."""
    contested = ((row.contested_on, row.final_on) for row in assessments)
    return Known(tuple(records), tuple(Contest(since, until) for since, until in contested if since))


# The columns that make an age; what else stands in these rows, such as a reason, is not fetched.
OF_BIRTH = ("case_id", "date", "precision", "source", "status", "effective_from")
OF_CONTEST = ("case_id", "contested_on", "final_on")


def of_case(case: Case) -> Known:
    births = case.birth_dates.order_by("-effective_from", "-created_at")
    return known(births.only(*OF_BIRTH), case.age_assessments.only(*OF_CONTEST))


def now(model: type[Recorded]) -> QuerySet[Any]:
    """The rows of a kind as they stand."""
    return model._default_manager.all()


def of_cases(cases: Iterable[UUID], rows: Callable[[type[Recorded]], QuerySet[Any]] = now) -> dict[UUID, Known]:
    """The same of many cases, in two queries; of `rows` as they were known at another moment, too."""
    asked = set(cases)
    births: dict[UUID, list[BirthDateRecord]] = defaultdict(list)
    found = rows(BirthDateRecord).filter(case__in=asked).order_by("-effective_from", "-created_at")
    for birth in found.values(*OF_BIRTH):
        births[birth["case_id"]].append(BirthDateRecord(**birth))
    contests: dict[UUID, list[AgeAssessment]] = defaultdict(list)
    for contest in rows(AgeAssessment).filter(case__in=asked).values(*OF_CONTEST):
        contests[contest["case_id"]].append(AgeAssessment(**contest))
    return {case: known(births[case], contests[case]) for case in asked}


def leading(rows: Sequence[BirthDateRecord]) -> BirthDateRecord | None:
    """Of records ordered newest first, the one that counts: the latest official one, or else the latest (D-5)."""
    official = [row for row in rows if row.status == BirthDateRecord.Status.OFFICIAL]
    return next(iter(official or rows), None)


def comes_of_age(facts: Known) -> date | None:
    """The day by the official record that leads; none while the age is contested."""
    row = facts.leading
    return None if row is None or facts.contested else row.adult_from()


def joined(stretches: Iterable[Spell]) -> list[Spell]:
    """Stretches of which one begins where the other ends, as one."""
    found: list[Spell] = []
    for spell in stretches:
        if found and found[-1].until == spell.since:
            found[-1] = Spell(found[-1].since, spell.until, found[-1].corrected)
        else:
            found.append(spell)
    return found


def _stretches(facts: Known) -> Iterator[Spell]:
    turns = facts.turns()
    for index, (turn, following) in enumerate(pairwise([*turns, None])):
        day = comes_of_age(facts.on(turn)) if turn else None
        # The first record corrects nothing: whoever it says to be an adult was so before.
        since = day if index == 0 or day is None or turn is None else max(day, turn)
        if day is not None and since is not None and (following is None or since < following):
            yield Spell(since, following, corrected=since > day)


def adult_since(facts: Known) -> date | None:
    """The day from which the child counts as an adult, as things stand; None while a minor without an end."""
    running = next((spell for spell in facts.spells if spell.until is None), None)
    return running.since if running else None


def is_minor(facts: Known, day: date) -> bool:
    """Whether the child counts, or counted, as a minor on a day."""
    return not any(spell.since <= day and (spell.until is None or day < spell.until) for spell in facts.spells)


def judged(facts: Known, day: date) -> Known:
    """By what the age on a day is judged: what was known by then, or else the first that was."""
    turns = facts.turns()
    return facts.on(max(day, turns[0])) if turns else facts


def corrected_on(facts: Known) -> date | None:
    """The day of the decision that made an adult of the child, when no birthday did (EC-25)."""
    return next((spell.since for spell in facts.spells if spell.until is None and spell.corrected), None)


def registered_as_minor(facts: Known) -> bool:
    """Whether the child counted as a minor when it was registered; a correction leaves that as it was (EC-25)."""
    turns = facts.turns()
    return not turns or is_minor(facts.on(turns[0]), turns[0])


@dataclass(frozen=True)
class Moved:
    """The last decision that moved the day of majority: when, what was known before, by which record or none."""

    on: date
    before: Known
    by: BirthDateRecord | None


def shown_day(facts: Known) -> date | None:
    """The day of majority as it is shown: by the record that leads, also while it is provisional."""
    provisional = facts.leading.comes_of_age() if facts.leading and not facts.contested else None
    return adult_since(facts) or provisional


def last_move(facts: Known) -> Moved | None:
    """The last time that a day which was known became another one, or none for as long as the age is contested."""
    states = [(turn, facts.at(turn)) for turn in facts.moments()]
    for (_earlier, old), (turn, new) in reversed(list(pairwise(states))):
        if shown_day(old) != shown_day(new):
            row = new.leading
            by_record = row is not None and row.effective_from == turn
            day = day_of(turn) if by_record else last_contest(new)
            return Moved(day, old, row if by_record else None) if shown_day(old) else None
    return None


def last_contest(facts: Known) -> date:
    """The day on which an age was last contested or settled."""
    return max(day for contest in facts.contests for day in (contest.since, contest.until) if day)
