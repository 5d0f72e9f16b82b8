"""Forget what the API answered under idempotency keys of more than a day ago; to be run daily."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partners.models import StoredAnswer
from policy.calls import forgotten_before


class Command(BaseCommand):
    help = "Deletes the answers whose idempotency key is over. A key that is over is free, also before this ran."

    def handle(self, *args: Any, **options: Any) -> None:
        gone, _by_model = StoredAnswer.objects.filter(at__lt=forgotten_before(timezone.now())).delete()
        self.stdout.write(f"{gone} answers forgotten")
