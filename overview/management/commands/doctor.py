"""Look at all that this installation rests on: `manage.py doctor [--json]`; it ends with 1 when anything is wrong."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from overview.operations import doctor


class Command(BaseCommand):
    help = "Says of each thing that Beschut rests on whether it is as it must be, and the remedy. It changes nothing."
    requires_system_checks = ()  # it asks them itself, and says what they found in its own way

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="for a machine to read")

    def handle(self, *args: Any, as_json: bool, **options: Any) -> None:
        found = list(doctor.look(timezone.now()))
        wrong = sum(not each.right for each in found)
        if as_json:
            self.stdout.write(json.dumps({"ok": not wrong, "findings": [each.members() for each in found]}, indent=1))
        else:
            for each in found:
                self.stdout.write(each.line())
            self.stdout.write(f"{len(found)} looked at, {wrong} wrong")
        if wrong:
            sys.exit(1)
