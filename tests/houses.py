"""Fixtures for children who live somewhere: houses with beds, and decisions that open their doors."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from intake import signal
from intake.models import Case, Signal
from partners.actors import Actor
from partners.acts import Act
from partners.errors import RuleBroken
from partners.models import Organisation
from shelter import indication, placement
from shelter.models import Bed, Indication, Location, Placement

Moment = Callable[..., datetime]


def refusal(call: Callable[[], Any]) -> tuple[str, str]:
    """The code and the source with which a verb says no."""
    with pytest.raises(RuleBroken) as said:
        call()
    return said.value.code, said.value.source


def perform(act: Act, *, by: Actor, at: datetime, data: dict[str, Any], **ids: UUID) -> Any:
    """Do it as a door does: where does the actor stand, and then the verb."""
    standing, parent = act.stand(actor=by, at=at, ids=ids)
    return act.perform(standing=standing, parent=parent, at=at, data=data)


@pytest.fixture
def make_house(organisations: dict[str, Organisation]) -> Callable[..., Location]:
    """A house of a type, run by a reception provider, with beds "1", "2" and so on."""

    def made(kind: str = "BO", *, name: str = "", beds: int = 2) -> Location:
        house = Location.objects.create(
            name=name or f"House {kind} (test)",
            kind=kind,
            provider=organisations["BO_PROVIDER"],
            address="Invented Lane 1",
        )
        Bed.objects.bulk_create(Bed(location=house, label=str(number + 1)) for number in range(beds))
        return house

    return made


@pytest.fixture
def raise_signal(cast: SimpleNamespace, at: Moment) -> Callable[..., Signal]:
    def raised(case: Case, *, on: datetime | None = None, **said: Any) -> Signal:
        known = {"kinds": ["TRAFFICKING"], "summary": "Somebody waits for her outside.", "certainty": "SLIGHT"}
        return signal.report(case=case, by=cast.avim, at=on or at(2026, 3, 2, 15), **(known | said))

    return raised


@pytest.fixture
def indicate(cast: SimpleNamespace, at: Moment) -> Callable[..., Indication]:
    """Nidos decides on 3 March 2026 and, unless told otherwise, informs COA."""

    def indicated(case: Case, outcome: str = "BO", *, ground: str = "DISAPPEARANCE_RISK", informed: bool = True,
                  on: datetime | None = None) -> Indication:  # fmt: skip
        moment = on or at(2026, 3, 3)
        row = indication.decide(case=case, outcome=outcome, ground=ground, reasons="She fears that man.",
                                by=cast.guardian, at=moment)  # fmt: skip
        return indication.inform_coa(case=case, by=cast.guardian, at=moment) if informed else row

    return indicated


@pytest.fixture
def place(cast: SimpleNamespace, at: Moment) -> Callable[..., Placement]:
    """COA places on 4 March 2026, in the first bed of a house."""

    def placed(case: Case, house: Location, *, on: datetime | None = None, bed: str = "1", **said: Any) -> Placement:
        return placement.place(case=case, bed=house.beds.get(label=bed), by=cast.coa, at=on or at(2026, 3, 4), **said)

    return placed


@pytest.fixture
def admit(open_case: Callable[..., Case], make_house: Callable[..., Location], indicate: Callable[..., Indication],
          place: Callable[..., Placement]) -> Callable[..., Case]:  # fmt: skip
    """A child that lives in protected shelter from a moment on; arrived, indicated and placed on that day."""

    def admitted(on: datetime, **child: Any) -> Case:
        case = open_case(on=on, **child)
        indicate(case, on=on)
        place(case, make_house("BO", name=f"House {case.reference}"), on=on)
        return case

    return admitted
