"""Print the register of processing, or write or check docs/register.md."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from partners.print_register import markdown

DOCUMENT = "docs/register.md"


class Command(BaseCommand):
    help = (
        "Prints the register of processing; --write puts it into docs/register.md, --check says whether that differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / DOCUMENT
        if options["write"]:
            path.write_text(markdown())
        elif options["check"]:
            if not path.exists() or path.read_text() != markdown():
                raise CommandError(f"{DOCUMENT} is not what the tables say: run manage.py register --write.")
        else:
            self.stdout.write(markdown())
