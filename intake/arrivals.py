"""The arrival list: many children at once, each through the verb that opens a case; all of them or none (S004-27).

**The fingerprint.** A line that was registered leaves its fingerprint on its case, so that a second run of the same
list registers nobody twice. A plain hash of names and a birth date can be guessed back from a copy of the database;
this one is an HMAC under a data key of its own, which the key ring wraps like any other. So it outlives both secrets:
SECRET_KEY has no part in it, and a new ring wraps the same key again.
"""

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from config.encryption import DataKey, data_key, hold_data_key
from intake import arrival_list
from intake import case as cases
from intake.arrival_cells import Arrival, Reader
from intake.arrival_list import Fault, NotAList
from intake.models import Case, Child
from partners import involvement
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.numbers import number

# The data key of the fingerprints; another one here would make strangers of all lines that were registered.
FINGERPRINTS = UUID("5a6f3c1e-8d0b-4b57-9b0e-6c1d2a7e4f90")
CHECKED, REGISTERED = "checked", "registered"
STEP = 100
# How far it is: what is being done, how many lines, of how many.
Progress = Callable[[str, int, int], None]
Row = TypeVar("Row")


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


@dataclass(frozen=True)
class Checked:
    """A list that was looked at: its lines, the case of each that was registered before, and what is wrong."""

    arrivals: list[Arrival]
    known: dict[int, UUID]
    faults: list[Fault]


class ListRefused(RuleBroken):
    """Something in the list cannot be registered, and so nothing is."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(
            "arrival-list-faults", gettext_lazy("There are faults in this list; no child was registered."), "S004-27"
        )
        self.faults = faults


def telling(rows: list[Row], what: str, progress: Progress) -> Iterator[Row]:
    """The rows one by one, saying now and then how many are done."""
    for done, row in enumerate(rows, start=1):
        yield row
        if done % STEP == 0 or done == len(rows):
            progress(what, done, len(rows))


def check(data: bytes, *, by: Actor, at: datetime, progress: Progress = silent) -> Checked:
    """Everything that is wrong with a list, line by line, and who on it is registered already; registers nobody.

    That it was held against the cases is written down as a search. Raises NotAllowed for who may open no case.
    """
    involvement.without_case(by).require(*cases.OPEN.right)
    today = day_of(at)
    try:
        lines, faults = arrival_list.read(data, number("ARRIVAL_LIST_LINES", today))
    except NotAList as refusal:
        return Checked([], {}, refusal.faults)
    reader = Reader(today)
    arrivals = []
    for line in telling(lines, CHECKED, progress):
        arrival, found = reader.read(line)
        arrivals.append(arrival)
        faults += found
    known = registered([arrival for arrival in arrivals if arrival.is_whole])
    taken = taken_v_numbers([arrival for arrival in arrivals if arrival.line not in known])
    ledger.listed(Case, by=by, cases=sorted({*known.values(), *taken.values()}), classes=[DataClass.IDENTITY],
                  kind=Kind.SEARCH, related=False)  # fmt: skip
    faults += repeated(arrivals) + [taken_v_number(line) for line in taken]
    return Checked(arrivals, known, sorted(faults, key=lambda fault: fault.place))


def repeated(arrivals: list[Arrival]) -> list[Fault]:
    """What stands on the list twice: a whole line, or a V-number in two lines that differ."""
    faults = []
    lines: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for arrival in arrivals:
        first = lines.setdefault(arrival.normal(), arrival.line) if arrival.is_whole else arrival.line
        if first != arrival.line:
            faults.append(Fault(arrival.line, "", _("This is the same child as in line %(line)s.") % {"line": first}))
            continue
        first = numbers.setdefault(arrival.v_number, arrival.line) if arrival.v_number else arrival.line
        if first != arrival.line:
            sentence = _("Line %(line)s has the same V-number.") % {"line": first}
            faults.append(Fault(arrival.line, "v_nummer", sentence))
    return faults


def taken_v_numbers(arrivals: list[Arrival]) -> dict[int, UUID]:
    """Of each line whose V-number a child in another case has, that case."""
    wanted = {arrival.v_number for arrival in arrivals} - {""}
    found = dict(Child.objects.filter(v_number__in=wanted).values_list("v_number", "case_id"))
    return {arrival.line: found[arrival.v_number] for arrival in arrivals if arrival.v_number in found}


def taken_v_number(line: int) -> Fault:
    return Fault(line, "v_nummer", _("A child in another case has this V-number."))


def fingerprints(arrivals: list[Arrival]) -> dict[int, str]:
    """The fingerprint of each line. The key must be there."""
    key = data_key(FINGERPRINTS).encrypt(b"lines of arrival lists", None)
    return {arrival.line: hmac.new(key, arrival.normal().encode(), hashlib.sha256).hexdigest() for arrival in arrivals}


def registered(arrivals: list[Arrival]) -> dict[int, UUID]:
    """The case of each line that was registered before. Without the key no line ever was."""
    if not DataKey.objects.filter(id=FINGERPRINTS).exists():
        return {}
    prints = fingerprints(arrivals)
    found = dict(Case.objects.filter(imported_as__in=prints.values()).values_list("imported_as", "id"))
    return {line: found[fingerprint] for line, fingerprint in prints.items() if fingerprint in found}


@transaction.atomic
def register(checked: Checked, *, by: Actor, at: datetime, progress: Progress = silent) -> dict[int, Case]:
    """Open a case for every child of a list that was checked and stands in none yet; the new cases by line.

    One list at a time: who comes second waits, and finds what the first one registered. Raises RuleBroken, NotAllowed.
    """
    involvement.without_case(by).require(*cases.OPEN.right)
    if checked.faults:
        raise ListRefused(checked.faults)
    hold_data_key(FINGERPRINTS)
    known = registered(checked.arrivals)
    new = [arrival for arrival in checked.arrivals if arrival.line not in known]
    taken = taken_v_numbers(new)
    if taken:
        raise ListRefused([taken_v_number(line) for line in taken])
    prints = fingerprints(new)
    return {
        arrival.line: open_case(arrival, prints[arrival.line], by=by, at=at)
        for arrival in telling(new, REGISTERED, progress)
    }


def open_case(arrival: Arrival, fingerprint: str, *, by: Actor, at: datetime) -> Case:
    """The case of one line; when the verb says no, the line at fault is named."""
    arrived = {**arrival.arrival, "imported_as": fingerprint}
    try:
        return cases.open(child=arrival.child, birth=arrival.birth, arrival=arrived, by=by, at=at)
    except RuleBroken as refusal:
        raise ListRefused([Fault(arrival.line, "", str(refusal.message))]) from refusal
