"""What carries out destruction works in the role of retention, and under no other condition than a worker."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError, connection

from audit import guards, roles
from overview import certificates
from overview.operations.findings import Finding
from partners.errors import RuleBroken

# What this role can do, and no other may.
MAY = {"can change the ledger or history", "can delete what is never deleted"}
REMEDY = "connect as beschut_retention, and run manage.py database_roles after each migrate"


class RetentionCommand(BaseCommand):
    """Deletes rows, but not whatever it likes: the guards are laid, and its role cannot switch one off."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        if connection.vendor == "postgresql" and (faults := list(self.faults())):
            raise CommandError("; ".join(faults))
        try:
            return super().execute(*args, **options)
        except ProgrammingError as fault:
            raise CommandError(f"The database refused it ({type(fault).__name__}): {REMEDY}.") from fault

    def faults(self) -> Iterator[str]:
        if missing := sorted({table for table, _name in guards.missing()}):
            yield f"Guards of the ledger are missing on: {', '.join(missing)}."
        if not settings.ONE_DATABASE_ROLE and (found := set(roles.faults()) - MAY):
            yield f"The role of the database {', '.join(sorted(found))}: {REMEDY}."


def nothing_is_back(_at: datetime) -> Iterator[Finding]:
    """What a certificate names is not in the database, and each certificate is outside it too."""
    try:
        known, inside = certificates.all_known(), certificates.lacking()
    except (RuleBroken, OSError) as fault:
        yield Finding("destruction", False, f"the file of certificates cannot be read: {fault}",
                      "Put back the file as it was written (CERTIFICATES_FILE).")  # fmt: skip
        return
    there = len(certificates.back(known))
    yield Finding("destruction", not there, f"{len(known)} certificates, {there} of them name what is still there",
                  "A restored backup: run manage.py destroy_again as beschut_retention.")  # fmt: skip
    yield Finding("certificates", not inside, f"{inside} only in the database" if inside else "all in the file",
                  "Set CERTIFICATES_FILE, outside the backup, and run manage.py destroy_due.")  # fmt: skip
