"""What the child needs to know, and whom it needs beside it, before its first hearing (S004-71 to S004-78)."""

from policy.task_row import GUARDIAN, IND, Task
from policy.text import Text

LAWYER: tuple[Task, ...] = (
    Task(
        code="ASSIGN_LAWYER",
        act="lawyers",
        roles=(GUARDIAN,),
        source=("S004-71",),
        term="LAWYER_BEFORE_HEARING",
        text=Text("Een advocaat regelen en vastleggen", "Arrange a lawyer and record who it is"),
    ),
    Task(
        code="TALK_WITH_LAWYER",
        needs_child=True,
        act="lawyers-talks",
        roles=(GUARDIAN, "lawyer.lawyer"),
        source=("S004-71", "S004-72"),
        term="LAWYER_BEFORE_HEARING",
        text=Text(
            "Het kind en de advocaat vóór het gehoor laten praten",
            "Have the child and the lawyer talk before the hearing",
        ),
    ),
    Task(
        code="EXPLAIN_CHOICES",
        needs_child=True,
        act="information-records",
        roles=(IND,),
        source=("S004-75", "S004-73"),
        text=Text(
            "Vóór het gehoor uitleg geven over de verblijfsregeling mensenhandel en over aangifte",
            "Before the hearing explain the residence scheme for victims and reporting to the police",
        ),
    ),
)
