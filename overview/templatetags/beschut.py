"""What our templates need besides Django's own tags."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template import Library
from django.utils.safestring import SafeString

from overview import sources as source_texts

register = Library()


@register.inclusion_tag("beschut/sources.html")
def sources(ids: Iterable[str] | str) -> dict[str, Any]:
    """The paragraphs a rule stands on, each linked to what it says."""
    return {"sources": [ids] if isinstance(ids, str) else list(ids)}


@register.inclusion_tag("beschut/demo.html")
def demo() -> dict[str, Any]:
    """In the demo each page says that it is one, also a page that says no: it needs nothing of the request."""
    return {"demo": settings.DEMO}


@register.filter
def sourced(text: Any) -> SafeString:
    """A text in which every id of a paragraph leads to its page."""
    return source_texts.linked(str(text))
