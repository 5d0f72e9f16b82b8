# Django ships no types. mypy takes it as it comes, but for the choices: without this it reads a member as a tuple.
import enum
from typing import Any

def __getattr__(name: str) -> Any: ...

class _ChoicesType(enum.EnumMeta):
    choices: list[tuple[Any, str]]
    labels: list[str]
    names: list[str]
    values: list[Any]

class TextChoices(enum.StrEnum, metaclass=_ChoicesType):  # type: ignore[misc]  # members come with its children
    @property
    def label(self) -> str: ...
    @property
    def value(self) -> str: ...

class IntegerChoices(enum.IntEnum, metaclass=_ChoicesType):  # type: ignore[misc]
    @property
    def label(self) -> str: ...
    @property
    def value(self) -> int: ...
