"""Edge cases of the domain model that no other story tells, each in a few calls over HTTP."""

import base64
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from intake.document_code import code_of
from intake.models import Case
from partners.models import Person
from policy.dates import nth_birthday, term_last_day
from shelter.models import Location
from tests import scan_files
from tests.overview.conftest import at_screen
from tests.partner_api import INDICATION, SIGNAL, Partner, talk

__all__ = ["at_screen"]
pytestmark = [pytest.mark.django_db, pytest.mark.smoke]
AsPartner = Callable[..., Partner]
ASKED = {"purpose": "COMENSHA_REGISTRATION", "explainedBy": "P. guardian, voogd", "language": "ti",
         "formLanguage": "en", "interpreter": True}  # fmt: skip
REPORT = {"kind": "REGISTRATION", "basis": "CONSENT", "exploitationForms": ["SEXUAL"]}


@pytest.fixture
def aged(partners: SimpleNamespace, arrival: dict[str, Any], people: dict[str, Person],
         today: date) -> Callable[[int], str]:  # fmt: skip
    """The path of the case of a child of so many years, with a guardian."""

    def opened(years: int) -> str:
        born = term_last_day(nth_birthday(today, -years), days=-40).isoformat()
        case = f"cases/{partners.intake.post('cases', arrival | {'birth': arrival['birth'] | {'date': born}})['id']}"
        partners.intake.post(f"{case}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
        return case

    return opened


@pytest.fixture
def asked(partners: SimpleNamespace, aged: Callable[[int], str], today: date) -> Callable[[int], tuple[str, str]]:
    """The case of a child of so many years, and the path of the consent that it is asked today."""

    def explained(years: int) -> tuple[str, str]:
        case = aged(years)
        row = partners.guardian.post(f"{case}/consents", ASKED | {"explainedOn": today.isoformat()})
        return case, f"{case}/consents/{row['id']}"

    return explained


@pytest.fixture
def signs(partners: SimpleNamespace, today: date) -> Callable[..., dict[str, Any]]:
    """What a signature says, with the scan of its form."""

    def signed(consent: str, capacity: str, **more: str) -> dict[str, Any]:
        case, _consents, key = consent.rsplit("/", 2)
        scan = partners.guardian.post(f"{case}/documents", {
            "formCode": code_of(UUID(key)), "kind": "CONSENT_FORM",
            "content": base64.b64encode(scan_files.png()).decode(),
        })  # fmt: skip
        said = {"capacity": capacity, "evidence": "FORM", "document": scan["id"], "saidOn": today.isoformat()}
        return said | more

    return signed


@pytest.mark.requirement("EC-05", "INV-31")
def test_at_fourteen_the_guardian_signs_against_the_childs_wish_and_a_second_person_decides(
    partners: SimpleNamespace, as_partner: AsPartner, asked: Any, signs: Any, today: date
) -> None:
    case, consent = asked(14)
    guardian, supervisor = partners.guardian, as_partner("nidos.supervisor")
    signature = signs(consent, "GUARDIAN")
    guardian.refused(f"{consent}/signatures", signature, status=409, code="child-not-heard", source="INV-31")
    guardian.post(f"{consent}/views", {"says": "OBJECTS", "saidOn": today.isoformat(), "words": "Liever niet."})
    guardian.refused(f"{consent}/signatures", signature, status=409, code="no-reason", source="EC-05")
    guardian.post(f"{consent}/signatures", signature | {"words": "Nodig voor haar veiligheid."})
    sending = f"{case}/comensha-reports/{guardian.post(f'{case}/comensha-reports', REPORT)['id']}/sendings"
    guardian.refused(sending, status=409, code="consent-to-confirm", source="EC-05")
    supervisor.post(f"{consent}/confirmations", {"words": "Met het kind besproken."})
    guardian.post(sending)
    clerk = as_partner("comensha.clerk")
    [message] = clerk.rows("comensha-messages")
    assert "bject" not in str(clerk.get(f"comensha-messages/{message['id']}/contents"))


@pytest.mark.requirement("EC-06", "S001-13")
def test_at_sixteen_who_refuses_is_not_signed_for_and_that_is_a_reason_without_a_name(
    partners: SimpleNamespace, asked: Any, signs: Any, today: date
) -> None:
    case, consent = asked(16)
    on = {"saidOn": today.isoformat()}
    partners.guardian.refused(f"{consent}/signatures", signs(consent, "GUARDIAN"), status=409,
                              code="not-the-signer", source="S001-16, B-06, B-07, INV-28")  # fmt: skip
    partners.guardian.post(f"{consent}/refusals", {"capacity": "CHILD", **on})
    draft = partners.guardian.post(f"{case}/comensha-reports", REPORT)["id"]
    partners.guardian.refused(f"{case}/comensha-reports/{draft}/sendings", status=409, code="consent-refused",
                              source="S001-13")  # fmt: skip
    said = {"reason": "VICTIM_DECLINED", "decidedOn": today.isoformat()}
    assert partners.guardian.post(f"{case}/no-reports", said)["reason"] == "VICTIM_DECLINED"


@pytest.mark.requirement("EC-07")
def test_at_sixteen_the_youth_signs_and_what_the_guardian_has_against_it_is_kept(
    partners: SimpleNamespace, asked: Any, signs: Any, today: date
) -> None:
    case, consent = asked(16)
    partners.guardian.post(f"{consent}/refusals", {"capacity": "GUARDIAN", "saidOn": today.isoformat()})
    partners.guardian.post(f"{consent}/signatures", signs(consent, "CHILD"))
    draft = partners.guardian.post(f"{case}/comensha-reports", REPORT)["id"]
    partners.guardian.post(f"{case}/comensha-reports/{draft}/sendings")
    kept = {(row["capacity"], row["says"]) for row in partners.guardian.rows(f"{case}/consent-statements")}
    assert kept == {("GUARDIAN", "OBJECTS"), ("CHILD", "SIGNS")}


@pytest.mark.requirement("EC-24")
def test_who_goes_missing_before_the_intake_is_complete_goes_on_where_it_was(
    partners: SimpleNamespace, case: str, today: date
) -> None:
    talk(partners.intake, case, "ACQUAINTANCE", today)
    talk(partners.avim, case, "IDENTIFICATION", today)
    seen = f"{term_last_day(today, days=-1)}T12:00:00Z"
    gone = partners.intake.post(f"{case}/absences", {"circumstances": "Weg.", "lastSeenAt": seen})
    assert partners.ind.get(case)["intakeState"] == "ABORTED"
    partners.avim.post(f"{case}/absences/{gone['id']}/returns", {})
    assert partners.ind.get(case)["intakeState"] == "IN_PROGRESS"
    talk(partners.ind, case, "REGISTRATION", today)
    talk(partners.intake, case, "FOLLOW_UP", today, explainedNidosTask=True, explainedProcedure=True)
    assert partners.ind.get(case)["intakeState"] == "COMPLETE"


@pytest.mark.requirement("EC-54", "INV-06")
def test_a_child_of_eleven_goes_to_a_foster_family_where_measures_keep_it_safe(
    partners: SimpleNamespace, as_partner: AsPartner, aged: Callable[[int], str], make_house: Any
) -> None:
    case, home = aged(11), make_house("FOSTER", beds=0)
    partners.avim.post(f"{case}/signals", SIGNAL)
    partners.guardian.post(f"{case}/indications", INDICATION | {"outcome": "FOSTER"})
    partners.guardian.post(f"{case}/coa-notices")
    there = {"location": str(home.pk)}
    partners.coa.refused(f"{case}/foster-placements", there, status=403, code="not_allowed")
    partners.guardian.post(f"{case}/foster-placements", there)
    assert partners.coa.rows("waiting-list") == []
    assert "REST" not in [clock["name"] for clock in partners.guardian.rows(f"{case}/terms") if clock["lastDay"]]
    agreed = {"type": "DAILY_CHECK_IN", "groundKind": "THREAT", "ground": "Een man wacht bij de school.",
              "proportionality": "Alleen bellen hielp niet.", "childView": "Goed."}  # fmt: skip
    mentor = as_partner("bo_provider.mentor", location=home.pk)
    assert mentor.post(f"{case}/safety-measures", agreed)["type"] == "DAILY_CHECK_IN"


@pytest.mark.requirement("EC-55")
def test_her_baby_is_no_case_of_its_own_and_sleeps_in_a_bed_of_its_own(
    partners: SimpleNamespace, placed: str, at_screen: Any
) -> None:
    baby = {"kind": "OWN_CHILD", "name": "Liya", "birthDate": "2025-05-05", "travelledAlong": True}
    partners.guardian.refused(f"{placed}/relations", {"kind": "OWN_CHILD", "otherCase": placed.rpartition("/")[2]},
                              status=409, code="no-case", source="EC-55")  # fmt: skip
    partners.guardian.post(f"{placed}/relations", baby)
    assert Case.objects.count() == 1
    [stay] = partners.coa.rows(f"{placed}/placements")
    key = placed.rpartition("/")[2]
    form = at_screen("coa").get(reverse("admin:nested_act", args=[key, "placements-moves", stay["id"]]))
    assert "Er kwam een eigen kind mee: er is een wieg of een kinderbed nodig." in form.content.decode()


@pytest.mark.requirement("EC-60", "S004-119")
def test_who_finished_and_needs_it_no_longer_goes_to_a_regular_centre_that_is_not_too_big(
    partners: SimpleNamespace, placed: str, today: date, make_house: Callable[..., Location]
) -> None:
    mentor, later = partners.mentor, term_last_day(today, months=3).isoformat()
    plan = f"{placed}/guidance-plans/{mentor.post(f'{placed}/guidance-plans', {'childView': 'Naar school.'})['id']}"
    goal = mentor.post(f"{plan}/goals", {"goal": "Elke dag naar school.", "targetOn": later})["id"]
    mentor.post(f"{plan}/starts")
    mentor.post(f"{placed}/plan-goals/{goal}/outcomes", {"state": "REACHED"})
    mentor.post(f"{plan}/completions")
    programme = f"{placed}/programmes/{mentor.post(f'{placed}/programmes')['id']}"
    mentor.post(f"{programme}/starts", {"expectedEnd": later, "modules": ["SAFETY"]})
    mentor.post(f"{programme}/modules", {"module": "SAFETY"})
    mentor.post(f"{programme}/completions")
    small = {"boNeedEndedOn": today.isoformat(), "boNeedEndedBy": "COBO", "regularAzcTooBig": "NO",
             "receptionEntitled": "YES"}  # fmt: skip
    assessed = partners.coa.post(f"{placed}/step-down-assessments", small)["id"]
    path = f"{placed}/step-down-assessments/{assessed}"
    for who, party in ((partners.coa, "coa"), (partners.guardian, "nidos")):
        row = who.post(f"{path}/{party}-decisions", {f"{party}Decision": "AZC", f"{party}Reasons": "Klaar."})
    assert (row["outcome"], row["programmeComplete"]) == ("AZC", True)
    [stay] = partners.coa.rows(f"{placed}/placements")
    move = {"bed": str(make_house("AZC").beds.first().pk), "moveReason": "Zo afgesproken.", "avoidable": "NO"}
    moved = partners.coa.post(f"{placed}/placements/{stay['id']}/moves", move)
    assert (moved["isMove"], moved.get("unfinishedReason", "")) == (True, "")
