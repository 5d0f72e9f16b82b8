"""The ex-officio test: begun with each rejection, filled with what police recorded, answered by police and IND (C3.7).

What is known here is only ever a yes: that nothing was recorded is no proof that nothing was filed, and a no is
answered by somebody. Its outcome is the row of the table, and no person's to choose (INV-19).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import joined
from intake.models import Case
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.ex_officio import ANSWERED_BY, Fact, line_for
from residence import tracks, trafficking
from residence.models import ExOfficioTest
from residence.models.police_report import PoliceReport
from shelter.held import held

SOURCE = "S004-67"
CHECKED = {"report_filed": "report", "investigation_started": "investigation", "earlier_permit_same_facts": "permit"}
OF_POLICE = ("report_filed", "investigation_started")
YES, UNKNOWN = ExOfficioTest.Answer.YES, ExOfficioTest.Answer.UNKNOWN
Outcome = ExOfficioTest.Outcome


def of_child(case: Case) -> Q:
    """Whatever stands in a file of this child."""
    return Q(case=case) | Q(case__in=joined.closed_into(case))


def on_file(case: Case) -> dict[str, str]:
    """What police recorded in Beschut, in whichever file of the child (S004-67)."""
    rows = PoliceReport.objects.filter(of_child(case)).values("filed_on", "investigation_started_on")
    days = {"report_filed": "filed_on", "investigation_started": "investigation_started_on"}
    return {fact: YES.value for fact, column in days.items() if any(row[column] for row in rows)}


def is_undetermined(case: Case, at: datetime) -> bool:
    """Whether a test has no outcome, in whichever file of the child: so long the case stays open (AL-15)."""
    return ExOfficioTest.objects.filter(of_child(case), outcome=Outcome.CANNOT_DETERMINE).exists()


def asked_of_police(test: ExOfficioTest) -> bool:
    """Whether police can still say something that is not known."""
    return UNKNOWN in [getattr(test, fact) for fact in OF_POLICE]


@transaction.atomic
def begin(*, case: Case, rejected_on: date, by: Actor, at: datetime) -> ExOfficioTest:
    """The test of a rejection, with what police recorded; IND carries it out (S004-66)."""
    row = ExOfficioTest(case=case, rejected_on=rejected_on)
    for fact, value in on_file(case).items():
        put(row, fact, value, ExOfficioTest.Checked.FILE, at)
    ledger.record(row, by=by, at=at)
    tracks.follow(*followers(row), case=case, about=row.pk, by=by, at=at)
    return row


def put(row: ExOfficioTest, fact: str, value: str, checked_with: str, at: datetime) -> None:
    """One fact, with whom it was checked and when."""
    known = value != UNKNOWN
    setattr(row, fact, value)
    setattr(row, f"{CHECKED[fact]}_checked_with", checked_with if known else "")
    setattr(row, f"{CHECKED[fact]}_checked_on", day_of(at) if known else None)


def followers(row: ExOfficioTest) -> list[str]:
    """IND as long as there is no outcome, and police as long as they can say what is not known."""
    if row.outcome != Outcome.CANNOT_DETERMINE:
        return []
    return ["IND", "AVIM"] if asked_of_police(row) else ["IND"]


def follow(row: ExOfficioTest, *, by: Actor, at: datetime) -> None:
    """Nobody longer than is asked; police anew when an answer of theirs is corrected to not known."""
    tracks.let_go(row.pk, keep=followers(row), by=by, at=at)
    if followers(row):
        tracks.follow(*followers(row), case=row.case, about=row.pk, by=by, at=at)


def check_answer(test: ExOfficioTest, by: Actor, at: datetime) -> None:
    """Police answer what is not known yet; IND carries the test out, and corrects it while nothing rests on it."""
    if test.outcome == Outcome.GRANT:
        raise RuleBroken("test-granted", _("By this test a permit was granted: it stands."), "S004-69")
    if by.kind != "IND" and (test.outcome != Outcome.CANNOT_DETERMINE or not asked_of_police(test)):
        raise RuleBroken("nothing-asked", _("What police are asked in this test is known already."), SOURCE)


def check_facts(facts: Mapping[str, str], recorded: Mapping[str, str], by: Actor) -> None:
    """Each fact by whoever knows it, and not against what police recorded. Raises RuleBroken."""
    for fact, value in facts.items():
        if by.kind not in ANSWERED_BY[fact]:
            raise RuleBroken("only-ind", _("IND answers whether a permit was granted before."), "S004-68")
        if value != recorded.get(fact, value):
            raise RuleBroken(
                "police-recorded-otherwise",
                _("Police recorded otherwise in Beschut. If that is wrong, they correct it there."),
                SOURCE,
            )


def check_reason(row: ExOfficioTest, reason: str) -> None:
    if row.outcome != Outcome.CANNOT_DETERMINE and not reason.strip():
        raise RuleBroken("no-reason", _("This test has an outcome already: say why an answer is corrected."), SOURCE)


@transaction.atomic
def answer(*, test: ExOfficioTest, correction_reason: str = "", by: Actor, at: datetime,
           **facts: str) -> ExOfficioTest:  # fmt: skip
    """Answer what is known; when IND answers, the test is carried out. Its outcome follows. Raises RuleBroken."""
    row = held(test)
    given = {fact: value for fact, value in facts.items() if value}
    check_answer(row, by, at)
    recorded = on_file(row.case)
    check_facts(given, recorded, by)
    check_reason(row, correction_reason)
    fill(row, given, recorded, by, at)
    if by.kind == "IND":
        row.carried_out_on = row.carried_out_on or day_of(at)
        row.correction_reason = correction_reason.strip() or row.correction_reason
    row.outcome = outcome(row)
    ledger.record(row, by=by, at=at)
    follow(row, by=by, at=at)
    if row.outcome == Outcome.GRANT:
        trafficking.grant_ex_officio(row, by=by, at=at)
    return row


def fill(row: ExOfficioTest, given: Mapping[str, str], recorded: Mapping[str, str], by: Actor, at: datetime) -> None:
    """What is answered now, and what police recorded since; what stands as it is keeps its source."""
    mine = ExOfficioTest.Checked.IND if by.kind == "IND" else ExOfficioTest.Checked.POLICE
    for fact, value in {**given, **recorded}.items():
        if getattr(row, fact) != value:
            put(row, fact, value, ExOfficioTest.Checked.FILE if fact in recorded else mine, at)


def outcome(row: ExOfficioTest) -> str:
    """By the table; as long as IND did not answer its own fact, none."""
    return line_for(*(Fact(getattr(row, fact)) for fact in CHECKED)).outcome


def narrow(test: ExOfficioTest, by: Actor, at: datetime) -> dict[str, Collection[str] | None]:
    """Police are asked their two facts; a reason only once there is an outcome."""
    hidden = [] if by.kind == "IND" else ["earlier_permit_same_facts"]
    hidden += ["correction_reason"] if test.outcome == Outcome.CANNOT_DETERMINE else []
    return dict.fromkeys(hidden)


def as_known(test: ExOfficioTest, by: Actor, at: datetime) -> dict[str, Any]:
    """What stands, and what police recorded since."""
    return {fact: getattr(test, fact) for fact in CHECKED} | on_file(test.case)


def check_other_grounds(test: ExOfficioTest, by: Actor, at: datetime) -> None:
    if test.outcome != Outcome.NO_GRANT:
        raise RuleBroken("no-other-grounds", _("That is asked once the test gave no permit."), "B-29")
    if test.other_grounds_on is not None:
        raise RuleBroken("considered-already", _("This was considered already."), "B-29")


@transaction.atomic
def consider_other_grounds(*, test: ExOfficioTest, other_grounds_on: date | None = None, by: Actor,
                           at: datetime) -> ExOfficioTest:  # fmt: skip
    """Lawyer and child talked about the other grounds and a later report; what they decide is theirs (B-29)."""
    row = held(test)
    check_other_grounds(row, by, at)
    row.other_grounds_on = other_grounds_on or day_of(at)
    tracks.check_day(row.other_grounds_on, row.rejected_on, at, "B-29")
    return ledger.record(row, by=by, at=at)


TESTS = "cases/{case}/ex-officio-tests/{test}"
ANSWER = Act(
    path=f"{TESTS}/answers",
    label=_("Answer the test"),
    verb=answer,
    model=ExOfficioTest,
    fields=(*CHECKED, "correction_reason"),
    parent_model=ExOfficioTest,
    right=(DataClass.TEST, "writes"),
    check=check_answer,
    narrow=narrow,
    prefill=as_known,
    source=SOURCE,
    help=_("Report, investigation and no earlier permit for the same facts: then a temporary permit is granted, and "
           "only then. What is not known keeps the case open; leave it at that and ask."),
)  # fmt: skip
CONSIDER = Act(
    path=f"{TESTS}/other-grounds",
    label=_("Other grounds were discussed"),
    verb=consider_other_grounds,
    model=ExOfficioTest,
    fields=("other_grounds_on",),
    parent_model=ExOfficioTest,
    right=(DataClass.CHOICE, "writes"),
    check=check_other_grounds,
    source="B-29",
    help=_("What was said is written nowhere. The scheme and a report remain possible at any time."),
)
ACTS = (ANSWER, CONSIDER)
