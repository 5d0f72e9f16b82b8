"""The chapter of the print-out about safety measures."""

from policy.measures import GROUND_KINDS, MEASURES
from policy.print_table import listed, standing, table, yes


def measures() -> str:
    """Each measure with whether it limits the child, and the facts on which one may rest."""
    rows = [
        (row.label.nl, yes(row.limits), standing(row.proposal), listed(row.source), f"`{row.code}`")
        for row in MEASURES
    ]
    header = ("Maatregel", "Beperkt het kind", "Van wie", "Bron", "Naam in de code")
    grounds = "\n".join(f"- {row.label.nl} (`{row.code}`)" for row in GROUND_KINDS)
    return (
        "## Veiligheidsmaatregelen\n\n"
        + table(header, rows)
        + "\nEen maatregel rust op een feit over dit kind, nooit op nationaliteit of groep alleen (S004-83):\n\n"
        + grounds
        + "\n"
    )
