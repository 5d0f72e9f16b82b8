"""Send a report to CoMensha, correct it, and after a withdrawal send only that (INV-27, INV-29, EC-09).

Who sends holds the case first, and then asks the consent; who withdraws a consent holds the same case. So a report
either was sent before the withdrawal, or it is refused.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit import ledger
from config.clock import day_of
from config.encryption import Secret, keyed_hash
from intake import comensha, correction_told, majority
from intake import consent as consents
from intake.comensha import WRITES
from intake.models import Case, Child, ComenshaMessage, ComenshaReport, Consent, ExploitationForm
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind, Organisation
from partners.resources import Resource
from policy import comensha as policy
from policy import consent as consent_policy

SOURCE = comensha.SOURCE
COMENSHA, OFFICER = "COMENSHA", "dpo.officer"
What = ComenshaMessage.What
Payload = dict[str, Any]
# What makes one message of what is told.
OF_MESSAGE = {"message", "report", "number", "what", "sentAt"}


def pseudonym(case: Case) -> str:
    """The same in every report about this child, and in nothing else: so two reports are counted as one (EC-11)."""
    return keyed_hash(case.data_key, "comensha-victim", ["victim"])[:32]


def person(case: Case, at: datetime) -> Payload:
    """What is told of the child, from the file as it is now: enough to count, too little to know who it is (B-01)."""
    child, known = Child.objects.only("case", "sex", "nationality").get(case=case), majority.of_case(case)
    age, minor = consents.age_on(known, day_of(at)), majority.is_minor(known, day_of(at))
    # An age that is not known is a column of its own in the figures (B-05); who contests it counts as a minor (EC-27).
    unknown = age is None and not known.contested
    return {
        "victim": pseudonym(case), "age": age, "ageGroup": "UNKNOWN" if unknown else "MINOR" if minor else "ADULT",
        "sex": child.sex, "nationality": child.nationality,
    }  # fmt: skip


def said(report: ComenshaReport, case: Case, at: datetime) -> Payload:
    """The report in the published shape (docs/comensha.md), without what makes one message of it."""
    reporter = report.reporter
    told = {
        "kind": report.kind, "basis": report.basis, "reporter": {"name": reporter.name, "type": report.reporter_kind},
        "exploitationForms": report.exploitation_forms, **person(case, at),
    }  # fmt: skip
    return told | ({"situation": str(report.situation)} if report.kind == policy.SHELTER else {})


def exact(payload: Payload) -> str:
    """The text over which the hash is taken: sorted names, no spaces."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def write(report: ComenshaReport, case: Case, what: str, told: Payload, consent: Consent | None, *, by: Actor,
          at: datetime) -> ComenshaMessage:  # fmt: skip
    """The message as a row that never changes, and the word to CoMensha that it is there."""
    identity, number = uuid4(), report.messages.count() + 1
    sent_at = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    text = exact({"message": str(identity), "report": str(report.pk), "number": number, "what": what,
                  "sentAt": sent_at, **told})  # fmt: skip
    objects = consent is not None and consent_policy.objects(consents.said(consent))
    row = ComenshaMessage(
        id=identity, case=case, report=report, number=number, what=what, basis=report.basis, consent=consent,
        child_objects=objects, sent_at=at, payload=Secret(case.data_key, text=text),
        payload_hash=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    # CoMensha has no case here, so it hears of none.
    notices.tell(kinds=[COMENSHA], about=row.pk, kind=NoticeKind.COMENSHA_MESSAGE, case=None, source=SOURCE, by=by,
                 at=at)  # fmt: skip
    return row


def check_send(report: ComenshaReport, by: Actor, at: datetime) -> None:
    """The own draft, with a basis that stands now (INV-27, INV-30). Raises RuleBroken."""
    comensha.check_draft(report, by, at)
    comensha.consent_for(report, at)


def check_complete(report: ComenshaReport) -> None:
    """Raises RuleBroken."""
    if not report.is_complete:
        raise RuleBroken("not-complete", _("Fill in condition and background first: it asks for a place."), "B-01")


@transaction.atomic
def send(*, report: ComenshaReport, by: Actor, at: datetime) -> ComenshaMessage:
    """Send the report, if its basis stands at this moment. Raises RuleBroken."""
    row, case = comensha.hold(report)
    check_send(row, by, at)
    check_complete(row)
    return write(row, case, What.REPORT, said(row, case, at), comensha.consent_for(row, at), by=by, at=at)


def check_sent(report: ComenshaReport, by: Actor) -> list[ComenshaMessage]:
    """What was sent of the own report, which was not withdrawn. Raises RuleBroken."""
    comensha.check_own(report, by)
    found = comensha.sent(report)
    if not found:
        raise RuleBroken("not-sent", _("This report was not sent yet."), "C3.9")
    if found[-1].what == What.WITHDRAWAL:
        raise RuleBroken("withdrawal-sent", _("The withdrawal was sent: nothing follows it."), "INV-29")
    return found


def check_correct(report: ComenshaReport, by: Actor, at: datetime) -> None:
    """What was sent, while the consent stands with which it was, and the one that counts now. Raises RuleBroken."""
    if comensha.taken_back(check_sent(report, by), at):
        raise RuleBroken(
            "consent-withdrawn", _("Consent was withdrawn: nothing is sent any more but the withdrawal."), "INV-29"
        )
    comensha.consent_for(report, at)


def last_said(report: ComenshaReport) -> Payload:
    """What CoMensha was told last, without what made one message of it."""
    told: Payload = json.loads(str(report.messages.latest("number").payload))
    return {name: each for name, each in told.items() if name not in OF_MESSAGE}


@transaction.atomic
def correct(*, report: ComenshaReport, exploitation_forms: list[str] | None = None, situation: str | None = None,
            by: Actor, at: datetime) -> ComenshaReport:  # fmt: skip
    """Send the report anew as it is now, with the child's age, sex and nationality as they are now. Raises."""
    row, case = comensha.hold(report)
    check_correct(row, by, at)
    row = comensha.fill(row, case, exploitation_forms, situation, by=by, at=at)
    check_complete(row)
    told = said(row, case, at)
    if told == last_said(row):
        raise RuleBroken("nothing-new", _("CoMensha has this already: nothing would change."), "C3.9")
    write(row, case, What.CORRECTION, told, comensha.consent_for(row, at), by=by, at=at)
    correction_told.tell(row, DataClass.COMENSHA, by=by, at=at)
    return row


def check_withdraw(report: ComenshaReport, by: Actor, at: datetime) -> None:
    """What was sent with a consent that does not stand any more (EC-09). Raises RuleBroken."""
    if not comensha.taken_back(check_sent(report, by), at):
        raise RuleBroken("not-withdrawn", _("The consent with which this was sent was not withdrawn."), "EC-09")


@transaction.atomic
def withdraw(*, report: ComenshaReport, by: Actor, at: datetime) -> ComenshaMessage:
    """Tell CoMensha that the consent was withdrawn, and nothing of the child. Raises RuleBroken."""
    row, case = comensha.hold(report)
    check_withdraw(row, by, at)
    first = row.messages.select_related("consent").defer("payload").get(number=1)
    return write(row, case, What.WITHDRAWAL, {}, first.consent, by=by, at=at)


def tell_withdrawn(consent: Consent, *, by: Actor, at: datetime) -> None:
    """Of each report that was sent with it the data-protection officers hear; who reported has an alert (AL-25)."""
    rows = ComenshaMessage.objects.filter(consent=consent.pk).exclude(what=What.WITHDRAWAL)
    officers = Organisation.objects.filter(people__role=OFFICER, people__is_active=True).distinct()
    told = [
        notices.notice(to=each, role=OFFICER, about=report, case=None, source="AL-25",
                       kind=NoticeKind.COMENSHA_WITHDRAWN, by=by, at=at)
        for report in rows.order_by("report").values_list("report", flat=True).distinct()
        for each in officers.select_related("webhook")
    ]  # fmt: skip
    notices.send(told, by=by, at=at)


def advise(report: ComenshaReport, by: Actor, at: datetime) -> list[str | Promise]:
    """What goes out, in words: the whole of it, so that nobody sends what they have not seen."""
    told = said(report, Case.objects.get(pk=report.case_id), at)
    forms = [str(ExploitationForm(each).label) for each in told["exploitationForms"]]
    age = told["age"]
    years = _("age not known") if age is None else ngettext("%(n)s year old", "%(n)s years old", age) % {"n": age}
    return [
        _("This goes to CoMensha: %(told)s. No name, birth date, V-number or place.")
        % {"told": ", ".join([*forms, str(years), str(Child.Sex(told["sex"]).label), told["nationality"]])}
    ]  # fmt: skip


def act(noun: str, **declared: Any) -> Act:
    """An act under a report."""
    known: dict[str, Any] = {"model": ComenshaMessage, "fields": (), "parent_model": ComenshaReport, "right": WRITES}
    return Act(path=f"{comensha.RESOURCE.path}/{{report}}/{noun}", **(known | declared))


RESOURCE = Resource("cases/{case}/comensha-messages", ComenshaMessage, _("messages to CoMensha"), order="-sent_at")
SEND = act(
    "sendings", label=_("Send to CoMensha"), verb=send, check=check_send, advise=advise, source="INV-27",
    help=_("It is sent as it is now and never changes; it can be corrected afterwards."),
)  # fmt: skip
CORRECT = act(
    "corrections", label=_("Correct and send anew"), verb=correct, model=ComenshaReport,
    fields=("exploitation_forms", "situation"),
    check=check_correct, narrow=comensha.asked, prefill=comensha.told, source="INV-29",
    help=_("Age, sex and nationality are taken anew from the file."),
)  # fmt: skip
# The consent may be withdrawn whatever became of the case; so may the report.
WITHDRAW = act(
    "withdrawals", label=_("Send the withdrawal"), verb=withdraw, check=check_withdraw, source="EC-09",
    when_joined=True, when_closed=True,
    help=_("CoMensha hears that consent for this report was withdrawn, and nothing else."),
)  # fmt: skip
ACTS = (comensha.DRAFT, comensha.CHANGE, SEND, CORRECT, WITHDRAW)
