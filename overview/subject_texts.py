"""A person says of each text and scan in a child's data whether it goes along: it may name somebody else.

Only the officer who answers reads them, only for a request that was granted, one at a time, each with its entry.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.encryption import secret
from intake import joined
from intake.models import Case, SubjectRequest, SubjectText
from intake.subject_request import SOURCE, Decision, answers, check_officer, held
from intake.subject_request import find as find_request
from overview import subject_records, words
from overview.subject_records import CONTENT, Held, Piece
from partners.access import Standing, data_of, visible
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from policy.subject_access import GROUNDS

Verdict = SubjectText.Verdict
Key = tuple[str, UUID, str, int]


def files(case: Case) -> list[UUID]:
    """Every file of this child."""
    return joined.files(joined.surviving(case))


def check_granted(subject_request: SubjectRequest, by: Actor, at: datetime) -> None:
    """Nobody reads what was not granted. Raises RuleBroken."""
    check_officer(by)
    if subject_request.decision not in (Decision.GRANTED, Decision.LIMITED):
        raise RuleBroken("not-granted", _("Only what was granted is judged and given."), SOURCE)


def known(row: SubjectRequest) -> dict[Key, SubjectText]:
    return {(each.kind, each.record, each.column, each.written_version): each for each in row.texts.all()}


def unlisted(found: Held, judged: Mapping[Key, SubjectText]) -> list[Piece]:
    return [piece for piece in found.pieces() if piece.key not in judged]


@transaction.atomic
def collect(*, subject_request: SubjectRequest, by: Actor, at: datetime) -> SubjectRequest:
    """List each text that is not listed yet, without what it says. Raises RuleBroken."""
    row = held(subject_request)
    check_granted(row, by, at)
    found = subject_records.load(files(row.case))
    rows = [SubjectText(case=row.case, request=row, **named(piece)) for piece in unlisted(found, known(row))]
    ledger.record_all(rows, by=by, at=at)
    return row


def named(piece: Piece) -> dict[str, Any]:
    kind, record, column, version = piece.key
    return {"kind": kind, "record": record, "column": column, "written_version": version}


def original(row: SubjectText) -> Piece:
    """What is judged, of a file of this child. Raises RuleBroken."""
    piece = subject_records.find(row.kind, row.record, row.column, row.written_version)
    if piece is None:
        raise RuleBroken("text-gone", _("This text is there no more: look for what is to be judged."), SOURCE)
    return piece


def find(key: UUID, standing: Standing, at: datetime) -> SubjectText:
    """The text of this id, for who answers and of what was granted. Raises NotFound."""
    rows = SubjectText.objects.filter(pk=key, request__decision__in=[Decision.GRANTED, Decision.LIMITED])
    seen = visible(rows, standing) if answers(standing.actor) else None
    row: SubjectText | None = seen.select_related("case", "request").first() if seen is not None else None
    if row is None:
        raise NotFound
    return row


def check_judge(subject_text: SubjectText, by: Actor, at: datetime) -> None:
    """Raises RuleBroken."""
    check_granted(subject_text.request, by, at)


@transaction.atomic
def judge(*, subject_text: SubjectText, verdict: str, text: str = "", why: str = "", by: Actor,
          at: datetime) -> SubjectText:  # fmt: skip
    """Say whether it goes along: whole, in other words, or not; never whole and changed. Raises RuleBroken."""
    held(subject_text.request)
    row = SubjectText.objects.select_for_update(of=("self",)).select_related("case", "request").get(pk=subject_text.pk)
    check_judge(row, by, at)
    check_verdict(verdict, text.strip(), why, original(row))
    row.verdict, row.judged_at = verdict, at
    row.why = "" if verdict == Verdict.KEPT else why
    row.text = secret(row.case.data_key, text) if verdict == Verdict.SHORTENED else ""
    return ledger.record(row, by=by, at=at)


def check_verdict(verdict: str, text: str, why: str, piece: Piece) -> None:
    """The verdict, the words and the ground fit together. Raises RuleBroken."""
    if verdict not in Verdict.values:
        raise RuleBroken("no-verdict", _("Say whether it goes along."), SOURCE)
    if verdict == Verdict.KEPT:
        check_kept(text, why, piece)
    elif why not in {each.code for each in GROUNDS if each.of_text}:
        raise RuleBroken("no-ground", _("Say on which ground it does not go along whole."), SOURCE)
    if verdict == Verdict.SHORTENED and (piece.column == CONTENT or text in ("", piece.text.strip())):
        raise RuleBroken("not-changed", _("Write the text as it goes along; a scan goes along or does not."), SOURCE)


def check_kept(text: str, why: str, piece: Piece) -> None:
    """Who took something out of a text meant to. Raises RuleBroken."""
    if why or text not in ("", piece.text.strip()):
        raise RuleBroken("kept-but-changed", _("You changed the text, or chose a ground: then it goes along in other "
                                               "words."), SOURCE)  # fmt: skip


def as_written(subject_text: SubjectText, by: Actor, at: datetime) -> Mapping[str, Any]:
    """The text itself, or what was made of it; that it was shown is written down in the case."""
    piece = original(subject_text)
    ledger.read(piece.model, by=by, case=subject_text.case_id, record=piece.record, version=piece.version,
                classes=classes(piece))  # fmt: skip
    shortened = subject_text.verdict == Verdict.SHORTENED
    return {"verdict": subject_text.verdict, "why": subject_text.why,
            "text": str(subject_text.text) if shortened else piece.text}  # fmt: skip


def classes(piece: Piece) -> list[str]:
    column = "sha256" if piece.column == CONTENT else piece.column
    return [str(name) for name, fields in data_of(piece.model).items() if column in fields.all]


def column_label(row: SubjectText) -> str:
    """What the text is called on its own page."""
    piece = subject_records.find(row.kind, row.record, row.column, row.written_version)
    return called(piece) if piece else row.column


def called(piece: Piece) -> str:
    return str(_("the scan")) if piece.column == CONTENT else words.label(piece.model, piece.column)


def advise(subject_text: SubjectText, by: Actor, at: datetime) -> list[str | Promise]:
    return [
        f"{words.kind(subject_text.kind)}: {column_label(subject_text)}",
        _("Leave in whatever is about this child, also what it said itself. Take out the names and details of others, "
          "where it lives, and what leads to who raised a signal."),
    ]  # fmt: skip


def waiting(rows: Iterable[SubjectText]) -> list[SubjectText]:
    return [row for row in rows if not row.verdict]


COLLECT = Act(
    path="subject-requests/{subject_request}/texts",
    label=_("Look for what is to be judged"),
    verb=collect,
    model=SubjectText,
    fields=(),
    parent_model=SubjectRequest,
    parent_from=find_request,
    right=(DataClass.SUBJECT_ACCESS, "decides"),
    check=check_granted,
    source=SOURCE,
    help=_("Every text and scan in the files of this child, also what stood there before. You read each when you "
           "judge it; nothing goes along before all are judged."),
)  # fmt: skip
JUDGE = Act(
    path="subject-texts/{subject_text}/judgements",
    label=_("Judge"),
    verb=judge,
    model=SubjectText,
    fields=("verdict", "text", "why"),
    required=("verdict",),
    parent_model=SubjectText,
    parent_from=find,
    right=(DataClass.SUBJECT_TEXT, "decides"),
    check=check_judge,
    prefill=as_written,
    advise=advise,
    proof=True,
    source=SOURCE,
)
ACTS = (COLLECT, JUDGE)
