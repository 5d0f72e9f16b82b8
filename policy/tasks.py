"""What the desk asks of whom: each task with the act that settles it, the roles it is for, its source and term.

When a task is open is decided in overview/tasks.py; these tables say only what is asked.
"""

from policy.task_row import Task
from policy.tasks_absence import ABSENCE
from policy.tasks_cobo import COBO
from policy.tasks_protection import PROTECTION
from policy.tasks_records import RECORDS
from policy.tasks_talks import TALKS

TASKS: tuple[Task, ...] = (*TALKS, *PROTECTION, *ABSENCE, *COBO, *RECORDS)


def task(code: str) -> Task:
    """The row of this code; an unknown code raises LookupError."""
    for row in TASKS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no task named {code!r}.")
