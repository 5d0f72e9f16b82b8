"""How the history of a row is reached."""

from functools import cache
from typing import Any

from django.db import models
from simple_history.manager import HistoryManager


class Histories(HistoryManager):
    """The library would make a class anew, member by member, each time a history is reached, as at every write."""

    @classmethod
    @cache
    def from_queryset(cls, queryset_class: type[models.QuerySet[Any]], class_name: str | None = None) -> Any:
        return super().from_queryset(queryset_class, class_name)
