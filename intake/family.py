"""Who belongs to the child: said, linked to another case, kept apart or ended (EC-43 to EC-46, EC-55)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of
from intake import contact, joined
from intake.models import Case, Child, Relation
from partners import involvement, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.models import Notice, NoticeKind, Organisation
from policy.ages import AGE_OF_MAJORITY, age_on
from policy.in_force import is_in_force

SIBLING, OWN_CHILD, PARTNER = Relation.Kind.SIBLING, Relation.Kind.OWN_CHILD, Relation.Kind.PARTNER
# What may be read of a relation.
Row = Mapping[str, Any]
FIELDS = ("kind", "name", "birth_date", "other_case", "travelled_along", "married", "standing")


def siblings(case: Case) -> QuerySet[Relation]:
    """The links with brothers and sisters that hold, without whom the child is kept apart from."""
    here = Q(case=case) | Q(case__in=joined.closed_into(case))
    return Relation.objects.filter(here, kind=SIBLING, linked=True, ended_on=None, unsafe=False)


def apart(case: Case) -> QuerySet[Relation]:
    """The links that keep this child and another one apart, in whichever of the two files they stand (EC-44)."""
    files = joined.files(case)
    both = Q(case__in=files) | Q(other_case__in=files)
    return Relation.objects.filter(both, linked=True, unsafe=True, ended_on=None)


def hold(*cases: UUID) -> list[Case]:
    """Lock these cases, always in the same order, so that two who link the same two do not wait for each other."""
    return list(Case.objects.select_for_update().filter(pk__in=cases).order_by("pk"))


def check_said(kind: str, name: str, birth_date: date | None, other: Case | None, married: bool, today: date) -> None:
    """What is said fits together. Raises RuleBroken."""
    if birth_date is not None and birth_date > today:
        raise RuleBroken("birth-date-in-future", _("The birth date lies in the future."), "S004-27")
    if married and kind != PARTNER:
        raise RuleBroken("married-to-whom", _("Only of a partner can be said that they are married."), "S000-25")
    if other is not None and (name or birth_date):
        raise RuleBroken(
            "stands-elsewhere",
            _("Leave name and birth date empty: of somebody with a case they stand in that case."),
            "EC-43",
        )
    if other is not None and kind == OWN_CHILD:
        raise RuleBroken("no-case", _("A child that came with its parent has no case of its own."), "EC-55")


def check_other(case: Case, other: Case, by: Actor, at: datetime) -> None:
    """Another case, in which this actor may write as well; one that is out of sight is none. Raises RuleBroken."""
    try:
        there = involvement.standing(by, other.pk, at)
        there.require(DataClass.FAMILY, "writes")
    except (NotFound, NotAllowed) as nothing:
        raise RuleBroken("unknown-case", _("You see no case of this number."), "EC-43") from nothing
    involvement.check_not_joined(there, at)
    involvement.check_not_closed(there)
    if other.pk == case.pk:
        raise RuleBroken("own-case", _("A child is no relative of itself."), "EC-43")
    forth, back = Q(case=case, other_case=other), Q(case=other, other_case=case)
    if Relation.objects.filter(forth | back, ended_on=None).exists():
        # The same words for a link that stands and for one that is hidden from this actor (EC-44).
        raise RuleBroken("already-linked", _("These two cases are linked already, or cannot be linked."), "EC-43")


@transaction.atomic
def record(*, case: Case, kind: str, name: str = "", birth_date: date | None = None, other_case: Case | None = None,
           travelled_along: bool = False, married: bool = False, standing: str = "CLAIMED",
           by: Actor, at: datetime) -> Relation:  # fmt: skip
    """Write down who belongs to the child, as it is said; a link stands in both files. Raises RuleBroken."""
    name = " ".join(name.split())
    check_said(kind, name, birth_date, other_case, married, day_of(at))
    known = {"kind": kind, "travelled_along": travelled_along, "married": married, "standing": standing}
    if other_case is not None:
        return link(case, other_case, by=by, at=at, **known)
    row = Relation(case=case, name=name, birth_date=birth_date, **known)
    ledger.record(row, by=by, at=at)
    bar_partner(row, by=by, at=at)
    return row


@transaction.atomic
def link(case: Case, other: Case, *, by: Actor, at: datetime, **known: Any) -> Relation:
    """The same link in both files; whose brother or sister was signalled already, Nidos hears now."""
    hold(case.pk, other.pk)
    check_other(case, other, by, at)
    here, there = (
        Relation(case=one, other_case=two, linked=True, **known) for one, two in ((case, other), (other, case))
    )
    for row in (here, there):
        ledger.record(row, by=by, at=at)
        bar_partner(row, by=by, at=at)
        if row.kind == SIBLING and row.other_case.signals.valid().exists():
            tell(row, by=by, at=at)
    return here


def bar_partner(row: Relation, *, by: Actor, at: datetime) -> None:
    if row.kind == PARTNER:
        contact.bar(row, by=by, at=at)


def tell_siblings(case: Case, *, by: Actor, at: datetime) -> None:
    """A signal about this child: whoever at Nidos sees a brother or sister hears that there is one, not what it is."""
    linked = Relation.objects.filter(kind=SIBLING, ended_on=None, unsafe=False).order_by()
    # Two questions in one: of both joined by OR, PostgreSQL would read every link there is.
    before = linked.filter(other_case__in=joined.closed_into(case))
    for row in linked.filter(other_case=case).union(before).order_by("created_at"):
        tell(row, by=by, at=at)


def tell(row: Relation, *, by: Actor, at: datetime) -> None:
    """Once for each link, also to the Nidos of who raised it: another case may have another worker (EC-43). It is told
    in the case in which the brother or sister goes on.

    What was withdrawn was not said: after it the next signal is told again (EC-63).
    """
    said = Notice.objects.filter(about=row.id, kind=NoticeKind.SIBLING_SIGNALLED)
    taken_back = said.filter(pk__in=withdrawals(said).values("about"))
    source = f"EC-43 ({taken_back.count() + 1})" if taken_back else "EC-43"
    stands, [case] = said.exclude(pk__in=taken_back), joined.now([row.case_id])
    unaware = Organisation.objects.filter(kind="NIDOS").exclude(pk__in=stands.values("to_organisation"))
    for nidos in unaware.select_related("webhook"):
        notices.tell_one(to=nidos, about=row.id, kind=NoticeKind.SIBLING_SIGNALLED, case=case,
                         source=source, by=by, at=at)  # fmt: skip


def withdrawals(said: QuerySet[Notice]) -> QuerySet[Notice]:
    """The notices that take these back: each is about the notice that it withdraws."""
    return Notice.objects.filter(kind=NoticeKind.SIGNAL_WRONG_CHILD, about__in=said.values("pk"))


def untell_siblings(case: Case, *, by: Actor, at: datetime) -> None:
    """No signal about this child is left: who heard of one in the file of a brother or sister hears that (EC-63)."""
    if case.signals.valid().exists():
        return
    rows = Relation.objects.filter(other_case=case, kind=SIBLING, ended_on=None, unsafe=False)
    said = Notice.objects.filter(about__in=rows.values("pk"), kind=NoticeKind.SIBLING_SIGNALLED)
    for notice in said.exclude(pk__in=withdrawals(said).values("about")).select_related("to_organisation__webhook"):
        notices.tell_one(to=notice.to_organisation, about=notice.pk, kind=NoticeKind.SIGNAL_WRONG_CHILD,
                         case=notice.case_id, source="EC-63", by=by, at=at)  # fmt: skip


def check_open(relation: Relation, by: Actor, at: datetime) -> None:
    if relation.ended_on is not None:
        raise RuleBroken("already-ended", _("This has ended already."), "EC-43")


def check_separate(relation: Relation, by: Actor, at: datetime) -> None:
    """Nidos, of somebody who is not kept apart yet. Raises RuleBroken."""
    check_open(relation, by, at)
    if by.kind != "NIDOS":
        raise RuleBroken("only-nidos", _("Nidos decides whom a child is kept apart from."), "EC-44")
    if relation.unsafe:
        raise RuleBroken("already-apart", _("The two are kept apart already."), "EC-44")


def held(relation: Relation) -> tuple[Relation, Relation | None]:
    """The row and its copy in the other file, with both cases locked."""
    hold(*filter(None, (relation.case_id, relation.other_case_id)))
    row = Relation.objects.select_for_update().get(pk=relation.pk)
    copies = Relation.objects.select_for_update().filter(other_case=row.case_id, ended_on=None)
    return row, copies.filter(case=row.other_case_id).first() if row.linked else None


@transaction.atomic
def separate(*, relation: Relation, unsafe_reason: str, by: Actor, at: datetime) -> Relation:
    """Keep the child apart from somebody; the other file shows nothing of it any more (EC-44). Raises RuleBroken."""
    row, copy = held(relation)
    check_separate(row, by, at)
    if not unsafe_reason.strip():
        raise RuleBroken("no-reason", _("Say why the two must be kept apart."), "EC-44")
    row.unsafe, row.unsafe_reason = True, unsafe_reason.strip()
    ledger.record(row, by=by, at=at)
    if copy is not None:
        copy.withdrawn, copy.ended_on = True, day_of(at)
        ledger.record(copy, by=by, at=at)
    contact.bar(row, by=by, at=at)
    return row


@transaction.atomic
def end(*, relation: Relation, end_reason: str, by: Actor, at: datetime) -> Relation:
    """It is over or was never so; in both files, the reason in this one only. Raises RuleBroken."""
    row, copy = held(relation)
    check_open(row, by, at)
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say why this ends or what was wrong with it."), "EC-43")
    row.ended_on, row.end_reason = day_of(at), end_reason.strip()
    ledger.record(row, by=by, at=at)
    if copy is not None:
        copy.ended_on = day_of(at)
        ledger.record(copy, by=by, at=at)
    return row


def spouses(relations: Iterable[Row]) -> list[Row]:
    """Of rows as they may be read, the partners to whom the child says to be married."""
    return [
        row for row in relations
        if row["kind"] == PARTNER and row.get("married") and row.get("ended_on") is None
    ]  # fmt: skip


def is_adult(born: date | None, today: date) -> bool:
    return born is not None and age_on(born, today) >= AGE_OF_MAJORITY


def married_to_adult(*, minor: bool, relations: Iterable[Row], today: date) -> list[Row]:
    """The adults to whom a minor says to be married: told, never inferred, and no signal by itself. The two talks and
    the contact moments follow from this, for a boy as for a girl (S000-19, EC-45)."""
    return [row for row in spouses(relations) if minor and is_adult(row.get("birth_date"), today)]


def child_bride(*, sex: str, minor: bool, relations: Iterable[Row], today: date) -> bool:
    """What is called so: a girl, a minor, who is married to an adult (S000-25)."""
    return sex == Child.Sex.F and bool(married_to_adult(minor=minor, relations=relations, today=today))


def age_gap(child: date | None, partner: date | None) -> int | None:
    """How many years there are between the two, as far as both birth dates are known (S000-26)."""
    if child is None or partner is None:
        return None
    return age_on(*sorted((child, partner)))


def marriage_unrecognised(*, minor: bool, relations: Iterable[Row], today: date) -> bool:
    """Whether there is a marriage that does not count here, because not both are of age: since the act (S000-30)."""
    young = (minor or not is_adult(row.get("birth_date"), today) for row in spouses(relations))
    return is_in_force("MARRIAGE_ACT", today) and any(young)


RECORD = Act(
    path="cases/{case}/relations",
    label=_("Add family or a companion"),
    verb=record,
    model=Relation,
    fields=FIELDS,
    parent_model=Case,
    right=(DataClass.FAMILY, "writes"),
    source="EC-43",
    help=_("Ask whether somebody is married; never infer it. Has somebody a case here as well? Give its number."),
)
SEPARATE = Act(
    path="cases/{case}/relations/{relation}/separations",
    label=_("Keep apart"),
    verb=separate,
    model=Relation,
    fields=("unsafe_reason",),
    required=("unsafe_reason",),
    parent_model=Relation,
    right=(DataClass.FAMILY, "writes"),
    check=check_separate,
    source="EC-44",
    help=_("Do this in the file of the child that needs protection: the other file will show nothing of it."),
)
END = Act(
    path="cases/{case}/relations/{relation}/endings",
    label=_("End or correct"),
    verb=end,
    model=Relation,
    fields=("end_reason",),
    required=("end_reason",),
    parent_model=Relation,
    right=(DataClass.FAMILY, "writes"),
    check=check_open,
    source="EC-43",
    help=_("Was it wrong? End it here and add it again as it is."),
)
