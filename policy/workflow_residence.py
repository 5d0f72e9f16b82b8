"""The machines of the law: first hearing and the two tracks (C3.5, C3.6)."""

from policy.workflow_row import START, Row, step

# fmt: off
# Tables, to be read row by row.

HEARING: tuple[Row, ...] = (
    step("HEARING", START, "ADMITTED", "NOT_PLANNABLE", ("de klok loopt", "the clock runs"), ("S004-47", "D-4")),
    step("HEARING", "NOT_PLANNABLE", "CLOCKS_ENDED", "PLANNABLE", ("beide termijnen voorbij", "both terms over"),
         ("S004-47", "INV-14", "INV-15")),
    step("HEARING", "NOT_PLANNABLE", "PLANNED", "PLANNED", ("gepland op een latere dag", "planned on a later day"),
         ("INV-14", "INV-15"), ("op of na de eerste dag", "on or after the earliest day")),
    step("HEARING", "PLANNABLE", "PLANNED", "PLANNED", ("gehoor gepland", "hearing planned"), ("S004-47",)),
    step("HEARING", "PLANNED", "PLANNED", "PLANNED", ("opnieuw gepland", "planned anew"), ("INV-15",)),
    step("HEARING", "PLANNED", "HELD", "HELD", ("gehoor gehouden", "hearing held"), ("S004-47",)),
    step("HEARING", "NOT_PLANNABLE", "DEVIATION_ASKED", "DEVIATION_REQUESTED",
         ("kind vraagt eerder gehoord te worden", "child asks for an earlier hearing"), ("EC-16", "K-8")),
    step("HEARING", "DEVIATION_REQUESTED", "DEVIATION_ALLOWED", "ALLOWED", ("afwijking toegestaan", "allowed"),
         ("INV-14", "EC-16"),
         ("kind vraagt het, reden, advocaat geraadpleegd, voogd en IND akkoord; vanaf achttien vervalt de voogd",
          "child asks, reason, lawyer consulted, guardian and IND agree; from eighteen the guardian falls away")),
    step("HEARING", "DEVIATION_REQUESTED", "DEVIATION_REFUSED", "REFUSED", ("afwijking geweigerd", "refused"),
         ("EC-16",)),
    step("HEARING", "ALLOWED", "PLANNED", "PLANNED", ("eerder gepland", "planned earlier"), ("INV-14",)),
    step("HEARING", "REFUSED", "CLOCKS_ENDED", "PLANNABLE", ("beide termijnen voorbij", "both terms over"),
         ("S004-47",)),
    step("HEARING", "REFUSED", "DEVIATION_ASKED", "DEVIATION_REQUESTED", ("opnieuw gevraagd", "asked anew"),
         ("EC-16",)),
    step("HEARING", "PLANNED", "CHILD_MISSING", "SUSPENDED", ("kind vermist", "child missing"), ("D-6",)),
    step("HEARING", "SUSPENDED", "CHILD_RETURNED", "PLANNED", ("kind terug", "child back"), ("D-6", "EC-20")),
)

ASYLUM: tuple[Row, ...] = (
    step("ASYLUM", "NONE", "APPLIED", "APPLIED", ("asielaanvraag", "asylum application"), ("S004-38", "S004-63"),
         ("keuze van het kind; nooit geweigerd of opgehouden", "the child's choice; never refused or delayed")),
    step("ASYLUM", "APPLIED", "TAKEN_UP", "PENDING", ("in behandeling", "taken up"), ("S004-63",)),
    step("ASYLUM", "PENDING", "DECIDED", "DECIDED", ("besluit", "decision"), ("S004-66",),
         ("bij afwijzing hoort één ambtshalve toets", "a rejection has one ex-officio test")),
    step("ASYLUM", "DECIDED", "APPEALED", "APPEAL", ("beroep", "appeal"), ("INV-18",)),
    step("ASYLUM", "DECIDED", "BECAME_FINAL", "FINAL", ("onherroepelijk", "final"), ("INV-18",)),
    step("ASYLUM", "APPEAL", "BECAME_FINAL", "FINAL", ("onherroepelijk", "final"), ("INV-18",)),
    step("ASYLUM", "APPEAL", "ANNULLED", "PENDING", ("besluit vernietigd: opnieuw in behandeling",
                                                     "decision set aside: taken up anew"), ("INV-18",),
         ("met een eigen besluit, en bij afwijzing een eigen toets",
          "with a decision of its own, and if rejected a test of its own")),
)

TRAFFICKING: tuple[Row, ...] = (
    step("TRAFFICKING", "NONE", "OPENED", "OPEN", ("verblijfsregeling mensenhandel", "trafficking scheme"),
         ("S004-64", "S004-65", "INV-17"),
         ("naast asiel pas vanaf 20 juli 2015", "beside asylum only from 20 July 2015")),
    step("TRAFFICKING", "OPEN", "GRANTED", "PERMIT", ("tijdelijke vergunning", "temporary permit"), ("B-29",)),
    step("TRAFFICKING", "OPEN", "CLOSED", "FINAL", ("beëindigd zonder vergunning", "ended without a permit"),
         ("S004-64",)),
    step("TRAFFICKING", "PERMIT", "CONTINUED_STAY_APPLIED", "CONTINUED_STAY_APPLIED",
         ("voortgezet verblijf aangevraagd", "continued stay applied for"), ("S004-118",)),
    step("TRAFFICKING", "PERMIT", "RENEWED", "PERMIT", ("vergunning verlengd", "permit renewed"), ("B-29", "T-20")),
    step("TRAFFICKING", "PERMIT", "EXPIRED", "FINAL", ("vergunning verlopen", "permit expired"), ("B-29",)),
    step("TRAFFICKING", "CONTINUED_STAY_APPLIED", "DECIDED", "FINAL", ("besluit", "decision"), ("S004-118",)),
)

RESIDENCE: tuple[Row, ...] = (*HEARING, *ASYLUM, *TRAFFICKING)
