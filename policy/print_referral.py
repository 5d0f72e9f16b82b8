"""Prints to whom a child can be referred, and what may go along, as a section of docs/policy.md."""

from policy.print_table import listed, table
from policy.referral import TARGETS


def referrals() -> str:
    """Each receiver with its one purpose and the classes of data; more is refused."""
    header = ("Verwijzing naar", "Die", "Doel", "Wat mag mee", "Bron")
    rows = [
        (row.label.nl, row.does.nl, f"`{row.purpose}`", ", ".join(f"`{code}`" for code in row.gives),
         listed(row.source))
        for row in TARGETS
    ]  # fmt: skip
    return (
        "## Verwijzing: naar wie, waarvoor, en wat mag mee\n\n"
        + table(header, rows)
        + "\nDat deze organisaties kunnen worden ingeschakeld staat in de bronnen; welke gegevens bij welk doel "
        + "passen is een afspraak. Wat meegaat rust op toestemming of op de drie vragen van S001-21.\n"
    )
