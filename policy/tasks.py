"""What the desk asks of whom: each task with the act that settles it, the roles it is for, its source and term.

When a task is open is decided in overview/tasks.py; this file says only what is asked.
"""

from dataclasses import dataclass

from policy.text import Text

INTAKE, GUARDIAN, NIDOS_SUPERVISOR = "nidos.intake", "nidos.guardian", "nidos.supervisor"
AVIM, IND, COA = "avim.officer", "ind.officer", "coa.placement"


@dataclass(frozen=True, kw_only=True)
class Task:
    """One row. ``act`` is the name of the act that settles it; ``term`` names the term by which it is late."""

    code: str
    text: Text
    act: str
    roles: tuple[str, ...]
    source: tuple[str, ...]
    term: str = ""


TASKS: tuple[Task, ...] = (
    Task(
        code="HOLD_ACQUAINTANCE",
        act="conversations",
        roles=(INTAKE,),
        source=("S004-29", "INV-02"),
        text=Text("Kennismakingsgesprek voeren en vastleggen", "Hold and record the acquaintance talk"),
    ),
    Task(
        code="HOLD_IDENTIFICATION",
        act="conversations",
        roles=(AVIM,),
        source=("S004-31", "INV-01"),
        text=Text("Identificatiegesprek voeren en vastleggen", "Hold and record the identification talk"),
    ),
    Task(
        code="IDENTIFY",
        act="identifications",
        roles=(AVIM,),
        source=("S004-31", "B-14"),
        text=Text("Uitkomst van de identificatie vastleggen", "Record the outcome of the identification"),
    ),
    Task(
        code="HOLD_REGISTRATION",
        act="conversations",
        roles=(IND,),
        source=("S004-32", "INV-01"),
        text=Text("Aanmeldgesprek voeren en vastleggen", "Hold and record the registration talk"),
    ),
    Task(
        code="HOLD_FOLLOW_UP",
        act="conversations",
        roles=(INTAKE,),
        source=("S004-33", "S004-34"),
        term="I4_AFTER_REGISTRATION",
        text=Text(
            "Tweede gesprek voeren: taak van Nidos en verloop van de procedure uitleggen",
            "Hold the second talk: explain Nidos's task and the course of the procedure",
        ),
    ),
    Task(
        code="HOLD_PLANNED",
        act="conversations-holdings",
        roles=(INTAKE, AVIM, IND),
        source=("S004-28",),
        text=Text("Gepland extra gesprek voeren en vastleggen", "Hold and record the extra talk that was planned"),
    ),
    Task(
        code="HOLD_ALONE",
        act="conversations",
        roles=(INTAKE, AVIM, IND),
        source=("EC-64",),
        text=Text(
            "Het kind sprak niet vrij: een extra gesprek voeren zonder anderen erbij",
            "The child could not speak freely: hold an extra talk with nobody else present",
        ),
    ),
    Task(
        code="EXPLAIN_PURPOSE",
        act="conversations-explanations",
        roles=(GUARDIAN, INTAKE),
        source=("S004-77",),
        text=Text(
            "Vooraf uitleggen waar het geplande gesprek voor is", "Explain beforehand what the planned talk is for"
        ),
    ),
    Task(
        code="CONFIRM_INTERPRETER",
        act="conversations-moves",
        roles=(INTAKE, AVIM, IND),
        source=("S004-34",),
        term="INTERPRETER_CONFIRMED",
        text=Text(
            "De gevraagde tolk is niet bevestigd: navragen of een ander vragen",
            "The interpreter asked for is not confirmed: ask again or ask another",
        ),
    ),
    Task(
        code="HOLD_C1",
        act="conversations",
        roles=(INTAKE,),
        source=("S000-35", "EC-45"),
        text=Text(
            "Kindbruid: met het meisje alleen praten en dat vastleggen",
            "Child bride: talk with the girl alone, and record it",
        ),
    ),
    Task(
        code="HOLD_C2",
        act="conversations",
        roles=(INTAKE,),
        source=("S000-35", "EC-45"),
        text=Text(
            "Kindbruid: met haar partner apart praten en dat vastleggen",
            "Child bride: talk with her partner separately, and record it",
        ),
    ),
    Task(
        code="SCREEN_CHILD",
        act="screenings",
        roles=(INTAKE, GUARDIAN),
        source=("S002-08", "S004-90"),
        term="SCREENED",
        text=Text("Het kind screenen", "Screen the child"),
    ),
    Task(
        code="SCREEN_SIBLING",
        act="screenings",
        roles=(INTAKE, GUARDIAN),
        source=("EC-43", "AL-33"),
        text=Text(
            "Over een broer of zus is een signaal: dit kind (opnieuw) screenen",
            "There is a signal about a brother or sister: screen this child (again)",
        ),
    ),
    Task(
        code="SCREEN_DEBT",
        act="screenings",
        roles=(INTAKE, GUARDIAN),
        source=("EC-51", "S001-28"),
        text=Text(
            "Alleen een schuld aan een smokkelaar gemeld: het kind (opnieuw) screenen",
            "Only a debt to a smuggler was signalled: screen the child (again)",
        ),
    ),
    Task(
        code="USE_INDICATOR_LIST",
        act="screenings",
        roles=(IND,),
        source=("S004-94",),
        text=Text(
            "Na het gesprek de indicatorenlijst doorlopen en vastleggen",
            "After the talk go through the list of indicators and record it",
        ),
    ),
    Task(
        code="REQUEST_GUARDIANSHIP",
        act="guardianships",
        roles=(INTAKE,),
        source=("S004-30", "INV-23"),
        text=Text("Voogdij aanvragen en een voogd aanwijzen", "Ask for guardianship and name a guardian"),
    ),
    Task(
        code="DECIDE_INDICATION",
        act="indications",
        roles=(GUARDIAN,),
        source=("S004-70", "B-10"),
        text=Text(
            "Er is een signaal: beslissen over een indicatie; de geringste aanwijzing is genoeg",
            "There is a signal: decide on an indication; the slightest suspicion suffices",
        ),
    ),
    Task(
        code="RECONSIDER_INDICATION",
        act="indications",
        roles=(GUARDIAN,),
        source=("EC-63", "D-2"),
        text=Text(
            "De indicatie rust op een signaal dat over een ander kind bleek te gaan: opnieuw beslissen",
            "The indication rests on a signal that proved to be about another child: decide again",
        ),
    ),
    Task(
        code="ASSESS_SIGNAL",
        act="signals-assessments",
        roles=(GUARDIAN, INTAKE),
        source=("S004-132", "S004-91"),
        term="ASSESS_SIGNAL",
        text=Text(
            "Een signaal beoordelen: leidt het tot een indicatie, volgt u het of is het niet onderbouwd?",
            "Assess a signal: does it lead to an indication, do you watch it or is it not substantiated?",
        ),
    ),
    Task(
        code="REVIEW_SIGNAL",
        act="signals-assessments",
        roles=(GUARDIAN, INTAKE),
        source=("S004-132",),
        text=Text("Een signaal dat u volgt, opnieuw beoordelen", "Assess a signal that you watch anew"),
    ),
    Task(
        code="INFORM_COA",
        act="coa-notices",
        roles=(GUARDIAN,),
        source=("S004-36", "AL-04"),
        term="INFORM_COA",
        text=Text("Het COA inlichten over de indicatie", "Inform COA of the indication"),
    ),
    Task(
        code="PLACE_CHILD",
        act="placements",
        roles=(COA,),
        source=("S004-37", "AL-05"),
        text=Text("Het kind plaatsen volgens de indicatie", "Place the child as indicated"),
    ),
    Task(
        code="MOVE_CHILD",
        act="placements-moves",
        roles=(COA,),
        source=("S004-37", "S004-18"),
        text=Text(
            "Het kind verhuizen naar de plek van de indicatie", "Move the child to the place that was indicated"
        ),
    ),
    Task(
        code="PLACE_FOSTER",
        act="foster-placements",
        roles=(GUARDIAN,),
        source=("INV-06", "B-11"),
        text=Text("Het kind plaatsen in een opvanggezin", "Place the child in a foster family"),
    ),
    Task(
        code="APPROVE_REST",
        act="rest-extensions-approvals",
        roles=(NIDOS_SUPERVISOR,),
        source=("S004-46",),
        text=Text("Beslissen over verlenging van de rust", "Decide on an extension of the rest"),
    ),
    Task(
        code="REST_ENDS",
        act="rest-extensions",
        roles=(GUARDIAN,),
        source=("S004-46",),
        term="REST_ENDS_SOON",
        text=Text("De rust loopt af: zo nodig verlenging vragen", "The rest is ending: ask for more if needed"),
    ),
    Task(
        code="PLAN_HEARING",
        act="hearings",
        roles=(IND,),
        source=("S004-47",),
        term="PLAN_FIRST_HEARING",
        text=Text("Het eerste gehoor plannen, na de wachttijd", "Plan the first hearing, after the wait"),
    ),
    Task(
        code="HEARING_CONFLICT",
        act="hearings",
        roles=(IND,),
        source=("AL-09", "S004-47"),
        text=Text(
            "Het geplande gehoor valt nu in de wachttijd: opnieuw plannen",
            "The planned hearing now falls inside the wait: plan it again",
        ),
    ),
    Task(
        code="FIND_BIRTH_DATE",
        act="birth-dates",
        roles=(INTAKE, AVIM, IND),
        source=("D-5",),
        text=Text("De geboortedatum is niet bekend: vaststellen", "The birth date is not known: establish it"),
    ),
    Task(
        code="SETTLE_BIRTH_DATE",
        act="birth-dates",
        roles=(INTAKE, AVIM, IND),
        source=("D-5", "EC-27"),
        term="MAJORITY_MINUS_6M",
        text=Text(
            "De voorlopige geboortedatum maakt het kind bijna achttien: officieel vaststellen",
            "The provisional birth date makes the child nearly eighteen: establish it officially",
        ),
    ),
    Task(
        code="DECIDE_AGE",
        act="age-assessments-decisions",
        roles=(AVIM, IND),
        source=("B-18",),
        term="AGE_DECISION",
        text=Text("De uitkomst van het leeftijdsonderzoek vastleggen", "Record the outcome of the age assessment"),
    ),
    Task(
        code="RECORD_ASSESSED_DATE",
        act="birth-dates",
        roles=(AVIM, IND),
        source=("B-18", "D-5"),
        text=Text(
            "De leeftijd is onderzocht: de officiële geboortedatum vastleggen; zonder telt het kind als minderjarig",
            "The age was assessed: record the official birth date; without one the child counts as a minor",
        ),
    ),
    Task(
        code="SETTLE_CONTEST",
        act="age-assessments-settlements",
        roles=(IND,),
        source=("EC-27",),
        term="AGE_CONTEST_SETTLED",
        text=Text(
            "De leeftijd is betwist: definitief vaststellen; tot dan telt het kind als minderjarig",
            "The age is contested: settle it as final; until then the child counts as a minor",
        ),
    ),
    Task(
        code="AGE_CORRECTED",
        act="indications",
        roles=(GUARDIAN,),
        source=("EC-25", "INV-24"),
        term="AFTER_AGE_CORRECTION",
        text=Text(
            "De leeftijd is gecorrigeerd naar meerderjarig: opnieuw beslissen over de indicatie. De plek blijft",
            "The age was corrected to adult: decide on the indication anew. The place stays",
        ),
    ),
    Task(
        code="AGE_CORRECTED_PLACE",
        act="placements-moves",
        roles=(COA,),
        source=("EC-25", "INV-24"),
        term="AFTER_AGE_CORRECTION",
        text=Text(
            "De leeftijd is gecorrigeerd naar meerderjarig: met Nidos regelen wat volgt. De plek eindigt niet vanzelf",
            "The age was corrected to adult: arrange with Nidos what follows. The place does not end by itself",
        ),
    ),
    Task(
        code="NAME_STAND_IN",
        act="stand-ins",
        roles=(NIDOS_SUPERVISOR,),
        source=("S004-58",),
        text=Text(
            "Een voogd is er niet meer en niemand neemt waar: een waarnemer aanwijzen",
            "A guardian has left and nobody stands in: name a stand-in",
        ),
    ),
    Task(
        code="JUDGE_DUPLICATE",
        act="possible-duplicates-dismissals",
        roles=(INTAKE,),
        source=("AL-31",),
        text=Text(
            "Dit kind staat misschien al in een andere zaak: vergelijken",
            "This child may be in another case already: compare the two",
        ),
    ),
    Task(
        code="APPROVE_MERGE",
        act="merges-approvals",
        roles=(NIDOS_SUPERVISOR,),
        source=("AL-31",),
        text=Text(
            "Er is gevraagd twee zaken van één kind samen te voegen: vergelijken en beslissen",
            "It is asked to join two cases of one child: compare and decide",
        ),
    ),
    Task(
        code="MATCH_SIGNAL",
        act="signals-matches",
        roles=(INTAKE,),
        source=("S004-92",),
        text=Text(
            "Een signaal van buiten past bij geen zaak: zoek om welk kind het gaat",
            "A signal from outside fits no case: find out which child it is about",
        ),
    ),
)


def task(code: str) -> Task:
    """The row of this code; an unknown code raises LookupError."""
    for row in TASKS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no task named {code!r}.")
