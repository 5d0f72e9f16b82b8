"""Two files of one child: joined by two people, read on in one of them, and separated again as if nothing had been."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import close_old_connections, connection, transaction

from audit.models import Entry
from intake import conversation, duplicate, family, joined, signal
from intake import merge as asking
from intake.models import PossibleDuplicate
from partners import involvement, involving
from partners.actors import of_person
from partners.errors import RuleBroken
from partners.models import Involvement, Notice
from residence import guardianship, merge
from shelter import absence
from tests.houses import perform, refusal
from tests.joining import approve, ask, asked, closed, grounds, sees, two, undo

__all__ = ["asked", "closed", "two"]

pytestmark = pytest.mark.django_db
SAID = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits outside."}


@pytest.mark.requirement("AL-31")
class TestAsking:
    def test_it_joins_nothing_yet(self, two, asked, at):
        assert (asked.case, asked.into, asked.approved_at) == (two[1], two[0], None)
        assert {row.verdict for row in PossibleDuplicate.objects.all()} == {"SAME"}
        assert joined.surviving(two[1]) == two[1]
        assert not Involvement.objects.exclude(goes_on_in=None).exists()

    def test_a_supervisor_of_nidos_is_told(self, asked):
        told = Notice.objects.get(kind="MERGE_REQUESTED")
        assert (told.about, told.to_organisation.kind, told.to_role) == (asked.id, "NIDOS", "nidos.supervisor")

    def test_who_asks_says_which_goes_on(self, two, cast, at):
        row = ask(two, cast, at, into=two[1])
        assert (row.case, row.into) == two

    def test_it_goes_on_in_one_of_the_two(self, two, open_case, cast, at):
        other = open_case(given_names="Rahwa", born=date(2014, 1, 3))
        assert refusal(lambda: ask(two, cast, at, into=other))[0] == "not-one-of-two"

    def test_not_without_a_reason(self, two, cast, at):
        assert refusal(lambda: ask(two, cast, at, reason=" "))[0] == "no-reason"

    def test_not_by_who_sees_only_one(self, two, cast, at):
        for row in involvement.of_actor(cast.intake, at(2026, 3, 3)).filter(case_id=two[1].id):
            involving.end(row, by=cast.intake, at=at(2026, 3, 2), until=at(2026, 3, 2))
        assert refusal(lambda: ask(two, cast, at)) == ("other-out-of-sight", "AL-31")

    def test_once(self, two, asked, cast, at):
        assert refusal(lambda: ask(two, cast, at))[0] == "already-asked"

    def test_brothers_and_sisters_are_two(self, two, cast, at):
        family.record(case=two[0], kind="SIBLING", other_case=two[1], by=cast.intake, at=at(2026, 3, 2))
        assert refusal(lambda: ask(two, cast, at))[0] == "related"

    def test_two_who_were_told_apart_can_turn_out_to_be_one(self, two, cast, at):
        row = PossibleDuplicate.objects.get(case=two[0])
        duplicate.tell_apart(duplicate=row, verdict_reason="Andere ogen.", by=cast.intake, at=at(2026, 3, 2))
        assert ask(two, cast, at).into == two[0]

    def test_it_is_taken_back_before_it_is_approved_and_the_pair_is_open_again(self, two, asked, cast, at):
        said = {"undo_reason": "Verkeerde knop."}
        row = perform(asking.WITHDRAW, by=cast.intake, at=at(2026, 3, 4), data=said, case=asked.case_id,
                      joining=asked.id)  # fmt: skip
        assert row.undone_at == at(2026, 3, 4)
        assert {row.verdict for row in PossibleDuplicate.objects.all()} == {"OPEN"}
        assert refusal(lambda: merge.approve(joining=asked, by=cast.supervisor, at=at(2026, 3, 5)))[0] == (
            "already-undone"
        )
        assert ask(two, cast, at).pk != asked.pk


@pytest.mark.requirement("AL-31")
class TestApproving:
    @pytest.mark.parametrize("name", ["intake", "guardian", "avim"])
    def test_only_a_supervisor_of_nidos(self, asked, cast, at, name):
        assert refusal(lambda: merge.approve(joining=asked, by=getattr(cast, name), at=at(2026, 3, 4))) == (
            "only-supervisor", "D-10",
        )  # fmt: skip

    def test_not_who_asked_for_it(self, asked, people, cast, at):
        person = people["nidos.intake"]
        person.role = "nidos.supervisor"
        assert refusal(lambda: merge.approve(joining=asked, by=of_person(person), at=at(2026, 3, 4)))[0] == (
            "own-request"
        )

    def test_once(self, closed, cast, at):
        assert refusal(lambda: merge.approve(joining=closed, by=cast.supervisor, at=at(2026, 3, 5)))[0] == (
            "already-joined"
        )

    def test_no_row_moves(self, two, asked, cast, at):
        conversation.record(case=two[1], step="ACQUAINTANCE", held_on=date(2026, 3, 3), by=cast.intake,
                            at=at(2026, 3, 3))  # fmt: skip
        before = list(two[1].conversations.values_list("pk", "version")), two[1].child.version
        approve(asked, cast, at)
        assert (list(two[1].conversations.values_list("pk", "version")), two[1].child.version) == before

    @pytest.mark.requirement("INV-35")
    def test_not_while_the_child_is_missing_in_the_file_that_would_close(self, two, asked, cast, at):
        said = {"circumstances": "Weg.", "last_seen_at": at(2026, 3, 3), "by": cast.intake, "at": at(2026, 3, 3)}
        absence.report(case=two[0], **said)
        absence.report(case=two[1], **said)
        assert refusal(lambda: approve(asked, cast, at)) == ("absence-open", "INV-35")

    @pytest.mark.requirement("INV-08")
    def test_not_while_the_child_has_a_place_in_the_file_that_would_close(
        self, two, asked, make_house, place, cast, at
    ):
        place(two[1], make_house("AMV"), on=at(2026, 3, 3))
        place(two[0], make_house("AMV", name="Ander huis"), on=at(2026, 3, 3))
        assert refusal(lambda: approve(asked, cast, at)) == ("still-placed", "INV-08")

    def test_the_file_with_the_place_can_go_on(self, two, make_house, place, cast, at):
        place(two[1], make_house("AMV"), on=at(2026, 3, 3))
        assert approve(ask(two, cast, at, into=two[1]), cast, at).into == two[1]

    @pytest.mark.requirement("INV-05")
    def test_not_while_the_indication_stands_only_in_the_file_that_would_close(
        self, two, asked, raise_signal, indicate, cast, at
    ):
        raise_signal(two[1])
        indicate(two[1])
        assert refusal(lambda: approve(asked, cast, at)) == ("still-indicated", "INV-05")
        raise_signal(two[0])
        indicate(two[0])
        assert approve(asked, cast, at).approved_at == at(2026, 3, 4)

    def test_never_more_than_one_step(self, two, closed, open_case, cast, at):
        """What goes on in another case is no end, and a case in which another goes on is not closed."""
        third = open_case(family_name="Tesfay Kidane")
        assert set(PossibleDuplicate.objects.filter(case=third).values_list("other_case", flat=True)) == {two[0].id}
        assert refusal(lambda: ask((two[0], third), cast, at, into=third))[0] == "others-go-on-here"
        assert approve(ask((two[0], third), cast, at), cast, at).into == two[0]
        assert set(joined.files(two[0])) == {two[0].id, two[1].id, third.id}

    def test_whoever_sees_the_case_that_goes_on_is_told(self, closed):
        told = Notice.objects.filter(kind="MERGED")
        assert {row.case_id for row in told} == {closed.into_id}
        assert {row.to_organisation.kind for row in told} == {"NIDOS", "AVIM", "IND", "COA"}

    def test_the_case_that_goes_on_is_no_duplicate_of_itself(self, two, closed, cast, at):
        assert duplicate.look(case=two[0], by=cast.intake, at=at(2026, 3, 5)) == []
        assert PossibleDuplicate.objects.count() == 2

    def test_who_is_like_the_closed_file_is_like_the_other(self, two, asked, open_case, cast, at):
        third = open_case(given_names="Hope", family_name="Eze", born=None, v_number="9900000009")
        how = duplicate.Likeness(80, ("SPELLING",))
        duplicate.pairs(two[1].id, {third.id: how}, by=cast.intake, at=at(2026, 3, 3))
        approve(asked, cast, at)
        assert PossibleDuplicate.objects.get(case=third, other_case=two[0]).score == 80


@pytest.mark.requirement("AL-31")
class TestUndoing:
    def test_everybody_sees_what_they_would_see_if_the_two_had_never_been_joined(
        self, two, raise_signal, asked, people, cast, at
    ):
        raise_signal(two[1])
        guardianship.request(case=two[1], guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 3))
        before = [grounds(case, at(2026, 3, 4)) for case in two]
        row = approve(asked, cast, at)
        assert [grounds(case, at(2026, 3, 5)) for case in two] != before
        undo(row, cast, at)
        assert [grounds(case, at(2026, 3, 7)) for case in two] == before
        assert not Involvement.objects.exclude(goes_on_in=None).exists()

    def test_the_file_is_open_again_and_so_is_the_pair(self, two, closed, cast, at):
        undo(closed, cast, at)
        assert perform(signal.REPORT, by=cast.avim, at=at(2026, 3, 7), data=SAID, case=two[1].id).case == two[1]
        assert {row.verdict for row in PossibleDuplicate.objects.all()} == {"OPEN"}
        assert joined.surviving(two[1]) == two[1]

    def test_the_guardian_of_the_closed_file_is_there_again_whoever_came_since(self, two, asked, people, cast, at):
        guardian = people["nidos.guardian"]
        other = type(guardian).objects.create(
            username="v2", name="V. Twee", organisation=guardian.organisation, role="nidos.guardian"
        )
        guardianship.request(case=two[1], guardian=other, by=cast.intake, at=at(2026, 3, 3))
        row = approve(asked, cast, at)
        guardianship.request(case=two[0], guardian=guardian, by=cast.intake, at=at(2026, 3, 5))
        undo(row, cast, at)
        assert sees(of_person(other), at(2026, 3, 7)) == {two[1].id}
        assert sees(cast.guardian, at(2026, 3, 7)) == {two[0].id}

    def test_what_happened_meanwhile_in_the_case_that_went_on_stays_there(self, two, closed, raise_signal, cast, at):
        raise_signal(two[0], on=at(2026, 3, 5))
        undo(closed, cast, at)
        assert {row.ground for row in Involvement.objects.open(at(2026, 3, 7)).filter(case_id=two[1].id)} == {
            "INTAKE", "RECEPTION"}  # fmt: skip
        assert "SIGNAL" in {row.ground for row in Involvement.objects.open(at(2026, 3, 7)).filter(case_id=two[0].id)}

    def test_a_copy_that_was_ended_does_not_come_back_with_the_row_it_followed(self, two, closed, cast, at):
        undo(closed, cast, at)
        row = Involvement.objects.filter(case_id=two[0].id, ground="INTAKE").first()
        involving.end(row, by=cast.intake, at=at(2026, 3, 7), until=at(2026, 3, 7))
        involving.end(row, by=cast.intake, at=at(2026, 3, 7), until=None)
        assert Involvement.objects.open(at(2026, 3, 8)).filter(case_id=two[1].id).count() == 4

    def test_everybody_is_told_in_the_case_that_went_on(self, closed, cast, at):
        undo(closed, cast, at)
        assert {row.to_organisation.kind for row in Notice.objects.filter(kind="MERGE_UNDONE")} == {
            "NIDOS", "AVIM", "IND", "COA"}  # fmt: skip

    def test_a_request_can_be_refused_with_a_reason(self, asked, cast, at):
        assert refusal(lambda: undo(asked, cast, at, reason=" "))[0] == "no-reason"
        assert undo(asked, cast, at).approved_at is None
        assert Notice.objects.get(kind="MERGE_REQUESTED").acknowledged_at == at(2026, 3, 6)

    def test_once_and_by_a_supervisor(self, closed, cast, at):
        assert refusal(lambda: merge.undo(joining=closed, undo_reason="x", by=cast.intake, at=at(2026, 3, 5)))[0] == (
            "only-supervisor"
        )
        undo(closed, cast, at)
        assert refusal(lambda: merge.undo(joining=closed, undo_reason="x", by=cast.supervisor,
                                          at=at(2026, 3, 7)))[0] == "already-undone"  # fmt: skip

    def test_and_joined_once_more(self, two, closed, cast, at):
        undo(closed, cast, at)
        row = PossibleDuplicate.objects.get(case=two[0])
        again = asking.ask(duplicate=row, reason="Toch wel.", by=cast.intake, at=at(2026, 3, 7))
        merge.approve(joining=again, by=cast.supervisor, at=at(2026, 3, 8))
        assert joined.surviving(two[1]) == two[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.parametrize("what", ["approve", "undo", "approve and withdraw", "ask"])
def test_of_two_at_the_same_moment_one_is_refused(two, cast, at, what):
    row = PossibleDuplicate.objects.get(case=two[0])
    by = {"by": cast.supervisor, "at": at(2026, 3, 5)}
    with transaction.atomic():
        asked = None if what == "ask" else asking.ask(duplicate=row, reason="Zelfde.", by=cast.intake,
                                                      at=at(2026, 3, 3))  # fmt: skip
        if what == "undo":
            merge.approve(joining=asked, by=cast.supervisor, at=at(2026, 3, 4))
    calls = {
        "approve": [lambda: merge.approve(joining=asked, **by)] * 2,
        "undo": [lambda: merge.undo(joining=asked, undo_reason="Nee.", **by)] * 2,
        "approve and withdraw": [lambda: merge.approve(joining=asked, **by),
                                 lambda: asking.withdraw(joining=asked, undo_reason="Nee.", by=cast.intake,
                                                         at=at(2026, 3, 5))],
        "ask": [lambda: asking.ask(duplicate=row, reason="Zelfde.", by=cast.intake, at=at(2026, 3, 5))] * 2,
    }[what]  # fmt: skip
    together, said = Barrier(2), []

    def run(call) -> None:
        try:
            together.wait(timeout=10)
            said.append(call() and "done")
        except RuleBroken as refused:
            said.append(refused.code)
        except BaseException as fault:
            said.append(repr(fault))
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.count("done") == 1
    assert set(said) - {"done"} <= {"already-joined", "already-undone", "already-asked", "already-judged"}
    assert not Entry.objects.filter(kind="DENIAL").exists()
