"""Nidos coordinates the care of whoever turned eighteen in protected shelter, until it leaves (S004-57, INV-25)."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from config.encryption import secret
from intake import majority
from intake.models import Case
from partners import involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind, Person
from policy.dates import after
from policy.in_force import is_in_force
from policy.terms import term
from shelter import whereabouts
from shelter.models import CareCoordination, Placement

End, Home = CareCoordination.End, CareCoordination.Home
HOMES = tuple(str(home) for home in Home)
# The former guardian may go on as the coordinator: somebody the young adult knows (decision 0041).
COORDINATORS = ("nidos.care_coordinator", "nidos.guardian")


def is_running(case: UUID) -> bool:
    return CareCoordination.objects.filter(case_id=case, ends_on=None).exists()


def running(case: Case) -> CareCoordination | None:
    return CareCoordination.objects.select_related("coordinator").filter(case=case, ends_on=None).first()


def coordinators(case: Any, by: Actor, at: datetime) -> QuerySet[Person]:
    """Who can be named: care coordinators and guardians of the own organisation."""
    return Person.objects.filter(organisation_id=by.organisation_id, role__in=COORDINATORS, is_active=True)


def home(case: Case, at: datetime) -> Placement | None:
    """The stay, if it is in protected shelter (BO) or a special azc."""
    stay = whereabouts.current(case, at)
    return stay if stay is not None and stay.location.kind in HOMES else None


def check(case: Case, by: Actor, at: datetime) -> None:
    """Nidos, of an adult in BO or a special azc, while the rule holds (INV-25, D-11). Raises RuleBroken."""
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos coordinates care."), "S004-57")
    if majority.is_minor(majority.of_case(case), day_of(at)):
        raise RuleBroken("still-minor", _("Care coordination begins at eighteen: until then there is a guardian."),
                         "INV-25")  # fmt: skip
    if home(case, at) is None:
        raise RuleBroken(
            "not-in-shelter",
            _("Care is coordinated of who lives in protected shelter or a special asylum centre."),
            "INV-25",
        )
    if not is_in_force("PILOT_18_PLUS", day_of(at)):
        raise RuleBroken("pilot-not-in-force", _("There is no care coordination now: arrange where it goes."), "D-11")


@transaction.atomic
def start(*, case: Case, coordinator: Person, basis: str, starts_on: date | None = None, by: Actor,
          at: datetime) -> CareCoordination:  # fmt: skip
    """Name who coordinates care; a later one takes over. The former guardian still reads, for as long (C5)."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    since, stay, old = majority.adult_since(majority.of_case(case)), home(case, at), running(case)
    assert since is not None
    assert stay is not None
    starts_on = starts_on or day_of(at)
    check_start(case, coordinator, basis, starts_on, since, old, by, at)
    if old is not None:
        finish(old, End.REPLACED, by=by, at=at)
    row = CareCoordination(case=case, coordinator=coordinator, basis=secret(case.data_key, basis), adult_since=since,
                           lives_in=stay.location.kind, starts_on=starts_on)  # fmt: skip
    ledger.record(row, by=by, at=at)
    involving.involve(case=case.id, number=case.number, organisation=coordinator.organisation, ground=Ground.CARE,
                      role=coordinator.role, person=coordinator, about=row.id, by=by, at=at)  # fmt: skip
    involving.end_all(former_guardians(case, at), by=by, at=at, until=None)
    tell(row, stay, "S004-57", by=by, at=at)
    return row


def check_start(case: Case, coordinator: Person, basis: str, starts_on: date, since: date,
                old: CareCoordination | None, by: Actor, at: datetime) -> None:  # fmt: skip
    """Somebody who does this work, from a day that can be, for something. Raises RuleBroken."""
    if not coordinators(case, by, at).filter(pk=coordinator.pk).exists():
        raise RuleBroken("no-coordinator", _("Name a care coordinator or a guardian of your organisation."), "S004-57")
    if old is not None and old.coordinator_id == coordinator.pk:
        raise RuleBroken("already-coordinates", _("This person coordinates the care already."), "S004-57")
    if not since <= starts_on <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("Care coordination begins at eighteen or later, and not in the future."), "S004-57"
        )
    if not basis.strip():
        raise RuleBroken("no-basis", _("Say what it is needed for."), "S004-120")


def former_guardians(case: Case, at: datetime) -> Iterable[Involvement]:
    return Involvement.objects.open(at).filter(case_id=case.id, ground=Ground.AFTER_GUARDIANSHIP)


def check_end(coordination: CareCoordination, by: Actor, at: datetime) -> None:
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos coordinates care."), "S004-57")
    if coordination.ends_on is not None:
        raise RuleBroken("already-ended", _("This care coordination has ended."), "S004-57")


@transaction.atomic
def end(*, coordination: CareCoordination, end_reason: str, by: Actor, at: datetime) -> CareCoordination:
    """Nidos ends it before the young adult leaves, with a reason. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=coordination.case_id)
    rows = CareCoordination.objects.select_for_update(of=("self",)).select_related("case", "coordinator")
    row = rows.get(pk=coordination.pk)
    check_end(row, by, at)
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say why care coordination ends."), "S004-57")
    row.end_reason = secret(case.data_key, end_reason)
    return finish(row, End.DECIDED, by=by, at=at)


def finish(row: CareCoordination, ended_as: str, *, by: Actor, at: datetime) -> CareCoordination:
    """End it, and with it what it opened to the coordinator and to the former guardian."""
    row.ends_on, row.ended_as = day_of(at), ended_as
    ledger.record(row, by=by, at=at)
    involving.close(row.case_id, ground=Ground.CARE, by=by, at=at, about=row.id)
    involving.end_each(
        [(each, max(at, reads_until(each.since))) for each in former_guardians(row.case, at)], by=by, at=at
    )
    return row


def reads_until(since: datetime) -> datetime:
    """Until when a former guardian reads of whom no care is coordinated (C5 rule e)."""
    day = day_of(since)
    return start_of(after(term("GUARDIAN_AFTER_MAJORITY", day).last_day(day)))


def follow(case: Case, stay: Placement | None, *, by: Actor, at: datetime) -> None:
    """The young adult moved, or left: care coordination goes along to a special azc, and ends elsewhere (INV-25)."""
    row = running(case)
    if row is None:
        return
    if stay is None or stay.location.kind not in HOMES:
        finish(row, End.LEFT, by=by, at=at)
        tell(row, stay, "INV-25", by=by, at=at)
    elif stay.location.kind != row.lives_in:
        row.lives_in = stay.location.kind
        ledger.record(row, by=by, at=at)


def stop_for_a_minor(case: Case, *, by: Actor, at: datetime) -> None:
    """By a contest or a later record the young adult counts as a minor again, and gets a guardian (INV-25)."""
    row = running(case)
    if row is not None and majority.is_minor(majority.of_case(case), day_of(at)):
        finish(row, End.MINOR_AGAIN, by=by, at=at)


def tell(row: CareCoordination, stay: Placement | None, source: str, *, by: Actor, at: datetime) -> None:
    """The coordinator by name, COA, and the house where the young adult lives."""
    about = {"about": row.id, "kind": NoticeKind.CARE_COORDINATION, "case": row.case_id, "source": source}
    if row.coordinator_id != by.person_id:
        notices.tell_one(to=row.coordinator.organisation, person=row.coordinator, role=row.coordinator.role, by=by,
                         at=at, **about)  # fmt: skip
    house = stay.location.provider_id if stay else None
    notices.tell(kinds=("COA",), role="coa.placement", also=house, by=by, at=at, **about)


RIGHT = (DataClass.CARE, "writes")
START = Act(
    path="cases/{case}/care-coordinations",
    label=_("Name a care coordinator"),
    verb=start,
    model=CareCoordination,
    fields=("coordinator", "basis", "starts_on"),
    parent_model=Case,
    right=RIGHT,
    check=check,
    choices={"coordinator": coordinators},
    source="S004-57",
    help=_("From eighteen on nobody decides for the young adult: a coordinator helps, as long as it lives in "
           "protected shelter or a special asylum centre. Whoever was named before is replaced."),
)  # fmt: skip
END = Act(
    path="cases/{case}/care-coordinations/{coordination}/endings",
    label=_("End care coordination"),
    verb=end,
    model=CareCoordination,
    fields=("end_reason",),
    required=("end_reason",),
    parent_model=CareCoordination,
    right=RIGHT,
    check=check_end,
    source="S004-57",
    help=_("It ends by itself when the young adult leaves; end it before only if it is no longer wanted."),
)
ACTS = (START, END)
