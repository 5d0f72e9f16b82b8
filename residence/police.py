"""The police report: talked about with every signalled child, never pressed, and what follows from it (S004-73).

Nothing in shelter, in a signal or in an indication changes by it: a child without leads is no less a victim (S001-36).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake.models import Case
from partners import involving
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import Involvement
from residence.models import PoliceReport
from shelter import whereabouts
from shelter.held import held

SOURCE = "S004-73"
FOLLOW = ("AVIM", "IND")


def check_talk(case: Case, by: Actor, at: datetime) -> None:
    """Of a child that is there. Raises RuleBroken."""
    whereabouts.check_there(case)


def check_day(day: date, first: date, at: datetime) -> None:
    if not first <= day <= day_of(at):
        raise RuleBroken("day-impossible", _("Give a day that has come, and not before it began."), SOURCE)


def not_filed(case: Case) -> PoliceReport:
    """The row of the talks, or a new one: what was filed, or closed without being filed, is another report."""
    rows = PoliceReport.objects.select_for_update().filter(case=case, filed_on=None, investigation_ended_on=None)
    row = rows.first() or PoliceReport()
    row.case = case
    return row


@transaction.atomic
def discuss(*, case: Case, discussed_on: date | None = None, informative_talk_on: date | None = None, wish: str = "",
            by: Actor, at: datetime) -> PoliceReport:  # fmt: skip
    """Reporting was talked about, informatively: the child may decline, and need not say why. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_talk(case, by, at)
    row = not_filed(case)
    for day in (discussed_on or day_of(at), informative_talk_on or day_of(at)):
        check_day(day, case.arrived_on, at)
    row.discussed_on, row.wish = discussed_on or day_of(at), wish
    row.informative_talk_on = informative_talk_on or row.informative_talk_on
    return ledger.record(row, by=by, at=at)


@transaction.atomic
def file(*, case: Case, filed_on: date | None = None, location: str = "", leads: str = "UNKNOWN", by: Actor,
         at: datetime) -> PoliceReport:  # fmt: skip
    """The child filed a report: police and IND follow it, whatever becomes of the signal. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_day(filed_on or day_of(at), case.arrived_on, at)
    row = not_filed(case)
    row.filed_on, row.location, row.leads = filed_on or day_of(at), location.strip(), leads
    ledger.record(row, by=by, at=at)
    follow(row, by=by, at=at)
    return row


def follow(row: PoliceReport, *, by: Actor, at: datetime) -> None:
    """Police and IND see the case as long as this runs (C5: track opened)."""
    involving.involve_kinds(*FOLLOW, case=row.case_id, number=row.case.number, ground=Ground.TRACK, about=row.id,
                            by=by, at=at)  # fmt: skip


def let_go(row: PoliceReport, *, by: Actor, at: datetime) -> None:
    """Closed, it lets police go, and IND once it has considered the scheme, or opened it."""
    if row.investigation_ended_on is None:
        return
    opened = row.case.trafficking_procedures.filter(ended_on=None).exists()
    asked = row.filed_on is not None and row.scheme_considered_on is None and not opened
    kinds = ("AVIM",) if asked else FOLLOW
    theirs = Involvement.objects.open(at).filter(about=row.id, ground=Ground.TRACK, organisation__kind__in=kinds)
    involving.end_all(theirs, by=by, at=at, until=at)


def check_open(report: PoliceReport) -> None:
    if report.investigation_ended_on is not None:
        raise RuleBroken("report-closed", _("This report is closed; a new one stands beside it."), SOURCE)


def begun(report: PoliceReport) -> date:
    """From which day on something can follow from it. Raises RuleBroken."""
    days = [day for day in (report.filed_on, report.investigation_started_on) if day is not None]
    if not days:
        raise RuleBroken("nothing-filed", _("First a report is filed, or an investigation starts."), SOURCE)
    return min(days)


def check_investigate(report: PoliceReport, by: Actor, at: datetime) -> None:
    check_open(report)
    if report.investigation_started_on is not None:
        raise RuleBroken("investigation-started", _("The investigation has started already."), "S004-114")


@transaction.atomic
def investigate(*, report: PoliceReport, investigation_started_on: date | None = None, by: Actor,
                at: datetime) -> PoliceReport:  # fmt: skip
    """An investigation starts, also without a report by the child: a year later a clock says so. Raises RuleBroken."""
    row = held(report)
    check_investigate(row, by, at)
    day = investigation_started_on or day_of(at)
    check_day(day, row.case.arrived_on, at)
    row.investigation_started_on = day
    ledger.record(row, by=by, at=at)
    follow(row, by=by, at=at)
    return row


def check_prosecute(report: PoliceReport, by: Actor, at: datetime) -> None:
    check_open(report)
    begun(report)
    if report.prosecution_started_on is not None:
        raise RuleBroken("prosecution-started", _("The prosecution has started already."), "S004-113")


@transaction.atomic
def prosecute(*, report: PoliceReport, prosecution_started_on: date | None = None, by: Actor,
              at: datetime) -> PoliceReport:  # fmt: skip
    """The public prosecutor prosecutes somebody. Raises RuleBroken."""
    row = held(report)
    check_prosecute(row, by, at)
    check_day(prosecution_started_on or day_of(at), begun(row), at)
    row.prosecution_started_on = prosecution_started_on or day_of(at)
    return ledger.record(row, by=by, at=at)


def check_close(report: PoliceReport, by: Actor, at: datetime) -> None:
    check_open(report)
    begun(report)


@transaction.atomic
def close(*, report: PoliceReport, leads: str, investigation_ended_on: date | None = None, by: Actor,
          at: datetime) -> PoliceReport:  # fmt: skip
    """Police and prosecutor are done; what had no leads is still counted (S001-36). Raises RuleBroken."""
    row = held(report)
    check_close(row, by, at)
    day = investigation_ended_on or day_of(at)
    check_day(day, row.investigation_started_on or begun(row), at)
    row.investigation_ended_on, row.leads = day, leads
    ledger.record(row, by=by, at=at)
    let_go(row, by=by, at=at)
    return row


def check_consider(report: PoliceReport, by: Actor, at: datetime) -> None:
    if by.kind != "IND":
        raise RuleBroken("only-ind", _("IND considers the residence scheme."), "S004-65")
    if report.filed_on is None:
        raise RuleBroken("nothing-filed", _("First a report is filed."), "S004-65")
    if report.scheme_considered_on is not None:
        raise RuleBroken("considered-already", _("IND has considered the scheme already."), "S004-65")


@transaction.atomic
def consider_scheme(*, report: PoliceReport, scheme_considered_on: date | None = None, by: Actor,
                    at: datetime) -> PoliceReport:  # fmt: skip
    """IND looked at what the report means for the residence scheme. Raises RuleBroken."""
    row = held(report)
    check_consider(row, by, at)
    assert row.filed_on is not None
    check_day(scheme_considered_on or day_of(at), row.filed_on, at)
    row.scheme_considered_on = scheme_considered_on or day_of(at)
    ledger.record(row, by=by, at=at)
    let_go(row, by=by, at=at)
    return row


WRITES = (DataClass.POLICE, "writes")
REPORTS = "cases/{case}/police-reports"
DISCUSS = Act(
    path="cases/{case}/police-talks",
    label=_("Reporting was discussed"),
    verb=discuss,
    model=PoliceReport,
    fields=("discussed_on", "informative_talk_on", "wish"),
    parent_model=Case,
    right=WRITES,
    check=check_talk,
    source="S004-74",
    help=_("Explain what reporting is and what it is for, and leave it to the child. Nobody asks for it again; you "
           "may talk about it again when the child wants to."),
)  # fmt: skip
FILE = Act(
    path=REPORTS,
    label=_("Record a police report"),
    verb=file,
    model=PoliceReport,
    fields=("filed_on", "location", "leads"),
    parent_model=Case,
    right=WRITES,
    source=SOURCE,
    help=_("IND reads that there is a report, and considers the residence scheme. Nothing in shelter changes by it."),
)
INVESTIGATE = Act(
    path=f"{REPORTS}/{{report}}/investigations",
    label=_("An investigation starts"),
    verb=investigate,
    model=PoliceReport,
    fields=("investigation_started_on",),
    parent_model=PoliceReport,
    right=WRITES,
    check=check_investigate,
    source="S004-114",
)
PROSECUTE = Act(
    path=f"{REPORTS}/{{report}}/prosecutions",
    label=_("The prosecution starts"),
    verb=prosecute,
    model=PoliceReport,
    fields=("prosecution_started_on",),
    parent_model=PoliceReport,
    right=WRITES,
    check=check_prosecute,
    source="S004-113",
)
CLOSE = Act(
    path=f"{REPORTS}/{{report}}/closings",
    label=_("Close the report"),
    verb=close,
    model=PoliceReport,
    fields=("leads", "investigation_ended_on"),
    required=("leads",),
    parent_model=PoliceReport,
    right=WRITES,
    check=check_close,
    source="S001-36",
    help=_("A report without leads is closed as such, and is counted. The child is no less a victim."),
)
CONSIDER = Act(
    path=f"{REPORTS}/{{report}}/scheme-considerations",
    label=_("The residence scheme was considered"),
    verb=consider_scheme,
    model=PoliceReport,
    fields=("scheme_considered_on",),
    parent_model=PoliceReport,
    right=(DataClass.PROCEDURE, "writes"),
    check=check_consider,
    source="S004-65",
)
ACTS = (DISCUSS, FILE, INVESTIGATE, PROSECUTE, CLOSE, CONSIDER)
