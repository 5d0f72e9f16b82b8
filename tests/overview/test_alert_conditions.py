"""For each alert a day on which it is not there, a day on which it appears, and a day on which it is gone (C7)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pytest

from intake import (
    child,
    comensha,
    comensha_send,
    consent,
    consent_answer,
    conversation,
    conversation_held,
    conversation_plan,
    duplicate,
    emergency,
    family,
    screening,
)
from intake.models import Case, Child, ComenshaReport, PossibleDuplicate
from overview import alerts, emergencies, incidents, shelter_alert, snapshot, training_alert
from overview.alert_conditions import WATCHES
from partners import access, notices, training
from partners.access import Standing
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Notice
from policy.alerts import ALERTS, Severity
from policy.tasks import TASKS
from policy.terms import term
from residence import (
    asylum,
    birth_date,
    ex_officio,
    guardianship,
    hearing,
    information,
    lawyer,
    offence,
    reflection,
    rest_approval,
)
from shelter import (
    absence,
    absence_after,
    absence_end,
    care,
    incident,
    indication,
    inquiry,
    measure,
    placement,
    rest,
    stay_review,
    transfer,
)
from shelter.models import Location, Placement
from tests.intake.consenting import scanned
from tests.screenings import calm
from tests.shelter.test_measure import SAID

pytestmark = pytest.mark.django_db
EXPLAINED = {"explained_nidos_task": True, "explained_procedure": True}


@dataclass
class World:
    """A child that arrived on Monday 2 March 2026, and what the stories below need."""

    case: Case
    cast: Any
    at: Callable[..., datetime]
    fixtures: Callable[[str], Any]
    row: Any = None


@pytest.fixture
def world(open_case, cast, at, people, request):
    case = open_case()
    guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 13))
    return World(case, cast, at, request.getfixturevalue)


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


def decided(world: World) -> None:
    world.fixtures("indicate")(world.case, informed=False)


def informed(world: World) -> None:
    indication.inform_coa(case=world.case, by=world.cast.guardian, at=world.at(2026, 3, 5))


def room_enough(world: World) -> None:
    """Twenty beds in protected shelter, seventeen of them taken."""
    make_house, open_case = world.fixtures("make_house"), world.fixtures("open_case")
    world.row = make_house("BO", name="Full", beds=20)
    for number in range(17):
        lives_there(world, open_case(on=world.at(2026, 3, 1)), number, 3)


def lives_there(world: World, case: Case, number: int, day: int) -> None:
    world.fixtures("indicate")(case, on=world.at(2026, 3, day))
    world.fixtures("place")(case, world.row, bed=str(number + 1), on=world.at(2026, 3, day, 13))


def one_more(world: World) -> None:
    lives_there(world, world.case, 17, 5)


def one_less(world: World) -> None:
    bed = world.fixtures("make_house")("AMV").beds.first()
    placement.move(placement=Placement.objects.get(case=world.case), bed=bed, move_reason="Rust.",
                   unfinished_reason="Rust.", by=world.cast.coa, at=world.at(2026, 3, 6))  # fmt: skip


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


def gone(world: World) -> None:
    world.row = absence.report(case=world.case, circumstances="Niet terug van school.", by=world.cast.avim,
                               last_seen_at=world.at(2026, 3, 5), at=world.at(2026, 3, 5, 20))  # fmt: skip


def back(world: World) -> None:
    """On a Friday; the term is two working days."""
    absence_end.come_back(absence=world.row, by=world.cast.avim, at=world.at(2026, 3, 6))


def gone_and_back(world: World) -> None:
    gone(world)
    back(world)


def talked_about_it(world: World) -> None:
    absence_after.talk(absence=world.row, return_talk_on=date(2026, 3, 11), return_talk_with="GUARDIAN",
                       by=world.cast.guardian, at=world.at(2026, 3, 11))  # fmt: skip


def almost_eighteen(world: World) -> None:
    """Eighteen on 12 October 2026, in protected shelter since 4 March."""
    birth_date.record(case=world.case, date=date(2008, 10, 12), source="IND", status="OFFICIAL", by=world.cast.ind,
                      at=world.at(2026, 3, 3))  # fmt: skip
    admitted(world)


def admitted(world: World) -> None:
    world.fixtures("indicate")(world.case)
    world.fixtures("place")(world.case, world.fixtures("make_house")("BO"))


def left_protection(world: World) -> None:
    bed = world.fixtures("make_house")("AMV").beds.first()
    placement.move(placement=Placement.objects.get(case=world.case), bed=bed, move_reason="Rust.",
                   unfinished_reason="Rust.", by=world.cast.coa, at=world.at(2026, 4, 16))  # fmt: skip


def plan_and_programme_finished(world: World) -> None:
    world.fixtures("planned")(world.case, "COMPLETED")
    world.fixtures("enrolled")(world.case, "COMPLETED")


def stay_reviewed(world: World) -> None:
    stay_review.review(case=world.case, looked_at="Plan en veiligheid.", conclusion="STAY", by=world.cast.mentor,
                       at=world.at(2026, 9, 6))  # fmt: skip


def older_by_decision(world: World) -> None:
    birth_date.record(case=world.case, date=date(2009, 2, 8), source="IND", status="OFFICIAL", by=world.cast.ind,
                      at=world.at(2026, 3, 9))  # fmt: skip


def signed_by_the_guardian(world: World) -> None:
    day, by = world.at(2026, 3, 3), world.cast.guardian
    world.row = consent.ask(case=world.case, purpose="COMENSHA_REGISTRATION", explained_on=day.date(), language="ti",
                            explained_by="P. guardian, voogd", form_language="nl", by=by, at=day)  # fmt: skip
    consent_answer.view(consent=world.row, says="AGREES", said_on=day.date(), by=by, at=day)
    signed(world, "GUARDIAN", day)


def signed(world: World, capacity: str, day: datetime) -> None:
    by = world.cast.guardian
    consent_answer.sign(consent=world.row, capacity=capacity, said_on=day.date(), evidence="FORM",
                        document=scanned(world.row, by=by, at=day), by=by, at=day)  # fmt: skip


def signed_by_the_youth(world: World) -> None:
    signed(world, "CHILD", world.at(2027, 2, 9))


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


def consent_asked(world: World) -> None:
    world.row = consent.ask(
        case=world.case, purpose="COMENSHA_REGISTRATION", explained_on=date(2026, 3, 3), explained_by="P. guardian",
        language="ti", form_language="en", by=world.cast.guardian, at=world.at(2026, 3, 3),
    )  # fmt: skip


def report_drafted(world: World) -> None:
    comensha.draft(case=world.case, kind="REGISTRATION", basis="CONSENT", exploitation_forms=["LABOUR"],
                   by=world.cast.guardian, at=world.at(2026, 3, 4))  # fmt: skip


def agreed(world: World) -> None:
    consent_answer.view(consent=world.row, says="AGREES", said_on=date(2026, 3, 5), by=world.cast.guardian,
                        at=world.at(2026, 3, 5, 13))  # fmt: skip
    signed(world, "GUARDIAN", world.at(2026, 3, 5, 14))


def report_sent(world: World) -> None:
    for happens in (consent_asked, report_drafted, agreed):
        happens(world)
    report = ComenshaReport.objects.get()
    comensha_send.send(report=report, by=world.cast.guardian, at=world.at(2026, 3, 5, 15))


def taken_back(world: World) -> None:
    consent_answer.withdraw(consent=world.row, capacity="CHILD", said_on=date(2026, 3, 5), by=world.cast.guardian,
                            at=world.at(2026, 3, 5, 17))  # fmt: skip


def withdrawal_sent(world: World) -> None:
    report = ComenshaReport.objects.get()
    comensha_send.withdraw(report=report, by=world.cast.guardian, at=world.at(2026, 3, 7))


def agreed_on(world: World) -> None:
    """A measure of 10 March that limits nobody, in the house where the child lives since the fourth."""
    world.fixtures("indicate")(world.case)
    world.fixtures("place")(world.case, world.fixtures("make_house")("BO"))
    world.row = measure.begin(case=world.case, by=world.cast.mentor, at=world.at(2026, 3, 10),
                              **(SAID | {"type": "DAILY_CHECK_IN"}))  # fmt: skip


def looked_at_again(world: World) -> None:
    measure.review(measure=world.row, review_reason="Still afraid.", child_view="Fine.", by=world.cast.mentor,
                   at=world.at(2026, 4, 10))  # fmt: skip


def seen_near_a_house(world: World) -> None:
    world.row = incident.report(location=world.fixtures("make_house")("BO"), what="PERSON", description="A man.",
                                by=world.cast.mentor, at=world.at(2026, 3, 5))  # fmt: skip


def police_and_coa_acted(world: World) -> None:
    for by in (world.cast.avim, world.cast.coa):
        incident.act(incident=world.row, action="Went there.", by=by, at=world.at(2026, 3, 6))


def informed_at_once(world: World) -> None:
    indication.inform_coa(case=world.case, by=world.cast.guardian, at=world.at(2026, 3, 3, 14))


def settled(world: World) -> None:
    house, place = world.fixtures("make_house")("BO", name="Huis Nieuw"), world.fixtures("place")
    world.row = place(world.case, house, on=world.at(2026, 3, 4, 13))


def in_crisis(world: World) -> None:
    house = world.fixtures("make_house")("CRISIS_EMERGENCY")
    world.row = world.fixtures("place")(world.case, house, override_reason="Night.")


def out_of_crisis(world: World) -> None:
    bed = world.fixtures("make_house")("AMV").beds.first()
    placement.move(placement=world.row, bed=bed, move_reason="Better.", by=world.cast.coa, at=world.at(2026, 3, 5))


def moved_once(world: World) -> None:
    in_crisis(world)
    out_of_crisis(world)


def travels(world: World) -> None:
    """A journey is planned on 5 March, and on the 6th at noon the child leaves."""
    bed = world.fixtures("make_house")("AZC", name="Huis Drie").beds.first()
    world.row = transfer.plan(case=world.case, bed=bed, planned_at=world.at(2026, 3, 6), escort="COA", avoidable="NO",
                              move_reason="School.", by=world.cast.coa, at=world.at(2026, 3, 5, 14))  # fmt: skip


def left(world: World) -> None:
    in_crisis(world)
    travels(world)
    transfer.depart(transfer=world.row, by=world.cast.coa, at=world.at(2026, 3, 6))


def arrived(world: World) -> None:
    transfer.arrive(transfer=world.row, by=world.cast.coa, at=world.at(2026, 3, 6, 17))


def in_a_house_for_girls(world: World) -> None:
    world.fixtures("place")(world.case, girls_only(world.fixtures("make_house")("BO")))


def girls_only(house: Location) -> Location:
    house.sexes = ["F"]
    house.save()
    return house


def is_a_boy(world: World) -> None:
    said = {"kind": "UNTRUE", "reason": "He says so himself, now that he dares."}
    child.correct(child=Child.objects.get(case=world.case), correction=said, sex="M", by=world.cast.guardian,
                  at=world.at(2026, 3, 5))  # fmt: skip


def moved_to_where_he_fits(world: World) -> None:
    bed = world.fixtures("make_house")("AMV").beds.first()
    placement.move(placement=Placement.objects.get(case=world.case, ends_at=None), bed=bed, move_reason="SAFETY",
                   by=world.cast.coa, at=world.at(2026, 3, 6))  # fmt: skip


def called_off(world: World) -> None:
    transfer.cancel(transfer=world.row, cancel_reason="It stays.", by=world.cast.coa, at=world.at(2026, 3, 7))


def admitted_before_eighteen(world: World) -> None:
    world.case = world.fixtures("admit")(world.at(2026, 3, 4), born=date(2008, 3, 19))
    guardianship.request(case=world.case, guardian=world.fixtures("people")["nidos.guardian"], by=world.cast.intake,
                         at=world.at(2026, 3, 4))  # fmt: skip


def care_is_coordinated(world: World) -> None:
    who = world.fixtures("people")["nidos.care_coordinator"]
    care.start(case=world.case, coordinator=who, basis="Hulp bij school.",
               by=world.cast.guardian, at=world.at(2026, 3, 20))  # fmt: skip


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


def asked_where(world: World) -> None:
    world.row = inquiry.record(case=world.case, asker="PARTNER", how="PHONE", said="Waar is zij?", by=world.cast.ind,
                               at=world.at(2026, 3, 3))  # fmt: skip


def all_acted(world: World) -> None:
    for by in (world.cast.guardian, world.cast.coa, world.cast.avim):
        inquiry.act(inquiry=world.row, step="Gebeld.", by=by, at=world.at(2026, 3, 4))


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


def nothing(world: World) -> None:
    """The day alone does it."""


Step = tuple[Callable[[World], None], tuple[int, ...]]
# Of each alert: for whom; what happens, and a day without it; what happens next, and a day with it; and a day after.
DAYS: dict[str, tuple[str, Step, Step, Step]] = {
    "AL-01": ("intake", (talks, (2026, 3, 5)), (nothing, (2026, 3, 6)), (second_talk, (2026, 3, 6, 13))),
    "AL-02": ("supervisor", (nothing, (2026, 3, 3)), (skip_first, (2026, 3, 3, 13)), (reopen_first, (2026, 3, 4, 13))),
    "AL-03": ("ind", (signalled, (2026, 3, 3, 15)), (nothing, (2026, 3, 3, 16)), (all_have_seen, (2026, 3, 4, 13))),
    "AL-04": ("guardian", (decided, (2026, 3, 4, 12)), (nothing, (2026, 3, 4, 13)), (informed, (2026, 3, 5, 13))),
    "AL-05": ("coa", (decided, (2026, 3, 3, 13)), (informed_at_once, (2026, 3, 3, 15)), (settled, (2026, 3, 4, 14))),
    "AL-06": ("guardian", (nothing, (2026, 3, 4)), (in_crisis, (2026, 3, 4, 13)), (out_of_crisis, (2026, 3, 5, 13))),
    "AL-07": ("coa", (room_enough, (2026, 3, 4)), (one_more, (2026, 3, 5, 14)), (one_less, (2026, 3, 6, 13))),
    "AL-08": ("coa", (moved_once, (2026, 3, 5, 13)), (travels, (2026, 3, 5, 15)), (called_off, (2026, 3, 7, 13))),
    "AL-09": ("ind", (heard_in_time, (2026, 3, 11)), (rest_past_the_hearing, (2026, 3, 14)),
              (heard_later, (2026, 3, 17))),
    "AL-10": ("guardian", (heard_in_time, (2026, 5, 19)), (nothing, (2026, 5, 20)), (counselled, (2026, 5, 20, 13))),
    "AL-11": ("avim", (planned, (2026, 3, 4)), (nothing, (2026, 3, 5)), (explained, (2026, 3, 5, 15))),
    "AL-12": ("guardian", (told_once, (2026, 3, 3)), (to_be_told_again, (2026, 3, 3, 13)),
              (without_the_story, (2026, 3, 4, 13))),
    "AL-13": ("avim", (reflects, (2026, 3, 3, 13)), (asks_for_asylum, (2026, 3, 4, 13)),
              (chosen_after_all, (2026, 3, 5, 13))),
    "AL-14": ("ind", (nothing, (2026, 3, 3)), (rejected, (2026, 3, 4, 13)), (carried_out, (2026, 3, 5, 13))),
    "AL-15": ("avim", (rejected, (2026, 3, 4, 13)), (carried_out, (2026, 3, 5, 13)), (determined, (2026, 3, 6, 13))),
    "AL-16": ("coa", (almost_eighteen, (2026, 4, 11)), (nothing, (2026, 4, 12)),
              (plan_and_programme_finished, (2026, 4, 13))),
    "AL-17": ("intake", (admitted_before_eighteen, (2026, 3, 18)), (nothing, (2026, 3, 19)),
              (care_is_coordinated, (2026, 3, 20, 13))),
    "AL-18": ("guardian", (admitted, (2026, 4, 15)), (nothing, (2026, 4, 16)), (left_protection, (2026, 4, 16, 13))),
    "AL-19": ("ind", (nothing, (2026, 3, 5)), (gone, (2026, 3, 5, 21)), (back, (2026, 3, 6, 13))),
    "AL-20": ("guardian", (gone_and_back, (2026, 3, 10)), (nothing, (2026, 3, 11)),
              (talked_about_it, (2026, 3, 11, 13))),
    "AL-21": ("guardian", (agreed_on, (2026, 4, 9, 23)), (nothing, (2026, 4, 10)),
              (looked_at_again, (2026, 4, 10, 13))),
    "AL-22": ("guardian", (admitted, (2026, 9, 4)), (nothing, (2026, 9, 5)), (stay_reviewed, (2026, 9, 6, 13))),
    "AL-23": ("guardian", (nothing, (2026, 3, 9)), (older_by_decision, (2026, 3, 23)), (nothing, (2026, 3, 24))),
    "AL-24": ("guardian", (consent_asked, (2026, 3, 3)), (report_drafted, (2026, 3, 4)), (agreed, (2026, 3, 5, 15))),
    "AL-25": ("guardian", (report_sent, (2026, 3, 5, 16)), (taken_back, (2026, 3, 6)),
              (withdrawal_sent, (2026, 3, 7, 13))),
    "AL-26": ("guardian", (signed_by_the_guardian, (2027, 2, 7)), (nothing, (2027, 2, 8)),
              (signed_by_the_youth, (2027, 2, 9, 13))),
    "AL-27": ("guardian", (married_off, (2026, 3, 5, 23)), (nothing, (2026, 3, 6, 0)),
              (talked_with_both, (2026, 3, 6, 13))),
    "AL-28": ("avim", (nothing, (2026, 3, 3)), (offence_recorded, (2026, 3, 3, 13)),
              (non_punishment_considered, (2026, 3, 4, 13))),
    "AL-29": ("supervisor", (nothing, (2026, 3, 3)), (named_talk, (2026, 3, 3, 13)), (trained, (2026, 3, 4, 13))),
    "AL-31": ("intake", (nothing, (2026, 3, 3)), (looks_alike, (2026, 3, 3, 13)), (two_children, (2026, 3, 4, 13))),
    "AL-32": ("dpo", (nothing, (2026, 3, 3)), (opened_in_an_emergency, (2026, 3, 3, 13)),
              (reviewed, (2026, 3, 4, 13))),
    "AL-33": ("guardian", (nothing, (2026, 3, 3)), (sibling_signalled, (2026, 3, 3, 13)),
              (screened, (2026, 3, 4, 13))),
    "AL-34": ("coa", (nothing, (2026, 3, 5)), (seen_near_a_house, (2026, 3, 5, 13)),
              (police_and_coa_acted, (2026, 3, 6, 13))),
    "AL-35": ("coa", (left, (2026, 3, 6, 16)), (nothing, (2026, 3, 6, 16, 1)), (arrived, (2026, 3, 6, 17, 1))),
    "AL-36": ("guardian", (nothing, (2026, 3, 3)), (asked_where, (2026, 3, 3, 13)), (all_acted, (2026, 3, 4, 13))),
    "AL-37": ("coa", (in_a_house_for_girls, (2026, 3, 4, 13)), (is_a_boy, (2026, 3, 5, 13)),
              (moved_to_where_he_fits, (2026, 3, 6, 13))),
}  # fmt: skip


def open_now(actor: Actor, case: Case, moment: datetime) -> dict[str, alerts.OpenAlert]:
    outside = [*emergencies.waiting(actor), *incidents.waiting(actor), *shelter_alert.waiting(actor),
               *training_alert.waiting(actor)]  # fmt: skip
    found = alerts.waiting([*snapshot.load(actor, moment), *outside], actor.role, moment)
    return {each.alert.code: each for each in found if each.facts.case == case.pk or not each.facts.of_a_case}


@pytest.mark.requirement(
    "AL-01",
    "AL-02",
    "AL-03",
    "AL-04",
    "AL-05",
    "AL-06",
    "AL-07",
    "AL-08",
    "AL-09",
    "AL-10",
    "AL-11",
    "AL-12",
    "AL-13",
    "AL-14",
    "AL-15",
    "AL-16",
    "AL-17",
    "AL-18",
    "AL-19",
    "AL-20",
    "AL-21",
    "AL-22",
    "AL-23",
    "AL-24",
    "AL-25",
    "AL-26",
    "AL-27",
    "AL-28",
    "AL-29",
    "AL-31",
    "AL-32",
    "AL-33",
    "AL-34",
    "S004-15",
    "S004-28",
    "S004-29",
    "S004-35",
    "S004-36",
    "S004-47",
    "S004-77",
    "S004-108",
    "T-08",
)
@pytest.mark.parametrize("code", DAYS)
def test_an_alert_has_a_day_without_it_a_day_with_it_and_a_day_after_it(code, world):
    role, *steps = DAYS[code]
    seen = []
    for happens, day in steps:
        happens(world)
        seen.append(code in open_now(getattr(world.cast, role), world.case, world.at(*day)))
    assert seen == [False, True, False]


def test_every_alert_of_the_policy_has_its_days_and_its_condition():
    assert [row.code for row in ALERTS] == list(DAYS) == list(WATCHES)


@pytest.mark.requirement("AL-01", "S004-28")
def test_a_child_with_whom_nobody_talks_is_alerted_too_five_working_days_after_it_arrived(world):
    assert "AL-01" not in open_now(world.cast.intake, world.case, world.at(2026, 3, 9))
    assert "AL-01" in open_now(world.cast.intake, world.case, world.at(2026, 3, 10))


@pytest.mark.requirement("AL-03", "S004-35")
def test_an_unseen_signal_is_alerted_to_its_sender_and_to_each_that_has_not_seen_it(world):
    signalled(world)
    mine = Notice.objects.get(kind="SIGNAL", to_organisation=world.cast.ind.organisation_id)
    notices.acknowledge(notice=mine, by=world.cast.ind, at=world.at(2026, 3, 2, 16))
    assert "AL-03" in open_now(world.cast.avim, world.case, world.at(2026, 3, 4))
    assert "AL-03" in open_now(world.cast.intake, world.case, world.at(2026, 3, 4))
    assert "AL-03" not in open_now(world.cast.ind, world.case, world.at(2026, 3, 4))


@pytest.mark.requirement("AL-26", "T-14", "B-07")
def test_a_consent_is_outgrown_since_the_birthday_and_whoever_looks_later_hears_the_same(world):
    signed_by_the_guardian(world)
    for day in (world.at(2027, 2, 8), world.at(2027, 6, 1)):
        assert open_now(world.cast.guardian, world.case, day)["AL-26"].since == world.at(2027, 2, 8, 0)
    assert "AL-26" not in open_now(world.cast.supervisor, world.case, world.at(2027, 6, 1))


@pytest.mark.requirement("AL-26")
def test_a_birth_date_that_makes_the_child_older_outgrows_it_from_that_day(world):
    signed_by_the_guardian(world)
    older_by_decision(world)
    assert open_now(world.cast.guardian, world.case, world.at(2026, 3, 20))["AL-26"].since == world.at(2026, 3, 9, 0)


@pytest.mark.requirement("AL-19", "T-09")
def test_a_missing_child_rises_to_the_supervisors_after_an_hour_and_everybody_has_it_at_once(world):
    gone(world)
    for role in ("guardian", "avim", "ind", "coa"):
        row = open_now(getattr(world.cast, role), world.case, world.at(2026, 3, 5, 20))
        assert row["AL-19"].alert.severity == Severity.CRITICAL, role
    assert "AL-19" not in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 5, 20, 59))
    assert "AL-19" in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 5, 21))


@pytest.mark.requirement("EC-24", "AL-01")
def test_the_intake_of_a_missing_child_is_not_late(world):
    gone(world)
    assert "AL-01" not in open_now(world.cast.intake, world.case, world.at(2026, 3, 20))
    absence_end.come_back(absence=world.row, by=world.cast.avim, at=world.at(2026, 3, 21))
    assert "AL-01" in open_now(world.cast.intake, world.case, world.at(2026, 3, 21))


@pytest.mark.requirement("AL-11")
def test_only_who_planned_the_talk_is_alerted_to_explain_it(world):
    planned(world)
    assert "AL-11" not in open_now(world.cast.ind, world.case, world.at(2026, 3, 5))


@pytest.mark.requirement("AL-23", "EC-25")
def test_a_birth_date_that_moves_no_clock_is_no_alert(world):
    birth_date.record(case=world.case, date=date(2011, 2, 8), source="AVIM", status="OFFICIAL", by=world.cast.avim,
                      at=world.at(2026, 3, 9))  # fmt: skip
    assert "AL-23" not in open_now(world.cast.guardian, world.case, world.at(2026, 3, 10))


@pytest.mark.requirement("S004-17")
class TestHouseThatDoesNotFit:
    def test_coa_guardian_and_the_own_house_hear_it_since_the_correction_and_nobody_is_moved(self, world, people):
        in_a_house_for_girls(world)
        is_a_boy(world)
        house = Placement.objects.get(case=world.case, ends_at=None).bed.location
        own, other = (replace(world.cast.mentor, location=key) for key in (house.pk, world.case.pk))
        for actor in (world.cast.coa, world.cast.guardian, own):
            assert open_now(actor, world.case, world.at(2026, 3, 5, 13))["AL-37"].since == world.at(2026, 3, 5)
        for actor in (world.cast.ind, world.cast.avim, other):
            assert "AL-37" not in open_now(actor, world.case, world.at(2026, 3, 5, 13))

    def test_it_rises_to_the_supervisors_a_day_later(self, world):
        in_a_house_for_girls(world)
        is_a_boy(world)
        assert "AL-37" not in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 6, 11))
        assert "AL-37" in open_now(world.cast.supervisor, world.case, world.at(2026, 3, 6, 13))

    def test_a_sex_that_is_not_known_and_a_house_for_everybody_open_none(self, world):
        world.fixtures("place")(world.case, world.fixtures("make_house")("BO"))
        is_a_boy(world)
        assert "AL-37" not in open_now(world.cast.coa, world.case, world.at(2026, 3, 5, 13))
        girls_only(Placement.objects.get(case=world.case).bed.location)
        said = {"kind": "NEWS", "reason": "It is not sure."}
        child.correct(child=Child.objects.get(case=world.case), correction=said, sex="UNKNOWN", by=world.cast.guardian,
                      at=world.at(2026, 3, 6))  # fmt: skip
        assert "AL-37" not in open_now(world.cast.coa, world.case, world.at(2026, 3, 6, 13))


@pytest.mark.parametrize("row", ALERTS, ids=lambda row: row.code)
def test_whoever_gets_an_alert_may_read_what_it_rests_on(row, organisations):
    """An alert that a role cannot compute would never be seen by it."""
    for role in (*row.roles, *row.escalates_to):
        kind = role.partition(".")[0].upper().replace("DPO", "NIDOS")
        actor = Actor(organisations[kind].pk, kind, role, "", "ADMIN")
        case = None if WATCHES[row.code].outside else organisations[kind].pk
        standing = Standing(actor, case, frozenset(Ground))
        assert all(access.plan(model, standing) for model in WATCHES[row.code].reads), role


def test_an_alert_rises_by_a_term_and_asks_for_acts_and_tasks_that_exist():
    from overview.acts import ACTS

    for row in ALERTS:
        assert bool(row.escalates_to) == bool(row.after), row
        assert not row.after or term(row.after, date(2026, 3, 2)).hours, row
        assert row.act in {"", *ACTS}, row
        assert set(row.tasks) <= {each.code for each in TASKS}, row
        assert row.severity in Severity, row
