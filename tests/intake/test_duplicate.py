"""Another file may be about the same child: found, written in both, told to Nidos, judged by a person (AL-31)."""

from datetime import date
from io import StringIO
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import close_old_connections, connection, transaction
from django.test.utils import CaptureQueriesContext

from intake import birth_date, duplicate, duplicate_access, identification, name_keys
from intake.alike import Likeness
from intake.models import Case, CaseMerge, NameKey, PossibleDuplicate
from partners import access, involvement, involving, notices, together
from partners.actors import of_person
from partners.errors import NotAllowed
from partners.models import Notice, Organisation
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(open_case):
    """Semhar Tesfay, and the same girl as somebody else wrote her down."""
    return open_case(), open_case(given_names="Samhar", family_name="Tesfai")


def rows(case):
    return PossibleDuplicate.objects.filter(case=case)


def shown(case, actor, moment):
    return access.read(rows(case), involvement.standing(actor, case.id, moment))


def leaves(actor, case, moment, by):
    for row in involvement.of_actor(actor, moment).filter(case_id=case.id):
        involving.end(row, by=by, at=moment, until=moment)


def apart(case, by, moment, said="Een ander litteken."):
    row = rows(case).get()
    return perform(duplicate.TELL_APART, by=by, at=moment, data={"verdict_reason": said}, case=case.id,
                   duplicate=row.id)  # fmt: skip


@pytest.mark.requirement("AL-31")
def test_at_registration_the_pair_stands_in_both_files_and_nothing_is_joined(two):
    here, there = (rows(case).get() for case in two)
    assert (here.other_case, there.other_case) == (two[1], two[0])
    assert (here.score, here.reasons, here.verdict) == (there.score, there.reasons, "OPEN")
    assert here.reasons == ["SPELLING", "BIRTH_DATE"]
    assert not CaseMerge.objects.exists()


@pytest.mark.requirement("AL-31")
@pytest.mark.parametrize("name", ["intake", "avim", "ind"])
def test_nidos_intake_is_told_whoever_registers(open_case, cast, at, name):
    open_case()
    younger = open_case(by=getattr(cast, name))
    told = Notice.objects.get(kind="DUPLICATE")
    assert (told.case_id, told.to_organisation.kind, told.to_role) == (younger.id, "NIDOS", "nidos.intake")
    assert told in notices.for_actor(cast.intake, at(2026, 3, 2, 13))
    assert told not in notices.for_actor(cast.guardian, at(2026, 3, 2, 13))


def test_another_child_is_no_pair(open_case):
    open_case()
    open_case(given_names="Rahwa", family_name="Asmerom", born=date(2012, 7, 1))
    assert not PossibleDuplicate.objects.exists()


@pytest.mark.requirement("AL-31")
def test_looking_again_changes_nothing(two, cast, at):
    before = list(PossibleDuplicate.objects.values_list("pk", "version")), NameKey.objects.count()
    for case in two:
        assert duplicate.look(case=case, by=cast.intake, at=at(2026, 3, 3)) == []
    assert (list(PossibleDuplicate.objects.values_list("pk", "version")), NameKey.objects.count()) == before
    assert Notice.objects.filter(kind="DUPLICATE").count() == 1


@pytest.mark.requirement("AL-31")
def test_a_v_number_brings_two_together_whose_names_do_not(open_case, cast, at):
    one = open_case(v_number="9900000001")
    other = open_case(given_names="Hope", family_name="Eze", born=None)
    assert not rows(one).exists()
    identification.record(case=other, v_number="9900000001", by=cast.avim, at=at(2026, 3, 3))
    assert (rows(one).get().score, rows(one).get().reasons) == (100, ["V_NUMBER"])


@pytest.mark.requirement("AL-31")
def test_a_birth_date_that_is_learned_later_brings_two_together(open_case, cast, at):
    one = open_case()
    other = open_case(given_names="Samhar", family_name="Tesfay Kidane", born=date(2006, 9, 9))
    assert not rows(one).exists()
    birth_date.record(case=other, date=date(2011, 2, 8), by=cast.avim, at=at(2026, 3, 3))
    assert rows(one).get().other_case == other


def test_the_keys_of_a_name_are_those_of_what_is_written_now(open_case, cast, at):
    case = open_case()
    before = set(case.name_keys.values_list("key", flat=True))
    identification.record(case=case, v_number="9900000001", by=cast.avim, at=at(2026, 3, 3))
    now = set(case.name_keys.values_list("key", flat=True))
    assert now - before == {name_keys.number("V:9900000001")}
    NameKey.objects.create(case=case, key=1)
    duplicate.look(case=case, by=cast.intake, at=at(2026, 3, 4))
    assert set(case.name_keys.values_list("key", flat=True)) == now


@pytest.mark.requirement("AL-31")
class TestTwoChildren:
    def test_it_is_said_once_and_stands_in_both_files(self, two, cast, at):
        apart(two[0], cast.intake, at(2026, 3, 3))
        for case in two:
            assert (rows(case).get().verdict, rows(case).get().verdict_reason) == ("DIFFERENT", "Een ander litteken.")
        again = {"duplicate": rows(two[1]).get(), "verdict_reason": "Nog eens.", "by": cast.intake}
        assert refusal(lambda: duplicate.tell_apart(**again, at=at(2026, 3, 4))) == ("already-judged", "AL-31")

    def test_the_notice_waits_no_longer(self, two, cast, at):
        apart(two[0], cast.intake, at(2026, 3, 3))
        assert Notice.objects.get(kind="DUPLICATE").acknowledged_at == at(2026, 3, 3)

    @pytest.mark.parametrize("said", ["", "   "])
    def test_not_without_a_reason(self, two, cast, at, said):
        row = rows(two[0]).get()
        assert refusal(lambda: duplicate.tell_apart(duplicate=row, verdict_reason=said, by=cast.intake,
                                                    at=at(2026, 3, 3)))[0] == "no-reason"  # fmt: skip

    def test_not_by_who_sees_only_one_of_the_two(self, two, cast, at):
        leaves(cast.intake, two[1], at(2026, 3, 3), cast.intake)
        row = rows(two[0]).get()
        assert refusal(lambda: duplicate.tell_apart(duplicate=row, verdict_reason="Ik denk het.", by=cast.intake,
                                                    at=at(2026, 3, 4))) == ("other-out-of-sight", "AL-31")  # fmt: skip

    def test_the_pair_does_not_come_back_by_itself(self, two, cast, at):
        apart(two[0], cast.intake, at(2026, 3, 3))
        birth_date.record(case=two[0], date=date(2011, 2, 9), by=cast.avim, at=at(2026, 3, 4))
        assert {row.verdict for row in PossibleDuplicate.objects.all()} == {"DIFFERENT"}

    def test_something_new_opens_it_again_in_both_files(self, two, cast, at):
        apart(two[0], cast.intake, at(2026, 3, 3))
        for case in two:
            identification.record(case=case, v_number="9900000001", by=cast.avim, at=at(2026, 3, 4))
        for case in two:
            row = rows(case).get()
            assert (row.verdict, row.verdict_reason, "V_NUMBER" in row.reasons) == ("OPEN", "", True)
        apart(two[0], cast.intake, at(2026, 3, 5))
        duplicate.look(case=two[0], by=cast.intake, at=at(2026, 3, 6))
        assert rows(two[0]).get().verdict == "DIFFERENT"


@pytest.mark.requirement("AL-31", "INV-38")
class TestAccess:
    def test_who_sees_both_reads_which_the_other_case_is(self, two, cast, at):
        read = shown(two[0], cast.intake, at(2026, 3, 2, 13))[0]
        assert (read["other_case"], read["verdict_reason"]) == (two[1].id, "")

    @pytest.mark.parametrize("name", ["avim", "ind"])
    def test_avim_and_ind_read_that_there_may_be_one_and_not_which(self, two, cast, at, name):
        apart(two[0], cast.intake, at(2026, 3, 3))
        read = shown(two[0], getattr(cast, name), at(2026, 3, 3, 13))[0]
        assert (read["verdict"], read["reasons"]) == ("DIFFERENT", ["SPELLING", "BIRTH_DATE"])
        assert {"other_case", "verdict_reason"} & set(read) == set()
        assert str(two[1].id) not in str(read)

    def test_who_sees_one_of_the_two_reads_neither_the_other_case_nor_why(self, two, cast, at):
        apart(two[0], cast.intake, at(2026, 3, 3), "Het andere meisje heet Winta.")
        leaves(cast.intake, two[1], at(2026, 3, 3), cast.intake)
        read = shown(two[0], cast.intake, at(2026, 3, 3, 13))[0]
        assert (read["verdict"], read["score"]) == ("DIFFERENT", rows(two[0]).get().score)
        assert {"other_case", "verdict_reason"} & set(read) == set()

    def test_in_a_list_of_cases_too(self, two, cast, at):
        apart(two[0], cast.intake, at(2026, 3, 3))
        leaves(cast.intake, two[1], at(2026, 3, 3), cast.intake)
        standings = involvement.standings(cast.intake, [case.id for case in two], at(2026, 3, 3, 13))
        [read] = together.read_many(PossibleDuplicate.objects.all(), standings)
        assert (read["other_case"], read["verdict_reason"]) == (None, None)

    def test_coa_reads_nothing_of_it(self, two, cast, at):
        assert shown(two[0], cast.coa, at(2026, 3, 2, 13)) == []

    def test_the_keys_of_names_are_shown_to_nobody(self, two, people, at):
        for person in people.values():
            for standing in involvement.standings(of_person(person), [two[0].id], at(2026, 3, 2, 13)).values():
                assert access.plan(NameKey, standing) is None


@pytest.mark.requirement("AL-31")
class TestOutOfSight:
    """The child was here before: that intake is over, and Nidos intake no longer sees the file."""

    @pytest.fixture
    def hidden(self, open_case, cast, at):
        old = open_case(on=at(2026, 3, 1))
        leaves(cast.intake, old, at(2026, 3, 1), cast.intake)
        involving.involve(case=old.id, number=old.number, organisation=nidos(cast), ground="GUARDIAN",
                          role="nidos.guardian", by=cast.intake, at=at(2026, 3, 1))  # fmt: skip
        return old, open_case(given_names="Samhar", on=at(2026, 3, 2))

    def lets(self, case, cast, moment, by="supervisor"):
        return perform(duplicate_access.LET_COMPARE, by=getattr(cast, by), at=moment, data={}, case=case.id,
                       duplicate=rows(case).get().id)  # fmt: skip

    def test_a_supervisor_is_told_instead(self, hidden):
        told = Notice.objects.get(kind="DUPLICATE")
        assert (told.case_id, told.to_role) == (hidden[1].id, "nidos.supervisor")

    def test_the_supervisor_lets_intake_look_until_it_has_judged(self, hidden, cast, at):
        old, new = hidden
        self.lets(new, cast, at(2026, 3, 3))
        assert shown(new, cast.intake, at(2026, 3, 3, 13))[0]["other_case"] == old.id
        assert Notice.objects.filter(kind="DUPLICATE", to_role="nidos.intake").count() == 1
        apart(new, cast.intake, at(2026, 3, 4))
        assert set(involvement.standings(cast.intake, [old.id, new.id], at(2026, 3, 5))) == {new.id}

    def test_only_who_decides_and_only_when_it_is_needed(self, hidden, cast, at):
        with pytest.raises(NotAllowed):
            self.lets(hidden[1], cast, at(2026, 3, 3), by="intake")
        with pytest.raises(NotAllowed):
            self.lets(hidden[1], cast, at(2026, 3, 3), by="ind")
        self.lets(hidden[1], cast, at(2026, 3, 3))
        row = rows(hidden[1]).get()
        assert refusal(lambda: duplicate_access.let_compare(duplicate=row, by=cast.supervisor, at=at(2026, 3, 4))) == (
            "sees-both", "AL-31",
        )  # fmt: skip


def nidos(cast):
    return Organisation.objects.get(pk=cast.intake.organisation_id)


def test_looking_asks_as_many_questions_among_many_as_among_few(open_case, cast, at):
    case = open_case()
    open_case(given_names="Samhar")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            duplicate.look(case=case, by=cast.intake, at=at(2026, 3, 3))
        return len(queries)

    few = asked()
    for name in ("Semher", "Semhaar", "Semmhar"):
        open_case(given_names=name)
    assert asked() == few <= 9


def test_the_command_writes_missing_keys_and_finds_what_was_not_looked_at(two, people):
    NameKey.objects.all().delete()
    twice = [StringIO(), StringIO()]
    for output in twice:
        call_command("find_duplicates", by="nidos.intake", stdout=output)
    assert NameKey.objects.exists()
    assert PossibleDuplicate.objects.count() == 2
    assert "Possible duplicates that are new: 0." in twice[1].getvalue()


def test_only_the_most_alike_are_compared_and_a_v_number_always(open_case, monkeypatch):
    monkeypatch.setattr(duplicate, "number", lambda name, on: {"DUPLICATES_COMPARED": 1, "DUPLICATE_LIKELY": 70}[name])
    by_number = open_case(given_names="Hope", family_name="Eze", born=date(2009, 5, 5), v_number="9900000001")
    open_case(v_number="")
    case = open_case(v_number="9900000001")
    assert [row.other_case for row in rows(case)] == [by_number]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_two_who_find_the_same_pair_at_the_same_moment_write_it_once(open_case, cast, at):
    one, other = open_case(), open_case(given_names="Rahwa", born=date(2014, 1, 3))
    together, faults = Barrier(2), []

    def find(case: Case, counterpart: Case) -> None:
        try:
            with transaction.atomic():
                together.wait(timeout=10)
                duplicate.write(case.id, counterpart.id, Likeness(90, ("NAME",)), by=cast.intake, at=at(2026, 3, 3))
        except BaseException as fault:
            faults.append(fault)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=find, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert PossibleDuplicate.objects.count() == 2
