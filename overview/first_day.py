"""The first day of somebody new, by role: what one does here, sees and does not see, is asked, and does in danger.

It is made from the tables: the access table, the tasks and the alerts of the policy. It says nothing of any child.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from config.language import say
from overview import acts, contacts
from overview.first_day_words import INTRODUCTIONS, STEPS
from overview.links import free_act_url
from partners import involvement
from partners.access import Standing
from partners.access_table import NO_CONTENT
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import Organisation
from partners.print_access import Reach, in_case, nowhere, outside
from policy.alerts import ALERTS, SEVERITIES
from policy.cited import late, lengths
from policy.tasks import TASKS


@dataclass(frozen=True)
class Step:
    """Something one does, and the page where it is done."""

    text: str
    url: str


@dataclass(frozen=True)
class Asked:
    """A task or an alert that comes to the desk: what it says, by when or how urgent, and why."""

    text: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class FirstDay:
    """All that the page shows."""

    introduction: str
    steps: list[Step]
    in_case: list[Reach]
    outside: list[Reach]
    nowhere: list[str]
    tasks: list[Asked]
    alerts: list[Asked]
    danger: list[Step]
    desks: list[Organisation]


def load(actor: Actor, at: datetime) -> FirstDay:
    """The page of the role of who is signed in."""
    role, standing = actor.role, involvement.without_case(actor)
    return FirstDay(
        introduction=str(INTRODUCTIONS[role]),
        steps=[Step(str(text), address(page)) for page, text in STEPS[role]],
        in_case=in_case(role),
        outside=outside(role),
        nowhere=[] if role in NO_CONTENT else nowhere(role),
        tasks=[
            Asked(say(row.text), tuple(map(say, late(row.term))), row.source) for row in TASKS if role in row.roles
        ],
        alerts=list(_alerts(role)),
        danger=list(_in_danger(standing)),
        desks=contacts.organisations((), standing),
    )


def address(page: str) -> str:
    """Where a page stands; opening a case is a form."""
    return free_act_url(acts.OPEN) if page == "open" else reverse(f"admin:{page}")


def _alerts(role: str) -> Iterator[Asked]:
    """First those that come at once, then those that rise to this role."""
    for row in ALERTS:
        if role in row.roles:
            yield Asked(say(row.text), (say(SEVERITIES[row.severity]),), row.source)
    for row in ALERTS:
        if role in row.escalates_to and role not in row.roles:
            after = [
                _("comes to you when it is still open: %(term)s") % {"term": say(each)} for each in lengths(row.after)
            ]
            yield Asked(say(row.text), (say(SEVERITIES[row.severity]), *after), row.source)


def _in_danger(standing: Standing) -> Iterator[Step]:
    """What to do when a child is in danger now, as far as this role can do it here."""
    if standing.right(DataClass.EMERGENCY).writes:
        yield Step(_("You cannot see its case: open it for yourself, for 24 hours, to read."), address("emergencies"))
    if standing.right(DataClass.SIGNAL).writes:
        yield Step(_("Record what you saw or heard as a signal."), address("outside_signal"))
    if standing.right(DataClass.INCIDENT).writes:
        yield Step(_("It is about a house and no child: report it there."), address("incidents"))
    if in_case(standing.actor.role):
        said = _(
            "Look on the page of the child under “Whom do I call?”: its guardian, house and lawyer, and who stands in."
        )
        yield Step(said, address("intake_case_changelist"))
