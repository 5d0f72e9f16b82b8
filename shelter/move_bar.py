"""Guardian or mentor says until when a child should not be moved; who moves it all the same says why (S004-18)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners import notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import NoticeKind
from shelter.models import MoveBar
from shelter.models.move_bar import MoveBarQuerySet

SOURCE = "S004-18"
SAYS = ("nidos.guardian", "bo_provider.mentor")


def bars(case: Case, at: datetime) -> MoveBarQuerySet:
    """What keeps the child where it is on that day."""
    return MoveBar.objects.on(day_of(at)).filter(case=case)


def check(case: Case, bar_reason: str, at: datetime) -> bool:
    """Whether the child should stay where it is on that day; then a reason is asked. Raises RuleBroken."""
    last = bars(case, at).order_by("-until").values_list("until", flat=True).first()
    if last is not None and not bar_reason.strip():
        said = _("This child should not be moved up to and with %(day)s: say why it is moved all the same.")
        raise RuleBroken("not-to-be-moved", said % {"day": date_format(last, "j F Y")}, SOURCE)
    return last is not None


def tell(case: Case, about: UUID, *, by: Actor, at: datetime) -> None:
    """The guardian hears that the child is moved all the same."""
    notices.tell(kinds=("NIDOS",), role="nidos.guardian", about=about, kind=NoticeKind.MOVE_ALL_THE_SAME, case=case.pk,
                 source=SOURCE, by=by, at=at)  # fmt: skip


def advise(case: Case, at: datetime) -> list[Promise]:
    """What whoever moves the child should know."""
    said = _("Guardian or mentor said that this child should not be moved up to and with %(day)s (%(kind)s).")
    return [
        said % {"day": date_format(row.until, "j F Y"), "kind": row.get_kind_display()} for row in bars(case, at)
    ]  # fmt: skip


def check_says(by: Actor) -> None:
    if by.role not in SAYS:
        raise RuleBroken("not-yours-to-say", _("Guardian or mentor say that a child should stay."), SOURCE)


def check_bar(case: Case, by: Actor, at: datetime) -> None:
    check_says(by)


@transaction.atomic
def bar(*, case: Case, kind: str, until: date, by: Actor, at: datetime) -> MoveBar:
    """Say that the child should not be moved, from today up to and with a day. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_bar(case, by, at)
    if until < day_of(at):
        raise RuleBroken("already-over", _("Name a day that is not over yet."), SOURCE)
    return ledger.record(MoveBar(case=case, kind=kind, begins_on=day_of(at), until=until), by=by, at=at)


def check_lift(bar: MoveBar, by: Actor, at: datetime) -> None:
    check_says(by)
    if bar.lifted_on is not None or bar.until < day_of(at):
        raise RuleBroken("already-over", _("This is over already."), SOURCE)


@transaction.atomic
def lift(*, bar: MoveBar, by: Actor, at: datetime) -> MoveBar:
    """It no longer holds. Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=bar.case_id)
    row = MoveBar.objects.select_for_update().get(pk=bar.pk)
    check_lift(row, by, at)
    row.lifted_on = day_of(at)
    return ledger.record(row, by=by, at=at)


BAR = Act(
    path="cases/{case}/move-bars",
    label=_("Should not be moved now"),
    verb=bar,
    model=MoveBar,
    fields=("kind", "until"),
    required=("kind", "until"),
    parent_model=Case,
    right=(DataClass.TRANSFER, "writes"),
    check=check_bar,
    source=SOURCE,
    help=_("COA sees this when it plans a move. Say only of what kind the reason is, and nothing medical."),
)
LIFT = Act(
    path="cases/{case}/move-bars/{bar}/endings",
    label=_("May be moved again"),
    verb=lift,
    model=MoveBar,
    fields=(),
    parent_model=MoveBar,
    right=(DataClass.TRANSFER, "writes"),
    check=check_lift,
    source=SOURCE,
)
