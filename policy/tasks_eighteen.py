"""What coming of age and moving on ask: prepare, assess together, move, name who coordinates care (S004-49 to 58)."""

from policy.task_row import CARE_COORDINATOR, COA, GUARDIAN, INTAKE, Task
from policy.text import Text

MENTOR = "bo_provider.mentor"
# Who sees to it at Nidos: the guardian, also for a while after eighteen, and whoever sees the case from then on.
NIDOS = (GUARDIAN, INTAKE, CARE_COORDINATOR)

EIGHTEEN: tuple[Task, ...] = (
    Task(
        code="PREPARE_EIGHTEEN",
        needs_child=True,
        act="preparations",
        roles=(GUARDIAN, COA, MENTOR),
        source=("S004-49", "T-07"),
        term="MAJORITY_MINUS_6M",
        text=Text(
            "Het kind wordt bijna achttien: bespreek waar het gaat wonen en wie dan zorg coördineert",
            "The child is nearly eighteen: talk about where it will live and who coordinates care then",
        ),
    ),
    Task(
        code="SIGN_STEP_DOWN_COA",
        act="step-down-assessments-coa-decisions",
        roles=(COA,),
        source=("S004-55",),
        text=Text(
            "Beoordeling doorstroom: het besluit van het COA vastleggen", "Step-down assessment: record COA's decision"
        ),
    ),
    Task(
        code="SIGN_STEP_DOWN_NIDOS",
        act="step-down-assessments-nidos-decisions",
        roles=NIDOS,
        source=("S004-55",),
        text=Text(
            "Beoordeling doorstroom: het besluit van Nidos vastleggen",
            "Step-down assessment: record Nidos' decision",
        ),
    ),
    Task(
        code="AGREE_ON_STEP_DOWN",
        act="step-down-assessments-conditions",
        roles=(COA, *NIDOS),
        source=("S004-55",),
        text=Text(
            "COA en Nidos zijn het niet eens over doorstroom: de jongere blijft; overleg en leg vast wat vaststaat",
            "COA and Nidos disagree on moving on: the youth stays; confer, and record what is established",
        ),
    ),
    Task(
        code="MOVE_ON",
        needs_child=True,
        act="placements-moves",
        roles=(COA,),
        source=("S004-51", "S004-56"),
        text=Text(
            "COA en Nidos zijn het eens: laat de jongere verhuizen zoals afgesproken",
            "COA and Nidos agree: move the youth as was agreed",
        ),
    ),
    Task(
        code="MOVE_ON_TO_FAMILY",
        needs_child=True,
        act="placements-foster-moves",
        roles=NIDOS,
        source=("S004-51", "INV-06"),
        text=Text(
            "COA en Nidos zijn het eens: laat de jongere verhuizen naar het gezin",
            "COA and Nidos agree: move the youth to the family",
        ),
    ),
    Task(
        code="START_CARE",
        act="care-coordinations",
        roles=NIDOS,
        source=("S004-57", "S004-120", "EC-01"),
        text=Text(
            "De jongere is achttien en woont nog in de BO of het speciale azc: wijs een zorgcoördinator aan",
            "The youth is eighteen and still lives in BO or the special azc: name a care coordinator",
        ),
    ),
    Task(
        code="ARRANGE_ONWARD",
        act="step-down-assessments",
        roles=(COA, *NIDOS),
        source=("S004-50", "D-11", "INV-24"),
        text=Text(
            "De jongere is achttien en de pilot 18+ geldt niet: regel samen de vervolgopvang; de plek blijft tot dan",
            "The youth is eighteen and the 18+ pilot does not hold: arrange onward reception; until then it stays",
        ),
    ),
)
