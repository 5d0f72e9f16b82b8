"""The roll of a house: which of my children is in, when each was last seen; one tap says it (S004-81)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from config.clock import day_of
from overview import absence_tasks, words
from overview.links import Kid, When, act_url, kid
from overview.snapshot import Facts, Row
from partners.access import classes_of
from partners.data_classes import DataClass
from shelter import absence_end, presence
from shelter.models import Absence, Placement, Presence


@dataclass(frozen=True)
class Line:
    """One child: what the last roll-call said, and where to say it anew; of a missing one, where to say it is back."""

    facts: Facts
    kid: Kid
    chip: When | None
    seen: str
    call_url: str
    return_url: str


def lines(cases: Iterable[Facts], at: datetime) -> list[Line]:
    """The children who live in the house of who calls the roll, by name."""
    mine = [facts for facts in cases if calls(facts)]
    return sorted((line(facts, at) for facts in mine), key=lambda each: (each.kid.name, each.kid.reference))


def calls(facts: Facts) -> bool:
    own = facts.standing.actor.location  # Of a child on its way here the house it left still calls the roll.
    lives_here = any(row.get("ends_at") is None and own == row.get("location", own) for row in facts.of(Placement))
    return facts.standing.is_open and lives_here and facts.standing.right(DataClass.PRESENCE).writes


def line(facts: Facts, at: datetime) -> Line:
    called, gone = absence_tasks.called(facts), absence_tasks.missing(facts)
    seen = called["last_seen_at"] if called else None
    return Line(
        facts=facts, kid=kid(facts, day_of(at)), chip=chip(called, missing=gone is not None),
        seen=_("last seen %(moment)s") % {"moment": words.moment(seen)} if seen else "",
        call_url="" if gone else act_url(facts.case, presence.CALL.name),
        return_url=act_url(facts.case, absence_end.RETURN.name, gone["id"]) if gone else "",
    )  # fmt: skip


def chip(called: Row | None, *, missing: bool) -> When | None:
    if missing:
        return When(_("missing"), "late")
    if called is None:
        return None
    return When(_("is in"), "ok") if called["status"] == Presence.Status.IN else When(_("not in"), "soon")


def classes(found: Iterable[Line]) -> set[str]:
    """The classes of data that the roll shows something of."""
    return {name for each in found for model in (Presence, Absence) for name in classes_of(model, each.facts.standing)}
