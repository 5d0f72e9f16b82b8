"""The order of the waiting list as a table."""

from policy.print_table import listed, standing, table
from policy.waiting import TIERS, TIES


def waiting() -> str:
    """Who goes first to a bed that comes free."""
    order = (*TIERS, *TIES)
    steps = [
        (str(number), row.text.nl, standing(row.proposal), listed(row.source), f"`{row.code}`")
        for number, row in enumerate(order, start=1)
    ]
    said = (
        "Een kind met een indicatie wordt nooit geweigerd: zonder bed wacht het, op een plek die tijdelijk mag. Komt "
        f"een bed vrij, dan gaat in deze volgorde wie het slechtst zit; bij gelijke stand beslissen de laatste "
        f"{len(TIES)} regels. Een kwetsbare categorie geeft geen voorrang (EC-50)."
    )
    return f"## De wachtlijst\n\n{said}\n\n" + table(("", "Wie", "Van wie", "Bron", "Naam in de code"), steps)
