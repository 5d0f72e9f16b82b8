"""The alerts that are open for somebody: computed from the file, with what was answered to them (C2.36, C7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from audit.models import Recorded
from config.clock import day_of
from config.language import say
from overview.alert_conditions import WATCHES
from overview.found import Found
from overview.snapshot import Facts, Row
from partners.access import classes_of
from partners.models import AlertAnswer
from policy.alerts import ALERTS, Alert, Severity
from policy.terms import term

# Every alert has an id that anybody computes alike: of its code, what it is about and since when.
NAMESPACE = UUID("5b2d5a1e-7f1c-4c0e-9d0a-6f2a3f0c7a11")
ORDER = list(Severity)
MODELS: tuple[type[Recorded], ...] = (
    AlertAnswer,
    *dict.fromkeys(each for row in WATCHES.values() if not row.outside for each in row.reads),
)


@dataclass(frozen=True)
class OpenAlert:
    """One alert in one case. `risen`: this role sees it because it lasts; `answered`: what the role said to it."""

    id: UUID
    alert: Alert
    facts: Facts
    since: datetime
    about: UUID
    hint: str
    risen: bool
    answered: Row | None
    said: str = ""

    @property
    def case(self) -> UUID | None:
        """The case it is in; None: it is about something else, such as a house."""
        return self.facts.case if self.facts.of_a_case else None

    @property
    def text(self) -> str:
        """What it says, with what is particular to now."""
        return f"{say(self.alert.text)} ({self.said})" if self.said else say(self.alert.text)

    @property
    def act(self) -> str:
        """The act that settles it, where the role is the one it was meant for."""
        return "" if self.risen else self.alert.act

    @property
    def is_late(self) -> bool:
        """Whether somebody should have acted already."""
        return self.alert.severity in (Severity.CRITICAL, Severity.HIGH)

    def urgency(self, at: datetime) -> tuple[int, float]:
        """Its place among the tasks of a desk: critical before everything, high with what is late, low at the end."""
        return ORDER.index(self.alert.severity) - 1, self.since.timestamp() - at.timestamp()

    def is_put_aside(self, at: datetime) -> bool:
        """Whether the role has seen it, or will come back to it on a later day."""
        if self.answered is None:
            return False
        until = self.answered.get("until")
        return until is None or until > day_of(at)


def of_case(facts: Facts, role: str, at: datetime) -> list[OpenAlert]:
    """Everything alerted to this role in one case, also what it answered to, most urgent first."""
    return sorted(_of_case(facts, role, at), key=lambda each: each.urgency(at))


def waiting(cases: Iterable[Facts], role: str, at: datetime) -> list[OpenAlert]:
    """What this role has not put aside, in all of these cases, most urgent first."""
    found = (each for facts in cases for each in _of_case(facts, role, at) if not each.is_put_aside(at))
    return sorted(found, key=lambda each: each.urgency(at))


def _of_case(facts: Facts, role: str, at: datetime) -> Iterator[OpenAlert]:
    """Where nothing is done any more (joined, closed) nobody is alerted; nor is who only reads."""
    for row in ALERTS if facts.standing.is_open and not facts.only_reads else ():
        watch = WATCHES[row.code]
        if (role in row.roles or role in row.escalates_to) and watch.outside == facts.outside:
            for found in watch.condition(facts, at):
                if role in row.roles or at >= rises_at(row, found):
                    yield _opened(row, found, facts, role)


def rises_at(row: Alert, found: Found) -> datetime:
    """From when those see it to whom it rises."""
    assert found.since is not None
    return term(row.after, day_of(found.since)).deadline(found.since)


def _opened(row: Alert, found: Found, facts: Facts, role: str) -> OpenAlert:
    assert found.since is not None
    about = found.about or facts.case
    key = uuid5(NAMESPACE, f"{row.code} {about} {found.since.isoformat()}")
    said = answer_of(key, facts, role)
    return OpenAlert(key, row, facts, found.since, about, found.hint, role not in row.roles, said, found.said)


def answer_of(alert: UUID, facts: Facts, role: str) -> Row | None:
    """The last thing this role of the own organisation said to an alert."""
    own = (alert, facts.standing.actor.organisation_id, role)
    rows = [row for row in facts.of(AlertAnswer) if (row["alert"], row["organisation"], row["role"]) == own]
    return max(rows, key=lambda row: row["created_at"], default=None)


def classes(facts: Facts, found: Iterable[OpenAlert]) -> set[str]:
    """The classes of data that these alerts show something of."""
    models: set[type[Recorded]] = {AlertAnswer}
    models.update(model for each in found for model in WATCHES[each.alert.code].reads)
    return {name for model in models for name in classes_of(model, facts.standing)}
