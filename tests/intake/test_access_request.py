"""Requests for access: the same answer whether or not there is such a child, and Nidos that decides (C5 h)."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake import access_request, duplicate
from intake.models import AccessRequest
from partners import access, involvement, involving, notices, rights
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from partners.grounds import Ground
from partners.models import Notice, NoticeKind, Person
from partners.roles import ROLES
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
WHY = {"reason": "Zij staat hier aan de balie en zegt dat zij vermist is."}
BORN = {"name": "Semhar Tesfay", "birth_date": date(2011, 2, 8)}
MAY_ASK = {"nidos.guardian", "nidos.intake", "nidos.supervisor", "avim.officer", "avim.detective", "ind.officer",
           "coa.placement", "coa.focal_person", "bo_provider.mentor", "lawyer.lawyer", "ggd.health_worker",
           "vwn.observer"}  # fmt: skip


@pytest.fixture
def case(open_case):
    return open_case(v_number="2900000017")


@pytest.fixture
def ask(cast, at):
    def asked(by=None, on=None, **named):
        return perform(access_request.ASK, by=by or cast.ggd, at=on or at(2026, 3, 3), data={**WHY, **named})

    return asked


@pytest.fixture
def grant(cast, at):
    def granted(row, case, by=None, until=date(2026, 3, 10)):
        return perform(access_request.GRANT, by=by or cast.intake, at=at(2026, 3, 4), access_request=row.pk,
                       data={"case": case, "until": until})  # fmt: skip

    return granted


@pytest.fixture
def refuse(cast, at):
    def refused(row, by=None, words="Geen reden."):
        return perform(access_request.REFUSE, by=by or cast.intake, at=at(2026, 3, 4), access_request=row.pk,
                       data={"answer_words": words})  # fmt: skip

    return refused


def fits(row, by, moment):
    return access_request.candidates(row, by, moment)


@pytest.mark.requirement("D-10")
def test_a_request_is_kept_and_looks_up_no_child(ask, case):
    with CaptureQueriesContext(connection) as known:
        ask(v_number="2900000017")
    with CaptureQueriesContext(connection) as unknown:
        ask(v_number="2900000099")
    assert len(known) == len(unknown)
    assert not any(table in query["sql"] for query in known for table in ('"intake_child"', '"intake_namekey"'))
    assert {row.case for row in AccessRequest.objects.all()} == {None}


@pytest.mark.requirement("D-10")
def test_what_was_said_is_encrypted_under_a_key_of_its_own(ask, case):
    row = ask(**BORN)
    assert (row.name.text, row.born.text, row.v_number) == ("Semhar Tesfay", "2011-02-08", "")
    assert row.data_key not in (case.data_key, None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, born, reason FROM intake_accessrequest")
        stored = "".join(cursor.fetchone())
    assert not any(said in stored for said in ("Semhar", "balie"))


@pytest.mark.requirement("D-10")
def test_what_is_refused_depends_on_no_case(ask, cast, case):
    assert refusal(ask) == ("child-not-named", "D-10")
    assert refusal(lambda: ask(name="Semhar")) == ("child-not-named", "D-10")
    assert refusal(lambda: ask(v_number="2900000017", reason=" ")) == ("no-reason", "D-10")
    assert refusal(lambda: ask(by=replace(cast.ggd, person_id=None), **BORN)) == ("no-person", "D-10")


@pytest.mark.requirement("D-10")
def test_so_many_requests_on_a_day(ask):
    now = timezone.now()
    for _number in range(10):
        ask(on=now, **BORN)
    assert refusal(lambda: ask(on=now, **BORN)) == ("too-many-requests", "D-10")


@pytest.mark.requirement("D-10")
@pytest.mark.parametrize("role", ROLES)
def test_whoever_can_search_may_ask(ask, people, role):
    if role in MAY_ASK:
        assert ask(by=of_person(people[role]), **BORN).created_by_role == role
    else:
        with pytest.raises(NotAllowed):
            ask(by=of_person(people[role]), **BORN)


@pytest.mark.requirement("D-10")
def test_nidos_intake_is_told_and_nobody_else(ask, cast, at):
    row = ask(**BORN)
    [told] = Notice.objects.filter(about=row.pk)
    assert (told.to_organisation_id, told.to_role, told.case_id) == (cast.intake.organisation_id, "nidos.intake", None)
    assert notices.for_actor(cast.intake, at(2026, 3, 3)).filter(pk=told.pk).exists()
    assert not notices.for_actor(cast.guardian, at(2026, 3, 3)).filter(pk=told.pk).exists()


@pytest.mark.requirement("D-10")
@pytest.mark.parametrize(
    "named",
    [{"v_number": "2900000017"}, BORN, {**BORN, "name": "Tesfai Samhar"}, {**BORN, "name": "Semhar Negash Tesfay"}],
)  # fmt: skip
def test_nidos_sees_the_cases_that_may_be_of_this_child(ask, case, cast, at, open_case, named):
    open_case(given_names="Farid", family_name="Noori", born=date(2009, 5, 1))
    assert fits(ask(**named), cast.intake, at(2026, 3, 4)) == [case]


@pytest.mark.requirement("D-10")
def test_only_cases_that_the_one_who_answers_sees_are_named(ask, case, cast, at):
    row = ask(**BORN)
    for open_row in involvement.of_actor(cast.intake, at(2026, 3, 3)):
        involving.end(open_row, by=cast.intake, at=at(2026, 3, 3), until=at(2026, 3, 3))
    assert fits(row, cast.intake, at(2026, 3, 4)) == []


@pytest.mark.requirement("D-10")
def test_access_is_for_the_person_who_asked_to_read_until_a_day(ask, grant, case, cast, people, at):
    other = Person.objects.create(username="ander", name="P. Ander", role="ggd.health_worker",
                                  organisation_id=cast.ggd.organisation_id, staff_id="ander")  # fmt: skip
    row = grant(ask(**BORN), case)
    standing = involvement.standing(cast.ggd, case.pk, at(2026, 3, 4, 13))
    assert standing.grounds == {Ground.GRANTED}
    assert standing.right(DataClass.IDENTITY).reads == rights.SUMMARY
    assert not any(standing.right(name).writes for name in DataClass)
    assert case.pk not in involvement.standings(of_person(other), [case.pk], at(2026, 3, 4, 13))
    assert case.pk in involvement.standings(cast.ggd, [case.pk], at(2026, 3, 10, 23))
    assert case.pk not in involvement.standings(cast.ggd, [case.pk], at(2026, 3, 11, 0))
    assert (row.outcome, row.case, row.until) == ("GRANTED", case, date(2026, 3, 10))


@pytest.mark.requirement("D-10")
def test_who_asked_hears_of_the_case_only_when_access_was_given(ask, grant, refuse, case, cast, at):
    given, not_given, unknown = ask(**BORN), ask(**BORN), ask(v_number="2900000099")
    grant(given, case)
    refuse(not_given)
    refuse(unknown)
    told = {row.about: (row.kind, row.case_id) for row in notices.for_actor(cast.ggd, at(2026, 3, 4, 13))}
    assert told == {
        given.pk: (NoticeKind.ACCESS_GRANTED, case.pk), not_given.pk: (NoticeKind.ACCESS_ANSWERED, None),
        unknown.pk: (NoticeKind.ACCESS_ANSWERED, None),
    }  # fmt: skip


@pytest.mark.requirement("D-10")
def test_who_asked_reads_nowhere_what_came_of_it(ask, refuse, cast, at):
    row = refuse(ask(**BORN))
    [shown] = access.read(AccessRequest.objects.filter(pk=row.pk), involvement.without_case(cast.ggd))
    assert not {"outcome", "case", "until", "answer_words", "answered_at", "answered_by"} & shown.keys()
    [seen] = access.read(AccessRequest.objects.filter(pk=row.pk), involvement.without_case(cast.intake))
    assert (seen["outcome"], seen["answer_words"].text) == ("REFUSED", "Geen reden.")


@pytest.mark.requirement("D-10")
def test_what_is_refused_to_who_answers(ask, grant, refuse, case, open_case, cast, people, at):
    row = ask(**BORN)
    today, last = date(2026, 3, 4), date(2026, 4, 1)
    assert refusal(lambda: grant(row, case, until=date(2026, 3, 3))) == ("day-too-far", "D-10")
    assert refusal(lambda: grant(row, case, until=date(2026, 4, 2))) == ("day-too-far", "D-10")
    assert refusal(lambda: refuse(row, words=" ")) == ("no-reason", "D-10")
    unseen = open_case(given_names="Farid", family_name="Noori", born=date(2009, 5, 1))
    for open_row in involvement.of_actor(cast.intake, at(2026, 3, 3)).filter(case_id=unseen.pk):
        involving.end(open_row, by=cast.intake, at=at(2026, 3, 3), until=at(2026, 3, 3))
    assert refusal(lambda: grant(row, unseen)) == ("no-such-case", "D-10")
    for role in ("nidos.guardian", "ggd.health_worker", "avim.officer", "dpo.officer"):
        with pytest.raises(Exception) as said:  # noqa: PT011
            refuse(row, of_person(people[role]))
        assert said.type.__name__ in {"NotAllowed", "NotFound"}
    assert today < last
    grant(row, case, by=cast.supervisor, until=last)
    assert refusal(lambda: refuse(row)) == ("already-answered", "D-10")


@pytest.mark.requirement("D-10")
def test_nobody_answers_their_own_request(ask, refuse, grant, cast, case):
    row = ask(by=cast.intake, **BORN)
    assert refusal(lambda: refuse(row)) == ("own-request", "D-10")
    assert refusal(lambda: grant(row, case)) == ("own-request", "D-10")
    row.outcome, row.answered_at, row.answered_by = "REFUSED", row.created_at, row.person_id
    with pytest.raises(IntegrityError, match="nobody_answers_their_own_request"), transaction.atomic():
        row.save()


def test_comparing_reads_no_more_than_the_keys_and_the_likely(ask, case, at, cast):
    assert duplicate.candidates(case.pk, access_request.persona(ask(**BORN)), 5) == []
