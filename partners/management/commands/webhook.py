"""Where a partner is called: `manage.py webhook set avim --url https://…`, and rotate, test, stop, resend."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.models import Origin
from partners import outbox, webhook
from partners.actors import on_behalf_of
from partners.errors import RuleBroken
from partners.management.commands.partner_client import find
from partners.models import Organisation
from partners.webhook_address import Unreachable


class Command(BaseCommand):
    help = "Sets, rotates, tests or stops the webhook of an organisation, or sends again what it did not get."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        for name, help_text in (
            ("set", "call the organisation here from now on; prints the secret, once"),
            ("rotate", "make a new secret and print it, once; the old one signs beside it for a while"),
            ("test", "send an event that says nothing, now"),
            ("stop", "call the organisation no more; what waits stays"),
            ("resend", "send again everything that was put aside"),
        ):
            step = steps.add_parser(name, help=help_text)
            step.add_argument("organisation", help="its code, or its kind when there is only one of that kind")
            if name == "set":
                step.add_argument("--url", required=True, help="where to call: https, and no password in it")

    def handle(self, *args: Any, step: str, organisation: str, **options: Any) -> None:
        known = find(organisation)
        by, at = on_behalf_of(known, origin=Origin.COMMAND), timezone.now()
        try:
            if step == "set":
                self.secret(known, webhook.point(organisation=known, url=options["url"], by=by, at=at))
            elif step == "rotate":
                self.secret(known, webhook.rotate(organisation=known, by=by, at=at))
            elif step == "test":
                webhook.try_out(organisation=known, by=by, at=at)
                self.stdout.write(f"{known.name} took it.")
            elif step == "stop":
                webhook.stop(organisation=known, by=by, at=at)
                self.stdout.write(f"{known.name} is called no more.")
            else:
                number = outbox.resend_all(organisation=known, by=by, at=at)
                self.stdout.write(f"{number} put back: the worker sends them.")
        except RuleBroken as refusal:
            raise CommandError(str(refusal)) from refusal
        except Unreachable as fault:
            raise CommandError(f"{known.name} did not take it: {fault.said()}.") from fault

    def secret(self, known: Organisation, secret: str) -> None:
        self.stdout.write(json.dumps({"organisation": known.code, "secret": secret}))
