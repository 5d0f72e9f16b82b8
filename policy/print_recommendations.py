"""The chapter of the print-out about the recommendations of the National Rapporteur."""

from policy.print_table import listed, table
from policy.recommendations import RECOMMENDATIONS, RESPONSES, THEMES


def recommendations() -> str:
    """Each with the cabinet's answer and what Beschut does."""
    rows = [
        (row.code, row.text.nl, THEMES[row.theme].nl, RESPONSES[row.response].nl, row.here.nl, listed(row.source))
        for row in RECOMMENDATIONS
    ]
    said = "Wat het kabinet niet overnam, bouwt Beschut niet (S004-13)."
    header = ("Nr.", "Aanbeveling", "Thema", "Antwoord van het kabinet", "In Beschut", "Bron")
    return f"## Aanbevelingen van de Nationaal Rapporteur\n\n{said}\n\n" + table(header, rows)
