"""What is new at the desk: notices that nobody here has said to have seen."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from config.clock import day_of
from intake.models import Case, Signal
from overview import words
from overview.links import Kid, When, kid, when
from overview.snapshot import Facts
from overview.words import Names
from partners import notices
from partners.actors import Actor
from partners.models import Notice, NoticeKind, Organisation
from shelter.models import Absence

NEW_SHOWN = 10


@dataclass(frozen=True)
class News:
    """One notice that nobody here has said to have seen."""

    id: UUID
    what: str
    sender: str
    kid: Kid | None
    sent: str
    when: When | None
    place_of: str = ""


def load(
    actor: Actor, cases: dict[UUID, Facts], at: datetime, away: dict[UUID | None, str]
) -> tuple[list[News], list[UUID]]:
    """The newest notices that nobody here has seen yet, and the cases they are about; alerts stand among the tasks."""
    rows = list(
        notices.not_seen(actor, at).exclude(kind=NoticeKind.ALERT).order_by("-sent_at")
        .values("id", "kind", "case_id", "about", "from_organisation", "sent_at", "due_at", "to_person")[:NEW_SHOWN]
    )  # fmt: skip
    names = Names()
    names.want(Notice, rows)
    names.fetch()
    of, shut = withdrawn(rows), closed(rows) | no_longer_missing(rows)
    for row in rows:
        row["of"], row["shut"] = of.get(row["about"]), shut.get(row["about"], "")
    return [_news(row, names, cases, at, away) for row in rows], [row["case_id"] for row in rows if row["case_id"]]


def withdrawn(rows: list[dict[str, Any]]) -> dict[UUID, datetime]:
    """When each signal was raised that was withdrawn from a case out of sight: nothing else says which it was."""
    gone = [row["about"] for row in rows if row["kind"] == NoticeKind.SIGNAL_WRONG_CHILD and row["case_id"] is None]
    return dict(Signal.objects.filter(pk__in=gone).values_list("pk", "raised_at"))


def closed(rows: list[dict[str, Any]]) -> dict[UUID, str]:
    """The number of each case of which the reader was told that it was closed: the notice is the last it hears."""
    told = [row["about"] for row in rows if row["kind"] == NoticeKind.CASE_CLOSED]
    return dict(Case.objects.filter(pk__in=told).values_list("pk", "reference")) if told else {}


def no_longer_missing(rows: list[dict[str, Any]]) -> dict[UUID, str]:
    """The number of each case that the reader saw for an absence alone: that it ended is the last it hears."""
    told = [row["about"] for row in rows if row["kind"] == NoticeKind.ABSENCE_ENDED and row["case_id"] is None]
    return dict(Absence.objects.filter(pk__in=told).values_list("pk", "case__reference")) if told else {}


def _news(
    row: dict[str, Any], names: Names, cases: dict[UUID, Facts], at: datetime, away: dict[UUID | None, str]
) -> News:
    what = words.value(Notice, "kind", row["kind"], names)
    if row["of"] is not None:
        what += " " + _("(the signal of %(when)s)") % {"when": words.moment(row["of"])}
    if row["shut"]:
        what += f" ({row['shut']})"
    case: UUID = row["case_id"]
    about = cases.get(case)
    # A closed case asks nothing of anybody.
    late = notices.overdue(row, at) and (case is None or about is not None)
    return News(
        id=row["id"], what=what, sender=names.of(Organisation, row["from_organisation"]),
        kid=kid(about, day_of(at)) if about else None,
        sent=words.moment(row["sent_at"]), when=when(row["due_at"], at) if late else None,
        place_of=away.get(row["to_person"], ""),
    )  # fmt: skip
