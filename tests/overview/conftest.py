"""Somebody at the screen, and a child about whom much is known."""

import re
from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from intake import conversation
from intake.models import Case
from partners.models import Person
from residence import guardianship
from tests.houses import admit, indicate, make_house, place, raise_signal
from tests.plans import enrolled, planned

__all__ = ["admit", "enrolled", "indicate", "make_house", "place", "planned", "raise_signal"]
SHORT = {
    "guardian": "nidos.guardian", "intake": "nidos.intake", "supervisor": "nidos.supervisor", "avim": "avim.officer",
    "ind": "ind.officer", "coa": "coa.placement", "mentor": "bo_provider.mentor", "dpo": "dpo.officer",
    "kmar": "kmar.reporter", "avim_lead": "avim.supervisor", "administrator": "system.administrator",
    "analyst": "nr.analyst", "clerk": "comensha.clerk",
}  # fmt: skip
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
NOTE = "Ze sliep in een garage."


def url(case: Case) -> str:
    return reverse("admin:intake_case_change", args=[case.pk])


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def at_screen(people: dict[str, Person]) -> Callable[[str], Client]:
    """A browser in which the person of a role is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(people[SHORT[name]], backend="partners.login.PersonBackend")
        return client

    return signed_in


@pytest.fixture
def talk(cast: SimpleNamespace) -> Callable[..., None]:
    """The identification and the talk with IND, each with a note, and as many extra talks as asked for."""

    def talked(case: Case, on: datetime, extra: int = 0) -> None:
        held = {"case": case, "held_on": on.date(), "at": on, "note": NOTE}
        conversation.record(step="IDENTIFICATION", by=cast.avim, **held)
        conversation.record(step="REGISTRATION", by=cast.ind, **held)
        for _number in range(extra):
            conversation.record(step="EXTRA", by=cast.intake, **held)

    return talked


@pytest.fixture
def known_child(open_case, raise_signal, indicate, make_house, place, talk, people, cast, at) -> Callable[..., Case]:
    """A child with talks, a signal, a guardian, an indication and a bed; the mentor works in that house."""

    def made(*, extra: int = 0, signals: int = 1, **child) -> Case:
        case = open_case(**child)
        talk(case, at(2026, 3, 2, 14), extra)
        for _number in range(signals):
            raise_signal(case, detail="Een man wacht buiten.")
        guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2, 16))
        indicate(case)
        house = make_house("BO", name=f"Huis {case.reference}")
        place(case, house)
        mentor = people["bo_provider.mentor"]
        mentor.location = house.pk
        mentor.save()
        return case

    return made


@pytest.fixture
def arrived() -> date:
    return date(2026, 3, 2)
