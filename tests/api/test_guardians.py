"""Who can be named as a guardian: for Nidos intake only."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("S004-58")
def test_intake_reads_whom_it_can_name_and_names_one(as_partner, open_case, people):
    intake, case = as_partner("nidos.intake"), open_case()
    rows = intake.rows("guardians")
    assert [row["staffId"] for row in rows] == ["staff-nidos.guardian"]
    made = intake.post(f"cases/{case.id}/guardianships", {"guardian": rows[0]["id"]})
    assert made["guardian"] == str(people["nidos.guardian"].id)


@pytest.mark.parametrize("role", ["avim.officer", "coa.placement", "bo_provider.mentor", "ggd.health_worker"])
def test_others_do_not_read_who_works_at_nidos(as_partner, role):
    as_partner(role).refused("guardians", status=403, code="not_allowed", method="get")


def test_a_list_of_codes_names_none_twice(as_partner, open_case):
    said = {"kinds": ["TRAFFICKING", "TRAFFICKING"], "summary": "Dubbel."}
    refusal = as_partner("avim.officer").refused(f"cases/{open_case().id}/signals", said, status=400, code="invalid")
    assert [fault["field"] for fault in refusal["errors"]] == ["kinds"]
