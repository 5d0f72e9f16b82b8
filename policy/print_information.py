"""Prints what a child is told, as a section of docs/policy.md."""

from policy.information import TOPICS
from policy.print_table import listed, table


def information() -> str:
    """The topics of what is explained to a child."""
    header = ("Onderwerp", "Vóór het eerste gehoor", "Bron", "Naam in de code")
    rows = [(row.label.nl, "ja" if row.before_hearing else "", listed(row.source), f"`{row.code}`") for row in TOPICS]
    return "## Waarover een kind uitleg krijgt\n\n" + table(header, rows)
