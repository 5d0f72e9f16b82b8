"""Two files that may be about one child: found by what is written, judged by a person, never joined by itself (AL-31).

Finding asks for a few cases by their keys (intake/name_keys.py), and says how alike they are (intake/alike.py).
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from config.prepared import Prepared
from intake import alike, duplicate_access, joined, merge, name_keys, name_search
from intake.alike import Likeness, Persona
from intake.models import BirthDateRecord, Case, Child, NameKey, PossibleDuplicate
from partners import asking
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from policy.near_dates import Born
from policy.numbers import number

SOURCE = "AL-31"
# What opens a pair again that was judged to be two children.
NEWS = {PossibleDuplicate.Reason.V_NUMBER, PossibleDuplicate.Reason.BIRTH_DATE}


def personas(cases: Iterable[UUID]) -> dict[UUID, Persona]:
    """What is written of the children of these cases, every birth date ever stated included; in two queries."""
    wanted = list(cases)
    born: dict[UUID, list[BirthDateRecord]] = {}
    for row in BirthDateRecord.objects.filter(case__in=wanted):
        born.setdefault(row.case_id, []).append(row)
    children = Child.objects.filter(case__in=wanted)
    return {child.case_id: persona_of(child, born.get(child.case_id, ())) for child in children}


def persona_of(child: Child, born: Iterable[BirthDateRecord]) -> Persona:
    """What is written of a child, as it is compared."""
    dates = tuple(Born(*row.parts()) for row in born)
    return Persona(child.given_names, child.family_name, tuple(child.aliases), dates, child.v_number, child.sex,
                   child.nationality)  # fmt: skip


def first_keys(case: UUID, persona: Persona) -> list[models.Model]:
    """By what a child is found whose case is being opened, not saved: no key and no word of it stands there yet."""
    keys = (NameKey(case_id=case, key=key) for key in sorted(name_keys.stands(persona)))
    return [*keys, *name_search.words_of(case, name_search.stands(persona))]


def keep_keys(case: UUID, persona: Persona) -> None:
    """Bring the keys of a case in step with what is written of its child now."""
    wanted = name_keys.stands(persona)
    known = dict(NameKey.objects.filter(case=case).values_list("key", "pk"))
    stale = [pk for key, pk in known.items() if key not in wanted]
    if stale:
        NameKey.objects.filter(pk__in=stale).delete()
    NameKey.objects.bulk_create(NameKey(case_id=case, key=key) for key in sorted(wanted - known.keys()))


def candidates(case: UUID, persona: Persona, most: int) -> list[UUID]:
    """The cases that share most keys with this child, in front whoever has the same V-number; one query."""
    keys, v_number = sorted(name_keys.wanted(persona)), name_keys.v_key(persona)
    more = {} if v_number is None else {"v_number": v_number}
    found = SHARING.rows(most, case=case, **more, **asking.many(keys)) if keys else []
    return [other for other, *_how in found]


def _sharing(most: int, *, case: UUID, v_number: int | None = None, **keys: int) -> models.QuerySet[NameKey, Any]:
    same = models.Case(models.When(key=v_number, then=1), default=0, output_field=models.IntegerField())
    return (
        NameKey.objects.filter(key__in=list(keys.values())).exclude(case=case).values_list("case")
        .annotate(certain=models.Max(same) if v_number is not None else models.Value(0), shared=models.Count("pk"))
        .order_by("-certain", "-shared", "case")[:most]
    )  # fmt: skip


SHARING = Prepared(_sharing)


def look(*, case: Case, by: Actor, at: datetime, named: bool = False) -> list[PossibleDuplicate]:
    """Find the cases that may be about the same child, and write each pair in both files; those that are new.

    Called by every verb that changes what a child is known by, in its transaction; `named` where that is its name.
    Again is no more (AL-31).
    """
    persona = personas([case.pk])[case.pk]
    keep_keys(case.pk, persona)
    if named:
        name_search.keep_words(case.pk, persona)
    return compare(case.pk, persona, by=by, at=at)


def compare(case: UUID, persona: Persona, *, by: Actor, at: datetime) -> list[PossibleDuplicate]:
    """Compare a child with those that share most keys with it, and write each pair; those that are new."""
    on = day_of(at)
    found = candidates(case, persona, number("DUPLICATES_COMPARED", on))
    if not found:
        return []
    return pairs(case, likely_among(case, persona, found, number("DUPLICATE_LIKELY", on)), by=by, at=at)


def likely_among(case: UUID, persona: Persona, found: list[UUID], threshold: int) -> dict[UUID, Likeness]:
    """How alike each is that is alike enough, under the case in which it goes on; in one order for everybody."""
    going_on = joined.goes_on_in(found)
    likely: dict[UUID, Likeness] = {}
    for other, known in personas(found).items():
        how, place = alike.likeness(persona, known), going_on.get(other, other)
        if place != case and how.score >= max(threshold, likely[place].score if place in likely else 0):
            likely[place] = how
    return dict(sorted(likely.items()))


def pairs(case: UUID, likely: Mapping[UUID, Likeness], *, by: Actor, at: datetime) -> list[PossibleDuplicate]:
    """Write what is new, in both files; those that are new, or open again."""
    known = {row.other_case_id: row for row in PossibleDuplicate.objects.filter(case=case, other_case__in=likely)}
    found = (
        reconsider(known[other], how, by=by, at=at) if other in known else write(case, other, how, by=by, at=at)
        for other, how in likely.items()
    )
    return [row for row in found if row is not None]


def write(case: UUID, other: UUID, how: Likeness, *, by: Actor, at: datetime) -> PossibleDuplicate | None:
    """The two rows of a pair, and the notice; None when somebody else found the same two at the same moment."""
    try:
        with transaction.atomic():
            # Always in the same order, so that two who find the same pair do not wait for each other.
            rows = [
                PossibleDuplicate(case_id=one, other_case_id=two, score=how.score, reasons=list(how.reasons))
                for one, two in sorted(((case, other), (other, case)))
            ]
            ledger.record_all(rows, by=by, at=at)
    except IntegrityError:
        return None
    duplicate_access.tell(*rows, by=by, at=at)
    return next(row for row in rows if row.case_id == case)


def reconsider(known: PossibleDuplicate, how: Likeness, *, by: Actor, at: datetime) -> PossibleDuplicate | None:
    """What is known of two now. Two children stay two children, unless something new says otherwise."""
    if not changes(known, how):
        return None
    two = [known.case_id, known.other_case_id]
    rows = PossibleDuplicate.objects.select_for_update().filter(case__in=two, other_case__in=two).order_by("pk")
    changed = [row for row in rows if changes(row, how)]
    opened = [row for row in changed if row.verdict == row.Verdict.DIFFERENT and row.case_id == known.case_id]
    reasons: Any = list(how.reasons)
    for row in changed:
        row.score, row.reasons = how.score, reasons
        row.verdict, row.verdict_reason = row.Verdict.OPEN, ""
        ledger.record(row, by=by, at=at, reason=SOURCE)
    return next(iter(opened), None)


def changes(row: PossibleDuplicate, how: Likeness) -> bool:
    """Whether this says something new of a pair that nobody judged, or something that opens it again."""
    if row.verdict == row.Verdict.DIFFERENT:
        return bool((set(how.reasons) & NEWS) - set(row.reasons))
    same = (row.score, set(row.reasons)) == (how.score, set(how.reasons))
    return row.verdict == row.Verdict.OPEN and not same


def carry_over(closed: UUID, into: UUID, *, by: Actor, at: datetime) -> None:
    """Who may be the child of a file that was closed may be the child of the one in which it goes on."""
    rows = PossibleDuplicate.objects.filter(case=closed, verdict=PossibleDuplicate.Verdict.OPEN)
    likely = {row.other_case_id: Likeness(row.score, tuple(row.reasons)) for row in rows.exclude(other_case=into)}
    pairs(into, dict(sorted(likely.items())), by=by, at=at)


def check_open(duplicate: PossibleDuplicate, by: Actor, at: datetime) -> None:
    """Whoever judges sees both files; a pair that is being joined is judged already. Raises RuleBroken."""
    merge.check_sees(duplicate.other_case_id, by, at)
    if duplicate.verdict != duplicate.Verdict.OPEN:
        raise RuleBroken("already-judged", _("These two have been judged already."), SOURCE)


def count_of(cases: Iterable[UUID]) -> int:
    """How many pairs there are in which one of these cases stands, and that nobody judged."""
    rows = PossibleDuplicate.objects.filter(case__in=list(cases), verdict=PossibleDuplicate.Verdict.OPEN)
    return len({frozenset(pair) for pair in rows.values_list("case", "other_case")})


@transaction.atomic
def tell_apart(*, duplicate: PossibleDuplicate, verdict_reason: str, by: Actor, at: datetime) -> PossibleDuplicate:
    """They are two children; it says so in both files. Raises RuleBroken."""
    row, copy = merge.held(duplicate)
    check_open(row, by, at)
    if not verdict_reason.strip():
        raise RuleBroken("no-reason", _("Say by what you tell the two apart."), SOURCE)
    merge.judge(row, copy, verdict=row.Verdict.DIFFERENT, reason=verdict_reason.strip(), by=by, at=at)
    return row


TELL_APART = Act(
    path="cases/{case}/possible-duplicates/{duplicate}/dismissals",
    label=_("Two children"),
    verb=tell_apart,
    model=PossibleDuplicate,
    fields=("verdict_reason",),
    required=("verdict_reason",),
    parent_model=PossibleDuplicate,
    right=(DataClass.DUPLICATE, "writes"),
    check=check_open,
    source=SOURCE,
    help=_("It is written in both files, and this pair does not come back unless something new is known."),
)
