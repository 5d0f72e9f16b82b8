"""In acute danger somebody opens a case for themself, for a day; a second person says whether that was right (C5 b).

Nobody finds a case by this: it is named by a number that one has already. Every attempt is in the ledger as one.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from audit.models import Entry, Kind, Origin
from config.clock import day_of, start_of
from config.encryption import Secret
from intake import family, joined, match
from intake.models import Case, EmergencyAccess
from partners import involvement, involving, notices
from partners.actors import Actor
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import RuleBroken
from partners.grounds import Ground
from partners.models import NoticeKind, Organisation
from partners.roles import Purpose
from policy.numbers import number
from policy.terms import term

SOURCE, REVIEWER = "B-27", "dpo.officer"
CASE_MARK = "BO-"


def check_person(by: Actor) -> UUID:
    """Emergency access is for somebody known by name, and over the API for that purpose only. Raises RuleBroken."""
    if by.person_id is None:
        raise RuleBroken("no-person", _("This is for a person who is registered here by name and number."), SOURCE)
    if by.origin == Origin.API and by.purpose != Purpose.ACUTE_DANGER:
        raise RuleBroken("not-acute-danger", _("Emergency access has one purpose: ACUTE_DANGER."), SOURCE)
    return by.person_id


def check_attempts(person: UUID, at: datetime) -> None:
    """So many attempts on a day, whether or not they found a case. Raises RuleBroken."""
    today = Entry.objects.filter(person=person, kind=Kind.EMERGENCY, at__gte=start_of(day_of(at)))
    if today.count() >= number("EMERGENCIES_A_DAY", day_of(at)):
        raise RuleBroken(
            "too-many-attempts",
            _("You have tried this as often as one may on a day. Call the duty desk of Nidos."),
            SOURCE,
        )


def named_by(text: str) -> Case | None:
    """The case of this number, V-number or id; never of a name."""
    word = text.strip()
    if word.isdecimal():
        return match.one(v_number=word)
    if word.upper().startswith(CASE_MARK):
        return Case.objects.filter(reference__iexact=word).first()
    try:
        return Case.objects.filter(pk=UUID(word)).first()
    except ValueError:
        return None


def found(text: str) -> Case:
    """The case in which the child goes on. The same sentence for everybody who names none. Raises RuleBroken."""
    case = named_by(text)
    if case is None:
        raise RuleBroken(
            "no-such-case", _("This number opens no case. Check it, or call the duty desk of Nidos."), SOURCE
        )
    return joined.surviving(case)


def check_new(case: Case, person: UUID, at: datetime) -> None:
    """It is never lengthened, and what a review ended stays ended until it would have ended by itself. Raises."""
    if EmergencyAccess.objects.filter(case=case, person=person, until__gt=at).exists():
        raise RuleBroken(
            "opened-already", _("You opened this case already. It is not lengthened; after a day you can ask again."),
            SOURCE,
        )  # fmt: skip


@transaction.atomic
def open_case(*, named: str, reason: str, by: Actor, at: datetime) -> EmergencyAccess:
    """Open the case that is named by its number, for this person and a day. Raises RuleBroken."""
    person = check_person(by)
    check_attempts(person, at)
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say what the danger is."), SOURCE)
    case = found(named)
    [case] = family.hold(case.pk)
    check_new(case, person, at)
    by = replace(by, purpose=Purpose.ACUTE_DANGER)
    row = EmergencyAccess(
        case=case, person_id=person, role=by.role, until=term("BREAK_GLASS", day_of(at)).deadline(at),
        reason=Secret(case.data_key, text=reason.strip()),
    )  # fmt: skip
    ledger.record(row, by=by, at=at)
    ledger.write(Kind.EMERGENCY, by=by, table=row._meta.db_table, record=row.pk, version=row.version, case=case.pk,
                 data_classes=[DataClass.EMERGENCY], ground=Ground.EMERGENCY)  # fmt: skip
    involve(row, by=by, at=at)
    tell(row, by=by, at=at)
    return row


def involve(row: EmergencyAccess, *, by: Actor, at: datetime) -> None:
    """The event "break-glass" of the table in C5."""
    own = Organisation.objects.get(pk=by.organisation_id)
    involving.involve(case=row.case_id, number=row.case.number, organisation=own, ground=Ground.EMERGENCY,
                      role=row.role, person=row.person, about=row.pk, until=row.until, by=by, at=at)  # fmt: skip


def tell(row: EmergencyAccess, *, by: Actor, at: datetime) -> None:
    """Nidos hears that it happened, as far as it sees the case; who can review hears of it without the case."""
    for nidos in Organisation.objects.filter(kind="NIDOS"):
        say(row, to=nidos, case=row.case_id, by=by, at=at)
    for officers in Organisation.objects.filter(people__role=REVIEWER, people__is_active=True).distinct():
        say(row, to=officers, role=REVIEWER, by=by, at=at)
    own = Organisation.objects.get(pk=by.organisation_id)
    say(row, to=own, role=f"{row.role.partition('.')[0]}.supervisor", by=by, at=at)


def say(row: EmergencyAccess, *, to: Organisation, case: UUID | None = None, role: str = "", by: Actor,
        at: datetime) -> None:  # fmt: skip
    notices.tell_one(to=to, about=row.pk, kind=NoticeKind.EMERGENCY_OPENED, case=case, role=role, source=SOURCE,
                     term_name="BREAK_GLASS_REVIEW", by=by, at=at)  # fmt: skip


def known_to(by: Actor) -> QuerySet[EmergencyAccess]:
    """Of the accesses that the table lets read: all for who reviews them, for others what they opened themself."""
    rows = EmergencyAccess.objects.all()
    reviews = involvement.without_case(by).right(DataClass.EMERGENCY_REVIEW).writes
    return rows if reviews else rows.filter(person=by.person_id, person__isnull=False)


def check_review(emergency: EmergencyAccess, by: Actor, at: datetime) -> None:
    """Once, by somebody else who is known by name. Raises RuleBroken."""
    own = by.organisation_id == emergency.created_by_organisation
    if by.same_person(emergency.person_id, emergency.person.staff_id if own else ""):
        raise RuleBroken("own-emergency", _("Somebody else reviews it: nobody reviews their own emergency."), SOURCE)
    if by.person_id is None:
        raise RuleBroken("no-person", _("This is for a person who is registered here by name and number."), SOURCE)
    if emergency.reviewed_at is not None:
        raise RuleBroken("already-reviewed", _("This was reviewed already."), SOURCE)


@transaction.atomic
def review(*, emergency: EmergencyAccess, verdict: str, review_words: str, by: Actor, at: datetime) -> EmergencyAccess:
    """A second person says whether it was right; when it was not, the access ends at once. Raises RuleBroken."""
    family.hold(emergency.case_id)
    row = EmergencyAccess.objects.select_for_update().get(pk=emergency.pk)
    check_review(row, by, at)
    if not verdict or not review_words.strip():
        raise RuleBroken("no-reason", _("Say whether it was right, and why."), SOURCE)
    row.verdict, row.review_words = verdict, Secret(row.case.data_key, text=review_words.strip())
    row.reviewed_at, row.reviewed_by = at, by.person_id
    ledger.record(row, by=by, at=at)
    if verdict == row.Verdict.NOT_JUSTIFIED:
        involving.close(row.case_id, ground=Ground.EMERGENCY, about=row.pk, by=by, at=at)
    notices.settle(about=row.pk, kind=NoticeKind.EMERGENCY_OPENED, role=by.role, by=by, at=at)
    notices.tell_one(to=row.person.organisation, person=row.person, about=row.pk, kind=NoticeKind.EMERGENCY_REVIEWED,
                     case=None, source=SOURCE, by=by, at=at)  # fmt: skip
    return row


# The case is named beside these fields: intake/api/emergencies.py, overview/admin/emergencies.py.
OPEN = Act(
    path="emergency-accesses",
    label=_("Open a case in an emergency"),
    verb=open_case,
    model=EmergencyAccess,
    fields=("reason",),
    right=(DataClass.EMERGENCY, "writes"),
    attempted_as=Kind.EMERGENCY,
    proof=True,
    source=SOURCE,
    help=_(
        "Only when a child is in acute danger and you cannot see its case. It opens for you alone, for 24 hours and "
        "to read. The guardian hears of it, it stands in the file of the child, and a second person reviews it."
    ),
)
REVIEW = Act(
    path="emergency-accesses/{emergency}/reviews",
    label=_("Review an emergency access"),
    verb=review,
    model=EmergencyAccess,
    fields=("verdict", "review_words"),
    required=("verdict", "review_words"),
    parent_model=EmergencyAccess,
    right=(DataClass.EMERGENCY_REVIEW, "writes"),
    check=check_review,
    source=SOURCE,
    help=_("When it was not justified the access ends at once. The person who opened the case is told."),
)
ACTS = (OPEN, REVIEW)
