"""The groups of vulnerable children as choices of a field; what they are stands in the policy."""

from config.language import say
from policy.vulnerability import GROUPS


def group_choices() -> list[tuple[str, str]]:
    """Every group by its code, in the language that is spoken now."""
    return [(row.code, say(row.label)) for row in GROUPS]
