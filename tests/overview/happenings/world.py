"""The child of the alerts, and what the things that happen to it need."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from intake.models import Case

EXPLAINED = {"explained_nidos_task": True, "explained_procedure": True}


@dataclass
class World:
    """A child that arrived on Monday 2 March 2026, and what the stories below need."""

    case: Case
    cast: Any
    at: Callable[..., datetime]
    fixtures: Callable[[str], Any]
    row: Any = None


def nothing(world: World) -> None:
    """The day alone does it."""


Step = tuple[Callable[[World], None], tuple[int, ...]]
