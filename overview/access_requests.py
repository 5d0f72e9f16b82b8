"""Requests for access as Nidos sees them: how the child was named, by whom and why, and the cases that may be it."""

from dataclasses import dataclass
from datetime import date, datetime

from audit import ledger
from config.clock import day_of
from config.encryption import open_all
from intake import access_request
from intake.models import AccessRequest, Case
from overview import words
from overview.links import case_url, free_act_url
from overview.words import Names
from partners import involvement
from partners.access import classes_of, read
from partners.actors import Actor
from partners.data_classes import DataClass

# Each is compared with the cases, so that a page holds no more than a person answers in one go.
SHOWN = 20


@dataclass(frozen=True)
class Candidate:
    reference: str
    url: str


@dataclass(frozen=True)
class Request:
    """One request that waits, with the cases it may be about among those that the reader sees."""

    who: str
    organisation: str
    asked: str
    told: list[words.Told]
    candidates: list[Candidate]
    grant_url: str
    refuse_url: str


def answers(actor: Actor) -> bool:
    """Whether this actor answers requests."""
    return involvement.without_case(actor).right(DataClass.ACCESS_REQUEST).decides


def oldest(actor: Actor) -> date | None:
    """The day of the request that waits longest, for who answers."""
    first = AccessRequest.objects.waiting().order_by("created_at").first() if answers(actor) else None
    return day_of(first.created_at) if first else None


def load(actor: Actor, at: datetime) -> list[Request]:
    """Every request that waits, and the entry that names the cases that were shown beside them. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    standing.require(DataClass.ACCESS_REQUEST, "decides")
    rows = list(AccessRequest.objects.waiting()[:SHOWN])
    told = {row["id"]: row for row in read(AccessRequest.objects.filter(pk__in=[row.pk for row in rows]), standing)}
    open_all(words.secrets_in(told.values()))
    names = Names()
    names.want(AccessRequest, told.values())
    names.fetch()
    found = {row.pk: access_request.candidates(row, actor, at) for row in rows}
    cases = {case.pk for some in found.values() for case in some}
    classes = {*classes_of(AccessRequest, standing), *([DataClass.IDENTITY] if cases else [])}
    ledger.listed(AccessRequest, by=actor, cases=sorted(cases), classes=classes, related=False)
    return [
        Request(
            who=words.value(AccessRequest, "person", row.person_id, names),
            organisation=words.organisation_of(told[row.pk], names), asked=words.moment(row.created_at),
            told=words.described(AccessRequest, told[row.pk], names, leave_out=("person",)),
            candidates=[candidate(case) for case in found[row.pk]],
            grant_url=free_act_url(access_request.GRANT, row.pk),
            refuse_url=free_act_url(access_request.REFUSE, row.pk),
        )
        for row in rows
    ]  # fmt: skip


def candidate(case: Case) -> Candidate:
    return Candidate(case.reference, case_url(case.pk))
