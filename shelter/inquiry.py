"""Somebody asks where the child is: refused, written down, and told to whoever keeps it safe at once (EC-47, AL-36).

Who asks may be a husband, a father, or somebody with a badge; the answer is the same (docs/decisions/0046).
"""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from intake.models import Case
from partners import involvement, involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, NoticeKind, Organisation
from shelter import whereabouts
from shelter.held import held
from shelter.models import InquiryStep, LocationInquiry, Placement

SOURCE = "EC-47"
COLUMNS = {"NIDOS": "nidos_acted_at", "AVIM": "police_acted_at", "COA": "house_acted_at"}
# What an address looks like, by its form alone: to compare with where children live would tell who tries which it is.
ADDRESS = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\b\w*(?:straat|laan|weg|plein|gracht|kade|dijk|pad|hof|lane|street|road)\s+\d+",
    re.IGNORECASE,
)


def check_text(text: str) -> None:
    """No address, of whoever it is. Raises RuleBroken."""
    if ADDRESS.search(text):
        raise RuleBroken(
            "no-address",
            _("Leave every address out: more people read this than may know where a child lives."),
            SOURCE,
        )


def check_asked(case: Case, asked_at: datetime, at: datetime) -> None:
    if asked_at > at or day_of(asked_at) < case.arrived_on:
        raise RuleBroken("asked-when", _("It was asked after the arrival, and not in the future."), SOURCE)


@transaction.atomic
def record(*, case: Case, asker: str, asker_name: str = "", how: str, asked_at: datetime | None = None, said: str,
           by: Actor, at: datetime) -> LocationInquiry:  # fmt: skip
    """Write down that somebody asked and was refused; Nidos, the house and police hear it in the same transaction.
    Raises RuleBroken.
    """
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_asked(case, asked_at or at, at)
    if not said.strip():
        raise RuleBroken("nothing-said", _("Say what was asked: others must be able to judge the danger."), SOURCE)
    for text in (asker_name, said):
        check_text(text)
    row = LocationInquiry(
        case=case, asker=asker, asker_name=secret(case.data_key, asker_name), how=how, asked_at=asked_at or at,
        said=secret(case.data_key, said),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    tell(row, by=by, at=at)
    return row


def tell(row: LocationInquiry, *, by: Actor, at: datetime) -> None:
    """Who keeps the child safe may know of the case until all have acted, and hears that somebody asked: no more."""
    stay = whereabouts.current(row.case, at)
    kinds = ("AVIM", "COA") if in_care_of_coa(stay) else ("AVIM",)
    involving.involve_kinds(*kinds, case=row.case_id, number=row.case.number, ground=Ground.INQUIRY, about=row.id,
                            by=by, at=at)  # fmt: skip
    guarded = Involvement.objects.open(at).filter(case_id=row.case_id, ground=Ground.GUARDIAN).exists()
    nidos = "nidos.guardian" if guarded else "nidos.intake"
    told = [
        notices.notice(to=each, role=nidos if each.kind == "NIDOS" else "", about=row.id,
                       kind=NoticeKind.LOCATION_ASKED, case=row.case_id, source=SOURCE, by=by, at=at,
                       term_name="LOCATION_ASKED")
        for each in keepers(row.case, stay, at)
        if each.id != by.organisation_id or (each.kind == "NIDOS" and nidos != by.role)
    ]  # fmt: skip
    notices.send(told, by=by, at=at)


def in_care_of_coa(stay: Placement | None) -> bool:
    """Whether COA answers for the house: for every one but a foster family, which is found by Nidos (INV-06)."""
    return stay is None or stay.location.kind != "FOSTER"


def keepers(case: Case, stay: Placement | None, at: datetime) -> list[Organisation]:
    """Nidos, police, COA and the house, of those that may read it."""
    house = stay.location.provider_id if stay else None
    known = involvement.readers(case.pk, DataClass.INQUIRY, at)
    return [each for each in known if each.kind in ("NIDOS", "AVIM") or each.id == house
            or (each.kind == "COA" and in_care_of_coa(stay))]  # fmt: skip


def column_of(by: Actor) -> str:
    """Where it stands that this organisation has acted; empty: nothing is asked of it."""
    return "house_acted_at" if whereabouts.runs_houses(by) else COLUMNS.get(by.kind, "")


def check_act(inquiry: LocationInquiry, by: Actor, at: datetime) -> None:
    """Nidos, the house and police, until all of them have. Raises RuleBroken."""
    if not column_of(by):
        raise RuleBroken("not-yours-to-answer", _("Nidos, police, COA and the house say what they did."), SOURCE)
    if inquiry.answered:
        raise RuleBroken("all-acted", _("All have said what they did; asked again, it is a new question."), SOURCE)


@transaction.atomic
def act(*, inquiry: LocationInquiry, step: str, by: Actor, at: datetime) -> InquiryStep:
    """Say what was done; the first step of Nidos, of the house and of police answers the alert. Raises RuleBroken."""
    row = held(inquiry)
    check_act(row, by, at)
    if not step.strip():
        raise RuleBroken("no-action", _("Say what was done."), SOURCE)
    check_text(step)
    column = column_of(by)
    if getattr(row, column) is None:
        setattr(row, column, at)
        ledger.record(row, by=by, at=at)
    notices.settle(about=row.id, kind=NoticeKind.LOCATION_ASKED, by=by, at=at)
    done = InquiryStep(case=row.case, inquiry=row, step=secret(row.case.data_key, step), taken_at=at)
    ledger.record(done, by=by, at=at)
    if row.answered:
        involving.close(row.case_id, ground=Ground.INQUIRY, about=row.id, by=by, at=at)
    return done


WRITES = (DataClass.INQUIRY, "writes")
RECORD = Act(
    path="cases/{case}/location-inquiries",
    label=_("Somebody asked where the child is"),
    verb=record,
    model=LocationInquiry,
    fields=("asker", "asker_name", "how", "asked_at", "said"),
    parent_model=Case,
    right=WRITES,
    source=SOURCE,
    help=_("Say nothing, not even whether you know the child; in danger call 112. Nidos, the house and police are "
           "told at once. Was something let slip, or is somebody at the house? Call the house now."),
)  # fmt: skip
ACT = Act(
    path="cases/{case}/location-inquiries/{inquiry}/steps",
    label=_("Say what you did for the safety of the child"),
    verb=act,
    model=InquiryStep,
    fields=("step",),
    parent_model=LocationInquiry,
    right=WRITES,
    check=check_act,
    source=SOURCE,
)
ACTS = (RECORD, ACT)
