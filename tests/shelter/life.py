"""A small world for random lives: three children, a few houses, and everybody who may do something."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Exists, OuterRef

from audit.models import Recorded
from config.clock import day_of
from intake.models import Case
from partners.acts import Act
from partners.errors import NotAllowed, NotFound, RuleBroken
from residence import admission, birth_date, guardianship
from shelter import absence, absence_end, care, departure, fitting, indication, step_down, transfer
from shelter.models import Absence, Indication, Location, Placement, StepDownAssessment, Transfer
from tests.houses import perform

KINDS = ("BO", "BO", "FIER", "AMV", "AZC", "SPECIAL_AZC", "CRISIS_EMERGENCY", "FOSTER")
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

    def place(self, call: Call, case: Case | None) -> dict[str, Any]:
        """Mostly a bed that is on offer, as on the form; now and then any, as in a call of the API."""
        house = self.houses[call.house]
        if house.kind == "FOSTER":
            return {"location": house}
        bed = house.beds.order_by("label")[call.bed]
        if case is not None and call.choice % 4:
            rows = fitting.beds_on_offer(case, self.cast.coa, self.now).filter(location__in=self.houses)
            offered = list(rows.select_related("location").order_by("location__name", "label"))
            bed = offered[call.choice % len(offered)] if offered else bed
        crisis = bed.location.kind == "CRISIS_EMERGENCY"
        return {"bed": bed} | ({"override_reason": "There is no other bed tonight."} if crisis else {})

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

    def journey(self, call: Call) -> Transfer | None:
        return drawn(Transfer.objects.open().filter(case__in=self.cases), call)

    def assessed(self, call: Call) -> StepDownAssessment | None:
        return drawn(StepDownAssessment.objects.filter(case__in=self.cases, outcome=""), call)


def drawn(rows: Any, call: Call) -> Any:
    """By when it was written; of what was written at one moment, by the child."""
    found = list(rows.order_by("created_at", "number" if rows.model is Case else "case__number"))
    return found[call.child % len(found)] if found else None


# The act, who does it, in what, and what is said.
What = tuple[Act, str, Case | Recorded | None, dict[str, Any]]


def placing(world: World, call: Call) -> What:
    foster, case = world.houses[call.house].kind == "FOSTER", world.unplaced(call)
    act, by = (admission.FOSTER, "guardian") if foster else (admission.PLACE, "coa")
    return act, by, case, world.place(call, case)


MOVED = {"move_reason": "She is afraid here.", "avoidable": "NO", "unfinished_reason": "She is not safe in BO."}


def moving(world: World, call: Call) -> What:
    foster, stay = world.houses[call.house].kind == "FOSTER", world.stay(call)
    data = world.place(call, stay.case if stay else None) | MOVED
    act, by = (admission.FOSTER_MOVE, "guardian") if foster else (admission.MOVE, "coa")
    if foster:
        data.pop("override_reason", None)
    return act, by, stay, data


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
    """An official birth date: of age in some days from now, or since some days."""
    comes_of_age = day_of(world.now) + timedelta(days=call.choice % 200 - 100)
    born = comes_of_age.replace(year=comes_of_age.year - 18, day=min(comes_of_age.day, 28))
    return birth_date.RECORD, "ind", world.case(call), {"date": born, "source": "IND", "status": "OFFICIAL"}


def asking_guardianship(world: World, call: Call) -> What:
    return guardianship.REQUEST, "intake", world.case(call), {"guardian": world.guardian}


def planning(world: World, call: Call) -> What:
    data = {"planned_at": world.now + timedelta(days=call.choice % 3), "escort": "COA"} | MOVED
    case = world.case(call)
    return transfer.PLAN, "coa", case, world.place(call, case) | data


def setting_off(world: World, call: Call) -> What:
    return transfer.DEPART, "coa", world.journey(call), {}


def arriving(world: World, call: Call) -> What:
    return admission.ARRIVE, "coa", world.journey(call), {}


def calling_off(world: World, call: Call) -> What:
    return transfer.CANCEL, "coa", world.journey(call), {"cancel_reason": "The road is closed."}


def assessing(world: World, call: Call) -> What:
    """Open an assessment, or sign the one that is open for one of the two."""
    row = world.assessed(call)
    if row is None:
        data = {"bo_need_ended_on": day_of(world.now), "bo_need_ended_by": "COBO", "regular_azc_too_big": "YES",
                "reception_entitled": "YES", "unfinished_reason": "She wants to."}  # fmt: skip
        return step_down.OPEN, "coa", world.case(call), data
    outcome = ("SPECIAL_AZC", "SPECIAL_AZC", "AZC", "STAY")[call.choice % 4]
    if call.choice % 2:
        return step_down.COA_SIGNS, "coa", row, {"coa_decision": outcome, "coa_reasons": "She can."}
    return step_down.NIDOS_SIGNS, "guardian", row, {"nidos_decision": outcome, "nidos_reasons": "She can."}


def coordinating(world: World, call: Call) -> What:
    data = {"coordinator": world.guardian, "basis": "She is alone."}
    return care.START, "guardian", world.case(call), data


def departing(world: World, call: Call) -> What:
    data = {"went_to": "OWN_HOME", "departure_reason": "A room of her own."}
    return departure.DEPART, "coa", world.stay(call), data


ACTS: dict[str, Callable[[World, Call], What]] = {
    "place": placing, "move": moving, "decide": deciding, "inform": informing, "leave": leaving,
    "return": returning, "give up": giving_up, "release": releasing, "birth": recording_birth,
    "guardianship": asking_guardianship, "plan": planning, "set off": setting_off, "arrive": arriving,
    "call off": calling_off, "assess": assessing, "care": coordinating, "depart": departing,
}  # fmt: skip
# How often each is tried: a life is mostly going from one place to the next.
TIMES = {
    "place": 4, "move": 6, "leave": 4, "return": 3, "give up": 2, "release": 1, "decide": 2, "inform": 1, "birth": 2,
    "guardianship": 1, "plan": 3, "set off": 2, "arrive": 2, "call off": 1, "assess": 3, "care": 2, "depart": 1,
}  # fmt: skip
OFTEN = tuple(act for act, times in TIMES.items() for _ in range(times))
# One lives in protected shelter, one is indicated and waits, of one nothing is decided yet.
BEGINS = (
    Call("guardianship", 0), Call("guardianship", 1), Call("guardianship", 2), Call("decide", 0), Call("inform", 0),
    Call("place", 0, house=0), Call("decide", 1), Call("inform", 1),
)  # fmt: skip
ENDS_A_STAY = ("move", "give up", "release", "arrive", "depart")
