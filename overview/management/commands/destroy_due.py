"""Destroy the files of which two people said so: `DATABASE_URL=postgres://beschut_retention@… manage.py destroy_due`.

Daily, or by hand. Nobody at a screen has the rights this needs.
"""

from typing import Any

from django.core.management.base import CommandError
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from overview import certificates, destroying
from overview.operations.retention import RetentionCommand
from partners.errors import RuleBroken


class Command(RetentionCommand):
    help = "Destroys every file that two people agreed on and that is still due, each with a certificate."

    def handle(self, *args: Any, **options: Any) -> None:
        at, kept = timezone.now(), 0
        for row in list(destroying.ready()):
            try:
                made = destroying.carry_out(row, at)
            except (RuleBroken, OperationalError, IntegrityError) as refusal:
                kept += 1
                self.stdout.write(f"{row.case_id}: kept: {refusal}")
                continue
            self.stdout.write(f"{made.case}: {sum(made.rows.values())} rows destroyed, certificate {made.pk}")
        try:
            self.stdout.write(f"{certificates.write_out()} certificates written to the file")
        except (OSError, RuleBroken) as fault:
            raise CommandError(f"The certificates are in the database only: {fault}") from fault
        if kept:
            raise CommandError(f"{kept} not destroyed: see above.")
