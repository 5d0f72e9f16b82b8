"""The chapters on screening: indicators, every version of every instrument, and the groups of children."""

from policy.indicators import CAVEAT, HELP, INDICATORS, LISTS, IndicatorList
from policy.instrument_row import Instrument, Kind, Option, Question
from policy.instruments import INSTRUMENTS
from policy.print_table import listed, period, standing, table, yes
from policy.vulnerability import CAVEAT as GROUPS_CAVEAT
from policy.vulnerability import EDITION, EVIDENCE, GROUPS, LEVELS, RESPONSES


def indicators() -> str:
    """The lists, each as far as it could be read."""
    intro = f"## Aanwijzingen voor mensenhandel\n\n{CAVEAT.nl} (S004-91, B-43)\n\n{HELP.nl} (S004-94)\n\n"
    return intro + "\n".join(map(_list, LISTS))


def _list(each: IndicatorList) -> str:
    rows = [(row.text.nl, listed(row.source), f"`{row.code}`") for row in INDICATORS if row.group == each.code]
    note = f"\n{each.note.nl}\n" if each.note else ""
    return f"### {each.text.nl}\n\n" + table(("Aanwijzing", "Bron", "Naam in de code"), rows) + note


def instruments() -> str:
    """Every version, also those that are no longer in force: their answers are still read."""
    return "## Vragenlijsten voor de screening\n\n" + "\n".join(map(_instrument, INSTRUMENTS))


def _instrument(row: Instrument) -> str:
    facts = [
        ("Gebruikt door", listed(row.used_by)),
        ("Geldt", period(row.in_force_from, row.in_force_until)),
        ("Van wie", standing(row.proposal)),
        ("Wat veranderde", row.changes.nl),
        ("Bron", listed(row.source)),
        ("Naam in de code", f"`{row.name}` {row.version}"),
    ]
    header = ("Onderwerp", "Vraag", "Antwoorden, en waar zij op wijzen", "Verplicht", "Bron", "Naam in de code")
    return (
        f"### {row.label.nl}, versie {row.version}\n\n"
        + table(("", ""), facts)
        + "\n"
        + table(header, map(_question, row.questions))
    )


def _question(row: Question) -> tuple[str, ...]:
    asked = f"{row.text.nl} *{row.help.nl}*" if row.help else row.text.nl
    answers = "vrije tekst" if row.kind is Kind.TEXT else "; ".join(map(_option, row.options))
    return row.theme.nl, asked, answers, yes(row.required), listed(row.source), f"`{row.code}`"


def _option(row: Option) -> str:
    pointed = ", ".join(f"`{code}`" for code in row.points_at)
    return f"{row.text.nl} → {pointed}" if pointed else row.text.nl


def groups() -> str:
    """The groups of children and their three grades."""
    header = ("Groep", "Kwetsbaar", "Waardoor", "Gerichtheid van handelaren", "Reactie van het kabinet", "Bron",
              "Naam in de code")  # fmt: skip
    rows = [
        (row.label.nl, LEVELS[row.level].nl, row.why.nl, EVIDENCE[row.evidence].nl, RESPONSES[row.response].nl,
         listed(row.source), f"`{row.code}`")
        for row in GROUPS
    ]  # fmt: skip
    intro = f"## Groepen kwetsbare kinderen, uitgave {EDITION}\n\n{GROUPS_CAVEAT.nl} (INV-20, S000-48)\n\n"
    return intro + table(header, rows)
