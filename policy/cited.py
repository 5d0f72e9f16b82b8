"""What rests on a paragraph: each row of the policy that names it as its source, in the words of its chapter."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from policy.alerts import ALERTS, SEVERITIES
from policy.backoff import BACKOFF
from policy.cobo import PARTIES
from policy.comensha import BASES
from policy.counting import Term
from policy.dated import ALWAYS
from policy.deviation import MEMBERS
from policy.documents import steps_of
from policy.ex_officio import LINES, UNKNOWN_FACT
from policy.fan_out import FAN_OUT
from policy.hearing_modes import MODES
from policy.in_force import RULES
from policy.indicators import INDICATORS, LISTS
from policy.information import TOPICS
from policy.instruments import INSTRUMENTS
from policy.locations import ALLOWED, LOCATION_TYPES
from policy.measures import MEASURES
from policy.no_report import NO_REPORT
from policy.numbers import NUMBERS
from policy.programme import MODULES
from policy.recommendations import RECOMMENDATIONS
from policy.referral import TARGETS
from policy.reflection import LINES as REFLECTION
from policy.scheme import GROUNDS
from policy.signers import PURPOSES, SIGNERS
from policy.steps import STEPS
from policy.tasks import TASKS
from policy.terms import TERMS
from policy.text import Text
from policy.training import TOPICS as TRAININGS
from policy.vulnerability import GROUPS as VULNERABLE
from policy.waiting import TIERS, TIES
from policy.workflow import ROWS
from policy.workflow_words import MACHINES, STATES


@dataclass(frozen=True)
class Cited:
    """One row of the policy: what it says, what more there is to it, for which roles, and where it comes from."""

    text: Text
    source: tuple[str, ...]
    details: tuple[Text, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A chapter of the policy with its rows."""

    title: Text
    rows: tuple[Cited, ...]

    def of(self, identifier: str) -> tuple[Cited, ...]:
        """The rows that rest on this paragraph, each sentence once."""
        return tuple(dict.fromkeys(row for row in self.rows if identifier in row.source))


def whose(proposal: bool) -> Text:
    return Text("afspraak", "agreement") if proposal else Text("wet of brief", "law or letter")


def in_force(first: date | None, last: date | None) -> Text:
    """From when to when a row holds, in words."""
    if first is None:
        return Text("nooit ingevoerd", "never introduced")
    if first == ALWAYS:
        return Text("geldt altijd", "always in force")
    if last is None:
        return Text(f"geldt sinds {_day(first)}", f"in force since {first}")
    return Text(f"gold van {_day(first)} tot en met {_day(last)}", f"in force from {first} to {last}")


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"


def _terms() -> Iterator[Cited]:
    for row in TERMS:
        details = (_length(row), whose(row.proposal), in_force(row.in_force_from, row.in_force_until))
        yield Cited(row.label, row.source, details)


def _length(row: Term) -> Text:
    long = row.length()
    return Text(f"{long.nl}, geteld vanaf: {row.counts_from.nl}", f"{long.en}, counted from: {row.counts_from.en}")


def _numbers() -> Iterator[Cited]:
    for row in NUMBERS:
        text = Text(f"{row.value}: {row.label.nl}", f"{row.value}: {row.label.en}")
        yield Cited(text, row.source, (whose(row.proposal), in_force(row.in_force_from, row.in_force_until)))


def _steps() -> Iterator[Cited]:
    for row in STEPS:
        held = Text(f"door {' of '.join(row.held_by)}", f"by {' or '.join(row.held_by)}")
        must = Text("verplicht", "mandatory") if row.mandatory else Text("niet verplicht", "not mandatory")
        yield Cited(row.label, row.source, (held, must))


def _tasks() -> Iterator[Cited]:
    for row in TASKS:
        yield Cited(row.text, row.source, late(row.term), row.roles)


def late(name: str) -> tuple[Text, ...]:
    """By when a task is to be done, in words."""
    return tuple(Text(f"op zijn laatst {each.nl}", f"at the latest {each.en}") for each in lengths(name))


def lengths(name: str) -> tuple[Text, ...]:
    """How long a term is and what it counts from, in words; one that changed is said in each of its forms."""
    return tuple(_length(row) for row in TERMS if row.name == name)


def _alerts() -> Iterator[Cited]:
    for row in ALERTS:
        severity, opens = SEVERITIES[row.severity], Text(_said(row.opens.nl), _said(row.opens.en))
        yield Cited(row.text, (*row.source, row.code), (severity, opens), row.roles)


def _said(sentence: str) -> str:
    """Without the name that a term has in the code."""
    return re.sub(r" \(`\w+`\)", "", sentence)


def _workflow() -> Iterator[Cited]:
    for row in ROWS:
        machine, before, then = MACHINES[row.machine], STATES[row.state], STATES[row.next_state]
        text = Text(f"{machine.nl}: {row.happens.nl}", f"{machine.en}: {row.happens.en}")
        follows = Text(f"{before.nl} → {then.nl}", f"{before.en} → {then.en}")
        yield Cited(text, (*row.source, *steps_of(row.machine)), (follows,))


def _signers() -> Iterator[Cited]:
    for row in SIGNERS:
        until = Text("", "") if row.age_below is None else Text(f" tot {row.age_below}", f" to {row.age_below}")
        of = PURPOSES[row.purpose]
        text = Text(f"{of.nl}: vanaf {row.age_from}{until.nl} jaar", f"{of.en}: from {row.age_from}{until.en} years")
        yield Cited(text, row.source, (whose(row.proposal),))


def _told() -> Iterator[Cited]:
    for row in FAN_OUT:
        to = ", ".join(row.must_inform)
        by = Text("een ander", "somebody else") if row.raised_by == "OTHER" else Text(row.raised_by, row.raised_by)
        yield Cited(Text(f"signaal van {by.nl}: bericht aan {to}", f"signal of {by.en}: notice to {to}"), row.source)


def _places() -> Iterator[Cited]:
    yield from _plain(LOCATION_TYPES)
    kinds = {row.code: row.label for row in LOCATION_TYPES}
    for row in ALLOWED:
        says = [", ".join(getattr(kinds[code], language) for code in row.types) for language in ("nl", "en")]
        yield Cited(Text(f"na dit besluit: {says[0]}", f"after this decision: {says[1]}"), row.source)


def _plain(rows: Iterable[Any]) -> Iterator[Cited]:
    """Rows that say what they are in one text."""
    for row in rows:
        dated = (in_force(row.in_force_from, row.in_force_until),) if hasattr(row, "in_force_from") else ()
        own = (whose(row.proposal),) if hasattr(row, "proposal") else ()
        text = next(getattr(row, name) for name in ("label", "text", "then") if hasattr(row, name))
        yield Cited(text, row.source, (*own, *dated))


def _retried() -> Iterator[Cited]:
    text = Text("een bericht dat niet aankomt, wordt opnieuw gestuurd", "a message that does not arrive is sent again")
    yield Cited(text, BACKOFF.source, (whose(BACKOFF.proposal),))


CHAPTERS: tuple[Chapter, ...] = tuple(
    Chapter(title, tuple(rows))
    for title, rows in (
        (Text("Termijnen", "Terms"), _terms()),
        (Text("Getallen", "Numbers"), _numbers()),
        (Text("Regels met een ingangsdatum", "Rules with a first day"), _plain(RULES)),
        (Text("Gesprekken in de aanmelding", "Talks at intake"), _steps()),
        (Text("Taken", "Tasks"), _tasks()),
        (Text("Waarschuwingen", "Alerts"), _alerts()),
        (Text("Wie een bericht krijgt", "Who is told"), (*_told(), *_retried())),
        (Text("Plekken en wachten", "Places and waiting"), (*_places(), *_plain((*TIERS, *TIES)))),
        (Text("Veiligheid", "Safety"), _plain(MEASURES)),
        (Text("Overleg, uitleg en training", "Consultation, information and training"),
         (*_plain(PARTIES), *_plain(TOPICS), *_plain(TRAININGS))),
        (Text("Toestemming en melden", "Consent and reporting"),
         (*_signers(), *_plain(BASES), *_plain(NO_REPORT), *_plain(TARGETS))),
        (Text("Gehoor en verblijf", "Hearing and residence"),
         (*_plain(MODES), *_plain(MEMBERS), *_plain((*LINES, UNKNOWN_FACT)), *_plain(REFLECTION), *_plain(GROUNDS))),
        (Text("Weerbaarheidsprogramma", "Resilience programme"), _plain(MODULES)),
        (Text("Aanwijzingen, vragenlijsten en groepen", "Indicators, instruments and groups"),
         (*_plain(LISTS), *_plain(INDICATORS), *_plain(INSTRUMENTS), *_plain(VULNERABLE))),
        (Text("Aanbevelingen", "Recommendations"), _plain(RECOMMENDATIONS)),
        (Text("Wat op wat mag volgen", "What may follow what"), _workflow()),
    )
)  # fmt: skip
