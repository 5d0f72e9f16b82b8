"""A child with a debt to a smuggler and nothing more, over HTTP: screened, and not counted as a victim (EC-51)."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from intake.models import Signal, counts_as_trafficking
from overview import snapshot, tasks
from partners.actors import of_person
from partners.models import Person
from tests.stories.test_http_screening import published, quiet

pytestmark = [pytest.mark.django_db, pytest.mark.smoke, pytest.mark.requirement("EC-51", "S001-28", "S001-29")]
DEBT = {"owed": "YES", "smuggledIn": "YES", "amount": 4000, "currency": "EUR", "creditorType": "SMUGGLER",
        "creditor": "Een man in Izmir", "pressureOn": "FAMILY"}  # fmt: skip
SIGNAL = {"kinds": ["SMUGGLING_DEBT"], "summary": "Schuld bij de reisagent.", "certainty": "SLIGHT"}


def asked(people: dict[str, Person], role: str) -> set[str]:
    """The tasks on the desk of a role now."""
    found = snapshot.load(of_person(people[role]), timezone.now())
    return {todo.task.code for todo in tasks.open_tasks(found, role, timezone.now())}


class TestEC51:
    @pytest.fixture
    def screened(self, partners: SimpleNamespace, case: str, today: date) -> str:
        """Before anybody heard of a debt."""
        said = {"step": "ACQUAINTANCE", "screenedOn": str(today), "reportedConcern": "NONE", "caveatShown": True}
        answers = quiet(published(partners, "NIDOS", today))
        partners.intake.post(f"{case}/screenings", said | {"answers": answers})
        return case

    @pytest.mark.parametrize(("path", "said"), [("smuggling-debts", DEBT), ("signals", SIGNAL)])
    def test_asks_nidos_for_a_screening_and_nobody_for_what_a_victim_needs(
        self, partners: SimpleNamespace, screened: str, people: dict[str, Person], path: str, said: dict[str, object]
    ) -> None:
        assert "SCREEN_DEBT" not in asked(people, "nidos.intake")
        partners.intake.post(f"{screened}/{path}", said)
        assert "SCREEN_DEBT" in asked(people, "nidos.intake")
        assert "DISCUSS_REPORT" not in asked(people, "avim.officer")
        assert not any(counts_as_trafficking(row.kinds) for row in Signal.objects.all())

    def test_who_reads_what_of_it(self, partners: SimpleNamespace, placed: str) -> None:
        partners.intake.post(f"{placed}/smuggling-debts", DEBT)
        for name in ("guardian", "avim"):
            [row] = getattr(partners, name).rows(f"{placed}/smuggling-debts")
            assert (row["creditor"], row["amount"], row["currency"]) == ("Een man in Izmir", 4000, "EUR")
        [row] = partners.mentor.rows(f"{placed}/smuggling-debts")
        assert (row["owed"], row["pressureOn"]) == ("YES", "FAMILY")
        assert not {"creditor", "amount", "currency", "pressure", "toldBy"} & row.keys()
        for name in ("ind", "coa"):
            getattr(partners, name).refused(f"{placed}/smuggling-debts", method="get", status=403, code="not_allowed")
        partners.avim.refused(f"{placed}/smuggling-debts", DEBT, status=403, code="not_allowed")
        partners.ggd.refused(f"{placed}/smuggling-debts", DEBT, status=404, code="not_found")
        no_debt = {"owed": "NO", "creditor": "Een man"}
        partners.intake.refused(f"{placed}/smuggling-debts", no_debt, status=409, code="no-debt", source="S001-29")
