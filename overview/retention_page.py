"""The page of files whose term has run out: which and why, who proposed what, what keeps others, and the terms.

It shows case numbers, days and rules, and nothing of any child.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from audit import ledger
from config.clock import day_of
from config.encryption import open_all
from intake import legal_hold, retention_term
from intake.models import Case, Certificate, Destruction, LegalHold, RetentionTerm
from overview import destruction, retention, words
from overview.links import When, free_act_url
from partners import involvement
from partners.access import Standing
from partners.actors import Actor
from partners.data_classes import DataClass
from partners.errors import NotAllowed
from partners.models import Person
from partners.roles import OrganisationKind
from policy import retention as policy

SHOWN = 100
Buttons = Sequence[tuple[str | Promise, str]]


@dataclass(frozen=True)
class Line:
    """One file by its number: how it stands, why, and what can be done."""

    reference: str
    state: When
    why: Sequence[str]
    buttons: Buttons = ()


@dataclass(frozen=True)
class Term:
    """What one kind of organisation has to keep, and from when to when."""

    organisation: str
    length: str
    period: str


@dataclass(frozen=True)
class Files:
    """What only those see who may have a file destroyed."""

    due: list[Line]
    proposed: list[Line]
    held: list[Line]
    in_the_way: list[tuple[str | Promise, int]]
    certificates: list[tuple[str, str, int]]
    hold_url: str


@dataclass(frozen=True)
class Page:
    default: str
    terms: list[Term]
    term_url: str
    files: Files | None = field(default=None)


def load(actor: Actor, at: datetime) -> Page:
    """The page, and the entry that says that it was shown. Raises NotAllowed."""
    standing = involvement.without_case(actor)
    reads_files = standing.right(DataClass.RETENTION).anything
    if not reads_files and not standing.right(DataClass.CONFIGURATION).anything:
        raise NotAllowed(f"{DataClass.RETENTION}:reads")
    today = day_of(at)
    known = policy.default(OrganisationKind.NIDOS.value, today)
    default = _("%(years)s years after the eighteenth birthday (%(source)s)") % {
        "years": known.years, "source": known.source,
    }  # fmt: skip
    may_set = standing.right(DataClass.CONFIGURATION).writes
    ledger.read(RetentionTerm, by=actor, case=None, classes=[DataClass.CONFIGURATION])
    return Page(default, [*terms()], free_act_url(retention_term.SET) if may_set else "",
                files(standing, at) if reads_files else None)  # fmt: skip


def terms() -> Iterator[Term]:
    for row in RetentionTerm.objects.kept():
        period = _("from %(day)s") % {"day": words.day(row.in_force_from)}
        if row.lapses_on:
            period = _("from %(first)s to %(last)s") % {
                "first": words.day(row.in_force_from), "last": words.day(row.lapses_on),
            }  # fmt: skip
        length = _("%(years)s years after %(event)s (%(source)s)") % {
            "years": row.years, "event": row.get_counts_from_display(), "source": row.law,
        }  # fmt: skip
        yield Term(row.get_kind_display(), length, period)


def files(standing: Standing, at: datetime) -> Files:
    due = retention.due(at)
    oldest = retention.look(retention.oldest(day_of(at)), at)
    proposals = list(Destruction.objects.standing().select_related("case")[:SHOWN])
    holds = list(LegalHold.objects.standing().select_related("case")[:SHOWN])
    open_all(row.reason for row in holds)
    shown = {file.case.pk for file in due} | {row.case_id for row in (*proposals, *holds)}
    ledger.listed(Case, by=standing.actor, cases=sorted(shown), classes=[DataClass.RETENTION], related=False)
    named = names({row.created_by for row in (*proposals, *holds)} | {row.confirmed_by for row in proposals})
    in_hand = {row.case_id for row in proposals}
    stopped = Counter(each.code for file in oldest for each in file.obstacles)
    return Files(
        [due_line(file) for file in due if file.case.pk not in in_hand],
        [proposed_line(row, named, standing.actor, at) for row in proposals],
        [held_line(row, named) for row in holds],
        [(each.sentence, stopped[each.code]) for each in retention.OBSTACLES if stopped[each.code]],
        [(words.moment(row.destroyed_at), str(row.pk), sum(row.rows.values()))
         for row in Certificate.objects.all()[:SHOWN]],
        free_act_url(legal_hold.HOLD),
    )  # fmt: skip


def names(people: Collection[UUID | None]) -> dict[UUID | None, str]:
    return dict(Person.objects.filter(pk__in=[each for each in people if each]).values_list("pk", "name"))


def due_line(file: retention.File) -> Line:
    since = _("due since %(day)s") % {"day": words.day(file.since)} if file.since else ""
    return Line(
        file.case.reference, When(since, "soon"), [destruction.reason_said(each) for each in file.reasons],
        [(destruction.PROPOSE.label, free_act_url(destruction.PROPOSE, file.case.pk))],
    )  # fmt: skip


def proposed_line(row: Destruction, named: dict[UUID | None, str], actor: Actor, at: datetime) -> Line:
    """Who proposed and who confirmed; whoever proposed it does not confirm it."""
    said = [_("Proposed by %(who)s on %(moment)s.") % {
        "who": named.get(row.created_by, "–"), "moment": words.moment(row.created_at)}]  # fmt: skip
    state = When(_("waits for a second person"), "soon")
    buttons: list[tuple[str | Promise, str]] = []
    if row.confirmed_at is not None:
        said.append(_("Confirmed by %(who)s on %(moment)s.") % {
            "who": named.get(row.confirmed_by, "–"), "moment": words.moment(row.confirmed_at)})  # fmt: skip
        state = When(_("is destroyed by the next run"), "late")
    elif not actor.same_person(row.created_by):
        buttons.append((destruction.CONFIRM.label, free_act_url(destruction.CONFIRM, row.pk)))
    if day_of(at) > destruction.last_day(row):
        state = When(_("lapsed"), "calm")
    said.append(_("Holds until %(day)s.") % {"day": words.day(destruction.last_day(row))})
    return Line(row.case.reference, state, said,
                [*buttons, (destruction.WITHDRAW.label, free_act_url(destruction.WITHDRAW, row.pk))])  # fmt: skip


def held_line(row: LegalHold, named: dict[UUID | None, str]) -> Line:
    review = (
        _("look again on %(day)s") % {"day": words.day(row.review_on)} if row.review_on else _("until it is lifted")
    )
    said = _("Held by %(who)s since %(moment)s: %(why)s") % {
        "who": named.get(row.created_by, "–"), "moment": words.moment(row.created_at), "why": row.reason,
    }  # fmt: skip
    return Line(row.case.reference, When(review, "calm"), [said],
                [(legal_hold.LIFT.label, free_act_url(legal_hold.LIFT, row.pk))])  # fmt: skip
