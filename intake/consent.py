"""Ask a consent for one purpose, in the exact words of a form, and say how far it is (C3.8, INV-27, INV-28, 0031)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import consent_form, majority
from intake.majority import Known
from intake.models import Case, Consent, ConsentStatement, Purpose
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.resources import Resource
from policy.consent import AgeOn, Said, State, state
from policy.dates import term_last_day
from policy.numbers import number

SOURCE = "S001-15"
WRITES = (DataClass.CONSENT, "writes")
# What keeps the same from being asked once more.
OPEN = {
    State.TO_CONFIRM: _("This consent waits for a second person."),
    State.GIVEN: _("This consent was given, and holds."),
    State.REVIEW_DUE: _("This consent is to be reviewed: have it signed anew, or withdrawn."),
}


def age_on(known: Known, day: date) -> int | None:
    """The age as it was known on a day; None when it was not known, or contested that day (EC-27)."""
    then = known.on(day)
    return None if then.leading is None or then.contested else then.leading.age(day)


def ages(case: Case) -> AgeOn:
    known = majority.of_case(case)
    return lambda day: age_on(known, day)


# What of an answer says how far a consent is.
COUNTED = ("id", "consent", "created_at", "corrects", "says", "capacity", "said_on", "evidence")


def counted(rows: Iterable[Mapping[str, Any]]) -> list[Said]:
    """Answers in the order they were recorded, each as it was last put right, in the place of the first of it."""
    by_id = {row["id"]: row for row in sorted(rows, key=lambda row: row["created_at"])}
    later = {row["corrects"]: row for row in by_id.values() if row["corrects"]}
    found = []
    for row in by_id.values():
        if row["corrects"]:
            continue
        while row["id"] in later:
            row = later[row["id"]]
        found.append(Said(row["says"], row["capacity"], row["said_on"], row["evidence"]))
    return found


def said(consent: Consent) -> list[Said]:
    return counted(ConsentStatement.objects.filter(consent=consent.pk).values(*COUNTED))


def state_of(consent: Consent, today: date) -> State:
    return state(consent.purpose, said(consent), ages(consent.case), today)


def last_one(case: Case, purpose: str, shared_with: Any) -> Consent | None:
    """The last time it was asked: an earlier one does not count any more."""
    found = Consent.objects.filter(case=case.pk, purpose=purpose, shared_with=shared_with)
    return found.order_by("-created_at").first()


def counting(case: Case, purpose: str, shared_with: Any, day: date) -> Consent | None:
    """The consent on which something may be done on a day: given, with all that had been said by then (INV-27)."""
    asked = Consent.objects.filter(case=case.pk, purpose=purpose, shared_with=shared_with, explained_on__lte=day)
    row = asked.order_by("-created_at").first()
    if row is None:
        return None
    then = [each for each in said(row) if each.on <= day]
    return row if state(row.purpose, then, ages(row.case), day) is State.GIVEN else None


def refused_on(row: Consent) -> date:
    return max(each.on for each in said(row) if each.says == ConsentStatement.Says.REFUSES)


def may_ask_from(row: Consent) -> date:
    """The last day of the time in which nobody asks again."""
    refused = refused_on(row)
    return term_last_day(refused, days=number("CONSENT_ASKED_AGAIN_DAYS", refused))


def check_not_asked(row: Consent | None, own_wish: bool, today: date) -> None:
    """Not while one holds or runs, and after a refusal only after a time, or by their own wish. Raises RuleBroken."""
    if row is None:
        return
    now = state_of(row, today)
    if now in OPEN:
        raise RuleBroken("consent-open", OPEN[now], SOURCE)
    if now is State.ASKED and said(row):
        raise RuleBroken("consent-open", _("This consent was asked, and an answer is being waited for."), SOURCE)
    if now is State.REFUSED and not own_wish and today <= may_ask_from(row):
        raise RuleBroken(
            "asked-too-soon",
            _("They refused only recently. Ask again later, or when they ask for it themselves."),
            "S001-22",
        )


def check_asked(row: Consent, today: date) -> None:
    """What was explained, by whom and with whose help, fits together. Raises RuleBroken."""
    if row.explained_on > today:
        raise RuleBroken("day-impossible", _("A day on which this was explained lies not in the future."), SOURCE)
    if not row.explained_by:
        raise RuleBroken("not-explained", _("Say who explained it."), SOURCE)
    if row.interpreter_number and not row.interpreter:
        raise RuleBroken("no-interpreter", _("A number belongs to an interpreter: say that there was one."), SOURCE)
    if (row.purpose == Purpose.SHARE_WITH_X) != (row.shared_with is not None):
        raise RuleBroken("with-whom", _("Say with which organisation; for another purpose leave it empty."), "S001-20")


@transaction.atomic
def ask(*, case: Case, purpose: str, explained_on: date, explained_by: str, language: str, form_language: str,
        shared_with: Any = None, interpreter: bool = False, interpreter_number: str = "", own_wish: bool = False,
        timing_note: str = "", by: Actor, at: datetime) -> Consent:  # fmt: skip
    """Ask a consent, in the words that were in force on the day they were explained. Raises RuleBroken."""
    case, today = Case.objects.select_for_update().get(pk=case.pk), day_of(at)
    row = Consent(
        case=case, purpose=purpose, shared_with=shared_with, explained_on=explained_on, language=language,
        explained_by=explained_by.strip(), interpreter=interpreter, interpreter_number=interpreter_number.strip(),
        form_language=form_language, own_wish=own_wish, timing_note=timing_note.strip(),
    )  # fmt: skip
    check_asked(row, today)
    check_not_asked(last_one(case, purpose, shared_with), own_wish, today)
    form = consent_form.in_force(purpose, form_language, explained_on)
    row.form_edition, row.form_text = form.edition, form.text
    return ledger.record(row, by=by, at=at)


def advise(case: Case, by: Actor, at: datetime) -> list[str | Promise]:
    """What whoever asks should know: a no is a good answer."""
    return [_("A refusal is a good answer: it changes nothing in shelter, care or procedure. Ask at a quiet moment.")]


RESOURCE = Resource("cases/{case}/consents", Consent, _("consents"))
ASK = Act(
    path=RESOURCE.path,
    label=_("Ask consent"),
    verb=ask,
    model=Consent,
    fields=("purpose", "shared_with", "explained_on", "explained_by", "language", "interpreter",
            "interpreter_number", "form_language", "timing_note", "own_wish"),
    required=("purpose", "explained_on", "explained_by", "language", "form_language"),
    parent_model=Case,
    right=WRITES,
    advise=advise,
    source=SOURCE,
    help=_("One purpose at a time. What was answered is recorded afterwards, the child's own view first."),
)  # fmt: skip
