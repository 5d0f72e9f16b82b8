"""System checks: every field of a model that holds a child's data belongs to one class of data; webhooks are https."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections, models

from audit.models import Recorded
from partners.access import data_of
from partners.data_classes import BOOKKEEPING
from partners.models import Webhook


def unclassed(model: type[models.Model]) -> list[str]:
    """The fields of a model that belong to no class, or to more than one."""
    classed = Counter(name for fields in data_of(model).values() for name in fields.all)
    known = {field.name for field in model._meta.concrete_fields} - set(BOOKKEEPING)
    return sorted(
        (known - set(classed)) | (set(classed) - known) | {name for name, times in classed.items() if times > 1}
    )


def every_field_has_a_class(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Name each field that the access table does not know."""
    faults: list[CheckMessage] = []
    for model in apps.get_models():
        if issubclass(model, Recorded) and (names := unclassed(model)):
            message = f"{model._meta.label} has fields outside the access table: {', '.join(names)}."
            faults.append(Error(message, hint="Name each field once in the model's `data`.", id="partners.E001"))
    return faults


def webhooks_are_https(app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None,
                       **kwargs: Any) -> list[CheckMessage]:  # fmt: skip
    """None is called in the clear, however its address came into the database; the demo calls this machine."""
    faults: list[CheckMessage] = []
    for using in () if settings.DEMO else databases or ():
        if Webhook._meta.db_table not in connections[using].introspection.table_names():
            continue
        plain = Webhook.objects.using(using).filter(is_active=True).exclude(url__startswith="https://")
        if codes := sorted(plain.values_list("organisation__code", flat=True)):
            faults.append(Error(f"Webhooks that are not https: {', '.join(codes)}.", id="partners.E002",
                                hint="Run manage.py webhook set, or stop, for each."))  # fmt: skip
    return faults
