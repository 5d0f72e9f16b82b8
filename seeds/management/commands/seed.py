"""Fill the demo: `manage.py seed`; or only what every installation needs: `manage.py seed --reference-only`."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from seeds import desks, logins, organisations, people, places, stories


class Command(BaseCommand):
    help = "Adds the organisations, houses, logins and invented children of the demo. Running it again adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reference-only",
            action="store_true",
            help="only the national organisations and the places of arrival; also outside the demo",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not options["reference_only"]:
            raise CommandError(
                "This is not the demo: invented children and logins with a known password do not belong here. "
                "`seed --reference-only` adds the organisations and the places of arrival."
            )
        added = self.reference()
        if not options["reference_only"]:
            added += self.cast() + self.children()
        self.stdout.write(f"{added} added." if added else "Everything was there already: nothing changed.")
        if not options["reference_only"]:
            self.stdout.write(f"\n{logins.table(timezone.now())}\n")

    @transaction.atomic
    def reference(self) -> int:
        return self.told("national organisations", organisations.plant(organisations.NATIONAL)) + self.told(
            "places of arrival", places.plant_intake_locations()
        )

    @transaction.atomic
    def cast(self) -> int:
        return (
            self.told("invented organisations", organisations.plant(organisations.INVENTED))
            + self.told("houses", places.plant_houses())
            + self.told("logins", people.plant())
            + self.told("duty desks", desks.plant())
        )

    def children(self) -> int:
        """Each story in a transaction of its own: what was told stays, whatever happens to the next one."""
        return sum(self.told(f"story {key}", stories.tell(key, timezone.now())) for key in stories.STORIES)

    def told(self, what: str, added: int) -> int:
        self.stdout.write(f"  {what}: {added:d} added" if added else f"  {what}: there already")
        self.stdout.flush()
        return int(added)
