"""A small world for random lives: three children, a few houses, everybody who may do something, and what must hold."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Exists, OuterRef

from config.clock import day_of
from intake import majority
from intake.models import BirthDateRecord, Case
from partners.acts import Act
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Notice, NoticeKind, Organisation
from residence import admission, birth_date, guardianship
from residence.models import Guardianship
from shelter import absence, absence_end, indication
from shelter.models import Absence, Indication, Location, Placement
from tests.houses import perform

KINDS = ("BO", "BO", "FIER", "AMV", "AZC", "CRISIS_EMERGENCY", "FOSTER")
CHILDREN, BEDS = 3, 2
ACTORS = ("coa", "guardian", "intake", "mentor", "avim", "ind")


@dataclass(frozen=True)
class Call:
    """Something one actor tries: which act, on which child, and what it draws from."""

    act: str
    child: int
    house: int = 0
    bed: int = 0
    by: str = ""
    choice: int = 0


@dataclass
class World:
    """The children and houses of one life, on real transactions; `done` keeps what succeeded, in its moment."""

    cast: SimpleNamespace
    guardian: Any
    houses: list[Location]
    cases: list[UUID]
    now: datetime
    done: list[tuple[datetime, str, UUID]] = field(default_factory=list)

    def call(self, call: Call) -> bool:
        """Do it as a door does; whether it was done. A refusal is an answer; anything else is a fault."""
        act, by, parent, data = ACTS[call.act](self, call)
        if parent is None:
            return False
        case = parent.pk if isinstance(parent, Case) else parent.case_id
        ids = {} if isinstance(parent, Case) else {act.parent: parent.pk}
        try:
            perform(act, by=getattr(self.cast, call.by or by), at=self.now, data=data, case=case, **ids)
        except (NotAllowed, NotFound, RuleBroken):
            return False
        self.done.append((self.now, call.act, case))
        return True

    def together(self, calls: list[Call]) -> list[bool]:
        """All of them at the same moment, each with a connection of its own."""

        def alone(call: Call) -> bool:
            try:
                return self.call(call)
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(alone, calls))

    def wait(self, days: int = 0) -> None:
        self.now += timedelta(days=days, minutes=1)

    def place(self, call: Call) -> dict[str, Any]:
        house = self.houses[call.house]
        if house.kind == "FOSTER":
            return {"location": house}
        reason = {"override_reason": "There is no other bed tonight."} if house.kind == "CRISIS_EMERGENCY" else {}
        return {"bed": house.beds.order_by("label")[call.bed]} | reason

    def case(self, call: Call) -> Case:
        return Case(pk=self.cases[call.child])

    def stay(self, call: Call) -> Placement | None:
        """A stay that runs, of one of the children who have one."""
        return drawn(Placement.objects.filter(case__in=self.cases, ends_at=None), call)

    def gone(self, call: Call) -> Absence | None:
        return drawn(Absence.objects.open().filter(case__in=self.cases), call)

    def unplaced(self, call: Call) -> Case | None:
        """A child that lives in none of the houses."""
        rows = Case.objects.filter(pk__in=self.cases)
        return drawn(rows.exclude(Exists(Placement.objects.filter(case=OuterRef("pk"), ends_at=None))), call)


def drawn(rows: Any, call: Call) -> Any:
    found = list(rows.order_by("created_at"))
    return found[call.child % len(found)] if found else None


# The act, who does it, in what, and what is said.
What = tuple[Act, str, Case | Placement | Absence | None, dict[str, Any]]


def placing(world: World, call: Call) -> What:
    foster = world.houses[call.house].kind == "FOSTER"
    return (
        admission.FOSTER if foster else admission.PLACE,
        "guardian" if foster else "coa",
        world.unplaced(call),
        world.place(call),
    )


def moving(world: World, call: Call) -> What:
    foster = world.houses[call.house].kind == "FOSTER"
    data = world.place(call) | {"move_reason": "She is afraid here."}
    act = admission.FOSTER_MOVE if foster else admission.MOVE
    if foster:
        data.pop("override_reason", None)
    return act, "guardian" if foster else "coa", world.stay(call), data


def deciding(world: World, call: Call) -> What:
    outcome = tuple(Indication.Outcome)[call.choice % 4]
    data = {"outcome": outcome, "ground": "DISAPPEARANCE_RISK", "reasons": "He called her twice."}
    return admission.DECIDE, "guardian", world.case(call), data


def informing(world: World, call: Call) -> What:
    return indication.INFORM_COA, "guardian", world.case(call), {}


def leaving(world: World, call: Call) -> What:
    data = {"circumstances": "Did not come back.", "last_seen_at": world.now - timedelta(hours=3)}
    return absence.REPORT, "guardian", world.case(call), data


def returning(world: World, call: Call) -> What:
    return absence_end.RETURN, "guardian", world.gone(call), {}


def giving_up(world: World, call: Call) -> What:
    data = {"ended_as": absence_end.ELSEWHERE[call.choice % 4], "end_reason": "An aunt called."}
    return absence_end.END, "guardian", world.gone(call), data


def releasing(world: World, call: Call) -> What:
    return absence_end.RELEASE, "coa", world.gone(call), {}


def recording_birth(world: World, call: Call) -> What:
    """An official birth date, by which the child is of age some days from now, or was some days ago."""
    comes_of_age = day_of(world.now) + timedelta(days=call.choice % 400 - 60)
    born = comes_of_age.replace(year=comes_of_age.year - 18, day=min(comes_of_age.day, 28))
    return birth_date.RECORD, "ind", world.case(call), {"date": born, "source": "IND", "status": "OFFICIAL"}


def asking_guardianship(world: World, call: Call) -> What:
    return guardianship.REQUEST, "intake", world.case(call), {"guardian": world.guardian}


ACTS: dict[str, Callable[[World, Call], What]] = {
    "place": placing, "move": moving, "decide": deciding, "inform": informing, "leave": leaving,
    "return": returning, "give up": giving_up, "release": releasing, "birth": recording_birth,
    "guardianship": asking_guardianship,
}  # fmt: skip
# How often each is tried: a life is mostly going from one place to the next.
OFTEN = tuple(
    act for act, times in {"place": 4, "move": 6, "leave": 4, "return": 3, "give up": 2, "release": 1, "decide": 2,
                           "inform": 1, "birth": 2, "guardianship": 1}.items() for _ in range(times)
)  # fmt: skip
# One lives in protected shelter, one is indicated and waits, of one nothing is decided yet.
BEGINS = (
    Call("guardianship", 0), Call("guardianship", 1), Call("guardianship", 2), Call("decide", 0), Call("inform", 0),
    Call("place", 0, house=0), Call("decide", 1), Call("inform", 1),
)  # fmt: skip
ENDS_A_STAY = ("move", "give up", "release")


class Broken(AssertionError):
    """An invariant does not hold."""


def must(holds: object, invariant: str, about: object) -> None:
    if not holds:
        raise Broken(f"{invariant}: {about}")


def check(world: World) -> None:
    """Every invariant of the shelter, recounted from the rows. Raises Broken."""
    for case in Case.objects.filter(pk__in=world.cases):
        for rule in (
            told_once,
            placed_by_right,
            never_two_places,
            somewhere,
            ended_by_somebody,
            guarded,
            told_of_leaving,
        ):
            rule(world, case)
    never_two_in_a_bed(world)


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
    return list(case.placements.order_by("starts_at"))


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
    went = [when for when, act, who in world.done if who == case.pk and act in ("give up", "release")]
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
