"""A consultation adopts a risk analysis: two organisations or more agree, and who does not is heard (INV-22)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.encryption import secret
from partners.actors import Actor
from partners.acts import Act
from partners.errors import RuleBroken
from policy.numbers import number
from policy.terms import term
from shelter import cobo_news, risk
from shelter.models import AgendaItem, CoboParty, RiskAnalysis, RiskPosition

SOURCE = "INV-22"
Position = RiskPosition.Position


def discussed(analysis: RiskAnalysis) -> AgendaItem | None:
    """The last consultation in which this edition can have been discussed."""
    rows = AgendaItem.objects.filter(case=analysis.case_id, discussed_at__gte=analysis.created_at)
    return rows.select_related("meeting", "placement__location").order_by("-discussed_at").first()


def check_discussed(analysis: RiskAnalysis) -> AgendaItem:
    """The consultation that this edition was in. Raises RuleBroken."""
    item = discussed(analysis)
    if item is None:
        raise RuleBroken("not-discussed", _("A case consultation about this child comes first."), SOURCE)
    return item


def check_position(analysis: RiskAnalysis, by: Actor, at: datetime) -> None:
    if analysis.superseded_on is not None:
        raise RuleBroken("superseded", _("A newer analysis took the place of this one."), SOURCE)
    item = check_discussed(analysis)
    parties = CoboParty.objects.filter(meeting=item.meeting_id, organisation=by.organisation_id)
    party = parties.select_related("organisation").first()
    if party is None or not cobo_news.sees(item, party):
        raise RuleBroken("no-party", _("Your organisation does not sit in the consultation about this child."),
                         "S004-102")  # fmt: skip
    if analysis.adopted_on is not None and own(analysis, by) is not None:
        raise RuleBroken("position-stands", _("What your organisation said of an adopted analysis stands."), SOURCE)


def own(analysis: RiskAnalysis, by: Actor) -> RiskPosition | None:
    return analysis.positions.filter(created_by_organisation=by.organisation_id).first()


@transaction.atomic
def say(*, analysis: RiskAnalysis, position: str, remark: str = "", by: Actor, at: datetime) -> RiskPosition:
    """Say whether the own organisation agrees; who was missed can still say so afterwards (EC-58). Raises."""
    row = risk.kept(analysis)
    check_position(row, by, at)
    if position == Position.DISSENTS and not remark.strip():
        raise RuleBroken("no-reason", _("Say why your organisation does not agree: that is kept."), SOURCE)
    said = own(row, by) or RiskPosition(case=row.case, analysis=row)
    said.position, said.remark = position, secret(row.case.data_key, remark)
    return ledger.record(said, by=by, at=at)


def check_complete(analysis: RiskAnalysis) -> None:
    """The three questions, each with its reasons, and the child's own view. Raises RuleBroken."""
    if any(not getattr(analysis, name) or not getattr(analysis, f"{name}_why") for name in risk.QUESTIONS):
        raise RuleBroken("three-questions", _("Answer the three questions first, each with its reasons."), "S004-100")
    if not analysis.vulnerabilities_why:
        raise RuleBroken("no-vulnerabilities", _("Say first what makes this child vulnerable."), "S004-99")
    if not analysis.child_view:
        raise RuleBroken("no-child-view", _("Record the child's own view first, or why it was not asked."), "S004-98")


def check_adopt(analysis: RiskAnalysis, by: Actor, at: datetime) -> None:
    risk.check_nidos(by)
    risk.check_prepared(analysis)
    if analysis.placement.ends_at is not None:
        raise RuleBroken("stay-ended", _("The child no longer lives there: prepare an analysis of where it is now."),
                         "S004-98")  # fmt: skip
    check_discussed(analysis)


def agreeing(analysis: RiskAnalysis, item: AgendaItem) -> int:
    """How many organisations that were there agree: who was missed does not make a consultation."""
    there = CoboParty.objects.filter(
        meeting=item.meeting_id, observes=False, attendance=CoboParty.Attendance.PRESENT
    )  # fmt: skip
    agree = analysis.positions.filter(position=Position.AGREES).values("created_by_organisation")
    return there.filter(organisation__in=agree).count()


def review_day(given: date | None, today: date) -> date:
    """Before when it is reviewed: as agreed, three months at most (T-12). Raises RuleBroken."""
    last = term("RISK_ANALYSIS_REVIEW", today).last_day(today)
    if given is not None and not today < given <= last:
        said = _("Review it after today, and at the latest on %(day)s.") % {"day": date_format(last, "j F Y")}
        raise RuleBroken("review-when", said, "T-12")
    return given or last


@transaction.atomic
def adopt(*, analysis: RiskAnalysis, review_by: date | None = None, by: Actor, at: datetime) -> RiskAnalysis:
    """Record that the consultation adopted it; the edition before it counts no longer (INV-22). Raises RuleBroken."""
    row, today = risk.kept(analysis), day_of(at)
    check_adopt(row, by, at)
    check_complete(row)
    item = check_discussed(row)
    count, least = agreeing(row, item), number("RISK_ANALYSIS_ORGANISATIONS", today)
    if count < least:
        raise RuleBroken(
            "too-few-organisations",
            _("Two organisations or more that were there must agree first, each for itself."), SOURCE,
        )  # fmt: skip
    supersede(row, today, by=by, at=at)
    row.review_by = review_day(review_by, today)
    row.adopted_in, row.adopted_on, row.organisations = item.meeting, today, count
    return ledger.record(row, by=by, at=at)


def supersede(row: RiskAnalysis, today: date, *, by: Actor, at: datetime) -> None:
    last = risk.current(row.case)
    if last is not None:
        last.superseded_on = today
        ledger.record(last, by=by, at=at)


SAY = Act(
    path="cases/{case}/risk-analyses/{analysis}/positions",
    label=_("Say whether your organisation agrees"),
    verb=say,
    model=RiskPosition,
    fields=("position", "remark"),
    parent_model=RiskAnalysis,
    right=risk.CONTRIBUTES,
    check=check_position,
    source=SOURCE,
    help=_("Not to agree stops nothing and is never lost: it stays with the analysis."),
)
ADOPT = Act(
    path="cases/{case}/risk-analyses/{analysis}/adoptions",
    label=_("Adopt the risk analysis"),
    verb=adopt,
    model=RiskAnalysis,
    fields=("review_by",),
    parent_model=RiskAnalysis,
    right=risk.WRITES,
    check=check_adopt,
    source=SOURCE,
    help=_("Two organisations or more that were there agree. Then it changes no more: the next edition replaces it."),
)
ACTS = (SAY, ADOPT)
