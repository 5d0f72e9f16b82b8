"""Nidos closes a case once nothing runs in it (C3.13): closing must never be how a child is lost from sight."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import Secret
from intake import closing, completion, family, joined, majority, merge
from intake.closing import SOURCE
from intake.models import Case, Closing, Signal
from partners import closed_case, involvement
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import INVOLVES_NOBODY_ELSE
from partners.models import Involvement, NoticeKind, Organisation
from residence import ex_officio, guardianship
from shelter import care, indication, rest, whereabouts
from shelter.models import Indication


def guardian_runs(case: Case, at: datetime) -> bool:
    known = guardianship.current(case)
    return known is not None and guardianship.is_active(known, majority.of_case(case), day_of(at))


def is_minor(case: Case, at: datetime) -> bool:
    return majority.is_minor(majority.of_case(case), day_of(at))


def is_placed(case: Case, at: datetime) -> bool:
    """Also when the stay only begins later, or the child is still on its way to it."""
    return case.placements.filter(Q(ends_at=None) | Q(ends_at__gt=at)).exists() or whereabouts.has_journey(case)


def waits_for_a_place(case: Case, at: datetime) -> bool:
    """A decision that protects the child, on which it was never placed."""
    known = indication.current(case)
    if known is None or known.outcome == Indication.Outcome.NOT_NEEDED:
        return False
    return not case.placements.filter(Q(ends_at=None) | Q(ends_at__gte=known.created_at)).exists()


def hearing_waits(case: Case, at: datetime) -> bool:
    return case.hearings.filter(held_on=None, replaced_on=None, planned_on__gte=day_of(at)).exists()


def rests(case: Case, at: datetime) -> bool:
    known = rest.of_case(case)
    return known is not None and rest.is_running(known, known.extensions.all(), day_of(at))


def signal_waits(case: Case, at: datetime) -> bool:
    """Of whichever file of the child: one that nobody assessed, that is watched, leads to a decision nobody took, or
    was heard in a talk and not raised yet."""
    rows = joined.signals(case)
    waits = rows.filter(status__in=(Signal.Status.SHARED, Signal.Status.MONITOR)).exists()
    leads = rows.filter(status=Signal.Status.LEADS_TO_INDICATION).exists()
    return waits or completion.to_be_raised(case) or (leads and indication.current(case) is None)


def joining_waits(case: Case, at: datetime) -> bool:
    return merge.pending().filter(Q(case=case) | Q(into=case)).exists()


@dataclass(frozen=True)
class Matter:
    """Something that may still run in a case: how to know, and what is said as long as it does."""

    runs: Callable[[Case, datetime], bool]
    refusal: Callable[[], RuleBroken]


# Everything that keeps a case open, in the order in which it is said. What comes to run in a case is one line here.
MATTERS: tuple[Matter, ...] = (
    Matter(guardian_runs, lambda: RuleBroken(
        "guardianship-open", _("Guardianship still runs: it ends by itself on the eighteenth birthday."), SOURCE)),
    Matter(is_minor, lambda: RuleBroken(
        "still-minor", _("The child counts as a minor: ask for guardianship. The case stays open as long as nobody "
                         "has charge of the child."), "S004-58")),
    Matter(lambda case, at: whereabouts.is_absent(case), lambda: RuleBroken(
        "absence-open", _("The child is missing: the case stays open as long as it is looked for."), SOURCE)),
    Matter(lambda case, at: care.is_running(case.pk), lambda: RuleBroken(
        "care-open", _("Care is coordinated: end that first, or wait until the young adult has moved on."), SOURCE)),
    Matter(is_placed, lambda: RuleBroken(
        "still-placed", _("The child still has a place: it must have left before the case is closed."), "INV-09")),
    Matter(waits_for_a_place, lambda: RuleBroken(
        "waits-for-a-place", _("The child waits for a place: place it, or decide that protected shelter is not "
                               "needed."), "C3.3")),
    Matter(hearing_waits, lambda: RuleBroken(
        "hearing-planned", _("A hearing is planned: the case stays open until then."), "C3.5")),
    Matter(rests, lambda: RuleBroken(
        "rest-running", _("The child still rests: the case stays open until rest has ended."), "S004-45")),
    Matter(signal_waits, lambda: RuleBroken(
        "signal-open", _("A signal still asks for something: assess it, decide on it, or raise what a talk brought "
                         "up."), "C3.2")),
    Matter(ex_officio.is_undetermined, lambda: RuleBroken(
        "test-undetermined", _("The ex-officio test on trafficking has no outcome yet: IND and police answer it "
                               "first."), "AL-15")),
    Matter(joining_waits, lambda: RuleBroken(
        "joining-asked", _("It is asked to join this case with another one: that is decided first."), "AL-31")),
)  # fmt: skip


def check(case: Case, by: Actor, at: datetime) -> None:
    """Nidos, of an open case in which nothing runs. Raises RuleBroken."""
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Only Nidos closes a case."), "S004-10")
    if closing.current(case) is not None:
        raise RuleBroken("already-closed", _("This case is closed already."), SOURCE)
    for matter in MATTERS:
        if matter.runs(case, at):
            raise matter.refusal()


@transaction.atomic
def close(*, case: Case, reason: str, by: Actor, at: datetime) -> Closing:
    """Close it, with a reason: what was for the work on it ends, and who saw it is told. Raises RuleBroken."""
    [case] = family.hold(case.pk)
    check(case, by, at)
    closing.check_reason(reason)
    row = Closing(case=case, closed_on=day_of(at), reason=Secret(case.data_key, text=reason.strip()))
    ledger.record(row, by=by, at=at)
    seen_by = involved(case, at)
    closed_case.shut(case=case.pk, number=case.number, files=joined.files(case), by=by, at=at)
    announce(row, seen_by, by=by, at=at)
    return row


def involved(case: Case, at: datetime) -> set[tuple[Organisation, str]]:
    """The organisations that see the case, and by which of their roles; no role: by any."""
    rows = Involvement.objects.open(at).filter(case_id=case.pk).exclude(ground__in=INVOLVES_NOBODY_ELSE)
    found = {(row.organisation, row.role) for row in rows.select_related("organisation__webhook")}
    whole = {organisation for organisation, role in found if not role}
    return {(organisation, role) for organisation, role in found if not role or organisation not in whole}


def announce(row: Closing, seen_by: set[tuple[Organisation, str]], *, by: Actor, at: datetime) -> None:
    """Who keeps the case in sight hears it there; of the others exactly the roles that saw it, without the case."""
    keep = set(involvement.organisations(row.case_id, at))
    others = sorted((pair for pair in seen_by if pair[0] not in keep), key=lambda pair: (pair[0].code, pair[1]))
    receivers = [(each, "", row.case_id) for each in keep] + [(each, role, None) for each, role in others]
    closing.tell(row, NoticeKind.CASE_CLOSED, receivers, by=by, at=at)


CLOSE = Act(
    path="cases/{case}/closings",
    label=_("Close the case"),
    verb=close,
    model=Closing,
    fields=("reason",),
    parent_model=Case,
    right=(DataClass.CLOSING, "writes"),
    check=check,
    source=SOURCE,
    help=_("Nobody does anything in a closed case any more, and it asks nothing of anybody. Nidos intake still finds "
           "it; a new signal opens it again by itself, and so can Nidos. Everybody who sees it is told."),
)  # fmt: skip
