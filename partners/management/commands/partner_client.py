"""Give a partner a client for the API: `manage.py partner_client AVIM officer --name "AVIM register"`."""

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from partners.models import Client, Organisation
from partners.roles import role_code


class Command(BaseCommand):
    help = "Makes an API client of one organisation in one role, and prints its secret, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="its code, or its kind when there is only one of that kind")
        parser.add_argument("role", help="the short name of the role: officer, mentor, placement")
        parser.add_argument("--name", required=True, help="what this client is, for whoever reads the list of clients")
        parser.add_argument("--location", type=UUID, help="the house a reception provider's client works for")

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = find(options["organisation"])
        role = role_code(organisation.kind, options["role"])
        if role is None:
            raise CommandError(f"{organisation.name} has no role {options['role']!r}.")
        client = Client(
            name=options["name"],
            organisation=organisation,
            role=role,
            location=options["location"],
            client_type=Client.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Client.GRANT_CLIENT_CREDENTIALS,
        )
        secret = client.client_secret  # saving replaces it by its hash
        client.save()
        answer = {"client_id": client.client_id, "client_secret": secret}
        self.stdout.write(json.dumps(answer | {"organisation": organisation.code, "role": role}))


def find(word: str) -> Organisation:
    """The organisation of this code, else the only one of this kind."""
    for found in (Organisation.objects.filter(code__iexact=word), Organisation.objects.filter(kind=word.upper())):
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            codes = ", ".join(sorted(each.code for each in found))
            raise CommandError(f"There is more than one {word}: name one of {codes}.")
    raise CommandError(f"There is no organisation {word!r}.")
