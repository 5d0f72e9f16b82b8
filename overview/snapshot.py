"""The facts of every case an actor sees, loaded in bulk: as many queries for one case as for a thousand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from audit.models import Recorded
from intake.majority import Known
from intake.models import (
    AgeAssessment,
    BirthDateRecord,
    Case,
    CaseMerge,
    Child,
    ChildCorrection,
    ComenshaMessage,
    ComenshaReport,
    Consent,
    ConsentStatement,
    Conversation,
    CorrectionTelling,
    Identification,
    PossibleDuplicate,
    Referral,
    Relation,
    Screening,
    Signal,
    SignalAssessment,
    SmugglingDebt,
)
from overview.case_file import known_age
from partners import involvement, newest
from partners.access import Standing, classes_of, data_of, plan
from partners.access_grounds import READ_ONLY
from partners.actors import Actor
from partners.models import AlertAnswer, Notice
from partners.together import present, read_many
from residence.models import (
    AsylumProcedure,
    ExOfficioTest,
    Guardianship,
    Hearing,
    HearingDeviation,
    InformationGiven,
    Lawyer,
    Offence,
    PoliceReport,
    ReflectionPeriod,
    TraffickingProcedure,
)
from shelter.models import (
    Absence,
    AgendaItem,
    CareCoordination,
    CoboAction,
    ContactMoment,
    GuidancePlan,
    Indication,
    Location,
    LocationInquiry,
    ModuleDone,
    Placement,
    PlanGoal,
    Preparation,
    Presence,
    ProgrammeEnrolment,
    RestExtension,
    RestPeriod,
    RiskAnalysis,
    RiskContribution,
    RiskPosition,
    SafetyMeasure,
    StayReview,
    StepDownAssessment,
    Transfer,
)

Row = dict[str, Any]


class About(StrEnum):
    """What facts are about: the case of a child, or something that stands in no case."""

    CASE = "CASE"
    INCIDENT = "INCIDENT"
    SHELTER = "SHELTER"
    STAFF = "STAFF"


@dataclass
class Facts:
    """What the actor may read of one case, newest first within each kind.

    Of a child with another file that goes on here, the signals of that file stand here too; `numbers` are those of
    all cases that were loaded together and of the open ones that these name, `shut` the closed ones that they name.
    What is not about a case is about something else, such as a house: `case` is then the id of that.
    """

    case: UUID
    standing: Standing
    reference: str = ""
    rows: dict[type[Recorded], list[Row]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[UUID, str] = field(default_factory=dict)
    sexes: dict[UUID, list[str]] = field(default_factory=dict)
    arrived_on: date | None = None
    numbers: dict[UUID, int] = field(default_factory=dict)
    closed: list[UUID] = field(default_factory=list)
    shut: frozenset[UUID] = frozenset()
    about: About = About.CASE

    @property
    def of_a_case(self) -> bool:
        return self.about is About.CASE

    @property
    def outside(self) -> bool:
        """Whether the actor stands in no case, and sees only rows that are read outside of any."""
        return self.standing.case is None

    @property
    def only_reads(self) -> bool:
        """Whether the actor came in by an emergency or on request: of who only reads nothing is asked."""
        return not self.outside and self.standing.grounds <= READ_ONLY

    def of(self, model: type[Recorded]) -> list[Row]:
        return self.rows[model]

    @cached_property
    def age(self) -> Known:
        """What is known of the age, as far as it may be read."""
        return known_age(self.of(BirthDateRecord), self.of(AgeAssessment))

    @property
    def classes(self) -> set[str]:
        """The classes of data that these rows show something of."""
        return {name for model in self.rows for name in classes_of(model, self.standing)}

    def reads(self, model: type[Recorded]) -> bool:
        """Whether the actor may read every row of this kind: only then does no row mean that there is none."""
        chosen = plan(model, self.standing)
        return chosen is not None and chosen.rows is None

    def reads_fully(self, model: type[Recorded]) -> bool:
        """Whether the actor reads every row and every column that says something."""
        chosen = plan(model, self.standing)
        columns = {name for fields in data_of(model).values() for name in fields.all}
        return chosen is not None and chosen.rows is None and columns <= set(chosen.plain)

    def lacks(self, model: type[Recorded]) -> bool:
        """Whether there is, as far as the actor may know, no row of this kind."""
        return self.reads(model) and not self.rows[model]

    def goes_before(self, other: UUID) -> bool:
        """Of two cases, whether this is the one in which something about both is asked: the younger, or the one that
        is open."""
        return (
            not self.numbers
            or other in self.shut
            or self.numbers.get(self.case, 0) > self.numbers.get(other, self.numbers[self.case])
        )

    def latest(self, model: type[Recorded]) -> Row:
        return next(iter(self.rows[model]), {})


MODELS: tuple[type[Recorded], ...] = (
    Child, BirthDateRecord, Conversation, Identification, Signal, Indication, Placement, RestPeriod, RestExtension,
    Guardianship, Hearing, HearingDeviation, SignalAssessment, Screening, Relation, AgeAssessment, PossibleDuplicate,
    CaseMerge, Consent, ConsentStatement, ComenshaReport, ComenshaMessage, Absence, Presence, Lawyer, InformationGiven,
    GuidancePlan, PlanGoal, ProgrammeEnrolment, ModuleDone, StayReview, Notice, AlertAnswer, SafetyMeasure, Transfer,
    Preparation, StepDownAssessment, CareCoordination, AgendaItem, CoboAction, RiskAnalysis, RiskContribution,
    RiskPosition, PoliceReport, Offence, AsylumProcedure, ExOfficioTest, TraffickingProcedure, ReflectionPeriod,
    LocationInquiry, ContactMoment, SmugglingDebt, Referral, CorrectionTelling, ChildCorrection,
)  # fmt: skip


# Deriving what is asked in a case takes some three milliseconds: for more cases than these nobody waits.
LOOKED_THROUGH = 1_000


@dataclass(frozen=True)
class Seen:
    """The cases that were looked through, and whether there are more open ones."""

    cases: list[Facts]
    more: bool


def most_pressing(actor: Actor, at: datetime) -> Seen:
    """The open cases of this actor, or of many those that are most pressing by the involvement alone."""
    cases, more = newest.most_pressing(actor, at, LOOKED_THROUGH)
    among = Q(case_id__among=cases) | Q(goes_on_in__among=cases)
    return Seen(load(actor, at, among=among), more)


def load(
    actor: Actor, at: datetime, models: Iterable[type[Recorded]] = MODELS, *, among: Q | None = None
) -> list[Facts]:
    """Every case this actor may know of in which something can be done, newest case first; or those `among` these
    involvements."""
    rows = involvement.not_closed(involvement.of_actor(actor, at), at)
    rows = rows if among is None else rows.filter(among)
    known = involvement.gathered(actor, rows.order_by("-sort_key"), at)
    standings = {case: standing for case, standing in known.items() if standing.is_open}
    found = of(standings, models)
    know_of_others(found, actor, at)
    add_signals(
        {each.case: each for each in found},
        {case: standing for case, standing in known.items() if standing.goes_on_in in standings},
    )
    return found


def of(standings: Mapping[UUID, Standing], models: Iterable[type[Recorded]] = MODELS) -> list[Facts]:
    """What may be read in each of these cases."""
    facts = {case: Facts(case, standing) for case, standing in standings.items()}
    numbers = {}
    for row in read_many(Case.objects.all(), standings, "id"):
        facts[row["in_case"]].reference = row.get("reference", "")
        facts[row["in_case"]].arrived_on = row.get("arrived_on")
        numbers[row["in_case"]] = row.get("number", 0)
    for model in present(list(models), standings):
        for row in read_many(model._default_manager.order_by("-created_at"), standings):
            facts[row["in_case"]].rows[model].append(row)
    kinds, sexes = houses(Location.objects.all())
    for each in facts.values():
        each.kinds, each.sexes, each.numbers = kinds, sexes, numbers
    return list(facts.values())


def houses(rows: QuerySet[Location]) -> tuple[dict[UUID, str], dict[UUID, list[str]]]:
    """Of each of these houses its type, and which children it takes where that is not all of them."""
    found = list(rows.values_list("pk", "kind", "sexes"))
    return {pk: kind for pk, kind, _sexes in found}, {pk: sexes for pk, _kind, sexes in found if sexes}


def know_of_others(found: list[Facts], actor: Actor, at: datetime) -> None:
    """The numbers of the cases that these name, loaded or not, and which of those are closed."""
    named = {row.get("other_case") for facts in found for row in facts.of(PossibleDuplicate)} - {None}
    if not named:
        return
    rows = involvement.told(involvement.of_actor(actor, at).filter(case_id__in=named), at)
    known = rows.filter(goes_on_in=None).values_list("case_id", "sort_key", "is_closed")
    shut = frozenset(case for case, _number, is_closed in known if is_closed)
    for facts in found:
        facts.shut = shut
    found[0].numbers.update({case: number for case, number, is_closed in known if not is_closed})


def add_signals(facts: dict[UUID, Facts], closed: dict[UUID, Standing]) -> None:
    """The signals of the files that go on in these cases, each as far as it may be read in its own file."""
    for case, standing in closed.items():
        assert standing.goes_on_in is not None
        facts[standing.goes_on_in].closed.append(case)
    for row in read_many(Signal._default_manager.order_by("-created_at"), closed):
        into = closed[row["in_case"]].goes_on_in
        assert into is not None
        facts[into].rows[Signal].append(row)
