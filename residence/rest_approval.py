"""A Nidos supervisor approves more rest; a hearing that it overtakes stays, and IND is warned (INV-14, AL-09)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from residence import hearing
from shelter import rest
from shelter.models import RestExtension


@transaction.atomic
def approve(*, extension: RestExtension, by: Actor, at: datetime) -> RestExtension:
    """Approve an extension, and warn IND when its planned first hearing now comes too early. Raises RuleBroken."""
    row = rest.approve(extension=extension, by=by, at=at)
    hearing.warn_of_conflict(row.case, by=by, at=at)
    return row


APPROVE = Act(
    path="cases/{case}/rest-extensions/{extension}/approvals",
    label=_("Approve more rest"),
    verb=approve,
    model=RestExtension,
    fields=(),
    parent_model=RestExtension,
    right=(DataClass.REST, "decides"),
    check=rest.check_approve,
    source="S004-46",
)
