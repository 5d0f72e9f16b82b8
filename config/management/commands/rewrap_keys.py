"""After a new key was put in front of the ring: wrap every data key with it, so that the old one can go."""

from typing import Any

from django.core.management.base import BaseCommand

from config.encryption import rewrap_all


class Command(BaseCommand):
    help = "Wraps every data key with the first key of BESCHUT_KEY_RING. No row and no history changes."

    def handle(self, *args: Any, **options: Any) -> None:
        done = rewrap_all(lambda done, of: self.stdout.write(f"{done} of {of}"))
        self.stdout.write(f"{done} data keys wrapped again")
