"""Show which requirements are proved by tests, and which are not proved yet, with the sentence that says why."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from overview.requirements import Coverage, coverage


class Command(BaseCommand):
    """Without an option: the proved ids with their tests, the count, the ids without a test, and what is owed."""

    help = "Show the requirements with the tests that prove them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--proved", action="store_true", help="only the proved ones")
        choice.add_argument("--unproved", action="store_true", help="only the ones without a test")

    def handle(self, *args: Any, proved: bool, unproved: bool, **options: Any) -> None:
        root = Path(settings.BASE_DIR)
        found = coverage(root / "docs", root / "tests")
        if not unproved:
            self._show_proved(found)
        self.stdout.write(f"{len(found.proved)} of {len(found.requirements)} requirements are proved by a test.")
        if not proved:
            self._show_unproved(found)
        self._show_what_is_owed(found)
        self._refuse_mistakes(found)

    def _show_proved(self, found: Coverage) -> None:
        for id in found.proved:
            tests = "\n    ".join(found.tests_by_id[id])
            self.stdout.write(f"{id} {found.requirements[id].meaning}\n    {tests}")

    def _show_unproved(self, found: Coverage) -> None:
        for id in found.unproved:
            self.stdout.write(f"{id} {found.requirements[id].meaning}")
            if id in found.left:
                self.stdout.write(f"    {found.left[id]}")

    def _show_what_is_owed(self, found: Coverage) -> None:
        proved = sum(id in found.tests_by_id for id in found.asked)
        left = len(found.asked) - proved - len(found.owed)
        self.stdout.write(
            f"Of the {len(found.asked)} that ask for software {proved} are proved, {left} are left with a sentence "
            f"and {len(found.owed)} are neither."
        )

    def _refuse_mistakes(self, found: Coverage) -> None:
        if found.unknown:
            lines = "\n".join(f"{proof.test} names {proof.id}" for proof in found.unknown)
            raise CommandError(f"These ids are not in docs/requirements.csv:\n{lines}")
        if found.stray:
            ids = ", ".join(found.stray)
            raise CommandError(f"Sentences of docs/requirements-left.csv for what is proved or unknown: {ids}.")
