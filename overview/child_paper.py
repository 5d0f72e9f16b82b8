"""The paper that a child can read: a few plain sentences on what happened and what comes next, in its own language.

What stands on it comes from the columns that are listed for the child, and says nothing that somebody who takes the
paper away could use against it (docs/decisions/0061-the-childs-own-timeline.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from audit import ledger
from config.clock import day_of
from intake import progress
from intake.models import Child, Conversation
from intake.models.conversation import Stage
from overview import case_page, dossier, recipients, tasks
from overview.case_page import grounds
from overview.rest_clock import rest_last_day
from overview.snapshot import Facts
from partners import access, involvement
from partners.access import Standing
from partners.actors import Actor
from partners.grounds import Ground
from policy.child_words import DUTCH, NO_TEXT, columns
from policy.child_words.language import Language
from residence.models import AsylumProcedure, Hearing, Lawyer
from shelter.models import Absence

# Of each talk how the paper says that it was held, and that it is planned. Not the one with police, nor an extra one,
# of which nobody knows with whom it was.
TALKS = {
    "ACQUAINTANCE": ("talk_nidos", "plan_nidos"),
    "REGISTRATION": ("talk_ind", "plan_ind"),
    "FOLLOW_UP": ("talk_again", "plan_nidos"),
}


@dataclass(frozen=True)
class Sentence:
    """One sentence of the policy's table, by its name, with the day that is filled in."""

    name: str
    on: date | None = None


@dataclass(frozen=True)
class Said:
    """The same in one language."""

    code: str
    direction: str
    text: str


@dataclass(frozen=True)
class Line:
    """One sentence in the languages that stand side by side; `blank`: somebody writes something behind it by hand."""

    said: list[Said]
    blank: bool = False


@dataclass(frozen=True)
class Part:
    title: list[Said]
    lines: list[Line]


@dataclass(frozen=True)
class Paper:
    """`warnings`: that nobody checked the translation yet, or that there is none."""

    title: list[Said]
    warnings: list[Said]
    top: list[Line]
    parts: list[Part]
    made: list[Said]


@dataclass(frozen=True)
class Choice:
    standing: Standing
    spoken: list[str]


def choose(actor: Actor, case: UUID, at: datetime) -> Choice:
    """Which languages the child speaks, and the entry that somebody read that. Raises NotFound, NotAllowed."""
    standing = involvement.standing(actor, case, at)
    recipients.check_may_print(standing)
    spoken = Child.objects.filter(case=case).values_list("languages", flat=True).first() or []
    ledger.read(Child, by=standing.actor, case=case, classes=access.classes_of(Child, standing),
                ground=grounds(standing))  # fmt: skip
    return Choice(recipients.for_good(standing), list(spoken))


def print_in(choice: Choice, language: str, at: datetime) -> Paper:
    """The paper, and the entry that it was given to the child. Raises RuleBroken."""
    standing = choice.standing
    involvement.check_not_joined(standing, at)
    child = recipients.the_child(standing)
    file, classes = dossier.load(standing, child, at)
    dossier.given_out(standing, child, standing.actor.purpose, classes)
    return written(case_page.facts_of(file), standing, columns(language), day_of(at))


def written(facts: Facts, standing: Standing, languages: tuple[Language, ...], today: date) -> Paper:
    ahead = [] if is_missing(standing) else sorted(coming(facts, today), key=lambda each: each.on or today)
    has_lawyer = any(row["ended_on"] is None for row in facts.of(Lawyer))
    return Paper(
        title=said(Sentence("title"), languages), warnings=warnings(languages),
        top=[*lines([Sentence("yours")], languages), *calendar(languages)],
        parts=[
            part("happened", sorted(happened(facts, today), key=lambda each: each.on or today), languages),
            part("coming", ahead or [Sentence("nothing")], languages),
            part("people", helpers(standing, has_lawyer), languages),
            part("call", [*whom_to_call(standing), Sentence("danger")], languages),
        ],
        made=said(Sentence("made", today), languages),
    )  # fmt: skip


def part(title: str, sentences: Iterable[Sentence], languages: tuple[Language, ...]) -> Part:
    return Part(said(Sentence(title), languages), lines(sentences, languages))


def lines(sentences: Iterable[Sentence], languages: tuple[Language, ...]) -> list[Line]:
    return [Line(said(each, languages), each.name in {"call_guardian", "call_nidos"}) for each in sentences]


def said(sentence: Sentence, languages: tuple[Language, ...]) -> list[Said]:
    return [Said(each.code, each.direction, each.say(sentence.name, sentence.on)) for each in languages]


def warnings(languages: tuple[Language, ...]) -> list[Said]:
    """In every language that stands there: who reads along must know it as well."""
    first = languages[0]
    if not first.checked:
        return said(Sentence("unchecked"), languages)
    missing = first is DUTCH and languages[1:]
    return [Said(each.code, each.direction, NO_TEXT[each.code]) for each in languages] if missing else []


def calendar(languages: tuple[Language, ...]) -> list[Line]:
    return lines([Sentence("calendar")], languages) if languages[0].other_calendar else []


def happened(facts: Facts, today: date) -> Iterator[Sentence]:
    """What was, each on its day."""
    asked = [row["applied_on"] for row in facts.of(AsylumProcedure) if row["applied_on"] <= today]
    if asked:
        yield Sentence("asylum", min(asked))
    for row in facts.of(Conversation):
        if row["step"] in TALKS and progress.stage(row) == Stage.HELD and row["reopened_on"] is None:
            yield Sentence(TALKS[row["step"]][0], row["held_on"])
    for row in facts.of(Lawyer):
        if row["talked_on"]:
            yield Sentence("talk_lawyer", row["talked_on"])
    rested = rest_last_day(facts)
    if rested and rested < today:
        yield Sentence("rested", rested)
    for row in facts.of(Hearing):
        if row["held_on"]:
            yield Sentence("hearing_held", row["held_on"])


def coming(facts: Facts, today: date) -> Iterator[Sentence]:
    """What is planned, and until when it may rest."""
    rests = rest_last_day(facts)
    if rests and rests >= today:
        yield Sentence("rests", rests)
    for row in facts.of(Conversation):
        if row["step"] in TALKS and progress.stage(row) == Stage.PLANNED and day_of(row["planned_at"]) >= today:
            yield Sentence(TALKS[row["step"]][1], day_of(row["planned_at"]))
    planned = [row for row in facts.of(Hearing) if row["replaced_on"] is None and row["held_on"] is None]
    for row in planned:
        if row["planned_on"] >= today:
            yield Sentence("hearing", row["planned_on"])
    earliest = tasks.wait(facts).earliest
    if tasks.first_hearing(facts) is None and earliest and earliest > today:
        yield Sentence("hearing_later", earliest)


def is_missing(standing: Standing) -> bool:
    """Whether the child is away: then nothing that was planned goes on."""
    rows = Absence.objects.filter(case_id=standing.case, ended_at=None)
    known = access.visible(rows, standing)
    return known is not None and known.exists()


def has_guardian(standing: Standing) -> bool:
    """At eighteen the guardian goes, and with that the ground."""
    return Ground.GUARDIAN in standing.grounds


def helpers(standing: Standing, has_lawyer: bool) -> Iterator[Sentence]:
    """Who looks after the child, by what they do: no name tells where it lives."""
    yield Sentence("guardian" if has_guardian(standing) else "nidos")
    if has_lawyer:
        yield Sentence("lawyer")
    yield Sentence("home")
    yield Sentence("interpreter")


def whom_to_call(standing: Standing) -> Iterator[Sentence]:
    """Behind it somebody writes a number by hand, who knows whether the child can keep it safe."""
    yield Sentence("call_guardian" if has_guardian(standing) else "call_nidos")
