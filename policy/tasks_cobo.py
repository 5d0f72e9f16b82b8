"""What the case consultation asks: an analysis of each child in protected shelter, parts of the parties, actions."""

from policy.task_row import AVIM, GUARDIAN, IND, Task
from policy.text import Text

MENTOR, CLINICIAN = "bo_provider.mentor", "evenaar.clinician"
PARTIES = (AVIM, IND, MENTOR, CLINICIAN)

COBO: tuple[Task, ...] = (
    Task(
        code="PREPARE_RISK_ANALYSIS",
        act="risk-analyses",
        roles=(GUARDIAN,),
        source=("S004-98", "INV-21", "T-12"),
        term="RISK_ANALYSIS",
        needs_child=True,
        text=Text(
            "Maak de risicoanalyse voor het casuïstiekoverleg", "Prepare the risk analysis for the case consultation"
        ),
    ),
    Task(
        code="REVIEW_RISK_ANALYSIS",
        act="risk-analyses",
        roles=(GUARDIAN,),
        source=("S004-98", "T-12"),
        term="RISK_ANALYSIS_REVIEW",
        needs_child=True,
        text=Text("Herzie de risicoanalyse", "Review the risk analysis"),
    ),
    Task(
        code="ADOPT_RISK_ANALYSIS",
        act="agenda-items",
        roles=(GUARDIAN,),
        source=("S004-98", "S004-103", "INV-21"),
        term="RISK_ANALYSIS",
        needs_child=True,
        text=Text(
            "Breng de risicoanalyse in het casuïstiekoverleg en laat haar vaststellen",
            "Bring the risk analysis to the case consultation and have it adopted",
        ),
    ),
    Task(
        code="CONTRIBUTE_TO_RISK_ANALYSIS",
        act="risk-analyses-contributions",
        roles=PARTIES,
        source=("S004-98", "S004-102"),
        text=Text(
            "Het kind staat op de agenda van het casuïstiekoverleg: geef wat uw organisatie weet",
            "The child is on the agenda of the case consultation: give what your organisation knows",
        ),
    ),
    Task(
        code="SAY_WHETHER_IT_AGREES",
        act="risk-analyses-positions",
        roles=(GUARDIAN, *PARTIES),
        source=("INV-22", "EC-58"),
        text=Text(
            "Het overleg is geweest: zeg of uw organisatie instemt met de risicoanalyse",
            "The consultation was held: say whether your organisation agrees with the risk analysis",
        ),
    ),
    Task(
        code="RECORD_COBO_DECISION",
        act="agenda-items-decisions",
        roles=(GUARDIAN,),
        source=("S004-103",),
        text=Text(
            "Leg vast wat het overleg over dit kind besloot", "Record what the consultation decided about this child"
        ),
    ),
    Task(
        code="DO_COBO_ACTION",
        act="cobo-actions-completions",
        roles=(GUARDIAN, *PARTIES),
        source=("S004-103",),
        text=Text("Doe wat in het overleg is afgesproken", "Do what was agreed in the consultation"),
    ),
)
