"""What is answered in a consent: the child's own view first, then who must sign; either refuses or withdraws (B-07).

Nothing follows from a no: no verb of shelter or procedure reads these rows (S001-13, S001-22).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import comensha_send, consent_seal
from intake import consent as consents
from intake.consent import WRITES
from intake.models import Case, Consent, ConsentStatement, Document
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy import consent as policy
from policy.consent import Said, State
from policy.signers import signer_row

Says, Capacity, Evidence = ConsentStatement.Says, ConsentStatement.Capacity, ConsentStatement.Evidence
PEOPLE = (Capacity.CHILD, Capacity.GUARDIAN, Capacity.PARENT)
VIEWS = (Says.AGREES, Says.OBJECTS, Says.NO_OPINION)


def hold(consent: Consent) -> tuple[Consent, Case]:
    """The consent with its case locked, so that whoever answers at the same moment waits."""
    case = Case.objects.select_for_update().get(pk=consent.case_id)
    return Consent.objects.get(pk=consent.pk), case


def check_last(consent: Consent) -> None:
    """An answer stands in what was asked last. Raises RuleBroken."""
    last = consents.last_one(consent.case, consent.purpose, consent.shared_with_id)
    if last is None or last.pk != consent.pk:
        raise RuleBroken("asked-anew", _("This was asked anew since: answer there."), "S001-15")


def check_state(consent: Consent, allowed: Collection[State], at: datetime) -> None:
    """Raises RuleBroken."""
    check_last(consent)
    state = consents.state_of(consent, day_of(at))
    if state not in allowed:
        refused = {
            State.ASKED: RuleBroken("consent-asked", _("Nobody who must sign has signed yet."), "INV-28"),
            State.TO_CONFIRM: RuleBroken("consent-open", _("This consent waits for a second person."), "EC-05"),
            State.GIVEN: RuleBroken("consent-given", _("This consent was given: it can be withdrawn."), "B-07"),
            State.REFUSED: RuleBroken("consent-refused", _("This was refused: that is respected."), "S001-13"),
            State.WITHDRAWN: RuleBroken("consent-withdrawn", _("This consent was withdrawn: it ends there."), "B-07"),
            State.REVIEW_DUE: RuleBroken("review-due", _("Who gave it no longer signs at this age."), "AL-26"),
        }
        raise refused[state]


def check_day(consent: Consent, on: date, at: datetime) -> None:
    """Raises RuleBroken."""
    if not consent.explained_on <= on <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("An answer comes after the explanation, and not in the future."), "S001-15"
        )


def check_view(consent: Consent, by: Actor, at: datetime) -> None:
    check_state(consent, {State.ASKED, State.REVIEW_DUE}, at)


def check_refuse(consent: Consent, by: Actor, at: datetime) -> None:
    check_state(consent, {State.ASKED, State.TO_CONFIRM, State.REVIEW_DUE}, at)


def check_withdraw(consent: Consent, by: Actor, at: datetime) -> None:
    check_state(consent, {State.TO_CONFIRM, State.GIVEN, State.REVIEW_DUE}, at)


def write(consent: Consent, case: Case, *, by: Actor, at: datetime, words: str = "", **said: Any) -> ConsentStatement:
    """The answer as a row that never changes, sealed."""
    row = ConsentStatement(
        case=case, consent=consent, words=secret(case.data_key, words),
        recorded_user_id=by.user_id, **said,
    )  # fmt: skip
    row.seal = consent_seal.made(row, case)
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def view(*, consent: Consent, says: str, said_on: date, words: str = "", by: Actor, at: datetime) -> ConsentStatement:
    """Record what the child itself wants, before anybody signs for it (INV-31). Raises RuleBroken."""
    consent, case = hold(consent)
    check_view(consent, by, at)
    check_day(consent, said_on, at)
    if says not in VIEWS:
        raise RuleBroken("no-view", _("Say whether the child agrees, objects or has no opinion."), "INV-31")
    return write(consent, case, says=says, capacity=Capacity.CHILD, said_on=said_on, words=words,
                 evidence=Evidence.TESTIMONY, by=by, at=at)  # fmt: skip


def check_signer(consent: Consent, capacity: str, on: date) -> None:
    """Who signs follows from the purpose and the age on the day of signing (INV-28). Raises RuleBroken."""
    age = consents.ages(consent.case)(on)
    if capacity in policy.deciders(consent.purpose, age):
        return
    source = signer_row(consent.purpose, age).source
    if capacity == Capacity.CHILD:
        raise RuleBroken("not-the-signer", _("At this age a guardian or parent signs; record the child's own view."),
                         ", ".join(source))  # fmt: skip
    raise RuleBroken("not-the-signer", _("At this age the child signs itself; nobody signs in its place."),
                     ", ".join(source))  # fmt: skip


def check_wish(said: list[Said], capacity: str, on: date, words: str) -> None:
    """Somebody else signs only after the child was heard, and against its wish only with a reason (INV-31, EC-05)."""
    if capacity == Capacity.CHILD:
        return
    own = policy.wish(said)
    if own is None or own.on > on:
        raise RuleBroken("child-not-heard", _("Record the child's own view first, then the signature."), "INV-31")
    if policy.objects(said) and not words.strip():
        raise RuleBroken(
            "no-reason", _("The child objects: say why it is signed all the same. A second person looks at it."),
            "EC-05",
        )  # fmt: skip


def check_scan(consent: Consent, says: str, evidence: str, document: Document | None) -> None:
    """Who signs a form proves it by the scan, and a scan is of this form (S001-15, 0034). Raises RuleBroken."""
    if document is None:
        if says == Says.SIGNS and evidence == Evidence.FORM:
            raise RuleBroken("no-scan", _("Add the scan of the signed form first, and choose it here."), "S001-15")
        return
    if evidence != Evidence.FORM:
        raise RuleBroken("scan-of-no-form", _("A scan belongs to a signed form: say that there is one."), "S001-15")
    if document.consent_id != consent.pk or document.kind != Document.Kind.CONSENT_FORM:
        raise RuleBroken("scan-of-another", _("This is no scan of the signed form of this consent."), "S001-15")


def scans_of(consent: Consent) -> QuerySet[Document]:
    """The scans of its signed form, newest first."""
    return Document.objects.filter(consent=consent.pk, kind=Document.Kind.CONSENT_FORM)


@transaction.atomic
def sign(*, consent: Consent, capacity: str, said_on: date, evidence: str, document: Document | None = None,
         signer: str = "", words: str = "", by: Actor, at: datetime) -> ConsentStatement:  # fmt: skip
    """Somebody gives consent. With a signed form it counts; a worker's word of it is kept as that. Raises."""
    consent, case = hold(consent)
    check_view(consent, by, at)
    check_day(consent, said_on, at)
    check_signer(consent, capacity, said_on)
    check_wish(consents.said(consent), capacity, said_on, words)
    check_scan(consent, Says.SIGNS, evidence, document)
    return write(consent, case, says=Says.SIGNS, capacity=capacity, said_on=said_on, evidence=evidence,
                 document=document, signer=signer.strip(), words=words, by=by, at=at)  # fmt: skip


@transaction.atomic
def refuse(*, consent: Consent, capacity: str, said_on: date, words: str = "", by: Actor,
           at: datetime) -> ConsentStatement:  # fmt: skip
    """Somebody says no. Of who decides at this age it is a refusal, of another an objection (EC-05, EC-07). Raises."""
    consent, case = hold(consent)
    check_refuse(consent, by, at)
    check_day(consent, said_on, at)
    decides = capacity in policy.deciders(consent.purpose, consents.ages(case)(said_on))
    row = write(consent, case, says=Says.REFUSES if decides else Says.OBJECTS, capacity=capacity, said_on=said_on,
                evidence=Evidence.TESTIMONY, words=words, by=by, at=at)  # fmt: skip
    if decides:
        comensha_send.tell_withdrawn(consent, by=by, at=at)
    return row


@transaction.atomic
def withdraw(*, consent: Consent, capacity: str, said_on: date, words: str = "", by: Actor,
             at: datetime) -> ConsentStatement:  # fmt: skip
    """The child, the guardian or a parent takes it back, at any time and without a reason (B-07). Raises."""
    consent, case = hold(consent)
    check_withdraw(consent, by, at)
    check_day(consent, said_on, at)
    row = write(consent, case, says=Says.WITHDRAWS, capacity=capacity, said_on=said_on, words=words,
                evidence=Evidence.TESTIMONY, by=by, at=at)  # fmt: skip
    comensha_send.tell_withdrawn(consent, by=by, at=at)
    return row


def check_confirm(consent: Consent, by: Actor, at: datetime) -> None:
    """A supervisor who recorded none of it (EC-05). Raises RuleBroken."""
    check_state(consent, {State.TO_CONFIRM}, at)
    if not by.is_supervisor:
        raise RuleBroken("only-supervisor", _("A supervisor looks at it as the second person."), "EC-05")
    for row in consent.statements.only("consent", "created_by", "recorded_user_id"):
        if by.same_person(row.created_by, row.recorded_user_id):
            raise RuleBroken("own-request", _("Somebody else confirms it than who recorded it."), "EC-05")


@transaction.atomic
def confirm(*, consent: Consent, words: str, by: Actor, at: datetime) -> ConsentStatement:
    """A second person looked at the objection and finds the consent may stand. Raises RuleBroken."""
    consent, case = hold(consent)
    check_confirm(consent, by, at)
    if not words.strip():
        raise RuleBroken("no-reason", _("Say why the consent may stand although the child objects."), "EC-05")
    return write(consent, case, says=Says.CONFIRMS, capacity=Capacity.SECOND_PERSON, said_on=day_of(at),
                 evidence=Evidence.TESTIMONY, words=words, by=by, at=at)  # fmt: skip


def offered_views(consent: Consent, by: Actor, at: datetime) -> Mapping[str, Collection[str] | None]:
    return {"says": VIEWS}


def people(consent: Consent, by: Actor, at: datetime) -> Mapping[str, Collection[str] | None]:
    return {"capacity": PEOPLE}


def signers(consent: Consent, by: Actor, at: datetime) -> Mapping[str, Collection[str] | None]:
    """Who signs at the age of today; on an earlier day it may have been somebody else."""
    found = policy.deciders(consent.purpose, consents.ages(consent.case)(day_of(at)))
    found |= policy.deciders(consent.purpose, consents.ages(consent.case)(consent.explained_on))
    return {"capacity": [each for each in PEOPLE if each in found]}


def act(noun: str, **declared: Any) -> Act:
    """An act under a consent that adds an answer to it."""
    known: dict[str, Any] = {"model": ConsentStatement, "parent_model": Consent, "right": WRITES}
    return Act(path=f"{consents.RESOURCE.path}/{{consent}}/{noun}", **(known | declared))


VIEW = act(
    "views", label=_("Record the child's own view"), verb=view, fields=("says", "said_on", "words"),
    required=("says", "said_on"), check=check_view, narrow=offered_views, source="INV-31",
)  # fmt: skip
SIGN = act(
    "signatures", label=_("Record a signature"), verb=sign,
    fields=("capacity", "said_on", "evidence", "document", "signer", "words"),
    required=("capacity", "said_on", "evidence"), check=check_view, narrow=signers,
    choices={"document": lambda consent, by, at: scans_of(consent)}, source="INV-28",
    help=_("Only a signed form counts, and of that the scan is added to the case first. If the child objects, say why "
           "it is signed; a supervisor then looks at it."),
)  # fmt: skip
REFUSE = act(
    "refusals", label=_("Record a refusal"), verb=refuse, fields=("capacity", "said_on", "words"),
    required=("capacity", "said_on"), check=check_refuse, narrow=people, source="S001-13",
    help=_("A refusal is a good answer. It changes nothing in shelter, care or procedure."),
)  # fmt: skip
WITHDRAW = act(
    "withdrawals", label=_("Withdraw consent"), verb=withdraw, fields=("capacity", "said_on", "words"),
    required=("capacity", "said_on"), check=check_withdraw, narrow=people, source="B-07",
    help=_("At any time, by the child or whoever represents it, without a reason and without any consequence."),
)  # fmt: skip
CONFIRM = act(
    "confirmations", label=_("Confirm as the second person"), verb=confirm, fields=("words",), required=("words",),
    check=check_confirm, right=(DataClass.CONSENT, "decides"), source="EC-05",
)  # fmt: skip
ACTS = (VIEW, SIGN, REFUSE, WITHDRAW, CONFIRM)
