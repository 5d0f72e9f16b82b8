"""Whether everything is there that a first hearing waits for (S004-72): of each thing as far as it may be read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from config.language import say
from overview import absence_tasks, lawyer_tasks, tasks
from overview.snapshot import Facts, Row
from policy.information import BEFORE_HEARING, TOPICS
from residence.models import InformationGiven, Lawyer
from shelter.models import Absence, RestPeriod


@dataclass(frozen=True)
class Ready:
    """One thing on the list, and whether it is there."""

    text: str
    done: bool
    sources: tuple[str, ...]


def checklist(facts: Facts) -> list[Ready]:
    """Nothing as long as no first hearing is planned, or once it was held."""
    hearing = lawyer_tasks.planned(facts)
    return list(of_hearing(facts, hearing)) if hearing is not None else []


def of_hearing(facts: Facts, hearing: Row) -> Iterator[Ready]:
    if facts.reads(RestPeriod):
        waited = tasks.deviates(facts, hearing) or tasks.wait(facts).allows(hearing["planned_on"])
        yield Ready(_("rest and three months are over, or an earlier day was allowed"), waited, ("S004-45", "S004-47"))
    if facts.reads(Lawyer):
        lawyer = lawyer_tasks.current(facts)
        yield Ready(_("the child has a lawyer"), lawyer is not None, ("S004-71",))
        talked = lawyer is not None and lawyer["talked_on"] is not None
        yield Ready(_("the child has talked with the lawyer"), talked, ("S004-71", "S004-72"))
    if facts.reads(InformationGiven):
        understood = lawyer_tasks.understood(facts)
        for topic in (row for row in TOPICS if row.code in BEFORE_HEARING):
            text = _("understood: %(topic)s") % {"topic": say(topic.label)}
            yield Ready(text, topic.code in understood, topic.source)
    if facts.reads(Absence):
        yield Ready(_("the child is there"), not absence_tasks.missing(facts), ("C3.5",))
