"""What a minor asks who says to be married to an adult: two talks apart, and to be seen every four weeks (EC-45)."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of, start_of
from intake import family, progress
from intake.majority import is_minor
from intake.models import Conversation, Relation
from intake.models.conversation import APART
from overview.absence_tasks import missing
from overview.found import Condition, Found
from overview.snapshot import Facts, Row
from policy.ages import AGE_OF_MAJORITY
from policy.dates import after, nth_birthday
from policy.information import OF_MARRIAGE
from policy.terms import term
from residence.models import Guardianship, InformationGiven
from shelter.models import ContactMoment

CHILD, PARTNER = InformationGiven.Told.CHILD, InformationGiven.Told.PARTNER
UNDERSTOOD = InformationGiven.Understood.YES
HELD, OUTSIDE = ContactMoment.Outcome.HELD, ContactMoment.Place.OUTSIDE


def minor(facts: Facts, at: datetime) -> bool:
    return is_minor(facts.age, day_of(at))


def is_mine(facts: Facts) -> bool:
    """At Nidos it is for the guardian, as soon as there is one."""
    return facts.standing.actor.role != "nidos.intake" or facts.lacks(Guardianship)


def since(facts: Facts, at: datetime) -> datetime | None:
    """From when the child is known to be a minor who is married to an adult, as far as that may be read."""
    today = day_of(at)
    rows = family.married_to_adult(minor=minor(facts, at), relations=facts.of(Relation), today=today)
    days = (max(row["created_at"], start_of(nth_birthday(row["birth_date"], AGE_OF_MAJORITY))) for row in rows)
    return min(days, default=None)


def talks_due(begun: datetime) -> date:
    return term("MARRIAGE_TALKS", day_of(begun)).last_day(day_of(begun))


def talk(step: str) -> Condition:
    """This one of the two talks is neither held nor planned."""

    def condition(facts: Facts, at: datetime) -> Iterator[Found]:
        rows, begun = facts.of(Conversation), since(facts, at)
        there = any(row["step"] == step for row in (*progress.held(rows), *progress.planned(rows)))
        if facts.reads(Conversation) and begun is not None and not there:
            yield Found(due=talks_due(begun), hint=f"step={step}")

    return condition


def talk_missing(facts: Facts, at: datetime) -> Iterator[Found]:
    """One of the two was not held in time; that it is planned for later does not settle it."""
    held, begun = {row["step"] for row in progress.held(facts.of(Conversation))}, since(facts, at)
    if begun is None or not facts.reads(Conversation) or set(APART) <= held:
        return
    due = talks_due(begun)
    if day_of(at) > due:
        yield Found(since=start_of(after(due)), hint=f"step={next(step for step in APART if step not in held)}")


def keeps_sight(row: Row) -> bool:
    """Whether the child itself was seen, where it could speak (S003-27)."""
    return row["outcome"] == HELD and row["place"] == OUTSIDE and row["alone"]


def newest(facts: Facts) -> Row | None:
    """The last contact moment, held or missed."""
    return max(facts.of(ContactMoment), key=lambda row: (row["contact_on"], row["created_at"]), default=None)


def contact_due(facts: Facts, at: datetime) -> date | None:
    """The last day on which the child is seen again: counted from what kept sight of it, or else from when it began.

    Without a marriage it goes on for a minor of whom somebody said so; the special group stands apart (C5 rule g).
    """
    rows, begun, last = facts.of(ContactMoment), since(facts, at), newest(facts)
    if not facts.reads_fully(ContactMoment) or not minor(facts, at):
        return None
    if begun is None and (last is None or not last["goes_on"]):
        return None
    alone = [row["held_on"] for row in progress.held(facts.of(Conversation)) if row["step"] == "C1_GIRL"]
    days = [*alone, *(row["contact_on"] for row in rows if keeps_sight(row)), *([day_of(begun)] if begun else [])]
    start = max(days) if days else min(row["contact_on"] for row in rows)
    return term("CONTACT_MOMENT", start).last_day(start)


def missed(facts: Facts) -> Row | None:
    """The last contact moment, if nobody saw the child."""
    last = newest(facts)
    return last if last is not None and last["outcome"] != HELD else None


def see_child(facts: Facts, at: datetime) -> Iterator[Found]:
    """From a week before its day, and at once after a missed one; of the guardian once there is one."""
    due = contact_due(facts, at)
    if due is None or not is_mine(facts):
        return
    if missed(facts) is not None or day_of(at) >= term("CONTACT_MOMENT_NEAR", due).last_day(due):
        yield Found(due=due)


def not_seen(facts: Facts, at: datetime) -> Iterator[Found]:
    """The last contact moment was missed, or the next one is overdue."""
    due, row = contact_due(facts, at), missed(facts)
    if due is not None and row is not None:
        yield Found(since=row["created_at"], about=row["id"])
    elif due is not None and day_of(at) > due:
        yield Found(since=start_of(after(due)), hint="outcome=HELD")


def to_be_told(spouses: list[family.Row]) -> list[str]:
    """The child, and a partner who is here (S000-37)."""
    return [CHILD, PARTNER] if any(row["travelled_along"] for row in spouses) else [CHILD]


def tell_law(facts: Facts, at: datetime) -> Iterator[Found]:
    """The next topic that one of them has not understood, of a minor who is married, to whomever (EC-46): one line on
    the desk, until both have understood both."""
    spouses = family.spouses(facts.of(Relation)) if minor(facts, at) and is_mine(facts) else []
    if not spouses or not facts.reads(InformationGiven):
        return
    known = {(row["topic"], row["told"]) for row in facts.of(InformationGiven) if row["understood"] == UNDERSTOOD}
    due = talks_due(min(row["created_at"] for row in spouses))
    asked = [(topic, told) for told in to_be_told(spouses) for topic in OF_MARRIAGE]
    for topic, told in [each for each in asked if each not in known][:1]:
        yield Found(due=due, hint=f"topic={topic}&told={told}")


def out_of_sight(facts: Facts, at: datetime) -> Iterator[Found]:
    """AL-27; of a child that is missing another alert tells."""
    if missing(facts) is None:
        yield from talk_missing(facts, at)
        yield from not_seen(facts, at)


CONDITIONS: dict[str, Condition] = {
    "HOLD_C1": talk("C1_GIRL"),
    "HOLD_C2": talk("C2_PARTNER"),
    "SEE_CHILD": see_child,
    "TELL_MARRIAGE_LAW": tell_law,
}
