"""Rest begins with the first admission; the guardian asks for more, a Nidos supervisor approves (S004-45, S004-46)."""

from collections.abc import Iterable
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
from partners.models import NoticeKind, Organisation
from policy.clocks import rest_last_day
from policy.dates import term_last_day
from shelter import whereabouts
from shelter.models import Placement, RestExtension, RestPeriod


def begin(placement: Placement, *, by: Actor, at: datetime) -> None:
    """The first admission to BO or Fier begins rest; no later one begins it again (D-4, INV-13)."""
    if placement.location.type.starts_rest and not RestPeriod.objects.filter(case=placement.case).exists():
        row = RestPeriod(case=placement.case, placement=placement, starts_on=day_of(placement.starts_at))
        ledger.record(row, by=by, at=at)


def last_day(rest: RestPeriod, extensions: Iterable[RestExtension]) -> date:
    """The last day of rest: three weeks and every approved extension.

    An extension counts on from the last day there was; one approved after that day counts from the day it was
    approved, because it cannot start before it (C3.4): the child rests that many whole days from then on.
    """
    last = rest_last_day(rest.starts_on)
    approved = [(row.approved_at, row.days) for row in extensions if row.approved_at is not None]
    for approved_at, days in sorted(approved):
        last = term_last_day(max(last, day_of(approved_at)), days=days)
    return last


def is_running(rest: RestPeriod, extensions: Iterable[RestExtension], today: date) -> bool:
    return rest.starts_on <= today <= last_day(rest, extensions)


def of_case(case: Case) -> RestPeriod | None:
    """The rest period with its extensions, in two queries."""
    return RestPeriod.objects.filter(case=case).prefetch_related("extensions").first()


def ended_before(rest: RestPeriod, today: date) -> bool:
    return last_day(rest, rest.extensions.all()) < today


def check_request(case: Case, by: Actor, at: datetime) -> None:
    """Nidos asks, once rest has begun; after its end too, but then it is late (C3.4). Raises RuleBroken."""
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos asks for more rest."), "S004-46")
    if not RestPeriod.objects.filter(case=case).exists():
        raise RuleBroken(
            "no-rest",
            _("Rest begins with the first admission to protected shelter; this child has had none."),
            "INV-13",
        )


@transaction.atomic
def request(*, case: Case, days: int, reason: str, by: Actor, at: datetime) -> RestExtension:
    """Ask for more rest; it counts once a supervisor of Nidos has approved it. Raises RuleBroken."""
    check_request(case, by, at)
    if days < 1:
        raise RuleBroken("no-days", _("Ask for at least one day."), "S004-46")
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why this child needs more rest."), "S004-46")
    rest = of_case(case)
    assert rest is not None
    row = RestExtension(case=case, rest=rest, days=days, reason=reason.strip(), late=ended_before(rest, day_of(at)),
                        requested_user_id=by.user_id)  # fmt: skip
    ledger.record(row, by=by, at=at)
    own = Organisation.objects.select_related("webhook").get(pk=by.organisation_id)
    notices.tell_one(to=own, about=row.id, kind=NoticeKind.REST_REQUESTED,
                     case=case.id, source="S004-46", role="nidos.supervisor", by=by, at=at)  # fmt: skip
    return row


def check_approve(extension: RestExtension, by: Actor, at: datetime) -> None:
    """A supervisor of Nidos, never on their own request, once (C5). Raises RuleBroken."""
    if by.role != "nidos.supervisor":
        raise RuleBroken("only-supervisor", _("A supervisor of Nidos approves more rest."), "S004-46")
    if by.same_person(extension.created_by, extension.requested_user_id):
        raise RuleBroken("own-request", _("Nobody approves their own request; ask another supervisor."), "S004-46")
    if extension.approved_at is not None:
        raise RuleBroken("already-approved", _("This extension has already been approved."), "S004-46")


@transaction.atomic
def approve(*, extension: RestExtension, by: Actor, at: datetime) -> RestExtension:
    """Approve an extension: from now on it counts. Its act lives where the hearing is watched. Raises RuleBroken."""
    # The case first, as every verb does, so that two approvals at once add up instead of overtaking each other.
    case = Case.objects.select_for_update().get(pk=extension.case_id)
    row = RestExtension.objects.select_for_update().select_related("rest").get(pk=extension.pk)
    check_approve(row, by, at)
    row.late = row.late or ended_before(row.rest, day_of(at))
    row.approved_at, row.approved_by, row.approved_user_id = at, by.person_id, by.user_id
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.REST_REQUESTED, by=by, at=at)
    house = whereabouts.provider(case, at)
    notices.tell(kinds=("IND",), also=house and house.pk, about=row.id, kind=NoticeKind.REST_EXTENDED, case=case.id,
                 source="S004-46", by=by, at=at)  # fmt: skip
    return row


REQUEST = Act(
    path="cases/{case}/rest-extensions",
    label=_("Ask for more rest"),
    verb=request,
    model=RestExtension,
    fields=("days", "reason"),
    parent_model=Case,
    right=(DataClass.REST, "writes"),
    check=check_request,
    source="S004-46",
)
