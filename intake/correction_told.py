"""Whoever was given what is put right hears that it changed (GDPR art. 19).

Who reads here hears it at once by a notice; whoever was given it outside, or on paper, from the organisation that gave
it, which is asked to and records how.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Entry, Kind, Recorded
from config.clock import day_of
from intake import papers
from intake.models import Case, ComenshaMessage, Correction, CorrectionTelling, Disclosure
from partners import involvement, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import IN_PERSON
from partners.models import Involvement, Notice, NoticeKind, Organisation
from partners.resources import Resource

SOURCE = "INV-41"
# What a report to CoMensha says of a child beside what was reported.
OF_COMENSHA = {DataClass.IDENTITY, DataClass.AGE}
Way = CorrectionTelling.Way


def tell(row: Recorded, *classes: DataClass, by: Actor, at: datetime, inside: bool = True,
         but: Collection[str] = ()) -> None:  # fmt: skip
    """Record that these data were put right, and see to it that whoever has them hears it.

    Not `inside` where the verb told the others itself, nor those of the kinds in `but`. What stands in no case was
    given to nobody.
    """
    case = row.in_case()
    if case is None:
        return
    made = Correction(case_id=case, kind=row._meta.label_lower, record=row.pk, data_classes=[*classes])
    ledger.record(made, by=by, at=at)
    if inside:
        notices.send(list(told(made, but, by, at)), by=by, at=at)
    ledger.record_all(list(outside(made, by, at)), by=by, at=at)


def told(made: Correction, but: Collection[str], by: Actor, at: datetime) -> Iterator[Notice]:
    """One notice to each organisation that reads it, and to each person who alone does."""
    known = {"about": made.pk, "kind": NoticeKind.RECORD_CORRECTED, "case": made.case_id, "by": by, "at": at}
    read = {each for name in made.data_classes for each in involvement.readers(made.case_id, DataClass(name), at)}
    organisations = sorted(read, key=lambda each: each.code)
    yield from (notices.notice(to=each, source=SOURCE, **known) for each in organisations
               if each.pk != by.organisation_id and each.kind not in but)  # fmt: skip
    if not organisations:
        rows = Involvement.objects.open(at).filter(case_id=made.case_id, ground__in=IN_PERSON, person__isnull=False)
        people = {row.person: row.organisation for row in rows.select_related("organisation__webhook", "person")}
        for number, (person, organisation) in enumerate(people.items()):
            if person is not None and person.pk != by.person_id:
                yield notices.notice(to=organisation, person=person, source=f"{SOURCE} {number}", **known)


def outside(made: Correction, by: Actor, at: datetime) -> Iterator[CorrectionTelling]:
    """Everybody outside, or with a paper, who had these data; each once, and not who put it right."""
    seen = set()
    for way, teller, organisation, name in (*disclosed(made, day_of(at)), *reported(made), *printed(made)):
        key = (organisation, name)
        if teller is not None and organisation not in (teller, by.organisation_id) and key not in seen:
            seen.add(key)
            yield CorrectionTelling(case_id=made.case_id, correction=made, way=way, teller_id=teller,
                                    organisation_id=organisation, organisation_name=name)  # fmt: skip


Given = tuple[str, UUID | None, UUID | None, str]


def disclosed(made: Correction, today: date) -> Iterator[Given]:
    """What was given by letter, mail or telephone, also with a referral, and may be kept still."""
    rows = Disclosure.objects.filter(case=made.case_id, ended_on=None, expires_on__gte=today, corrected_by=None)
    for row in rows.order_by("given_on"):
        if set(made.data_classes) & set(row.data_classes):
            yield Way.DISCLOSURE, row.created_by_organisation, row.organisation_id, row.organisation_name


def reported(made: Correction) -> Iterator[Given]:
    """A report to CoMensha says who the child is; a withdrawn one says nothing any more."""
    if not OF_COMENSHA & set(made.data_classes):
        return
    rows = ComenshaMessage.objects.filter(case=made.case_id).order_by("sent_at")
    last = {row.report_id: row for row in rows}
    comensha = Organisation.objects.filter(kind="COMENSHA").values_list("pk", flat=True).first() if last else None
    for row in last.values() if comensha else ():
        if row.what != ComenshaMessage.What.WITHDRAWAL:
            yield Way.COMENSHA, row.created_by_organisation, comensha, ""


def printed(made: Correction) -> Iterator[Given]:
    """A dossier on paper with these data, for an organisation; a paper for the child is its own."""
    entries = Entry.objects.filter(case=made.case_id, kind=Kind.EXPORT, reason__startswith=papers.ON_PAPER)
    found = [row for row in entries.order_by("id") if set(made.data_classes) & set(row.data_classes)]
    receivers = papers.receivers(row.reason for row in found)
    for row in found:
        if row.reason in receivers:
            yield Way.DOSSIER, row.organisation, receivers[row.reason].pk, ""


def check_record(telling: CorrectionTelling, by: Actor, at: datetime) -> None:
    """Whoever gave it tells it, once. Raises RuleBroken."""
    if telling.teller_id != by.organisation_id:
        raise RuleBroken("not-the-giver", _("The organisation that gave it lets them know."), SOURCE)
    if telling.told_on is not None:
        raise RuleBroken("told-already", _("It was recorded already that they were told."), SOURCE)


@transaction.atomic
def record(*, telling: CorrectionTelling, told_on: date, told_how: str, by: Actor, at: datetime) -> CorrectionTelling:
    """They know that it changed, or it cannot be done (art. 19). Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=telling.case_id)
    row = CorrectionTelling.objects.select_for_update().get(pk=telling.pk)
    check_record(row, by, at)
    if not day_of(row.created_at) <= told_on <= day_of(at):
        raise RuleBroken(
            "day-impossible", _("They were told after it was put right and not later than today."), SOURCE
        )
    if not told_how:
        raise RuleBroken("no-way", _("Say how they were told."), SOURCE)
    row.told_on, row.told_how = told_on, told_how
    return ledger.record(row, by=by, at=at)


CORRECTIONS = Resource("cases/{case}/corrections", Correction, _("what was put right"))
RESOURCE = Resource("cases/{case}/correction-tellings", CorrectionTelling, _("who is told of what was put right"))
RECORD = Act(
    path=f"{RESOURCE.path}/{{telling}}/tellings",
    label=_("Record that they were told"),
    verb=record,
    model=CorrectionTelling,
    fields=("told_on", "told_how"),
    required=("told_on", "told_how"),
    parent_model=CorrectionTelling,
    right=(DataClass.CORRECTION, "writes"),
    check=check_record,
    when_closed=True,
    source=SOURCE,
    help=_("Whoever was given something that was wrong hears that it was put right, unless that cannot be done or "
           "asks out of proportion much (GDPR art. 19)."),
)  # fmt: skip
