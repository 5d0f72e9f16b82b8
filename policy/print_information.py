"""Prints what a child is told and how it is heard, as sections of docs/policy.md."""

from policy.deviation import MEMBERS
from policy.hearing_modes import MODES
from policy.hearing_modes import TOPICS as ASKED
from policy.information import TOPICS
from policy.locations import location_type
from policy.print_table import listed, standing, table
from policy.training import KINDS, WITH_FOCAL_PERSON
from policy.training import TOPICS as TRAININGS


def information() -> str:
    """The topics of what is explained to a child."""
    header = ("Onderwerp", "Vóór het eerste gehoor", "Bron", "Naam in de code")
    rows = [(row.label.nl, "ja" if row.before_hearing else "", listed(row.source), f"`{row.code}`") for row in TOPICS]
    return "## Waarover een kind uitleg krijgt\n\n" + table(header, rows)


def hearing() -> str:
    """How a child of some age is heard, and what the youngest are asked."""
    header = ("Wijze", "Onder de", "Bron", "Naam in de code")
    rows = [(row.label.nl, str(row.under or ""), listed(row.source), f"`{row.code}`") for row in MODES]
    asked = "; ".join(row.label.nl for row in ASKED)
    return (
        "## Hoe een kind wordt gehoord\n\nOp de dag van het gehoor, bij twijfel als het jongere kind (D-5); "
        "beschermder mag altijd.\n\n"
        + table(header, rows)
        + f"\nOnder de twaalf wordt alleen gevraagd naar: {asked} (B-15).\n"
    )


def deviation() -> str:
    """What a first hearing inside the wait needs."""
    rows = [
        (row.label.nl, "tot achttien" if row.of_minors else "altijd", listed(row.source), f"`{row.code}`")
        for row in MEMBERS
    ]
    return (
        "## Eerste gehoor binnen de wachttijd\n\nAlleen als alles er is; elke combinatie staat met de reden in "
        "`tests/residence/deviation.csv`.\n\n" + table(("Wat er moet zijn", "Nodig", "Bron", "Naam in de code"), rows)
    )


def training() -> str:
    """In what people are trained, who must be, and where a focal person must be."""
    header = ("Training", "Nodig om gesprekken te leiden", "Van wie", "Bron", "Naam in de code")
    rows = [
        (row.label.nl, "ja" if row.required else "", standing(row.proposal), listed(row.source), f"`{row.code}`")
        for row in TRAININGS
    ]
    places = "; ".join(location_type(code).label.nl for code in WITH_FOCAL_PERSON)
    return (
        "## Training en aandachtsfunctionarissen\n\n"
        + table(header, rows)
        + f"\nVan {', '.join(KINDS)} wordt iedereen getraind (S001-32); hoe lang een training geldt staat bij de "
        + "termijnen (T-17). Een aandachtsfunctionaris met een geldige training is er op elke locatie van dit type: "
        + f"{places} (S001-33).\n"
    )
