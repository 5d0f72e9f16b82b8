"""What a person's calendar shows: talks, hearings, consultations and due tasks, by case number and nothing more.

It leaves the building, to whatever keeps that person's calendar: no name, no number of the child, no place, no text
that anybody wrote (docs/decisions/0055-calendar-feed.md).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar
from icalendar import Event as Entry

from audit import ledger
from audit.models import Kind
from config.clock import day_of, start_of
from config.language import say
from intake import progress
from intake.models import Case, Conversation
from overview import absence_tasks, snapshot, tasks
from overview.links import case_url
from overview.snapshot import Facts
from partners import involvement
from partners.access import classes_of
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.models import CalendarFeed
from policy.calls import feed_pause
from policy.steps import step
from residence.models import Hearing
from shelter.models import CoboMeeting


@dataclass(frozen=True)
class Event:
    """One thing in the calendar: on a day, or at a moment. `key` stays the same when it is moved."""

    key: str
    when: date | datetime
    what: str
    url: str
    case: UUID | None = None
    classes: tuple[str, ...] = ()


def load(actor: Actor, at: datetime) -> str:
    """The whole calendar, and the entry that names the cases in it."""
    found = events(actor, at)
    cases = sorted({each.case for each in found if each.case is not None})
    ledger.listed(CalendarFeed, by=actor, cases=cases, kind=Kind.EXPORT,
                  classes={name for each in found for name in each.classes})  # fmt: skip
    return as_ics(found, at)


def events(actor: Actor, at: datetime) -> list[Event]:
    """What stands in it now. Who came in by an emergency or on request takes nothing along of that case."""
    cases = [facts for facts in snapshot.most_pressing(actor, at).cases if not facts.only_reads]
    planned = [event for facts in cases for event in appointments(facts, at)]
    return [*planned, *due(tasks.open_tasks(cases, actor.role, at)), *meetings(actor, at)]


def appointments(facts: Facts, at: datetime) -> Iterator[Event]:
    """Talks and hearings that still come; of a missing child none goes on."""
    if absence_tasks.missing(facts) is not None:
        return
    for row in progress.planned(facts.of(Conversation)):
        if day_of(row["planned_at"]) >= day_of(at):
            yield of_case(facts, f"talk {row['id']}", row["planned_at"], say(step(row["step"]).label), Conversation)
    for row in facts.of(Hearing):
        stands = row.get("held_on") is None and row.get("replaced_on") is None
        if stands and row["planned_on"] >= day_of(at):
            what = str(Hearing.Type(row["type"]).label)
            yield of_case(facts, f"hearing {row['id']}", row["planned_on"], what, Hearing)


def due(todos: Iterable[tasks.Todo]) -> Iterator[Event]:
    """Tasks with a last day or moment; one without is asked now, and stands on the desk."""
    for todo in todos:
        if todo.due is not None and todo.facts.of_a_case:
            what = _("by this day at the latest: %(task)s") % {"task": say(todo.task.text)}
            key = f"task {todo.task.code} {todo.facts.case} {todo.about}"
            yield of_case(todo.facts, key, todo.due, what)


def of_case(facts: Facts, key: str, when: date | datetime, what: str, *models: type) -> Event:
    told = {name for model in (Case, *models) for name in classes_of(model, facts.standing)}
    title = f"{facts.reference}: {what}" if facts.reference else what
    return Event(key, when, title, case_url(facts.case), facts.case, tuple(told))


def meetings(actor: Actor, at: datetime) -> Iterator[Event]:
    """The consultations to come, for whoever may know of them; never which child is talked about."""
    if not involvement.without_case(actor).right(DataClass.COBO).reads:
        return
    for row in CoboMeeting.objects.filter(meets_at__gte=start_of(day_of(at)), held_at=None).order_by("meets_at"):
        url = reverse("admin:cobo_meeting", args=[row.pk])
        yield Event(f"cobo {row.pk}", row.meets_at, _("Case consultation"), url, classes=(str(DataClass.COBO),))


def as_ics(found: Iterable[Event], at: datetime) -> str:
    """The file of RFC 5545, with the time zone in it."""
    calendar = Calendar()
    calendar.add("prodid", "-//Beschut//Beschut//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Beschut")
    calendar.add("refresh-interval", feed_pause(), parameters={"VALUE": "DURATION"})
    for each in found:
        calendar.add_component(entry(each, at))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def entry(each: Event, at: datetime) -> Entry:
    one = Entry()
    one.add("uid", f"{uuid5(NAMESPACE_URL, f'urn:beschut:calendar:{each.key}')}@beschut")
    one.add("dtstamp", at)
    one.add("dtstart", timezone.localtime(each.when) if isinstance(each.when, datetime) else each.when)
    one.add("summary", each.what)
    one.add("url", settings.PUBLIC_URL + each.url)
    one.add("class", "PRIVATE")
    if not isinstance(each.when, datetime):
        one.add("transp", "TRANSPARENT")
    return one
