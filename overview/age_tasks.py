"""What the age of a child asks: find its birth date, assess it, settle a contest, see to what a correction changes."""

from collections.abc import Iterator
from datetime import date, datetime

from config.clock import day_of
from intake import majority
from intake.models import AgeAssessment, BirthDateRecord
from overview.found import Condition, Found
from overview.snapshot import Facts
from policy.terms import term
from residence import guardianship
from residence.models import Guardianship
from shelter.models import Indication, Placement

# A medical result may be either; only the birth date says.
MAY_BE_ADULT = (AgeAssessment.Outcome.EVIDENT_ADULT, AgeAssessment.Outcome.MEDICAL_RESULT)


def request_guardianship(facts: Facts, at: datetime) -> Iterator[Found]:
    """Nobody is the guardian of a child that counts as a minor: never asked for, or ended and to be asked anew."""
    age, today = facts.age, day_of(at)
    if facts.lacks(Guardianship):
        if majority.is_minor(age, today):
            yield Found()
        return
    row = next((row for row in facts.of(Guardianship) if row.get("replaced_on", today) is None), None)
    if row is not None:
        stands = Guardianship(requested_on=row["requested_on"], replaced_on=None)
        if guardianship.is_to_be_asked_anew(stands, age, today):
            yield Found()


def find_birth_date(facts: Facts, at: datetime) -> Iterator[Found]:
    record = facts.age.leading
    if facts.reads_fully(BirthDateRecord) and (record is None or record.date is None):
        yield Found()


def settle_birth_date(facts: Facts, at: datetime) -> Iterator[Found]:
    record = facts.age.leading
    comes_of_age = record.comes_of_age() if record and record.adult_from() is None else None
    if comes_of_age and term("MAJORITY_MINUS_6M", comes_of_age).last_day(comes_of_age) <= day_of(at):
        yield Found(due=comes_of_age)


def decide_age(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(AgeAssessment):
        if row.get("outcome") == "" and row["contested_on"] is None:
            yield Found(due=term("AGE_DECISION", row["requested_on"]).last_day(row["requested_on"]), about=row["id"])


def settle_contest(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in facts.of(AgeAssessment):
        since = row.get("contested_on")
        if since and row["final_on"] is None:
            yield Found(due=term("AGE_CONTEST_SETTLED", since).last_day(since), about=row["id"])


def record_assessed_date(facts: Facts, at: datetime) -> Iterator[Found]:
    """An outcome that may make an adult, and no official date since: by itself it changes nothing (0015)."""
    last = facts.latest(AgeAssessment)
    if last.get("outcome") in MAY_BE_ADULT and not official_since(facts, last["decided_on"]):
        yield Found(hint="source=AGE_ASSESSMENT&status=OFFICIAL")


def official_since(facts: Facts, day: date) -> bool:
    rows = facts.age.records
    return any(row.status == BirthDateRecord.Status.OFFICIAL and day_of(row.effective_from) >= day for row in rows)


def corrected_and_undecided(facts: Facts, at: datetime) -> date | None:
    """The day on which a correction made an adult, while Nidos has not decided since what shelter follows (EC-25)."""
    age = facts.age
    day = majority.corrected_on(age)
    decided = any(day and row["decided_on"] >= day for row in facts.of(Indication))
    return None if decided or majority.is_minor(age, day_of(at)) else day


def age_corrected(facts: Facts, at: datetime) -> Iterator[Found]:
    day = corrected_and_undecided(facts, at)
    if day and any(row.get("ended_on") is None for row in facts.of(Indication)):
        yield Found(due=term("AFTER_AGE_CORRECTION", day).last_day(day))


def age_corrected_place(facts: Facts, at: datetime) -> Iterator[Found]:
    day = corrected_and_undecided(facts, at)
    for row in facts.of(Placement):
        if day and row.get("ends_at") is None and day_of(row["starts_at"]) < day:
            yield Found(due=term("AFTER_AGE_CORRECTION", day).last_day(day), about=row["id"])


CONDITIONS: dict[str, Condition] = {
    "REQUEST_GUARDIANSHIP": request_guardianship,
    "FIND_BIRTH_DATE": find_birth_date,
    "SETTLE_BIRTH_DATE": settle_birth_date,
    "DECIDE_AGE": decide_age,
    "RECORD_ASSESSED_DATE": record_assessed_date,
    "SETTLE_CONTEST": settle_contest,
    "AGE_CORRECTED": age_corrected,
    "AGE_CORRECTED_PLACE": age_corrected_place,
}
