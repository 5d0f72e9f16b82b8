"""AL-29: a location without a trained focal person, and who leads talks untrained. It is about no case."""

from collections.abc import Iterator
from datetime import datetime
from uuid import uuid5

from django.utils.translation import gettext as _

from config.clock import day_of, start_of
from overview import training
from overview.found import Found
from overview.snapshot import About, Facts
from partners import involvement
from partners.access import read
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import AlertAnswer
from policy.alerts import ALERTS
from shelter import flow

ROLES = {role for row in ALERTS if row.code == "AL-29" for role in row.roles}


def waiting(actor: Actor) -> list[Facts]:
    """The own organisation, for its supervisor, with what was answered to that."""
    standing = involvement.without_case(actor)
    if actor.role not in ROLES or actor.organisation_id is None or not standing.right(DataClass.TRAINING).anything:
        return []
    facts = Facts(actor.organisation_id, standing, about=About.STAFF)
    facts.rows[AlertAnswer] = read(AlertAnswer.objects.filter(case_id=None).order_by("-created_at"), standing)
    return [facts]


def untrained(facts: Facts, at: datetime) -> Iterator[Found]:
    """Of each colleague who leads talks untrained one, of all who are not known here one, of each location one."""
    if facts.about is not About.STAFF:
        return
    actor, today = facts.standing.actor, day_of(at)
    for gap in training.gaps(actor, today):
        names = ", ".join(gap.names)
        if gap.person is None:
            said = _("not known here: %(names)s") % {"names": names}
            yield Found(since=gap.since, about=uuid5(facts.case, names), said=said)
        else:
            yield Found(since=gap.since, about=gap.person, said=_("leads talks: %(name)s") % {"name": names})
    for place in training.places(actor, today):
        if place.lacks:
            # What lasts is told anew each month.
            since = max(filter(None, [flow.month_of(today, 0), place.lacks_since]))
            yield Found(since=start_of(since), about=place.id, said=in_words(place))


def in_words(place: training.Place) -> str:
    if not place.focal:
        return _("%(place)s has no focal person") % {"place": place.name}
    return _("the focal person of %(place)s is not trained") % {"place": place.name}
