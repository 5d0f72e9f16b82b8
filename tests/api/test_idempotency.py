"""`Idempotency-Key`: a partner that asks again, because it did not hear the answer, changes nothing twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from audit.models import Entry
from intake.models import Case, Conversation
from partners import involving
from partners.grounds import Ground
from partners.models import Organisation, StoredAnswer
from tests.api.test_doors import DOORS, address, methods
from tests.partner_api import SIGNAL, Partner, counts

pytestmark = pytest.mark.django_db

KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
TALK = {"step": "ACQUAINTANCE", "heldOn": "2026-03-03", "interpreter": True}
AsPartner = Callable[..., Partner]
CREATING = [route for route in DOORS if "post" in methods(route) and route != "case-searches"]


@pytest.fixture
def case(open_case: Callable[..., Case]) -> Case:
    return open_case()


@pytest.fixture
def intake(as_partner: AsPartner) -> Partner:
    return as_partner("nidos.intake")


def talk(who: Partner, case: Case, key: str = KEY, **changed: Any) -> Any:
    return who.send("post", f"cases/{case.id}/conversations", TALK | changed, Idempotency_Key=key)


class TestAskingAgain:
    def test_the_answer_is_the_same_and_nothing_happens_twice(self, intake: Partner, case: Case) -> None:
        first = talk(intake, case)
        before = counts()
        second = talk(intake, case)
        assert counts() == before
        assert (first.status_code, second.status_code) == (201, 201)
        assert (first.json(), first["Location"]) == (second.json(), second["Location"])
        assert "Idempotency-Replayed" not in first
        assert second["Idempotency-Replayed"] == "true"

    def test_it_is_the_meaning_of_the_body_that_counts(self, intake: Partner, case: Case) -> None:
        first, backwards = talk(intake, case), dict(reversed(TALK.items()))
        path = f"cases/{case.id}/conversations"
        assert intake.send("post", path, backwards, Idempotency_Key=KEY).json() == first.json()

    @pytest.mark.parametrize("changed", [{"interpreter": False}, {"note": "Stil."}, {"colour": "red"}])
    def test_under_the_key_of_another_body_it_is_refused(
        self, intake: Partner, case: Case, changed: dict[str, Any]
    ) -> None:
        talk(intake, case)
        headers = {"Idempotency_Key": KEY}
        intake.refused(f"cases/{case.id}/conversations", TALK | changed, status=422, code="key_reused", **headers)
        assert Entry.objects.filter(kind="DENIAL", reason__startswith="422 key_reused").count() == 1

    def test_under_the_key_of_another_address_too(
        self, intake: Partner, case: Case, open_case: Callable[..., Case]
    ) -> None:
        talk(intake, case)
        other = f"cases/{open_case().id}/conversations"
        intake.refused(other, TALK, status=422, code="key_reused", Idempotency_Key=KEY)

    def test_a_key_is_the_clients_own(self, as_partner: AsPartner, case: Case) -> None:
        avim, ind = as_partner("avim.officer"), as_partner("ind.officer")
        path = f"cases/{case.id}/signals"
        answers = [who.send("post", path, SIGNAL, Idempotency_Key=KEY) for who in (avim, ind)]
        assert [answer.status_code for answer in answers] == [201, 201]
        assert len({answer.json()["id"] for answer in answers}) == 2

    def test_a_case_that_was_opened_is_told_again(self, intake: Partner, ter_apel: Any) -> None:
        body = {"child": {"givenNames": "ሳባ"}, "arrival": {"intakeLocation": "ter-apel", "arrivedOn": "2026-03-02"}}
        first, second = (intake.send("post", "cases", body, Idempotency_Key=KEY) for _time in range(2))
        assert (second.status_code, second.json(), second["Location"]) == (201, first.json(), first["Location"])
        assert Case.objects.count() == 1

    def test_a_signal_from_outside_is_received_once(self, as_partner: AsPartner) -> None:
        said = SIGNAL | {"vNumber": "9900000009"}
        for _time in range(2):
            answer = as_partner("ggd.health_worker").send("post", "signals", said, Idempotency_Key=KEY)
            assert (answer.status_code, answer.json()) == (202, {"status": "RECEIVED"})
        assert len(as_partner("ggd.health_worker").rows("signals")) == 1

    def test_a_notice_that_was_acknowledged_stays_so(self, as_partner: AsPartner, case: Case) -> None:
        as_partner("avim.officer").post(f"cases/{case.id}/signals", SIGNAL)
        ind = as_partner("ind.officer")
        path = f"notices/{ind.rows('notices')[0]['id']}/acknowledgements"
        first, second = (ind.send("post", path, Idempotency_Key=KEY) for _time in range(2))
        assert (second.status_code, second.json()) == (201, first.json())
        ind.refused(path, status=409, code="already-acknowledged", source="S004-35")


class TestWhatIsToldAgain:
    @pytest.mark.requirement("B-27")
    def test_it_is_read_again_and_so_leaves_its_entry(self, intake: Partner, case: Case) -> None:
        made = talk(intake, case).json()
        talk(intake, case)
        entry = Entry.objects.order_by("-id")[0]
        assert (entry.kind, str(entry.record), entry.case) == ("READ", made["id"], case.id)
        assert "CONVERSATION" in entry.data_classes

    @pytest.mark.requirement("B-27")
    def test_who_has_lost_the_case_gets_the_404_of_any_stranger(
        self, as_partner: AsPartner, case: Case, cast: Any
    ) -> None:
        ind = as_partner("ind.officer")
        path = f"cases/{case.id}/signals"
        assert ind.send("post", path, SIGNAL, Idempotency_Key=KEY).status_code == 201
        for ground in Ground:
            involving.close(case.id, ground=ground, by=cast.guardian, at=timezone.now())
        ind.refused(path, SIGNAL, status=404, code="not_found", Idempotency_Key=KEY)

    @pytest.mark.requirement("B-27")
    def test_of_what_is_there_no_longer_nothing_is_said(self, intake: Partner, case: Case) -> None:
        """As after the destruction of what was made."""
        talk(intake, case)
        StoredAnswer.objects.update(record=uuid4())
        path = f"cases/{case.id}/conversations"
        intake.refused(path, TALK, status=404, code="not_found", Idempotency_Key=KEY)
        denied = Entry.objects.get(kind="DENIAL")
        assert (denied.reason, denied.case, denied.table) == ("404 not_found", case.id, "intake_conversation")

    def test_it_is_the_record_as_it_stands_now(self, intake: Partner, case: Case) -> None:
        made = talk(intake, case).json()
        intake.post(f"cases/{case.id}/conversations/{made['id']}/corrections", {"interpreter": False})
        told = talk(intake, case).json()
        assert (told["id"], told["version"], told["interpreter"]) == (made["id"], 2, False)

    @pytest.mark.requirement("B-27")
    def test_of_what_was_sent_and_answered_nothing_is_kept(self, intake: Partner, case: Case) -> None:
        talk(intake, case, note="Zij vertelde over haar moeder.")
        with connection.cursor() as cursor:
            cursor.execute("SELECT a.*::text FROM partners_storedanswer a")
            (kept,) = (row[0] for row in cursor.fetchall())
        assert KEY not in kept
        assert "moeder" not in kept
        assert "ACQUAINTANCE" not in kept


class TestKey:
    @pytest.mark.parametrize("key", [None, "", "with space", "x" * 256, "é", "tab\t"])
    def test_without_one_nothing_is_created(self, intake: Partner, case: Case, key: str | None) -> None:
        path = f"cases/{case.id}/conversations"
        problem = intake.refused(path, TALK, status=400, code="invalid", Idempotency_Key=key)
        assert [fault["field"] for fault in problem["errors"]] == ["Idempotency-Key"]

    @pytest.mark.parametrize(
        "route", [route for route in DOORS if "post" in methods(route) and "searches" not in route]
    )
    def test_every_door_that_creates_asks_for_one(self, intake: Partner, case: Case, route: str) -> None:
        answer = intake.send("post", address(route, case=case.id), {}, Idempotency_Key=None)
        assert answer.status_code == 400
        assert [fault["field"] for fault in answer.json()["errors"]] == ["Idempotency-Key"]

    def test_a_search_creates_nothing_and_needs_none(self, intake: Partner, case: Case) -> None:
        answer = intake.send("post", "case-searches", {"name": "semhar"}, Idempotency_Key=None)
        assert answer.status_code == 200

    def test_what_was_refused_may_be_tried_again_under_the_same(self, intake: Partner, case: Case) -> None:
        for changed, status in ({"heldOn": "2099-01-01"}, 409), ({"colour": "red"}, 400):
            assert talk(intake, case, **changed).status_code == status
        assert not StoredAnswer.objects.exists()
        assert talk(intake, case).status_code == 201

    def test_after_a_day_it_is_over_and_free(self, intake: Partner, case: Case) -> None:
        talk(intake, case)
        StoredAnswer.objects.update(at=timezone.now() - timedelta(hours=24, seconds=1))
        answer = talk(intake, case, step="EXTRA")
        assert answer.status_code == 201
        assert "Idempotency-Replayed" not in answer
        assert Conversation.objects.count() == 2
        assert talk(intake, case, step="EXTRA")["Idempotency-Replayed"] == "true"

    def test_what_is_over_is_forgotten_and_nothing_else(self, intake: Partner, case: Case) -> None:
        talk(intake, case)
        old = StoredAnswer.objects.get()
        talk(intake, case, key="another", step="EXTRA")
        StoredAnswer.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(hours=25))
        said = StringIO()
        call_command("forget_answers", stdout=said)
        assert said.getvalue() == "1 answers forgotten\n"
        assert not StoredAnswer.objects.filter(pk=old.pk).exists()
        assert StoredAnswer.objects.count() == 1


@pytest.mark.urls("tests.api_probe")
@pytest.mark.django_db(transaction=True)
def test_a_crash_releases_the_key(intake: Partner) -> None:
    def ask(**headers: str) -> Any:
        return intake.send("post", "once", {"code": "made"}, Idempotency_Key=KEY, **headers)

    assert ask(Crash="now").status_code == 500
    assert not Organisation.objects.filter(code="made").exists()
    assert ask().json() == {"code": "made"}
    assert ask().json() == {"said": "before"}


@pytest.mark.django_db(transaction=True)
class TestAtTheSameTime:
    """With connections of their own, as two web workers have them."""

    @staticmethod
    def in_thread(who: Partner, case: Case) -> Any:
        try:
            return talk(who, case)
        finally:
            connection.close()

    def test_while_the_first_is_not_answered_the_second_is_refused(self, intake: Partner, case: Case) -> None:
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                Case.objects.select_for_update().get(pk=case.pk)
                first = pool.submit(self.in_thread, intake, case)
                while not held_by_another():
                    assert not first.done()
                second = talk(intake, case)
                assert (second.status_code, second.json()["code"]) == (409, "key_in_flight")
                assert second["Retry-After"] == "1"
            assert first.result().status_code == 201
        assert talk(intake, case)["Idempotency-Replayed"] == "true"
        assert Conversation.objects.count() == 1

    def test_of_many_at_once_one_changes_something(self, intake: Partner, case: Case) -> None:
        start = Barrier(6)

        def ask(_number: int) -> int:
            start.wait()
            return self.in_thread(intake, case).status_code

        with ThreadPoolExecutor(6) as pool:
            statuses = list(pool.map(ask, range(6)))
        assert set(statuses) <= {201, 409}
        assert 201 in statuses
        assert Conversation.objects.count() == 1
        assert StoredAnswer.objects.count() == 1


def held_by_another() -> bool:
    """Whether another connection to this database holds a key; the server has more of them, for other tests."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
            " WHERE datname = current_database() AND locktype = 'advisory' AND granted AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone() is not None
