"""Emergency access: one person, one case, a day, to read; and a second person who says whether that was right."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit import ledger
from audit.models import Entry, Kind
from intake import conversation, emergency, merge
from intake.models import EmergencyAccess, PossibleDuplicate
from partners import cover, involvement, notices, rights
from partners.actors import of_person
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind, Person
from partners.roles import ROLES
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db
DANGER = "Zij belde: er staat een man voor de deur."
SENTENCE = "Dit nummer opent geen zaak. Controleer het, of bel de dienstdoende balie van Nidos."
OPENERS = {"nidos.guardian", "nidos.intake", "avim.officer", "avim.detective", "ind.officer", "coa.placement",
           "bo_provider.mentor"}  # fmt: skip


@pytest.fixture
def case(open_case):
    return open_case(v_number="2900000017")


@pytest.fixture
def mentor(cast):
    """Somebody of a house in which the child does not live."""
    return cast.mentor


@pytest.fixture
def open_it(case, mentor, at):
    def opened(by=mentor, named=None, on=None, reason=DANGER):
        named = named or case.reference
        return perform(emergency.OPEN, by=by, at=on or at(2026, 3, 3), data={"named": named, "reason": reason})

    return opened


@pytest.fixture
def review(at):
    def reviewed(row, by, verdict="JUSTIFIED", on=None, words="Er was gevaar."):
        said = {"verdict": verdict, "review_words": words}
        return perform(emergency.REVIEW, by=by, at=on or at(2026, 3, 3, 13), data=said, emergency=row.pk)

    return reviewed


def sees(actor, case, moment):
    return case.pk in involvement.standings(actor, [case.pk], moment)


@pytest.mark.requirement("B-27", "D-10")
def test_it_opens_the_case_for_this_person_for_a_day_and_ends_by_itself(open_it, case, mentor, at):
    assert not sees(mentor, case, at(2026, 3, 3, 11))
    open_it()
    assert involvement.standing(mentor, case.pk, at(2026, 3, 3)).grounds == {Ground.EMERGENCY}
    assert sees(mentor, case, at(2026, 3, 4, 11, 59))
    assert not sees(mentor, case, at(2026, 3, 4, 12))
    with pytest.raises(NotFound):
        involvement.standing(mentor, case.pk, at(2026, 3, 4, 12))


@pytest.mark.requirement("B-27")
@pytest.mark.parametrize("named", ["number", "small letters", "V-number", "id"])
def test_the_case_is_named_by_a_number(open_it, case, named):
    known = {"number": f" {case.reference} ", "small letters": case.reference.lower(), "V-number": "2900000017",
             "id": str(case.pk)}  # fmt: skip
    assert open_it(named=known[named]).case == case


@pytest.mark.requirement("B-27")
@pytest.mark.parametrize("named", ["Semhar", "Semhar Tesfay", "BO-2026-9999", "2900000099", "BO-", "%", "-"])
def test_a_name_or_a_number_of_nobody_opens_nothing_and_always_says_the_same(open_it, case, named):
    with pytest.raises(emergency.RuleBroken) as said:
        open_it(named=named)
    assert (said.value.code, said.value.source) == ("no-such-case", "B-27")
    assert str(said.value.message) == SENTENCE
    assert not EmergencyAccess.objects.exists()


@pytest.mark.requirement("B-27")
def test_a_case_that_was_joined_opens_where_the_child_goes_on(open_case, open_it, case, cast, at, mentor):
    other = open_case(given_names="Samhar", family_name="Tesfai")
    pair = PossibleDuplicate.objects.get(case=other)
    asked = merge.ask(duplicate=pair, into=case, reason="Hetzelfde litteken.", by=cast.intake, at=at(2026, 3, 2, 13))
    asked.approved_at, asked.approved_by = at(2026, 3, 2, 14), cast.supervisor.person_id
    ledger.record(asked, by=cast.supervisor, at=at(2026, 3, 2, 14))
    assert open_it(named=other.reference).case == case


@pytest.mark.requirement("B-27", "INV-39")
def test_nobody_else_of_the_organisation_gets_anything(open_it, case, mentor, people, at):
    house = people["bo_provider.mentor"].location
    colleague = Person.objects.create(username="ander", name="P. Ander", organisation_id=mentor.organisation_id,
                                      role=mentor.role, staff_id="ander", location=house)  # fmt: skip
    cover.name(stand_in=colleague, since=at(2026, 3, 3).date(), by=mentor, at=at(2026, 3, 3, 9))
    open_it()
    now = at(2026, 3, 3, 13)
    assert sees(mentor, case, now)
    for other in (of_person(colleague), of_person(people["bo_provider.supervisor"])):
        assert not sees(other, case, now)
        assert not emergency.known_to(of_person(colleague)).exists()
    assert mentor.organisation_id not in set(involvement.organisations(case.pk, now).values_list("pk", flat=True))


@pytest.mark.requirement("B-27")
def test_over_the_api_it_counts_for_that_person_and_that_purpose_only(open_it, case, mentor, at):
    open_it()
    caller = replace(mentor, origin="API", purpose="ACUTE_DANGER")
    assert sees(caller, case, at(2026, 3, 3, 13))
    assert not sees(replace(caller, purpose="CARE"), case, at(2026, 3, 3, 13))
    assert not sees(replace(caller, person_id=None), case, at(2026, 3, 3, 13))


@pytest.mark.requirement("B-27")
def test_it_is_asked_for_by_somebody_known_and_over_the_api_for_that_purpose(open_it, mentor):
    assert refusal(lambda: open_it(by=replace(mentor, person_id=None))) == ("no-person", "B-27")
    assert refusal(lambda: open_it(by=replace(mentor, origin="API"))) == ("not-acute-danger", "B-27")
    assert refusal(lambda: open_it(reason="  ")) == ("no-reason", "B-27")
    assert open_it(by=replace(mentor, origin="API", purpose="ACUTE_DANGER")).pk


@pytest.mark.requirement("D-10")
@pytest.mark.parametrize("role", ROLES)
def test_only_operational_roles_may(open_it, people, role, at):
    actor = of_person(people[role])
    if role in OPENERS:
        assert open_it(by=actor).role == role
    else:
        with pytest.raises(NotAllowed):
            open_it(by=actor)


@pytest.mark.requirement("B-27")
def test_it_is_never_lengthened_and_asking_again_is_a_new_one(open_it, case, mentor, at, review, cast):
    first = open_it()
    assert refusal(lambda: open_it(on=at(2026, 3, 4, 11))) == ("opened-already", "B-27")
    second = open_it(on=at(2026, 3, 4, 12))
    assert (first.until, second.until) == (at(2026, 3, 4), at(2026, 3, 5))
    assert second.reviewed_at is None


@pytest.mark.requirement("B-27")
@pytest.mark.skipif(connection.vendor != "postgresql", reason="an exclusion constraint")
def test_the_database_refuses_a_second_one_beside_it_as_well(open_it, at, mentor):
    row = open_it()
    again = EmergencyAccess(case=row.case, person=row.person, role=row.role, until=at(2026, 3, 6), reason=row.reason,
                            created_at=at(2026, 3, 4, 11))  # fmt: skip
    with pytest.raises(IntegrityError, match="an_emergency_access_is_never_lengthened"), transaction.atomic():
        again.save()


@pytest.mark.requirement("B-27", "D-10")
def test_so_many_attempts_on_a_day_found_or_not(open_it, mentor, case):
    now = timezone.now()
    for _number in range(4):
        Entry.objects.create(kind=Kind.EMERGENCY, person=mentor.person_id, origin="ADMIN")
    open_it(on=now)
    assert Entry.objects.filter(kind=Kind.EMERGENCY, person=mentor.person_id).count() == 5
    assert refusal(lambda: open_it(named="2900000099", on=now)) == ("too-many-attempts", "B-27")
    assert refusal(lambda: open_it(on=now + timedelta(minutes=1))) == ("too-many-attempts", "B-27")


@pytest.mark.requirement("INV-38")
def test_the_police_see_where_the_child_is_in_an_emergency_and_only_then(open_it, case, cast, at):
    def reads(moment, *classes):
        standing = involvement.standing(cast.avim, case.pk, moment)
        return [standing.right(name).reads for name in classes]

    where = (DataClass.LOCATION, DataClass.ADDRESS)
    assert reads(at(2026, 3, 3, 11), *where) == [rights.NOTHING, rights.NOTHING]
    open_it(by=cast.avim)
    assert reads(at(2026, 3, 3, 13), *where) == [rights.FULL, rights.FULL]
    assert reads(at(2026, 3, 4, 13), *where) == [rights.NOTHING, rights.NOTHING]


@pytest.mark.requirement("B-27")
def test_nothing_is_written_through_it(open_it, case, people, mentor, at):
    guardian = replace(of_person(people["nidos.guardian"]))
    open_it(by=guardian)
    standing = involvement.standing(guardian, case.pk, at(2026, 3, 3, 13))
    assert standing.right(DataClass.SIGNAL).reads == rights.FULL
    assert not any(standing.right(name).writes or standing.right(name).decides for name in DataClass)
    with pytest.raises(NotAllowed):
        standing.require_to_act(DataClass.CONVERSATION, "reads")
    with pytest.raises(NotAllowed):
        perform(conversation.RECORD, by=guardian, at=at(2026, 3, 3, 13), case=case.pk,
                data={"step": "EXTRA", "held_on": at(2026, 3, 3).date()})  # fmt: skip


@pytest.mark.requirement("B-27", "INV-39")
def test_the_ledger_says_that_it_was_an_emergency(open_it, case, mentor, at):
    row = open_it()
    entry = Entry.objects.get(kind=Kind.EMERGENCY)
    assert (entry.record, entry.case, entry.person, entry.purpose, entry.ground) == (
        row.pk, case.pk, mentor.person_id, "ACUTE_DANGER", "EMERGENCY",
    )  # fmt: skip
    assert involvement.standing(mentor, case.pk, at(2026, 3, 3, 13)).actor.purpose == "ACUTE_DANGER"


@pytest.mark.requirement("B-27", "AL-32")
def test_nidos_hears_of_it_in_the_case_and_the_reviewers_without_it(open_it, case, cast, at):
    row = open_it()
    told = Notice.objects.filter(about=row.pk, kind=NoticeKind.EMERGENCY_OPENED)
    assert {(notice.to_organisation.kind, notice.to_role, notice.case_id) for notice in told} == {
        ("NIDOS", "", case.pk), ("NIDOS", "dpo.officer", None), ("BO_PROVIDER", "bo_provider.supervisor", None),
    }  # fmt: skip
    now = at(2026, 3, 3, 13)
    assert notices.for_actor(cast.intake, now).filter(about=row.pk).exists()
    assert not notices.for_actor(cast.mentor, now).filter(about=row.pk).exists()


@pytest.mark.requirement("B-27")
def test_who_came_in_by_an_emergency_answers_no_notice_of_the_organisation(open_it, case, cast, at):
    told = notices.tell_one(to=cast_organisation(cast.mentor), about=case.pk, kind=NoticeKind.PLACEMENT, case=case.pk,
                            source="S004-16", by=cast.intake, at=at(2026, 3, 3, 9))  # fmt: skip
    open_it()
    assert not notices.for_actor(cast.mentor, at(2026, 3, 3, 13)).filter(pk=told.pk).exists()


def cast_organisation(actor):
    return Person.objects.get(pk=actor.person_id).organisation


@pytest.mark.requirement("B-27", "AL-32")
@pytest.mark.parametrize("role", ["dpo.officer", "bo_provider.supervisor"])
def test_a_second_person_reviews_and_the_opener_hears_of_it(open_it, review, people, role, mentor, case, at):
    row = review(open_it(), of_person(people[role]))
    assert (row.verdict, row.review_words.text, row.reviewed_by) == ("JUSTIFIED", "Er was gevaar.", people[role].pk)
    assert sees(mentor, case, at(2026, 3, 3, 14))
    [told] = notices.for_actor(mentor, at(2026, 3, 3, 14)).filter(kind=NoticeKind.EMERGENCY_REVIEWED)
    assert (told.to_person_id, told.case_id) == (mentor.person_id, None)


@pytest.mark.requirement("B-27")
def test_what_was_not_justified_ends_at_once_and_is_not_opened_again_that_day(open_it, review, cast, case, mentor, at):
    review(open_it(), cast.dpo, "NOT_JUSTIFIED")
    assert sees(mentor, case, at(2026, 3, 3, 12, 59))
    assert not sees(mentor, case, at(2026, 3, 3, 13))
    assert refusal(lambda: open_it(on=at(2026, 3, 3, 14))) == ("opened-already", "B-27")
    assert open_it(on=at(2026, 3, 4, 12)).pk


@pytest.mark.requirement("B-27")
def test_what_is_refused_to_a_reviewer(open_it, review, cast, people, mentor, at):
    row = open_it()
    assert refusal(lambda: review(row, cast.dpo, words=" ")) == ("no-reason", "B-27")
    assert refusal(lambda: review(row, replace(cast.dpo, person_id=None))) == ("no-person", "B-27")
    for stranger in ("avim.supervisor", "nidos.supervisor"):
        with pytest.raises(NotFound):
            review(row, of_person(people[stranger]))
    for role in ("bo_provider.mentor", "avim.officer", "system.administrator", "nr.analyst"):
        with pytest.raises((NotAllowed, NotFound)):
            review(row, of_person(people[role]))
    review(row, cast.dpo)
    assert refusal(lambda: review(row, cast.dpo)) == ("already-reviewed", "B-27")


@pytest.mark.requirement("B-27")
def test_nobody_reviews_their_own_whatever_they_became_since(open_it, review, people, mentor, cast):
    row = open_it()
    person = people["bo_provider.mentor"]
    person.role = "bo_provider.supervisor"
    person.save()
    assert refusal(lambda: review(row, of_person(person))) == ("own-emergency", "B-27")
    caller = replace(of_person(people["bo_provider.supervisor"]), person_id=None, user_id=person.staff_id)
    assert refusal(lambda: review(row, caller)) == ("own-emergency", "B-27")
    row.verdict, row.review_words = "JUSTIFIED", row.reason
    row.reviewed_at, row.reviewed_by = row.created_at, person.pk
    with pytest.raises(IntegrityError, match="nobody_reviews_their_own_emergency"), transaction.atomic():
        row.save()


@pytest.mark.requirement("B-27")
@pytest.mark.parametrize("missing", ["person", "until"])
def test_the_database_holds_no_emergency_of_nobody_or_without_an_end(open_it, missing, case):
    open_it()
    row = Involvement.objects.get(ground=Ground.EMERGENCY)
    setattr(row, missing, None)
    with pytest.raises(IntegrityError, match="what_is_opened_for_a_person_names_it_and_ends"), transaction.atomic():
        row.save()


@pytest.mark.requirement("B-27")
def test_the_reason_is_encrypted_under_the_key_of_the_child(open_it, case):
    row = open_it()
    assert row.reason.key == case.data_key
    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM intake_emergencyaccess")
        assert DANGER not in cursor.fetchone()[0]
