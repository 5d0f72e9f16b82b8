"""Who compares two children must see both: when Nidos intake no longer sees one, a supervisor lets it look (C5 h)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from intake import closing, merge
from intake.models import Case, PossibleDuplicate
from partners import involvement, involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotAllowed, NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, Notice, NoticeKind, Organisation

JUDGE, SOURCE = "nidos.intake", merge.SOURCE


def out_of_sight(cases: Iterable[UUID], nidos: UUID, at: datetime) -> set[UUID]:
    """Of these cases those that Nidos intake does not see; one query."""
    rows = Involvement.objects.open(at).filter(Q(role="") | Q(role=JUDGE), organisation=nidos, person=None)
    rows = rows.exclude(ground=Ground.OWN_SIGNAL)
    wanted = list(cases)
    return set(wanted) - set(rows.filter(case_id__in=wanted).values_list("case_id", flat=True))


def tell(*rows: PossibleDuplicate, by: Actor, at: datetime) -> None:
    """Nidos intake hears of a pair, or a supervisor when intake does not see both; once each.

    In the younger file, or in the one that is open.
    """
    shut = closing.among(row.case_id for row in rows)
    row, other = sorted(rows, key=lambda each: (each.case_id in shut, -each.case.number))
    for nidos in Organisation.objects.filter(kind="NIDOS").select_related("webhook"):
        hidden = out_of_sight([row.case_id, other.case_id], nidos.pk, at)
        role = merge.APPROVER if hidden else JUDGE
        said = Notice.objects.filter(about=row.id, kind=NoticeKind.DUPLICATE, to_organisation=nidos, to_role=role)
        if not said.exists():
            notices.tell_one(to=nidos, about=row.id, kind=NoticeKind.DUPLICATE, case=row.case_id, role=role,
                             source=SOURCE, by=by, at=at)  # fmt: skip


def check(duplicate: PossibleDuplicate, by: Actor, at: datetime) -> None:
    """A supervisor of Nidos who sees both, of a pair that intake cannot judge. Raises RuleBroken."""
    try:
        involvement.standing(by, duplicate.other_case_id, at).require(DataClass.DUPLICATE, "decides")
    except (NotFound, NotAllowed) as nothing:
        raise RuleBroken("other-out-of-sight", _("The other case is not one you see."), SOURCE) from nothing
    if duplicate.verdict != duplicate.Verdict.OPEN:
        raise RuleBroken("already-judged", _("These two have been judged already."), SOURCE)
    assert by.organisation_id is not None
    if not out_of_sight([duplicate.case_id, duplicate.other_case_id], by.organisation_id, at):
        raise RuleBroken("sees-both", _("Nidos intake sees both cases already."), SOURCE)


@transaction.atomic
def let_compare(*, duplicate: PossibleDuplicate, by: Actor, at: datetime) -> PossibleDuplicate:
    """Open to Nidos intake the case it does not see, until the two are judged. Raises RuleBroken."""
    row, copy = merge.held(duplicate)
    check(row, by, at)
    own = Organisation.objects.get(pk=by.organisation_id)
    for case in Case.objects.filter(pk__in=out_of_sight([row.case_id, row.other_case_id], own.pk, at)):
        involving.involve(case=case.pk, number=case.number, organisation=own, ground=Ground.INTAKE, role=JUDGE,
                          about=row.pk, by=by, at=at)  # fmt: skip
    tell(*filter(None, (row, copy)), by=by, at=at)
    return row


LET_COMPARE = Act(
    path="cases/{case}/possible-duplicates/{duplicate}/openings",
    label=_("Let Nidos intake compare"),
    verb=let_compare,
    model=PossibleDuplicate,
    fields=(),
    parent_model=PossibleDuplicate,
    right=(DataClass.DUPLICATE, "decides"),
    check=check,
    source=SOURCE,
    help=_("Nidos intake does not see both cases. It will, until it has said whether they are of one child."),
)
