"""System check: every field of a model that holds a child's data belongs to exactly one class of data."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error
from django.db import models

from audit.models import Recorded
from partners.access import data_of
from partners.data_classes import BOOKKEEPING


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
