"""The page of the officer who answers: each request, by when, how many texts wait, and what can be done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from audit import ledger
from config.encryption import open_all
from intake import subject_request as requests
from intake.models import SubjectRequest, SubjectText
from overview import words
from overview.links import When, free_act_url, when
from overview.subject_tasks import GRANTED, OPEN
from overview.subject_texts import COLLECT, JUDGE, waiting
from overview.words import Names
from partners import involvement
from partners.access import classes_of
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotAllowed

SHOWN = 50


@dataclass(frozen=True)
class Button:
    label: str
    url: str


@dataclass(frozen=True)
class Line:
    """One request in words; `give_url` where the copy is made, once it was granted."""

    reference: str
    state: When
    told: list[words.Told]
    waiting: int
    judged: int
    buttons: list[Button]
    give_url: str


@dataclass(frozen=True)
class Page:
    lines: list[Line]
    receive_url: str


def check(actor: Actor) -> None:
    """Raises NotAllowed."""
    involvement.without_case(actor).require(DataClass.SUBJECT_ACCESS, "decides")
    if not requests.answers(actor):
        raise NotAllowed(f"{DataClass.SUBJECT_ACCESS}:decides")


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    check(actor)
    rows = requests_shown()
    ledger.listed(SubjectRequest, by=actor, cases=sorted({row.case_id for row in rows}), related=False,
                  classes=classes_of(SubjectRequest, involvement.without_case(actor)))  # fmt: skip
    open_all(words.secrets_in([vars(row) for row in rows]))
    texts: dict[UUID, list[SubjectText]] = defaultdict(list)
    for text in SubjectText.objects.filter(request__in=rows).only("request_id", "verdict"):
        texts[text.request_id].append(text)
    return Page([line(row, texts[row.pk], actor, at) for row in rows], free_act_url(requests.RECEIVE))


def requests_shown() -> list[SubjectRequest]:
    """All that wait, whoever is due first in front; then those that came last of what was answered."""
    rows = SubjectRequest.objects.select_related("case")
    open_ones = sorted(rows.filter(OPEN), key=requests.due_on)
    return [*open_ones, *rows.filter(~OPEN).order_by("-received_on")[:SHOWN]]


def line(row: SubjectRequest, texts: list[SubjectText], actor: Actor, at: datetime) -> Line:
    acts = (requests.DECIDE, requests.EXTEND, requests.TELL, COLLECT)
    buttons = [Button(str(act.label), free_act_url(act, row.pk)) for act in acts if available(act, row, actor, at)]
    to_judge = waiting(texts)
    if to_judge:
        buttons.insert(0, Button(_("Judge the next text"), free_act_url(JUDGE, to_judge[0].pk)))
    give = row.decision in GRANTED and bool(texts) and not to_judge
    return Line(
        reference=row.case.reference, state=state(row, at), told=told(row), waiting=len(to_judge),
        judged=len(texts) - len(to_judge), buttons=buttons,
        give_url=reverse("admin:subject_copy", args=[row.pk]) if give else "",
    )  # fmt: skip


def available(act: Act, row: SubjectRequest, actor: Actor, at: datetime) -> bool:
    return act.available(row, involvement.without_case(actor), at)


def state(row: SubjectRequest, at: datetime) -> When:
    """By when while it waits; then what came of it."""
    if requests.is_open(row):
        return when(requests.due_on(row), at)
    return When(str(row.get_decision_display()), "ok")


def told(row: SubjectRequest) -> list[words.Told]:
    said = {each.name: getattr(row, each.attname) for each in row._meta.concrete_fields}
    due = words.Told(_("Answered before the end of"), words.day(requests.due_on(row)))
    about = words.described(SubjectRequest, said, Names(), leave_out=("created_by",))
    return [due, *about] if requests.is_open(row) else about
