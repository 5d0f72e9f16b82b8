"""What an entry says besides who and what: how it ended, and which checks it passed (NEN 7513, BIO 8.15.01)."""

from datetime import date

import pytest
from django.test import Client as Browser

from audit import ledger
from audit.models import Entry, Kind
from intake import emergency
from intake.models import EmergencyAccess
from tests.partner_api import BASE, SIGNAL

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B-27", "INV-39")]


def last(**what) -> Entry:
    return Entry.objects.filter(**what).latest("id")


def test_a_read_passed_the_table_and_the_relation(as_partner, open_case):
    case = open_case()
    as_partner("avim.officer").get(f"cases/{case.pk}")
    entry = last(kind=Kind.READ)
    assert (entry.outcome, entry.checks) == ("ALLOWED", ["AUTHORISATION", "RELATION"])


def test_what_is_done_at_a_door_says_by_which_ground(as_partner, open_case):
    case = open_case()
    as_partner("avim.officer").post(f"cases/{case.pk}/signals", SIGNAL)
    for entry in Entry.objects.filter(kind=Kind.CREATE, origin="API", case=case.pk):
        assert (entry.outcome, entry.checks) == ("ALLOWED", ["AUTHORISATION", "RELATION"])
        assert "INTAKE" in entry.ground.split()


def test_a_list_of_nobody_passed_no_relation(as_partner):
    as_partner("ggd.health_worker").get("cases")
    assert last(kind=Kind.LIST).checks == ["AUTHORISATION"]


def test_what_the_child_agreed_to_and_what_was_opened_in_danger_are_checks_of_their_own(cast):
    passed = ledger.passed
    assert passed(cast.lawyer, "AGREEMENT", related=False) == ["AUTHORISATION", "CONSENT"]
    assert passed(cast.mentor, "EMERGENCY", related=False) == ["AUTHORISATION", "EMERGENCY"]


def test_breaking_the_glass_is_an_entry_of_its_own(cast, open_case, at):
    case = open_case()
    emergency.open_case(named=case.reference, reason="Zij is weg.", by=cast.mentor, at=at(2026, 3, 4))
    entry = last(kind=Kind.EMERGENCY)
    assert (entry.outcome, entry.checks) == ("ALLOWED", ["AUTHORISATION", "EMERGENCY"])
    assert (entry.record, entry.case) == (EmergencyAccess.objects.get().pk, case.pk)


def test_a_refused_try_for_it_ended_in_a_refusal(as_partner):
    partner = as_partner("bo_provider.mentor")
    partner.send("post", "emergency-accesses", {"caseReference": "BO-2026-999999", "reason": "x"})
    assert (last(role="bo_provider.mentor").outcome, last(role="bo_provider.mentor").checks) == ("REFUSED", [])


def test_a_partners_client_signs_in_by_asking_for_a_token(as_partner):
    as_partner("avim.officer")
    entry = last(kind=Kind.LOGIN)
    assert (entry.role, entry.origin, entry.outcome) == ("avim.officer", "API", "ALLOWED")
    assert entry.client
    assert entry.organisation


@pytest.mark.parametrize(("method", "path", "headers", "status", "reason"), [
    ("get", "cases?colour=red", {}, 400, "400 invalid"),
    ("post", "cases", {}, 400, "400 invalid"),
    ("get", "cases", {"Request-Purpose": "CURIOSITY"}, 400, "400 invalid"),
    ("get", "cases/not-an-id", {}, 404, "404 not_found"),
    ("delete", "cases", {}, 405, "405 method_not_allowed"),
    ("post", "cases", {"Content-Type": "text/plain"}, 415, "415 unsupported_media_type"),
    ("get", "cases?access_token=x", {}, 401, "401 token_in_address"),
    ("get", "cases", {"Authorization": "Bearer x"}, 401, "401 invalid_token"),
])  # fmt: skip
def test_bad_input_is_refused_and_on_record_without_what_was_sent(as_partner, method, path, headers, status, reason):
    partner = as_partner("nidos.intake")
    sent = {"Authorization": f"Bearer {partner.token}", "Request-User-Id": "staff", "Request-Purpose": "PROTECTION",
            "Idempotency-Key": "k"} | headers  # fmt: skip
    kind = sent.pop("Content-Type", "application/json")
    answer = Browser().generic(method.upper(), f"{BASE}/{path}", b'{"tale": "73101234"}', kind, headers=sent)
    assert answer.status_code == status
    entry = last(kind=Kind.DENIAL)
    assert (entry.reason, entry.outcome) == (reason, "REFUSED")
    assert "73101234" not in str(Entry.objects.values().get(pk=entry.pk))


def test_a_body_without_end_is_on_record(as_partner, open_case):
    partner = as_partner("avim.officer")
    partner.refused(f"cases/{open_case().pk}/signals", SIGNAL | {"detail": "x" * 2_000_000}, status=413,
                    code="too_large")  # fmt: skip
    assert last(kind=Kind.DENIAL).reason == "413 too_large"


def test_every_field_that_the_standard_asks_for(as_partner, open_case):
    case = open_case(given_names="Luwam", born=date(2010, 5, 1))
    partner = as_partner("avim.officer")
    partner.get(f"cases/{case.pk}")
    entry = last(kind=Kind.READ)
    assert {entry.case, entry.record} == {case.pk}
    assert (entry.user_id, entry.role, entry.purpose, entry.origin) == (
        partner.user_id, "avim.officer", partner.purpose, "API",
    )  # fmt: skip
    assert "IDENTITY" in entry.data_classes
    assert entry.organisation
    assert len(entry.trace_id) == 32
    assert "Luwam" not in str(Entry.objects.values().get(pk=entry.pk))
