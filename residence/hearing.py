"""IND plans a hearing: the first one once the child has rested and waited, or when five things allow it (INV-14)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import majority
from intake.models import Case
from partners import notices
from partners.actors import Actor
from partners.acts import Act, Group
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.models import Notice, NoticeKind, Organisation
from policy.clocks import suggested_working_day
from residence import deviation as deviations
from residence import hearing_mode
from residence import wait as waits
from residence.models import Hearing, HearingDeviation
from residence.wait import Wait
from shelter import whereabouts

FIELDS = ("type", "planned_on", "mode")


def planned_first(case: Case) -> Hearing | None:
    """The first hearing that is planned and not yet held."""
    rows = case.hearings.filter(type=Hearing.Type.FIRST, held_on=None, replaced_on=None)
    return rows.select_related("deviation").first()


def earliest(case: Case, today: date) -> date | None:
    """The first day from today on for which a first hearing can be planned; None: not plannable yet (T-03)."""
    wait = waits.of_case(case)
    return max(today, wait.earliest or today) if wait.plannable else None


def in_conflict(hearing: Hearing, wait: Wait) -> bool:
    """Whether a planned first hearing falls inside the wait by now, without a deviation; it stays, marked (INV-14)."""
    is_open = hearing.held_on is None and hearing.replaced_on is None
    first = hearing.type == Hearing.Type.FIRST
    return first and is_open and not wait.allows(hearing.planned_on) and not hasattr(hearing, "deviation")


def check(case: Case, by: Actor, at: datetime) -> None:
    if by.kind != "IND":
        raise RuleBroken("only-ind", _("Only IND plans hearings."), "S004-47")


def check_plannable(wait: Wait) -> None:
    if not wait.plannable:
        raise RuleBroken(
            "hearing-not-plannable",
            _("The child waits for a place in protected shelter; a first hearing can be planned once it is there."),
            "S004-72",
        )


def check_wait(wait: Wait, planned_on: date) -> None:
    """After rest and after three months, with the first day that can be as the answer. Raises RuleBroken."""
    day = wait.earliest
    if day is None or wait.allows(planned_on):
        return
    resting = _(
        "The child is still resting: a first hearing may be planned from %(day)s on; first working day: %(work)s."
    )
    waiting = _("Three months must pass: a first hearing may be planned from %(day)s on; first working day: %(work)s.")
    sentence = resting if wait.source == "S004-45" else waiting
    words = {"day": date_format(day), "work": date_format(suggested_working_day(day))}
    raise RuleBroken("hearing-too-early", sentence % words, wait.source)


def check_first(case: Case, planned_on: date, given: Mapping[str, Any], *, is_minor: bool) -> None:
    """The rules for a first hearing. Raises RuleBroken."""
    if case.hearings.filter(type=Hearing.Type.FIRST, held_on__isnull=False).exists():
        raise RuleBroken("already-held", _("The first hearing has been held; plan a further one."), "S004-47")
    wait = waits.of_case(case)
    check_plannable(wait)
    if given:
        deviations.check(given, is_minor=is_minor)
    else:
        check_wait(wait, planned_on)


@transaction.atomic
def plan(*, case: Case, type: str = "FIRST", planned_on: date, mode: str = "",
         deviation: Mapping[str, Any] | None = None, by: Actor, at: datetime) -> Hearing:  # fmt: skip
    """Plan a hearing; a new plan for the first one takes the place of the old. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    if planned_on < day_of(at):
        raise RuleBroken("planned-in-past", _("A hearing is planned for today or later."), "S004-47")
    known = majority.of_case(case)
    mode = hearing_mode.chosen(known, planned_on, mode)
    given = deviations.given(deviation)
    if type == Hearing.Type.FIRST:
        check_first(case, planned_on, given, is_minor=majority.is_minor(known, day_of(at)))
        replace_planned(case, by=by, at=at)
    elif given:
        raise RuleBroken(
            "nothing-to-deviate", _("Only a first hearing waits; a further one needs no deviation."), "INV-14"
        )
    row = ledger.record(Hearing(case=case, type=type, planned_on=planned_on, mode=mode), by=by, at=at)
    if given:
        ledger.record(HearingDeviation(case=case, hearing=row, **given), by=by, at=at)
    if type == Hearing.Type.FIRST:
        tell(row, NoticeKind.HEARING_PLANNED, "S004-47", by=by, at=at)
    return row


def replace_planned(case: Case, *, by: Actor, at: datetime) -> None:
    old = planned_first(case)
    if old is not None:
        old.replaced_on = day_of(at)
        ledger.record(old, by=by, at=at)
        notices.settle(about=old.id, kind=NoticeKind.HEARING_CONFLICT, by=by, at=at)


def tell(hearing: Hearing, kind: NoticeKind, source: str, *, by: Actor, at: datetime) -> None:
    """The guardian and the house the child lives in."""
    what = {"about": hearing.id, "kind": kind, "case": hearing.case_id, "source": source, "by": by, "at": at}
    house = whereabouts.provider(hearing.case, at)
    notices.tell(kinds=("NIDOS",), role="nidos.guardian", also=house and house.pk, **what)


def warn_of_conflict(case: Case, *, by: Actor, at: datetime) -> None:
    """Tell IND and the guardian, once for each plan, that the first hearing now falls inside the wait (AL-09)."""
    hearing = planned_first(case)
    if hearing is None or not in_conflict(hearing, waits.of_case(case)):
        return
    if Notice.objects.filter(about=hearing.id, kind=NoticeKind.HEARING_CONFLICT).exists():
        return
    told = [
        notices.notice(to=receiver, role="nidos.guardian" if receiver.kind == "NIDOS" else "", about=hearing.id,
                       kind=NoticeKind.HEARING_CONFLICT, case=case.id, source="AL-09", by=by, at=at)
        for receiver in Organisation.objects.filter(kind__in=("IND", "NIDOS")).select_related("webhook")
    ]  # fmt: skip
    notices.send(told, by=by, at=at)


PLAN = Act(
    path="cases/{case}/hearings",
    label=_("Plan a hearing"),
    verb=plan,
    model=Hearing,
    fields=FIELDS,
    groups=(
        Group("deviation", HearingDeviation, deviations.FIELDS, _("Earlier than the wait allows"), required=False),
    ),
    parent_model=Case,
    right=(DataClass.HEARING, "writes"),
    check=check,
    source="S004-47",
)
