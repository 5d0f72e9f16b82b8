"""The first account: `manage.py person_comes a.jansen --name "A. Jansen" --organisation beheer`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.models import Origin
from partners import actors
from partners.errors import RuleBroken
from partners.management.commands.partner_client import find
from policy.login import WORD_HOURS
from shelter import first_person


class Command(BaseCommand):
    help = "Makes the first administrator or data-protection officer, and prints the one-time word, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="as colleagues know this person")
        parser.add_argument("--organisation", required=True, help="its code, or its kind when there is only one")
        parser.add_argument("--role", choices=first_person.FIRST, default=first_person.FIRST[0])

    def handle(self, *args: Any, username: str, name: str, organisation: str, role: str, **options: Any) -> None:
        home = find(organisation)
        by = actors.on_behalf_of(home, origin=Origin.COMMAND)
        try:
            word = first_person.come(
                username=username, name=name, organisation=home, role=role, by=by, at=timezone.now()
            )
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{word}\nwith this word {name} chooses a password within {WORD_HOURS} hours, at the log-in")
