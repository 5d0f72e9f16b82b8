"""The copy of everything that is held of a child (GDPR art. 15): in plain Dutch, and the same as a file for machines.

It is made on the spot and kept nowhere; of what was given stays the fingerprint, so that it can be shown later.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from audit import ledger
from audit.models import Kind
from config.clock import day_of
from intake import document
from intake.models import Child, Document, SubjectRequest, SubjectText
from intake.subject_request import SOURCE, held
from overview import subject_recipients, subject_records, words
from overview.subject_recipients import Recipient
from overview.subject_records import CONTENT, Held, Kept, columns, goes
from overview.subject_texts import Verdict, check_granted, files, known, unlisted, waiting
from partners.access import data_of
from partners.actors import Actor
from partners.errors import RuleBroken
from partners.models import Organisation, Person
from partners.print_register import RETENTION, kept
from partners.roles import ROLES
from policy.subject_access import GROUNDS, LEFT_OUT, SOURCE_UNNAMED, Goes
from policy.terms import TERMS

REASON = "subject-access"
FILE = "inzage.json"


@dataclass(frozen=True)
class Value:
    """One column: what it is called, what it says, what it said before, and why it is not whole."""

    name: str
    label: str
    says: str
    before: list[str]
    why: str = ""


@dataclass(frozen=True)
class Line:
    """One record: when it was written down and by which organisation, in which function."""

    recorded: str
    by: str
    values: list[Value]


@dataclass(frozen=True)
class Topic:
    kind: str
    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Scan:
    """A scan that goes along, in the file for machines."""

    name: str
    media_type: str
    fingerprint: str
    content: str


@dataclass(frozen=True)
class Content:
    """Everything that the copy says; its file is made of this and of nothing else."""

    child: str
    made_on: str
    decision: str
    limited: str
    reasons: str
    topics: list[Topic]
    scans: list[Scan]
    recipients: list[Recipient]
    kept: list[str]
    left_out: list[str]
    judged: list[str]
    rights: list[str]

    def file(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True).encode()


@dataclass(frozen=True)
class Copy:
    content: Content
    fingerprint: str
    address: str


@transaction.atomic
def give(*, subject_request: SubjectRequest, by: Actor, at: datetime) -> Copy:
    """The copy, its fingerprint on the request, and the entry that it left. Raises RuleBroken."""
    row = held(subject_request)
    check_granted(row, by, at)
    found = subject_records.load(files(row.case))
    texts = known(row)
    check_judged(len(unlisted(found, texts)) + len(waiting(texts.values())))
    with override("nl"):
        content = Maker(row, found, texts, at).content()
    file = content.file()
    row.handed_at, row.content_hash = at, hashlib.sha256(file).hexdigest()
    ledger.record(row, by=by, at=at)
    ledger.write(Kind.EXPORT, by=by, table=row._meta.db_table, record=row.pk, version=row.version, case=row.case_id,
                 data_classes=classes(found), reason=REASON)  # fmt: skip
    return Copy(content, row.content_hash, "data:application/json;base64," + base64.b64encode(file).decode())


def check_judged(missing: int) -> None:
    """Nothing leaves before a person read every text. Raises RuleBroken."""
    if missing:
        said = ngettext(
            "One text was not judged yet: nothing goes along before all are.",
            "%(n)s texts were not judged yet: nothing goes along before all are.",
            missing,
        )
        raise RuleBroken("not-all-judged", said % {"n": missing}, SOURCE)


def classes(found: Held) -> list[str]:
    """The classes of data of which something goes along."""
    return sorted({
        str(name)
        for model in found.records
        for name, fields in data_of(model).items()
        if any(goes(model, column) in (Goes.GIVEN, Goes.JUDGED) for column in fields.all)
    })  # fmt: skip


class Maker:
    """Turns what is held into what is said, with what a person said of each text."""

    def __init__(self, row: SubjectRequest, found: Held, texts: dict[Any, SubjectText], at: datetime) -> None:
        self.row, self.found, self.texts, self.at = row, found, texts, at
        self.unnamed = subject_recipients.unnamed(found)
        self.found.names.known.setdefault(Organisation, {}).update(self.unnamed)
        self.roles = dict(Person.objects.filter(pk__in=self.people()).values_list("pk", "role"))

    def people(self) -> set[UUID]:
        return {
            row[column.name]
            for model, rows in self.found.records.items()
            for column in columns(model)
            if column.related_model is Person
            for kept_row in rows
            for row in kept_row.versions
            if row[column.name]
        }

    def content(self) -> Content:
        return Content(
            child=self.child(), made_on=words.day(day_of(self.at)), decision=str(self.row.get_decision_display()),
            limited=str(self.row.get_ground_display()), reasons=str(self.row.decision_words),
            topics=list(self.topics()), scans=list(self.scans()),
            recipients=subject_recipients.of(self.found, files(self.row.case), self.unnamed),
            kept=[kept(term) for term in TERMS if term.name.startswith(RETENTION)],
            left_out=[text.nl for text in LEFT_OUT.values()], judged=self.judged(), rights=rights(),
        )  # fmt: skip

    def child(self) -> str:
        rows = self.found.records.get(Child, [])
        return words.full_name(rows[0].now) if rows else ""

    def topics(self) -> Iterator[Topic]:
        for model, rows in self.found.records.items():
            lines = [line for each in rows if (line := self.line(each)).values]
            if lines:
                yield Topic(model._meta.label_lower, str(capfirst(model._meta.verbose_name_plural)), lines)

    def line(self, record: Kept) -> Line:
        first = record.versions[0]
        values = [self.value(record, column) for column in columns(record.model)]
        return Line(words.moment(first["created_at"]), self.source(record), [each for each in values if each])

    def source(self, record: Kept) -> str:
        """Which organisation wrote it down, in which function; of a signal nobody says."""
        if record.model.__name__ in SOURCE_UNNAMED:
            return ""
        first = record.versions[0]
        organisation = words.organisation_of(first, self.found.names)
        # Whoever raised a signal is known by the function, too.
        if first["created_by_organisation"] in self.unnamed:
            return organisation
        role = ROLES.get(first["created_by_role"])
        return ", ".join(filter(None, [organisation, str(role.label) if role else ""]))

    def value(self, record: Kept, column: Any) -> Value | None:
        become = goes(record.model, column.name)
        if become is Goes.BY_FUNCTION:
            said = [(self.function(column, row), "") for row in record.steps(column.name)]
        elif become is Goes.JUDGED:
            said = [self.judgement(record, column.name, row) for row in record.steps(column.name)]
        elif become is Goes.GIVEN:
            said = [(words.in_row(record.model, column.name, row, self.found.names), "")
                    for row in record.steps(column.name)]  # fmt: skip
        else:
            return None
        before = [text for text, _why in said[:-1] if text]
        (now, _why), reasons = said[-1], {why for _text, why in said if why}
        if not (now or before or reasons):
            return None
        return Value(column.name, words.label(record.model, column.name), now, before, "; ".join(sorted(reasons)))

    def function(self, column: Any, row: dict[str, Any]) -> str:
        """What somebody is, and not who; of a name that was typed nothing."""
        role = ROLES.get(self.roles.get(row[column.name], "")) if column.related_model is Person else None
        return str(role.label) if role else ""

    def judgement(self, record: Kept, name: str, row: dict[str, Any]) -> tuple[str, str]:
        """The text as a person let it go along, and why it is not whole."""
        text = words.value(record.model, name, row[name], self.found.names)
        if not text:
            return "", ""
        judged = self.texts[record.model._meta.label_lower, record.id, name, row["version"]]
        said = {Verdict.KEPT: text, Verdict.SHORTENED: str(judged.text), Verdict.LEFT_OUT: ""}
        return said[Verdict(judged.verdict)], str(judged.get_why_display()) if judged.why else ""

    def scans(self) -> Iterator[Scan]:
        """The scans that a person let go along, as they are kept."""
        for record in self.found.records.get(Document, []):
            row = record.now
            if self.texts[Document._meta.label_lower, record.id, CONTENT, row["version"]].verdict == Verdict.KEPT:
                content = base64.b64encode(document.opened(record.id, row["sha256"])).decode()
                yield Scan(str(record.id), row["media_type"], row["sha256"], content)

    def judged(self) -> list[str]:
        """How many texts go along whole, in other words or not, and on which ground."""
        counted = Counter((row.verdict, row.why) for row in self.texts.values())
        grounds = {each.code: each.text.nl for each in GROUNDS}
        return [
            f"{Verdict(verdict).label}{': ' + grounds[why] if why else ''}: {number}"
            for (verdict, why), number in sorted(counted.items())
        ]


def rights() -> list[str]:
    """What else one may ask, and where to complain (art. 15(1)(e) and (f))."""
    return [
        _("You may have put right what is wrong or missing; whoever was given it then hears that."),
        _("You may ask that something is erased, or not used for a time, and you may object."),
        _("You may complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens)."),
        _("No machine decides about you by itself."),
    ]
