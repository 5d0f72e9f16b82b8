"""Raise a signal, from inside a case or from outside, and tell the others in the same transaction (S004-35)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import new_data_key, secret
from intake import closing, family, joined, match, signal_link
from intake.models import Case, Signal
from partners import involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.involving import Opening
from partners.models import NoticeKind, Organisation
from policy.fan_out import must_inform

MATCHER = "nidos.intake"
FIELDS = (
    "kinds", "exploitation_forms", "certainty", "source_step", "summary", "detail", "indicators",
    "place_phase", "place",
)  # fmt: skip
SECTIONS = (
    (_("What it is about"), ("kinds", "exploitation_forms", "certainty", "source_step")),
    (_("What you noticed"), ("summary", "detail", "indicators")),
    (_("When and where"), ("place_phase", "place")),
)


def check_said(kinds: Sequence[str], summary: str) -> None:
    if not kinds or not summary.strip():
        raise RuleBroken(
            "empty-signal", _("Say what the signal is about and summarise it in one sentence."), "S004-35"
        )


@transaction.atomic
def report(*, case: Case, kinds: Sequence[str], summary: str, detail: str = "", certainty: str = "SLIGHT",
           source_step: str = "LATER", exploitation_forms: Sequence[str] = (), place_phase: str = "", place: str = "",
           indicators: Sequence[str] = (), by: Actor, at: datetime) -> Signal:  # fmt: skip
    """Raise a signal about a child whose case the actor sees. Raises RuleBroken."""
    check_said(kinds, summary)
    return raise_in(
        case, kinds=kinds, summary=summary, detail=detail, certainty=certainty, source_step=source_step,
        exploitation_forms=exploitation_forms, place_phase=place_phase, place=place, indicators=indicators,
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def report_from_outside(*, kinds: Sequence[str], summary: str, detail: str = "", certainty: str = "SLIGHT",
                        source_step: str = "LATER", exploitation_forms: Sequence[str] = (), place_phase: str = "",
                        place: str = "", indicators: Sequence[str] = (), v_number: str = "", name: str = "",
                        birth_date: date | None = None, by: Actor, at: datetime) -> Signal:  # fmt: skip
    """Raise a signal about a child named by V-number, or by name and birth date; matching is done inside (C5).

    Without a match the signal waits for Nidos intake, under a data key of its own. Raises RuleBroken.
    """
    check_said(kinds, summary)
    if not v_number and not (name.strip() and birth_date):
        raise RuleBroken("child-not-named", _("Name the child by V-number, or by name and birth date."), "S004-88")
    return raise_in(
        match.one(v_number=v_number, name=name, born=birth_date), kinds=kinds, summary=summary, detail=detail,
        certainty=certainty, source_step=source_step, exploitation_forms=exploitation_forms, place_phase=place_phase,
        place=place, indicators=indicators,
        names_child=" ".join(filter(None, [v_number, name, birth_date.isoformat() if birth_date else ""])),
        by=by, at=at,
    )  # fmt: skip


def raise_in(case: Case | None, *, detail: str, names_child: str = "", by: Actor, at: datetime,
             **known: Any) -> Signal:  # fmt: skip
    """The row, its confidential texts under the key of the child or one of its own, and everybody told of it.

    The case is held: of two in the same minute the second sees the first, and is linked to it (EC-18).
    """
    if case is not None:
        [case] = family.hold(case.pk)
        known["linked_to"] = signal_link.suggestion(case, by.organisation_id, at)
    key = case.data_key if case else new_data_key(uuid4())
    secrets = {name: secret(key, text) for name, text in (("detail", detail), ("names_child", names_child))}
    signal = ledger.record(Signal(case=case, data_key=key, raised_at=at, **known, **secrets), by=by, at=at)
    share(signal, case=case, by=by, at=at)
    return signal


def share(signal: Signal, *, case: Case | None, by: Actor, at: datetime) -> None:
    """Tell everybody who must know, and open the case to the core trio (S004-35, S004-87, INV-04)."""
    tell(signal, raised_by=by.kind, case=case, by=by, at=at)
    if case is not None:
        involve(signal, case, raised_by=by.organisation_id, by=by, at=at)


def tell(signal: Signal, *, raised_by: str, case: Case | None, by: Actor, at: datetime) -> None:
    """One notice to each organisation that must hear of it; whoever there sees the case sees the notice (EC-18).

    A signal without a case goes to Nidos intake, which matches it, and not to everybody at Nidos.
    """
    told, matches = must_inform(raised_by), {"NIDOS"} if case is None else set()
    for role, kinds in ((MATCHER, matches.intersection(told)), ("", set(told) - matches)):
        notices.tell(
            kinds=kinds, about=signal.id, kind=NoticeKind.SIGNAL if case else NoticeKind.SIGNAL_UNMATCHED,
            case=case.id if case else None, role=role, source="S004-35", by=by, at=at,
        )  # fmt: skip
    if case is not None:
        family.tell_siblings(case, by=by, at=at)


def involve(signal: Signal, case: Case, *, raised_by: UUID | None, by: Actor, at: datetime) -> None:
    """The event "signal raised" of the table in C5; a closed case goes on with it (C3.13)."""
    involving.involve_each(
        Opening(Ground.OWN_SIGNAL, organisation=raised_by),
        Opening(Ground.SIGNAL, ("NIDOS",), role="nidos.intake"),
        Opening(Ground.SIGNAL, ("AVIM", "IND")),
        case=case.id, number=case.number, by=by, at=at, about=signal.id,
    )  # fmt: skip
    closing.reopen_by(signal, case, by=by, at=at)


def check_assign(signal: Signal, by: Actor, at: datetime) -> None:
    if by.role != MATCHER:
        raise RuleBroken("only-intake", _("Nidos intake matches signals from outside."), "S004-92")
    if signal.case_id or signal.status == Signal.Status.WRONG_CHILD:
        raise RuleBroken("already-matched", _("This signal already belongs to a case, or was withdrawn."), "S004-92")


@transaction.atomic
def assign(*, signal: Signal, case: Case, by: Actor, at: datetime) -> Signal:
    """Nidos intake says which child a signal from outside is about. It joins that case, or the one in which that case
    goes on. Raises RuleBroken."""
    family.hold(case.pk)
    signal = Signal.objects.select_for_update().get(pk=signal.pk)
    check_assign(signal, by, at)
    signal.case = case = joined.surviving(case)
    signal.linked_to = signal_link.suggestion(case, signal.created_by_organisation, at)
    ledger.record(signal, by=by, at=at)
    raised_by = Organisation.objects.get(id=signal.created_by_organisation)
    involve(signal, case, raised_by=raised_by.id, by=by, at=at)
    tell(signal, raised_by=raised_by.kind, case=case, by=by, at=at)
    return signal


HELP = _(
    "The slightest suspicion is enough, at any moment. The others are told at once; who reads the detail is decided "
    "by role. No names or addresses in the summary, nor an address as the place."
)
REPORT = Act(
    path="cases/{case}/signals",
    label=_("Raise a signal"),
    verb=report,
    model=Signal,
    fields=FIELDS,
    sections=SECTIONS,
    parent_model=Case,
    right=(DataClass.SIGNAL, "writes"),
    advise=signal_link.advise,
    when_closed=True,
    source="S004-35",
    help=HELP,
)  # fmt: skip
# For the caseworker's door; the API takes the child's names beside these fields (intake/api/signals.py).
OUTSIDE = Act(
    path="signals",
    label=_("Raise a signal from outside"),
    verb=report_from_outside,
    model=Signal,
    fields=FIELDS,
    sections=SECTIONS,
    right=(DataClass.SIGNAL, "writes"),
    source="S004-88",
    help=HELP,
)
