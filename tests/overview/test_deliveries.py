"""The page of deliveries: who is behind, what was put aside, and one press to send it again."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Origin
from partners import outbox
from partners.actors import on_behalf_of
from partners.models import DeadLetter, Fault, Notice, NoticeKind, OutboxMessage, Webhook
from tests.overview.conftest import text

pytestmark = pytest.mark.django_db
PAGE = "/admin/deliveries/"


@pytest.fixture
def hooks(organisations) -> dict[str, Webhook]:
    """AVIM and IND are called, at addresses with a token in them."""
    return {
        kind: Webhook.objects.create(
            organisation=organisations[kind], url=f"https://{kind.lower()}.example/?key=geheim"
        )
        for kind in ("AVIM", "IND")
    }


@pytest.fixture
def put_aside(hooks, organisations, cast):
    def aside(kind: str = "AVIM", hours: int = 24) -> DeadLetter:
        """A notice about a signal from outside that its webhook did not take."""
        now = timezone.now()
        notice = Notice(
            case_id=uuid4(), kind=NoticeKind.SIGNAL, about=uuid4(), from_organisation_id=cast.coa.organisation_id,
            to_organisation=organisations[kind], source="S004-35", sent_at=now,
        )  # fmt: skip
        outbox.ledger.record(notice, by=cast.coa, at=now)
        message = OutboxMessage.objects.create(
            notice=notice, webhook=hooks[kind], case_id=notice.case_id, next_attempt_at=now, attempts=13,
            fault=Fault.ANSWER, status=503,
        )  # fmt: skip
        letter = outbox.give_up(message, now)
        message.save()
        return letter

    return aside


def test_the_menu_says_how_much_waits_for_a_person(at_screen, put_aside):
    assert ">Bezorging<" in text(at_screen("avim_lead").get("/admin/"))
    put_aside()
    assert ">Bezorging (1)<" in text(at_screen("avim_lead").get("/admin/"))
    assert ">Bezorging (1)<" in text(at_screen("administrator").get("/admin/"))
    assert "Bezorging" not in text(at_screen("avim").get("/admin/"))
    assert "Bezorging (" not in text(at_screen("supervisor").get("/admin/"))


def test_it_names_ids_and_kinds_and_neither_the_case_nor_the_rest_of_the_address(at_screen, put_aside):
    letter = put_aside()
    page = text(at_screen("avim_lead").get(PAGE))
    for said in (str(letter.notice_id), "Er is een signaal", "avim.example", "de server weigerde het (503)",
                 "13 keer geprobeerd"):  # fmt: skip
        assert said in page, said
    assert "geheim" not in page
    assert str(letter.notice.case_id) not in page


def test_one_press_sends_it_again_and_it_is_gone_from_the_page(at_screen, put_aside):
    letter, browser = put_aside(), at_screen("avim_lead")
    form = reverse("admin:nested_free_act", args=["dead-letters-resendings", letter.pk])
    assert f'href="{form}"' in text(browser.get(PAGE))
    assert "Opnieuw versturen" in text(browser.get(form))
    answer = browser.post(form)
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert str(letter.notice_id) not in text(browser.get(PAGE))
    message = OutboxMessage.objects.get()
    assert (message.attempts, message.given_up_at) == (0, None)


def test_of_another_organisation_a_supervisor_sees_nothing(at_screen, put_aside):
    mine, other, browser = put_aside(), put_aside("IND"), at_screen("avim_lead")
    page = text(browser.get(PAGE))
    assert str(mine.notice_id) in page
    assert str(other.notice_id) not in page
    assert "ind.example" not in page
    form = reverse("admin:nested_free_act", args=["dead-letters-resendings", other.pk])
    assert browser.get(form).status_code == browser.post(form).status_code == 404


def test_the_administrator_sees_everybodys(at_screen, put_aside):
    letters = [put_aside(), put_aside("IND")]
    page = text(at_screen("administrator").get(PAGE))
    assert all(str(letter.notice_id) in page for letter in letters)


def test_the_data_protection_officer_looks_and_sends_nothing(at_screen, put_aside):
    letter = put_aside()
    page = text(at_screen("dpo").get(PAGE))
    assert str(letter.notice_id) in page
    assert "resendings" not in page


@pytest.mark.parametrize("who", ["avim", "guardian", "kmar", "mentor"])
def test_nobody_else_has_this_page(at_screen, put_aside, who):
    put_aside()
    assert at_screen(who).get(PAGE).status_code == 403


def test_it_says_who_is_behind_and_who_is_stopped(at_screen, put_aside, hooks, organisations):
    put_aside()
    OutboxMessage.objects.update(given_up_at=None)
    by = on_behalf_of(organisations["IND"], origin=Origin.COMMAND)
    outbox.webhooks.stop(organisation=organisations["IND"], by=by, at=timezone.now())
    page = text(at_screen("administrator").get(PAGE))
    assert "loopt achter" in page
    assert "gestopt" in page


def test_what_waits_for_a_stopped_webhook_has_no_button(at_screen, put_aside):
    put_aside()
    Webhook.objects.update(is_active=False)
    assert "resendings" not in text(at_screen("avim_lead").get(PAGE))


def test_without_a_webhook_it_says_where_to_look(at_screen):
    assert "Er is hier geen webhook" in text(at_screen("supervisor").get(PAGE))


def test_looking_is_written_down(at_screen, put_aside):
    put_aside()
    at_screen("avim_lead").get(PAGE)
    entry = Entry.objects.filter(table="partners_deadletter", kind="READ").get()
    assert (entry.role, entry.data_classes) == ("avim.supervisor", ["DELIVERY"])


def test_its_history_is_there_for_who_may_know_of_it(at_screen, put_aside):
    history = reverse("admin:partners_deadletter_history", args=[put_aside().pk])
    assert at_screen("avim_lead").get(history).status_code == 200
    assert at_screen("supervisor").get(history).status_code == 404


def test_it_costs_the_same_for_one_as_for_many(at_screen, put_aside, django_assert_num_queries,
                                               django_assert_max_num_queries):  # fmt: skip
    put_aside()
    browser = at_screen("administrator")
    browser.get(PAGE)
    with django_assert_max_num_queries(20) as asked:
        browser.get(PAGE)
    for _more in range(4):
        put_aside()
        put_aside("IND")
    with django_assert_num_queries(len(asked)):
        browser.get(PAGE)
