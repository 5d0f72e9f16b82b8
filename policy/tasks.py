"""What the desk asks of whom: each task with the act that settles it, the roles it is for, its source and term.

When a task is open is decided in overview/tasks.py; these tables say only what is asked.
"""

from policy.task_row import Task
from policy.tasks_absence import ABSENCE
from policy.tasks_bride import BRIDE
from policy.tasks_cobo import COBO
from policy.tasks_eighteen import EIGHTEEN
from policy.tasks_lawyer import LAWYER
from policy.tasks_plan import PLAN
from policy.tasks_police import POLICE
from policy.tasks_protection import PROTECTION
from policy.tasks_records import RECORDS
from policy.tasks_safety import SAFETY
from policy.tasks_subject import SUBJECT
from policy.tasks_talks import TALKS
from policy.tasks_tracks import TRACKS
from policy.tasks_waiting import WAITING

TASKS: tuple[Task, ...] = (
    *TALKS, *BRIDE, *PROTECTION, *WAITING, *ABSENCE, *SAFETY, *COBO, *EIGHTEEN, *PLAN, *LAWYER, *POLICE, *TRACKS,
    *RECORDS, *SUBJECT,
)  # fmt: skip


def task(code: str) -> Task:
    """The row of this code; an unknown code raises LookupError."""
    for row in TASKS:
        if row.code == code:
            return row
    raise LookupError(f"The policy has no task named {code!r}.")
