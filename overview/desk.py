"""The desk: what must I do now, for which child; what is new for me; how many children I see."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from config.language import say
from intake.models import Case, Child
from overview import (
    access_requests,
    acts,
    alert_lines,
    alerts,
    capacity_board,
    desk_news,
    emergencies,
    incidents,
    roll_call,
    shelter_alert,
    snapshot,
    staff,
    subject_tasks,
    tasks,
    team,
    training_alert,
    unmatched,
    words,
)
from overview.alerts import OpenAlert
from overview.links import Kid, When, compare_url, kid, place_name, place_url, todo_url, when
from overview.snapshot import Facts
from partners import cover
from partners.access import plan
from partners.actors import Actor
from partners.models import StandIn
from policy.alerts import Severity
from policy.dates import term_last_day
from policy.locations import location_type
from policy.tasks import task
from policy.terms import term
from shelter.models import Placement

TASKS_SHOWN = 50
# Whoever has no more cases than this finds them by name at the desk; others by the list or the search.
CASES_NAMED = 20


@dataclass(frozen=True)
class Item:
    """One line of the desk."""

    when: When
    kid: Kid | None
    what: str
    sources: tuple[str, ...]
    button: str
    url: str
    place_of: str = ""
    note: str = ""
    answer_url: str = ""


@dataclass(frozen=True)
class Cover:
    """Who is away and who stands in, as far as it is about the one at the desk, until when."""

    away: str
    stand_in: str
    mine: bool
    until: str


@dataclass(frozen=True)
class Desk:
    """The most urgent tasks, and how many there are in all; what is new; how many children, or how many of more it
    looked through (`is_part`); and those by name, where they are few."""

    items: list[Item]
    tasks: int
    late: int
    news: list[desk_news.News]
    children: int
    is_part: bool
    protected: int | None
    cover: list[Cover]
    roll: list[roll_call.Line]
    team: team.Team | None
    mine: list[Kid]

    @property
    def more(self) -> int:
        return self.tasks - len(self.items)


# Where a person looks at two children before saying anything of them.
COMPARED_FIRST = ("possible-duplicates-dismissals", "merges-approvals")


def item(todo: tasks.Todo, at: datetime, away: dict[UUID | None, str]) -> Item:
    act, compared = acts.ACTS[todo.act], todo.act in COMPARED_FIRST and todo.about
    url = todo_url(todo.facts, act, todo.about, todo.hint)
    return Item(
        when=chip(todo, at), kid=whom(todo.facts, at), what=say(todo.task.text), sources=todo.task.source,
        button=_("Compare") if compared else str(act.label),
        url=compare_url(todo.facts.case, compared) if compared else url,
        place_of=away.get(todo.facts.standing.actor.in_place_of, ""),
    )  # fmt: skip


def chip(todo: tasks.Todo, at: datetime) -> When:
    """Before when; of what a critical alert asks as well, how bad it is, unless it is late besides."""
    own = when(todo.due, at)
    return todo.pressed if todo.pressed and own.tone != "late" else own


def whom(facts: Facts, at: datetime) -> Kid | None:
    """The child; nobody for who stands in no case."""
    return None if facts.outside else kid(facts, day_of(at))


def alert_item(each: OpenAlert, at: datetime, away: dict[UUID | None, str]) -> Item:
    """An alert with the act that settles it, or else the way to the case; and how to take it from the list."""
    told, standing = alert_lines.line(each, at), each.facts.standing
    act = acts.ACTS.get(each.act)
    can = act is not None and standing.right(act.right[0]).writes
    url = todo_url(each.facts, act, each.about, each.hint) if act and can else place_url(each.facts)
    return Item(
        when=alert_lines.chip(each), kid=whom(each.facts, at), what=told.text, sources=told.sources,
        button=str(act.label) if act and can else place_name(each.facts), url=url, note=told.note,
        place_of=away.get(standing.actor.in_place_of, ""), answer_url=told.answer_url,
    )  # fmt: skip


def lines(cases: list[Facts], role: str, at: datetime) -> list[tasks.Todo | OpenAlert]:
    """Tasks and alerts as one list, the most urgent first.

    An alert that asks what a task asks is no second line: it lends the task its place.
    """
    todos, alerted = tasks.open_tasks(cases, role, at), alerts.waiting(cases, role, at)
    pressing = {(each.facts.case, code): each for each in reversed(alerted) for code in each.alert.tasks}
    asked = {(todo.facts.case, todo.task.code) for todo in todos}
    apart = [
        each for each in alerted if asked.isdisjoint((each.facts.case, code) for code in each.alert.tasks)
    ]  # fmt: skip

    def urgency(line: tasks.Todo | OpenAlert) -> tuple[int, float]:
        alert = pressing.get((line.facts.case, line.task.code)) if isinstance(line, tasks.Todo) else None
        return min(line.urgency(at), alert.urgency(at)) if alert else line.urgency(at)

    pressed = [replace(todo, pressed=critical(pressing.get((todo.facts.case, todo.task.code)))) for todo in todos]
    return sorted([*pressed, *apart], key=urgency)


def critical(alert: OpenAlert | None) -> When | None:
    if alert is None or alert.alert.severity != Severity.CRITICAL:
        return None
    return alert_lines.chip(alert)


def line_item(line: tasks.Todo | OpenAlert, at: datetime, away: dict[UUID | None, str]) -> Item:
    return item(line, at, away) if isinstance(line, tasks.Todo) else alert_item(line, at, away)


def is_late(line: tasks.Todo | OpenAlert, at: datetime) -> bool:
    return when(line.due, at).tone == "late" if isinstance(line, tasks.Todo) else line.is_late


def unmatched_signals(actor: Actor) -> list[Item]:
    """Signals from outside that fit no case: one line for all of them, because they have no child yet."""
    if not unmatched.waiting(actor):
        return []
    row, url = task("MATCH_SIGNAL"), reverse("admin:unmatched_signals")
    return [Item(When(_("now"), "late"), None, say(row.text), row.source, _("Match"), url)]


def asked_for_access(actor: Actor, at: datetime) -> list[Item]:
    """Requests for access: one line for all of them, because no case is known of any."""
    first = access_requests.oldest(actor)
    if first is None:
        return []
    row, url = task("ANSWER_ACCESS_REQUEST"), reverse("admin:access_requests")
    return [Item(when(term(row.term, first).last_day(first), at), None, say(row.text), row.source, _("Answer"), url)]


def accounts_to_confirm(actor: Actor, at: datetime) -> list[Item]:
    """Accounts that wait for a second person: one line for all of them, because nothing in it is of a child."""
    row = task("CONFIRM_STAFF")
    first = staff.oldest_to_decide(actor, at) if actor.role in row.roles else None
    if first is None:
        return []
    return [Item(When(_("now"), "soon"), None, say(row.text), row.source, _("Decide"), reverse("admin:staff"))]


def left_alone(actor: Actor, at: datetime) -> list[Item]:
    """People who left and for whom nobody stands in: one line for all of them, for who can name somebody."""
    row = task("NAME_STAND_IN")
    if actor.role not in row.roles or not cover.unattended(actor, at).exists():
        return []
    return [
        Item(When(_("now"), "late"), None, say(row.text), row.source, str(cover.NAME.label), reverse("admin:cover"))
    ]


def beds_to_empty(actor: Actor, at: datetime) -> list[Item]:
    """Children in beds that go out of service: one line for all of them; the board says which beds."""
    row = task("EMPTY_BED")
    first = capacity_board.first_to_empty(at) if actor.role in row.roles else None
    if first is None:
        return []
    last = when(term_last_day(first, days=-1), at)
    return [Item(last, None, say(row.text), row.source, _("To the places"), reverse("admin:capacity"))]


def covers(actor: Actor, at: datetime) -> list[StandIn]:
    """For whom the one at the desk stands in today, and who stands in for the one at the desk."""
    if actor.person_id is None:
        return []
    rows = StandIn.objects.on(day_of(at)).select_related("person", "stand_in")
    return list(rows.filter(Q(stand_in=actor.person_id) | Q(person=actor.person_id)))


def told_cover(row: StandIn, actor: Actor) -> Cover:
    until = words.short_day(row.until) if row.until else ""
    return Cover(row.person.name, row.stand_in.name, row.person_id == actor.person_id, until)


def load(actor: Actor, at: datetime) -> Desk:
    """Everything the desk shows, and the one entry that names the cases it showed."""
    seen = snapshot.most_pressing(actor, at)
    cases = seen.cases
    in_no_case = [*emergencies.waiting(actor), *incidents.waiting(actor), *shelter_alert.waiting(actor),
                  *training_alert.waiting(actor), *subject_tasks.waiting(actor)]  # fmt: skip
    todos = lines([*cases, *in_no_case], actor.role, at)
    by_id = {each: facts for facts in cases for each in (facts.case, *facts.closed)}
    urgent = todos[:TASKS_SHOWN]
    outside = [*unmatched_signals(actor), *asked_for_access(actor, at), *accounts_to_confirm(actor, at),
               *left_alone(actor, at), *beds_to_empty(actor, at)]  # fmt: skip
    known = covers(actor, at)
    away: dict[UUID | None, str] = {
        row.person_id: row.person.name for row in known if row.person_id != actor.person_id
    }
    told = desk_news.load(actor, by_id, at, away)
    roll = roll_call.lines(cases, at)
    mine = cases if len(cases) <= CASES_NAMED and not seen.more else []
    shown = (
        {facts.case for facts in mine}
        | {todo.facts.case for todo in urgent if todo.facts.of_a_case}
        | {each.facts.case for each in roll}
        | {row for row in told[1] if row in by_id}
    )
    told_of = classes(by_id, shown & by_id.keys()) | _alerted(urgent) | roll_call.classes(roll)
    told_of |= {name for line in urgent if line.facts.outside for name in line.facts.classes}
    ledger.listed(Case, by=actor, cases=sorted(shown), classes=told_of)
    late = sum(is_late(todo, at) for todo in todos) + sum(each.when.tone == "late" for each in outside)
    # What has its day yet to come stands below what is asked now.
    calm = [each for each in outside if each.when.tone == "calm"]
    pressing = [each for each in outside if each.when.tone != "calm"]
    items = [*pressing, *(line_item(todo, at, away) for todo in urgent), *calm]
    return Desk(
        items, len(todos) + len(outside), late, told[0], len(cases), seen.more,
        None if seen.more else protected(cases), [told_cover(row, actor) for row in known], roll,
        team.load(cases, actor, at), named(mine, day_of(at)),
    )  # fmt: skip


def named(cases: Iterable[Facts], today: date) -> list[Kid]:
    """These children by name; last whose name may not be read."""
    return sorted((kid(facts, today) for facts in cases), key=lambda each: (not each.name, each.name, each.reference))


def classes(facts: dict[UUID, Facts], shown: Iterable[UUID]) -> set[str]:
    """What the names of these children tell something of."""
    plans = [plan(model, facts[case].standing) for case in shown for model in (Case, Child)]
    return {name for chosen in plans if chosen for name in chosen.classes}


def _alerted(shown: list[tasks.Todo | OpenAlert]) -> set[str]:
    """What the alerts among these lines tell something of."""
    found = [line for line in shown if isinstance(line, OpenAlert)]
    return {name for each in found for name in alerts.classes(each.facts, [each])}


def protected(cases: list[Facts]) -> int | None:
    """How many children live in protected shelter; None for who may not know where they live."""
    stays = [(facts, row) for facts in cases for row in facts.of(Placement) if row.get("ends_at") is None]
    knows = any(facts.reads_fully(Placement) for facts in cases) and all("location" in row for _facts, row in stays)
    return sum(location_type(facts.kinds[row["location"]]).starts_rest for facts, row in stays) if knows else None
