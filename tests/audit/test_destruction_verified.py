"""After a file was destroyed the verifier finds nothing wrong, before the next seal and after it (INV-41)."""

import pytest
from django.db import connection

from audit import seal
from audit.models import Entry
from intake.models import Case
from overview import destroying
from tests.destructions import DUE, confirm, kept, propose

__all__ = ["kept"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.alone,
    pytest.mark.requirement("INV-41", "B-24"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite destroys nothing"),
]


@pytest.mark.parametrize("sealed_before", [True, False], ids=["sealed before", "sealed only afterwards"])
def test_every_seal_holds_and_nothing_is_missed(kept, live_on, cast, at, anchors, verified, sealed_before):
    live_on()
    row = confirm(propose(kept, cast.supervisor, at(*DUE)), cast.dpo, at(*DUE))
    if sealed_before:
        seal.run()
        assert verified(anchors)[0] == 0
    before = Entry.objects.filter(case=kept.pk).count()
    destroying.carry_out(row, at(*DUE))
    assert not Case.objects.filter(pk=kept.pk).exists()
    assert Entry.objects.filter(case=kept.pk, kind="DESTROY").count() > 10
    assert Entry.objects.filter(case=kept.pk).exclude(kind="DESTROY").count() == before + 1
    if sealed_before:
        assert verified(anchors)[0] == 0
    live_on()
    seal.run()
    ended, said = verified(anchors)
    assert ended == 0, said
