"""Two children side by side, for who may see both; nobody says anything of them before having looked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from intake import alike, duplicate, duplicate_access, merge
from intake.models import BirthDateRecord, Case, CaseMerge, Child, PossibleDuplicate, Precision
from overview import words
from overview.links import act_url, case_url
from overview.words import Names
from partners import involvement
from partners.access import Standing, classes_of, read
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound
from policy import near_dates
from policy.near_dates import Born
from policy.numbers import number
from residence import merge as merging

Row = dict[str, Any]
Written = dict[type[models.Model], list[Row]]
CHILD = ("given_names", "family_name", "aliases", "sex", "nationality", "languages", "v_number")
ARRIVAL = ("intake_location", "arrived_on", "accompanied_by")
ACTS = (merge.ASK, duplicate.TELL_APART, duplicate_access.LET_COMPARE)
NAMES = ("given_names", "family_name", "aliases")


@dataclass(frozen=True)
class Button:
    label: str
    url: str
    quiet: bool


@dataclass(frozen=True)
class Line:
    """One thing that is known of both: what it is called, what each file says, and whether they agree."""

    label: str
    here: str
    there: str
    mark: str
    tone: str


@dataclass(frozen=True)
class File:
    reference: str
    url: str
    name: str
    recorded: str


@dataclass(frozen=True)
class Comparison:
    here: File
    there: File
    score: int
    threshold: int
    reasons: list[str]
    verdict: str
    verdict_reason: str
    asked: str
    lines: list[Line]
    buttons: list[Button]


def load(actor: Actor, case: UUID, pair: UUID, at: datetime) -> Comparison:
    """Both children as this actor may read them, and an entry in each file that says so. Raises NotFound, NotAllowed.

    Who may not know of the other case finds nothing here.
    """
    here = involvement.standing(actor, case, at)
    here.require(DataClass.DUPLICATE, "reads")
    row = next(iter(read(PossibleDuplicate.objects.filter(pk=pair, case=case), here)), None)
    if row is None or "other_case" not in row:
        raise NotFound
    there = involvement.standing(actor, row["other_case"], at)
    ours, theirs = written(here), written(there)
    names = named(ours, theirs)
    two = [case, row["other_case"]]
    asked = CaseMerge.objects.filter(undone_at=None, case__in=two, into__in=two).first()
    pending = asked if asked is not None and asked.approved_at is None else None
    return Comparison(
        here=file(ours, names), there=file(theirs, names), score=row["score"],
        threshold=number("DUPLICATE_LIKELY", day_of(at)),
        reasons=reasons(row["reasons"]),
        verdict=words.value(PossibleDuplicate, "verdict", row["verdict"], names),
        verdict_reason=row.get("verdict_reason", ""), asked=going_on(pending, ours, theirs),
        lines=lines(ours, theirs, names), buttons=buttons(pair, asked, here, there, at),
    )  # fmt: skip


def reasons(codes: list[str]) -> list[str]:
    column: Any = PossibleDuplicate._meta.get_field("reasons")
    return column.labels(codes)


def written(standing: Standing) -> Written:
    """The rows of one file that tell who the child is; that they were shown is written down."""
    found: Written = {
        Case: read(Case.objects.filter(pk=standing.case), standing),
        Child: read(Child.objects.filter(case=standing.case), standing),
        BirthDateRecord: read(BirthDateRecord.objects.filter(case=standing.case).order_by("effective_from"), standing),
    }
    classes = {name for model in (*found, PossibleDuplicate) for name in classes_of(model, standing)}
    ledger.read(Case, by=standing.actor, case=standing.case, record=standing.case, classes=classes,
                version=found[Case][0]["version"] if found[Case] else None,
                ground=" ".join(sorted(standing.grounds)))  # fmt: skip
    return found


def named(*files: Written) -> Names:
    names = Names()
    for rows in files:
        for model, found in rows.items():
            names.want(model, found)
    return names.fetch()


def only(rows: list[Row]) -> Row:
    return next(iter(rows), {})


def file(rows: Written, names: Names) -> File:
    case = only(rows[Case])
    recorded = " · ".join(filter(None, [words.organisation_of(case, names), words.moment(case["created_at"])]))
    return File(case.get("reference", ""), case_url(case["id"]), words.full_name(only(rows[Child])), recorded)


def lines(here: Written, there: Written, names: Names) -> list[Line]:
    """Everything that one of the two says, in one order."""
    found = []
    for model, columns in ((Child, CHILD), (Case, ARRIVAL)):
        for name in columns:
            said = [words.value(model, name, only(rows[model]).get(name), names) for rows in (here, there)]
            found.append(line(words.label(model, name), *said, sounds=name in NAMES))
    births = [", ".join(birth(row) for row in rows[BirthDateRecord]) for rows in (here, there)]
    near = near_dates.nearest(*([born(row) for row in rows[BirthDateRecord]] for rows in (here, there)))
    found.insert(len(NAMES), line(_("Birth date"), *births, nearly=near >= near_dates.NEAR_FROM))
    return [each for each in found if each.here or each.there]


def birth(row: Row) -> str:
    """A statement of a birth date, as precisely as it is known, with what it is worth."""
    if row.get("date") is None:
        return _("not known")
    record = BirthDateRecord(status=row["status"])
    return f"{words.known(row['date'], row['precision'])} ({record.get_status_display()})"


def born(row: Row) -> Born:
    return Born(*BirthDateRecord(date=row.get("date"), precision=row.get("precision", Precision.UNKNOWN)).parts())


def line(label: str, here: str, there: str, *, sounds: bool = False, nearly: bool = False) -> Line:
    if not here or not there:
        return Line(label, here, there, _("only in one of the two") if here or there else "", "calm")
    if here == there:
        return Line(label, here, there, _("the same"), "soon")
    if sounds and alike.names(here, there).score >= alike.ONE_CONSONANT:
        return Line(label, here, there, _("sounds alike"), "soon")
    return Line(label, here, there, _("nearly the same") if nearly else _("differs"), "soon" if nearly else "calm")


def going_on(asked: CaseMerge | None, *files: Written) -> str:
    """What a supervisor is asked: which of the two goes on."""
    if asked is None:
        return ""
    references = {only(rows[Case])["id"]: only(rows[Case]).get("reference", "") for rows in files}
    known = {"case": references[asked.case_id], "into": references[asked.into_id], "reason": asked.reason}
    return _("It is asked that %(case)s be closed and the child go on in %(into)s: %(reason)s") % known


def buttons(pair: UUID, asked: CaseMerge | None, here: Standing, there: Standing, at: datetime) -> list[Button]:
    """What this actor can say of the two, and decide."""
    row = PossibleDuplicate.objects.select_related("case", "other_case").get(pk=pair)
    found = [button(act, row, here, quiet=act is duplicate.TELL_APART) for act in ACTS if act.available(row, here, at)]
    if asked is not None:
        closed = here if asked.case_id == here.case else there
        decide = [act for act in (merging.APPROVE, merging.UNDO, merge.WITHDRAW) if act.available(asked, closed, at)]
        found += [button(act, asked, closed, quiet=act is not merging.APPROVE) for act in decide]
    return found


def button(act: Act, row: models.Model, standing: Standing, *, quiet: bool) -> Button:
    assert standing.case is not None
    return Button(str(act.label), act_url(standing.case, act.name, row.pk), quiet)
