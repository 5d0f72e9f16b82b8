"""Register the children of an arrival list: `manage.py import_arrivals list.csv --by j.jansen --dry-run`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.models import Origin
from intake import arrivals, duplicate
from intake.arrival_list import MOST_BYTES, Fault
from intake.arrivals import ListRefused
from partners import actors
from partners.actors import Actor
from partners.errors import NotAllowed
from partners.models import Person


class Command(BaseCommand):
    help = "Registers the children of an arrival list, all of them or none; docs/arrival-list.md says how it looks."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="the user name of the person who registers these children")
        parser.add_argument("--dry-run", action="store_true", help="check every line and register nobody")

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = person(options["by"]), timezone.now()
        try:
            checked = arrivals.check(content(options["file"]), by=by, at=at, progress=self.tell)
            if checked.faults:
                raise ListRefused(checked.faults)
            made = {} if options["dry_run"] else arrivals.register(checked, by=by, at=at, progress=self.tell)
        except NotAllowed as refusal:
            raise CommandError(f"{options['by']} may not register children.") from refusal
        except ListRefused as refusal:
            self.name(refusal.faults)
            raise CommandError(f"Faults: {len(refusal.faults)}. Nobody was registered.") from refusal
        if options["dry_run"]:
            new, known = len(checked.arrivals) - len(checked.known), len(checked.known)
            self.stdout.write(f"No faults: {new} to register, {known} registered before. Nobody was registered.")
        else:
            self.stdout.write(f"{len(made)} registered, {len(checked.arrivals) - len(made)} registered before.")
            self.tell_pairs(duplicate.count_of(case.pk for case in made.values()))

    def tell_pairs(self, count: int) -> None:
        """Who may be registered twice, and where that is looked at; never who it is."""
        if count:
            self.stdout.write(f"Possible duplicates: {count}. They wait on the desk of Nidos intake.")

    def tell(self, what: str, done: int, total: int) -> None:
        self.stdout.write(f"{what} {done}/{total}")
        self.stdout.flush()

    def name(self, faults: list[Fault]) -> None:
        for fault in faults:
            self.stderr.write(str(fault))


def person(username: str) -> Actor:
    """Who registers: nobody of that name, or no longer active, registers nobody."""
    found = Person.objects.select_related("organisation").filter(username=username, is_active=True).first()
    if found is None:
        raise CommandError(f"There is no active person {username!r}.")
    return actors.of_person(found, origin=Origin.COMMAND)


def content(path: Path) -> bytes:
    """The file, and of one that is too large no more than shows it."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as fault:
        raise CommandError(f"{path} cannot be read: {fault.strerror}.") from fault
