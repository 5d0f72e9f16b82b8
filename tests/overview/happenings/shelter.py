"""What happens to a child in shelter: placed, moved, gone, back, of age."""

from datetime import date

from intake import child
from intake.models import Case, Child
from residence import birth_date, guardianship
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
    stay_review,
    transfer,
)
from shelter.models import Location, Placement
from tests.overview.happenings.world import World
from tests.shelter.test_measure import SAID


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
    world.fixtures("indicate")(world.case)
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
    bed = world.fixtures("make_house")("BO", name="Huis Elders").beds.first()
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


def asked_where(world: World) -> None:
    world.row = inquiry.record(case=world.case, asker="PARTNER", how="PHONE", said="Waar is zij?", by=world.cast.ind,
                               at=world.at(2026, 3, 3))  # fmt: skip


def all_acted(world: World) -> None:
    for by in (world.cast.guardian, world.cast.coa, world.cast.avim):
        inquiry.act(inquiry=world.row, step="Gebeld.", by=by, at=world.at(2026, 3, 4))
