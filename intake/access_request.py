"""Ask to see the case of a child that one did not find; Nidos gives access, or says nothing of it (C5 h).

What is asked is kept and not looked up: the answer is the same whether or not there is such a child. Only when Nidos
reads the request is it compared with the cases.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from config.encryption import Secret, new_data_key, secret
from intake import duplicate, family, joined
from intake.alike import Persona
from intake.models import AccessRequest, Case
from partners import involvement, involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Notice, NoticeKind, Organisation
from policy.dates import after
from policy.near_dates import Born
from policy.numbers import number
from policy.terms import term

SOURCE, ANSWERER = "D-10", "nidos.intake"


def check_ask(v_number: str, name: str, birth_date: date | None, reason: str, by: Actor, at: datetime) -> UUID:
    """What is said is enough, and who asks is somebody. None of it depends on what is in the cases. Raises."""
    if by.person_id is None:
        raise RuleBroken("no-person", _("This is for a person who is registered here by name and number."), SOURCE)
    if not v_number.strip() and not (name.strip() and birth_date):
        raise RuleBroken("child-not-named", _("Name the child by V-number, or by name and birth date."), SOURCE)
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say what you need to know, and what for."), SOURCE)
    today = AccessRequest.objects.filter(person=by.person_id, created_at__gte=start_of(day_of(at)))
    if today.count() >= number("ACCESS_REQUESTS_A_DAY", day_of(at)):
        raise RuleBroken("too-many-requests", _("You have asked as often as one may on a day. Call Nidos."), SOURCE)
    return by.person_id


@transaction.atomic
def ask(*, reason: str, v_number: str = "", name: str = "", birth_date: date | None = None, by: Actor,
        at: datetime) -> AccessRequest:  # fmt: skip
    """Keep the request under a data key of its own, and tell Nidos intake. Raises RuleBroken."""
    person = check_ask(v_number, name, birth_date, reason, by, at)
    key = new_data_key(uuid4())
    said = {"v_number": v_number, "name": name, "born": birth_date.isoformat() if birth_date else "",
            "reason": reason}  # fmt: skip
    secrets = {field: secret(key, text) for field, text in said.items()}
    row = ledger.record(AccessRequest(person_id=person, data_key=key, **secrets), by=by, at=at)
    for nidos in Organisation.objects.filter(kind="NIDOS"):
        notices.tell_one(to=nidos, about=row.pk, kind=NoticeKind.ACCESS_REQUESTED, case=None, role=ANSWERER,
                         source=SOURCE, by=by, at=at)  # fmt: skip
    return row


def persona(row: AccessRequest) -> Persona:
    """The child as it was named. A name is not divided: whoever compares tries every order of its words."""
    given, _space, family_name = str(row.name).rpartition(" ")
    day = date.fromisoformat(str(row.born)) if row.born else None
    born = (Born(day.year, day.month, day.day),) if day else ()
    return Persona(given or family_name, family_name if given else "", born=born, v_number=str(row.v_number))


def candidates(row: AccessRequest, by: Actor, at: datetime) -> list[Case]:
    """The cases that may be of this child and that the actor sees, the most alike first."""
    child, on = persona(row), day_of(at)
    found = duplicate.candidates(row.pk, child, number("DUPLICATES_COMPARED", on))
    likely = duplicate.likely_among(row.pk, child, found, number("DUPLICATE_LIKELY", on))
    seen = Case.objects.filter(pk__in=list(likely)).filter(pk__in=involvement.visible_cases(by, at))
    return sorted(seen, key=lambda case: (-likely[case.pk].score, case.number))


def check_answer(access_request: AccessRequest, by: Actor, at: datetime) -> None:
    """Once, and by somebody else. Raises RuleBroken."""
    own = by.organisation_id == access_request.created_by_organisation
    if by.same_person(access_request.person_id, access_request.person.staff_id if own else ""):
        raise RuleBroken("own-request", _("Somebody else answers it: nobody answers their own request."), SOURCE)
    if access_request.outcome:
        raise RuleBroken("already-answered", _("This request was answered already."), SOURCE)


def held(access_request: AccessRequest, by: Actor, at: datetime) -> AccessRequest:
    """The request as it stands, if it may be answered now. Raises RuleBroken."""
    row = (
        AccessRequest.objects.select_for_update(of=("self",))
        .select_related("person__organisation")
        .get(pk=access_request.pk)
    )
    check_answer(row, by, at)
    return row


def check_case(case: Case, by: Actor, at: datetime) -> Case:
    """A case that the one who answers sees; the one in which it goes on. Raises RuleBroken."""
    if not involvement.standings(by, [case.pk], at):
        raise RuleBroken("no-such-case", _("You see no case of this number."), SOURCE)
    return joined.surviving(case)


def check_until(until: date, today: date) -> None:
    if not today <= until <= term("ACCESS_GRANTED_AT_MOST", today).last_day(today):
        raise RuleBroken(
            "day-too-far", _("Access is given until a day from today on, four weeks ahead at most."), SOURCE
        )


@transaction.atomic
def grant(*, access_request: AccessRequest, case: Case, until: date, by: Actor, at: datetime) -> AccessRequest:
    """Let the one who asked read the case until a day, in person. Raises RuleBroken."""
    family.hold(case.pk)
    row = held(access_request, by, at)
    case = check_case(case, by, at)
    check_until(until, day_of(at))
    row.outcome, row.case, row.until = row.Outcome.GRANTED, case, until
    answered(row, by=by, at=at)
    involving.involve(case=case.pk, number=case.number, organisation=row.person.organisation, person=row.person,
                      role=row.created_by_role, ground=Ground.GRANTED, about=row.pk, until=start_of(after(until)),
                      by=by, at=at)  # fmt: skip
    tell(row, NoticeKind.ACCESS_GRANTED, by=by, at=at)
    return row


@transaction.atomic
def refuse(*, access_request: AccessRequest, answer_words: str, by: Actor, at: datetime) -> AccessRequest:
    """Give no access. Who asked hears that it was dealt with, which says nothing about a child. Raises RuleBroken."""
    row = held(access_request, by, at)
    if not answer_words.strip():
        raise RuleBroken("no-reason", _("Say why."), SOURCE)
    words: Any = Secret(row.data_key, text=answer_words.strip())
    row.outcome, row.answer_words = row.Outcome.REFUSED, words
    answered(row, by=by, at=at)
    tell(row, NoticeKind.ACCESS_ANSWERED, by=by, at=at)
    return row


def answered(row: AccessRequest, *, by: Actor, at: datetime) -> None:
    row.answered_at, row.answered_by = at, by.person_id
    ledger.record(row, by=by, at=at)
    notices.settle(about=row.pk, kind=NoticeKind.ACCESS_REQUESTED, by=by, at=at)


def tell(row: AccessRequest, kind: NoticeKind, *, by: Actor, at: datetime) -> Notice:
    """To the one who asked and nobody else; with the case only when it may be seen now."""
    return notices.tell_one(to=row.person.organisation, person=row.person, about=row.pk, kind=kind, case=row.case_id,
                            source=SOURCE, by=by, at=at)  # fmt: skip


def prefill(row: AccessRequest, by: Actor, at: datetime) -> Mapping[str, Any]:
    today = day_of(at)
    return {"until": term("ACCESS_GRANTED_AT_MOST", today).last_day(today)}


# The child is named beside this field: intake/api/access_requests.py, overview/admin/outside.py.
ASK = Act(
    path="access-requests",
    label=_("Ask for access"),
    verb=ask,
    model=AccessRequest,
    fields=("reason",),
    right=(DataClass.ACCESS_REQUEST, "writes"),
    source=SOURCE,
    help=_("You found no case of a child and need one for your work. Nidos looks at it. The answer here is always the "
           "same, whether or not there is a case."),
)  # fmt: skip
GRANT = Act(
    path="access-requests/{access_request}/grants",
    label=_("Give access"),
    verb=grant,
    model=AccessRequest,
    fields=("case", "until"),
    required=("case", "until"),
    parent_model=AccessRequest,
    right=(DataClass.ACCESS_REQUEST, "decides"),
    check=check_answer,
    source=SOURCE,
    help=_("For this person alone, to read what the role may read, until and with that day."),
)
REFUSE = Act(
    path="access-requests/{access_request}/refusals",
    label=_("Give no access"),
    verb=refuse,
    model=AccessRequest,
    fields=("answer_words",),
    required=("answer_words",),
    parent_model=AccessRequest,
    right=(DataClass.ACCESS_REQUEST, "decides"),
    check=check_answer,
    source=SOURCE,
    help=_("Who asked hears only that the request was dealt with: a refusal does not tell that a child is known."),
)
ACTS = (ASK, GRANT, REFUSE)
