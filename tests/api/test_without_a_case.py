"""What stands in no case is refused to a role without the right, and that is all the ledger tells of it."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from audit.models import Entry, Kind
from intake.models import Signal
from partners.models import Client
from tests.partner_api import SIGNAL

pytestmark = pytest.mark.django_db
AsPartner = Callable[..., Any]
OUTSIDE = SIGNAL | {"vNumber": "2900000017"}


@pytest.fixture
def signal(as_partner: AsPartner) -> Signal:
    """A signal of a health worker from outside."""
    as_partner("ggd.health_worker").post("signals", OUTSIDE, status=202)
    return Signal.objects.get()


def told_after(newest: int) -> list[tuple[str, str, str]]:
    """What the ledger tells since then."""
    return list(Entry.objects.filter(id__gt=newest).order_by("id").values_list("kind", "role", "reason"))


@pytest.mark.parametrize(("role", "path"), [
    ("comensha.clerk", "screening-instruments"), ("comensha.clerk", "indicators"),
    ("nr.analyst", "screening-instruments"), ("nr.analyst", "indicators"),
    ("comensha.clerk", "signals"), ("avim.supervisor", "signals"), ("nr.analyst", "signals"),
    ("comensha.clerk", "signals/{signal}"), ("avim.supervisor", "signals/{signal}"),
    ("ind.officer", "training-coverage"), ("nidos.intake", "training-coverage"),
])  # fmt: skip
@pytest.mark.requirement("B-27", "S004-88")
def test_who_has_no_right_to_read_it_is_refused_and_that_is_written_down(
    as_partner: AsPartner, signal: Signal, role: str, path: str
) -> None:
    caller, newest = as_partner(role), Entry.objects.latest("id").id
    caller.refused(path.format(signal=signal.pk), method="get", status=403, code="not_allowed")
    assert told_after(newest) == [(Kind.DENIAL, role, "403 not_allowed")]


@pytest.mark.parametrize("key", ["theirs", "nobodys"])
def test_without_the_right_a_signal_that_is_there_is_refused_like_one_that_is_not(
    as_partner: AsPartner, signal: Signal, key: str
) -> None:
    asked = signal.pk if key == "theirs" else uuid4()
    as_partner("comensha.clerk").refused(f"signals/{asked}", method="get", status=403, code="not_allowed")


@pytest.mark.parametrize("role", ["comensha.clerk", "avim.supervisor", "nr.analyst", "nidos.supervisor"])
@pytest.mark.requirement("B-27", "S004-88")
def test_who_raises_no_signals_raises_none_from_outside(as_partner: AsPartner, role: str) -> None:
    caller, newest = as_partner(role), Entry.objects.latest("id").id
    caller.refused("signals", OUTSIDE, status=403, code="not_allowed")
    assert told_after(newest) == [(Kind.DENIAL, role, "403 not_allowed")]


@pytest.mark.requirement("B-27", "S004-88")
def test_a_signal_is_not_confirmed_again_to_a_client_that_may_raise_none_any_more(as_partner: AsPartner) -> None:
    caller, key = as_partner("avim.officer"), {"Idempotency_Key": "once"}
    assert caller.send("post", "signals", OUTSIDE, **key).status_code == 202
    assert caller.send("post", "signals", OUTSIDE, **key)["Idempotency-Replayed"] == "true"
    Client.objects.filter(role="avim.officer").update(role="avim.supervisor")
    newest = Entry.objects.latest("id").id
    caller.refused("signals", OUTSIDE, status=403, code="not_allowed", **key)
    assert told_after(newest) == [(Kind.DENIAL, "avim.supervisor", "403 not_allowed")]
