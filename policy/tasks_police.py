"""What is asked about reporting to the police, of whom (S004-73, S004-74)."""

from policy.task_row import AVIM, IND, Task
from policy.text import Text

POLICE: tuple[Task, ...] = (
    Task(
        code="DISCUSS_REPORT",
        needs_child=True,
        act="police-talks",
        roles=(AVIM,),
        source=("S004-73", "S004-74"),
        text=Text(
            "Het kind uitleggen wat aangifte is, zonder dat het moet",
            "Explain to the child what reporting to the police is, without having to",
        ),
    ),
    Task(
        code="CONSIDER_SCHEME",
        act="police-reports-scheme-considerations",
        roles=(IND,),
        source=("S004-65", "S004-73"),
        text=Text(
            "Er is aangifte gedaan: de verblijfsregeling mensenhandel bekijken",
            "A report was filed: consider the residence scheme for victims",
        ),
    ),
)
