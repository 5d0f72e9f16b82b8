"""Prints what goes along with a copy of one's own data, and what does not, as a section of docs/policy.md."""

from policy.print_table import table
from policy.subject_access import CLASSES, FIELDS, GROUNDS, LEFT_OUT, Goes


def subject_access() -> str:
    """The reasons, with the classes and columns that each keeps out, and the grounds of the law."""
    rows = [
        (text.nl, named(CLASSES, goes), named(FIELDS, goes)) for goes, text in LEFT_OUT.items()
    ]  # fmt: skip
    grounds = [(each.text.nl, "ja" if each.of_text else "", f"`{each.code}`") for each in GROUNDS]
    return (
        "## Inzage: wat in geen kopie staat\n\nAl het andere van het kind gaat mee; elke tekst in eigen woorden wordt "
        "eerst door een mens gelezen. Wat deze tabel niet kent, gaat niet mee.\n\n"
        + table(("Wat", "Soorten gegevens", "Velden"), rows)
        + "\nOp deze gronden wordt inzage geweigerd, of gaat een tekst niet helemaal mee.\n\n"
        + table(("Grond", "Ook van één tekst", "Naam in de code"), grounds)
    )


def named(rows: dict[str, Goes], goes: Goes) -> str:
    return ", ".join(f"`{name}`" for name, each in rows.items() if each is goes)
