"""What happens to a child at intake: talks, signals, family, screening."""

from datetime import date, datetime
from typing import Any

from intake import conversation, conversation_held, conversation_plan, duplicate, emergency, family, screening
from intake.models import PossibleDuplicate
from partners import notices, training
from partners.models import Notice
from residence import birth_date
from tests.overview.happenings.world import EXPLAINED, World
from tests.screenings import calm


def talks(world: World) -> None:
    day = world.at(2026, 3, 2, 14)
    conversation.record(case=world.case, step="IDENTIFICATION", held_on=day.date(), by=world.cast.avim, at=day)
    conversation.record(case=world.case, step="REGISTRATION", held_on=day.date(), by=world.cast.ind, at=day)


def second_talk(world: World) -> None:
    day = world.at(2026, 3, 6)
    conversation.record(
        case=world.case, step="FOLLOW_UP", held_on=day.date(), by=world.cast.intake, at=day, **EXPLAINED
    )


def skip_first(world: World) -> None:
    world.row = conversation.record(case=world.case, step="ACQUAINTANCE", skip_reason="Midden in de nacht.",
                                    by=world.cast.intake, at=world.at(2026, 3, 3))  # fmt: skip


def reopen_first(world: World) -> None:
    conversation_held.reopen(conversation=world.row, by=world.cast.intake, at=world.at(2026, 3, 4))


def signalled(world: World) -> None:
    world.fixtures("raise_signal")(world.case)


def all_have_seen(world: World) -> None:
    for notice in Notice.objects.filter(kind="SIGNAL", acknowledged_at=None):
        notices.acknowledge(notice=notice, by=world.cast.ind, at=world.at(2026, 3, 4))


def planned(world: World, **said: Any) -> None:
    world.row = conversation_plan.plan(case=world.case, step="IDENTIFICATION", planned_at=world.at(2026, 3, 6),
                                       by=world.cast.avim, at=world.at(2026, 3, 3), **said)  # fmt: skip


def explained(world: World) -> None:
    conversation_plan.explain(conversation=world.row, by=world.cast.guardian, at=world.at(2026, 3, 5, 14))


def told_once(world: World) -> None:
    day = world.at(2026, 3, 2, 15)
    conversation.record(case=world.case, step="ACQUAINTANCE", held_on=day.date(), retells_story=True,
                        by=world.cast.intake, at=day)  # fmt: skip


def to_be_told_again(world: World) -> None:
    planned(world, retells_story=True, retelling_reason="Er is nieuw bewijs.")


def without_the_story(world: World) -> None:
    conversation_plan.move(conversation=world.row, retells_story=False, by=world.cast.avim, at=world.at(2026, 3, 4))


def older_by_decision(world: World) -> None:
    birth_date.record(case=world.case, date=date(2009, 2, 8), source="IND", status="OFFICIAL", by=world.cast.ind,
                      at=world.at(2026, 3, 9))  # fmt: skip


def looks_alike(world: World) -> None:
    """The younger file of the two alerts."""
    world.case = world.fixtures("open_case")(given_names="Samhar", on=world.at(2026, 3, 3))


def opened_in_an_emergency(world: World) -> None:
    world.row = emergency.open_case(named=world.case.reference, reason="Er staat een man voor de deur.",
                                    by=world.cast.mentor, at=world.at(2026, 3, 3))  # fmt: skip


def reviewed(world: World) -> None:
    emergency.review(emergency=world.row, verdict="JUSTIFIED", review_words="Ja.", by=world.cast.dpo,
                     at=world.at(2026, 3, 4))  # fmt: skip


def two_children(world: World) -> None:
    duplicate.tell_apart(duplicate=PossibleDuplicate.objects.get(case=world.case), by=world.cast.intake,
                         verdict_reason="Een ander kind, met een andere moeder.", at=world.at(2026, 3, 4))  # fmt: skip


def sibling_signalled(world: World) -> None:
    screened(world, world.at(2026, 3, 2, 14))
    other = world.fixtures("open_case")(given_names="Natnael", sex="M", born=date(2014, 6, 1))
    family.record(case=world.case, kind="SIBLING", other_case=other, by=world.cast.intake, at=world.at(2026, 3, 2, 14))
    world.fixtures("raise_signal")(other, on=world.at(2026, 3, 3))


def screened(world: World, moment: datetime | None = None) -> None:
    at = moment or world.at(2026, 3, 4)
    screening.record(case=world.case, screened_on=at.date(), answers=calm(), reported_concern="NONE",
                     caveat_shown=True, by=world.cast.intake, at=at)  # fmt: skip


def married_off(world: World) -> None:
    """On Tuesday 3 March; the two talks are due on Thursday."""
    family.record(case=world.case, kind="PARTNER", birth_date=date(1999, 1, 1), married=True, by=world.cast.intake,
                  at=world.at(2026, 3, 3))  # fmt: skip


def talked_with_both(world: World) -> None:
    day = world.at(2026, 3, 6)
    for step in ("C1_GIRL", "C2_PARTNER"):
        conversation.record(case=world.case, step=step, held_on=day.date(), by=world.cast.intake, at=day)


def named_talk(world: World) -> None:
    """A talk that is planned, by an intake worker who was never trained."""
    who = world.fixtures("people")["nidos.intake"].name
    conversation_plan.plan(case=world.case, step="ACQUAINTANCE", planned_at=world.at(2026, 3, 9), conductor=who,
                           by=world.cast.intake, at=world.at(2026, 3, 3))  # fmt: skip


def trained(world: World) -> None:
    training.record(person=world.fixtures("people")["nidos.intake"], topic="RECOGNITION", trained_on=date(2026, 3, 4),
                    by=world.cast.supervisor, at=world.at(2026, 3, 4))  # fmt: skip
