"""The first hearing over HTTP: not too early, unless the child wishes so; and what ends by itself at majority."""

from datetime import date
from types import SimpleNamespace

import pytest

from partners.models import Person
from policy.clocks import earliest_hearing, hearing_wait_last_day, rest_last_day
from policy.dates import term_last_day
from residence.models import Hearing

pytestmark = [pytest.mark.django_db, pytest.mark.smoke]


class TestHearing:
    @pytest.mark.requirement("S004-47", "EC-15", "INV-14")
    def test_not_on_the_last_day_of_the_wait_but_on_the_day_after(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        path, wait = f"{placed}/hearings", hearing_wait_last_day(today)
        first = earliest_hearing(rest_last_day(today), wait)
        for day in (today, wait):
            partners.ind.refused(
                path, {"plannedOn": day.isoformat()}, status=409, code="hearing-too-early", source="S004-47"
            )
        assert partners.ind.post(path, {"plannedOn": first.isoformat()})["plannedOn"] == first.isoformat()
        assert "HEARING_PLANNED" in [row["kind"] for row in partners.guardian.rows("notices")]
        assert partners.mentor.rows(path)[0]["plannedOn"] == first.isoformat()

    @pytest.mark.requirement("S004-45", "INV-15")
    def test_not_while_the_child_rests_longer_than_three_months(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        asked = partners.guardian.post(f"{placed}/rest-extensions", {"days": 100, "reason": "Zij is opgenomen."})
        partners.supervisor.post(f"{placed}/rest-extensions/{asked['id']}/approvals")
        rest = term_last_day(rest_last_day(today), days=100).isoformat()
        partners.ind.refused(
            f"{placed}/hearings", {"plannedOn": rest}, status=409, code="hearing-too-early", source="S004-45"
        )

    @pytest.mark.requirement("EC-16", "INV-14")
    def test_earlier_only_with_all_five_members(self, partners: SimpleNamespace, placed: str, today: date) -> None:
        path = f"{placed}/hearings"
        wish = {"requestedBy": "CHILD", "reason": "Haar getuige vertrekt.", "lawyerConsulted": True,
                "guardianAgrees": True, "indAgrees": True}  # fmt: skip
        planned = {"plannedOn": term_last_day(today, days=7).isoformat()}
        for name in wish:
            lacking = {key: value for key, value in wish.items() if key != name}
            partners.ind.refused(
                path, planned | {"deviation": lacking}, status=409, code="deviation-incomplete", source="INV-14"
            )
        made = partners.ind.post(path, planned | {"deviation": wish})
        assert partners.ind.rows(f"{placed}/hearing-deviations")[0]["hearing"] == made["id"]

    @pytest.mark.requirement("S004-72")
    def test_not_before_the_child_has_its_place(self, partners: SimpleNamespace, indicated: str, today: date) -> None:
        far = {"plannedOn": term_last_day(today, months=12).isoformat()}
        partners.ind.refused(f"{indicated}/hearings", far, status=409, code="hearing-not-plannable", source="S004-72")

    @pytest.mark.requirement("AL-09")
    def test_more_rest_leaves_the_plan_as_it_is_and_warns_ind(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        first = earliest_hearing(rest_last_day(today), hearing_wait_last_day(today))
        partners.ind.post(f"{placed}/hearings", {"plannedOn": first.isoformat()})
        asked = partners.guardian.post(f"{placed}/rest-extensions", {"days": 120, "reason": "Zij is opgenomen."})
        partners.supervisor.post(f"{placed}/rest-extensions/{asked['id']}/approvals")
        assert partners.ind.rows("notices")[0]["kind"] in {"HEARING_CONFLICT", "REST_EXTENDED"}
        assert "HEARING_CONFLICT" in [row["kind"] for row in partners.ind.rows("notices")]
        assert Hearing.objects.get().planned_on == first

    @pytest.mark.requirement("B-15", "B-16")
    def test_at_its_own_wish_today_in_the_way_its_age_asks_and_held_or_called_off(
        self, partners: SimpleNamespace, placed: str, today: date
    ) -> None:
        wish = {"requestedBy": "CHILD", "reason": "Zij wil het weten.", "lawyerConsulted": True, "indAgrees": True,
                "guardianAgrees": True}  # fmt: skip
        path, planned = f"{placed}/hearings", {"plannedOn": today.isoformat(), "deviation": wish}
        row = partners.ind.post(path, planned)
        assert row["mode"] in {"CHILD_ROOM", "REGULAR"}
        off = f"{path}/{row['id']}/cancellations"
        partners.guardian.refused(off, {"callOffReason": "Ziek."}, status=403, code="not_allowed")
        assert partners.ind.post(off, {"callOffReason": "De tolk is ziek."})["replacedOn"] == today.isoformat()
        assert "HEARING_CALLED_OFF" in [each["kind"] for each in partners.guardian.rows("notices")]
        anew = partners.ind.post(path, planned)
        held = {
            "heldOn": today.isoformat(),
            "topics": ["NAMES", "FAMILY"],
            "reasonsHeard": True,
            "lawyerPresent": True,
        }
        assert partners.ind.post(f"{path}/{anew['id']}/holdings", held)["heldOn"] == today.isoformat()
        partners.ind.refused(f"{path}/{row['id']}/holdings", held, status=409, code="hearing-not-planned",
                             source="C3.5")  # fmt: skip
        partners.ind.refused(path, planned, status=409, code="already-held", source="S004-47")


@pytest.mark.requirement("S004-58", "INV-23")
def test_guardianship_ends_by_itself_when_the_child_proves_to_be_of_age(
    partners: SimpleNamespace, placed: str, people: dict[str, Person]
) -> None:
    """AVIM establishes that she is twenty: the guardianship has ended, and nobody can ask for it again."""
    partners.avim.post(f"{placed}/birth-dates", {"date": "2001-01-01", "source": "DOCUMENT", "status": "OFFICIAL"})
    body = {"guardian": str(people["nidos.guardian"].id)}
    partners.intake.refused(f"{placed}/guardianships", body, status=409, code="of-age", source="INV-23")
    assert partners.guardian.rows(f"{placed}/placements")[0]["endsAt"] is None
