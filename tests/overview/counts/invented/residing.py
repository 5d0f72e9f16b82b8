"""The procedures of the invented children: hearings, asylum, the scheme for victims, and reports to the police."""

from datetime import date, timedelta

from intake.models import Case
from policy.dates import term_last_day
from residence.models import (
    AsylumProcedure,
    ExOfficioTest,
    Hearing,
    HearingDeviation,
    PoliceReport,
    TraffickingProcedure,
)
from tests.overview.counts.invented.world import World


def hear(world: World, case: Case) -> None:
    """First hearings around the end of rest and of three months, and further ones on any day."""
    started = world.rest_from.get(case.pk)
    for _number in range(world.weighed({0: 25, 1: 55, 2: 20})):
        day = world.day(case.arrived_on)
        if started and world.maybe(0.8):
            day = world.pick((world.near(term_last_day(started, months=3), 0, 1), world.near(started, 21, 28, 60)))
        row = hearing(world, case, day, "FIRST", day if world.maybe(0.95) else None)
        if world.maybe(0.35):
            world.record(HearingDeviation, world.at(day), case=case, hearing=row,
                         requested_by=world.pick(("", *HearingDeviation.RequestedBy.values)))  # fmt: skip
    if world.maybe(0.3):
        hearing(world, case, day := world.day(case.arrived_on), "FURTHER", day)


def hearing(world: World, case: Case, planned_on: date, kind: str, held_on: date | None) -> Hearing:
    row: Hearing = world.record(
        Hearing, world.at(planned_on - timedelta(days=9)), case=case, type=kind, planned_on=planned_on,
        held_on=held_on, replaced_on=None if held_on else planned_on, reasons_heard=world.maybe(0.5),
    )  # fmt: skip
    return row


def apply(world: World, case: Case) -> None:
    """Asylum, the scheme, both or none; some on the same day, some twice."""
    asylum = [world.day(case.arrived_on) for _number in range(world.weighed({0: 25, 1: 60, 2: 15}))]
    for applied_on in asylum:
        decide(world, case, applied_on)
    for number in range(world.weighed({0: 50, 1: 40, 2: 10})):
        opened_on = world.pick([*asylum, world.day(case.arrived_on)])
        ended = number > 0 or world.maybe(0.3)
        world.record(
            TraffickingProcedure, world.at(opened_on), case=case, opened_on=opened_on,
            opened_by_choice_of=world.pick(TraffickingProcedure.OpenedBy.values),
            ended_on=opened_on if ended else None, ended_as="NO_PERMIT" if ended else "",
        )  # fmt: skip


def decide(world: World, case: Case, applied_on: date) -> None:
    year_on = term_last_day(applied_on, months=12)
    decided_on = world.pick((None, world.day(applied_on), year_on, world.near(year_on, 0, 1)))
    decision = world.pick(AsylumProcedure.Decision.values) if decided_on else ""
    test = examine(world, case, decided_on) if decided_on and decision == "REJECTED" else None
    world.record(AsylumProcedure, world.at(applied_on), case=case, applied_on=applied_on, taken_up_on=applied_on,
                 decision=decision, decided_on=decided_on, test=test)  # fmt: skip


def examine(world: World, case: Case, rejected_on: date) -> ExOfficioTest:
    """The test that a rejection asks for: with each of its outcomes, or not carried out yet."""
    facts = {"GRANT": ("YES", "YES", "NO"), "NO_GRANT": ("NO", "NO", "NO")}
    outcome = world.pick(ExOfficioTest.Outcome.values)
    report, investigation, permit = facts.get(outcome, ("UNKNOWN",) * 3)
    by, day = ("", None) if report == "UNKNOWN" else ("POLICE", rejected_on)
    done = outcome in facts or world.maybe(0.5)
    row: ExOfficioTest = world.record(
        ExOfficioTest, world.at(rejected_on), case=case, rejected_on=rejected_on, outcome=outcome,
        carried_out_on=world.near(rejected_on, 0, 5) if done else None, report_filed=report,
        investigation_started=investigation, earlier_permit_same_facts=permit, report_checked_with=by,
        report_checked_on=day, investigation_checked_with=by, investigation_checked_on=day, permit_checked_with=by,
        permit_checked_on=day,
    )  # fmt: skip
    return row


def report(world: World, case: Case) -> None:
    """Talked about, filed, investigated, closed: as far as each report comes, and only the last is not filed."""
    number = world.weighed({0: 30, 1: 50, 2: 20})
    for turn in range(number):
        day = world.day(case.arrived_on)
        filed_on = world.near(day, 1, 9) if turn < number - 1 or world.maybe(0.5) else None
        began = world.near(day, 20, 60) if world.maybe(0.6) else None
        closed = (began or filed_on) and world.maybe(0.4)
        world.record(
            PoliceReport, world.at(day), case=case, discussed_on=day if world.maybe(0.8) or not filed_on else None,
            wish=world.pick(("", *PoliceReport.Wish.values)), filed_on=filed_on,
            leads=world.pick(PoliceReport.Leads.values), investigation_started_on=began,
            prosecution_started_on=world.near(began, 20, 90) if began and world.maybe(0.5) else None,
            investigation_ended_on=world.near(began or filed_on, 100, 300) if closed else None,
        )  # fmt: skip
