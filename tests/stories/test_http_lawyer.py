"""A lawyer over HTTP: in by being recorded, out by being replaced; what was explained is in the file."""

from types import SimpleNamespace

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("S004-71", "S004-76", "S004-78")]
TOLD = {"topic": "LEGAL_AID", "language": "ti", "understood": "YES"}


def test_the_lawyer_reads_the_case_as_long_as_it_is_the_lawyer(partners: SimpleNamespace, placed: str) -> None:
    [lawyer] = partners.guardian.rows("lawyers")
    partners.lawyer.refused(placed, method="get", status=404, code="not_found")
    row = partners.guardian.post(f"{placed}/lawyers", {"lawyer": lawyer["id"]})
    assert partners.lawyer.get(placed)["reference"]
    talked = partners.lawyer.post(f"{placed}/lawyers/{row['id']}/talks", {})
    assert talked["talkedOn"]
    assert "LAWYER_ASSIGNED" in [told["kind"] for told in partners.lawyer.rows("notices")]
    partners.lawyer.post(f"{placed}/information-records", TOLD)
    partners.guardian.post(f"{placed}/lawyers", {"name": "mr. Z. Bedacht, kantoor Nergens"})
    partners.lawyer.refused(placed, method="get", status=404, code="not_found")
    assert [each["endedOn"] is None for each in partners.guardian.rows(f"{placed}/lawyers")].count(True) == 1


def test_who_reads_what_of_it(partners: SimpleNamespace, placed: str) -> None:
    partners.guardian.post(f"{placed}/lawyers", {"name": "mr. Z. Bedacht"})
    [row] = partners.ind.rows(f"{placed}/lawyers")
    assert row["name"] == "mr. Z. Bedacht"
    [row] = partners.coa.rows(f"{placed}/lawyers")
    assert "name" not in row
    assert "since" in row
    partners.ind.refused(f"{placed}/lawyers", {"name": "mr. Ander"}, status=403, code="not_allowed")
    partners.coa.refused(f"{placed}/information-records", method="get", status=403, code="not_allowed")
    partners.guardian.refused(f"{placed}/lawyers", {}, status=409, code="lawyer-or-name", source="S004-71")
