"""The pages of the case consultation: the meetings, and one with who was there and the children the reader may see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from config.encryption import open_all
from intake.models import Child
from overview import acts, words
from overview.links import When, case_url, free_act_url
from overview.records import Button
from partners import involvement
from partners.access import Standing, classes_of, plan
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotFound
from partners.together import read_many
from policy.terms import term
from shelter import cobo
from shelter.models import AgendaItem, CoboMeeting, CoboParty

SHOWN = 50
STATES = {"PLANNED": "soon", "PUBLISHED": "calm", "HELD": "ok"}


@dataclass(frozen=True)
class Line:
    """One consultation in the list."""

    when: str
    url: str
    state: When


@dataclass(frozen=True)
class Meetings:
    """`next_by`: before when there is another one, if none is planned (T-13)."""

    lines: list[Line]
    next_by: str
    button: Button | None


@dataclass(frozen=True)
class Seat:
    """One organisation, and whether it was there."""

    organisation: str
    observes: bool
    attendance: When
    button: Button | None


@dataclass(frozen=True)
class Kid:
    """One child on the agenda, as far as the reader may know of it."""

    name: str
    url: str
    question: str
    decision: str
    state: When


@dataclass(frozen=True)
class Meeting:
    when: str
    state: When
    chair: str
    sees_until: str
    seats: list[Seat]
    kids: list[Kid]
    others: int
    buttons: list[Button]


def state(row: CoboMeeting) -> When:
    said = {"PLANNED": _("planned"), "PUBLISHED": _("agenda published"), "HELD": _("held")}
    return When(said[row.state], STATES[row.state])


def standing_of(actor: Actor) -> Standing:
    """Where who may read of consultations stands. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.COBO, "reads")
    return standing


def load_all(actor: Actor, at: datetime) -> Meetings:
    """The last consultations and those to come, and the entry that says that they were shown. Raises NotAllowed."""
    standing = standing_of(actor)
    rows = list(CoboMeeting.objects.order_by("-meets_at")[:SHOWN])
    ledger.read(CoboMeeting, by=actor, case=None, classes=classes_of(CoboMeeting, standing))
    lines = [
        Line(words.moment(row.meets_at), reverse("admin:cobo_meeting", args=[row.pk]), state(row)) for row in rows
    ]
    may = cobo.PLAN.available(None, standing, at)
    button = Button(str(cobo.PLAN.label), free_act_url(cobo.PLAN)) if may else None
    due = next_by(rows, at)
    return Meetings(lines, words.day(due) if due else "", button)


def next_by(rows: list[CoboMeeting], at: datetime) -> date | None:
    """One cycle after the last, while no next one is planned."""
    if not rows or rows[0].meets_at > at:
        return None
    day = day_of(rows[0].meets_at)
    return term("COBO_CYCLE", day).last_day(day)


def load(actor: Actor, meeting: UUID, at: datetime) -> Meeting:
    """One consultation, and the entries of what was shown. Raises NotAllowed, NotFound."""
    standing = standing_of(actor)
    row = CoboMeeting.objects.select_related("chair").filter(pk=meeting).first()
    if row is None:
        raise NotFound
    ledger.read(CoboMeeting, by=actor, case=None, record=row.pk, version=row.version,
                classes=classes_of(CoboMeeting, standing))  # fmt: skip
    items = AgendaItem.objects.filter(meeting=row, removed_at=None)
    kids = children(actor, row, at)
    others = items.count() - len(kids) if standing.right(DataClass.COBO).writes else 0
    return Meeting(
        when=words.moment(row.meets_at), state=state(row), chair=row.chair.name,
        sees_until=words.day(cobo.last_day(row)), seats=seats(row, standing, at), kids=kids, others=others,
        buttons=buttons(row, standing, at),
    )  # fmt: skip


def buttons(row: CoboMeeting, standing: Standing, at: datetime) -> list[Button]:
    found = [act for act in acts.on_record(CoboMeeting) if act.available(row, standing, at)]
    return [Button(str(act.label), free_act_url(act, row.pk)) for act in found]


def seats(row: CoboMeeting, standing: Standing, at: datetime) -> list[Seat]:
    parties = CoboParty.objects.filter(meeting=row).select_related("organisation", "meeting")
    return [seat(each, standing, at) for each in parties]


def seat(row: CoboParty, standing: Standing, at: datetime) -> Seat:
    tone = {"PRESENT": "ok", "ABSENT": "late"}.get(row.attendance, "calm")
    may = cobo.ATTEND.available(row, standing, at)
    button = Button(str(cobo.ATTEND.label), free_act_url(cobo.ATTEND, row.pk)) if may else None
    return Seat(row.organisation.name, row.observes, When(str(row.get_attendance_display()), tone), button)


def children(actor: Actor, row: CoboMeeting, at: datetime) -> list[Kid]:
    """Only of the cases that the reader sees, and there only as far as the reader may; one entry names them all."""
    items = AgendaItem.objects.filter(meeting=row, removed_at=None).order_by("created_at")
    standings = involvement.standings(actor, items.values_list("case_id", flat=True), at)
    known = read_many(items, standings)
    names = {each["in_case"]: words.call_name(each) for each in read_many(Child.objects.all(), standings)}
    open_all(words.secrets_in(known))
    shown = {each["in_case"] for each in known}
    among = [standings[case] for case in shown]
    classes = {name for each in among for model in (AgendaItem, Child) for name in told(model, each)}
    ledger.listed(AgendaItem, by=actor, cases=sorted(shown), classes=classes)
    return [
        Kid(names.get(each["in_case"], ""), case_url(each["in_case"]), str(each.get("question", "")),
            str(each.get("decision", "")),
            When(_("discussed"), "ok") if each["discussed_at"] else When(_("on the agenda"), "soon"))
        for each in known
    ]  # fmt: skip


def told(model: type[AgendaItem] | type[Child], standing: Standing) -> tuple[str, ...]:
    chosen = plan(model, standing)
    return chosen.classes if chosen else ()
