"""Put a backup into an empty database: `DATABASE_URL=…/new manage.py restore /srv/backups/2026-11-27`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from overview.operations import backup, restore


class Command(BaseCommand):
    help = "Restores a backup into an empty database and compares every table with what it held. Then database_roles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--compare-only", action="store_true", help="the data is back already: compare it")

    def handle(self, *args: Any, folder: Path, compare_only: bool, **options: Any) -> None:
        try:
            made = self.compared(folder) if compare_only else restore.put_back(folder)
        except backup.NotPossible as reason:
            raise CommandError(str(reason)) from reason
        there, opened = restore.keys_that_open()
        back = f"{len(made.tables)} tables, {made.rows} rows, up to seal {made.seal}"
        self.stdout.write(f"as it was on {made.made_at}: {back}")
        self.stdout.write(f"this key ring opens {opened} of {there} data keys")
        self.stdout.write("next: manage.py database_roles, then tools/verify_audit.py with the anchors")
        if opened < there:
            raise CommandError(f"BESCHUT_KEY_RING lacks one of: {', '.join(made.ring_keys)}.")

    def compared(self, folder: Path) -> backup.Manifest:
        made = backup.read(folder)
        restore.count_on(made.next_tx)
        restore.compare(made)
        return made
