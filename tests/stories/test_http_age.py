"""An age over HTTP: assessed by AVIM, decided by IND, contested by the guardian, final; and dates known in part."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from intake.models import AgeAssessment
from partners.models import Person
from policy.dates import nth_birthday

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


@pytest.fixture
def adult(today: date) -> dict[str, str]:
    return {"date": nth_birthday(today, -20).isoformat(), "precision": "DAY"}


@pytest.fixture
def assessed(partners: SimpleNamespace, placed: str, adult: dict[str, str]) -> str:
    """The path of the assessment that made her an adult, in protected shelter."""
    row = partners.avim.post(f"{placed}/age-assessments", {"reason": "Twee paspoorten."})
    path = f"{placed}/age-assessments/{row['id']}"
    partners.ind.post(f"{path}/decisions", {"outcome": "EVIDENT_ADULT", "birth": adult})
    return path


def kinds(partner: Any) -> list[str]:
    return [row["kind"] for row in partner.rows("notices")]


@pytest.mark.requirement("B-18", "D-5", "EC-25", "INV-24")
def test_ind_decides_and_the_official_date_comes_with_it(
    partners: SimpleNamespace, placed: str, assessed: str, adult: dict[str, str], people: dict[str, Person]
) -> None:
    told = partners.ind.get(placed)
    assert (told["birth"]["source"], told["birth"]["date"], told["countsAsMinor"]) == (
        "AGE_ASSESSMENT", adult["date"], False,
    )  # fmt: skip
    assert {"AGE_ASSESSMENT", "AGE_DECIDED", "BIRTH_DATE"} <= set(kinds(partners.guardian))
    body = {"guardian": str(people["nidos.guardian"].id)}
    partners.intake.refused(f"{placed}/guardianships", body, status=409, code="of-age", source="INV-23")
    assert partners.guardian.rows(f"{placed}/placements")[0]["endsAt"] is None


@pytest.mark.requirement("EC-27", "INV-23", "AL-23")
def test_contested_she_is_a_minor_again_until_ind_says_it_is_final(
    partners: SimpleNamespace, placed: str, assessed: str, today: date
) -> None:
    row = partners.guardian.post(f"{placed}/age-contests", {"contestReason": "Haar doopakte is echt."})
    assert (row["id"], row["contestedOn"]) == (assessed.rpartition("/")[2], today.isoformat())
    assert partners.coa.get(placed)["countsAsMinor"] is True
    clock = next(each for each in partners.ind.rows(f"{placed}/terms") if each["name"] == "MAJORITY")
    assert (clock["lastDay"], clock["earliest"], clock["provisional"]) == (None, None, True)
    assert {"AGE_CONTESTED"} <= set(kinds(partners.ind)) & set(kinds(partners.coa)) & set(kinds(partners.avim))
    partners.ind.post(f"{assessed}/settlements")
    assert partners.ind.get(placed)["countsAsMinor"] is False
    assert "AGE_FINAL" in kinds(partners.guardian)


@pytest.mark.requirement("EC-27")
def test_each_refusal_names_its_rule_and_changes_nothing(
    partners: SimpleNamespace, placed: str, adult: dict[str, str]
) -> None:
    requests, contests = f"{placed}/age-assessments", f"{placed}/age-contests"
    why = {"contestReason": "Onjuist."}
    partners.guardian.refused(contests, why, status=409, code="nothing-to-contest", source="EC-27")
    partners.intake.refused(requests, {"reason": "x"}, status=409, code="only-ind-or-avim", source="B-18")
    partners.coa.refused(requests, {"reason": "x"}, status=403, code="not_allowed")
    partners.avim.refused(requests, {}, status=400, code="invalid")
    path = f"{requests}/{partners.avim.post(requests, {'reason': 'Twijfel.'})['id']}"
    partners.ind.refused(requests, {"reason": "x"}, status=409, code="already-open", source="B-18")
    wrong = {"outcome": "EVIDENT_MINOR", "birth": adult}
    partners.ind.refused(f"{path}/decisions", wrong, status=409, code="outcome-and-date-differ", source="D-5")
    partners.ind.refused(f"{path}/decisions", {"outcome": "NONSENSE"}, status=400, code="invalid")
    partners.ind.refused(f"{path}/settlements", {}, status=409, code="age-requested", source="EC-27")
    partners.avim.refused(f"{path}/settlements", {}, status=409, code="only-ind", source="EC-27")
    partners.ind.post(f"{path}/decisions", {"outcome": "DOUBT"})
    partners.ind.refused(f"{path}/decisions", {"outcome": "DOUBT"}, status=409, code="age-decided", source="EC-27")
    partners.avim.refused(contests, why, status=409, code="only-guardian-or-lawyer", source="EC-27")
    assert AgeAssessment.objects.get().state == "DECIDED"


@pytest.mark.requirement("AL-23", "EC-25")
def test_a_correction_tells_by_right_what_moved_and_not_in_its_notice(
    partners: SimpleNamespace, placed: str, today: date
) -> None:
    born = date(2011, 1, 31)
    said = {"date": born.isoformat(), "precision": "MONTH", "source": "IND", "status": "OFFICIAL"}
    partners.ind.post(f"{placed}/birth-dates", said)
    clock = next(each for each in partners.guardian.rows(f"{placed}/terms") if each["name"] == "MAJORITY")
    assert (clock["was"], clock["earliest"]) == ("2029-02-28", "2029-01-31")
    assert (clock["movedOn"], clock["movedBy"]) == (today.isoformat(), "IND")
    notice = next(row for row in partners.guardian.rows("notices") if row["kind"] == "BIRTH_DATE")
    assert "2011" not in str({name: value for name, value in notice.items() if not name.endswith("At")})


@pytest.mark.requirement("D-5", "S004-27")
@pytest.mark.parametrize(("said", "code", "source"), [
    ({"precision": "UNKNOWN"}, "says-nothing", "D-5"),
    ({"date": "1899-01-01", "precision": "YEAR"}, "age-implausible", "S004-27"),
    ({"date": "2011-02-28", "precision": "UNKNOWN"}, "birth-date-precision", "S004-27"),
])  # fmt: skip
def test_what_says_nothing_or_cannot_be_is_refused(
    partners: SimpleNamespace, case: str, said: dict[str, str], code: str, source: str
) -> None:
    partners.avim.refused(f"{case}/birth-dates", said, status=409, code=code, source=source)
    partners.avim.refused(f"{case}/birth-dates", {"date": "2011-02-31"}, status=400, code="invalid")


@pytest.mark.requirement("S004-27")
def test_born_after_the_day_of_arrival_is_refused(
    partners: SimpleNamespace, arrival: dict[str, Any], today: date
) -> None:
    born = arrival | {"birth": arrival["birth"] | {"date": today.isoformat()}}
    partners.intake.refused("cases", born, status=409, code="born-after-arrival", source="S004-27")
