"""What the tests of the demo share: the command, and what it left of a story."""

from datetime import date
from io import StringIO

from django.apps import apps
from django.core.management import call_command
from django.test import override_settings

from audit.models import Entry
from intake.models import Case
from shelter import rest


def run(*arguments: str) -> str:
    output = StringIO()
    with override_settings(DEMO=True):
        call_command("seed", *arguments, stdout=output)
    return output.getvalue()


def told(key: str) -> Case:
    """The case of a story, found as the seed itself finds it again."""
    ids = Entry.objects.filter(trace_id=f"seed-{key}", table=Case._meta.db_table).values_list("record", flat=True)
    return Case.objects.get(pk=ids[0])


def counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def rest_last_day(case: Case) -> date:
    period = rest.of_case(case)
    return rest.last_day(period, period.extensions.all())
