"""Which files may be destroyed, since when, by which rule, and what stands in the way of the others (T-22, B-24).

A file is a case and every case that was joined into it. It is due when the term of every organisation that took part
has run out, and nothing keeps it. When in doubt it is kept.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake import joined, majority, merge
from intake.legal_hold import SOURCE
from intake.models import BirthDateRecord, Case, Closing, LegalHold, RetentionTerm, Signal
from partners.errors import RuleBroken
from partners.models import Involvement, Organisation
from partners.roles import OrganisationKind
from policy import retention as policy
from policy.retention import CountsFrom, Rule
from shelter.models import Absence

NIDOS = OrganisationKind.NIDOS.value
# The page and the worker look at so many of the oldest files at a time.
AT_ONCE = 500


@dataclass(frozen=True)
class Reason:
    """One organisation's term, and the last day on which it asks to keep this file."""

    rule: Rule
    last_day: date


@dataclass(frozen=True)
class Obstacle:
    """Why a file is not destroyed, whatever its terms say: what is refused by it, with its code and its sentence."""

    refusal: RuleBroken

    @property
    def code(self) -> str:
        return self.refusal.code

    @property
    def sentence(self) -> str | Promise:
        return self.refusal.message


OPEN = Obstacle(RuleBroken("case-open", _("The case is open, or was never closed."), SOURCE))
ABSENT = Obstacle(
    RuleBroken("absence-runs", _("The child is missing: the file is kept as long as it is looked for."), SOURCE)
)
HELD = Obstacle(RuleBroken("held", _("Somebody holds the file: it is kept until that is lifted."), SOURCE))
JOINING = Obstacle(
    RuleBroken("joining-asked", _("It is asked to join this file with another one: that is decided first."), SOURCE)
)
NO_AGE = Obstacle(
    RuleBroken(
        "no-majority",
        _("No official birth date says when the child came of age: no term can be computed."),
        SOURCE,
    )
)
RUNS = Obstacle(RuleBroken("term-runs", _("A term still runs."), SOURCE))
OBSTACLES = (OPEN, ABSENT, HELD, JOINING, NO_AGE, RUNS)


@dataclass(frozen=True)
class File:
    """What is known of one file without reading any of it."""

    case: Case
    cases: tuple[UUID, ...]
    reasons: tuple[Reason, ...]
    obstacles: tuple[Obstacle, ...]
    since: date | None

    @property
    def is_due(self) -> bool:
        return not self.obstacles


def rules(today: date) -> dict[str, Rule]:
    """The terms that somebody set and that hold on a day, by kind of organisation."""
    return {row.kind: Rule(row.kind, row.years, CountsFrom(row.counts_from), row.law)
            for row in RetentionTerm.objects.on(today)}  # fmt: skip


def years_of(known: Mapping[str, Rule], kind: str, today: date) -> int:
    """How many years this kind of organisation keeps a file, by these terms or by the default."""
    return (known.get(kind) or policy.default(kind, today)).years


def files_of() -> QuerySet[Case]:
    """The cases that go on, each as its whole file, the oldest first."""
    goes_on = joined.in_force().values("case")
    return Case.objects.exclude(pk__in=goes_on).order_by("arrived_on", "number")


def oldest(today: date) -> list[Case]:
    """The files that could be due by their day of arrival: Nidos keeps each of them."""
    years = years_of(rules(today), NIDOS, today)
    return list(files_of().filter(arrived_on__lte=policy.could_be_due(years, today))[:AT_ONCE])


def could_be_due(today: date) -> list[Case]:
    """Those of which the database alone does not know a reason to keep them: nobody waits behind what is kept."""
    known = rules(today)
    of_nidos = years_of(known, NIDOS, today)
    closed = Closing.objects.filter(case=OuterRef("pk"), reopened_at=None)
    held = LegalHold.objects.standing().filter(case=OuterRef("pk"))
    rows = files_of().filter(Exists(closed), ~Exists(held), Exists(born_by(of_nidos, today)))
    for kind in OrganisationKind.values:
        years = years_of(known, kind, today)
        if years > of_nidos:
            took_part = Involvement.objects.filter(case_id=OuterRef("pk"), organisation__kind=kind)
            rows = rows.filter(Exists(born_by(years, today)) | ~Exists(took_part))
    return list(rows[:AT_ONCE])


def born_by(years: int, today: date) -> QuerySet[BirthDateRecord]:
    """By some official record so long ago that a term of so many years after majority could be over."""
    day = policy.born_at_most(years, today)
    return BirthDateRecord.objects.filter(case=OuterRef("pk"), status=BirthDateRecord.Status.OFFICIAL, date__lte=day)


def due(at: datetime) -> list[File]:
    return [file for file in look(could_be_due(day_of(at)), at) if file.is_due]


def of_case(case: Case, at: datetime) -> File:
    return look([case], at)[0]


def look(rows: Sequence[Case], at: datetime) -> list[File]:
    """Each of these files, in as many queries as one takes."""
    known = _Known.of(rows, day_of(at))
    return [known.file(case) for case in rows]


@dataclass(frozen=True)
class _Known:
    """What stands in all files that are looked at."""

    today: date
    cases: Mapping[UUID, tuple[UUID, ...]]
    ages: Mapping[UUID, majority.Known]
    closed: Mapping[UUID, date]
    took_part: Mapping[UUID, set[str]]
    stopped: Mapping[Obstacle, Collection[UUID]]
    rules: Mapping[str, Rule]

    @classmethod
    def of(cls, rows: Sequence[Case], today: date) -> "_Known":
        cases = files([row.pk for row in rows])
        every = [case for file in cases.values() for case in file]
        closings = Closing.objects.filter(case__in=cases, reopened_at=None).values_list("case", "closed_on")
        asked = merge.pending()
        stopped: dict[Obstacle, Collection[UUID]] = {
            ABSENT: set(Absence.objects.filter(case__in=every, ended_at=None).values_list("case", flat=True)),
            HELD: set(LegalHold.objects.standing().filter(case__in=every).values_list("case", flat=True)),
            JOINING: {case for pair in asked.values_list("case", "into") for case in pair},
        }
        return cls(today, cases, majority.of_cases(every), dict(closings), took_part(every), stopped, rules(today))

    def file(self, case: Case) -> File:
        cases, closed = self.cases[case.pk], self.closed.get(case.pk)
        adult = self.adult_since(case.pk, cases)
        reasons = () if adult is None or closed is None else tuple(self.reasons(case, cases, adult, closed))
        since = policy.due_from((each.last_day for each in reasons), closed) if reasons and closed else None
        return File(case, cases, reasons, tuple(self.obstacles(case, cases, adult, since)), since)

    def adult_since(self, case: UUID, cases: Iterable[UUID]) -> date | None:
        """By the file that goes on; of the others the latest day, so that in doubt the child is the younger."""
        if majority.adult_since(self.ages[case]) is None:
            return None
        return max(day for each in cases if (day := majority.adult_since(self.ages[each])))

    def reasons(self, case: Case, cases: Iterable[UUID], adult: date, closed: date) -> Iterator[Reason]:
        kinds = {NIDOS}.union(*(self.took_part.get(each, set()) for each in cases))
        for kind in sorted(kinds):
            rule = self.rules.get(kind) or policy.default(kind, self.today)
            last = rule.last_day(adult_since=adult, arrived_on=case.arrived_on, closed_on=closed)
            yield Reason(rule, last)

    def obstacles(
        self, case: Case, cases: Iterable[UUID], adult: date | None, since: date | None
    ) -> Iterator[Obstacle]:
        if case.pk not in self.closed:
            yield OPEN
        yield from (each for each, found in self.stopped.items() if not set(cases).isdisjoint(found))
        if adult is None:
            yield NO_AGE
        if since is not None and since > self.today:
            yield RUNS


def files(cases: Collection[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Of each case that goes on all cases of its file."""
    found = {case: [case] for case in cases}
    for case, into in joined.in_force().filter(into__in=cases).order_by("created_at").values_list("case", "into"):
        found[into].append(case)
    return {case: tuple(file) for case, file in found.items()}


def took_part(cases: Collection[UUID]) -> dict[UUID, set[str]]:
    """Which kinds of organisations were ever involved in each of these cases, or raised a signal in it."""
    found: dict[UUID, set[str]] = defaultdict(set)
    rows = Involvement.objects.filter(case_id__in=cases).order_by().values_list("case_id", "organisation__kind")
    for case, kind in rows.distinct():
        found[case].add(kind)
    kinds = dict(Organisation.objects.values_list("pk", "kind"))
    raised = Signal.objects.filter(case__in=cases).order_by().values_list("case", "created_by_organisation")
    for case, organisation in raised.distinct():
        found[case].add(kinds.get(organisation, NIDOS))
    return found
