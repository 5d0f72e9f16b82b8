"""Which figures there are (C8), of which years, and until when what is recorded still counts in them (INV-40)."""

from dataclasses import dataclass
from datetime import date

from policy.dated import SINCE_PROTECTED_SHELTER
from policy.dates import term_last_day
from policy.numbers import number
from policy.text import Text

# fmt: off
# A table, to be read row by row.


@dataclass(frozen=True)
class Report:
    """One report over all cases."""

    code: str
    label: Text


REPORTS: tuple[Report, ...] = (
    Report("RP-01", Text("Geregistreerde vermoedelijke slachtoffers", "Registered presumed victims")),
    Report("RP-02", Text("Signalering", "Detection")),
    Report("RP-03", Text("Gesprekken en screening bij de intake", "Talks and screening at intake")),
    Report("RP-04", Text("Van signaal naar opvang", "From signal to shelter")),
    Report("RP-06", Text("Beschermde Opvang: wie kwam, wie ging, hoe lang",
                         "Protected shelter: who came, who went, how long")),
    Report("RP-07", Text("Voortijdig vertrek", "Early departures")),
    Report("RP-08", Text("Verhuizingen en crisisnoodopvang", "Moves and crisis shelter")),
    Report("RP-09", Text("Rust en het eerste gehoor", "Rest and the first hearing")),
    Report("RP-10", Text("Asiel en de verblijfsregeling", "Asylum and the residence scheme")),
    Report("RP-11", Text("Aangiften", "Police reports")),
    Report("RP-12", Text("Risicoanalyse en overleg", "Risk analysis and consultation")),
    Report("RP-13", Text("Achttien worden", "Turning eighteen")),
    Report("RP-14", Text("Meldingsbereidheid: toestemming in cijfers", "Reporting willingness: consent in figures")),
    Report("RP-15", Text("Gronden van plaatsing", "Grounds of placement")),
    Report("RP-16", Text("Gesprekken per kind", "Talks per child")),
)
# fmt: on
# In place of a code: all of them.
ALL_REPORTS = "ALL"
FIRST_DAY = SINCE_PROTECTED_SHELTER
FIRST_YEAR = FIRST_DAY.year


def closes_on(year: int) -> date:
    """The last day on which what is recorded still counts in the closed figures of a year."""
    last = date(year, 12, 31)
    return term_last_day(last, months=number("FIGURES_CLOSE_MONTHS", last))
