"""Whose doings a supervisor can follow: a person, an API client, or who calls through one and is no person here."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet
from django.urls import reverse

from audit.models import Entry
from overview import trail
from partners.actors import Actor
from partners.errors import NotFound
from partners.models import Client, Organisation, Person


@dataclass(frozen=True)
class Account:
    """One of them, and the entries of it that the reader may see; `key` is what its address says: never a name."""

    kind: str
    key: Any
    name: str
    organisation: Organisation
    entries: QuerySet[Entry]

    def url(self, page: str) -> str:
        return reverse(f"admin:{self.kind}_{page}", args=[self.key])

    @property
    def trail_url(self) -> str:
        return self.url("trail")

    @property
    def seen_url(self) -> str:
        return self.url("seen")

    @property
    def csv_url(self) -> str:
        return self.url("seen_csv")

    @property
    def record(self) -> UUID | None:
        """The record that an entry about it names; what has no such id stands in its reason."""
        return self.key if isinstance(self.key, UUID) else None

    @property
    def said(self) -> str:
        return "" if self.record else f"{self.kind} {self.key}"


def people(actor: Actor) -> QuerySet[Person]:
    """The people whose doings this actor may follow: everybody's, or the own organisation's. Raises NotAllowed."""
    return within(actor, Person.objects.select_related("organisation").order_by("name", "pk"))


def clients(actor: Actor) -> QuerySet[Client]:
    """The API clients, likewise. Raises NotAllowed."""
    return within(actor, Client.objects.select_related("organisation").order_by("organisation__name", "name", "pk"))


def within(actor: Actor, rows: Any) -> Any:
    """Everybody's, or the own organisation's. Raises NotAllowed."""
    return rows if trail.right_to_look(actor) else rows.filter(organisation=actor.organisation_id)


def of_person(actor: Actor, person: UUID) -> Account:
    """Somebody who has an account here. Raises NotFound, NotAllowed."""
    found = people(actor).filter(pk=person).first()
    if found is None:
        raise NotFound
    return Account("person", person, found.name, found.organisation,
                   within(actor, Entry.objects.filter(person=person)))  # fmt: skip


def of_client(actor: Actor, client: str) -> Account:
    """A client of the API, whoever called through it; also one that is gone, as long as an entry tells of it.

    Raises NotFound, NotAllowed.
    """
    rows = within(actor, Entry.objects.filter(client=client))
    found = clients(actor).filter(client_id=client).first()
    if found is not None:
        return Account("client", client, found.name, found.organisation, rows)
    return Account("client", client, client, organisation_of(rows.order_by("-id").first()), rows)


def of_api_user(actor: Actor, entry: int) -> Account:
    """Whose staff number at the partner's side stands in this entry: the number itself stands in no address.

    Through whichever client, and also what was done after it was given to a person here. Raises NotFound, NotAllowed.
    """
    first = within(actor, Entry.objects.filter(pk=entry).exclude(user_id="")).first()
    organisation = organisation_of(first)
    rows = Entry.objects.filter(user_id=first.user_id, organisation=organisation.pk)
    return Account("api_user", entry, first.user_id, organisation, rows)


def organisation_of(entry: Entry | None) -> Organisation:
    found = Organisation.objects.filter(pk=entry.organisation).first() if entry else None
    if found is None:
        raise NotFound
    return found


def by_staff_number(actor: Actor, number: str) -> list[Account]:
    """Who stands in the ledger under this staff number, of each organisation where anybody does. Raises NotAllowed."""
    rows = within(actor, Entry.objects.filter(user_id=number)).exclude(organisation=None)
    newest = rows.order_by().values("organisation").annotate(newest=Max("id")).values_list("newest", flat=True)
    return [of_api_user(actor, entry) for entry in sorted(newest)]
