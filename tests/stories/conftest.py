"""Partners with their clients, and how far their story has come: each chapter rests on the one before."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from intake.models import IntakeLocation
from partners.models import Person
from policy.dates import term_last_day
from shelter.models import Location
from tests import costs
from tests.houses import admit, indicate, make_house, place, raise_signal
from tests.partner_api import INDICATION, SIGNAL, Partner, as_partner, talk

__all__ = ["admit", "as_partner", "indicate", "make_house", "place", "raise_signal"]

AsPartner = Callable[..., Partner]


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def house(make_house: Callable[..., Location]) -> Location:
    return make_house("BO")


CALLERS = {
    "intake": "nidos.intake", "guardian": "nidos.guardian", "supervisor": "nidos.supervisor", "avim": "avim.officer",
    "ind": "ind.officer", "coa": "coa.placement", "ggd": "ggd.health_worker", "kmar": "kmar.reporter",
    "lawyer": "lawyer.lawyer", "mentor": "bo_provider.mentor",
}  # fmt: skip


class Partners(SimpleNamespace):
    """Everybody who calls, each with a client and a token of its own from the first time that one is named."""

    def __getattr__(self, name: str) -> Partner:
        if name not in CALLERS:
            raise AttributeError(name)
        made = self.make(CALLERS[name], location=self.house.id if name == "mentor" else None)
        setattr(self, name, made)
        return made


@pytest.fixture
def partners(as_partner: AsPartner, house: Location) -> Partners:
    return Partners(make=as_partner, house=house)


@pytest.fixture
def arrival(ter_apel: IntakeLocation, today: date) -> dict[str, Any]:
    """What Nidos sends of a child that arrived a week ago."""
    return {
        "child": {"givenNames": "ሳባ", "familyName": "ኪዳነ", "aliases": ["Saba Kidane", "سابا"], "sex": "F",
                  "nationality": "ER", "languages": ["ti", "ar"]},
        "birth": {"date": "2011-02-28", "precision": "DAY", "source": "CHILD", "status": "PROVISIONAL"},
        "arrival": {"intakeLocation": ter_apel.code, "arrivedOn": term_last_day(today, days=-7).isoformat()},
    }  # fmt: skip


@pytest.fixture
def case(partners: SimpleNamespace, arrival: dict[str, Any]) -> str:
    """The path of the case that Nidos intake opens."""
    return f"cases/{partners.intake.post('cases', arrival)['id']}"


@pytest.fixture
def talked(partners: SimpleNamespace, case: str, today: date) -> str:
    """Nidos, AVIM, IND and Nidos again talk with the child."""
    talk(partners.intake, case, "ACQUAINTANCE", today, language="ti", interpreter=True)
    talk(partners.avim, case, "IDENTIFICATION", today)
    partners.avim.post(f"{case}/identifications", {"vNumber": "9900000001", "fingerprintsTaken": True})
    talk(partners.ind, case, "REGISTRATION", today, outcome="SIGNAL")
    talk(partners.intake, case, "FOLLOW_UP", today, explainedNidosTask=True, explainedProcedure=True)
    return case


@pytest.fixture
def signalled(partners: SimpleNamespace, talked: str) -> str:
    partners.ind.post(f"{talked}/signals", SIGNAL | {"sourceStep": "REGISTRATION", "detail": "Een man met een busje."})
    return talked


@pytest.fixture
def indicated(partners: SimpleNamespace, signalled: str, people: dict[str, Person]) -> str:
    """Nidos names a guardian; the guardian decides and tells COA."""
    partners.intake.post(f"{signalled}/guardianships", {"guardian": str(people["nidos.guardian"].id)})
    partners.guardian.post(f"{signalled}/indications", INDICATION)
    partners.guardian.post(f"{signalled}/coa-notices")
    return signalled


@pytest.fixture
def placed(partners: SimpleNamespace, indicated: str, house: Location) -> str:
    """COA looks for a free bed and places the child in it."""
    assert str(house.id) in [row["id"] for row in partners.coa.rows("locations")]
    bed = next(row for row in partners.coa.rows(f"locations/{house.id}/beds") if row["free"])
    partners.coa.post(f"{indicated}/placements", {"bed": bed["id"]})
    return indicated


@pytest.fixture(autouse=True)
def _what_each_post_costs() -> Iterator[None]:
    """Whoever creates whatever in a story, it costs no more than tests/costs.py says."""
    token = costs.watched.set(True)
    yield
    costs.watched.reset(token)


@pytest.fixture(autouse=True)
def _first_without_the_ledger(first_without_the_ledger: None) -> None:
    """In every story."""
