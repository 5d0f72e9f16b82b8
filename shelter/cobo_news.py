"""To whom an agenda opens a case, until when, and who is told (C5 "COBO agenda published", EC-58)."""

from collections.abc import Sequence
from datetime import date, datetime

from config.clock import start_of
from partners import involving, notices
from partners.actors import Actor
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind
from policy.cobo import party
from policy.dates import after
from shelter.models import AgendaItem, CoboMeeting, CoboParty

SOURCE = "S004-103"


def sees(item: AgendaItem, asked: CoboParty) -> bool:
    """Whether this party is about this child: a house only if the child lives there; an observer is about none."""
    kind = party(asked.organisation.kind)
    if kind is None or asked.observes:
        return False
    return not kind.of_the_house or item.placement.location.provider_id == asked.organisation_id


def lets_in(item: AgendaItem, asked: CoboParty) -> bool:
    """At Nidos the guardian sees the child by the guardianship: nobody else of it does by an agenda."""
    return asked.organisation.kind != "NIDOS" and sees(item, asked)


def ground(item: AgendaItem, asked: CoboParty, at: datetime, until: datetime) -> Involvement:
    """About this item, so that it closes with it; for a house only its own people."""
    kind = party(asked.organisation.kind)
    house = item.placement.location_id if kind is not None and kind.of_the_house else None
    return Involvement(
        case_id=item.case_id, organisation=asked.organisation, ground=Ground.AGENDA, location=house, about=item.id,
        since=at, until=until, sort_key=item.case.number,
    )  # fmt: skip


def let_in(meeting: CoboMeeting, items: Sequence[AgendaItem], parties: Sequence[CoboParty], last: date, *, by: Actor,
           at: datetime) -> None:  # fmt: skip
    """Open each case to each party it concerns, and tell them."""
    until = start_of(after(last))
    pairs = [(item, each) for item in items for each in parties if lets_in(item, each)]
    involving.open_all([ground(item, each, at, until) for item, each in pairs], by=by, at=at)
    notices.send([told(item, each, NoticeKind.COBO_AGENDA, by, at) for item, each in pairs], by=by, at=at)


def missed(items: Sequence[AgendaItem], missing: Sequence[CoboParty], *, by: Actor, at: datetime) -> None:
    """Who was not there hears of each child that it is asked what it knows and whether it agrees."""
    pairs = [(item, each) for item in items for each in missing if lets_in(item, each)]
    notices.send([told(item, each, NoticeKind.COBO_MISSED, by, at) for item, each in pairs], by=by, at=at)


def told(item: AgendaItem, asked: CoboParty, kind: NoticeKind, by: Actor, at: datetime) -> Notice:
    return notices.notice(to=asked.organisation, about=item.id, kind=kind, case=item.case_id, source=SOURCE, by=by,
                          at=at)  # fmt: skip


def close(item: AgendaItem, *, by: Actor, at: datetime) -> None:
    """A child that is taken off is no longer seen by it."""
    involving.close(item.case_id, ground=Ground.AGENDA, about=item.id, by=by, at=at)
