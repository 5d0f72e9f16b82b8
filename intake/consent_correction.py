"""Put an answer to a consent right: a new row takes its place, under the same rules; the old one stays (INV-41)."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import comensha, comensha_send, consent_answer, correction_told
from intake import consent as consents
from intake.consent import WRITES
from intake.models import Consent, ConsentStatement, Document
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.consent import Said

SOURCE = "INV-41"
Says = ConsentStatement.Says
FINAL = (Says.WITHDRAWS, Says.CONFIRMS)


def check_correct(statement: ConsentStatement, by: Actor, at: datetime) -> None:
    """Once, and never what took a consent back: who changes their mind is asked anew (B-07). Raises RuleBroken."""
    if statement.says in FINAL:
        raise RuleBroken("not-corrected", _("A withdrawal and a confirmation stand. Ask anew instead."), "B-07")
    if ConsentStatement.objects.filter(corrects=statement.pk).exists():
        raise RuleBroken("corrected-already", _("This was corrected already: correct the newer one."), SOURCE)
    consent_answer.check_last(statement.consent)


def earlier(statement: ConsentStatement) -> list[Said]:
    """What had been said before this answer."""
    before = ConsentStatement.objects.filter(consent=statement.consent_id, created_at__lt=statement.created_at)
    return consents.counted(before.exclude(pk=statement.corrects_id).values(*consents.COUNTED))


@transaction.atomic
def correct(*, statement: ConsentStatement, said_on: date, evidence: str, correction_reason: str,
            document: Document | None = None, signer: str | None = None, words: str | None = None, by: Actor,
            at: datetime) -> ConsentStatement:  # fmt: skip
    """The day, the proof, the name or the words of an answer, never the answer itself. Raises RuleBroken."""
    consent, case = consent_answer.hold(Consent(pk=statement.consent_id, case_id=statement.case_id))
    check_correct(statement, by, at)
    if not correction_reason.strip():
        raise RuleBroken("no-reason", _("Say why this changes."), SOURCE)
    signer = statement.signer if signer is None else signer
    words = str(statement.words) if words is None else words
    consent_answer.check_day(consent, said_on, at)
    if statement.says == Says.SIGNS:
        consent_answer.check_signer(consent, statement.capacity, said_on)
        consent_answer.check_wish(earlier(statement), statement.capacity, said_on, words)
    document = document or (statement.document if evidence == statement.evidence else None)
    consent_answer.check_scan(consent, statement.says, evidence, document)
    stood = consents.state_of(consent, day_of(at)) in comensha.STANDS_STILL
    row = consent_answer.write(
        consent, case, says=statement.says, capacity=statement.capacity, said_on=said_on, evidence=evidence,
        document=document, signer=signer.strip(), words=words, corrects=statement,
        correction_reason=correction_reason.strip(), by=by, at=at,
    )  # fmt: skip
    # Without the form that was thought to be there it was never given: who was told must hear that too (AL-25).
    if stood and consents.state_of(consent, day_of(at)) not in comensha.STANDS_STILL:
        comensha_send.tell_withdrawn(consent, by=by, at=at)
    correction_told.tell(row, DataClass.CONSENT, by=by, at=at)
    return row


def as_recorded(statement: ConsentStatement, by: Actor, at: datetime) -> dict[str, Any]:
    names = ("said_on", "evidence", "document", "signer", "words")
    return {name: getattr(statement, name) for name in names} | {"words": str(statement.words)}


RESOURCE = Resource("cases/{case}/consent-statements", ConsentStatement, _("answers to a consent"))
CORRECT = Act(
    path=f"{RESOURCE.path}/{{statement}}/corrections",
    label=_("Correct"),
    verb=correct,
    model=ConsentStatement,
    fields=("said_on", "evidence", "document", "signer", "words", "correction_reason"),
    required=("said_on", "evidence", "correction_reason"),
    parent_model=ConsentStatement,
    right=WRITES,
    check=check_correct,
    prefill=as_recorded,
    choices={"document": lambda statement, by, at: consent_answer.scans_of(statement.consent)},
    source=SOURCE,
)
