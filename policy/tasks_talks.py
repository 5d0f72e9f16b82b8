"""What the conversations ask: hold them, explain them beforehand, see to the interpreter."""

from policy.task_row import AVIM, GUARDIAN, IND, INTAKE, Task
from policy.text import Text

TALKS: tuple[Task, ...] = (
    Task(
        code="HOLD_ACQUAINTANCE",
        needs_child=True,
        act="conversations",
        roles=(INTAKE,),
        source=("S004-29", "INV-02"),
        text=Text("Kennismakingsgesprek voeren en vastleggen", "Hold and record the acquaintance talk"),
    ),
    Task(
        code="HOLD_IDENTIFICATION",
        needs_child=True,
        act="conversations",
        roles=(AVIM,),
        source=("S004-31", "INV-01"),
        text=Text("Identificatiegesprek voeren en vastleggen", "Hold and record the identification talk"),
    ),
    Task(
        code="IDENTIFY",
        needs_child=True,
        act="identifications",
        roles=(AVIM,),
        source=("S004-31", "B-14"),
        text=Text("Uitkomst van de identificatie vastleggen", "Record the outcome of the identification"),
    ),
    Task(
        code="HOLD_REGISTRATION",
        needs_child=True,
        act="conversations",
        roles=(IND,),
        source=("S004-32", "INV-01"),
        text=Text("Aanmeldgesprek voeren en vastleggen", "Hold and record the registration talk"),
    ),
    Task(
        code="HOLD_FOLLOW_UP",
        needs_child=True,
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
        needs_child=True,
        act="conversations-holdings",
        roles=(INTAKE, AVIM, IND),
        source=("S004-28",),
        text=Text("Gepland extra gesprek voeren en vastleggen", "Hold and record the extra talk that was planned"),
    ),
    Task(
        code="HOLD_ALONE",
        needs_child=True,
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
        needs_child=True,
        act="conversations-explanations",
        roles=(GUARDIAN, INTAKE),
        source=("S004-77",),
        text=Text(
            "Vooraf uitleggen waar het geplande gesprek voor is", "Explain beforehand what the planned talk is for"
        ),
    ),
    Task(
        code="CONFIRM_INTERPRETER",
        needs_child=True,
        act="conversations-moves",
        roles=(INTAKE, AVIM, IND),
        source=("S004-34",),
        term="INTERPRETER_CONFIRMED",
        text=Text(
            "De gevraagde tolk is niet bevestigd: navragen of een ander vragen",
            "The interpreter asked for is not confirmed: ask again or ask another",
        ),
    ),
)
