"""A child, or somebody for it, asks for its data: write it down, decide in time, tell who asked (GDPR art. 12, 15).

Asking any organisation works; the data-protection officer of Nidos, which keeps the whole file, answers for all (art.
26). What goes along is made in overview/subject_*.py (docs/decisions/0071-ones-own-data.md).
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import emergency, majority
from intake.models import Case, SubjectRequest
from partners import notices
from partners.access import Standing, visible
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.models import NoticeKind, Organisation
from partners.resources import Resource
from policy.subject_access import GROUNDS
from policy.terms import term

SOURCE, OFFICER, ANSWERS = "S001-20", "dpo.officer", "NIDOS"
AskedBy, Decision = SubjectRequest.AskedBy, SubjectRequest.Decision
SAID = ("asked_by", "asker", "identified_by", "received_on")
FOR_ITSELF_ONLY = (AskedBy.GUARDIAN, AskedBy.PARENT)
DECIDES = (DataClass.SUBJECT_ACCESS, "decides")


def answers(actor: Actor) -> bool:
    """Whether this is the officer who answers."""
    return actor.role == OFFICER and actor.kind == ANSWERS


def last_day(received_on: date, *, longer: bool) -> date:
    """A month from when it was received; three when it was said in time that it takes longer (art. 12(3))."""
    return term("SUBJECT_ACCESS_LONGER" if longer else "SUBJECT_ACCESS", received_on).last_day(received_on)


def due_on(row: SubjectRequest) -> date:
    return last_day(row.received_on, longer=row.extended_on is not None)


def check_said(case: Case, row: SubjectRequest, at: datetime) -> None:
    """Who asks may ask, and when fits. Raises RuleBroken."""
    if not case.arrived_on <= row.received_on <= day_of(at):
        raise RuleBroken("day-impossible", _("It was received after the arrival and not later than today."), SOURCE)
    if row.asked_by != AskedBy.CHILD and not row.asker:
        raise RuleBroken("no-asker", _("Write the name of whoever asks for the child."), SOURCE)
    if row.asked_by in FOR_ITSELF_ONLY and not majority.is_minor(majority.of_case(case), day_of(at)):
        raise RuleBroken("of-age", _("From eighteen on the youth asks for itself, or by a lawyer."), SOURCE)


def check_none_open(case: Case, asked_by: str) -> None:
    """Of the same asker one at a time. Raises RuleBroken."""
    if any(is_open(row) for row in SubjectRequest.objects.filter(case=case, asked_by=asked_by)):
        raise RuleBroken("asked-already", _("A request of the same asker is being answered already."), SOURCE)


def is_open(row: SubjectRequest) -> bool:
    """Whether whoever asked waits for an answer."""
    if row.decision == Decision.REFUSED:
        return row.told_on is None
    return row.handed_at is None


@transaction.atomic
def record(*, case: Case, asked_by: str, identified_by: str, received_on: date, asker: str = "", by: Actor,
           at: datetime) -> SubjectRequest:  # fmt: skip
    """Write down that somebody asks, and tell the officer who answers. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    row = SubjectRequest(case=case, asked_by=asked_by, identified_by=identified_by, received_on=received_on,
                         asker=secret(case.data_key, asker))  # fmt: skip
    check_said(case, row, at)
    check_none_open(case, asked_by)
    ledger.record(row, by=by, at=at)
    officers = Organisation.objects.filter(kind=ANSWERS, people__role=OFFICER, people__is_active=True).distinct()
    for each in officers:
        if by.role != OFFICER:
            notices.tell_one(to=each, role=OFFICER, about=row.pk, kind=NoticeKind.SUBJECT_REQUEST, case=None,
                             source=SOURCE, by=by, at=at)  # fmt: skip
    return row


@transaction.atomic
def receive(*, named: str, asked_by: str, identified_by: str, received_on: date, asker: str = "", by: Actor,
            at: datetime) -> SubjectRequest:  # fmt: skip
    """The same for the officer, who stands in no case and names it by its number. Raises RuleBroken."""
    check_officer(by)
    return record(case=emergency.found(named), asked_by=asked_by, identified_by=identified_by,
                  received_on=received_on, asker=asker, by=by, at=at)  # fmt: skip


def check_officer(by: Actor) -> None:
    """Raises RuleBroken."""
    if not answers(by):
        raise RuleBroken("not-answering", _("The data-protection officer of Nidos answers this."), SOURCE)


def find(key: UUID, standing: Standing, at: datetime) -> SubjectRequest:
    """The request of this id, for who answers. Raises NotFound."""
    known = visible(SubjectRequest.objects.filter(pk=key), standing) if answers(standing.actor) else None
    row: SubjectRequest | None = known.first() if known is not None else None
    if row is None:
        raise NotFound
    return row


def held(subject_request: SubjectRequest) -> SubjectRequest:
    return SubjectRequest.objects.select_for_update(of=("self",)).select_related("case").get(pk=subject_request.pk)


def check_extend(subject_request: SubjectRequest, by: Actor, at: datetime) -> None:
    """Once, and within the month in which who asked is told so. Raises RuleBroken."""
    check_officer(by)
    if subject_request.extended_on is not None or not is_open(subject_request):
        raise RuleBroken("extended-already", _("This was extended or answered already."), SOURCE)
    if day_of(at) > due_on(subject_request):
        raise RuleBroken("too-late", _("The month is over: it can no longer be extended."), SOURCE)


@transaction.atomic
def extend(*, subject_request: SubjectRequest, longer_because: str, by: Actor, at: datetime) -> SubjectRequest:
    """Two months more, with the reason, which who asked is told (art. 12(3)). Raises RuleBroken."""
    row = held(subject_request)
    check_extend(row, by, at)
    if not longer_because:
        raise RuleBroken("no-reason", _("Say why it takes longer."), SOURCE)
    row.extended_on, row.longer_because = day_of(at), longer_because
    return ledger.record(row, by=by, at=at)


def check_decide(subject_request: SubjectRequest, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    check_officer(by)
    if subject_request.decision:
        raise RuleBroken("decided-already", _("This was decided already."), SOURCE)


def check_reasoned(decision: str, ground: str, words: str) -> None:
    """What is not granted whole has a ground of the law and reasons; what is, has none. Raises RuleBroken."""
    if decision not in Decision.values:
        raise RuleBroken("no-decision", _("Say whether it is granted."), SOURCE)
    if decision == Decision.GRANTED and ground:
        raise RuleBroken("ground-of-nothing", _("What is granted needs no ground: choose one or the other."), SOURCE)
    if decision != Decision.GRANTED and (ground not in {row.code for row in GROUNDS} or not words.strip()):
        raise RuleBroken("no-ground", _("Give the ground of the law, and the reasons that are told."), SOURCE)
    if decision == Decision.LIMITED and not all(row.of_text for row in GROUNDS if row.code == ground):
        raise RuleBroken("ground-of-refusal", _("On this ground a request is refused as a whole."), SOURCE)


@transaction.atomic
def decide(*, subject_request: SubjectRequest, decision: str, ground: str = "", decision_words: str = "", by: Actor,
           at: datetime) -> SubjectRequest:  # fmt: skip
    """Grant it, in part or not; who wrote it down hears that it was decided. Raises RuleBroken."""
    row = held(subject_request)
    check_decide(row, by, at)
    check_reasoned(decision, ground, decision_words)
    row.decision, row.ground, row.decided_at = decision, ground, at
    row.decision_words = secret(row.case.data_key, decision_words)
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.pk, kind=NoticeKind.SUBJECT_REQUEST, role=by.role, by=by, at=at)
    wrote = Organisation.objects.filter(pk=row.created_by_organisation).first()
    if wrote is not None and row.created_by_role != OFFICER:
        notices.tell_one(to=wrote, role=row.created_by_role, about=row.pk, kind=NoticeKind.SUBJECT_DECIDED,
                         case=row.case_id, source=SOURCE, by=by, at=at)  # fmt: skip
    return row


def check_tell(subject_request: SubjectRequest, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    check_officer(by)
    if subject_request.decision != Decision.REFUSED or subject_request.told_on is not None:
        raise RuleBroken("nothing-to-tell", _("Only of a refusal is it recorded that it was told, once."), SOURCE)


@transaction.atomic
def tell(*, subject_request: SubjectRequest, told_on: date, by: Actor, at: datetime) -> SubjectRequest:
    """Who asked was told that it is refused, why, and where to complain (art. 12(4)). Raises RuleBroken."""
    row = held(subject_request)
    check_tell(row, by, at)
    if row.decided_at is None or not day_of(row.decided_at) <= told_on <= day_of(at):
        raise RuleBroken("day-impossible", _("It was told after it was decided and not later than today."), SOURCE)
    row.told_on = told_on
    return ledger.record(row, by=by, at=at)


def advise(parent: SubjectRequest, by: Actor, at: datetime) -> list[str | Promise]:
    return [_("Who asked is told in writing: the ground, the reasons, and that they can complain to the Dutch Data "
              "Protection Authority or go to court.")]  # fmt: skip


RESOURCE = Resource("cases/{case}/subject-requests", SubjectRequest, _("requests for one's own data"))
KNOWN: dict[str, Any] = {"model": SubjectRequest, "fields": SAID, "required": ("received_on",), "source": SOURCE}
RECORD = Act(
    path=RESOURCE.path,
    label=_("The child asks for its data"),
    verb=record,
    parent_model=Case,
    right=(DataClass.SUBJECT_ACCESS, "writes"),
    when_closed=True,
    help=_("Write down who asks, and how it is certain that they are who they say. The data-protection officer of "
           "Nidos answers within a month."),
    **KNOWN,
)  # fmt: skip
# The case is named beside these fields: overview/admin/subject.py.
RECEIVE = Act(
    path="received-subject-requests",
    label=_("Write down a request that came to you"),
    verb=receive,
    right=DECIDES,
    **KNOWN,
)
OF_REQUEST: dict[str, Any] = {
    "model": SubjectRequest, "parent_model": SubjectRequest, "parent_from": find, "right": DECIDES, "source": SOURCE,
}  # fmt: skip
EXTEND = Act(
    path="subject-requests/{subject_request}/extensions",
    label=_("Take two months more"),
    verb=extend,
    fields=("longer_because",),
    required=("longer_because",),
    check=check_extend,
    help=_("Only when it is complex, or there are many. Tell who asked within the first month."),
    **OF_REQUEST,
)
DECIDE = Act(
    path="subject-requests/{subject_request}/decisions",
    label=_("Decide"),
    verb=decide,
    fields=("decision", "ground", "decision_words"),
    required=("decision",),
    check=check_decide,
    advise=advise,
    **OF_REQUEST,
)
TELL = Act(
    path="subject-requests/{subject_request}/tellings",
    label=_("Record that the refusal was told"),
    verb=tell,
    fields=("told_on",),
    required=("told_on",),
    check=check_tell,
    advise=advise,
    **OF_REQUEST,
)
AT_THE_OFFICER = (RECEIVE, EXTEND, DECIDE, TELL)
ACTS = (RECORD, *AT_THE_OFFICER)
