"""Name one person who may read an account of the story or special data, and take the name off again (C5, rule g).

Naming opens nothing by itself: it holds while the person sees the case by another ground, and for that person only.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit import ledger
from config.clock import day_of, start_of
from intake.models import Account, Case, NamedPerson
from partners import involvement, involving
from partners.actors import Actor, of_person
from partners.acts import Act
from partners.data_classes import DataClass
from partners.errors import NotFound, RuleBroken
from partners.grounds import Ground
from partners.models import Involvement, Person
from partners.resources import Resource
from partners.rights import of_role
from partners.roles import ROLES
from policy.dates import after
from policy.numbers import number
from policy.steps import STORY_FOR

What = NamedPerson.What
STORY_SOURCE, SOURCE = "S004-106", "D-10"


def here(case: Case, at: datetime) -> QuerySet[Person]:
    """Who works at an organisation that may know of the case."""
    return Person.objects.filter(organisation__in=involvement.organisations(case.pk, at), is_active=True)


def for_story(account: Account, by: Actor, at: datetime) -> QuerySet[Person]:
    return here(account.case, at).filter(role__in=STORY_FOR)


def colleagues(case: Case, by: Actor, at: datetime) -> QuerySet[Person]:
    """Whom a supervisor can authorise: others of the own organisation whose role may read special data at all."""
    roles = [role for role in ROLES if of_role(role, DataClass.CATEGORY).anything]
    return here(case, at).filter(organisation=by.organisation_id, role__in=roles).exclude(pk=by.person_id)


def check_sees(case: Case, person: Person, at: datetime, source: str) -> None:
    """Naming is no way into a case. Raises RuleBroken."""
    try:
        involvement.standing(of_person(person), case.pk, at)
    except NotFound as nothing:
        raise RuleBroken("does-not-see-case", _("This person does not see this case."), source) from nothing
    if not person.is_active:
        raise RuleBroken("does-not-see-case", _("This person does not see this case."), source)


def check_name(account: Account, by: Actor, at: datetime) -> None:
    """Who wrote it down names others, or the guardian of the child. Raises RuleBroken."""
    wrote = by.person_id is not None and account.created_by == by.person_id
    if not wrote and by.role != "nidos.guardian":
        raise RuleBroken(
            "not-yours-to-name", _("Who wrote it down or the guardian decides who reads it."), STORY_SOURCE
        )


@transaction.atomic
def name(*, account: Account, person: Person, reason: str, by: Actor, at: datetime) -> NamedPerson:
    """Let one person read one account of the story. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=account.case_id)
    check_name(account, by, at)
    if person.role not in STORY_FOR:
        raise RuleBroken("no-part-in-story", _("The story is not for somebody in this role."), STORY_SOURCE)
    check_sees(case, person, at, STORY_SOURCE)
    check_reason(reason, STORY_SOURCE)
    if NamedPerson.objects.filter(account=account, person=person, ended_on=None).exists():
        raise RuleBroken("named-already", _("This person is named already."), STORY_SOURCE)
    row = NamedPerson(case=case, what=What.STORY, account=account, person=person, reason=reason.strip())
    return opened(row, Ground.NAMED, by=by, at=at)


def open_to_author(account: Account, *, by: Actor, at: datetime) -> NamedPerson:
    """Who wrote it down knows it already."""
    person = Person.objects.get(pk=by.person_id)
    row = NamedPerson(case=account.case, what=What.STORY, account=account, person=person, wrote_it=True)
    return opened(row, Ground.NAMED, by=by, at=at)


def check_authorise(case: Case, by: Actor, at: datetime) -> None:
    if not by.is_supervisor:
        raise RuleBroken("only-a-supervisor", _("A supervisor authorises for special data."), SOURCE)


@transaction.atomic
def authorise(*, case: Case, person: Person, reason: str, last_day: date | None = None,
              by: Actor, at: datetime) -> NamedPerson:  # fmt: skip
    """Let a colleague read the special data of this child, as far as the role may, until a day. Raises RuleBroken."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    check_authorise(case, by, at)
    check_colleague(person, by)
    check_sees(case, person, at, SOURCE)
    check_reason(reason, SOURCE)
    check_last_day(last_day, day_of(at))
    running = Q(last_day__gte=day_of(at), ended_on=None)
    if NamedPerson.objects.filter(running, case=case, what=What.CATEGORY, person=person).exists():
        raise RuleBroken("named-already", _("This person is named already."), SOURCE)
    row = NamedPerson(case=case, what=What.CATEGORY, person=person, reason=reason.strip(), last_day=last_day)
    return opened(row, Ground.AUTHORISED, by=by, at=at)


def check_colleague(person: Person, by: Actor) -> None:
    """Somebody else of the own organisation, in a role that reads special data. Raises RuleBroken."""
    if by.same_person(person.pk, person.staff_id):
        raise RuleBroken("yourself", _("Nobody authorises themselves: ask another supervisor."), SOURCE)
    if person.organisation_id != by.organisation_id:
        raise RuleBroken("no-colleague", _("You authorise people of your own organisation."), SOURCE)
    if not of_role(person.role, DataClass.CATEGORY).anything:
        raise RuleBroken("role-reads-nothing", _("Special data is not for somebody in this role."), SOURCE)


def check_last_day(last_day: date | None, today: date) -> None:
    most = number("SPECIAL_DATA_AUTHORISED_DAYS", today)
    if last_day is None or not 0 <= (last_day - today).days <= most:
        raise RuleBroken(
            "day-impossible",
            _("Say until which day, from today and at most %(days)s days on.") % {"days": most},
            SOURCE,
        )


def check_reason(reason: str, source: str) -> None:
    if not reason.strip():
        raise RuleBroken("no-reason", _("Say why this person needs it."), source)


def opened(row: NamedPerson, ground: Ground, *, by: Actor, at: datetime) -> NamedPerson:
    """The row, and the involvement by which it holds: about the account, or about the row itself."""
    ledger.record(row, by=by, at=at)
    found = involving.involve(
        case=row.case_id, number=row.case.number, organisation=row.person.organisation, ground=ground,
        role=row.person.role, person=row.person, about=subject(row), by=by, at=at,
    )  # fmt: skip
    if row.last_day is not None:
        involving.end(found, by=by, at=at, until=start_of(after(row.last_day)))
    return row


def subject(row: NamedPerson) -> UUID:
    """What the involvement is about."""
    found: UUID = row.account_id or row.pk
    return found


def check_end(named_person: NamedPerson, by: Actor, at: datetime) -> None:
    """A name: who gave it, or the guardian. An authorisation: a supervisor of the same organisation. Once."""
    story = named_person.what == What.STORY
    gave = by.person_id is not None and named_person.created_by == by.person_id
    if story and not gave and by.role != "nidos.guardian":
        raise RuleBroken("not-yours-to-name", _("Who gave the name or the guardian takes it off."), STORY_SOURCE)
    if not story and not (by.is_supervisor and named_person.created_by_organisation == by.organisation_id):
        raise RuleBroken("only-a-supervisor", _("A supervisor of the same organisation ends this."), SOURCE)
    last_day = named_person.last_day
    if named_person.ended_on is not None or (last_day is not None and last_day < day_of(at)):
        raise RuleBroken("over-already", _("This is over already."), SOURCE)


@transaction.atomic
def end(*, named_person: NamedPerson, end_reason: str, by: Actor, at: datetime) -> NamedPerson:
    """From the next request on this person reads it no more. Raises RuleBroken."""
    Case.objects.select_for_update().get(pk=named_person.case_id)
    row = NamedPerson.objects.select_for_update().get(pk=named_person.pk)
    check_end(row, by, at)
    if not end_reason.strip():
        raise RuleBroken("no-reason", _("Say why this ends."), SOURCE)
    row.ended_on, row.end_reason = day_of(at), end_reason.strip()
    ledger.record(row, by=by, at=at)
    held = Involvement.objects.open(at).filter(case_id=row.case_id, person=row.person, about=subject(row))
    involving.end_all(held, by=by, at=at, until=at)
    return row


RESOURCE = Resource("cases/{case}/named-persons", NamedPerson, _("who may read what stands apart"))
NAME = Act(
    path="cases/{case}/accounts/{account}/named-persons",
    label=_("Name a person"),
    verb=name,
    model=NamedPerson,
    fields=("person", "reason"),
    required=("person", "reason"),
    parent_model=Account,
    right=(DataClass.CONVERSATION, "reads"),
    check=check_name,
    choices={"person": for_story},
    source=STORY_SOURCE,
    help=_("The person must see the case already. It ends when you take the name off, or when the person leaves."),
)
AUTHORISE = Act(
    path="cases/{case}/authorisations",
    label=_("Authorise for special data"),
    verb=authorise,
    model=NamedPerson,
    fields=("person", "reason", "last_day"),
    required=("person", "reason", "last_day"),
    parent_model=Case,
    right=(DataClass.INVOLVEMENT, "reads"),
    check=check_authorise,
    choices={"person": colleagues},
    source=SOURCE,
    help=_("Whether there is any special data is not shown to you. You can end it every day."),
)
END = Act(
    path=f"{RESOURCE.path}/{{named_person}}/endings",
    label=_("Take the name off"),
    verb=end,
    model=NamedPerson,
    fields=("end_reason",),
    required=("end_reason",),
    parent_model=NamedPerson,
    right=(DataClass.INVOLVEMENT, "reads"),
    check=check_end,
    source=SOURCE,
)
ACTS = (NAME, AUTHORISE, END)
