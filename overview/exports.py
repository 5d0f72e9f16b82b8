"""The trail of a case as a file: CSV for a spreadsheet, or lines of the Logboek Dataverwerkingen.

The fields of a line are those of Logius' standard, component Logboek (docs/decisions/0030-the-ledger-read.md).
Whoever takes the file along is in the ledger before there is a first byte of it.
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from audit import ledger
from audit.models import Entry, Kind
from overview import trail, trail_words
from overview.people_trail import Seen, screens
from overview.trail import Filters
from overview.words import Names
from partners.actors import Actor
from partners.data_classes import DataClass

# A cell that begins with one of these is a formula to a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NAMESPACE = "urn:beschut:"


def trail_of(actor: Actor, case: UUID, filters: Filters, at: datetime, form: str) -> str:
    """The whole trail as far as this actor sees it, in one of FORMS. Raises NotFound, NotAllowed."""
    with transaction.atomic():
        allowed, _standing, _reference = trail.opened(actor, case, at)
        ledger.write(Kind.EXPORT, by=actor, table=Entry._meta.db_table, case=case, data_classes=[DataClass.AUDIT],
                     reason=form)  # fmt: skip
        return FORMS[form](list(trail.narrowed(allowed, filters).order_by("id")), case)


def as_csv(entries: list[Entry], case: UUID) -> str:
    """Who did what, when and why; no value of anything."""
    known, doers = trail_words.tables(), trail_words.doers(entries, Names())
    head = [
        _("When"),
        _("Who"),
        _("For whom"),
        _("What"),
        _("Record"),
        _("Classes of data"),
        _("Purpose"),
        _("Ground"),
    ]
    return sheet(head, (
        [entry.at.isoformat(), doers[entry.id].name, doers[entry.id].where, trail_words.kind(entry)[0],
         trail_words.record(entry, known), "; ".join(trail_words.data_classes(entry)), *trail_words.why(entry)]
        for entry in entries
    ))  # fmt: skip


def seen_as_csv(found: Iterable[Seen]) -> str:
    head = [_("Case"), _("First"), _("Last"), _("Times"), _("Through")]
    return sheet(head, (
        [one.reference, one.first.isoformat(), one.last.isoformat(), str(one.times),
         "; ".join(f"{name} ({times})" for name, times in screens(one))]
        for one in found
    ))  # fmt: skip


def sheet(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def safe(cell: str) -> str:
    """The cell as text: never a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def as_logboek(entries: list[Entry], case: UUID) -> str:
    """One line of JSON for each entry, about this child alone, also where a list showed others beside it."""
    return "".join(json.dumps(operation(entry, case)) + "\n" for entry in entries)


def operation(entry: Entry, case: UUID) -> dict[str, Any]:
    moment = int(entry.at.timestamp() * 1000)
    failed = entry.kind in {Kind.DENIAL, Kind.LOGIN_FAILED}
    return {
        # What no call of anybody caused has no trace: it is one by itself, the same in every export.
        "trace_id": entry.trace_id or uuid5(NAMESPACE_URL, f"{NAMESPACE}entry:{entry.id}").hex,
        "operation_id": f"{entry.id:016x}",
        "status_code": "STATUS_CODE_ERROR" if failed else "STATUS_CODE_OK",
        "name": f"{entry.kind} {entry.table}".strip(),
        "start_time": moment,
        "end_time": moment,
        "resource": {"attributes": [{"key": "service.name", "value": "beschut"}]},
        "attributes": [
            {"key": f"dpl.core.{key}", "value": value}
            for key, value in (
                ("processing_activity_id", f"{NAMESPACE}processing-activity:{(entry.purpose or 'SYSTEM').lower()}"),
                ("data_subject_id", pseudonym(case)),
                ("data_subject_id_type", f"{NAMESPACE}pseudonym"),
            )
        ],
    }


def pseudonym(case: UUID) -> str:
    """The same for one child in every export of this installation, and to nobody else a number they know."""
    return salted_hmac("overview.exports.logboek", str(case), algorithm="sha256").hexdigest()


FORMS: dict[str, Callable[[list[Entry], UUID], str]] = {"csv": as_csv, "logboek": as_logboek}
