"""The alerts as a table: what opens them, for whom, and to whom they rise."""

from policy.alerts import ALERTS, SEVERITIES
from policy.print_table import listed, table


def alerts() -> str:
    """What must not go unseen."""
    header = ("Waarschuwing", "Open als", "Ernst", "Voor wie", "Gaat na", "Naar", "Bron", "Code")
    rows = [
        (
            row.text.nl,
            row.opens.nl,
            SEVERITIES[row.severity].nl,
            listed(row.roles),
            f"`{row.after}`" if row.after else "",
            listed(row.escalates_to) if row.escalates_to else "",
            listed(row.source),
            f"`{row.code}`",
        )
        for row in ALERTS
    ]
    return "## Waarschuwingen\n\n" + table(header, rows)
