"""The client that calls the API in these tests, houses to work in, and partners that want to be called."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest

from audit.models import Origin
from intake import signal
from intake.models import Case
from partners import webhook
from partners.actors import on_behalf_of
from partners.models import Notice, Organisation
from tests.api_probe import call, client_of_avim, token  # noqa: F401
from tests.houses import make_house  # noqa: F401
from tests.partner_api import as_partner  # noqa: F401
from tests.receiver import Receiver, new_receiver, receiver  # noqa: F401


@pytest.fixture
def wants_calls(organisations: dict[str, Organisation], at: Callable[..., datetime]) -> Callable[..., str]:
    """Point the webhook of an organisation at a server; gives back the secret."""

    def pointed(kind: str, to: Receiver, on: datetime | None = None) -> str:
        organisation = organisations[kind]
        by = on_behalf_of(organisation, origin=Origin.COMMAND)
        return webhook.point(organisation=organisation, url=to.url, by=by, at=on or at(2026, 3, 1))

    return pointed


@pytest.fixture
def tell(cast: SimpleNamespace, at: Callable[..., datetime]) -> Callable[..., None]:
    """IND raises a signal in a case: AVIM and Nidos are told."""

    def told(case: Case, on: datetime | None = None) -> None:
        said = {"kinds": ["TRAFFICKING"], "summary": "Mogelijk gedwongen arbeid."}
        signal.report(case=case, by=cast.ind, at=on or at(2026, 3, 2), **said)

    return told


@pytest.fixture
def told(receiver: Receiver, wants_calls: Callable[..., str], tell: Callable[..., None],  # noqa: F811
         open_case: Callable[..., Case]) -> Notice:  # fmt: skip
    """AVIM has a webhook and is told of a signal by IND; Nidos has none."""
    wants_calls("AVIM", receiver)
    tell(open_case())
    return Notice.objects.get(to_organisation__kind="AVIM", kind="SIGNAL")
