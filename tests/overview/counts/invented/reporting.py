"""Consent that was asked of the invented children, what was answered, and what went to CoMensha or did not."""

from datetime import date, datetime, timedelta
from uuid import UUID

from intake.models import (
    Case,
    ComenshaMessage,
    ComenshaReport,
    Consent,
    ConsentStatement,
    NoReport,
)
from intake.models.signal import ExploitationForm
from partners.roles import OrganisationKind
from policy.no_report import NO_REPORT
from tests.overview.counts.invented.world import World

BY_DUTY = ("AVIM", "KMAR", "INSPECTIE_SZW")
# Who says what, in the order in which it is said; some of it with a signed form.
COURSES = {
    (): 8,
    (("CHILD", "AGREES"), ("GUARDIAN", "SIGNS")): 20,
    (("CHILD", "AGREES"), ("CHILD", "SIGNS"), ("GUARDIAN", "SIGNS")): 14,
    (("CHILD", "OBJECTS"), ("GUARDIAN", "SIGNS")): 12,
    (("CHILD", "OBJECTS"), ("GUARDIAN", "SIGNS"), ("SECOND_PERSON", "CONFIRMS")): 8,
    (("CHILD", "OBJECTS"), ("SECOND_PERSON", "CONFIRMS"), ("PARENT", "SIGNS")): 4,
    (("CHILD", "NO_OPINION"), ("PARENT", "SIGNS")): 6,
    (("GUARDIAN", "SIGNS"),): 6,
    (("CHILD", "SIGNS"),): 14,
    (("CHILD", "REFUSES"),): 12,
    (("CHILD", "REFUSES"), ("GUARDIAN", "REFUSES")): 6,
    (("CHILD", "AGREES"), ("GUARDIAN", "REFUSES")): 12,
    (("CHILD", "SIGNS"), ("GUARDIAN", "REFUSES"), ("PARENT", "SIGNS")): 4,
    (("CHILD", "REFUSES"), ("CHILD", "SIGNS")): 4,
}  # fmt: skip
OTHERWISE = {"SIGNS": "REFUSES", "REFUSES": "SIGNS", "AGREES": "OBJECTS", "OBJECTS": "AGREES"}


def ask(world: World, case: Case) -> None:
    for purpose in ("COMENSHA_REGISTRATION", "COMENSHA_SHELTER", "MEDICAL"):
        day = case.arrived_on
        for _number in range(world.weighed({0: 25, 1: 50, 2: 25})):
            day = world.day(day, date(2027, 6, 1))
            row = world.record(
                Consent, world.at(day), case=case, purpose=purpose, explained_on=day, explained_by="De voogd",
                language="nl", form_language="nl", form_edition=1, form_text="Ik vind het goed.",
            )  # fmt: skip
            answer(world, row, day)


def answer(world: World, row: Consent, day: date) -> None:
    """What is said, some days apart; put right afterwards, or withdrawn."""
    at = row.created_at
    course = [*world.weighed(COURSES), *([("CHILD", "WITHDRAWS")] if world.maybe(0.12) else [])]
    for capacity, says in course:
        day, at = day + timedelta(days=world.pick((0, 0, 1, 5, 60))), at + timedelta(minutes=5)
        said = state(world, row, at, says, capacity, day, None)
        if says in OTHERWISE and world.maybe(0.1):
            at += timedelta(minutes=5)
            state(world, row, at, OTHERWISE[says], capacity, day, said)


def state(world: World, row: Consent, at: datetime, says: str, capacity: str, day: date,
          corrects: ConsentStatement | None) -> ConsentStatement:  # fmt: skip
    """With a signed form, mostly, where it is signed; a view that was put right stays the child's own."""
    signed = says == "SIGNS" and world.maybe(0.9)
    made: ConsentStatement = world.record(
        ConsentStatement, at, case=row.case, consent=row, says=says, capacity=capacity, said_on=day,
        evidence="FORM" if signed else "TESTIMONY", document_id=row.pk if signed else None, seal="-",
        corrects=corrects, correction_reason="Vergissing." if corrects else "",
    )  # fmt: skip
    return made


def report(world: World, case: Case) -> None:
    """Reports by whoever may, for registration or for shelter; corrected, or taken back; and reasons for none."""
    for _number in range(world.weighed({0: 25, 1: 55, 2: 20})):
        send(world, case, world.day(case.arrived_on))
    for _number in range(world.weighed({0: 50, 1: 35, 2: 15})):
        decided_on = world.day(case.arrived_on)
        world.record(NoReport, world.at(decided_on), case=case, decided_on=decided_on,
                     reason=world.pick([row.code for row in NO_REPORT]))  # fmt: skip


def send(world: World, case: Case, day: date) -> None:
    reporter = world.pick(BY_DUTY if world.maybe(0.5) else OrganisationKind.values)
    kind = "REGISTRATION" if reporter in BY_DUTY or world.maybe(0.8) else "SHELTER"
    basis = "POLICE_DUTY" if reporter in BY_DUTY else "CONSENT"
    if kind == "REGISTRATION" and basis == "CONSENT" and world.maybe(0.3):
        basis = "STATUTORY"
    row = world.record(
        ComenshaReport, world.at(day), case=case, kind=kind, basis=basis, reporter_kind=reporter,
        reporter=next(each for each in world.organisations if each.kind == reporter),
        exploitation_forms=world.some(ExploitationForm.values, 1 if world.maybe(0.8) else 3),
    )  # fmt: skip
    for number, what in enumerate(world.pick(((), ("REPORT",), ("REPORT",), ("REPORT", "WITHDRAWAL"))), 1):
        sent_at = world.at(day)
        world.record(
            ComenshaMessage, sent_at, case=case, report=row, number=number, what=what, basis=basis,
            consent_id=UUID(int=number) if basis == "CONSENT" else None, sent_at=sent_at, payload=world.text,
            payload_hash="-",
        )  # fmt: skip
        day = world.near(day, 3, 40)
