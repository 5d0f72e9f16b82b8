"""For who lost phone, key and recovery codes, once it is sure who asks: `manage.py forget_second_step m.hoekwater`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.models import Origin
from partners import actors, second_factor
from partners.errors import RuleBroken
from partners.management.commands.person_leaves import find


class Command(BaseCommand):
    help = "Forgets the second step of a person, who sets up another one at the next login; their sessions end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        person = find(username)
        by = actors.on_behalf_of(person.organisation, origin=Origin.COMMAND)
        try:
            second_factor.forget(person=person, by=by, at=timezone.now())
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.name}: sets up a second step at the next login")
