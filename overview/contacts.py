"""Whom do I call? For each organisation that is involved now: who is named, who stands in, which desk answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from config.clock import day_of
from partners.access import Standing, classes_of, read
from partners.data_classes import DataClass
from partners.grounds import INVOLVES_NOBODY_ELSE, Ground
from partners.models import DutyDesk, Involvement, Organisation, Person, StandIn
from partners.rights import NOTHING
from partners.roles import ROLES, OrganisationKind
from residence.models import Guardianship


@dataclass(frozen=True)
class Named:
    """Somebody who is named in the case; `away`: call the one who stands in, and when nobody does the duty desk."""

    name: str
    role: str
    phone: str
    away: bool = False
    stand_in: "Named | None" = None


@dataclass(frozen=True)
class Contact:
    """One organisation: its people in this case, and its duty desk. `unguarded`: it still has to name a guardian."""

    organisation: str
    own: bool
    unguarded: bool
    people: list[Named]
    desk: DutyDesk | None


def load(standing: Standing, at: datetime) -> list[Contact]:
    """Own organisation first, then Nidos, also when it is no longer involved: a child always has somebody."""
    rows = read(Involvement.objects.open(at).filter(case_id=standing.case), standing)
    # Who reads something in person, or in an emergency, is not therefore the one to call.
    rows = [row for row in rows if row["ground"] not in INVOLVES_NOBODY_ELSE]
    guarded = any(row["ground"] in (Ground.GUARDIAN, Ground.AFTER_GUARDIANSHIP) for row in rows)
    of_age = any(row["ground"] == Ground.OF_AGE for row in rows)
    knows = standing.right(DataClass.INVOLVEMENT).reads > NOTHING
    ids = {row["person"] for row in rows if row.get("person")}
    named = people(ids | guardians(standing) if guarded else ids, day_of(at))
    return [
        Contact(
            organisation=row.name,
            own=row.pk == standing.actor.organisation_id,
            unguarded=row.kind == OrganisationKind.NIDOS and knows and not (guarded or of_age),
            people=[told for organisation, told in named if organisation == row.pk],
            desk=getattr(row, "duty_desk", None),
        )
        for row in organisations({row["organisation"] for row in rows}, standing)
    ]


def organisations(ids: Iterable[UUID], standing: Standing) -> list[Organisation]:
    own = standing.actor.organisation_id
    rows = Organisation.objects.filter(Q(pk__in=ids) | Q(pk=own) | Q(kind=OrganisationKind.NIDOS))
    order = lambda row: (row.pk != own, row.kind != OrganisationKind.NIDOS, row.name)  # noqa: E731
    return sorted(rows.select_related("duty_desk"), key=order)


def guardians(standing: Standing) -> set[UUID]:
    """The guardian, for whoever may know of guardianship: more may than may know who else is named."""
    rows = read(Guardianship.objects.filter(case=standing.case, replaced_on=None), standing)
    return {row["guardian"] for row in rows if row.get("guardian")}


def people(ids: Iterable[UUID], today: date) -> list[tuple[UUID, Named]]:
    """These people with who stands in for them today, each under the organisation."""
    away = {
        row.person_id: _named(row.stand_in)
        for row in StandIn.objects.on(today)
        .filter(person__in=ids, stand_in__is_active=True)
        .select_related("stand_in")
    }
    return [
        (row.organisation_id, _named(row, away=row.pk in away or not row.is_active, stand_in=away.get(row.pk)))
        for row in Person.objects.filter(pk__in=ids)
    ]


def _named(person: Person, *, away: bool = False, stand_in: Named | None = None) -> Named:
    return Named(person.name, str(ROLES[person.role].label), person.phone, away, stand_in)


def classes(standing: Standing) -> set[str]:
    """The classes of data that this shows."""
    return {name for model in (Involvement, Guardianship) for name in classes_of(model, standing)}
