"""Which cases stand in front, and that looking at a part of the involvements at a time leaves out none of them."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from audit import ledger
from intake import signal
from intake.models import Case
from partners import involvement, involving, newest, notices
from partners.actors import of_person
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind, Person, StandIn
from partners.roles import ROLES

pytestmark = pytest.mark.django_db
OTHER_ROLE = "lawyer.lawyer"
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("role", [role.code for role in ROLES.values() if role.kind])
def test_a_part_at_a_time_every_involvement_is_found_and_no_other(
    role: str, people: dict[str, Person], cast: Any, at: Any
) -> None:
    person, now = people[role], at(2026, 3, 5)
    absent, other = (
        Person.objects.create(username=name, name=name, staff_id=name, organisation=person.organisation, role=role)
        for name in ("Aad Verzonnen", "Bo Bedacht")
    )
    cover = StandIn(person=absent, stand_in=person, since=date(2026, 3, 4), reason="verlof")
    ledger.record(cover, by=cast.intake, at=now)
    house = person.location or uuid4()
    rows = [
        Involvement(case_id=uuid4(), organisation=person.organisation, ground=ground, role=of_role, person=who,
                    location=place, since=now - HOUR, until=now + HOUR, sort_key=1)
        for ground, of_role, who, place in product(
            (Ground.INTAKE, Ground.OWN_SIGNAL, Ground.EMERGENCY), ("", role, OTHER_ROLE),
            (None, person, absent, other), (None, house, uuid4()),
        )
        if who or ground != Ground.EMERGENCY
    ]  # fmt: skip
    ledger.record_all(rows, by=cast.intake, at=now)
    actor = of_person(person)
    found = [row.pk for rows in involvement.apart(actor, now) for row in rows]
    assert len(found) == len(set(found))
    assert set(found) == set(involvement.of_actor(actor, now).values_list("pk", flat=True))


def test_of_many_involvements_in_one_case_the_next_case_is_found_all_the_same(
    open_case: Callable[..., Case], cast: Any, organisations: Any, at: Any
) -> None:
    older, newer = open_case(), open_case(on=at(2026, 3, 3))
    for _again in range(9):
        involving.involve(case=newer.pk, number=newer.number, organisation=organisations["IND"],
                          ground=Ground.ASSIGNED, about=uuid4(), by=cast.intake, at=at(2026, 3, 4))  # fmt: skip
    assert newest.most_pressing(cast.ind, at(2026, 3, 5), 1) == ([newer.pk], True)
    assert newest.most_pressing(cast.ind, at(2026, 3, 5), 2) == ([newer.pk, older.pk], False)
    assert newest.when_few(cast.ind, at(2026, 3, 5), 1) is None
    assert newest.when_few(cast.ind, at(2026, 3, 5), 2) == sorted([older.pk, newer.pk])


def test_who_has_few_cases_is_told_what_is_new_in_them_as_who_has_many(
    open_case: Callable[..., Case], cast: Any, at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _child in range(2):
        signal.report(case=open_case(), kinds=["TRAFFICKING"], summary="Somebody waits for her outside.",
                      certainty="SLIGHT", by=cast.avim, at=at(2026, 3, 3))  # fmt: skip
    few = list(notices.not_seen(cast.ind, at(2026, 3, 5)).order_by("pk"))
    monkeypatch.setattr(notices, "FEW", 1)
    assert few == list(notices.not_seen(cast.ind, at(2026, 3, 5)).order_by("pk"))
    assert len([row for row in few if row.kind == NoticeKind.SIGNAL]) == 2
