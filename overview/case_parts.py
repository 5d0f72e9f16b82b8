"""The parts of the case page that are no list of records: where the child is, who may look, who knows."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from config.clock import day_of
from config.language import say
from intake.models import Case
from overview import absence_tasks, waiting_tasks, words
from overview.case_file import CaseFile
from overview.records import history_url
from overview.signal_tasks import current_indication
from overview.snapshot import Facts
from partners import notices
from partners.data_classes import DataClass
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind, Organisation, Person
from partners.roles import ROLES
from policy.locations import location_type
from shelter.absence_end import hold_last_day
from shelter.models import Indication, Location, Placement


@dataclass(frozen=True)
class Receiver:
    """One organisation that was told, and when it said so; `late`: it did not, or not in time; `due`: before when."""

    organisation: str
    seen: str
    about: str
    sent: str
    history: str
    due: str
    late: bool


@dataclass(frozen=True)
class Where:
    """Where the child is, as far as it may be known; `protected`: the address is secret and not shown.

    `missing`: since when it was not seen there any more, and how long its bed is kept; `leaves`: when it goes to
    another house, or that it is on its way there.
    """

    place: str
    kind: str
    since: str
    address: str
    protected: bool
    missing: str = ""
    leaves: str = ""


@dataclass(frozen=True)
class Reason:
    text: str
    history: str


@dataclass(frozen=True)
class Watcher:
    """One organisation that may see the case, and why."""

    organisation: str
    reasons: list[Reason]


def receiver(row: dict[str, Any], file: CaseFile) -> Receiver:
    seen = row.get("acknowledged_at")
    return Receiver(
        organisation=file.names.of(Organisation, row["to_organisation"]), seen=words.moment(seen) if seen else "",
        about=words.value(Notice, "kind", row["kind"], file.names), sent=words.moment(row["sent_at"]),
        history=history_url(Notice, row["id"]), due=words.moment(row["due_at"]) if row.get("due_at") else "",
        late=notices.overdue(row, file.at),
    )  # fmt: skip


def told(file: CaseFile) -> list[Receiver]:
    """Who was told of what; alerts have a place of their own."""
    return [receiver(row, file) for row in file.of(Notice) if row["kind"] != NoticeKind.ALERT]


def coa_informed(file: CaseFile, facts: Facts) -> str | None:
    """When COA was informed of the indication that counts; empty: not yet; None: there is nothing to say about it."""
    known = current_indication(facts) if file.has(Indication) else None
    if known is None or "coa_informed_at" not in known:
        return None
    return words.moment(known["coa_informed_at"]) if known["coa_informed_at"] else ""


def where(file: CaseFile, facts: Facts) -> Where | None:
    """Where the child is, and whether it goes elsewhere; None when this actor may not know."""
    found = lives(file, facts)
    return replace(found, leaves=leaves(facts)) if found else None


def went(file: CaseFile) -> str:
    """Where a young adult went to live, as far as this actor may read it."""
    last = max(file.of(Placement), key=lambda row: row["starts_at"])
    return words.value(Placement, "went_to", last["went_to"], file.names) if last.get("went_to") else ""


def leaves(facts: Facts) -> str:
    """When the child goes to another house, and once it left, before when it should be there."""
    row = waiting_tasks.journey(facts)
    if row is None:
        return ""
    if row["departed_at"] is None:
        return _("Leaves for another house on %(moment)s.") % {"moment": words.moment(row["planned_at"])}
    expected = words.moment(waiting_tasks.expected(row))
    said = {"left": words.moment(row["departed_at"]), "expected": expected}
    return _("On its way since %(left)s; it should have arrived by %(expected)s.") % said


def lives(file: CaseFile, facts: Facts) -> Where | None:
    """The stay that is open, or else the place of arrival; None when this actor may not know."""
    stay = next((row for row in file.of(Placement) if row.get("ends_at") is None), None)
    if stay is None and file.of(Placement):
        return Where(went(file) or _("It has no place now"), "", "", "", protected=False, missing=missing(facts))
    if stay is None:
        found = arrival(file)
        return replace(found, missing=missing(facts)) if found else None
    place = words.value(Placement, "location", stay.get("location"), file.names)
    bed = words.value(Placement, "bed", stay.get("bed"), file.names) if stay.get("bed") else ""
    kind = location_type(facts.kinds[stay["location"]]) if stay.get("location") else None
    address = _address(file, stay["location"]) if kind else ""
    return Where(
        place=", ".join(filter(None, [place, bed])) or _("A place of which you may not know where it is"),
        kind=say(kind.label) if kind else "", since=words.short_day(day_of(stay["starts_at"])), address=address,
        protected=not address and (kind is None or kind.secret_address), missing=missing(facts, stay),
    )  # fmt: skip


def missing(facts: Facts, stay: Mapping[str, Any] | None = None) -> str:
    """Since when the child is missing, and up to when its bed is kept."""
    row = absence_tasks.missing(facts)
    if row is None:
        return ""
    since = words.moment(row.get("last_seen_at") or row["reported_at"])
    said = _("Missing since %(moment)s.") % {"moment": since}
    if stay is None or not stay.get("bed"):
        return said
    last = words.day(hold_last_day(row["reported_at"]))
    return f"{said} {_('The bed is kept free up to and with %(day)s.') % {'day': last}}"


def _address(file: CaseFile, location: Any) -> str:
    """The address of the house, only for those who may have it: for others it is not selected."""
    if not file.standing.right(DataClass.ADDRESS).reads:
        return ""
    return Location.objects.filter(pk=location).values_list("address", flat=True).get()


def arrival(file: CaseFile) -> Where | None:
    case = file.one(Case)
    if not case.get("intake_location"):
        return None
    place = words.value(Case, "intake_location", case["intake_location"], file.names)
    return Where(place, _("place of arrival"), words.short_day(case["arrived_on"]), "", protected=False)


def watchers(file: CaseFile) -> list[Watcher]:
    """Who may see this case now, and why; an own signal opens only that signal, so it is not listed.

    Of several for the same reason, as of two procedures, the first says it.
    """
    reasons: dict[str, dict[tuple[Any, ...], Reason]] = defaultdict(dict)
    for row in file.of(Involvement):
        ended = row["until"] is not None and row["until"] <= file.at
        if not ended and row["ground"] != Ground.OWN_SIGNAL:
            found = Reason(reason(row, file), history_url(Involvement, row["id"]))
            same = tuple(row.get(name) for name in ("ground", "role", "person", "until"))
            reasons[file.names.of(Organisation, row["organisation"])].setdefault(same, found)
    return [Watcher(name, list(found.values())) for name, found in reasons.items()]


def reason(row: dict[str, Any], file: CaseFile) -> str:
    """The ground, for whom within the organisation, and since when."""
    who = file.names.of(Person, row.get("person")) or (str(ROLES[row["role"]].label) if row.get("role") else "")
    ground = words.value(Involvement, "ground", row["ground"], file.names)
    begins = _("from %(day)s on") if row["since"] > file.at else _("since %(day)s")
    since = begins % {"day": words.short_day(day_of(row["since"]))}
    until = _("until %(day)s") % {"day": words.short_day(day_of(row["until"]))} if row["until"] else ""
    return " · ".join(filter(None, [ground, who, since, until]))
