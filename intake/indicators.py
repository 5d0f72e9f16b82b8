"""The indicators as choices of a field; what they are stands in the policy."""

from config.language import say
from policy.indicators import INDICATORS


def indicator_choices() -> list[tuple[str, str]]:
    """Every indicator by its code, in the language that is spoken now."""
    return [(row.code, say(row.text)) for row in INDICATORS]
