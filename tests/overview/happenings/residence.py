"""What happens to a child in the procedures: heard, counselled, offences, tracks."""

from datetime import date

from residence import asylum, ex_officio, hearing, information, lawyer, offence, reflection, rest_approval
from shelter import rest
from tests.overview.happenings.world import World


def heard_in_time(world: World) -> None:
    world.fixtures("indicate")(world.case, on=world.at(2026, 3, 2, 14))
    world.fixtures("place")(world.case, world.fixtures("make_house")("BO"), on=world.at(2026, 3, 2, 15))
    hearing.plan(case=world.case, planned_on=date(2026, 6, 3), by=world.cast.ind, at=world.at(2026, 3, 10))


def counselled(world: World) -> None:
    day = world.at(2026, 5, 20)
    row = lawyer.assign(
        case=world.case, lawyer=world.fixtures("people")["lawyer.lawyer"], by=world.cast.intake, at=day
    )
    lawyer.talk(lawyer=row, by=world.cast.lawyer, at=day)


def rest_past_the_hearing(world: World) -> None:
    more = rest.request(case=world.case, days=80, reason="Slaapt niet.", by=world.cast.guardian,
                        at=world.at(2026, 3, 12))  # fmt: skip
    rest_approval.approve(extension=more, by=world.cast.supervisor, at=world.at(2026, 3, 13))


def heard_later(world: World) -> None:
    hearing.plan(case=world.case, planned_on=date(2026, 6, 30), by=world.cast.ind, at=world.at(2026, 3, 16))


def offence_recorded(world: World) -> None:
    world.row = offence.record(case=world.case, description="Hij droeg de tas van een ander.", by=world.cast.avim,
                               at=world.at(2026, 3, 3))  # fmt: skip


def non_punishment_considered(world: World) -> None:
    offence.consider(offence=world.row, considered_reason="Gedwongen.", by=world.cast.avim, at=world.at(2026, 3, 4))


def reflects(world: World) -> None:
    world.row = reflection.offer(case=world.case, offered_by="POLICE", by=world.cast.avim, at=world.at(2026, 3, 3))


def asks_for_asylum(world: World) -> None:
    asylum.apply(case=world.case, by=world.cast.ind, at=world.at(2026, 3, 4))


def chosen_after_all(world: World) -> None:
    information.give(case=world.case, topic="REFLECTION", language="ti", understood="YES", by=world.cast.avim,
                     at=world.at(2026, 3, 5))  # fmt: skip
    reflection.choose(reflection=world.row, by=world.cast.avim, at=world.at(2026, 3, 5))


def rejected(world: World) -> None:
    row = asylum.apply(case=world.case, by=world.cast.ind, at=world.at(2026, 3, 3))
    world.row = asylum.decide(asylum=row, decision="REJECTED", by=world.cast.ind, at=world.at(2026, 3, 4)).test


def carried_out(world: World) -> None:
    ex_officio.answer(test=world.row, earlier_permit_same_facts="NO", by=world.cast.ind, at=world.at(2026, 3, 5))


def determined(world: World) -> None:
    ex_officio.answer(test=world.row, report_filed="NO", investigation_started="NO", by=world.cast.avim,
                      at=world.at(2026, 3, 6))  # fmt: skip
