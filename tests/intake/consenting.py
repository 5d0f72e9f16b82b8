"""What the tests of consent share: a consent that was asked on 3 March 2026, and answers to it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from config.scans import Scan
from intake import birth_date, consent, consent_answer, document
from intake.models import Case, Consent, ConsentStatement, Document
from partners.errors import RuleBroken
from partners.models import Person
from policy.consent import State
from residence import guardianship

DAY = date(2026, 3, 3)


@pytest.fixture
def child(open_case: Callable[..., Case], people: dict[str, Person], cast: SimpleNamespace,
          at: Callable[..., Any]) -> Callable[..., Case]:  # fmt: skip
    """A child with a guardian, fifteen unless `born` says otherwise."""

    def opened(**known: Any) -> Case:
        case = open_case(**known)
        if birth_date.is_minor(case, DAY):
            guardianship.request(case=case, guardian=people["nidos.guardian"], by=cast.intake, at=at(2026, 3, 2))
        return case

    return opened


@pytest.fixture
def ask(cast: SimpleNamespace, at: Callable[..., Any]) -> Callable[..., Consent]:
    """The guardian explains it with an interpreter, on 3 March unless `on` says otherwise."""

    def asked(case: Case, purpose: str = "COMENSHA_REGISTRATION", *, on: date = DAY, **said: Any) -> Consent:
        known = {"explained_on": on, "explained_by": "P. guardian, voogd", "language": "ti", "form_language": "en",
                 "interpreter": True, "interpreter_number": "1207"}  # fmt: skip
        moment = at(on.year, on.month, on.day)
        return consent.ask(case=case, purpose=purpose, **known | {"by": cast.guardian, "at": moment} | said)

    return asked


@pytest.fixture
def answer(cast: SimpleNamespace, at: Callable[..., Any]) -> Callable[..., ConsentStatement]:
    """One answer, by the verb of that name, at an hour of 3 March unless `on` says otherwise."""

    def answered(row: Consent, verb: str, *, on: date = DAY, hour: int = 13, **said: Any) -> ConsentStatement:
        known: dict[str, Any] = {"by": cast.guardian, "at": at(on.year, on.month, on.day, hour), "said_on": on}
        if verb == "sign":
            known["evidence"] = "FORM"
            if said.get("evidence", "FORM") == "FORM" and "document" not in said:
                known["document"] = scanned(row, by=cast.guardian, at=known["at"])
        if verb == "confirm":
            known |= {"by": cast.supervisor, "words": "Besproken."}
            del known["said_on"]
        return getattr(consent_answer, verb)(consent=row, **known | said)

    return answered


def scanned(row: Consent, *, by: Any, at: Any, kind: str = "CONSENT_FORM") -> Document:
    """A scan of its form, kept; what a scan is taken in from is told in tests/config/test_scans.py."""
    return document.keep(consent=row, kind=kind, scan=Scan("image/png", uuid4().bytes), by=by, at=at)


@pytest.fixture
def given(child: Callable[..., Case], ask: Callable[..., Consent],
          answer: Callable[..., ConsentStatement]) -> Consent:  # fmt: skip
    """Agreed to by a child of fifteen and signed by its guardian."""
    row = ask(child())
    answer(row, "view", says="AGREES")
    answer(row, "sign", capacity="GUARDIAN", hour=14)
    return row


def state(row: Consent, on: date = DAY) -> State:
    return consent.state_of(Consent.objects.get(pk=row.pk), on)


def race(*calls: Callable[[], Any]) -> list[Any]:
    """What comes of calls that begin at the same moment: what each gave back, or the code of what refused it."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return call()
        except RuleBroken as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))
