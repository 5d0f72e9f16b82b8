"""Reports to CoMensha through both doors: of who reports, and of CoMensha itself, which sees messages and no case."""

import hashlib
import json
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import Entry, Kind
from config.api.camel import camel
from intake import comensha_out
from intake.models import ComenshaMessage, ComenshaReport
from partners.actors import of_person
from partners.errors import NotFound
from partners.models import Notice
from tests.intake.consenting import answer, ask, child, given
from tests.intake.reporting import draft, now, send
from tests.intake.test_comensha_table import TABLE, answered, born
from tests.overview.conftest import at_screen, text, url
from tests.partner_api import as_partner

__all__ = ["answer", "as_partner", "ask", "at_screen", "child", "draft", "given", "now", "send"]
pytestmark = pytest.mark.django_db
SAMPLE = [
    line for line in TABLE
    if line["kind"] == "REGISTRATION" and line["age"] in {"15", "16"}
    and (line["signs"] in {"GUARDIAN", "CHILD", ""} or line["then"] == "confirm")
]  # fmt: skip
MESSAGES = "comensha-messages"
ROLE = {"NIDOS": "nidos.guardian", "AVIM": "avim.officer"}
SEEN = {"NIDOS": "guardian", "AVIM": "avim"}


@pytest.fixture(params=["api", "screen"])
def way(request, as_partner, at_screen):
    """One door: do an act in a case or under a report, and get the code of what refused it; empty when done."""
    doors = {name: (as_partner(ROLE[name]), at_screen(SEEN[name])) for name in ROLE}

    def by_api(who, case, said, row=None):
        path = f"cases/{case.pk}/comensha-reports" + (f"/{row.pk}/sendings" if row else "")
        answer = doors[who][0].send("post", path, {camel(name): each for name, each in said.items()})
        assert answer.status_code in {201, 409}, answer.content
        return "" if answer.status_code == 201 else answer.json()["code"]

    def by_screen(who, case, said, row=None):
        name = "comensha-reports-sendings" if row else "comensha-reports"
        path = reverse("admin:nested_act" if row else "admin:act", args=[case.pk, name, *([row.pk] if row else [])])
        return "" if doors[who][1].post(path, said).status_code == 302 else "refused"

    return by_api if request.param == "api" else by_screen


@pytest.mark.requirement("INV-27", "INV-30", "EC-11", "S001-15")
@pytest.mark.parametrize("age", ["15", "16"])
def test_a_sample_of_the_table_through_both_doors(way, age, child, ask, answer):
    """The consent was settled in March; the report is prepared and sent today, when the child is no older in years."""
    case, wrong = child(born=born(age)), []
    for line in (each for each in SAMPLE if each["age"] == age):
        with transaction.atomic():
            answered(line, case, ask, answer)
            said = {"kind": line["kind"], "basis": line["basis"], "exploitation_forms": ["OTHER"]}
            found = way(line["reporter"], case, said)
            if not found:
                found = way(line["reporter"], case, {}, ComenshaReport.objects.get()) or "SENT"
            # The screen shows the sentence beside the form, or takes no code that it did not offer.
            wrong += [] if found in {line["expected"], "refused" * line["expected"].islower()} else [(found, line)]
            transaction.set_rollback(True)
    assert len(SAMPLE) > 40
    assert not wrong


@pytest.mark.requirement("INV-29", "EC-09", "B-07", "S001-19")
def test_comensha_gets_the_message_with_its_hash_and_after_the_withdrawal_only_that(
    given, draft, send, as_partner, answer, at, people
):
    report = draft(given.case)
    message, clerk = send(report), as_partner("comensha.clerk")
    [row] = clerk.rows(MESSAGES)
    assert row.keys() == {
        "id", "version", "createdByOrganisation", "report", "number", "what", "sentAt", "payloadHash",
    }  # fmt: skip
    assert clerk.get(f"{MESSAGES}/{message.pk}") == row
    got = clerk.send("get", f"{MESSAGES}/{message.pk}/contents")
    assert hashlib.sha256(got.content).hexdigest() == row["payloadHash"] == message.payload_hash
    assert got["Content-Disposition"] == f'attachment; filename="comensha-{message.pk.hex[:8]}-json.json"'
    for answered_with in (json.dumps(row), got.content.decode()):
        assert str(given.case_id) not in answered_with
        assert "Semhar" not in answered_with
    entry = Entry.objects.filter(kind=Kind.EXPORT).get()
    assert (entry.case, entry.record, entry.role, entry.reason) == (
        given.case_id, message.pk, "comensha.clerk", "json",
    )  # fmt: skip
    [notice] = clerk.rows("notices")
    assert (notice["kind"], notice["about"], notice["caseId"]) == ("COMENSHA_MESSAGE", str(message.pk), None)
    assert clerk.post(f"notices/{notice['id']}/acknowledgements")["acknowledgedAt"]
    answer(given, "withdraw", capacity="CHILD", on=date(2026, 3, 6))
    assert clerk.rows(MESSAGES) == []
    for path in ("", "/contents", "/htcds"):
        clerk.refused(f"{MESSAGES}/{message.pk}{path}", method="get", status=404, code="not_found")
    send(report, "withdraw", at=at(2026, 3, 6, 14))
    [last] = clerk.rows(MESSAGES)
    told = clerk.send("get", f"{MESSAGES}/{last['id']}/contents").json()
    assert (told.keys(), told["what"]) == ({"message", "report", "number", "what", "sentAt"}, "WITHDRAWAL")
    assert ComenshaMessage.objects.count() == 2


@pytest.mark.requirement("S001-19", "INV-38")
@pytest.mark.parametrize("role", ["nidos.guardian", "avim.officer", "ind.officer", "dpo.officer", "nr.analyst"])
def test_what_was_sent_is_handed_out_to_comensha_alone_and_comensha_sees_no_case(given, draft, send, as_partner, role):
    message = send(draft(given.case))
    for path in (MESSAGES, f"{MESSAGES}/{message.pk}", f"{MESSAGES}/{message.pk}/contents"):
        as_partner(role).refused(path, method="get", status=403, code="not_allowed")
    for path in ("", "/comensha-messages", "/comensha-reports", "/consents"):
        as_partner("comensha.clerk").refused(
            f"cases/{given.case_id}{path}", method="get", status=404, code="not_found"
        )


@pytest.mark.requirement("S001-19")
def test_the_police_read_their_own_reports_only_and_nothing_of_the_consent(given, draft, send, as_partner, cast):
    mine = send(draft(given.case, basis="POLICE_DUTY", by=cast.avim), by=cast.avim)
    send(draft(given.case))
    avim, case = as_partner("avim.officer"), f"cases/{given.case_id}"
    [row] = avim.rows(f"{case}/comensha-messages")
    assert (row["id"], row["basis"]) == (str(mine.pk), "POLICE_DUTY")
    assert "consent" not in row
    assert len(avim.rows(f"{case}/comensha-reports")) == 1
    assert len(as_partner("nidos.guardian").rows(f"{case}/comensha-reports")) == 2


def test_a_list_costs_the_same_for_one_message_as_for_many(given, draft, send, as_partner, cast):
    report, clerk, found = draft(given.case), as_partner("comensha.clerk"), {}
    send(report)
    clerk.rows(MESSAGES)
    for size in (1, 5):
        while report.messages.count() < size:
            forms = ["SEXUAL", "OTHER"][: 1 + report.messages.count() % 2]
            send(report, "correct", exploitation_forms=forms)
        with CaptureQueriesContext(connection) as queries:
            assert len(clerk.rows(MESSAGES)) == size
        found[size] = len(queries)
    assert found[1] == found[5]
    first = clerk.get(f"{MESSAGES}?pageSize=2")
    numbers = [row["number"] for row in first["results"]]
    while first["next"]:
        first = clerk.get(first["next"].removeprefix("/api/v1/"))
        numbers += [row["number"] for row in first["results"]]
    assert sorted(numbers) == [1, 2, 3, 4, 5]


@pytest.mark.requirement("S001-18")
def test_in_the_names_of_the_draft_standard_nothing_is_invented(given, draft, send, as_partner):
    message = send(draft(given.case, exploitation_forms=["BEGGING", "CRIMINAL", "UNKNOWN"]))
    made = as_partner("comensha.clerk").get(f"{MESSAGES}/{message.pk}/htcds")
    assert made["standard"] == {"name": "HTCDS", "status": "DRAFT", "version": "1"}
    assert made["record"] == {
        "prs_Gender": "Feminine", "prs_Citizenship": "ER", "vic_TraffickingStatus": "PossibleVictimOfTrafficking",
        "vic_TypeOfExploitation": ["ForcedBegging"], "cas_ReferringOrganisation": "NIDOS (test)",
    }  # fmt: skip
    assert {"age", "victim", "exploitationForms: CRIMINAL", "exploitationForms: UNKNOWN"} <= set(
        made["withoutCounterpart"]
    )


def test_what_the_standard_cannot_say_of_sex_and_country_is_left_out(child, cast, draft, send, people, now):
    case = child(sex="X", nationality="STATELESS")
    duty = {"basis": "POLICE_DUTY", "by": cast.avim, "exploitation_forms": ["CRIMINAL"]}
    message, clerk = send(draft(case, **duty), by=cast.avim), of_person(people["comensha.clerk"])
    made = json.loads(comensha_out.hand_out(message=message.pk, form="htcds", by=clerk, at=now).content)
    assert made["record"].keys() == {"vic_TraffickingStatus", "cas_ReferringOrganisation"}
    assert {"sex: X", "nationality: STATELESS"} <= set(made["withoutCounterpart"])
    with pytest.raises(NotFound):
        comensha_out.in_htcds('{"what": "WITHDRAWAL"}')


@pytest.mark.requirement("EC-09", "EC-11", "AL-24", "AL-25", "S001-15")
def test_the_page_of_the_case_says_how_far_it_is_and_gives_the_file_to_who_reported(
    given, draft, send, at_screen, answer, cast
):
    blocked = draft(given.case, "SHELTER")
    guardian, case, desk = at_screen("guardian"), given.case, reverse("admin:index")
    page = text(guardian.get(url(case)))
    assert "geblokkeerd: er is nu geen toestemming" in page
    assert "Een melding bij CoMensha kan niet weg: er is nu geen toestemming" in text(guardian.get(desk))
    sending = reverse("admin:nested_act", args=[case.pk, "comensha-reports-sendings", blocked.pk])
    assert sending not in page
    message = send(draft(case))
    file = reverse("admin:comensha_file", args=[case.pk, message.pk])
    assert file in text(guardian.get(url(case)))
    assert hashlib.sha256(guardian.get(file).content).hexdigest() == message.payload_hash
    for name in ("avim", "ind", "coa", "intake"):
        found = at_screen(name)
        assert "CoMensha" not in text(found.get(url(case))).replace("Melding bij CoMensha klaarzetten", "")
        assert found.get(file).status_code in {403, 404}
    answer(given, "withdraw", capacity="CHILD", on=date(2026, 3, 6))
    assert guardian.get(file).status_code == 404
    assert "toestemming ingetrokken: verstuur de intrekking" in text(guardian.get(url(case)))
    withdrawal = reverse("admin:nested_act", args=[case.pk, "comensha-reports-withdrawals", message.report_id])
    assert withdrawal in text(guardian.get(desk))
    assert "ingetrokken na een melding bij CoMensha" in text(at_screen("dpo").get(desk))
    assert guardian.post(withdrawal, {}).status_code == 302
    assert "intrekking verstuurd" in text(guardian.get(url(case)))
    assert withdrawal not in text(guardian.get(desk))


@pytest.mark.requirement("INV-29", "S001-19")
def test_comensha_has_a_page_of_what_stands_and_says_that_it_arrived(given, draft, send, at_screen, people, answer):
    message, page = send(draft(given.case)), reverse("admin:comensha")
    clerk = at_screen("clerk")
    shown = text(clerk.get(page))
    assert message.payload_hash in shown
    assert "Semhar" not in shown
    assert given.case.reference not in shown
    file = reverse("admin:comensha_message", args=[message.pk])
    assert hashlib.sha256(clerk.get(file).content).hexdigest() == message.payload_hash
    assert clerk.get(reverse("admin:comensha_htcds", args=[message.pk])).json()["standard"]["status"] == "DRAFT"
    assert clerk.post(reverse("admin:acknowledge", args=[Notice.objects.get(about=message.pk).pk])).status_code == 302
    assert "Ontvangen op" in text(clerk.get(page))
    assert at_screen("guardian").get(page).status_code == 403
    answer(given, "withdraw", capacity="GUARDIAN", on=timezone.localdate())
    assert message.payload_hash not in text(clerk.get(page))
    assert clerk.get(file).status_code == 404
