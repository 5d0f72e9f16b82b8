"""Prints what decides about the residence tracks, as sections of docs/policy.md: the two truth tables, the grounds."""

from policy import reflection as reflection_policy
from policy.ex_officio import ANSWERED_BY, LINES, UNKNOWN_FACT, Fact, Line
from policy.print_table import listed, table
from policy.scheme import GROUNDS

FACTS = {Fact.YES: "ja", Fact.NO: "nee", Fact.UNKNOWN: "onbekend", None: "ja of nee"}
WHETHER = {True: "ja", False: "nee", None: "ja of nee"}
NAMES = ("Aangifte", "Onderzoek", "Eerder voor dezelfde feiten")


def ex_officio() -> str:
    """The truth table of the ex-officio test."""
    header = (*NAMES, "Uitkomst", "Daarna", "Bron")
    unknown = ("een feit onbekend", "", "", *_outcome_cells(UNKNOWN_FACT))
    said = (
        "Bij elke afwijzing van een asielaanvraag hoort precies één toets (S004-66). Wat de politie in Beschut "
        "vastlegde, staat er al in; een nee vult Beschut nooit zelf in."
    )
    answered = "; ".join(
        f"{name.lower()}: {listed(kinds)}" for name, kinds in zip(NAMES, ANSWERED_BY.values(), strict=True)
    )
    return (
        f"## Ambtshalve toets op mensenhandel\n\n{said}\n\n"
        + table(header, [*map(_line_cells, LINES), unknown])
        + f"\nWie antwoordt: {answered}.\n"
    )


def _line_cells(line: Line) -> tuple[str, ...]:
    facts = (line.report_filed, line.investigation_started, line.earlier_permit)
    return (*(FACTS[fact] for fact in facts), *_outcome_cells(line))


def _outcome_cells(line: Line) -> tuple[str, str, str]:
    return f"`{line.outcome}`", line.then.nl, listed(line.source)


def reflection() -> str:
    """When a reflection period may begin."""
    header = ("Rechtmatig verblijf", "Kiest het kind ervoor", "Is het uitgelegd", "Mag", "Daarom", "Bron")
    rows = [
        (
            WHETHER[line.lawful_stay],
            WHETHER[line.chosen],
            WHETHER[line.informed],
            WHETHER[line.allowed],
            line.text.nl,
            listed(line.source),
        )
        for line in reflection_policy.LINES
    ]
    said = (
        "Een signaal begint nooit een bedenktijd (INV-10). Rechtmatig verblijf heeft een kind van wie een "
        "asielaanvraag loopt of werd ingewilligd, met een geldige vergunning of in een bedenktijd (S004-39). Hoe lang "
        "zij ten hoogste duurt, staat bij de termijnen: `REFLECTION` en `REFLECTION_DUBLIN`."
    )
    return f"## Bedenktijd\n\n{said}\n\n" + table(header, rows)


def scheme() -> str:
    """The grounds of the residence scheme."""
    rows = [(row.label.nl, listed(row.source), f"`{row.code}`") for row in GROUNDS]
    return "## Gronden van de verblijfsregeling mensenhandel\n\n" + table(("Grond", "Bron", "Naam in de code"), rows)
