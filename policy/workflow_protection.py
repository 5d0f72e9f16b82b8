"""The machines around protection: intake, signal, placement, transfer, rest, absence (C3.1 to C3.4, C3.10)."""

from policy.workflow_row import START, Row, step

# fmt: off
# Tables, to be read row by row.

INTAKE: tuple[Row, ...] = (
    step("INTAKE", START, "CASE_OPENED", "OPEN", ("zaak geopend", "case opened"), ("S004-28",)),
    step("INTAKE", "OPEN", "CONVERSATION_PLANNED", "IN_PROGRESS",
         ("eerste gesprek gepland", "first conversation planned"), ("S004-28",)),
    step("INTAKE", "IN_PROGRESS", "COMPLETED", "COMPLETE", ("aanmelding compleet", "intake complete"),
         ("S004-28", "INV-01", "INV-02", "K-1"),
         ("identificatie, IND en tweede gesprek gehouden, samen ten minste drie; kennismaking gehouden of met reden "
          "overgeslagen", "identification, IND and second talk held, three at least; acquaintance held or skipped "
          "with a reason")),
    step("INTAKE", "COMPLETE", "EXTRA_CONVERSATION", "COMPLETE", ("extra gesprek", "extra conversation"), ("EC-64",)),
    step("INTAKE", "COMPLETE", "CORRECTED", "IN_PROGRESS",
         ("een gesprek verbeterd of heropend", "a conversation corrected or opened again"), ("S004-28", "INV-01")),
    step("INTAKE", "OPEN", "CHILD_MISSING", "ABORTED", ("kind vermist", "child missing"), ("EC-24",)),
    step("INTAKE", "IN_PROGRESS", "CHILD_MISSING", "ABORTED", ("kind vermist", "child missing"), ("EC-24",)),
    step("INTAKE", "ABORTED", "CHILD_RETURNED", "IN_PROGRESS",
         ("kind terug; gehouden gesprekken tellen mee", "child back; held conversations still count"), ("EC-24",)),
)

SIGNAL: tuple[Row, ...] = (
    step("SIGNAL", START, "RAISED", "RAISED", ("iemand meldt een signaal", "someone raises a signal"),
         ("S004-24", "S004-92", "INV-20")),
    step("SIGNAL", "RAISED", "ALL_INFORMED", "SHARED", ("alle kennisgevingen verstuurd", "all notices sent"),
         ("S004-35", "INV-04")),
    step("SIGNAL", "SHARED", "ASSESSED", "LEADS_TO_INDICATION", ("leidt tot indicatie", "leads to an indication"),
         ("S004-37", "B-10")),
    step("SIGNAL", "SHARED", "ASSESSED", "MONITOR", ("blijven volgen", "keep following"), ("S004-132",)),
    step("SIGNAL", "SHARED", "ASSESSED", "NOT_SUBSTANTIATED", ("niet onderbouwd; blijft in het dossier",
         "not substantiated; stays in the file"), ("S004-91", "INV-41")),
    step("SIGNAL", "RAISED", "MERGED", "MERGED_INTO", ("samengevoegd met een ander signaal", "merged into another"),
         ("EC-18",)),
    step("SIGNAL", "SHARED", "MERGED", "MERGED_INTO", ("samengevoegd met een ander signaal", "merged into another"),
         ("EC-18",)),
    *(
        step("SIGNAL", state, "WRONG_CHILD", "WRONG_CHILD", ("hoort bij een ander kind", "belongs to another child"),
             ("EC-63", "INV-41"), ("ontvangers krijgen de verbetering", "recipients get the correction"))
        for state in ("RAISED", "SHARED", "MONITOR", "LEADS_TO_INDICATION", "NOT_SUBSTANTIATED", "MERGED_INTO")
    ),
    step("SIGNAL", "MONITOR", "ASSESSED", "MONITOR", ("langer volgen", "keep following longer"), ("S004-132",)),
    step("SIGNAL", "MONITOR", "MERGED", "MERGED_INTO", ("samengevoegd met een ander signaal", "merged into another"),
         ("EC-18",)),
    step("SIGNAL", "MONITOR", "ASSESSED", "LEADS_TO_INDICATION", ("leidt alsnog tot indicatie", "leads to it later"),
         ("S004-132", "B-10")),
    step("SIGNAL", "MONITOR", "ASSESSED", "NOT_SUBSTANTIATED", ("niet onderbouwd", "not substantiated"), ("S004-91",)),
    *(
        step("SIGNAL", "LEADS_TO_INDICATION", "ASSESSED", state,
             ("later anders beoordeeld", "assessed otherwise later"), ("S004-91", "S004-132"))
        for state in ("MONITOR", "NOT_SUBSTANTIATED")
    ),
    step("SIGNAL", "NOT_SUBSTANTIATED", "REOPENED", "SHARED", ("heropend door wie dan ook", "reopened by any role"),
         ("S004-91", "S004-132")),
    step("SIGNAL", "MERGED_INTO", "REOPENED", "SHARED", ("toch een eigen signaal", "a signal of its own after all"),
         ("EC-18",)),
)

PLACEMENT: tuple[Row, ...] = (
    step("PLACEMENT", START, "INDICATION_DECIDED", "INDICATED", ("Nidos indiceert BO", "Nidos indicates BO"),
         ("S004-70", "B-10", "D-2"),
         ("één signaal of andere grond; de geringste aanwijzing is genoeg",
          "one signal or another ground; the slightest indication is enough")),
    step("PLACEMENT", "INDICATED", "COA_INFORMED", "WITH_COA", ("Nidos stelt het COA op de hoogte", "COA informed"),
         ("S004-36", "INV-05"), ("alleen Nidos", "only Nidos")),
    step("PLACEMENT", "WITH_COA", "BED_ASSIGNED", "PLACED", ("COA wijst een bed toe", "COA assigns a bed"),
         ("S004-37", "INV-06", "INV-07", "INV-08"),
         ("bed is de hele periode vrij en het type past bij de indicatie",
          "bed is free the whole time and the type fits the indication")),
    step("PLACEMENT", "WITH_COA", "NO_BED", "WAITING", ("geen bed: wachtlijst", "no bed: waiting list"),
         ("S004-15", "EC-33"), ("tijdelijke plek verplicht", "an interim place is a must")),
    step("PLACEMENT", "WAITING", "BED_ASSIGNED", "PLACED", ("bed vrij", "bed free"), ("S004-15",),
         ("op volgorde van voorrang", "by priority")),
    step("PLACEMENT", "PLACED", "MOVED", "PLACED", ("verhuizing", "move"), ("S004-18", "S004-19"),
         ("met reden", "with a reason")),
    step("PLACEMENT", "PLACED", "LEFT_UNPLANNED", "ABSENT", ("kind weg; bed blijft vrij", "child gone; bed kept"),
         ("S004-81", "INV-35", "T-21")),
    step("PLACEMENT", "ABSENT", "RETURNED", "PLACED", ("kind terug", "child back"), ("EC-20",),
         ("terugkeergesprek en nieuwe risicoanalyse", "return talk and new risk analysis")),
    step("PLACEMENT", "ABSENT", "HOLD_ENDED", "ENDED_MISSING", ("bed niet langer vrijgehouden", "bed no longer kept"),
         ("T-21",), ("indicatie blijft open", "indication stays open")),
    step("PLACEMENT", "ENDED_MISSING", "RETURNED", "WITH_COA", ("kind terug; COA zoekt bed", "child back; bed sought"),
         ("EC-20", "INV-09")),
    step("PLACEMENT", "PLACED", "NEED_ENDED", "STEPDOWN_ASSESSMENT", ("BO niet meer nodig", "BO no longer needed"),
         ("S004-52", "S004-55"), ("COA en Nidos samen", "COA and Nidos together")),
    step("PLACEMENT", "STEPDOWN_ASSESSMENT", "MOVES_ON", "ENDED", ("stroomt door", "moves on"),
         ("S004-51", "S004-119", "INV-26"), ("programma af, of een reden", "programme complete, or a reason")),
    step("PLACEMENT", "STEPDOWN_ASSESSMENT", "STAYS", "PLACED", ("blijft in de BO", "stays in BO"), ("S004-55",)),
    step("PLACEMENT", "STEPDOWN_ASSESSMENT", "LEFT_UNPLANNED", "ABSENT", ("kind weg; bed blijft vrij", "child gone"),
         ("S004-81", "INV-35", "T-21")),
)

REST: tuple[Row, ...] = (
    step("REST", START, "INDICATED", "NOT_STARTED", ("nog niet geplaatst", "not yet placed"), ("S004-45",)),
    step("REST", "NOT_STARTED", "ADMITTED", "RUNNING", ("eerste plaatsing in BO of Fier", "first admission"),
         ("S004-45", "INV-13", "D-4")),
    step("REST", "RUNNING", "EXTENDED", "EXTENDED", ("verlenging toegekend", "extension granted"), ("S004-46",),
         ("reden en een tweede persoon", "a reason and a second person")),
    step("REST", "EXTENDED", "EXTENDED", "EXTENDED", ("weer verlengd", "extended again"), ("S004-46", "EC-12"),
         ("reden en een tweede persoon", "a reason and a second person")),
    step("REST", "RUNNING", "LAST_DAY_PASSED", "ENDED", ("laatste dag voorbij", "last day passed"), ("S004-46",)),
    step("REST", "EXTENDED", "LAST_DAY_PASSED", "ENDED", ("laatste dag voorbij", "last day passed"), ("S004-46",)),
    step("REST", "ENDED", "EXTENDED_LATE", "EXTENDED", ("nieuw besluit, te laat gevraagd", "new decision, asked late"),
         ("S004-46",), ("reden 'te laat'; begint niet vóór vandaag", "reason 'late'; not before today")),
)

ABSENCE: tuple[Row, ...] = (
    step("ABSENCE", START, "REPORTED", "OPEN", ("vertrek gemeld", "departure reported"), ("S004-81", "INV-36")),
    step("ABSENCE", "OPEN", "TRACING_STARTED", "TRACING", ("opsporing begonnen", "tracing started"), ("S004-82",)),
    step("ABSENCE", "OPEN", "ENDED", "ENDED", ("afgesloten met uitkomst", "ended with an outcome"), ("S004-84",)),
    step("ABSENCE", "TRACING", "ENDED", "ENDED", ("afgesloten met uitkomst", "ended with an outcome"), ("S004-84",),
         ("opnieuw weg is een nieuwe vermissing", "gone again is a new episode")),
)

TRANSFER: tuple[Row, ...] = (
    step("TRANSFER", START, "PLANNED", "PLANNED", ("het COA plant; het bed is vrijgehouden", "COA plans; bed is kept"),
         ("S004-16", "INV-08"), ("reden van de verhuizing", "a reason for the move")),
    step("TRANSFER", "PLANNED", "DEPARTED", "ON_ITS_WAY", ("kind vertrokken", "child left"), ("S004-16",)),
    step("TRANSFER", "ON_ITS_WAY", "ARRIVED", "ARRIVED", ("kind aangekomen: nu pas is het verhuisd",
         "child arrived: only now it has moved"), ("S004-16", "INV-09")),
    *(step("TRANSFER", state, "CALLED_OFF", "CALLED_OFF", ("afgezegd; bed weer vrij", "called off; bed is free"),
           ("S004-19",), ("reden", "a reason")) for state in ("PLANNED", "ON_ITS_WAY")),
)

PROTECTION: tuple[Row, ...] = (*INTAKE, *SIGNAL, *PLACEMENT, *TRANSFER, *REST, *ABSENCE)
