"""What a child told: once, kept confidential, for who is named on it; and that it was told is known to all."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import Entry, Kind
from intake import account, naming, retelling, signal
from intake.models import Account, NamedPerson
from partners import access, cover, involvement, involving
from partners.actors import of_person
from partners.errors import NotAllowed, NotFound
from partners.grounds import Ground
from partners.models import Involvement, Notice, Person
from residence import guardianship
from tests.houses import perform, refusal
from tests.partner_api import as_partner

__all__ = ["as_partner"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_without_the_ledger")]
CANARY = "Zij liep drie dagen door de woestijn."
TOLD = {"told_on": date(2026, 3, 3), "told_to": "J. Smit, IND", "language": "ti", "purpose": "ASYLUM", "text": CANARY}


@pytest.fixture
def case(open_case, people, cast, at):
    """A child with a guardian and a signal, so that a detective sees the case too."""
    opened = open_case()
    guardianship.request(case=opened, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
    signal.report(case=opened, kinds=["TRAFFICKING"], summary="Bang.", by=cast.avim, at=at(2026, 3, 2))
    return opened


@pytest.fixture
def written(case, cast, at):
    """IND writes down what the child told."""
    return perform(account.WRITE, by=cast.ind, at=at(2026, 3, 3), data=TOLD, case=case.id)


@pytest.fixture
def read(at):
    """What somebody reads of an account by itself."""

    def reads(row, actor, moment=None):
        standing = involvement.standing(actor, row.case_id, moment or at(2026, 3, 4))
        return access.read_one(Account.objects.all(), row.pk, standing)[0] or {}

    return reads


@pytest.fixture
def name(written, people, cast, at):
    """The guardian names somebody, on 3 March an hour later."""

    def named(role="avim.detective", *, by=None, person=None, reason="Onderzoekt de zaak.", row=None, on=None):
        return naming.name(account=row or written, person=person or people[role], reason=reason,
                           by=by or cast.guardian, at=on or at(2026, 3, 3, 13))  # fmt: skip

    return named


@pytest.mark.requirement("S004-106", "B-24")
def test_the_text_lies_encrypted_and_its_versions_too(written):
    with connection.cursor() as cursor:
        for table in ("intake_account", "intake_historicalaccount"):
            cursor.execute(f"SELECT text FROM {table}")
            [(stored,)] = cursor.fetchall()
            assert stored.startswith(f"{written.case.data_key}:")
            assert "woestijn" not in stored


@pytest.mark.requirement("S004-106", "S004-134")
def test_who_is_not_named_knows_that_when_by_whom_and_to_whom_and_no_more(written, read, cast):
    for who in (cast.guardian, cast.intake):
        row = read(written, who)
        assert (row["told_on"], row["told_to"]) == (date(2026, 3, 3), "J. Smit, IND")
        assert row["created_by_organisation"] == cast.ind.organisation_id
        assert not {"text", "language", "purpose"} & set(row)
    assert "told_to" not in read(written, cast.avim)
    assert read(written, cast.avim)["told_on"] == date(2026, 3, 3)


@pytest.mark.requirement("S004-106")
def test_who_wrote_it_reads_it_and_the_lawyer_of_the_child(written, read, cast, people, organisations, at):
    assert str(read(written, cast.ind)["text"]) == CANARY
    case = written.case
    involving.involve(case=case.id, number=case.number, organisation=organisations["LAWYER"], ground=Ground.ASSIGNED,
                      person=people["lawyer.lawyer"], by=cast.guardian, at=at(2026, 3, 3))  # fmt: skip
    assert str(read(written, cast.lawyer)["text"]) == CANARY


@pytest.mark.requirement("S004-106")
def test_a_name_opens_that_account_for_that_person_and_no_other_of_either(written, read, name, cast, people, case, at):
    other = perform(account.WRITE, by=cast.ind, at=at(2026, 3, 3), data=TOLD, case=case.id)
    name("avim.detective")
    assert str(read(written, cast.detective)["text"]) == CANARY
    assert "text" not in read(other, cast.detective)
    colleague = replace(cast.detective, person_id=people["avim.officer"].pk)
    assert "text" not in read(written, colleague)


@pytest.mark.requirement("S004-106")
@pytest.mark.parametrize("role", ["nidos.supervisor", "ind.supervisor", "avim.supervisor"])
def test_supervisors_never_read_it_also_when_their_people_are_named(written, name, read, people, role):
    name("avim.detective")
    name("nidos.intake")
    assert "text" not in read(written, of_person(people[role]))


def test_who_stands_in_sees_the_case_and_not_the_story(written, name, read, people, cast, at):
    name("nidos.guardian")
    colleague = Person.objects.create(username="colleague", name="P. collega", role="nidos.guardian",
                                      organisation=people["nidos.guardian"].organisation)  # fmt: skip
    cover.name(stand_in=colleague, since=date(2026, 3, 4), by=cast.guardian, at=at(2026, 3, 4, 8))
    assert str(read(written, cast.guardian)["text"]) == CANARY
    assert read(written, of_person(colleague))["told_on"] == date(2026, 3, 3)
    assert "text" not in read(written, of_person(colleague))


@pytest.mark.requirement("S004-106", "INV-41")
def test_taking_the_name_off_ends_it_on_the_next_request(written, name, read, cast, at):
    row = name("avim.detective")
    end = {"named_person": row, "by": cast.guardian, "at": at(2026, 3, 4)}
    assert refusal(lambda: naming.end(end_reason=" ", **end))[0] == "no-reason"
    naming.end(end_reason="Ander onderzoek.", **end)
    assert "text" in read(written, cast.detective, at(2026, 3, 4, 11))
    assert "text" not in read(written, cast.detective, at(2026, 3, 4, 12))
    assert refusal(lambda: naming.end(end_reason="Nogmaals.", **end))[0] == "over-already"
    name("avim.detective", on=at(2026, 3, 5))
    assert "text" in read(written, cast.detective, at(2026, 3, 5, 13))


def test_a_name_is_taken_off_by_who_gave_it_or_by_the_guardian(name, cast, at):
    given, by_guardian = name("avim.detective", by=cast.ind), name("nidos.intake")
    for row, by in ((given, cast.intake), (given, cast.supervisor), (by_guardian, cast.ind)):
        said = {"named_person": row, "end_reason": "Klaar.", "by": by, "at": at(2026, 3, 4)}
        assert refusal(lambda said=said: naming.end(**said))[0] == "not-yours-to-name"
    assert naming.end(named_person=given, end_reason="Klaar.", by=cast.ind, at=at(2026, 3, 4)).ended_on


@pytest.mark.requirement("S004-106")
def test_a_name_is_no_way_into_the_case_and_does_not_outlive_the_way_in(written, name, read, people, cast, at):
    name("avim.detective")
    involving.close(written.case_id, ground=Ground.SIGNAL, by=cast.intake, at=at(2026, 3, 5))
    with pytest.raises(NotFound):
        read(written, cast.detective, at(2026, 3, 5, 13))
    seen = involvement.visible_cases(cast.detective, at(2026, 3, 5, 13))
    assert not seen.filter(case_id=written.case_id).exists()
    assert refusal(lambda: name("avim.detective", on=at(2026, 3, 5, 13)))[0] == "does-not-see-case"


@pytest.mark.parametrize(("said", "code"), [
    ({"role": "avim.officer"}, "no-part-in-story"), ({"role": "coa.placement"}, "no-part-in-story"),
    ({"role": "nidos.supervisor"}, "no-part-in-story"), ({"reason": "  "}, "no-reason"),
    ({"role": "ind.officer"}, "named-already"),
])  # fmt: skip
def test_whom_one_cannot_name(name, said, code):
    assert refusal(lambda: name(**said)) == (code, "S004-106")


def test_only_who_wrote_it_or_the_guardian_names(name, cast):
    for by in (cast.intake, cast.avim, cast.supervisor):
        assert refusal(lambda by=by: name("avim.detective", by=by))[0] == "not-yours-to-name"
    assert name("avim.detective", by=cast.ind).reason == "Onderzoekt de zaak."


def test_the_database_names_nobody_twice_and_never_without_somebody(written, people, cast, at):
    row = NamedPerson(case=written.case, what="STORY", account=written, person=people["ind.officer"], reason="Dubbel.")
    row.created_at = at(2026, 3, 3)
    with pytest.raises(IntegrityError, match="named_once_for_an_account"), transaction.atomic():
        row.save()
    nobody = Involvement(case_id=written.case_id, organisation_id=cast.ind.organisation_id, ground=Ground.NAMED,
                         since=at(2026, 3, 3), created_at=at(2026, 3, 3), sort_key=1)  # fmt: skip
    with pytest.raises(IntegrityError, match="what_holds_in_person_names_somebody"), transaction.atomic():
        nobody.save()


@pytest.mark.parametrize("who", ["avim", "coa", "supervisor"])
def test_who_does_not_hear_the_story_writes_none_down(case, cast, at, who):
    act = {"by": getattr(cast, who), "at": at(2026, 3, 3), "data": TOLD, "case": case.id}
    try:
        assert refusal(lambda: perform(account.WRITE, **act))[0] == "not-yours-to-write"
    except NotAllowed:
        assert who == "coa"
    assert not Account.objects.exists()


@pytest.mark.parametrize(("said", "code"), [
    ({"told_on": date(2026, 3, 1)}, "day-impossible"), ({"told_on": date(2026, 3, 4)}, "day-impossible"),
    ({"text": "  "}, "nothing-told"), ({"told_to": " "}, "nothing-told"),
])  # fmt: skip
def test_what_an_account_must_say(case, cast, at, said, code):
    assert refusal(lambda: account.write(case=case, by=cast.ind, at=at(2026, 3, 3), **TOLD | said))[0] == code


def test_without_a_registered_person_nobody_could_be_named(case, cast, at):
    unknown = replace(cast.ind, person_id=None)
    assert refusal(lambda: account.write(case=case, by=unknown, at=at(2026, 3, 3), **TOLD))[0] == "person-unknown"


@pytest.mark.requirement("INV-41")
def test_only_who_wrote_it_corrects_it_with_a_reason(written, name, cast, at):
    name("avim.detective")
    said = {"account": written, "text": "Het waren vier dagen.", "at": at(2026, 3, 4)}
    assert refusal(lambda: account.correct(by=cast.detective, correction_reason="x", **said))[0] == "not-yours"
    assert refusal(lambda: account.correct(by=cast.ind, **said))[0] == "no-reason"
    row = account.correct(by=cast.ind, correction_reason="Verkeerd verstaan.", **said)
    assert (str(row.text), row.version, row.told_to) == ("Het waren vier dagen.", 2, "J. Smit, IND")


@pytest.mark.requirement("S004-106", "S004-108")
def test_before_another_talk_it_shows_that_the_child_told_its_story(written):
    talks, accounts = retelling.told_before(written.case)
    assert not talks.exists()
    assert list(accounts) == [written]


@pytest.mark.requirement("INV-39", "B-27")
class TestOverTheApi:
    def test_a_list_never_has_the_text_and_each_reading_is_an_entry_of_its_own(self, as_partner, case):
        ind = as_partner("ind.officer")
        path = f"cases/{case.pk}/accounts"
        body = {"toldOn": "2026-03-03", "toldTo": "J. Smit", "language": "ti", "purpose": "ASYLUM", "text": CANARY}
        made = ind.post(path, body)
        assert "text" not in made
        assert [set(row) & {"text", "language", "purpose"} for row in ind.rows(path)] == [set()]
        assert ind.get(f"{path}/{made['id']}")["text"] == CANARY
        read = Entry.objects.filter(kind=Kind.READ, record=made["id"])
        assert [entry.data_classes for entry in read] == [["CONVERSATION", "STORY"]]
        assert CANARY not in str(list(Notice.objects.values()))

    def test_the_guardian_names_and_takes_the_name_off(self, as_partner, case, written, people):
        guardian, detective = as_partner("nidos.guardian"), as_partner("avim.detective")
        path, named = f"cases/{case.pk}/accounts/{written.pk}", f"cases/{case.pk}/named-persons"
        assert "text" not in detective.get(path)
        person = str(people["avim.detective"].pk)
        row = guardian.post(f"{path}/named-persons", {"person": person, "reason": "Onderzoekt."})
        assert detective.get(path)["text"] == CANARY
        assert {each["person"] for each in guardian.rows(named)} == {person, str(people["ind.officer"].pk)}
        guardian.post(f"{named}/{row['id']}/endings", {"endReason": "Klaar."})
        assert "text" not in detective.get(path)

    def test_somebody_without_a_part_may_not_even_know_that_it_was_told(self, as_partner, case, written):
        coa = as_partner("coa.placement")
        coa.refused(f"cases/{case.pk}/accounts/{written.pk}", method="get", status=403, code="not_allowed")
