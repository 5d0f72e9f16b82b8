"""The machines of the file: consent, report, guardianship, age, plan, the case itself (C3.8, C3.9, C3.11 to C3.13)."""

from policy.workflow_row import START, Row, step

# fmt: off
# Tables, to be read row by row.

CONSENT: tuple[Row, ...] = (
    step("CONSENT", "NOT_ASKED", "ASKED", "ASKED", ("toestemming gevraagd", "consent asked"), ("S001-15", "S001-22")),
    step("CONSENT", "ASKED", "GIVEN", "GIVEN", ("toestemming gegeven", "consent given"), ("S001-16", "INV-28"),
         ("de juiste handtekeningen; de mening van het kind vastgelegd",
          "the right signatures; the child's position recorded")),
    step("CONSENT", "ASKED", "SIGNED_AGAINST_WISH", "TO_CONFIRM", ("getekend terwijl het kind bezwaar heeft",
         "signed although the child objects"), ("EC-05", "S001-23"), ("met reden", "with a reason")),
    step("CONSENT", "TO_CONFIRM", "CONFIRMED", "GIVEN", ("een tweede persoon bevestigt", "a second person confirms"),
         ("EC-05", "INV-31"), ("een leidinggevende die niet zelf vastlegde",
          "a supervisor who did not record it")),
    step("CONSENT", "TO_CONFIRM", "WITHDRAWN", "WITHDRAWN", ("ingetrokken", "withdrawn"), ("B-07",)),
    step("CONSENT", "ASKED", "WITHDRAWN", "WITHDRAWN", ("ingetrokken", "withdrawn"), ("B-07",)),
    step("CONSENT", "ASKED", "REFUSED", "REFUSED", ("geweigerd", "refused"), ("S001-13", "EC-06")),
    step("CONSENT", "REFUSED", "ASKED", "ASKED", ("opnieuw gevraagd", "asked again"), ("S001-22",),
         ("met waarschuwing als het kort na de weigering is", "with a warning when soon after the refusal")),
    step("CONSENT", "GIVEN", "WITHDRAWN", "WITHDRAWN", ("ingetrokken", "withdrawn"), ("B-07", "INV-29")),
    step("CONSENT", "GIVEN", "CHILD_TURNED_16_OR_18", "REVIEW_DUE", ("opnieuw bezien", "to be reviewed"),
         ("B-07", "AL-26"), ("de voogd of ouder had getekend", "guardian or parent had signed")),
    step("CONSENT", "REVIEW_DUE", "GIVEN", "GIVEN", ("de jongere tekent zelf", "the youth signs"), ("B-07", "INV-28")),
    step("CONSENT", "REVIEW_DUE", "WITHDRAWN", "WITHDRAWN", ("ingetrokken", "withdrawn"), ("B-07",)),
)

COMENSHA_REPORT: tuple[Row, ...] = (
    step("COMENSHA_REPORT", START, "DRAFTED", "DRAFT", ("concept", "draft"), ("S001-15",)),
    step("COMENSHA_REPORT", "DRAFT", "NO_BASIS", "BLOCKED", ("geen grondslag", "no basis"), ("S001-15", "AL-24")),
    step("COMENSHA_REPORT", "DRAFT", "BASIS_FOUND", "READY", ("grondslag aanwezig", "basis present"),
         ("INV-27", "INV-30")),
    step("COMENSHA_REPORT", "BLOCKED", "BASIS_FOUND", "READY", ("grondslag aanwezig", "basis present"),
         ("INV-27", "INV-30")),
    step("COMENSHA_REPORT", "READY", "BASIS_LOST", "BLOCKED", ("grondslag vervallen", "basis gone"),
         ("INV-27", "INV-29")),
    step("COMENSHA_REPORT", "READY", "SENT", "SENT", ("verstuurd", "sent"), ("INV-27",)),
    step("COMENSHA_REPORT", "SENT", "CORRECTED", "CORRECTED", ("verbeterd", "corrected"), ("INV-29",),
         ("toestemming niet ingetrokken", "consent not withdrawn")),
    step("COMENSHA_REPORT", "CORRECTED", "CORRECTED", "CORRECTED", ("weer verbeterd", "corrected again"), ("INV-29",),
         ("toestemming niet ingetrokken", "consent not withdrawn")),
    step("COMENSHA_REPORT", "SENT", "WITHDRAWAL_SENT", "WITHDRAWAL_SENT", ("intrekking verstuurd", "withdrawal sent"),
         ("EC-09", "INV-29")),
    step("COMENSHA_REPORT", "CORRECTED", "WITHDRAWAL_SENT", "WITHDRAWAL_SENT",
         ("intrekking verstuurd", "withdrawal sent"), ("EC-09", "INV-29")),
)

GUARDIANSHIP: tuple[Row, ...] = (
    step("GUARDIANSHIP", START, "REQUESTED", "REQUESTED", ("voogdij gevraagd", "guardianship requested"),
         ("S004-30",)),
    step("GUARDIANSHIP", "REQUESTED", "GRANTED_TEMPORARY", "TEMPORARY", ("tijdelijke voogdij", "temporary"),
         ("B-13",)),
    step("GUARDIANSHIP", "REQUESTED", "GRANTED", "FULL", ("voogdij", "full guardianship"), ("B-13",)),
    step("GUARDIANSHIP", "TEMPORARY", "GRANTED", "FULL", ("voogdij", "full guardianship"), ("B-13",)),
    *(
        step("GUARDIANSHIP", state, "CAME_OF_AGE", "ENDED", ("meerderjarig: eindigt vanzelf", "of age: it ends"),
             ("S004-58", "INV-23"))
        for state in ("REQUESTED", "TEMPORARY", "FULL")
    ),
    step("GUARDIANSHIP", "ENDED", "MINOR_AGAIN", "REQUESTED", ("toch minderjarig", "minor after all"),
         ("INV-23",), ("een later officieel gegeven", "a later official record")),
)

AGE_ASSESSMENT: tuple[Row, ...] = (
    step("AGE_ASSESSMENT", START, "REQUESTED", "REQUESTED", ("IND of AVIM vraagt een leeftijdsonderzoek",
         "IND or AVIM asks for an assessment of the age"), ("B-18",)),
    step("AGE_ASSESSMENT", START, "CONTESTED", "CONTESTED", ("leeftijd betwist zonder dat er een onderzoek was",
         "the age is contested without an assessment"), ("EC-27",),
         ("er is een officiële geboortedatum", "there is an official birth date")),
    step("AGE_ASSESSMENT", "REQUESTED", "DECIDED", "DECIDED", ("uitkomst vastgelegd", "outcome recorded"), ("B-18",),
         ("uitkomst en geboortedatum spreken elkaar niet tegen", "outcome and birth date say the same")),
    step("AGE_ASSESSMENT", "REQUESTED", "CONTESTED", "CONTESTED", ("leeftijd betwist: telt als minderjarig",
         "age contested: counts as a minor"), ("EC-27",),
         ("er is een officiële geboortedatum", "there is an official birth date")),
    step("AGE_ASSESSMENT", "DECIDED", "CONTESTED", "CONTESTED", ("leeftijd betwist: telt als minderjarig",
         "age contested: counts as a minor"), ("EC-27",)),
    step("AGE_ASSESSMENT", "DECIDED", "FINAL", "FINAL", ("definitief", "final"), ("EC-27", "D-5")),
    step("AGE_ASSESSMENT", "CONTESTED", "FINAL", "FINAL", ("definitief: de uitkomst telt vanaf die dag",
         "final: the outcome counts from that day on"), ("EC-27", "D-5")),
)

CARE_COORDINATION: tuple[Row, ...] = (
    step("CARE_COORDINATION", START, "STARTED", "RUNNING", ("zorgcoördinatie begint", "care coordination starts"),
         ("S004-57", "INV-25"), ("meerderjarig, in BO of speciaal azc", "of age, in BO or special azc")),
    step("CARE_COORDINATION", "RUNNING", "LEFT", "ENDED", ("vertrek uit BO of speciaal azc", "left BO or special azc"),
         ("S004-57",)),
)

GUIDANCE_PLAN: tuple[Row, ...] = (
    step("GUIDANCE_PLAN", START, "DRAFTED", "DRAFT", ("plan opgesteld", "plan drafted"), ("S004-119",)),
    step("GUIDANCE_PLAN", "DRAFT", "STARTED", "ACTIVE", ("plan van start", "plan started"), ("S004-119",),
         ("met een doel, en met wat het kind zelf wil of waarom dat niet is gevraagd",
          "with a goal, and with what the child wants itself or why it was not asked")),
    step("GUIDANCE_PLAN", "DRAFT", "STOPPED", "STOPPED", ("gestopt voordat het liep", "stopped before it ran"),
         ("S004-119",), ("met reden", "with a reason")),
    step("GUIDANCE_PLAN", "ACTIVE", "COMPLETED", "COMPLETED", ("afgerond", "completed"), ("S004-119",),
         ("geen doel staat nog open", "no goal is open any more")),
    step("GUIDANCE_PLAN", "ACTIVE", "STOPPED", "STOPPED", ("gestopt", "stopped"), ("S004-119",),
         ("met reden", "with a reason")),
)

PROGRAMME: tuple[Row, ...] = (
    step("PROGRAMME", START, "OFFERED", "OFFERED", ("programma aangeboden", "programme offered"),
         ("S004-48", "S004-123"), ("aangeboden, niet opgelegd", "offered, not imposed")),
    step("PROGRAMME", "OFFERED", "STARTED", "STARTED", ("het kind doet mee", "the child takes part"), ("S004-123",)),
    step("PROGRAMME", "OFFERED", "DECLINED", "DECLINED", ("het kind wil niet", "the child does not want to"),
         ("S004-123",), ("geen reden nodig; later opnieuw aan te bieden", "no reason needed; may be offered again")),
    step("PROGRAMME", "OFFERED", "STOPPED", "STOPPED", ("gestopt voor het antwoord", "stopped before an answer"),
         ("S004-119",), ("met reden", "with a reason")),
    step("PROGRAMME", "STARTED", "COMPLETED", "COMPLETED", ("afgerond", "completed"), ("S004-48",),
         ("elke module is gedaan", "every module was done")),
    step("PROGRAMME", "STARTED", "STOPPED", "STOPPED", ("gestopt", "stopped"), ("S004-119",),
         ("met reden", "with a reason")),
)

CASE: tuple[Row, ...] = (
    step("CASE", START, "OPENED", "OPEN", ("zaak geopend", "case opened"), ("D-1",)),
    step("CASE", "OPEN", "CLOSED", "CLOSED", ("Nidos sluit de zaak", "Nidos closes the case"), ("S004-10",),
         ("met reden; meerderjarig; geen lopende voogdij, vermissing, zorgcoördinatie of onbesliste toets, en geen "
          "plaats, gehoor, rusttijd of signaal dat nog iets vraagt",
          "with a reason; of age; no open guardianship, absence, care coordination or undecided test, and no place, "
          "hearing, rest or signal that still asks for something")),
    step("CASE", "CLOSED", "SIGNAL_RAISED", "OPEN", ("nieuw signaal heropent", "a new signal reopens"), ("S004-132",)),
    step("CASE", "CLOSED", "REOPENED", "OPEN", ("Nidos heropent de zaak", "Nidos opens the case again"), ("S004-10",),
         ("met reden", "with a reason")),
)

RECORDS: tuple[Row, ...] = (
    *CONSENT, *COMENSHA_REPORT, *GUARDIANSHIP, *AGE_ASSESSMENT, *CARE_COORDINATION, *GUIDANCE_PLAN, *PROGRAMME, *CASE,
)
