"""A referral over HTTP: LEC EGG is asked, gets what that asks and no more, and the child reads it (S000-41)."""

from types import SimpleNamespace
from typing import Any

import pytest

from partners.models import Organisation
from policy.dates import term_last_day

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S000-41", "S004-26", "S001-20")]


@pytest.fixture
def lec_egg(db: None) -> Organisation:
    return Organisation.objects.create(code="lec-egg", name="LEC EGG", kind="LEC_EGG")


@pytest.fixture
def asked(lec_egg: Organisation, today: Any) -> dict[str, Any]:
    return {
        "organisation": str(lec_egg.id), "question": "Hoe groot is het gevaar van haar familie?",
        "given": {
            "recipient": "Dienstdoende adviseur", "dataClasses": ["AGE", "FAMILY", "SIGNAL"],
            "basis": "WEIGHTY_INTEREST", "expiresOn": term_last_day(today, months=6).isoformat(),
            "necessity": "Haar broers zoeken haar.", "proportionality": "Alleen wat nodig is.",
            "subsidiarity": "Zonder dit is er geen advies.",
        },
    }  # fmt: skip


def test_asked_answered_and_ended(partners: SimpleNamespace, placed: str, asked: dict[str, Any],
                                  lec_egg: Organisation) -> None:  # fmt: skip
    path = f"{placed}/referrals"
    more = asked | {"given": asked["given"] | {"dataClasses": ["AGE", "ADDRESS"]}}
    partners.guardian.refused(path, more, status=409, code="more-than-asked", source="S000-41")
    unweighed = asked | {"given": asked["given"] | {"necessity": ""}}
    partners.guardian.refused(path, unweighed, status=409, code="not-weighed", source="S001-21")
    row = partners.guardian.post(path, asked)
    [given] = partners.guardian.rows(f"{placed}/disclosures")
    assert (given["id"], given["organisation"], given["purpose"]) == (row["disclosure"], str(lec_egg.id), "PROTECTION")
    assert given["dataClasses"] == ["AGE", "FAMILY", "SIGNAL"]
    partners.guardian.refused(path, asked, status=409, code="referred-already", source="S000-41")
    partners.guardian.refused(f"{path}/{row['id']}/endings", {"outcome": "ADVICE"}, status=409, code="not-answered",
                              source="S000-41")  # fmt: skip
    partners.guardian.post(f"{path}/{row['id']}/answers", {"answer": "ACCEPTED"})
    ended = partners.guardian.post(
        f"{path}/{row['id']}/endings", {"outcome": "ADVICE", "outcomeNote": "Verhuis haar."}
    )
    assert (ended["outcome"], bool(ended["endedOn"])) == ("ADVICE", True)


def test_who_reads_of_it(partners: SimpleNamespace, placed: str, asked: dict[str, Any],
                         lec_egg: Organisation) -> None:  # fmt: skip
    partners.guardian.post(f"{placed}/referrals", asked)
    [row] = partners.intake.rows(f"{placed}/referrals")
    assert row["sentOn"]
    assert not {"question", "disclosure", "outcomeNote"} & set(row)
    for who in (partners.avim, partners.ind, partners.coa, partners.mentor):
        who.refused(f"{placed}/referrals", method="get", status=403, code="not_allowed")
