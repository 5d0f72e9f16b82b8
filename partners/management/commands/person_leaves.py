"""End every way in of somebody: `manage.py person_leaves m.hoekwater`; with `--back` the account works again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.models import Origin
from partners import actors, leaving
from partners.errors import RuleBroken
from partners.models import Person


class Command(BaseCommand):
    help = "Ends the sessions, tokens and calendar feed of a person at once, or lets the person in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--back", action="store_true", help="the person works here again")

    def handle(self, *args: Any, username: str, back: bool, **options: Any) -> None:
        person = find(username)
        by = actors.on_behalf_of(person.organisation, origin=Origin.COMMAND)
        try:
            (leaving.come_back if back else leaving.leave)(person=person, by=by, at=timezone.now())
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.name}: {'can log in again' if back else 'is out, everywhere'}")


def find(username: str) -> Person:
    person = Person.objects.select_related("organisation").filter(username=username).first()
    if person is None:
        raise CommandError(f"Nobody has the user name {username!r}.")
    return person
