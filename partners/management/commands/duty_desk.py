"""Say which telephone an organisation answers: `manage.py duty_desk nidos --phone "…" --hours "day and night"`."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from partners.models import DutyDesk, Organisation


class Command(BaseCommand):
    help = "Sets or changes the duty desk of an organisation: what every case shows under “Whom do I call?”."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", help="the code of the organisation, such as nidos")
        parser.add_argument("--phone", required=True)
        parser.add_argument("--hours", required=True, help='when somebody answers: "day and night"')

    def handle(self, *args: Any, organisation: str, phone: str, hours: str, **options: Any) -> None:
        known = Organisation.objects.filter(code=organisation).first()
        if known is None:
            codes = ", ".join(Organisation.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"No organisation has the code {organisation!r}. Known: {codes}.")
        desk = DutyDesk.objects.filter(organisation=known).first() or DutyDesk(organisation=known)
        desk.phone, desk.hours = phone, hours
        try:
            desk.full_clean()
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from fault
        desk.save()
        self.stdout.write(f"{known.name}: {phone} ({hours})")
