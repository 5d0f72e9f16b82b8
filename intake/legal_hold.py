"""Keep a file although its term may have run out: set and lifted by somebody, with a reason (B-24)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import family, joined
from intake.models import Case, LegalHold
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken

SOURCE = "B-24"
DECIDES = (DataClass.RETENTION, "decides")


def check_words(words: str) -> None:
    if not words.strip():
        raise RuleBroken("no-reason", _("Say why."), SOURCE)


def check_person(by: Actor) -> None:
    """Whoever decides about a whole file is known by name. Raises RuleBroken."""
    if by.person_id is None:
        raise RuleBroken("no-person", _("This is for a person who is registered here by name and number."), SOURCE)


@transaction.atomic
def hold(*, case: Case, reason: str, review_on: date | None = None, by: Actor, at: datetime) -> LegalHold:
    """Keep the whole file of this child until somebody lifts this. Raises RuleBroken."""
    check_person(by)
    check_words(reason)
    if review_on is not None and review_on <= day_of(at):
        raise RuleBroken("in-the-past", _("Choose a day after today to look again."), SOURCE)
    [case] = family.hold(joined.surviving(case).pk)
    row = LegalHold(case=case, reason=secret(case.data_key, reason), review_on=review_on)
    return ledger.record(row, by=by, at=at)


def check_lift(legal_hold: LegalHold, by: Actor, at: datetime) -> None:
    check_person(by)
    if legal_hold.lifted_at is not None:
        raise RuleBroken("already-lifted", _("This was lifted already."), SOURCE)


@transaction.atomic
def lift(*, legal_hold: LegalHold, lift_reason: str, by: Actor, at: datetime) -> LegalHold:
    """The file is kept no longer than its terms ask. Raises RuleBroken."""
    family.hold(legal_hold.case_id)
    row = LegalHold.objects.select_related("case").get(pk=legal_hold.pk)
    check_lift(row, by, at)
    check_words(lift_reason)
    row.lift_reason = secret(row.case.data_key, lift_reason)
    row.lifted_at, row.lifted_by = at, by.person_id
    return ledger.record(row, by=by, at=at)


def any_case(parent: None, by: Actor, at: datetime) -> QuerySet[Case]:
    return Case.objects.all()


HOLD = Act(
    path="legal-holds",
    label=_("Keep a file despite its term"),
    verb=hold,
    model=LegalHold,
    fields=("case", "reason", "review_on"),
    right=DECIDES,
    choices={"case": any_case},
    source=SOURCE,
    help=_("For a complaint, a claim, a search or an investigation. Nobody can destroy the file until somebody lifts "
           "this, whatever its terms say."),
)  # fmt: skip
LIFT = Act(
    path="legal-holds/{legal_hold}/liftings",
    label=_("Lift"),
    verb=lift,
    model=LegalHold,
    fields=("lift_reason",),
    required=("lift_reason",),
    parent_model=LegalHold,
    right=DECIDES,
    check=check_lift,
    source=SOURCE,
    help=_("From then on only the terms say how long the file is kept."),
)
ACTS = (HOLD, LIFT)
