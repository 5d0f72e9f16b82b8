"""Record what was given of a child to somebody outside its case, end it early, and put it right (S001-20, S001-21).

What was given went by letter or by telephone: recording it gives nobody access here, and tells nobody (0034).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import consent, correction_told
from intake.models import Case, Consent, Disclosure, Purpose, Referral
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Organisation
from partners.resources import Resource
from policy.referral import target, too_much

SOURCE = "S001-20"
WRITES = (DataClass.DISCLOSURE, "writes")
WEIGHED = ("necessity", "proportionality", "subsidiarity")
SAID = ("organisation", "organisation_name", "recipient", "data_classes", "purpose", "basis", *WEIGHED, "given_on",
        "expires_on")  # fmt: skip
# A list of codes that may not be empty says so itself.
REQUIRED = ("recipient", "purpose", "basis", "given_on", "expires_on")


def check_said(row: Disclosure, today: date) -> None:
    """To whom, what and when fit together. Raises RuleBroken."""
    if (row.organisation is None) == (not row.organisation_name):
        raise RuleBroken("to-whom", _("Name one organisation: choose it, or write its name."), SOURCE)
    if not row.recipient:
        raise RuleBroken("to-whom", _("Say who received it."), SOURCE)
    if not row.data_classes:
        raise RuleBroken("nothing-given", _("Say what was given."), SOURCE)
    if not row.case.arrived_on <= row.given_on <= today:
        raise RuleBroken("day-impossible", _("It was given after the arrival and not later than today."), SOURCE)
    if row.expires_on < row.given_on:
        raise RuleBroken("day-impossible", _("It may be kept until a day after it was given."), SOURCE)


def check_within(kind: str, classes: Sequence[str]) -> None:
    """No more goes along with a referral than its purpose asks. Raises RuleBroken."""
    if too_much(kind, classes):
        labels = dict(DataClass.choices)
        may = "; ".join(str(labels[code]) for code in target(kind).gives)
        sentence = _("With a referral to this organisation no more is given than: %(classes)s.")
        raise RuleBroken("more-than-asked", sentence % {"classes": may}, "S000-41")


def check_referral(old: Disclosure, row: Disclosure) -> None:
    """What went along with a referral is put right within it: to the same receiver, and no more. Raises RuleBroken."""
    first = old
    while first.corrects is not None:
        first = first.corrects
    if not Referral.objects.filter(disclosure=first.pk).exists():
        return
    if row.organisation != first.organisation or first.organisation is None:
        raise RuleBroken("another-receiver", _("This went along with a referral: its receiver stays the same."),
                         "S000-41")  # fmt: skip
    check_within(first.organisation.kind, row.data_classes)


def rests_on(row: Disclosure) -> Consent | None:
    """The consent that was given for this receiver on that day; without one, three answers. Raises RuleBroken."""
    if row.basis == Disclosure.Basis.CONSENT:
        found = consent.counting(row.case, Purpose.SHARE_WITH_X, row.organisation, row.given_on)
        if found is None:
            raise RuleBroken(
                "no-consent",
                _("There was no consent on that day to share it with this organisation. Ask it first; if it could not "
                  "wait, say why it went without."),
                "INV-27",
            )  # fmt: skip
        return found
    if not all(getattr(row, name) for name in WEIGHED):
        raise RuleBroken("not-weighed", _("Without consent, answer all three questions."), "S001-21")
    return None


def written(case: Case, said: dict[str, Any], **more: Any) -> Disclosure:
    """The row as it was said, its reasons under the key of the child."""
    texts = {name: str(said.get(name) or "").strip() for name in (*WEIGHED, "organisation_name", "recipient")}
    kept = {name: secret(case.data_key, texts[name]) for name in WEIGHED}
    return Disclosure(case=case, **said | texts | kept, **more)


@transaction.atomic
def record(*, case: Case, recipient: str, data_classes: Sequence[str], purpose: str, basis: str, given_on: date,
           expires_on: date, organisation: Organisation | None = None, organisation_name: str = "",
           necessity: str = "", proportionality: str = "", subsidiarity: str = "", by: Actor,
           at: datetime) -> Disclosure:  # fmt: skip
    """Record what was given, with the case held: no consent is withdrawn meanwhile. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    row = written(case, {
        "organisation": organisation, "organisation_name": organisation_name, "recipient": recipient,
        "data_classes": list(data_classes), "purpose": purpose, "basis": basis, "given_on": given_on,
        "expires_on": expires_on, "necessity": necessity, "proportionality": proportionality,
        "subsidiarity": subsidiarity,
    })  # fmt: skip
    check_said(row, day_of(at))
    row.consent = rests_on(row)
    return ledger.record(row, by=by, at=at)


def check_newest(disclosure: Disclosure) -> None:
    """Raises RuleBroken."""
    if Disclosure.objects.filter(corrects=disclosure.pk).exists():
        raise RuleBroken("corrected-already", _("This was corrected already: correct the newer one."), "INV-41")


def check_end(disclosure: Disclosure, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    check_newest(disclosure)
    if disclosure.ended_on is not None or disclosure.expires_on < day_of(at):
        raise RuleBroken("ended-already", _("This has ended already."), SOURCE)


@transaction.atomic
def end(*, disclosure: Disclosure, ended_on: date, end_reason: str, by: Actor, at: datetime) -> Disclosure:
    """The receiver gave it back, or destroyed it, before it had to. Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=disclosure.case_id)
    row = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    check_end(row, by, at)
    if not row.given_on <= ended_on <= day_of(at):
        raise RuleBroken("day-impossible", _("It ended after it was given and not later than today."), SOURCE)
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say why it ended."), SOURCE)
    row.ended_on, row.end_reason = ended_on, end_reason.strip()
    return ledger.record(row, by=by, at=at, reason=row.end_reason)


def check_correct(disclosure: Disclosure, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    check_newest(disclosure)


def as_recorded(disclosure: Disclosure, by: Actor, at: datetime) -> dict[str, Any]:
    return {name: getattr(disclosure, name) for name in SAID} | {n: str(getattr(disclosure, n)) for n in WEIGHED}


@transaction.atomic
def correct(*, disclosure: Disclosure, correction_reason: str, by: Actor, at: datetime, **said: Any) -> Disclosure:
    """What was recorded wrongly, as a new row in its place under the same rules; an end stays. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=disclosure.case_id)
    old = Disclosure.objects.get(pk=disclosure.pk)
    check_newest(old)
    if not correction_reason.strip():
        raise RuleBroken("no-reason", _("Say why this changes."), "INV-41")
    row = written(case, as_recorded(old, by, at) | said, corrects=old, correction_reason=correction_reason.strip(),
                  ended_on=old.ended_on, end_reason=old.end_reason)  # fmt: skip
    check_said(row, day_of(at))
    check_referral(old, row)
    if row.ended_on is not None and row.ended_on < row.given_on:
        raise RuleBroken("day-impossible", _("It ended after it was given and not later than today."), SOURCE)
    row.consent = rests_on(row)
    ledger.record(row, by=by, at=at, reason=row.correction_reason)
    correction_told.tell(row, DataClass.DISCLOSURE, by=by, at=at)
    return row


def advise(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    """What whoever gives something out should think of first."""
    return [_("Give no more than the receiver needs. The child reads in its own log to whom it was given, and why.")]


RESOURCE = Resource("cases/{case}/disclosures", Disclosure, _("disclosures"), order="-given_on")
SECTIONS = (
    (_("To whom, what and what for"), ("organisation", "organisation_name", "recipient", "data_classes", "purpose")),
    (_("When"), ("given_on", "expires_on")),
    (_("On which basis"), ("basis", *WEIGHED)),
)
RECORD = Act(
    path=RESOURCE.path,
    label=_("Record what was given to others"),
    verb=record,
    model=Disclosure,
    fields=SAID,
    required=REQUIRED,
    parent_model=Case,
    right=WRITES,
    advise=advise,
    sections=SECTIONS,
    source=SOURCE,
    help=_("What somebody outside the case got to know of the child, by letter, mail or telephone. It gives nobody "
           "access here."),
)  # fmt: skip
END = Act(
    path=f"{RESOURCE.path}/{{disclosure}}/ends",
    label=_("End early"),
    verb=end,
    model=Disclosure,
    fields=("ended_on", "end_reason"),
    required=("ended_on", "end_reason"),
    parent_model=Disclosure,
    right=WRITES,
    check=check_end,
    source=SOURCE,
)
CORRECT = Act(
    path=f"{RESOURCE.path}/{{disclosure}}/corrections",
    label=_("Correct"),
    verb=correct,
    model=Disclosure,
    fields=(*SAID, "correction_reason"),
    required=("correction_reason",),
    parent_model=Disclosure,
    right=WRITES,
    check=check_correct,
    prefill=as_recorded,
    sections=(*SECTIONS, (_("Why"), ("correction_reason",))),
    source="INV-41",
)
ACTS = (RECORD, END, CORRECT)
