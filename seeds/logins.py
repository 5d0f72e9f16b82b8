"""Who can log in to the demo, with what each sees first: a table to print."""

from datetime import datetime

from overview import desk, incidents, snapshot
from partners import involvement
from partners.actors import Actor, of_person
from partners.data_classes import DataClass
from partners.models import Person
from partners.roles import ROLES
from seeds.people import DEMO_PASSWORD, LOGINS

HEADINGS = ("user name", "password", "organisation", "role", "sees first")


def sees_first(person: Person, at: datetime) -> str:
    """How many children this person may know of, and what the desk asks first."""
    actor = of_person(person)
    cases = snapshot.most_pressing(actor, at).cases
    todo = [*cases, *incidents.waiting(actor)]
    asked = [item.what for item in desk.unmatched_signals(actor)]
    asked += [desk.line_item(line, at, {}).what for line in desk.lines(todo, person.role, at)]
    children = f"{len(cases)} {'child' if len(cases) == 1 else 'children'}"
    if asked:
        return f"{children}, {len(asked)} to do; first: {asked[0]}"
    return children if cases else without_children(actor)


def without_children(actor: Actor) -> str:
    """What there is for somebody who is involved in no case."""
    standing = involvement.without_case(actor)
    if standing.right(DataClass.AUDIT).anything:
        return "no children; the trail of everybody"
    return "no children; raises signals (API)" if standing.right(DataClass.SIGNAL).writes else "no children"


def rows(at: datetime) -> list[tuple[str, ...]]:
    """One row for each account of the demo that still works."""
    people = Person.objects.select_related("organisation").filter(is_active=True).in_bulk(field_name="username")
    return [
        (username, DEMO_PASSWORD, person.organisation.name, str(ROLES[person.role].label), sees_first(person, at))
        for username, person in ((login.username, people.get(login.username)) for login in LOGINS)
        if person is not None
    ]


def table(at: datetime) -> str:
    """The rows under their headings, in columns."""
    lines = [HEADINGS, *rows(at)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(HEADINGS))]
    return "\n".join(
        "  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
