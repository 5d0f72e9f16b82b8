"""Risk analysis and consultation (RP-12): is there one for each child, in time; who was there; the three questions."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from overview.counts import stays
from overview.counts.division import Division, Group, Said, Unit, divide
from overview.counts.files import Files
from partners.models import Organisation
from partners.roles import OrganisationKind
from policy.terms import term
from shelter.models import CoboMeeting, CoboParty, RiskAnalysis
from shelter.models.risk import Answer

COVERED = Said(
    "covered", _("Risk analysis"),
    _("Whether a risk analysis was adopted during the stay, up to the last day that is counted, and whether within "
      "six weeks after it began. The aim is one for every stay."),
    stays.BEGUN, {"IN_TIME": _("within six weeks"), "LATER": _("later"), "NOT": _("not adopted")},
)  # fmt: skip
ADOPTED = Group(_("The risk analyses that were adopted in this period."), Unit.EPISODES)
WHAT_IS_SAID = _("The answer in the analysis, as it was adopted. Not to know yet is an answer too.")
QUESTIONS = {
    name: Said(name.replace("_", "-"), title, WHAT_IS_SAID, ADOPTED, dict(Answer.choices))
    for name, title in (
        ("can_report", _("Can the child be expected to report to the police?")),
        ("can_cooperate", _("Can the child be expected to cooperate with an investigation?")),
        ("can_tell_story", _("Can the child be expected to tell its story?")),
    )
}
# Who is asked by the source, and COA that may observe (S004-102, K-3); whoever else was there is counted as one.
TABLE = ("NIDOS", "AVIM", "IND", "EVENAAR", "BO_PROVIDER", "COA")
OTHERS = "OTHERS"
ATTENDED = {
    kind: Said(
        f"attended-{kind.lower().replace('_', '-')}", format_lazy("{}: {}", _("Attendance"), label),
        _("Whether the organisation was at the consultation, as it was recorded."),
        Group(format_lazy(_("The invitations to consultations held in this period: {}."), label), Unit.PEOPLE),
        dict(CoboParty.Attendance.choices),
    )
    for kind, label in [*((code, OrganisationKind(code).label) for code in TABLE), (OTHERS, _("all others"))]
}  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    adopted = analyses(files)
    yield divide(COVERED, (covered(each, adopted[each.child]) for each in stays.begun(files)))
    answers = files.rows(RiskAnalysis).filter(adopted_on__gte=files.since, adopted_on__lte=files.until)
    rows = list(answers.values(*QUESTIONS))
    for name, said in QUESTIONS.items():
        yield divide(said, (row[name] for row in rows))
    there = attendance(files)
    for kind, said in ATTENDED.items():
        yield divide(said, there[kind])


def analyses(files: Files) -> dict[UUID, list[date]]:
    """On which days a risk analysis of each child was adopted, the first one first."""
    rows = files.rows(RiskAnalysis).filter(adopted_on__lte=files.until).order_by("adopted_on")
    found: dict[UUID, list[date]] = defaultdict(list)
    for case, adopted_on in rows.values_list("case_id", "adopted_on"):
        found[files.child(case)].append(adopted_on)
    return found


def covered(stay: stays.Stay, adopted: list[date]) -> str:
    day = next((day for day in adopted if stay.since <= day <= (stay.until or day)), None)
    if day is None:
        return "NOT"
    return "IN_TIME" if day <= term("RISK_ANALYSIS", stay.since).last_day(stay.since) else "LATER"


def attendance(files: Files) -> dict[str, list[str]]:
    """By kind of organisation, of each invitation whether it came."""
    held = files.rows(CoboMeeting).filter(meets_at__gte=files.begin, meets_at__lt=files.end, held_at__isnull=False)
    meetings = list(held.values_list("id", flat=True))
    kinds = dict(Organisation.objects.values_list("pk", "kind"))
    found: dict[str, list[str]] = defaultdict(list)
    parties = files.rows(CoboParty).filter(meeting__in=meetings)
    for organisation, attendance in parties.values_list("organisation_id", "attendance"):
        kind = kinds[organisation]
        found[kind if kind in TABLE else OTHERS].append(attendance)
    return found
