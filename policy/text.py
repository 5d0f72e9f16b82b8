"""A sentence in the two languages of the product."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """Dutch is what people see; English is one click away."""

    nl: str
    en: str
