"""Notices over the API: what was sent to another organisation is not there."""

from uuid import uuid4

import pytest

from audit.models import Entry
from partners.models import Notice
from tests.partner_api import SIGNAL

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("INV-38", "S004-35")]


@pytest.mark.parametrize("role", ["avim.officer", "nidos.guardian", "coa.placement", "ggd.health_worker"])
def test_a_notice_of_another_is_not_found_and_stays_unseen(as_partner, open_case, role):
    as_partner("avim.officer").post(f"cases/{open_case().pk}/signals", SIGNAL)
    sent, stranger = Notice.objects.get(to_organisation__kind="IND"), as_partner(role)
    assert str(sent.pk) not in [row["id"] for row in stranger.rows("notices")]
    told = [
        stranger.refused(f"notices/{key}/acknowledgements", status=404, code="not_found")["detail"]
        for key in (sent.pk, uuid4())
    ]
    assert told[0] == told[1]
    sent.refresh_from_db()
    assert sent.acknowledged_at is None
    denied = Entry.objects.filter(kind="DENIAL").values_list("reason", flat=True)
    assert list(denied) == ["404 not_found"] * 2
    assert as_partner("ind.officer").post(f"notices/{sent.pk}/acknowledgements")["acknowledgedAt"]
