"""Where a paragraph stands: which document or list the first part of its id names."""

from dataclasses import dataclass

from policy.text import Text

# The five documents of the procedure, and what we wrote down ourselves beside them.
DOCUMENTS = {
    "S000": Text("Brief van de minister over zeven kwetsbare groepen kinderen, 25 april 2016",
                 "Letter of the minister on seven vulnerable groups of children, 25 April 2016"),
    "S001": Text("Brief van de minister over de monitor mensenhandel, 29 november 2016",
                 "Letter of the minister on the trafficking monitor, 29 November 2016"),
    "S002": Text("Brief van de Nationaal Rapporteur aan de informateur, 5 april 2017",
                 "Letter of the National Rapporteur to the informateur, 5 April 2017"),
    "S003": Text("Samenvatting van het onderzoek naar zeven kwetsbare groepen, 2016",
                 "Summary of the study of seven vulnerable groups, 2016"),
    "S004": Text("Kabinetsreactie op het rapport over alleenstaande minderjarigen en de beschermde opvang, 2015",
                 "Reaction of the cabinet to the report on unaccompanied minors and protected shelter, 2015"),
    "B": Text("Openbare bron buiten de vijf documenten", "Public source beside the five documents"),
    "K": Text("Waar de documenten elkaar tegenspreken: hoe wij het lezen",
              "Where the documents contradict each other: how we read them"),
    "D": Text("Eigen beslissing over hoe de regels werken", "Our own decision on how the rules work"),
    "INV": Text("Regel die altijd geldt, volgens de documenten", "Rule that always holds, by the documents"),
    "EC": Text("Bijzonder geval, en wat dan geldt", "Special case, and what holds then"),
    "T": Text("Klok", "Clock"),
    "AL": Text("Waarschuwing", "Alert"),
    "RP": Text("Rapport", "Report"),
    "C3": Text("De procedure in stappen: wat op wat mag volgen", "The procedure in steps: what may follow what"),
}  # fmt: skip


@dataclass(frozen=True)
class Steps:
    """One chapter of the procedure in steps: what holds in it, and which state machines it is."""

    text: Text
    machines: tuple[str, ...]


STEPS: dict[str, Steps] = {
    "C3.1": Steps(Text("De aanmelding loopt van de opening van de zaak tot zij af is, met vaste gesprekken.",
                       "The intake runs from the opening of the case until it is complete, with fixed talks."),
                  ("INTAKE",)),
    "C3.2": Steps(Text("Een signaal wordt gedeeld en beoordeeld. Het wordt niet gewist en kan worden heropend.",
                       "A signal is shared and assessed. It is not deleted and can be reopened."), ("SIGNAL",)),
    "C3.3": Steps(Text("Na een indicatie volgt een plek, en later een verhuizing of vertrek. Anders wacht het kind.",
                       "An indication leads to a place, and later to a move or a departure. Else the child waits."),
                  ("PLACEMENT", "TRANSFER")),
    "C3.4": Steps(Text("De rust begint bij de eerste plaatsing en eindigt op haar laatste dag, na elke verlenging.",
                       "The rest begins at the first admission and ends on its last day, after each extension."),
                  ("REST",)),
    "C3.5": Steps(Text("Een gehoor wordt gepland, en dan gehouden of afgezegd. Een vermist kind wordt niet gehoord.",
                       "A hearing is planned, and then held or called off. A missing child is not heard."),
                  ("HEARING",)),
    "C3.6": Steps(Text("De asielprocedure en de verblijfsregeling mensenhandel gaan elk hun eigen stappen.",
                       "The asylum procedure and the residence scheme each go their own steps."),
                  ("ASYLUM", "TRAFFICKING")),
    "C3.7": Steps(Text("Na elke afwijzing van asiel komt de toets op mensenhandel. De uitkomst volgt uit drie feiten.",
                       "Each rejection of asylum is followed by the test on trafficking: three facts, one outcome."),
                  ()),
    "C3.8": Steps(Text("Toestemming wordt gevraagd, gegeven of geweigerd, en kan altijd worden ingetrokken.",
                       "Consent is asked, given or refused, and can always be withdrawn."), ("CONSENT",)),
    "C3.9": Steps(Text("Een melding is eerst een concept, gaat naar CoMensha, en kan worden verbeterd of ingetrokken.",
                       "A report to CoMensha is first a draft, is sent, and is then corrected or withdrawn."),
                  ("COMENSHA_REPORT",)),
    "C3.10": Steps(Text("Een vermissing staat open tot het kind terug of gevonden is. Elk vertrek staat apart.",
                        "An absence is open until the child is back or found. Each leaving stands by itself."),
                   ("ABSENCE",)),
    "C3.11": Steps(Text("Voogdij wordt gevraagd, begint, en eindigt vanzelf op de achttiende verjaardag.",
                        "Guardianship is asked for, begins, and ends by itself on the eighteenth birthday."),
                   ("GUARDIANSHIP", "CARE_COORDINATION")),
    "C3.12": Steps(Text("Een begeleidingsplan is eerst een concept, loopt dan, en is af of stopt met een reden.",
                        "A guidance plan is first a draft, then runs, and is finished or stops with a reason."),
                   ("GUIDANCE_PLAN", "PROGRAMME")),
    "C3.13": Steps(Text("Nidos sluit een zaak als er niets meer loopt. Een nieuw signaal opent haar weer.",
                        "Nidos closes a case when nothing runs in it any more. A new signal opens it again."),
                   ("CASE",)),
}  # fmt: skip


def document_of(identifier: str) -> Text:
    """The document or list this id stands in; an unknown one raises LookupError."""
    return DOCUMENTS[identifier.partition("-")[0].partition(".")[0]]


def steps_of(machine: str) -> tuple[str, ...]:
    """The chapters in which this state machine stands."""
    return tuple(code for code, row in STEPS.items() if machine in row.machines)
