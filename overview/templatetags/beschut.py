"""What our templates need besides Django's own tags."""

from collections.abc import Iterable
from typing import Any

from django.template import Library

register = Library()


@register.inclusion_tag("beschut/sources.html")
def sources(ids: Iterable[str] | str) -> dict[str, Any]:
    """The paragraphs a rule stands on, each linked to what it says."""
    return {"sources": [ids] if isinstance(ids, str) else list(ids)}
