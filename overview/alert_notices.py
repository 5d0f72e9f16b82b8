"""Tell of each alert once, every organisation and role it is for, also who has no desk open: by notice and webhook."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from audit.models import Origin
from overview import alerts, shelter_alert, snapshot, training_alert
from overview.alerts import OpenAlert
from overview.snapshot import Facts
from partners import involvement, notices
from partners.access import Standing
from partners.actors import Actor
from partners.grounds import INVOLVES_NOBODY_ELSE, Ground
from partners.models import Involvement, Notice, NoticeKind, Organisation
from partners.roles import ROLES
from policy.alerts import ALERTS

BATCH = 500
# The number is nobody else's.
LOCK = 0xA1E27
TOLD_ROLES = sorted({role for row in ALERTS for role in (*row.roles, *row.escalates_to)})


def tell_new(at: datetime) -> int:
    """Send a notice of every open alert of which its receivers were not told; the number sent.

    What a role is told of is what that role may read of the case, by the grounds it has there.
    """
    every = Organisation.objects.all()
    pairs = [(row, role) for row in every for role in TOLD_ROLES if ROLES[role].kind == row.kind]
    return sum(tell_role(organisation, role, at) for organisation, role in pairs)


def tell_role(organisation: Organisation, role: str, at: datetime) -> int:
    by = actor_for(organisation, role)
    standings = standings_of(by, at)
    inside = sum(tell_batch(organisation, by, some, at) for some in batches(standings))
    outside = [*shelter_alert.waiting(by), *training_alert.waiting(by)]
    return inside + tell_found(organisation, by, outside, at)


def batches(standings: dict[UUID, Standing]) -> Iterator[dict[UUID, Standing]]:
    rest = iter(standings.items())
    while some := dict(islice(rest, BATCH)):
        yield some


def actor_for(organisation: Organisation, role: str) -> Actor:
    """Nobody in person: the system, in a role of the organisation that is told."""
    return Actor(organisation.pk, organisation.kind, role, ROLES[role].purpose, Origin.SYSTEM)


def standings_of(by: Actor, at: datetime) -> dict[UUID, Standing]:
    """Where this role stands in each case, whoever of its people is named there."""
    rows = Involvement.objects.open(at).filter(organisation=by.organisation_id, goes_on_in=None)
    rows = rows.exclude(ground__in=INVOLVES_NOBODY_ELSE)
    rows = rows.exclude(case_id__in=involvement.closed(at).values("case_id"))
    if not by.is_supervisor:
        rows = rows.filter(Q(role="") | Q(role=by.role), Q(person=None) | Q(person__role=by.role))
    found: dict[UUID, set[Ground]] = {}
    for case, ground in rows.values_list("case_id", "ground"):
        found.setdefault(case, set()).add(Ground(ground))
    return {case: Standing(by, case, frozenset(grounds)) for case, grounds in found.items()}


@transaction.atomic
def tell_batch(organisation: Organisation, by: Actor, standings: dict[UUID, Standing], at: datetime) -> int:
    return tell_found(organisation, by, snapshot.of(standings, alerts.MODELS), at)


@transaction.atomic
def tell_found(organisation: Organisation, by: Actor, cases: list[Facts], at: datetime) -> int:
    found = [each for facts in cases for each in alerts.of_case(facts, by.role, at)]
    if found:
        wait_for_another()
    known = Notice.objects.filter(kind=NoticeKind.ALERT, to_organisation=organisation, to_role=by.role)
    told = set(known.filter(about__in=[each.id for each in found]).values_list("about", flat=True))
    fresh = [each for each in found if each.id not in told]
    for each in fresh:
        tell(each, organisation, by, at)
    return len(fresh)


def wait_for_another() -> None:
    """One worker tells at a time; who comes second sees what the first has told. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def tell(each: OpenAlert, organisation: Organisation, by: Actor, at: datetime) -> Notice:
    return notices.tell_one(
        to=organisation, role=by.role, about=each.id, kind=NoticeKind.ALERT, case=each.case,
        source=each.alert.code, by=by, at=at,
    )  # fmt: skip
