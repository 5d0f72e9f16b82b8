"""Print the access table, or write or check docs/access.md."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partners.print_access import markdown

DOCUMENT = "docs/access.md"


class Command(BaseCommand):
    help = "Prints who may read and do what; --write puts it into docs/access.md, --check says whether that differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / DOCUMENT
        if options["write"]:
            path.write_text(markdown())
        elif options["check"]:
            if not path.exists() or path.read_text() != markdown():
                raise CommandError(f"{DOCUMENT} is not the access table: run manage.py access --write.")
        else:
            self.stdout.write(markdown())
