"""The first administrator, and the first data-protection officer: they come by a command (D-10, decision 0073).

Everybody else is asked for at the desk, and confirmed by somebody else. A command takes who has the server in hand,
who can do anything anyway; so it makes nobody who reads a child, and nobody beside somebody who is there.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import Organisation, Person
from shelter.first_login import word_for
from shelter.models import StaffChange
from shelter.staff import at_once
from shelter.staff_checks import SOURCE, check_fits, check_username
from shelter.staff_decision import arrive

FIRST = ("system.administrator", "dpo.officer")


@transaction.atomic
def come(*, username: str, name: str, organisation: Organisation, role: str, by: Actor, at: datetime) -> str:
    """The account, and the one-time word with which it is opened. Raises RuleBroken."""
    if role not in FIRST:
        raise RuleBroken(
            "not-by-command", _("An administrator takes this person on, at the desk: not a command."), SOURCE
        )
    if Person.objects.filter(role=role, is_active=True).exists():
        raise RuleBroken(
            "not-the-first", _("There is one already: an administrator takes on the next one, at the desk."), SOURCE
        )
    check_fits(organisation, role, None)
    check_username(username)
    row = StaffChange(kind=StaffChange.Kind.COMES, name=name, username=username, organisation=organisation, role=role)
    row.person = arrive(row)
    at_once(row, by=by, at=at)
    return word_for(row.person, "", by, at)
