"""What a first hearing waits for: rest and three months, counted from the first admission (T-03, S004-45, S004-47)."""

from dataclasses import dataclass
from datetime import date

from intake.models import Case
from policy.clocks import earliest_hearing, hearing_wait_last_day
from policy.locations import location_type
from shelter import indication, rest
from shelter.models import Indication, RestPeriod


@dataclass(frozen=True)
class Wait:
    """The last day of each clock; none of both without an admission. Not plannable: indicated and never admitted."""

    rest_last_day: date | None = None
    wait_last_day: date | None = None
    plannable: bool = True

    @property
    def earliest(self) -> date | None:
        """The first day that both clocks allow; None when none runs, or when none can be named yet."""
        if self.rest_last_day is None or self.wait_last_day is None:
            return None
        return earliest_hearing(self.rest_last_day, self.wait_last_day)

    @property
    def source(self) -> str:
        """The rule that binds longest."""
        binds = self.rest_last_day and self.wait_last_day and self.rest_last_day > self.wait_last_day
        return "S004-45" if binds else "S004-47"

    def allows(self, day: date) -> bool:
        """Whether a first hearing on this day lies after everything it waits for (INV-14, INV-15)."""
        return self.plannable and (self.earliest is None or day >= self.earliest)


def of_case(case: Case) -> Wait:
    return of_rows(rest.of_case(case), indication.current(case))


def of_rows(resting: RestPeriod | None, indicated: Indication | None) -> Wait:
    """From the rest period with its extensions and the current indication (T-03)."""
    if resting is not None:
        last = rest.last_day(resting, resting.extensions.all())
        return Wait(rest_last_day=last, wait_last_day=hearing_wait_last_day(resting.starts_on))
    return Wait(plannable=indicated is None or not waits_for_a_bed(indicated))


def waits_for_a_bed(indicated: Indication) -> bool:
    """Whether this indication asks for a place with which rest begins: BO or Fier."""
    return indicated.outcome != Indication.Outcome.NOT_NEEDED and location_type(indicated.outcome).starts_rest
