"""Every clock of one child: what it counts from, its last day, and the first day that what waits for it may happen."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Min, Prefetch

from config.clock import day_of
from intake import majority
from intake.majority import Known
from intake.models import Case
from partners.access import Standing
from partners.data_classes import DataClass
from partners.rights import FULL
from policy.counting import Term
from policy.dates import term_last_day
from policy.terms import term
from policy.text import Text
from residence import plausibility
from residence import wait as waits
from shelter import indication
from shelter.models import Indication, RestExtension, RestPeriod

STAY_REVIEWS = ("STAY_REVIEW_6M", "STAY_REVIEW_9M")
DECISION = ("DECISION_9M", "DECISION_11M", "DECISION_12M")
BEFORE_MAJORITY = ("MAJORITY_MINUS_6M", "MAJORITY_MINUS_3M", "MAJORITY_MINUS_1M")

CLASS_OF = {
    "REST": DataClass.REST,
    "HEARING_WAIT": DataClass.HEARING,
    "INFORM_COA": DataClass.INDICATION,
    "STAY_REVIEW_6M": DataClass.PLACEMENT,
    "STAY_REVIEW_9M": DataClass.PLACEMENT,
    "INVESTIGATION_ONE_YEAR": DataClass.POLICE,
    "REFLECTION": DataClass.REFLECTION,
    "REFLECTION_DUBLIN": DataClass.REFLECTION,
    **dict.fromkeys(DECISION, DataClass.ASYLUM),
    "PLAUSIBILITY_REQUEST": DataClass.PLAUSIBILITY,
}


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock. `proposal`: ours, not the law's. `provisional`: it rests on a birth date that is not official.

    `was`: its day before the birth date last changed, which was `moved_on`, by a record with this source (`moved_by`);
    without a source it was contested or settled.
    """

    name: str
    label: Text
    source: tuple[str, ...]
    counts_from: date | None = None
    last_day: date | None = None
    earliest: date | None = None
    proposal: bool = False
    provisional: bool = False
    was: date | None = None
    moved_on: date | None = None
    moved_by: str = ""

    @property
    def day(self) -> date | None:
        """The one day by which it is named: that on which something may happen, or else its last."""
        return self.earliest or self.last_day

    @property
    def data_class(self) -> DataClass:
        """The class of data it tells of: who may not read that class may not read the clock either."""
        return CLASS_OF.get(self.name, DataClass.IDENTITY)

    def is_for(self, standing: Standing) -> bool:
        """Whether it may be read: what hangs on the birth date gives that date away, which no summary does.

        In a closed case no clock runs for anybody.
        """
        if standing.is_closed:
            return False
        reads = standing.right(self.data_class).reads
        return reads == FULL if self.data_class == DataClass.IDENTITY else bool(reads)


def clocks(case: Case, today: date) -> list[Clock]:
    """Every clock that runs or waits for its start, protective ones first."""
    resting, indicated, known = resting_in(case), indicated_in(case), majority.of_case(case)
    return [
        *protection(resting, indicated, today),
        *informing(indicated),
        *investigating(case, today),
        *deciding(case, today),
        *reflecting(case, today),
        *asking_plausibility(case, today),
        *coming_of_age(known, today, in_shelter=resting is not None),
    ]


# Just the columns that clocks are counted from: who reads a clock does not thereby fetch why it runs.
def resting_in(case: Case) -> RestPeriod | None:
    extensions = Prefetch("extensions", RestExtension.objects.only("rest", "days", "approved_at"))
    return RestPeriod.objects.filter(case=case).only("starts_on").prefetch_related(extensions).first()


def indicated_in(case: Case) -> Indication | None:
    counted = ("case", "outcome", "ground", "decided_on", "coa_informed_at", "created_at")
    return indication.in_force(case).only(*counted).first()


def protection(resting: RestPeriod | None, indicated: Indication | None, today: date) -> list[Clock]:
    """Rest and the wait for the hearing; both stand there without days while the child waits for its bed (C3.5)."""
    wait = waits.of_rows(resting, indicated)
    if resting is None and wait.plannable:
        return []
    start = resting.starts_on if resting else None
    begun = [
        clock("REST", today, start, last_day=wait.rest_last_day),
        clock("HEARING_WAIT", today, start, last_day=wait.wait_last_day, earliest=wait.earliest),
    ]
    return begun + [clock(name, today, start) for name in STAY_REVIEWS if start]


def informing(indicated: Indication | None) -> list[Clock]:
    """Nidos still has to inform COA (AL-04)."""
    if indicated is None or indicated.coa_informed_at is not None:
        return []
    deadline = term("INFORM_COA", indicated.decided_on).deadline(indicated.created_at)
    return [clock("INFORM_COA", indicated.decided_on, indicated.decided_on, last_day=day_of(deadline))]


def investigating(case: Case, today: date) -> list[Clock]:
    """A year after an investigation started, as long as it runs; it says something and gives no right (T-11)."""
    running = case.police_reports.filter(investigation_started_on__isnull=False, investigation_ended_on=None)
    first = running.aggregate(first=Min("investigation_started_on"))["first"]
    return [clock("INVESTIGATION_ONE_YEAR", today, first)] if first else []


def deciding(case: Case, today: date) -> list[Clock]:
    """Nine, eleven and twelve months after the first application that is not decided; they give no right (T-10)."""
    first = case.asylum_procedures.filter(decided_on=None).aggregate(first=Min("applied_on"))["first"]
    return [clock(name, today, first) for name in DECISION] if first else []


def reflecting(case: Case, today: date) -> list[Clock]:
    """The reflection period, until its outcome is recorded (T-04)."""
    row = case.reflection_periods.filter(ended_on=None).values_list("starts_on", "dublin").first()
    return [clock("REFLECTION_DUBLIN" if row[1] else "REFLECTION", today, row[0])] if row else []


def asking_plausibility(case: Case, today: date) -> list[Clock]:
    """Until when advice on plausibility can be asked, in the pilot, after a report that was closed (B-60)."""
    if not plausibility.pilot_on(today):
        return []
    closed = case.police_reports.filter(filed_on__isnull=False, plausibility=None, investigation_ended_on__lte=today)
    days = closed.order_by("investigation_ended_on").values_list("investigation_ended_on", flat=True)
    found = [clock("PLAUSIBILITY_REQUEST", today, day) for day in days if plausibility.open_on(day, today)]
    return found[:1]


def coming_of_age(known: Known, today: date, *, in_shelter: bool) -> list[Clock]:
    """The clocks that hang on the birth date, each with the day it had before the last decision that moved it."""
    found, move = by_birth_date(known, today, in_shelter=in_shelter), majority.last_move(known)
    if move is None:
        return found
    before = {each.name: each.day for each in by_birth_date(move.before, today, in_shelter=in_shelter)}
    return [
        replace(each, was=before[each.name], moved_on=move.on, moved_by=move.by.source if move.by else "")
        if before.get(each.name) not in (None, each.day)
        else each
        for each in found
    ]


def by_birth_date(known: Known, today: date, *, in_shelter: bool) -> list[Clock]:
    """The last day as a minor, provisional until official; and for whom has a programme the days to ask after it.

    While the age is contested there is no day: the child counts as a minor until that is final (EC-27).
    """
    if known.contested:
        return [clock("MAJORITY", today, None, provisional=True)]
    adult_from, official = majority.shown_day(known), majority.adult_since(known) is not None
    if known.leading is None or adult_from is None:
        return []
    born, last_as_minor = known.leading.latest(), term_last_day(adult_from, days=-1)
    return [
        clock("MAJORITY", today, born, last_day=last_as_minor, earliest=adult_from, provisional=not official),
        *(clock(name, today, adult_from, provisional=not official) for name in BEFORE_MAJORITY if in_shelter),
    ]


def clock(name: str, today: date, counts_from: date | None, *, last_day: date | None = None,
          earliest: date | None = None, provisional: bool = False) -> Clock:  # fmt: skip
    """A clock by the row of the policy that was in force when it began to count."""
    row: Term = term(name, counts_from or today)
    if last_day is None and counts_from is not None:
        last_day = row.last_day(counts_from)
    return Clock(name=name, label=row.label, source=row.source, counts_from=counts_from,
                 last_day=last_day, earliest=earliest, proposal=row.proposal, provisional=provisional)  # fmt: skip
