"""Nidos decides whether a child needs protected shelter, and informs COA of the decision (S004-36, B-10)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake import joined, signal_assessment, signal_correction
from intake.models import Case, Signal, SignalQuerySet
from partners import involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind
from policy.fan_out import INFORMS_COA
from shelter import whereabouts
from shelter.models import Indication

FIELDS = ("outcome", "ground", "reasons", "child_view", "family_involved", "consulted")
COA_ROLE = "coa.placement"


def in_force(case: Case) -> QuerySet[Indication]:
    """The decision that counts now, if there is one."""
    return case.indications.filter(ended_on=None)


def current(case: Case) -> Indication | None:
    return in_force(case).first()


def counted(case: Case) -> SignalQuerySet:
    """The signals a decision can rest on: not those that were not substantiated, merged or about another child."""
    return joined.signals(case).open()


def check(case: Case, by: Actor, at: datetime) -> None:
    """Only Nidos decides, and whatever screening or categories say never stands in the way (INV-20)."""
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Only Nidos decides whether a child needs protected shelter."), "S004-36")


def check_decision(case: Case, outcome: str, ground: str, reasons: str, at: datetime) -> None:
    """Reasons always; on the ground of trafficking a signal, however slight; no end to a stay. Raises RuleBroken."""
    if not reasons.strip():
        raise RuleBroken("no-reasons", _("Say why Nidos decides this."), "S004-36")
    needed = outcome != Indication.Outcome.NOT_NEEDED
    if needed and ground == Indication.Reason.TRAFFICKING and not counted(case).exists():
        raise RuleBroken(
            "no-signal",
            _("There is no signal of trafficking yet: record one, the slightest suffices, or choose another ground."),
            "B-10",
        )
    stay = whereabouts.current(case, at)
    if not needed and stay is not None and stay.location.type.needs_indication:
        raise RuleBroken(
            "in-protected-shelter",
            _("The child lives in protected shelter: the case consultation (COBO) first decides where it goes next."),
            "S004-52",
        )


@transaction.atomic
def decide(*, case: Case, outcome: str, ground: str, reasons: str, child_view: str = "", family_involved: str = "",
           consulted: Sequence[str] = (), by: Actor, at: datetime) -> Indication:  # fmt: skip
    """Decide, with the child and where it can be with its family (S000-40).

    It rests on every signal that counts now, and ends the previous one.
    With that the signals lead to an indication; when none is needed they stay to be assessed. Raises RuleBroken.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check(case, by, at)
    check_decision(case, outcome, ground, reasons, at)
    end_current(case, by=by, at=at)
    signals = list(counted(case))
    row = Indication(
        case=case, outcome=outcome, ground=ground, reasons=secret(case.data_key, reasons),
        child_view=secret(case.data_key, child_view), family_involved=family_involved,
        consulted=list(consulted), rests_on=[str(signal.id) for signal in signals], decided_on=day_of(at),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    if outcome != Indication.Outcome.NOT_NEEDED:
        signal_assessment.lead_to_indication(signals, by=by, at=at)
    return row


def end_current(case: Case, *, by: Actor, at: datetime) -> None:
    """End the decision that counted, and with it what it opened for COA (C5)."""
    old = current(case)
    if old is None:
        return
    old.ended_on = day_of(at)
    ledger.record(old, by=by, at=at)
    involving.close(case.id, ground=Ground.INDICATION, by=by, at=at, about=old.id)


def check_inform(case: Case, by: Actor, at: datetime) -> None:
    """Only Nidos informs COA, once for each decision (INV-05). Raises RuleBroken."""
    if by.kind != INFORMS_COA:
        raise RuleBroken("only-nidos", _("Only Nidos informs COA of an indication."), "INV-05")
    known = current(case)
    if known is None:
        raise RuleBroken("no-indication", _("Nidos has not decided on an indication yet."), "INV-05")
    if known.coa_informed_at is not None:
        raise RuleBroken("already-informed", _("COA has already been informed of this decision."), "INV-05")


@transaction.atomic
def inform_coa(*, case: Case, by: Actor, at: datetime) -> Indication:
    """Inform COA of the decision, NOT_NEEDED included; COA becomes involved (INV-05). Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_inform(case, by, at)
    row = case.indications.get(ended_on=None)
    row.coa_informed_at = at
    ledger.record(row, by=by, at=at)
    involving.involve_kinds("COA", case=case.id, number=case.number, ground=Ground.INDICATION, role=COA_ROLE,
                            about=row.id, by=by, at=at)  # fmt: skip
    notices.tell(kinds=("COA",), about=row.id, kind=NoticeKind.INDICATION, case=case.id, source="INV-05",
                 role=COA_ROLE, by=by, at=at)  # fmt: skip
    return row


def supports(signal: Signal, by: Actor) -> bool:
    """Whether the decision that counts now rests on it, for who may know."""
    known = Indication.objects.filter(case=signal.case_id, ended_on=None).first()
    return by.kind == "NIDOS" and known is not None and str(signal.pk) in known.rests_on


def advise_correction(signal: Signal, by: Actor, at: datetime) -> list[Promise]:
    """What Nidos does with a decision that rests on a withdrawn signal is for Nidos to say (EC-63)."""
    if not supports(signal, by):
        return []
    return [_("The indication that counts now rests on this signal. It stays; Nidos is asked to decide again.")]


def advise_assessment(signal: Signal, by: Actor, at: datetime) -> list[Promise]:
    resting = [_("The indication that counts now rests on this signal; an assessment does not change it.")]
    return signal_assessment.advise(signal, by, at) + (resting if supports(signal, by) else [])


# Acts of the intake that a decision of this room has something to say to.
ASSESS = replace(signal_assessment.ASSESS, advise=advise_assessment)
CORRECT = replace(signal_correction.CORRECT, advise=advise_correction)
DECIDE = Act(
    path="cases/{case}/indications",
    label=_("Decide on the indication"),
    verb=decide,
    model=Indication,
    fields=FIELDS,
    parent_model=Case,
    right=(DataClass.INDICATION, "decides"),
    check=check,
    source="S004-36",
)
INFORM_COA = Act(
    path="cases/{case}/coa-notices",
    label=_("Inform COA"),
    verb=inform_coa,
    model=Indication,
    fields=(),
    parent_model=Case,
    right=(DataClass.INDICATION, "decides"),
    check=check_inform,
    source="INV-05",
)
