"""The whole policy as one Dutch document: the print-out that an officer lays beside the letter."""

from collections.abc import Callable

from policy.print_alerts import alerts
from policy.print_information import deviation, hearing, information, training
from policy.print_measures import measures
from policy.print_recommendations import recommendations
from policy.print_referral import referrals
from policy.print_screening import groups, indicators, instruments
from policy.print_sections import (
    backoff,
    dated_rules,
    fan_out,
    locations,
    modules,
    no_report,
    numbers,
    reports,
    signers,
    steps,
    tasks,
    terms,
    workflow,
)
from policy.print_subject import subject_access
from policy.print_tracks import ex_officio, reflection, scheme
from policy.print_waiting import waiting

PREFACE = """# Het beleid

Alle termijnen, getallen en tabellen waarmee Beschut rekent. Dit document wordt gedrukt uit `policy/`
(`manage.py policy --write`); wie iets wil veranderen, verandert daar de regel.

- **wet of brief**: het getal staat in een brondocument of in de wet; de bron staat erachter.
- **afspraak**: het getal staat in geen brondocument; wij hebben het gekozen en een bureau kan het anders besluiten.

Waar de bronnen geen ingangsdatum geven, geldt een regel sinds er beschermde opvang is: 2008-01-01 (S004-08).

Zo tellen wij: de dag van de gebeurtenis telt niet mee, de laatste dag telt helemaal mee (D-3). Een maand eindigt op
de dag met hetzelfde nummer, of op de laatste dag van een kortere maand (B-50). Alleen een wettelijke
handelingstermijn schuift op na weekend of feestdag (D-7). Wie op 29 februari is geboren, verjaart in een gewoon jaar
op 1 maart (B-54).
"""

SECTIONS: tuple[Callable[[], str], ...] = (
    terms,
    numbers,
    dated_rules,
    steps,
    tasks,
    alerts,
    fan_out,
    backoff,
    locations,
    measures,
    waiting,
    signers,
    no_report,
    referrals,
    subject_access,
    modules,
    reports,
    ex_officio,
    reflection,
    scheme,
    information,
    hearing,
    deviation,
    training,
    indicators,
    instruments,
    groups,
    recommendations,
    workflow,
)


def markdown() -> str:
    """The document, byte for byte the same for the same rows."""
    return "\n".join([PREFACE, *(section() for section in SECTIONS)])
