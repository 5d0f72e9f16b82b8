"""The yearly extract for the National Rapporteur (RP-01): who was registered with CoMensha as a presumed victim.

Registered is presumed and not proven (S001-02). The published numbers of 2015 (B-05) are no base of anything here:
everything is counted from the reports that were sent from this file. Minors and adults, Dutch and others, are groups
apart, so that no table is the sum of others and tells what these hide.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import majority
from intake.languages import nationalities, nationality_name
from intake.models import Child, ComenshaMessage, ComenshaReport
from intake.models.signal import ExploitationForm
from overview.counts.division import Division, Group, Labels, Said, Unit, divide
from overview.counts.files import Files
from partners.roles import OrganisationKind
from policy.numbers import number

MOST_OFTEN = 5  # the five nationalities that occur most (S001-39)
REST, SEVERAL = "REST", "SEVERAL"
AGES: Labels = {"MINOR": _("minors"), "ADULT": _("adults"), "UNKNOWN": _("of unknown age")}
ORIGINS: Labels = {"DUTCH": _("Dutch"), "FOREIGN": _("not Dutch"), "UNKNOWN": _("of unknown nationality")}
name_later = lazy(nationality_name, str)
BY_NATIONALITY: Labels = {code: name_later(code) for code, _name in nationalities()} | {REST: _("all others")}
BY_REPORTER: Labels = dict(OrganisationKind.choices)
BY_FORM: Labels = dict(ExploitationForm.choices) | {SEVERAL: _("more than one form")}
PARTS: dict[str, tuple[str, str, Labels]] = {
    "form": (_("form of exploitation"),
             _("The form that the report named; sexual exploitation stands beside all others."), BY_FORM),
    "reporter": (_("who reported"), _("Which kind of organisation sent the report."), BY_REPORTER),
    "sex": (_("sex"), _("As it is recorded of the child."), dict(Child.Sex.choices)),
    "nationality": (_("nationality"), _("The five nationalities that occur most, as far as they may be named."),
                    BY_NATIONALITY),
}  # fmt: skip


def group(age: str, origin: str) -> Group:
    among = _("Presumed victims, {} and {}, whose first report was sent to CoMensha for registration in this period.")
    return Group(format_lazy(among, AGES[age], ORIGINS[origin]), Unit.CHILDREN)


def said(age: str, origin: str) -> dict[str, Said]:
    """The tables of one group; of the Dutch there is no nationality to tell."""
    whole = group(age, origin)
    return {
        part: Said(
            f"{age}-{origin}-{part}".lower(), format_lazy("{}, {}: {}", AGES[age], ORIGINS[origin], title),
            definition, whole, labels,
        )
        for part, (title, definition, labels) in PARTS.items() if part != "nationality" or origin == "FOREIGN"
    }  # fmt: skip


SAID = {(age, origin): said(age, origin) for age in AGES for origin in ORIGINS}


@dataclass(frozen=True)
class Registered:
    """One presumed victim: the cell it is counted in, by table."""

    age: str
    cells: Mapping[str, str]

    @property
    def origin(self) -> str:
        code = self.cells["nationality"]
        return {"NL": "DUTCH", "UNKNOWN": "UNKNOWN"}.get(code, "FOREIGN")


def count(files: Files) -> Iterator[Division]:
    found: dict[tuple[str, str], list[Registered]] = defaultdict(list)
    for each in registered(files):
        found[each.age, each.origin].append(each)
    for key, tables in SAID.items():
        for part, one in tables.items():
            codes = [each.cells[part] for each in found[key]]
            if part == "nationality":
                yield Division(one, most_often(codes, number("SUPPRESS_BELOW", files.until)))
            else:
                yield divide(one, codes)


def most_often(codes: Sequence[str], below: int) -> dict[str, int]:
    """The nationalities that occur most, and all others together. Of a small number not even the name is told."""
    counts = sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0]))
    named = {code: number for code, number in counts[:MOST_OFTEN] if number >= below}
    return named | {REST: len(codes) - sum(named.values())}


@dataclass(frozen=True)
class First:
    """The first report of one child: in which of its files, by what kind of organisation, which forms, and when."""

    case: UUID
    reporter: str
    forms: Sequence[str]
    sent_on: date


def registered(files: Files) -> Iterator[Registered]:
    """Everybody whose first report was sent in the period; what was taken back later was sent all the same (EC-09)."""
    wanted = [each for each in first_reports(files) if files.within(each.sent_on)]
    cases = [each.case for each in wanted]
    known, children = majority.of_cases(cases, files.rows), of_children(files, cases)
    for each in wanted:
        form = each.forms[0] if len(each.forms) == 1 else SEVERAL
        cells = children[each.case] | {"form": form, "reporter": each.reporter}
        yield Registered(age_of(known[each.case], each.sent_on), cells)


def first_reports(files: Files) -> list[First]:
    reports = files.rows(ComenshaReport).filter(kind=ComenshaReport.Kind.REGISTRATION)
    told = {row[0]: row[1:] for row in reports.values_list("id", "reporter_kind", "exploitation_forms")}
    sent = files.rows(ComenshaMessage).filter(what=ComenshaMessage.What.REPORT, sent_at__lt=files.end)
    found: dict[UUID, First] = {}
    for case, report, sent_at in sent.order_by("sent_at").values_list("case_id", "report_id", "sent_at"):
        if report in told:
            reporter, forms = told[report]
            found.setdefault(files.child(case), First(case, reporter, forms, day_of(sent_at)))
    return list(found.values())


def of_children(files: Files, cases: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    rows = files.rows(Child).filter(case__in=cases).values_list("case_id", "nationality", "sex")
    return {case: {"nationality": nationality, "sex": sex} for case, nationality, sex in rows}


def age_of(known: majority.Known, day: date) -> str:
    """As it was known on the day of the report; a record that says that nobody knows is no age either."""
    record = majority.judged(known, day).leading
    if record is None or record.latest() is None:
        return "UNKNOWN"
    return "MINOR" if majority.is_minor(known, day) else "ADULT"
