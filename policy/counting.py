"""What a term is: how long, counted from what, since when and by whose word, and how its last day is counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from policy.dated import SINCE_PROTECTED_SHELTER
from policy.dates import FRIDAY, after, atw_roll, nth_birthday, term_last_day
from policy.text import Text


class Kind(StrEnum):
    """What a term does; only STATUTORY_ACTION is extended over weekends and holidays (D-7)."""

    PROTECTIVE = "PROTECTIVE"
    STATUTORY_RIGHT = "STATUTORY_RIGHT"
    STATUTORY_ACTION = "STATUTORY_ACTION"
    ACTION = "ACTION"
    INFO = "INFO"
    AUTOMATIC = "AUTOMATIC"
    PROMPT = "PROMPT"
    CONFIG = "CONFIG"
    COUNT = "COUNT"


UNITS = {
    "years": Text("jaar|jaar", "year|years"),
    "months": Text("maand|maanden", "month|months"),
    "weeks": Text("week|weken", "week|weeks"),
    "days": Text("dag|dagen", "day|days"),
    "working_days": Text("werkdag|werkdagen", "working day|working days"),
    "working_weeks": Text("werkweek|werkweken", "working week|working weeks"),
    "hours": Text("uur|uur", "hour|hours"),
    "times": Text("keer|keer", "time|times"),
}


@dataclass(frozen=True, kw_only=True)
class Term:
    """One row of the letter, with one kind of length; none means: at once. ``proposal``: ours, not the law's."""

    code: str
    name: str
    label: Text
    counts_from: Text
    kind: Kind
    source: tuple[str, ...]
    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0
    working_weeks: int = 0
    hours: int = 0
    times: int = 0
    in_force_from: date = SINCE_PROTECTED_SHELTER
    in_force_until: date | None = None
    proposal: bool = False

    def __post_init__(self) -> None:
        if len(self._lengths()) > 1:
            raise ValueError(f"The term {self.name} has more than one length.")

    def _lengths(self) -> dict[str, int]:
        return {unit: getattr(self, unit) for unit in UNITS if getattr(self, unit)}

    def length(self) -> Text:
        """The length in words."""
        if not self._lengths():
            return Text("meteen", "at once")
        unit, amount = next(iter(self._lengths().items()))
        words = (_words(amount, UNITS[unit].nl), _words(amount, UNITS[unit].en))
        return Text(f"{words[0]} ervoor", f"{words[1]} before") if amount < 0 else Text(*words)

    def last_day(self, start: date) -> date:
        """The last day of the term; for years it is the birthday itself, and for no length the start."""
        if self.hours or self.times:
            raise ValueError(f"The term {self.name} is not counted in days.")
        last = self._counted(start)
        return atw_roll(last) if self.kind is Kind.STATUTORY_ACTION else last

    def _counted(self, start: date) -> date:
        if self.years:
            return nth_birthday(start, self.years)
        if self.working_days:
            return _working_days_after(start, self.working_days)
        if self.working_weeks:
            return _friday_of_working_week(start)
        if not self._lengths():
            return start
        return term_last_day(start, months=self.months, weeks=self.weeks, days=self.days)

    def deadline(self, at: datetime) -> datetime:
        """The moment, in UTC, before which a term in hours asks to act; a clock change leaves its length alone."""
        if self._lengths() and not self.hours:
            raise ValueError(f"The term {self.name} is not counted in hours.")
        if at.tzinfo is None:
            raise ValueError("A moment needs its time zone.")
        return at.astimezone(UTC) + timedelta(hours=self.hours)


def _words(amount: int, forms: str) -> str:
    one, many = forms.split("|")
    return f"{abs(amount)} {one if abs(amount) == 1 else many}"


def _working_days_after(start: date, count: int) -> date:
    day = start
    for _ in range(count):
        day = atw_roll(after(day))
    return day


def _friday_of_working_week(start: date) -> date:
    """A weekend belongs to the working week that follows it."""
    days = (FRIDAY - start.weekday()) % 7
    return term_last_day(start, days=days) if days else start
