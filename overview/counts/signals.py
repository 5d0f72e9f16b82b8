"""The chain after a signal (RP-04): when each partner had seen it, when COA heard of an indication, and the placement.

A notice goes out in the transaction in which a signal is raised; what takes time is that somebody sees it.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from config.clock import day_of
from intake.models import Signal
from overview.counts.division import Division, Group, Said, Unit, by_length, divide
from overview.counts.files import Files
from partners.models import Notice, NoticeKind, Organisation
from partners.roles import OrganisationKind
from policy.fan_out import TRIO
from policy.locations import LOCATION_TYPES
from policy.terms import term
from shelter.models import Indication, Placement

PROTECTED = [row.code for row in LOCATION_TYPES if row.starts_rest]
IN_TIME = {"IN_TIME": _("within 24 hours"), "LATER": _("later"), "NOT": _("not yet")}
SEEN = {
    kind: Said(
        f"seen-by-{kind.lower()}", title,
        _("How long after a signal was raised this organisation said that it had seen it; up to the last day that is "
          "counted."),
        # A group for each kind: they are told of the same signals, but not of their own.
        Group(among, Unit.EPISODES), IN_TIME,
    )
    for kind, title, among in (
        ("NIDOS", _("Signals seen by Nidos"),
         _("The signals of this period about a known child, once for each part of Nidos that was told.")),
        ("AVIM", _("Signals seen by police (AVIM)"),
         _("The signals of this period about a known child, once for each unit of AVIM that was told.")),
        ("IND", _("Signals seen by IND"),
         _("The signals of this period about a known child, once for each office of IND that was told.")),
    )
}  # fmt: skip
RAISED_HERE = Group(
    _("The signals that were raised in this period, without those about another child."), Unit.EPISODES
)
STEPS = Said(
    "source-step", _("Signals by the talk in which they came up"),
    _("In which talk each signal came up, as whoever raised it recorded."),
    RAISED_HERE, dict(Signal.SourceStep.choices),
)  # fmt: skip
RAISED = Said(
    "raised-by", _("Signals by organisation"),
    _("Which kind of organisation raised each signal."),
    RAISED_HERE, dict(OrganisationKind.choices) | {"": _("not known")},
)  # fmt: skip
DECIDED = Group(_("The indications that Nidos decided on in this period, whatever it decided."), Unit.EPISODES)
INDICATED = Group(
    _("The children whose first indication for protected shelter or Fier was decided on in this period."),
    Unit.CHILDREN,
)
COA = Said(
    "nidos-to-coa", _("Nidos informs COA"),
    _("How long after an indication was recorded Nidos informed COA; up to the last day that is counted."),
    DECIDED, IN_TIME,
)  # fmt: skip
DAYS = {"DAY": 1, "WEEK": 7, "MONTH": 30}
PLACED = Said(
    "indication-to-placement", _("From indication to placement"),
    _("How many days after the indication the child was first placed in protected shelter or Fier, up to the last day "
      "that is counted."),
    INDICATED,
    {
        "DAY": _("the same day or the next"), "WEEK": _("within a week"), "MONTH": _("within thirty days"),
        "LONGER": _("longer"), "NOT": _("not placed there"),
    },
)  # fmt: skip


def count(files: Files) -> Iterator[Division]:
    signals = raised(files)
    yield from seen(files, signals)
    yield divide(STEPS, signals.values_list("source_step", flat=True))
    kinds = dict(Organisation.objects.values_list("pk", "kind"))
    by = signals.values_list("created_by_organisation", flat=True)
    yield divide(RAISED, (kinds.get(organisation, "") for organisation in by))
    yield divide(COA, told_coa(files))
    yield divide(PLACED, placed(files))


def raised(files: Files) -> QuerySet[Signal]:
    """The signals of the period; what was put right once is counted as it was put right."""
    rows = files.rows(Signal).filter(raised_at__gte=files.begin, raised_at__lt=files.end)
    return rows.exclude(status=Signal.Status.WRONG_CHILD)


def seen(files: Files, signals: QuerySet[Signal]) -> Iterator[Division]:
    """By kind of organisation, in one query for all of them."""
    when = dict(signals.filter(case__isnull=False).values_list("id", "raised_at"))
    rows = files.rows(Notice).filter(kind=NoticeKind.SIGNAL, sent_at__gte=files.begin, sent_at__lt=files.end)
    found: dict[str, list[str]] = defaultdict(list)
    for about, kind, at in rows.values_list("about", "to_organisation__kind", "acknowledged_at"):
        if about in when and kind in SEEN:
            found[kind].append(in_time("SIGNAL_FAN_OUT", when[about], at if at and at < files.end else None))
    for kind in TRIO:
        yield divide(SEEN[kind], found[kind])


def in_time(name: str, since: datetime, at: datetime | None) -> str:
    """Whether something was done within so many hours."""
    if at is None:
        return "NOT"
    return "IN_TIME" if at <= term(name, day_of(since)).deadline(since) else "LATER"


def told_coa(files: Files) -> Iterator[str]:
    rows = files.rows(Indication).filter(decided_on__gte=files.since, decided_on__lte=files.until)
    for since, at in rows.values_list("created_at", "coa_informed_at"):
        yield in_time("INFORM_COA", since, at if at and at < files.end else None)


def indicated(files: Files) -> dict[UUID, date]:
    """The children whose first indication for a place with which rest begins was decided on in the period."""
    rows = files.rows(Indication).filter(outcome__in=PROTECTED, decided_on__lte=files.until)
    first = files.firsts(rows.values_list("case_id", "decided_on"))
    return {child: day for child, day in first.items() if files.within(day)}


def admitted(files: Files) -> dict[UUID, date]:
    """When each child was first placed where rest begins."""
    rows = files.rows(Placement).filter(location__kind__in=PROTECTED, starts_at__lt=files.end)
    first = files.firsts(rows.values_list("case_id", "starts_at"))
    return {child: day_of(moment) for child, moment in first.items()}


def placed(files: Files) -> Iterator[str]:
    came = admitted(files)
    for child, decided_on in indicated(files).items():
        days = (came[child] - decided_on).days if child in came else None
        yield by_length(days, DAYS, "LONGER", "NOT")
