"""Print the policy as one Dutch document, write it to docs/policy.md, or check that the file is up to date."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from policy.print_out import markdown


class Command(BaseCommand):
    """Without an option: to the screen."""

    help = "Print the policy; --write refreshes docs/policy.md, --check fails when that file is out of date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--write", action="store_true", help="write docs/policy.md")
        choice.add_argument("--check", action="store_true", help="exit 1 when docs/policy.md differs")

    def handle(self, *args: Any, write: bool, check: bool, **options: Any) -> None:
        document = Path(settings.BASE_DIR) / "docs" / "policy.md"
        if write:
            document.write_text(markdown(), encoding="utf-8")
        elif check:
            self._check(document)
        else:
            self.stdout.write(markdown())

    def _check(self, document: Path) -> None:
        if not document.exists() or document.read_text(encoding="utf-8") != markdown():
            raise CommandError("docs/policy.md is out of date; run: manage.py policy --write")
        self.stdout.write("docs/policy.md is up to date.")
