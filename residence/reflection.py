"""The reflection period: offered by police or KMar, never standard, never begun by a signal (S004-40, INV-10)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from policy import reflection as table
from residence import tracks
from residence.models import InformationGiven, ReflectionPeriod
from shelter.held import held

SOURCE = "S004-41"
TOPIC = "REFLECTION"


def explained(case: Case, by_day: date) -> date | None:
    """The last day until then on which it was explained to the child, and understood."""
    told = case.information.filter(topic=TOPIC, told=InformationGiven.Told.CHILD, given_on__lte=by_day,
                                   understood=InformationGiven.Understood.YES)  # fmt: skip
    return told.order_by("-given_on").values_list("given_on", flat=True).first()


def check_one(case: Case, by: Actor, at: datetime) -> None:
    if case.reflection_periods.filter(ended_on=None).exists():
        raise RuleBroken("reflection-runs", _("A reflection period runs already, or waits for its outcome."), SOURCE)


def check_may(*, lawful_stay: bool, chosen: bool, informed: bool) -> None:
    """By the table (INV-11). Raises RuleBroken."""
    line = table.line_for(lawful_stay=lawful_stay, chosen=chosen, informed=informed)
    if line.allowed:
        return
    if line.code == "lawful-stay":
        raise RuleBroken(
            "lawful-stay",
            _("The child has lawful stay already: a reflection period is not standard then. If the child chooses it "
              "itself after it was explained, say so."),
            "S004-40",
        )  # fmt: skip
    raise RuleBroken(
        "not-informed",
        _("First explain to the child what the reflection period is, and record that it understood."),
        "INV-11",
    )


@transaction.atomic
def offer(*, case: Case, offered_by: str, offered_on: date | None = None, starts_on: date | None = None,
          dublin: bool = False, explicit_choice: bool = False, by: Actor,
          at: datetime) -> ReflectionPeriod:  # fmt: skip
    """It was offered and begins; IND is told (B-28). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_one(case, by, at)
    start = starts_on or day_of(at)
    offered = offered_on or start
    tracks.check_day(offered, case.arrived_on, at, SOURCE)
    tracks.check_day(start, offered, at, SOURCE)
    stays, told = bool(tracks.stay_of(case, start)), explained(case, start)
    check_may(lawful_stay=stays, chosen=explicit_choice, informed=told is not None)
    row = ReflectionPeriod(
        case=case, offered_by=offered_by, offered_on=offered, starts_on=start, dublin=dublin, lawful_stay=stays,
        explicit_choice=explicit_choice, informed_on=told, ind_informed_on=day_of(at),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    tracks.follow("AVIM", "IND", case=case, about=row.pk, by=by, at=at)
    notices.tell(kinds=("IND",), about=row.pk, kind=NoticeKind.REFLECTION, case=case.pk, source="B-28", by=by, at=at)
    return row


def check_choose(reflection: ReflectionPeriod, by: Actor, at: datetime) -> None:
    check_runs(reflection, by, at)
    if reflection.explicit_choice:
        raise RuleBroken("chosen-already", _("It stands already that the child chose it itself."), SOURCE)


@transaction.atomic
def choose(*, reflection: ReflectionPeriod, by: Actor, at: datetime) -> ReflectionPeriod:
    """The child, which has come to have lawful stay, keeps to it by its own choice (AL-13). Raises RuleBroken."""
    row = held(reflection)
    check_choose(row, by, at)
    told = explained(row.case, day_of(at))
    check_may(lawful_stay=True, chosen=True, informed=told is not None)
    row.explicit_choice, row.informed_on = True, told
    return ledger.record(row, by=by, at=at)


def check_runs(reflection: ReflectionPeriod, by: Actor, at: datetime) -> None:
    if reflection.ended_on is not None:
        raise RuleBroken("reflection-ended", _("This reflection period has ended."), SOURCE)


@transaction.atomic
def end(*, reflection: ReflectionPeriod, outcome: str, ended_on: date | None = None, by: Actor,
        at: datetime) -> ReflectionPeriod:  # fmt: skip
    """What the child wants, at the latest as of its last day: longer it never takes (INV-12). Raises RuleBroken."""
    row = held(reflection)
    check_runs(row, by, at)
    last = min(row.last_day, day_of(at))
    day = ended_on or last
    if not row.starts_on <= day <= last:
        raise RuleBroken("day-impossible", _("It ended after it began, and on its last day at the latest."), "INV-12")
    row.ended_on, row.outcome = day, outcome
    ledger.record(row, by=by, at=at)
    tracks.let_go(row.pk, by=by, at=at)
    return row


WRITES = (DataClass.REFLECTION, "writes")
PERIODS = "cases/{case}/reflection-periods"
OFFER = Act(
    path=PERIODS,
    label=_("Record a reflection period"),
    verb=offer,
    model=ReflectionPeriod,
    fields=("offered_by", "offered_on", "starts_on", "dublin", "explicit_choice"),
    required=("offered_by",),
    parent_model=Case,
    right=WRITES,
    check=check_one,
    source=SOURCE,
    help=_("For a child without lawful stay. A child in protected shelter rests there already; one that has lawful "
           "stay only chooses it itself. IND is told. Shelter does not hang on it."),
)  # fmt: skip
CHOOSE = Act(
    path=f"{PERIODS}/{{reflection}}/choices",
    label=_("The child chooses it itself"),
    verb=choose,
    model=ReflectionPeriod,
    fields=(),
    parent_model=ReflectionPeriod,
    right=WRITES,
    check=check_choose,
    source="INV-11",
    help=_("After it was explained to the child, and understood; record that first."),
)
END = Act(
    path=f"{PERIODS}/{{reflection}}/endings",
    label=_("The reflection period ended"),
    verb=end,
    model=ReflectionPeriod,
    fields=("outcome", "ended_on"),
    required=("outcome",),
    parent_model=ReflectionPeriod,
    right=WRITES,
    check=check_runs,
    source="S004-42",
    help=_("Whatever the child wants is a good answer, and gives no reason. Nothing in shelter changes by it."),
)
ACTS = (OFFER, CHOOSE, END)
