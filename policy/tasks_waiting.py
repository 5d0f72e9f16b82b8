"""What a journey to another house asks, and a stay in crisis shelter: leave, arrive, look at it again."""

from policy.task_row import COA, Task
from policy.text import Text

MENTOR = "bo_provider.mentor"

WAITING: tuple[Task, ...] = (
    Task(
        code="RECORD_DEPARTURE",
        needs_child=True,
        act="transfers-departures",
        roles=(MENTOR, COA),
        source=("S004-16", "INV-09"),
        text=Text(
            "Het kind gaat naar een ander huis: leg vast wanneer het is vertrokken",
            "The child goes to another house: record when it left",
        ),
    ),
    Task(
        code="CONFIRM_ARRIVAL",
        needs_child=True,
        act="transfers-arrivals",
        roles=(MENTOR, COA),
        source=("S004-16", "INV-08", "INV-09"),
        term="TRANSFER_ARRIVAL",
        text=Text(
            "Het kind is onderweg: leg vast dat het is aangekomen", "The child is on its way: record that it arrived"
        ),
    ),
    Task(
        code="REVIEW_OVERRIDE",
        act="placements-override-reviews",
        roles=("coa.supervisor",),
        source=("INV-34", "S004-23"),
        text=Text(
            "Een kind is in de crisisnoodopvang geplaatst: was er echt geen andere plek?",
            "A child was placed in crisis shelter: was there really no other place?",
        ),
    ),
)
