"""Consent through both doors: a sample of the table over the API and at the screen, and what the pages show."""

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intake import age as ages
from intake import consent, consent_answer, consent_form
from intake.models import Consent, ConsentCheck, ConsentForm
from overview import consent_states
from partners import involving
from partners.access import Standing
from partners.grounds import Ground
from policy.dates import nth_birthday
from residence import guardianship
from tests.intake.consenting import scanned
from tests.overview.conftest import at_screen, text, url
from tests.partner_api import as_partner

__all__ = ["as_partner", "at_screen"]
pytestmark = pytest.mark.django_db
TABLE = csv.DictReader((Path(__file__).parent / "consents.csv").read_text().splitlines())
SAMPLE = [line for line in TABLE if line["age"] in {"14", "16"} and line["purpose"] == "COMENSHA_REGISTRATION"]
ASKED = {"purpose": "COMENSHA_REGISTRATION", "explained_by": "P. guardian, voogd", "language": "ti",
         "form_language": "en", "interpreter": True}  # fmt: skip
Way = Callable[..., str]


@pytest.fixture
def child(open_case, people, cast):
    """A child of so many years today, with a guardian."""

    def opened(age: int = 14):
        case = open_case(born=nth_birthday(timezone.localdate() - timedelta(days=60), -age), on=timezone.now())
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=timezone.now())
        return case

    return opened


def camel(said: dict[str, Any]) -> dict[str, Any]:
    def name(key: str) -> str:
        first, *rest = key.split("_")
        return first + "".join(part.title() for part in rest)

    return {name(key): each for key, each in said.items()}


@pytest.fixture(params=["api", "screen"])
def way(request, as_partner, at_screen) -> Way:
    """One door: do an act in a case, or under a consent, and get the code of what refused it; empty when done."""
    api, browser = as_partner("nidos.guardian"), at_screen("guardian")

    def by_api(case, said, noun="", row=None):
        path = f"cases/{case.pk}/consents" + (f"/{row.pk}/{noun}" if row else "")
        answer = api.send("post", path, camel(said))
        assert answer.status_code in {201, 409}, answer.content
        return "" if answer.status_code == 201 else answer.json()["code"]

    def by_screen(case, said, noun="", row=None):
        name = f"consents-{noun}" if row else "consents"
        path = reverse("admin:nested_act" if row else "admin:act", args=[case.pk, name, *([row.pk] if row else [])])
        answer = browser.post(path, {key: "on" if each is True else each for key, each in said.items()})
        return "" if answer.status_code == 302 else "refused"

    return by_api if request.param == "api" else by_screen


@pytest.fixture
def proof(cast):
    """By what a signature of the table is known, and the scan of it, where there is one."""

    def found(line, row):
        if line["evidence"] != "FORM":
            return {"evidence": line["evidence"].replace("UNSCANNED", "FORM")}
        return {"evidence": "FORM", "document": str(scanned(row, by=cast.guardian, at=timezone.now()).pk)}

    return found


@pytest.mark.requirement("INV-28", "INV-31", "EC-05", "EC-06")
@pytest.mark.parametrize("age", [14, 16])
def test_a_sample_of_the_table_through_both_doors(way, age, child, proof):
    case, today = child(age), timezone.localdate()
    for line in (each for each in SAMPLE if each["age"] == str(age)):
        with transaction.atomic():
            assert way(case, ASKED | {"explained_on": today.isoformat()}) == ""
            row, refused = Consent.objects.get(case=case), ""
            if line["child_view"] != "NOT_ASKED":
                refused = way(case, {"says": line["child_view"], "said_on": today.isoformat()}, "views", row)
            for capacity in filter(None, line["signs"].split("+")):
                said = {"capacity": capacity, "said_on": today.isoformat(), "words": "Nodig.", **proof(line, row)}
                refused = refused or way(case, said, "signatures", row)
            if line["refuses"]:
                refused = way(case, {"capacity": line["refuses"], "said_on": today.isoformat()}, "refusals", row)
            found = refused or consent.state_of(row, today)
            # The screen shows the sentence beside the form, and takes no code that it did not offer.
            assert found in ({line["expected"]} | ({"refused"} if line["expected"].islower() else set())), line
            transaction.set_rollback(True)


@pytest.fixture
def objected(child, cast):
    """Signed today for a child of fourteen who objects."""
    case, at = child(), timezone.now()
    day = timezone.localdate(at)
    row = consent.ask(case=case, explained_on=day, **ASKED, by=cast.guardian, at=at)
    consent_answer.view(consent=row, says="OBJECTS", said_on=day, words="Liever niet.", by=cast.guardian, at=at)
    consent_answer.sign(consent=row, capacity="GUARDIAN", said_on=day, evidence="FORM", words="Nodig.",
                        document=scanned(row, by=cast.guardian, at=at), by=cast.guardian, at=at)  # fmt: skip
    return row


@pytest.mark.requirement("INV-27", "INV-28")
def test_the_api_says_how_far_each_consent_is(objected, as_partner, cast):
    guardian, path = as_partner("nidos.guardian"), f"cases/{objected.case_id}/consents"
    other = guardian.post(
        path, camel(ASKED | {"purpose": "MEDICAL", "explained_on": timezone.localdate().isoformat()})
    )
    assert other["state"] == "ASKED"

    def states():
        listed = {each["purpose"]: each["state"] for each in guardian.get(path)["results"]}
        assert guardian.get(f"{path}/{objected.pk}")["state"] == listed["COMENSHA_REGISTRATION"]
        return listed["MEDICAL"], listed["COMENSHA_REGISTRATION"]

    assert states() == ("ASKED", "TO_CONFIRM")
    as_partner("nidos.supervisor").post(f"{path}/{objected.pk}/confirmations", {"words": "Met het kind besproken."})
    assert states() == ("ASKED", "GIVEN")
    ages.contest(case=objected.case, contest_reason="De dokter zegt zeventien.", by=cast.guardian, at=timezone.now())
    assert states() == ("ASKED", "ASKED")


@pytest.mark.requirement("S001-19")
def test_the_state_is_kept_from_who_may_not_read_what_decides_it(objected, as_partner, organisations, cast):
    path = f"cases/{objected.case_id}/consents"
    involving.involve(case=objected.case_id, number=objected.case.number, organisation=organisations["GGD"],
                      ground=Ground.REPORTING, by=cast.intake, at=timezone.now())  # fmt: skip
    shown = as_partner("ggd.health_worker").get(path)["results"]
    assert [each.get("state") for each in shown] == ["TO_CONFIRM"]
    nowhere = Standing(cast.ggd, objected.case_id, frozenset({Ground.RECEPTION}))
    assert not consent_states.readable(nowhere)


@pytest.mark.requirement("S001-19", "INV-28")
def test_what_is_known_of_another_child_says_nothing_of_this_one(objected, child, as_partner, cast):
    path = f"cases/{objected.case_id}/consents/{objected.pk}"
    ages.contest(case=child(17), contest_reason="De dokter zegt twintig.", by=cast.guardian, at=timezone.now())
    assert as_partner("nidos.guardian").get(path)["state"] == "TO_CONFIRM"


def test_how_many_consents_there_are_costs_no_query_more(objected, as_partner, cast):
    guardian, path, counts = as_partner("nidos.guardian"), f"cases/{objected.case_id}/consents", []
    for purpose in ("COMENSHA_SHELTER", "MEDICAL"):
        with CaptureQueriesContext(connection) as queries:
            guardian.get(path)
        counts.append(len(queries))
        said = {"case": objected.case, "explained_on": timezone.localdate(), "by": cast.guardian, "at": timezone.now()}
        consent.ask(**ASKED | {"purpose": purpose} | said)
    assert counts[0] == counts[1]


@pytest.mark.requirement("EC-05", "B-07")
def test_from_the_objection_to_the_withdrawal_over_the_api(objected, as_partner):
    path = f"cases/{objected.case_id}/consents/{objected.pk}"
    guardian, supervisor = as_partner("nidos.guardian"), as_partner("nidos.supervisor")
    guardian.refused(f"{path}/confirmations", {"words": "Goed."}, status=403, code="not_allowed")
    supervisor.post(f"{path}/confirmations", {"words": "Met het kind besproken."})
    said = {"capacity": "CHILD", "saidOn": timezone.localdate().isoformat()}
    guardian.post(f"{path}/withdrawals", said)
    guardian.refused(f"{path}/withdrawals", said, status=409, code="consent-withdrawn", source="B-07")
    assert guardian.post(f"{path}/checks")["intact"] is True
    answers = guardian.get(f"cases/{objected.case_id}/consent-statements")["results"]
    assert sorted(each["says"] for each in answers) == ["CONFIRMS", "OBJECTS", "SIGNS", "WITHDRAWS"]
    assert (ConsentCheck.objects.get().answers, guardian.get(path)["formLanguage"]) == (4, "en")


@pytest.mark.requirement("EC-05", "S001-23")
def test_the_page_of_the_case_says_how_far_it_is_and_the_desk_asks_the_second_person(objected, at_screen):
    page = text(at_screen("guardian").get(url(objected.case)))
    assert "wacht op een tweede persoon" in page
    assert "Liever niet." in page
    assert "registratie bij CoMensha: het kind zelf, heeft bezwaar" in page
    assert objected.form_text not in page
    asked = "terwijl het kind bezwaar heeft: als tweede persoon beslissen"
    assert asked in text(at_screen("supervisor").get(reverse("admin:index")))
    assert asked not in text(at_screen("guardian").get(reverse("admin:index")))
    for name in ("avim", "ind", "coa", "intake"):
        found = at_screen(name).get(url(objected.case))
        assert "Liever niet." not in text(found)
        assert "registratie bij CoMensha" not in text(found)


@pytest.mark.requirement("S001-14")
def test_the_texts_are_read_written_and_approved_at_the_screen(at_screen, people):
    page = reverse("admin:consent_forms")
    assert "Mogen wij jou bij CoMensha melden?" in text(at_screen("guardian").get(page))
    assert 'dir="rtl"' in text(at_screen("guardian").get(page))
    assert at_screen("avim").get(page).status_code == 403
    said = {"purpose": "MEDICAL", "language": "ti", "text": "ሓዱሽ።", "in_force_from": timezone.localdate().isoformat()}
    assert at_screen("administrator").post(reverse("admin:free_act", args=["consent-forms"]), said).status_code == 302
    row = ConsentForm.objects.get()
    approval = reverse("admin:nested_free_act", args=["consent-forms-approvals", row.pk])
    assert approval in text(at_screen("supervisor").get(page))
    assert at_screen("supervisor").post(approval, {}).status_code == 302
    assert consent_form.in_force("MEDICAL", "ti", timezone.localdate()).text == "ሓዱሽ።"
