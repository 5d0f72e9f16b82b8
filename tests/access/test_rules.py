"""The extra rules of model.md C5 that hold for whole roles: (a) the administrator, (f) the lawyer, and every end."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from partners import involvement, involving
from partners.access import Standing
from partners.access_grounds import READ_ONLY
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.grounds import IN_PERSON, Ground
from partners.models import Person
from partners.rights import DENIED
from partners.roles import ROLES
from tests.partner_api import as_partner

__all__ = ["as_partner"]
pytestmark = pytest.mark.django_db
# The texts of the forms are written by the administrator and say nothing of any child.
CONTENT = set(DataClass) - {
    DataClass.CONFIGURATION, DataClass.AUDIT, DataClass.DELIVERY, DataClass.CHILD_LOG, DataClass.CONSENT_FORM,
    DataClass.STAFF, DataClass.STAFF_REVIEW,
}  # fmt: skip


@pytest.fixture
def assign(people, cast):
    """Assign a case to a person, from a moment on."""

    def assigned(case, role="lawyer.lawyer", *, since, ground=Ground.ASSIGNED, person=None):
        who = person or people[role]
        until = since + timedelta(days=30) if ground in READ_ONLY else None
        return involving.involve(case=case.id, number=case.number, organisation=who.organisation, ground=ground,
                                 role=who.role, person=who, until=until, by=cast.intake, at=since)  # fmt: skip

    return assigned


class TestTheAdministrator:
    def test_no_ground_and_no_rule_outside_a_case_shows_it_any_content(self, cast):
        inside = Standing(cast.administrator, uuid4(), frozenset(Ground))
        outside = involvement.without_case(cast.administrator)
        assert {inside.right(data_class) for data_class in DataClass} == {DENIED}
        assert {outside.right(data_class) for data_class in CONTENT} == {DENIED}

    def test_a_case_is_not_there_at_either_door(self, cast, open_case, as_partner, client, people, at):
        case = open_case()
        with pytest.raises(NotFound):
            involvement.standing(cast.administrator, case.id, at(2026, 3, 3))
        administrator = as_partner("system.administrator")
        assert administrator.rows("cases") == []
        for path in ("", "/conversations", "/accounts", "/case-categories", "/named-persons", "/timeline"):
            assert administrator.send("get", f"cases/{case.pk}{path}").status_code == 404
        client.force_login(people["system.administrator"], backend="partners.login.PersonBackend")
        assert client.get(f"/admin/intake/case/{case.pk}/change/").status_code == 404
        assert case.reference not in client.get("/admin/").content.decode()


class TestTheLawyer:
    def test_only_of_the_own_client_and_from_the_day_of_the_assignment(self, cast, open_case, assign, at):
        own = open_case()
        other = open_case(given_names="Yonas", family_name="Haile", born=date(2010, 5, 5))
        assign(own, since=at(2026, 3, 10, 9))
        with pytest.raises(NotFound):
            involvement.standing(cast.lawyer, own.id, at(2026, 3, 10, 8))
        assert involvement.standing(cast.lawyer, own.id, at(2026, 3, 10, 9)).grounds == {Ground.ASSIGNED}
        with pytest.raises(NotFound):
            involvement.standing(cast.lawyer, other.id, at(2026, 3, 11))

    def test_not_a_colleague_of_the_same_office(self, open_case, assign, people, as_partner):
        case, now = open_case(), timezone.now() - timedelta(minutes=1)
        colleague = Person.objects.create(username="c", name="C.", role="lawyer.lawyer", staff_id="lawyer-2",
                                          organisation=people["lawyer.lawyer"].organisation)  # fmt: skip
        assign(case, since=now)
        assert as_partner("lawyer.lawyer").send("get", f"cases/{case.pk}").status_code == 200
        other = as_partner("lawyer.lawyer", user_id=colleague.staff_id)
        assert other.send("get", f"cases/{case.pk}").status_code == 404
        assert other.rows("cases") == []

    def test_once_replaced_the_next_request_finds_nothing(self, open_case, assign, as_partner, cast):
        case, now = open_case(), timezone.now() - timedelta(minutes=1)
        row, lawyer = assign(case, since=now), as_partner("lawyer.lawyer")
        paths = [f"cases/{case.pk}", f"cases/{case.pk}/accounts", f"cases/{case.pk}/conversations"]
        assert [lawyer.send("get", path).status_code for path in paths] == [200, 200, 200]
        involving.end(row, by=cast.intake, at=timezone.now(), until=timezone.now())
        assert [lawyer.send("get", path).status_code for path in paths] == [404, 404, 404]
        assert lawyer.rows("cases") == []


@pytest.mark.parametrize("role", ["nidos.guardian", "avim.officer", "ind.officer", "coa.placement", "lawyer.lawyer"])
@pytest.mark.parametrize("ground", sorted(set(Ground) - {Ground.OWN_SIGNAL} - IN_PERSON))
def test_access_ends_with_its_ground_on_the_next_request(open_case, assign, people, cast, at, role, ground):
    """Of whatever ground: while it is open the case is there, at the moment of its end no more."""
    case, actor = open_case(), of_person(people[role])
    for row in involvement.of_actor(actor, at(2026, 3, 3)):
        involving.end(row, by=cast.intake, at=at(2026, 3, 3), until=at(2026, 3, 3))
    row = assign(case, role, since=at(2026, 3, 3), ground=ground)
    involving.end(row, by=cast.intake, at=at(2026, 3, 5), until=at(2026, 3, 5))
    assert involvement.standing(actor, case.id, at(2026, 3, 5, 11)).grounds == {ground}
    with pytest.raises(NotFound):
        involvement.standing(actor, case.id, at(2026, 3, 5))
    assert not involvement.visible_cases(actor, at(2026, 3, 5)).exists()


@pytest.mark.parametrize("role", ROLES)
def test_what_holds_in_person_never_opens_a_case(open_case, assign, people, role, at):
    case = open_case()
    actor = of_person(people[role])
    for ground in IN_PERSON:
        assign(case, role, since=at(2026, 3, 3), ground=ground)
    alone = Standing(actor, case.id, IN_PERSON)
    assert {alone.right(data_class) for data_class in DataClass} == {DENIED}
