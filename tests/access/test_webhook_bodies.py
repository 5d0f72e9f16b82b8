"""The body of a call to a webhook says of every kind of notice that it is there, and nothing of the child."""

import pytest

from partners import webhook
from partners.models import Notice, NoticeKind, Organisation, OutboxMessage
from partners.outbox import call_of
from tests.access.canaries import OWN, THEIRS
from tests.access.world import World, cells

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("S004-35")]
# When it was told: of the notice itself, not of the child.
TOLD = {(Notice, "sent_at", OWN), (Notice, "sent_at", THEIRS)}


@pytest.mark.parametrize("world", ["nidos.intake"], indirect=True)
def test_no_body_holds_a_canary(world: World):
    organisation = Organisation.objects.get(pk=world.person.organisation_id)
    webhook.point(organisation=organisation, url="https://partner.example/hook", by=world.actor, at=world.at)
    for side in (OWN, THEIRS):
        notice = world.planted.rows[Notice, side]
        for notice.kind in NoticeKind.values:
            call = call_of(OutboxMessage(notice=notice, webhook=organisation.webhook), organisation.webhook, world.at)
            cells["webhook"] += 1
            assert str(notice.pk).encode() in call.body
            assert world.planted.found_in(call.body.decode()) <= TOLD, notice.kind
