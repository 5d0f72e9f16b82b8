"""The page of CoMensha: what was sent to it, newest first, to take along and to say that it arrived."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from intake import comensha_out
from intake.models import ComenshaMessage
from overview import words
from overview.links import When
from overview.words import Names
from partners import involvement, notices
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import NoticeKind, Organisation

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """One message in words; `notice`: by which it is said that it arrived, while nobody has."""

    id: UUID
    what: str
    reporter: str
    sent: str
    report: str
    fingerprint: str
    state: When
    notice: UUID | None
    in_htcds: bool


def load(actor: Actor, at: datetime) -> list[Line]:
    """The newest messages that stand, and the entry that says they were shown. Raises NotAllowed."""
    involvement.without_case(actor).require(DataClass.COMENSHA_SENT, "reads")
    newest = ComenshaMessage.objects.order_by("-sent_at", "-id").values_list("pk", flat=True)[:SHOWN]
    rows = comensha_out.listed(
        ComenshaMessage.objects.filter(pk__in=list(newest)).order_by("-sent_at", "-id"), actor, at
    )
    told = notices.for_actor(actor, at).filter(kind=NoticeKind.COMENSHA_MESSAGE, about__in=[row["id"] for row in rows])
    by_message = {row.about: row for row in told.only("id", "about", "acknowledged_at")}
    names = Names()
    names.want(ComenshaMessage, rows)
    names.fetch()
    return [line(row, by_message.get(row["id"]), names) for row in rows]


def line(row: dict[str, Any], notice: Any, names: Names) -> Line:
    waits = notice is not None and notice.acknowledged_at is None
    seen = _("received at %(when)s") % {"when": words.moment(notice.acknowledged_at)} if notice and not waits else ""
    return Line(
        id=row["id"], what=words.value(ComenshaMessage, "what", row["what"], names),
        reporter=names.of(Organisation, row["created_by_organisation"]), sent=words.moment(row["sent_at"]),
        report=row["report"].hex[:8], fingerprint=row["payload_hash"],
        state=When(seen, "ok") if seen else When(_("new"), "soon"), notice=notice.pk if waits else None,
        in_htcds=row["what"] != ComenshaMessage.What.WITHDRAWAL,
    )  # fmt: skip
