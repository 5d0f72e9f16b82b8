"""After a restore, destroy what a certificate names: `manage.py destroy_again [--certificates FILE]`, as retention."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from overview import certificates as kept_outside
from overview.operations.retention import RetentionCommand
from partners.errors import RuleBroken


class Command(RetentionCommand):
    help = "Destroys again what a backup brought back although a certificate says that it was destroyed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--certificates", type=Path, default=None, help="default: CERTIFICATES_FILE")

    def handle(self, *args: Any, certificates: Path | None = None, **options: Any) -> None:
        path = certificates or Path(settings.CERTIFICATES_FILE or ".")
        if not path.is_file():
            raise CommandError("Name the file of certificates: CERTIFICATES_FILE or --certificates.")
        kept = self.again(path)
        if kept:
            raise CommandError(f"{kept} not destroyed: see above.")

    def again(self, path: Path) -> int:
        """How many were kept all the same."""
        at, kept = timezone.now(), 0
        try:
            back = kept_outside.back(kept_outside.read(path))
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        for said in back:
            try:
                self.stdout.write(f"{said['case']}: {kept_outside.destroy_again(said, at)} rows destroyed again")
            except RuleBroken as refusal:
                kept += 1
                self.stdout.write(f"{said['case']}: kept: {refusal}")
        self.stdout.write(f"{len(back)} were back")
        return kept
