"""The outbox: written with what it tells, sent at least once, in order in each case, put aside after a day."""

import json
import logging
from datetime import timedelta

import pytest

from audit import guards
from audit.models import Entry
from intake.models import Case
from partners import outbox
from partners.actors import of_person
from partners.models import DeadLetter, Fault, Notice, NoticeKind, OutboxMessage, Webhook
from partners.outbox_worker import Worker
from partners.webhook_address import Unreachable
from policy.backoff import BACKOFF, held_until, next_attempt
from tests.houses import perform, refusal

pytestmark = pytest.mark.django_db


def deliver(moment) -> int:
    with Worker(lambda: moment) as worker:
        return worker.until_empty()


def hook() -> Webhook:
    return Webhook.objects.get()


def try_all_day(moment):
    """Try at each moment at which it is its turn, until it is put aside; when that was."""
    for _again in range(len(BACKOFF.minutes) + 1):
        deliver(moment)
        message = OutboxMessage.objects.get()
        if message.given_up_at:
            return moment
        moment = message.next_attempt_at
    raise AssertionError("never put aside")


@pytest.fixture
def dead(told, receiver, at):
    receiver.status = 500
    try_all_day(at(2026, 3, 2))
    receiver.status = 204
    receiver.received.clear()
    return DeadLetter.objects.get()


@pytest.mark.requirement("S004-35")
def test_a_message_waits_only_for_whoever_wants_to_be_called(told):
    assert [message.notice for message in OutboxMessage.objects.all()] == [told]
    assert Notice.objects.count() == 2


def test_the_partner_is_called_with_ids_and_no_personal_data(told, receiver, at):
    assert deliver(at(2026, 3, 2)) == 1
    ((_path, headers, body),) = receiver.received
    event = json.loads(body)
    assert (event["id"], event["subject"], event["type"]) == (
        str(told.id), str(told.case_id), "nl.beschut.notice.signal",
    )  # fmt: skip
    assert event["data"] == {"notice": str(told.id), "case": str(told.case_id)}
    assert headers["webhook-id"] == str(told.id)


@pytest.mark.parametrize("kind", NoticeKind.values)
def test_every_kind_of_notice_has_a_type_in_the_letters_of_the_standard(told, at, kind):
    told.kind = kind
    message = OutboxMessage.objects.get()
    message.notice = told
    event = json.loads(outbox.call_of(message, hook(), at(2026, 3, 2)).body)
    assert event["type"].replace(".", "").replace("_", "").isalnum()


def test_what_was_delivered_is_not_sent_again(told, receiver, at):
    assert deliver(at(2026, 3, 2)) == 1
    assert deliver(at(2026, 3, 5)) == 0
    assert len(receiver.received) == 1


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_was_not_taken_is_tried_again_later_under_the_same_id(told, receiver, at, status):
    receiver.status = status
    assert deliver(at(2026, 3, 2)) == 0
    message = OutboxMessage.objects.get()
    assert (message.sent_at, message.fault, message.status) == (None, Fault.ANSWER, status)
    assert message.next_attempt_at == next_attempt(at(2026, 3, 2), 1)
    receiver.status = 204
    assert deliver(message.next_attempt_at - timedelta(seconds=1)) == 0
    assert deliver(message.next_attempt_at) == 1
    assert receiver.ids == [str(told.pk)] * 2


def test_a_message_that_one_worker_holds_is_not_taken_by_another(told, at):
    assert outbox.claim(hook(), at(2026, 3, 2)) is not None
    assert outbox.claim(hook(), at(2026, 3, 2)) is None


def test_a_worker_that_comes_late_does_not_undo_what_another_did(told, at):
    slow = outbox.claim(hook(), at(2026, 3, 2))
    other = outbox.claim(hook(), held_until(at(2026, 3, 2)))
    outbox.failed(slow, Unreachable(Fault.ANSWER, 410), at(2026, 3, 2, 12, 3))
    message = OutboxMessage.objects.get()
    assert (message.fault, message.given_up_at) == ("", None)
    assert message.next_attempt_at == held_until(held_until(at(2026, 3, 2)))
    outbox.delivered(other, at(2026, 3, 2, 12, 4))
    outbox.failed(other, Unreachable(Fault.ANSWER, 410), at(2026, 3, 2, 12, 5))
    assert OutboxMessage.objects.get().sent_at == at(2026, 3, 2, 12, 4)
    assert not DeadLetter.objects.exists()


class TestOrder:
    @pytest.mark.requirement("S004-35")
    def test_of_one_case_nothing_is_sent_before_what_came_first(self, told, tell, receiver, open_case, at):
        case = Case.objects.get()
        tell(case, at(2026, 3, 2, 13))
        tell(case, at(2026, 3, 2, 14))
        receiver.status = 500
        assert deliver(at(2026, 3, 2, 15)) == 0
        assert receiver.ids == [str(told.pk)]
        receiver.status = 204
        assert deliver(at(2026, 3, 2, 16)) == 3
        sent = Notice.objects.filter(to_organisation__kind="AVIM").order_by("sent_at").values_list("pk", flat=True)
        assert receiver.ids[1:] == [str(pk) for pk in sent]

    def test_of_one_case_nothing_is_taken_while_the_first_is_under_way(self, told, tell, at):
        tell(Case.objects.get(), at(2026, 3, 2, 13))
        first = outbox.claim(hook(), at(2026, 3, 2, 15))
        assert outbox.claim(hook(), at(2026, 3, 2, 15)) is None
        outbox.delivered(first, at(2026, 3, 2, 15))
        assert outbox.claim(hook(), at(2026, 3, 2, 15)) is not None

    def test_another_case_does_not_wait(self, told, tell, open_case, at):
        tell(open_case(), at(2026, 3, 2))
        outbox.failed(outbox.claim(hook(), at(2026, 3, 2)), Unreachable(Fault.TIMEOUT), at(2026, 3, 2))
        assert outbox.claim(hook(), at(2026, 3, 2)).identity != str(told.pk)

    def test_what_is_about_no_case_waits_for_nothing(self, told, at):
        OutboxMessage.objects.update(case_id=None)
        second = Notice.objects.exclude(pk=told.pk).first()
        OutboxMessage.objects.create(notice=second, webhook=hook(), next_attempt_at=at(2026, 3, 2))
        assert outbox.claim(hook(), at(2026, 3, 2)) is not None
        assert outbox.claim(hook(), at(2026, 3, 2)) is not None

    def test_what_was_put_aside_holds_nothing_up(self, told, tell, receiver, at):
        receiver.status = 500
        aside = try_all_day(at(2026, 3, 2))
        tell(Case.objects.get(), aside)
        receiver.status = 204
        assert deliver(aside) == 1


class TestBackoff:
    @pytest.mark.requirement("S004-35")
    def test_the_tries_are_spread_over_a_day(self, told, receiver, at):
        receiver.status = 503
        assert try_all_day(at(2026, 3, 2)) == at(2026, 3, 3)
        assert len(receiver.received) == len(BACKOFF.minutes) + 1 == 13

    def test_each_wait_is_as_long_as_the_last_or_longer(self):
        assert list(BACKOFF.minutes) == sorted(BACKOFF.minutes)

    def test_a_partner_that_asks_to_wait_gets_it_up_to_our_longest_wait(self, at):
        moment = at(2026, 3, 2)
        assert next_attempt(moment, 1, 600) == moment + timedelta(minutes=10)
        assert next_attempt(moment, 1, 9_999_999) == moment + timedelta(hours=4)
        assert next_attempt(moment, 12, 60) == moment + timedelta(hours=4)

    def test_a_partner_that_asks_to_wait_is_heard(self, told, receiver, at):
        receiver.status, receiver.headers = 429, {"Retry-After": "600"}
        deliver(at(2026, 3, 2))
        assert OutboxMessage.objects.get().next_attempt_at == at(2026, 3, 2, 12, 10)

    def test_one_that_says_gone_is_called_no_more(self, told, tell, receiver, open_case, at):
        receiver.status = 410
        deliver(at(2026, 3, 2))
        assert not hook().is_active
        assert DeadLetter.objects.get().status == 410
        tell(open_case(), at(2026, 3, 2, 13))
        assert deliver(at(2026, 3, 3)) == 0
        assert len(receiver.received) == 1
        assert Entry.objects.get(table="partners_webhook", reason="stopped").origin == "SYSTEM"


class TestPutAside:
    def test_it_is_a_record_with_ids_and_a_kind(self, dead, told):
        guards.lay()
        assert (dead.notice, dead.organisation, dead.kind) == (told, told.to_organisation, "SIGNAL")
        assert (dead.attempts, dead.fault, dead.status) == (13, Fault.ANSWER, 500)
        assert Entry.objects.get(record=dead.pk).organisation == told.to_organisation_id

    def test_the_notice_is_still_there_to_be_read(self, dead, told, as_partner):
        """Nothing is lost with a webhook."""
        assert str(told.pk) in {row["id"] for row in as_partner("avim.officer").rows("notices?waiting=true")}

    def test_it_is_tried_no_more(self, dead, receiver, at):
        assert deliver(at(2026, 4, 1)) == 0
        assert receiver.received == []

    def test_sent_again_it_goes_under_the_same_id_from_the_first_try_on(self, dead, told, receiver, cast, at):
        outbox.resend(dead_letter=dead, by=cast.administrator, at=at(2026, 3, 4))
        assert OutboxMessage.objects.get().attempts == 0
        assert deliver(at(2026, 3, 4)) == 1
        assert receiver.ids == [str(told.pk)]

    def test_put_aside_again_it_is_a_new_record(self, dead, receiver, cast, at):
        outbox.resend(dead_letter=dead, by=cast.administrator, at=at(2026, 3, 4))
        receiver.status = 500
        try_all_day(at(2026, 3, 4))
        assert DeadLetter.objects.count() == 2
        assert outbox.put_aside(DeadLetter.objects.all()).count() == 1

    def test_once_is_enough(self, dead, cast, at):
        outbox.resend(dead_letter=dead, by=cast.administrator, at=at(2026, 3, 4))
        assert refusal(lambda: outbox.resend(dead_letter=dead, by=cast.administrator, at=at(2026, 3, 4))) == (
            "resent-already",
            "S004-35",
        )

    def test_to_a_webhook_that_is_stopped_nothing_is_sent_again(self, dead, cast, at):
        Webhook.objects.update(is_active=False)
        assert refusal(lambda: outbox.resend(dead_letter=dead, by=cast.administrator, at=at(2026, 3, 4))) == (
            "webhook-stopped",
            "S004-35",
        )

    def test_everything_at_once_goes_in_its_order(self, told, tell, receiver, organisations, at):
        tell(Case.objects.get(), at(2026, 3, 2, 13))
        receiver.status = 410
        deliver(at(2026, 3, 2, 14))
        Webhook.objects.update(is_active=True)
        deliver(at(2026, 3, 2, 14))
        Webhook.objects.update(is_active=True)
        receiver.status = 204
        receiver.received.clear()
        by = outbox.on_behalf_of(organisations["AVIM"], origin="COMMAND")
        assert outbox.resend_all(organisation=organisations["AVIM"], by=by, at=at(2026, 3, 4)) == 2
        assert deliver(at(2026, 3, 4)) == 2
        assert receiver.ids[0] == str(told.pk)

    def test_the_log_says_which_notice_and_why_and_not_where(self, told, receiver, at, caplog):
        receiver.status = 500
        with caplog.at_level(logging.WARNING, "beschut.outbox"):
            deliver(at(2026, 3, 2))
        assert f"avim: notice {told.pk}, try 1: ANSWER 500" in caplog.text
        assert "geheim" not in caplog.text
        assert str(receiver.server_port) not in caplog.text


class TestDoors:
    """Who may know of what was put aside, and let it be sent again."""

    @pytest.mark.parametrize("role", ["avim.supervisor", "system.administrator"])
    def test_a_supervisor_and_the_administrator_read_it_and_send_it_again(self, dead, as_partner, role, told):
        partner = as_partner(role)
        (row,) = partner.rows("dead-letters")
        assert (row["notice"], row["kind"]) == (str(told.pk), "SIGNAL")
        assert {"caseId", "case", "url"}.isdisjoint(row)
        partner.post(f"dead-letters/{row['id']}/resendings")
        assert DeadLetter.objects.get().resent_at is not None
        partner.refused(f"dead-letters/{row['id']}/resendings", {}, status=409, code="resent-already",
                        source="S004-35")  # fmt: skip

    def test_another_organisation_sees_nothing_of_it(self, dead, as_partner):
        partner = as_partner("ind.supervisor")
        assert partner.rows("dead-letters") == []
        partner.refused(f"dead-letters/{dead.pk}", method="get", status=404, code="not_found")
        partner.refused(f"dead-letters/{dead.pk}/resendings", {}, status=404, code="not_found")

    def test_the_data_protection_officer_reads_and_sends_nothing(self, dead, as_partner):
        partner = as_partner("dpo.officer")
        assert len(partner.rows("dead-letters")) == 1
        partner.refused(f"dead-letters/{dead.pk}/resendings", {}, status=403, code="not_allowed")

    @pytest.mark.parametrize("role", ["avim.officer", "nidos.guardian", "lawyer.lawyer", "kmar.reporter"])
    def test_nobody_else_has_anything_to_do_with_it(self, dead, as_partner, role):
        partner = as_partner(role)
        partner.refused("dead-letters", method="get", status=403, code="not_allowed")
        partner.refused(f"dead-letters/{dead.pk}/resendings", {}, status=404, code="not_found")

    def test_the_act_asks_for_the_right(self, dead, people, cast, at):
        made = perform(outbox.RESEND, by=of_person(people["avim.supervisor"]), at=at(2026, 3, 4), data={},
                       dead_letter=dead.pk)  # fmt: skip
        assert made.resent_at == at(2026, 3, 4)
