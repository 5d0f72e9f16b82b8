"""Write the trail of one case to a file or the screen, as a person who may read it."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.models import Origin
from overview import exports
from overview.trail import Filters
from partners import actors
from partners.errors import NotAllowed, NotFound
from partners.models import Person


class Command(BaseCommand):
    help = "Exports the trail of a case. That it was exported, and for whom, stands in the ledger first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("case", type=UUID, help="the id of the case")
        parser.add_argument("--as", dest="username", required=True, help="the account of who may read the trail")
        parser.add_argument("--form", choices=sorted(exports.FORMS), default="csv")
        parser.add_argument("--since", type=datetime.fromisoformat, help="from this day, as 2026-03-02")
        parser.add_argument("--until", type=datetime.fromisoformat, help="until and with this day")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.select_related("organisation").filter(username=options["username"], is_active=True)
        reader = person.first()
        if reader is None:
            raise CommandError("There is no such account.")
        days = {name: options[name].date() for name in ("since", "until") if options[name]}
        actor = actors.of_person(reader, origin=Origin.COMMAND)
        try:
            made = exports.trail_of(actor, options["case"], Filters(**days), timezone.now(), options["form"])
        except (NotFound, NotAllowed) as refusal:
            raise CommandError("This account may not read the trail of this case.") from refusal
        self.stdout.write(made, ending="")
