"""What protecting the child asks: screen, assess, decide, place, let it rest, plan the hearing."""

from policy.task_row import COA, GUARDIAN, IND, INTAKE, NIDOS_SUPERVISOR, Task
from policy.text import Text

PROTECTION: tuple[Task, ...] = (
    Task(
        code="SCREEN_CHILD",
        needs_child=True,
        act="screenings",
        roles=(INTAKE, GUARDIAN),
        source=("S002-08", "S004-90"),
        term="SCREENED",
        text=Text("Het kind screenen", "Screen the child"),
    ),
    Task(
        code="SCREEN_SIBLING",
        needs_child=True,
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
        needs_child=True,
        act="screenings",
        roles=(INTAKE, GUARDIAN),
        source=("EC-51", "S001-28"),
        text=Text(
            "Mensensmokkel of een reisschuld, en verder geen signaal: het kind (opnieuw) screenen",
            "Smuggling or a debt for the journey, and no other signal: screen the child (again)",
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
        needs_child=True,
        act="placements",
        roles=(COA,),
        source=("S004-37", "AL-05"),
        text=Text("Het kind plaatsen volgens de indicatie", "Place the child as indicated"),
    ),
    Task(
        code="MOVE_CHILD",
        needs_child=True,
        act="placements-moves",
        roles=(COA,),
        source=("S004-37", "S004-18"),
        text=Text(
            "Het kind verhuizen naar de plek van de indicatie", "Move the child to the place that was indicated"
        ),
    ),
    Task(
        code="EMPTY_BED",
        act="placements-moves",
        roles=(COA,),
        source=("S004-15", "INV-09"),
        text=Text(
            "Een bed gaat buiten gebruik en er slaapt nog een kind in: zoek daarvoor een andere plek",
            "A bed goes out of service and a child still sleeps in it: find another place for the child",
        ),
    ),
    Task(
        code="PLACE_FOSTER",
        needs_child=True,
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
        needs_child=True,
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
        code="RECORD_HEARING",
        needs_child=True,
        act="hearings-holdings",
        roles=(IND,),
        source=("S004-47",),
        text=Text("Vastleggen of het gehoor is gehouden", "Record whether the hearing was held"),
    ),
)
