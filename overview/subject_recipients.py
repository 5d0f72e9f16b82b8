"""Who received the data of a child, by organisation: who is involved, was told, looked, or was given something.

Who raised a signal and stands in the case for nothing else is not named; what police looked at for an investigation is
left out of everybody's copy, as of everybody's log (docs/decisions/0035-investigations-and-the-log.md).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Min
from django.utils.translation import gettext as _

from audit.models import Entry, EntryQuerySet
from config.clock import day_of
from intake import papers
from intake.models import ComenshaMessage, Disclosure, Signal
from overview import words
from overview.child_log import INVESTIGATED, PRINTED, WRITTEN, what_for
from overview.people_trail import NOTHING_SEEN
from overview.subject_records import Held, Row
from partners.models import Involvement, Notice, Organisation, OutboxMessage

Told = tuple[UUID | None, str]
# Whose name leads to a house (docs/decisions/0061-the-childs-own-timeline.md).
SHELTER = ("BO_PROVIDER", "FIER")


@dataclass(frozen=True)
class Recipient:
    """One organisation, and in which ways it had something of these data."""

    name: str
    ways: list[str]


def now(found: Held, model: type) -> list[Row]:
    return [kept.now for kept in found.records.get(model, [])]


def unnamed(found: Held) -> dict[UUID, str]:
    """What is said of an organisation whose name would tell where the child lives, or who raised a signal.

    The latter of those that are not involved by any other ground.
    """
    shelter = Organisation.objects.filter(kind__in=SHELTER).values_list("pk", flat=True)
    involved = {row["organisation"] for row in now(found, Involvement)}
    givers = {row["created_by_organisation"] for row in now(found, Signal)} - involved - {None}
    return dict.fromkeys(shelter, str(_("a provider of shelter"))) | dict.fromkeys(
        givers, str(_("an organisation that raised a signal"))
    )


def of(found: Held, cases: list[UUID], said: Mapping[UUID, str]) -> list[Recipient]:
    """Every recipient, by name or as it is `said`; who raised a signal and no more received nothing."""
    told = [*involved(found), *noticed(found), *given(found), *looked(cases), *printed(cases)]
    ways: dict[UUID, list[str]] = defaultdict(list)
    involved_in = {row["organisation"] for row in now(found, Involvement)}
    for organisation, way in told:
        if organisation is not None and (organisation not in said or organisation in involved_in):
            ways[organisation].append(way)
    names = dict(Organisation.objects.filter(pk__in=ways).values_list("pk", "name")) | dict(said)
    return sorted((Recipient(names[key], found_ways) for key, found_ways in ways.items()), key=lambda each: each.name)


def involved(found: Held) -> Iterator[Told]:
    for row in now(found, Involvement):
        ground = words.value(Involvement, "ground", row["ground"], found.names)
        until = words.day(day_of(row["until"])) if row["until"] else _("today")
        since = words.day(day_of(row["since"]))
        yield row["organisation"], _("involved: %(ground)s, %(since)s to %(until)s") % {
            "ground": ground, "since": since, "until": until,
        }  # fmt: skip


def noticed(found: Held) -> Iterator[Told]:
    """Each notice, and whether it was also called by webhook."""
    rows = now(found, Notice)
    called = set(OutboxMessage.objects.filter(notice__in=[row["id"] for row in rows], sent_at__isnull=False)
                 .values_list("notice_id", flat=True))  # fmt: skip
    for row in rows:
        kind = words.value(Notice, "kind", row["kind"], found.names)
        also = _(" (also by webhook)") if row["id"] in called else ""
        yield row["to_organisation"], _("told on %(day)s: %(kind)s") % {
            "day": words.day(day_of(row["sent_at"])), "kind": kind,
        } + also  # fmt: skip


def given(found: Held) -> Iterator[Told]:
    """What went to somebody outside, and what was reported to CoMensha."""
    for row in now(found, Disclosure):
        what = "; ".join(Disclosure._meta.get_field("data_classes").labels(row["data_classes"]))
        yield row["organisation"], _("given on %(day)s: %(what)s") % {
            "day": words.day(row["given_on"]), "what": what,
        }  # fmt: skip
    comensha = Organisation.objects.filter(kind="COMENSHA").values_list("pk", flat=True).first()
    for row in now(found, ComenshaMessage):
        yield comensha, _("reported on %(day)s") % {"day": words.day(day_of(row["sent_at"]))}


def entries(cases: Iterable[UUID]) -> Iterator[EntryQuerySet]:
    for case in cases:
        yield Entry.objects.of_case(case).exclude(kind__in=NOTHING_SEEN).exclude(INVESTIGATED)


def looked(cases: Iterable[UUID]) -> Iterator[Told]:
    """What for, how often and between which days an organisation looked at something or had it listed."""
    for rows in entries(cases):
        seen = (
            rows.exclude(PRINTED).exclude(kind__in=WRITTEN).order_by().values("organisation", "purpose")
            .annotate(first=Min("at"), last=Max("at"), times=Count("id")).order_by("organisation", "purpose")
        )  # fmt: skip
        for row in seen:
            yield row["organisation"], _("looked %(times)s times, %(first)s to %(last)s, for: %(purpose)s") % {
                "times": row["times"], "first": words.day(day_of(row["first"])),
                "last": words.day(day_of(row["last"])), "purpose": what_for(row["purpose"]),
            }  # fmt: skip


def printed(cases: Iterable[UUID]) -> Iterator[Told]:
    """A dossier on paper, for an organisation."""
    rows = [row for some in entries(cases) for row in some.filter(PRINTED).order_by("id").values("at", "reason")]
    known = papers.receivers(row["reason"] for row in rows)
    for row in rows:
        if row["reason"] in known:
            yield known[row["reason"]].pk, _("a dossier on paper, on %(day)s") % {"day": words.day(day_of(row["at"]))}
