"""Each chapter of the print-out, made from the rows of one module."""

from policy import comensha as comensha_policy
from policy import fan_out as fan_out_policy
from policy import locations as location_policy
from policy import signers as signer_policy
from policy import steps as step_policy
from policy.backoff import BACKOFF
from policy.counting import Kind, Term
from policy.in_force import RULES
from policy.no_report import NO_REPORT
from policy.numbers import HEARING_ALLOWED_ON_LAST_DAY_OF_WAIT, NUMBERS
from policy.print_table import listed, period, standing, table, yes
from policy.programme import MODULES
from policy.tasks import TASKS
from policy.terms import TERMS
from policy.workflow import machine
from policy.workflow_words import MACHINES, STATES

KINDS = {
    Kind.PROTECTIVE: "beschermend",
    Kind.STATUTORY_RIGHT: "wettelijk recht",
    Kind.STATUTORY_ACTION: "wettelijke handeling",
    Kind.ACTION: "handeling",
    Kind.INFO: "ter informatie",
    Kind.AUTOMATIC: "vanzelf",
    Kind.PROMPT: "herinnering",
    Kind.CONFIG: "instelling",
    Kind.COUNT: "aantal",
}
CAPACITIES = {"CHILD": "de jongere", "GUARDIAN": "voogd", "PARENT": "ouder"}


def terms() -> str:
    """Every term with its length and standing."""
    header = ("Code", "Termijn", "Lengte", "Telt vanaf", "Soort", "Van wie", "Geldt", "Bron", "Naam in de code")
    rows = sorted(TERMS, key=_by_code)
    return "## Termijnen\n\n" + table(header, [_term_cells(row) for row in rows])


def _by_code(row: Term) -> tuple[bool, str]:
    return not row.code.startswith("T-"), row.code


def _term_cells(row: Term) -> tuple[str, ...]:
    return (
        row.code,
        row.label.nl,
        row.length().nl,
        row.counts_from.nl,
        KINDS[row.kind],
        standing(row.proposal),
        period(row.in_force_from, row.in_force_until),
        listed(row.source),
        f"`{row.name}`",
    )


def numbers() -> str:
    """Thresholds and counts, and the one reading that the office can turn."""
    cells = [
        (
            str(row.value),
            row.label.nl,
            standing(row.proposal),
            period(row.in_force_from, row.in_force_until),
            listed(row.source),
            f"`{row.name}`",
        )
        for row in NUMBERS
    ]
    reading = "wel" if HEARING_ALLOWED_ON_LAST_DAY_OF_WAIT else "niet"
    return (
        "## Getallen\n\n"
        + table(("Getal", "Waarvoor", "Van wie", "Geldt", "Bron", "Naam in de code"), cells)
        + f"\nEen eerste gehoor op de laatste dag van de wachttijd zelf mag {reading} (D-3).\n"
    )


def dated_rules() -> str:
    """Rules with a first day."""
    rows = [
        (rule.label.nl, period(rule.in_force_from, rule.in_force_until), listed(rule.source), f"`{rule.name}`")
        for rule in RULES
    ]
    return "## Regels met een ingangsdatum\n\n" + table(("Regel", "Geldt", "Bron", "Naam in de code"), rows)


def steps() -> str:
    """The conversations of the intake."""
    header = (
        "",
        "Gesprek",
        "Door",
        "Verplicht",
        "Mag vervallen met reden",
        "Telt mee",
        "Legt taak en procedure uit",
        "Bron",
        "Naam in de code",
    )
    rows = [
        (
            str(row.order),
            row.label.nl,
            listed(row.held_by),
            yes(row.mandatory),
            yes(row.skippable),
            yes(row.counts_to_minimum),
            yes(row.must_explain),
            listed(row.source),
            f"`{row.code}`",
        )
        for row in step_policy.STEPS
    ]
    minimum = f"\nCompleet is de aanmelding na ten minste {step_policy.MINIMUM_HELD} gehouden gesprekken (S004-28).\n"
    explainers = listed(step_policy.PURPOSE_EXPLAINED_BY)
    explains = f"\nWaar een gesprek voor is, legt uit: {explainers}, of wie het voert (S004-77, S004-78).\n"
    listeners = listed(step_policy.STORY_FOR)
    tells = (
        f"\nHet verhaal van een kind leggen vast, en lezen wie met naam is aangewezen: {listeners} (C5, S004-106).\n"
    )
    return "## Gesprekken in de aanmelding\n\n" + table(header, rows) + minimum + explains + tells


def fan_out() -> str:
    """Who hears of a signal."""
    rows = [
        (
            "ieder ander" if row.raised_by == fan_out_policy.OTHER else row.raised_by,
            listed(row.must_inform),
            "is al op de hoogte; Nidos bevestigt" if row.coa_knows_already else "Nidos stelt het COA op de hoogte",
            listed(row.source),
        )
        for row in fan_out_policy.FAN_OUT
    ]
    return "## Wie van een signaal hoort\n\n" + table(("Signaal van", "Krijgt bericht", "Daarna COA", "Bron"), rows)


def locations() -> str:
    """Types of location and where an indication leads."""
    header = (
        "Type",
        "Geplaatst door",
        "Indicatie nodig",
        "Start de rust",
        "Geheim adres",
        "Alleen als uitzondering",
        "Bron",
        "Naam in de code",
    )
    types = [
        (
            row.label.nl,
            row.placed_by or "wie de zaak opent",
            yes(row.needs_indication),
            yes(row.starts_rest),
            yes(row.secret_address),
            yes(row.needs_override),
            listed(row.source),
            f"`{row.code}`",
        )
        for row in location_policy.LOCATION_TYPES
    ]
    allowed = [
        (f"`{row.outcome}`", listed(row.grounds), listed(row.types), listed(row.meanwhile), listed(row.source))
        for row in location_policy.ALLOWED
    ]
    return (
        "## Locaties\n\n"
        + table(header, types)
        + "\n"
        + table(("Besluit", "Gronden", "Plek", "Tijdelijk, in deze volgorde", "Bron"), allowed)
    )


def signers() -> str:
    """Who signs a consent."""
    rows = [
        (
            signer_policy.PURPOSES[row.purpose].nl,
            _ages(row),
            " en ".join(map(_signature, row.signatures)),
            standing(row.proposal),
            listed(row.source),
        )
        for row in signer_policy.SIGNERS
    ]
    unknown = "\nIs de leeftijd onbekend, dan tekenen de jongere en de voogd allebei (afspraak, D-5).\n"
    return (
        "## Wie een toestemming tekent\n\n"
        + table(("Doel", "Leeftijd op de dag van tekenen", "Tekent", "Van wie", "Bron"), rows)
        + unknown
    )


def no_report() -> str:
    """Why no report is made, each reason with its source."""
    rows = [(row.text.nl, standing(row.proposal), listed(row.source), f"`{row.code}`") for row in NO_REPORT]
    said = "Ook dat is een goed antwoord: er volgt niets uit, en het wordt zonder naam geteld."
    return f"## Waarom er geen melding is\n\n{said}\n\n" + table(("Reden", "Geldt", "Bron", "Naam in de code"), rows)


def modules() -> str:
    """The modules of the resilience programme."""
    rows = [(row.text.nl, standing(row.proposal), listed(row.source), f"`{row.code}`") for row in MODULES]
    said = "Het programma wordt aangeboden en niet opgelegd (S004-123). Per kind kiest u wat het doet."
    return f"## Onderdelen van het weerbaarheidsprogramma\n\n{said}\n\n" + table(
        ("Onderdeel", "Geldt", "Bron", "Naam in de code"), rows
    )


def reports() -> str:
    """On which basis who reports to CoMensha."""
    duty, others = listed(comensha_policy.BY_DUTY), f"ieder ander dan {listed(comensha_policy.BY_DUTY)}"
    rows = [
        (
            row.label.nl,
            listed([comensha_policy.KINDS[kind].nl for kind in row.kinds]),
            duty if row.by_duty else others,
            f"`{row.rule}`" if row.rule else "altijd",
            listed(row.source),
            f"`{row.code}`",
        )
        for row in comensha_policy.BASES
    ]
    header = ("Grondslag", "Voor", "Door", "Geldt", "Bron", "Naam in de code")
    return "## Melden bij CoMensha\n\n" + table(header, rows)


def _ages(row: signer_policy.SignerRow) -> str:
    return f"vanaf {row.age_from}" if row.age_below is None else f"{row.age_from} tot {row.age_below}"


def _signature(capacities: tuple[str, ...]) -> str:
    return " of ".join(CAPACITIES[capacity] for capacity in capacities)


def tasks() -> str:
    """What the desk asks of whom."""
    header = ("Taak", "Voor wie", "Te laat na", "Bron", "Naam in de code")
    rows = [
        (row.text.nl, listed(row.roles), f"`{row.term}`" if row.term else "", listed(row.source), f"`{row.code}`")
        for row in TASKS
    ]
    return "## Taken op het bureau\n\n" + table(header, rows)


def backoff() -> str:
    """When a message to a partner's webhook is tried again."""
    tries = enumerate(zip(BACKOFF.minutes, BACKOFF.since_first, strict=True), start=2)
    rows = [(str(number), _time(wait), _time(since)) for number, (wait, since) in tries]
    whose = f"Daarna ligt het bericht klaar voor een mens ({standing(BACKOFF.proposal)}; {listed(BACKOFF.source)}).\n"
    header = ("Poging", "Zo lang na de vorige", "Zo lang na de eerste")
    return "## Een bericht dat een webhook niet aanneemt\n\n" + table(header, rows) + "\n" + whose


def _time(minutes: int) -> str:
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} uur"


def workflow() -> str:
    """Every state machine, one table each."""
    return "## Wat op wat mag volgen\n\n" + "\n".join(map(_machine, MACHINES))


def _machine(name: str) -> str:
    rows = [
        (
            STATES[row.state].nl,
            row.happens.nl,
            STATES[row.next_state].nl,
            row.guard.nl if row.guard else "",
            listed(row.source),
        )
        for row in machine(name)
    ]
    return f"### {MACHINES[name].nl}\n\n" + table(("Van", "Gebeurtenis", "Naar", "Mits", "Bron"), rows)
