"""One child of the cohort: what it says on arrival, what is seen of it, and on which days its intake goes on."""

from dataclasses import dataclass
from datetime import date

from policy.clocks import earliest_hearing, hearing_wait_last_day, rest_last_day, suggested_working_day
from policy.dates import nth_birthday, term_last_day
from seeds.children import Kid
from seeds.cohort.deal import number
from seeds.cohort.seen import Seen

MORE_REST_DAYS = 14


def later(day: date, days: int) -> date:
    """So many days after a day; a negative number is before it."""
    return term_last_day(day, days=days) if days else day


@dataclass(frozen=True, kw_only=True)
class Newcomer(Kid):
    """Everything about a child is fixed before its story is told. `twice`: it was registered before (AL-31)."""

    number: int
    arrived_on: date
    place: str
    birth_date: date | None
    seen: Seen | None = None
    husband: str = ""
    twice: bool = False
    gone: bool = False
    official: bool = False
    more_rest: bool = False

    def born(self, today: date) -> date | None:
        return self.birth_date

    def birth(self, today: date) -> dict[str, object] | None:
        """What the form of arrival asks about the birth date."""
        if self.birth_date is None:
            return None
        return {"date": self.birth_date, "precision": self.precision, "source": "CHILD", "status": "PROVISIONAL"}

    @property
    def goes_on(self) -> bool:
        """Whether there is anything after the first talk."""
        return not (self.twice or self.gone)

    @property
    def is_placed(self) -> bool:
        return self.seen is not None and self.seen.outcome != "NOT_NEEDED"

    @property
    def is_protected(self) -> bool:
        return self.seen is not None and self.seen.outcome in ("BO", "FIER")

    def _wait(self, what: str, shortest: int, longest: int) -> int:
        """Days between two things, always the same for this child."""
        return shortest + number("wait", what, self.key) % (longest - shortest + 1)

    @property
    def acquaintance(self) -> int:
        """The day of this talk and, below, of what follows: so many days after the arrival."""
        return self._wait("acquaintance", 0, 1)

    @property
    def identification(self) -> int:
        return self.acquaintance + self._wait("identification", 1, 3)

    @property
    def identity_settled(self) -> int:
        return self.identification + 1

    @property
    def registration(self) -> int:
        return self.identification + self._wait("registration", 2, 6)

    @property
    def follow_up(self) -> int:
        return self.registration + self._wait("follow-up", 1, 4)

    @property
    def signal(self) -> int:
        """The day of the talk in which it came up, or a while after the last one."""
        assert self.seen is not None
        talks = {
            "ACQUAINTANCE": self.acquaintance, "IDENTIFICATION": self.identification,
            "REGISTRATION": self.registration, "FOLLOW_UP": self.follow_up,
        }  # fmt: skip
        return talks.get(self.seen.step, self.follow_up + 1 + self._wait("later", 5, 20))

    @property
    def decision(self) -> int:
        return max(self.signal, self.identification) + self._wait("decision", 1, 3)

    @property
    def placement(self) -> int:
        return self.decision + self._wait("placement", 1, 9)

    @property
    def rest_asked(self) -> int:
        return self.placement + 12

    @property
    def rest_approved(self) -> int:
        return self.rest_asked + 1

    @property
    def hearing_planned(self) -> int:
        return self.placement + self._wait("hearing", 55, 70)

    def hearing_on(self) -> date:
        """A working day soon after rest and wait are over."""
        start = later(self.arrived_on, self.placement)
        more = [MORE_REST_DAYS] if self.more_rest else []
        first = earliest_hearing(rest_last_day(start, more), hearing_wait_last_day(start))
        return suggested_working_day(later(first, self._wait("hearing day", 0, 9)))


def birth_date(arrived_on: date, age: int, key: str) -> date:
    """A day on which a child was born that has this age on arrival, and a day or two earlier or later as well."""
    return later(nth_birthday(arrived_on, -age), -(2 + number("born", key) % 355))


def known_part(day: date, precision: str) -> date | None:
    """What is known of a birth date: of a part that is not, the first day, as a form takes it."""
    known = {"DAY": day, "MONTH": date(day.year, day.month, 1), "YEAR": date(day.year, 1, 1)}
    return known.get(precision)
