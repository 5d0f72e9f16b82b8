"""Tracks (RP-10): asylum, the scheme for victims, both or none; the ex-officio test; and a decision within a year."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from overview.counts.division import SIGNALLED, Division, Group, Labels, Said, Unit, divide
from overview.counts.files import Files, from_the_beginning
from policy.terms import term
from residence.models import AsylumProcedure, ExOfficioTest, TraffickingProcedure

NONE, ASYLUM, SCHEME, BOTH = "NONE", "ASYLUM", "SCHEME", "BOTH"
TRACKS = {
    ASYLUM: _("asylum"), SCHEME: _("the scheme for victims of trafficking"), BOTH: _("both"), NONE: _("none"),
}  # fmt: skip
COURSES: Labels = {
    "ONLY_ASYLUM": _("asylum alone"), "ONLY_SCHEME": _("the scheme for victims of trafficking alone"),
    "TO_SCHEME": _("first asylum, later the scheme"), "TO_ASYLUM": _("first the scheme, later asylum"),
    "SAME_DAY": _("both from the same day"), NONE: _("none"),
}  # fmt: skip
TRACK = Said(
    "tracks", _("Tracks"),
    _("Which procedures were begun for the child up to the last day that is counted, whatever came of them."),
    SIGNALLED, COURSES,
)  # fmt: skip
TESTS = Said(
    "ex-officio", _("Ex-officio tests"),
    _("What the test of each rejection led to, as far as it was carried out on the last day that is counted."),
    Group(_("The asylum applications that were rejected in this period: each asks for one test."), Unit.EPISODES),
    dict(ExOfficioTest.Outcome.choices) | {"": _("not carried out yet")},
)  # fmt: skip
WITHIN_A_YEAR = Said(
    "one-year", _("Asylum decided within a year"),
    _("Whether IND granted or rejected within twelve months after the application."),
    Group(
        _("The applications of which the twelve months ended in this period, of children with a signal of trafficking "
          "that stands. So each application is counted in one year only, and those that still wait are counted too."),
        Unit.EPISODES,
    ),
    {
        "IN_TIME": _("decided within twelve months"), "LATER": _("decided later"),
        "UNDECIDED": _("not decided yet"), "NO_DECISION": _("withdrawn, or not considered"),
    },
)  # fmt: skip
Days = dict[UUID, date]


def count(files: Files) -> Iterator[Division]:
    asylum, scheme = begun(files)
    yield divide(TRACK, (course(asylum.get(child), scheme.get(child)) for child in files.signalled))
    yield divide(TESTS, tests(files))
    yield divide(WITHIN_A_YEAR, decided(files))


def begun(files: Files) -> tuple[Days, Days]:
    """Of each child the day on which it first applied for asylum, and the day the scheme was first opened."""
    asylum = files.rows(AsylumProcedure).filter(applied_on__lte=files.until)
    scheme = files.rows(TraffickingProcedure).filter(opened_on__lte=files.until)
    return (
        files.firsts(asylum.values_list("case_id", "applied_on")),
        files.firsts(scheme.values_list("case_id", "opened_on")),
    )


def track(asylum: date | None, scheme: date | None) -> str:
    if asylum is None:
        return SCHEME if scheme else NONE
    return BOTH if scheme else ASYLUM


def course(asylum: date | None, scheme: date | None) -> str:
    """Which procedures, and which of both came first."""
    if asylum is None or scheme is None:
        return NONE if asylum is scheme else "ONLY_ASYLUM" if asylum else "ONLY_SCHEME"
    if asylum == scheme:
        return "SAME_DAY"
    return "TO_SCHEME" if asylum < scheme else "TO_ASYLUM"


def tests(files: Files) -> Iterator[str]:
    rows = files.rows(ExOfficioTest).filter(rejected_on__gte=files.since, rejected_on__lte=files.until)
    for carried_out_on, outcome in rows.values_list("carried_out_on", "outcome"):
        yield outcome if files.by_now(carried_out_on) else ""


def decided(files: Files) -> Iterator[str]:
    children = from_the_beginning(files).signalled
    rows = files.rows(AsylumProcedure).filter(applied_on__lte=files.until)
    for case, applied_on, decision, decided_on in rows.values_list("case_id", "applied_on", "decision", "decided_on"):
        last = term("DECISION_12M", applied_on).last_day(applied_on)
        if files.within(last) and files.child(case) in children:
            yield in_time(decision, decided_on if files.by_now(decided_on) else None, last)


def in_time(decision: str, decided_on: date | None, last: date) -> str:
    if decided_on is None:
        return "UNDECIDED"
    if decision not in (AsylumProcedure.Decision.GRANTED, AsylumProcedure.Decision.REJECTED):
        return "NO_DECISION"
    return "IN_TIME" if decided_on <= last else "LATER"
