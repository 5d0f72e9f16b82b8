"""Look at every case for another one of the same child: `manage.py find_duplicates --by j.jansen`.

Every registration looks by itself. This is for cases from before that, for a changed threshold, and for two children
who were registered at the very same moment.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from intake import duplicate, joined
from intake.management.commands.import_arrivals import person
from intake.models import Case

STEP = 1000


class Command(BaseCommand):
    help = "Looks at every case for another one of the same child; it joins nothing, and again finds nothing new."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--by", required=True, help="the user name of the person who looks")

    def handle(self, *args: Any, **options: Any) -> None:
        by, found = person(options["by"]), 0
        open_files = Case.objects.exclude(pk__in=joined.in_force().values("case"))
        cases = list(open_files.order_by("number").values_list("pk", flat=True))
        for done, case in enumerate(cases, start=1):
            with transaction.atomic():
                new = duplicate.look(case=Case.objects.get(pk=case), by=by, at=timezone.now(), named=True)
                found += len(new)
            if done % STEP == 0 or done == len(cases):
                self.stdout.write(f"{done}/{len(cases)}")
        self.stdout.write(f"Possible duplicates that are new: {found}.")
