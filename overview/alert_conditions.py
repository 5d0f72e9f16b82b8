"""When each alert of policy/alerts.py is open, derived from what the reader may read; since when, and about what."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from audit.models import Recorded
from config.clock import day_of, start_of
from intake import progress
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    Child,
    Consent,
    ConsentStatement,
    Conversation,
    EmergencyAccess,
    PossibleDuplicate,
    Relation,
    Screening,
    Signal,
)
from intake.models.conversation import Stage
from overview import (
    bride_tasks,
    comensha,
    consent_tasks,
    house_alert,
    incidents,
    inquiry_tasks,
    lawyer_tasks,
    police_tasks,
    shelter_alert,
    track_tasks,
    training_alert,
    waiting_tasks,
)
from overview.absence_tasks import is_missing, missing, return_not_talked
from overview.case_file import birth_date
from overview.cobo_tasks import risk_overdue
from overview.eighteen_tasks import uncoordinated
from overview.emergencies import not_reviewed
from overview.found import Condition, Found
from overview.measure_tasks import not_looked_at
from overview.plan_tasks import stay_not_reviewed, unfinished_before_majority
from overview.screening_tasks import of_nidos, sibling_signalled
from overview.snapshot import Facts, Row
from overview.talk_tasks import own_plans
from overview.tasks import first_hearing, hearing_conflict, inform_coa
from partners.models import AlertAnswer, Notice, NoticeKind, Training
from policy.dates import after
from policy.steps import MINIMUM_HELD, STEPS
from policy.terms import term
from residence.models import (
    AsylumProcedure,
    ExOfficioTest,
    Hearing,
    HearingDeviation,
    Lawyer,
    Offence,
    ReflectionPeriod,
)
from shelter.models import (
    Absence,
    CareCoordination,
    ContactMoment,
    FocalPerson,
    GuidancePlan,
    Indication,
    LocationIncident,
    LocationInquiry,
    Placement,
    ProgrammeEnrolment,
    RestExtension,
    RestPeriod,
    RiskAnalysis,
    SafetyMeasure,
    StayReview,
    Transfer,
)


@dataclass(frozen=True)
class Watch:
    """A condition, and the kinds of record it reads: who gets the alert must be able to read those.

    `outside`: they are read by who stands in no case.
    """

    condition: Condition
    reads: tuple[type[Recorded], ...]
    outside: bool = False


def intake_stalls(facts: Facts, at: datetime) -> Iterator[Found]:
    """The second talk is past its term; without a talk with IND to count from, too few talks so long after arrival."""
    if missing(facts) is not None:  # A missing child's intake is broken off, and goes on when it is back (EC-24).
        return
    rows = facts.of(Conversation)
    heard = {row["step"]: row["held_on"] for row in progress.held(rows)}
    if not facts.reads(Conversation) or "FOLLOW_UP" not in progress.missing(rows):
        return
    name, start = "I4_AFTER_REGISTRATION", heard.get("REGISTRATION")
    if start is None and sum(row.code in heard for row in STEPS if row.counts_to_minimum) < MINIMUM_HELD:
        name, start = "INTAKE_STALLS", facts.arrived_on
    due = term(name, start).last_day(start) if start else None
    if due and day_of(at) > due:
        yield Found(since=start_of(after(due)), hint="step=FOLLOW_UP")


def first_talk_skipped(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in progress.at_stage(facts.of(Conversation), Stage.SKIPPED):
        yield Found(since=row["created_at"], about=row["id"])


def signal_unseen(facts: Facts, at: datetime) -> Iterator[Found]:
    """For the sender and the receiver; a signal that no longer stands in the file waits for nobody."""
    standing = {row["id"] for row in facts.of(Signal)}
    for row in facts.of(Notice):
        if row["kind"] != NoticeKind.SIGNAL or row["acknowledged_at"] is not None:
            continue
        due = term("SIGNAL_FAN_OUT", day_of(row["sent_at"])).deadline(row["sent_at"])
        theirs = facts.standing.actor.organisation_id in (row["to_organisation"], row["created_by_organisation"])
        gone = facts.reads(Signal) and row.get("about", next(iter(standing), None)) not in standing
        if theirs and not gone and at > due:
            yield Found(since=due, about=row["id"])


def coa_not_informed(facts: Facts, at: datetime) -> Iterator[Found]:
    """What the task asks for is past its term."""
    for asked in inform_coa(facts, at):
        if isinstance(asked.due, datetime) and at > asked.due:
            yield Found(since=asked.due)


def hearing_inside_wait(facts: Facts, at: datetime) -> Iterator[Found]:
    planned = first_hearing(facts)
    if planned is not None:
        for each in hearing_conflict(facts, at):
            yield Found(since=conflict_since(facts, planned), about=planned["id"], hint=each.hint)


def conflict_since(facts: Facts, planned: Row) -> datetime:
    """The later of planning the hearing, beginning the rest and granting more of it."""
    granted = [row["approved_at"] for row in facts.of(RestExtension) if row["approved_at"] is not None]
    return max([planned["created_at"], *granted, *(row["created_at"] for row in facts.of(RestPeriod))])


def purpose_not_explained(facts: Facts, at: datetime) -> Iterator[Found]:
    for row in own_plans(facts):
        day = day_of(row["planned_at"])
        due = start_of(term("PURPOSE_EXPLAINED", day).last_day(day))
        if row.get("purpose_explained") is False and at >= due:
            yield Found(since=max(due, row["created_at"]), about=row["id"])


def told_again(facts: Facts, at: datetime) -> Iterator[Found]:
    """A talk with the story is planned after one that was held; for the guardian, and for whoever planned it."""
    rows = facts.of(Conversation)
    first = min((row["created_at"] for row in progress.held(rows) if row["retells_story"]), default=None)
    guards = facts.standing.actor.role == "nidos.guardian"
    for row in progress.planned(rows) if guards else own_plans(facts):
        if row["retells_story"] and first is not None:
            yield Found(since=max(first, row["created_at"]), about=row["id"])


def birth_date_changed(facts: Facts, at: datetime) -> Iterator[Found]:
    """The record that counts now makes another day of majority than the one that counted before it."""
    rows = [row for row in facts.of(BirthDateRecord) if "precision" in row]
    now = birth_date(rows)
    if now is None:
        return
    before = birth_date([row for row in rows if row["effective_from"] < now.effective_from])
    day = day_of(now.effective_from)
    news = term("BIRTH_DATE_NEWS", day).last_day(day) >= day_of(at)
    if before and news and before.comes_of_age() != now.comes_of_age():
        leading = next(row for row in rows if row["effective_from"] == now.effective_from)
        yield Found(since=now.effective_from, about=leading["id"])


def duplicate_not_judged(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of a pair of which both files are seen once, in the younger one, as the task to judge it."""
    for row in facts.of(PossibleDuplicate):
        other = row.get("other_case")
        first = other is None or facts.goes_before(other)
        if first and row["verdict"] == PossibleDuplicate.Verdict.OPEN:
            yield Found(since=row["created_at"], about=row["id"])


def sibling_not_screened(facts: Facts, at: datetime) -> Iterator[Found]:
    """A screening from before the signal about the other does not count: what is known now was not known then."""
    since, last = sibling_signalled(facts), of_nidos(facts)
    if facts.reads(Screening) and since is not None and (last is None or last["created_at"] < since):
        yield Found(since=since)


WATCHES: dict[str, Watch] = {
    "AL-01": Watch(intake_stalls, (Conversation, Absence)),
    "AL-02": Watch(first_talk_skipped, (Conversation,)),
    "AL-03": Watch(signal_unseen, (Notice, Signal)),
    "AL-04": Watch(coa_not_informed, (Indication,)),
    "AL-05": Watch(waiting_tasks.not_placed, (Indication, Placement, Absence)),
    "AL-06": Watch(waiting_tasks.in_crisis_shelter, (Placement, BirthDateRecord, AgeAssessment)),
    "AL-07": Watch(shelter_alert.fills_up, (AlertAnswer,), outside=True),
    "AL-08": Watch(waiting_tasks.moves_again, (Transfer, Placement)),
    "AL-09": Watch(hearing_inside_wait, (Hearing, HearingDeviation, RestPeriod, RestExtension)),
    "AL-10": Watch(lawyer_tasks.not_arranged, (Hearing, Lawyer)),
    "AL-11": Watch(purpose_not_explained, (Conversation,)),
    "AL-12": Watch(told_again, (Conversation,)),
    "AL-13": Watch(track_tasks.beside_asylum, (ReflectionPeriod, AsylumProcedure)),
    "AL-14": Watch(track_tasks.no_test, (ExOfficioTest,)),
    "AL-15": Watch(track_tasks.not_determined, (ExOfficioTest,)),
    "AL-16": Watch(
        unfinished_before_majority,
        (GuidancePlan, ProgrammeEnrolment, Placement, RestPeriod, BirthDateRecord, AgeAssessment, Absence),
    ),
    "AL-17": Watch(uncoordinated, (BirthDateRecord, AgeAssessment, Placement, CareCoordination)),
    "AL-18": Watch(risk_overdue, (RiskAnalysis, Placement, Absence)),
    "AL-19": Watch(is_missing, (Absence,)),
    "AL-20": Watch(return_not_talked, (Absence,)),
    "AL-21": Watch(not_looked_at, (SafetyMeasure, Absence)),
    "AL-22": Watch(stay_not_reviewed, (StayReview, Placement, RestPeriod, Absence)),
    "AL-23": Watch(birth_date_changed, (BirthDateRecord,)),
    "AL-24": Watch(comensha.without_basis, comensha.READS),
    "AL-25": Watch(comensha.sent_and_withdrawn, comensha.READS),
    "AL-26": Watch(consent_tasks.outgrown, (Consent, ConsentStatement, BirthDateRecord, AgeAssessment)),
    "AL-27": Watch(
        bride_tasks.out_of_sight,
        (Relation, Conversation, ContactMoment, BirthDateRecord, AgeAssessment, Absence),
    ),
    "AL-28": Watch(police_tasks.not_considered, (Offence,)),
    "AL-29": Watch(training_alert.untrained, (AlertAnswer, Training, FocalPerson), outside=True),
    "AL-31": Watch(duplicate_not_judged, (PossibleDuplicate,)),
    "AL-32": Watch(not_reviewed, (EmergencyAccess,), outside=True),
    "AL-33": Watch(sibling_not_screened, (Notice, Relation, Screening)),
    "AL-34": Watch(incidents.unanswered, (LocationIncident,), outside=True),
    "AL-35": Watch(waiting_tasks.not_arrived, (Transfer, Absence)),
    "AL-36": Watch(inquiry_tasks.asked, (LocationInquiry,)),
    "AL-37": Watch(house_alert.does_not_fit, (Child, Placement)),
}
