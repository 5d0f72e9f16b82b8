"""What must hold in every life in protected shelter, recounted from the rows and from their history."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from config.clock import day_of
from intake import majority
from intake.models import BirthDateRecord, Case
from partners.models import Notice, NoticeKind, Organisation
from residence import guardianship
from residence.models import Guardianship
from shelter import capacity
from shelter.models import CareCoordination, Location, Placement, StepDownAssessment, Transfer
from tests.shelter.life import BEDS, ENDS_A_STAY, World


class Broken(AssertionError):
    """An invariant does not hold."""


def must(holds: object, invariant: str, about: object) -> None:
    if not holds:
        raise Broken(f"{invariant}: {about}")


def check(world: World) -> None:
    """Every invariant of the shelter, recounted from the rows. Raises Broken."""
    for case in Case.objects.filter(pk__in=world.cases):
        for rule in RULES:
            rule(world, case)
    never_two_in_a_bed(world)
    board_is_recount(world)


def told_once(world: World, case: Case) -> None:
    for row in case.indications.all():
        notices = list(Notice.objects.filter(about=row.pk, kind=NoticeKind.INDICATION))
        must(len(notices) == (row.coa_informed_at is not None), "INV-05", row)
        must(all(each.from_organisation.kind == "NIDOS" for each in notices), "INV-05", row)


def placed_by_right(world: World, case: Case) -> None:
    for row in case.placements.select_related("location"):
        placer = Organisation.objects.get(pk=row.created_by_organisation).kind
        must(placer == row.location.type.placed_by, "INV-06", (placer, row.location.kind))
        if row.location.type.needs_indication:
            known = case.indications.filter(coa_informed_at__lte=row.created_at).exclude(outcome="NOT_NEEDED")
            counted = [each for each in known if each.ended_on is None or each.ended_on >= day_of(row.created_at)]
            must(counted, "INV-07", row.location.kind)


def stays(case: Case) -> list[Placement]:
    return list(case.placements.select_related("location").order_by("starts_at"))


def never_two_places(world: World, case: Case) -> None:
    for one, next_one in pairwise(stays(case)):
        must(one.ends_at is not None and one.ends_at <= next_one.starts_at, "INV-08", (one, next_one))


def never_two_in_a_bed(world: World) -> None:
    rows = Placement.objects.filter(location__in=world.houses).exclude(bed=None).order_by("bed", "starts_at")
    for one, next_one in pairwise(rows):
        same = one.bed_id == next_one.bed_id
        must(not same or (one.ends_at is not None and one.ends_at <= next_one.starts_at), "INV-08", (one, next_one))


def somewhere(world: World, case: Case) -> None:
    """From the arrival stay on it lives in one place, until it is recorded that it went for good."""
    absences = list(case.absences.order_by("reported_at"))
    must(sum(row.ended_at is None for row in absences) <= 1, "INV-09", "two absences")
    if any(row.ended_at is None for row in absences):
        return
    rows = stays(case)
    went = [when for when, act, who in world.done if who == case.pk and act in ("give up", "release", "depart")]
    lives = [row for row in rows if row.ends_at is None]
    must(len(lives) == 1 or not rows or (went and went[-1] >= rows[-1].ends_at), "INV-09", rows)


def ended_by_somebody(world: World, case: Case) -> None:
    """No stay ends by itself, not on the eighteenth birthday either (INV-24)."""
    ends = {when for when, act, who in world.done if who == case.pk and act in ENDS_A_STAY}
    for row in stays(case):
        must(row.ends_at is None or row.ends_at in ends, "INV-24", row)


def told_of_leaving(world: World, case: Case) -> None:
    """Who leaves the house where it was placed is reported to police and COA in the same transaction."""
    for row in case.absences.exclude(placement=None):
        told = Notice.objects.filter(about=row.pk, kind=NoticeKind.ABSENCE, sent_at=row.reported_at)
        mine = Organisation.objects.get(pk=row.created_by_organisation).kind
        must({"AVIM", "COA"} - {mine} <= {each.to_organisation.kind for each in told}, "INV-35", row)


def guarded(world: World, case: Case) -> None:
    """Who is the guardian: counted anew, day by day, from what was recorded of the birth date."""
    row = Guardianship.objects.filter(case=case, replaced_on=None).first()
    if row is None:
        return
    today, official = day_of(world.now), list(case.birth_dates.filter(status="OFFICIAL").order_by("effective_from"))
    says = guardianship.is_active(row, majority.of_case(case), today)
    ever = any(adult_on(official, day) for day in days(row.requested_on, today))
    must(says is not ever, "INV-23", (row.requested_on, today))


def adult_on(official: list[BirthDateRecord], day: date) -> bool:
    born = [row.date for row in official if day_of(row.effective_from) <= day]
    return bool(born) and born[-1].replace(year=born[-1].year + 18) <= day


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def coordinated(world: World, case: Case) -> None:
    """Who has a care coordinator is an adult in protected shelter or a special azc (INV-25)."""
    if CareCoordination.objects.filter(case=case, ends_on=None).exists():
        official = list(case.birth_dates.filter(status="OFFICIAL").order_by("effective_from"))
        must(adult_on(official, day_of(world.now)), "INV-25", "a minor")
        stay = case.placements.filter(ends_at=None).select_related("location").first()
        must(stay is not None and stay.location.kind in ("BO", "SPECIAL_AZC"), "INV-25", stay)


def agreed_on(world: World, case: Case) -> None:
    """Nobody comes to a special azc from elsewhere without three conditions and two signatures (INV-26)."""
    came_from = [None, *stays(case)]
    for old, row in zip(came_from, stays(case), strict=False):
        if row.location.kind == "SPECIAL_AZC" and (old is None or old.location.kind != "SPECIAL_AZC"):
            both = StepDownAssessment.objects.filter(
                case=case, outcome="SPECIAL_AZC", coa_decision="SPECIAL_AZC", nidos_decision="SPECIAL_AZC",
                regular_azc_too_big="YES", reception_entitled="YES", bo_need_ended_on__isnull=False,
            )  # fmt: skip
            must(both.exists(), "INV-26", row)


def board_is_recount(world: World) -> None:
    """The board of tonight, counted anew from the history of every stay, one by one."""
    tonight = capacity.midnight(day_of(world.now))
    last = {row.id: row for row in Placement.history.filter(location__in=world.houses).order_by("history_id")}
    taken = {
        row.bed_id: row.location_id for row in last.values()
        if row.bed_id and row.starts_at < tonight and (row.ends_at is None or row.ends_at >= tonight)
    }  # fmt: skip
    promised = Transfer.objects.open().filter(location__in=world.houses).exclude(bed__in=taken)
    kept = Counter(promised.filter(bed__isnull=False).values_list("location_id", flat=True))
    occupied = Counter(taken.values())
    houses = Location.objects.filter(pk__in=[house.pk for house in world.houses])
    for house, [night] in capacity.board(houses, [day_of(world.now)]).items():
        counted = (night.beds, night.occupied, night.reserved, night.available)
        want = (BEDS, occupied[house], kept[house], BEDS - occupied[house] - kept[house])
        must(counted == want, "S004-15", (counted, want))


RULES = (
    told_once, placed_by_right, never_two_places, somewhere, ended_by_somebody, guarded, told_of_leaving, coordinated,
    agreed_on,
)  # fmt: skip
