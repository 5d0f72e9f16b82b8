"""What comes up about the invented children: talks, screenings, signals, and who was told of them."""

from datetime import date, timedelta

from intake.models import Case, Conversation, Screening, Signal
from intake.models.signal import SignalKind
from partners.models import Notice
from tests.overview.counts.invented.days import CLOCKS_CHANGE
from tests.overview.counts.invented.world import World

FOUR = ("ACQUAINTANCE", "IDENTIFICATION", "REGISTRATION", "FOLLOW_UP")
STATUSES = {"SHARED": 35, "LEADS_TO_INDICATION": 25, "MONITOR": 10, "NOT_SUBSTANTIATED": 15, "WRONG_CHILD": 15}
SEEN = (None, timedelta(hours=1), timedelta(hours=24), timedelta(hours=24, seconds=1), timedelta(hours=25))


def talk(world: World, case: Case) -> None:
    """The talks of the intake, held, planned, broken off or skipped; the second one near three working days."""
    spoken = {}
    for step in FOUR:
        if world.maybe(0.15):
            continue
        day = world.near(case.arrived_on, 1, 4, 9)
        if step == "FOLLOW_UP" and "REGISTRATION" in spoken:
            day = world.near(spoken["REGISTRATION"], 3, 5)
        spoken[step] = day
        converse(world, case, step, day)
    for _number in range(world.weighed({0: 30, 1: 30, 2: 25, 4: 15})):
        hold(world, case, "EXTRA", world.day(case.arrived_on))


def converse(world: World, case: Case, step: str, day: date) -> None:
    how = world.weighed({"HELD": 82, "PLANNED": 6, "BROKEN_OFF": 6, "SKIPPED": 6})
    if step == "ACQUAINTANCE" and (how == "SKIPPED" or world.maybe(0.2)):
        skip(world, case, day)
    elif how == "PLANNED":
        world.record(Conversation, world.at(day), case=case, step=step, planned_at=world.at(day))
    elif how == "BROKEN_OFF":
        world.record(Conversation, world.at(day), case=case, step=step, aborted_on=day, abort_reason="Moe.")
        hold(world, case, step, world.near(day, 5, 20))
    else:
        hold(world, case, step, day)


def hold(world: World, case: Case, step: str, held_on: date) -> None:
    world.record(Conversation, world.at(held_on), case=case, step=step, held_on=held_on, explained_procedure=True,
                 retells_story=world.maybe(0.4), explained_nidos_task=True)  # fmt: skip


def skip(world: World, case: Case, day: date) -> None:
    """The acquaintance is skipped, and perhaps opened again and held after all."""
    again = world.near(day, 20, 60) if world.maybe(0.4) else None
    world.record(Conversation, world.at(day), case=case, step="ACQUAINTANCE", skip_reason="Werd al geïdentificeerd.",
                 reopened_on=again)  # fmt: skip
    if again and world.maybe(0.5):
        hold(world, case, "ACQUAINTANCE", again)


def screen(world: World, case: Case) -> None:
    for _number in range(world.weighed({0: 20, 1: 60, 2: 20})):
        screened_on = world.near(case.arrived_on, 3, 7, 40)
        world.record(
            Screening, world.at(screened_on), case=case, instrument="SAMEN", instrument_version=1, answers=world.text,
            screened_on=screened_on, reported_concern="NONE", caveat_shown_at=world.at(screened_on),
        )  # fmt: skip


def raise_signals(world: World, case: Case) -> None:
    """None, one or some; one may be part of another, and one may fit no case."""
    earlier: list[Signal] = []
    for _number in range(world.weighed({0: 25, 1: 45, 2: 20, 3: 10})):
        day = world.pick(CLOCKS_CHANGE) if world.maybe(0.05) else world.day(case.arrived_on)
        at = world.at(day)
        into = world.pick(earlier) if earlier and world.maybe(0.2) else None
        kinds = ["TRAFFICKING"] if world.maybe(0.6) else world.some(SignalKind.values, 3)
        row = world.record(
            Signal, at, case=None if world.maybe(0.05) else case, data_key=world.text.key, kinds=kinds,
            summary="Bang.", raised_at=at, status="MERGED_INTO" if into else world.weighed(STATUSES),
            merged_into=into, source_step=world.pick(Signal.SourceStep.values),
        )  # fmt: skip
        earlier += [] if into else [row]
        tell(world, row)


def tell(world: World, row: Signal) -> None:
    """Of the trio some parts; and a notice of another kind about the same signal."""
    trio = [each for each in world.organisations if each.kind in ("NIDOS", "AVIM", "IND", "COA")]
    for to in world.some(trio, 4):
        for kind in ("SIGNAL", "SIGNAL_ASSESSED") if world.maybe(0.2) else ("SIGNAL",):
            seen = world.pick(SEEN)
            world.record(
                Notice, row.raised_at, case_id=row.case_id, kind=kind, about=row.pk, to_organisation=to,
                from_organisation=world.organisations[0], source="S004-35", sent_at=row.raised_at,
                acknowledged_at=seen and row.raised_at + seen,
            )  # fmt: skip
