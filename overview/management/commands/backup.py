"""Back up the database, documents included: `manage.py backup /srv/backups/2026-11-27`, as its owner."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from overview.operations import backup


class Command(BaseCommand):
    help = "Writes one moment of the whole database into a new folder, with the numbers to compare it by later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a folder that is not there yet")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            made = backup.make(folder)
        except backup.NotPossible as reason:
            raise CommandError(str(reason)) from reason
        size = sum(path.stat().st_size for path in folder.iterdir())
        self.stdout.write(
            f"{folder}: {len(made.tables)} tables, {made.rows} rows, up to seal {made.seal}, {size} bytes; "
            f"keys of the ring it needs: {', '.join(made.ring_keys) or 'none'}"
        )
