"""Forget what the API answered under keys of more than a day ago, and who called then; to be run daily."""

from typing import Any

from django.utils import timezone

from config.worker import WorkerCommand
from partners.models import RateWindow, StoredAnswer
from policy.calls import forgotten_before


class Command(WorkerCommand):
    help = "Deletes answers and counts of calls that are over. A key that is over is free, also before this ran."

    def handle(self, *args: Any, **options: Any) -> None:
        gone, _by_model = StoredAnswer.objects.filter(at__lt=forgotten_before(timezone.now())).delete()
        RateWindow.objects.filter(minute__lt=forgotten_before(timezone.now()).timestamp() // 60).delete()
        self.stdout.write(f"{gone} answers forgotten")
