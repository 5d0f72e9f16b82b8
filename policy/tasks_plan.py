"""What plan, programme and stay ask: make, finish, offer, review. Of the mentor, who writes them (C5)."""

from policy.task_row import Task
from policy.tasks_absence import MENTOR
from policy.text import Text

PLAN: tuple[Task, ...] = (
    Task(
        code="MAKE_PLAN",
        needs_child=True,
        act="guidance-plans",
        roles=(MENTOR,),
        source=("S004-119",),
        term="GUIDANCE_PLAN",
        text=Text(
            "Een begeleidingsplan maken met het kind, en ermee beginnen",
            "Make a guidance plan with the child, and begin with it",
        ),
    ),
    Task(
        code="SETTLE_GOAL",
        needs_child=True,
        act="plan-goals-outcomes",
        roles=(MENTOR,),
        source=("S004-119",),
        text=Text(
            "De dag van een doel is er: is het gehaald?",
            "The day of a goal has come: was it reached?",
        ),
    ),
    Task(
        code="FINISH_PLAN",
        needs_child=True,
        act="guidance-plans-completions",
        roles=(MENTOR,),
        source=("S004-119",),
        text=Text(
            "Geen doel staat nog open: het plan afronden, of een nieuw doel stellen",
            "No goal is open any more: finish the plan, or add a goal",
        ),
    ),
    Task(
        code="OFFER_PROGRAMME",
        needs_child=True,
        act="programmes",
        roles=(MENTOR,),
        source=("S004-48", "S004-123"),
        term="OFFER_PROGRAMME",
        text=Text("Het kind het weerbaarheidsprogramma aanbieden", "Offer the child the resilience programme"),
    ),
    Task(
        code="ANSWER_PROGRAMME",
        needs_child=True,
        act="programmes-starts",
        roles=(MENTOR,),
        source=("S004-123",),
        term="ANSWER_PROGRAMME",
        text=Text(
            "Het programma is aangeboden: doet het kind mee? Nee is ook een goed antwoord",
            "The programme was offered: does the child take part? No is a good answer too",
        ),
    ),
    Task(
        code="FINISH_PROGRAMME",
        needs_child=True,
        act="programmes-modules",
        roles=(MENTOR,),
        source=("S004-48", "S004-49"),
        term="FINISH_PROGRAMME",
        text=Text("Het programma met het kind afmaken", "Finish the programme with the child"),
    ),
    Task(
        code="REVIEW_STAY",
        needs_child=True,
        act="stay-reviews",
        roles=(MENTOR,),
        source=("S004-44", "T-05"),
        term="STAY_REVIEW_SOON",
        text=Text(
            "Het verblijf bekijken na zes of negen maanden: is dit nog de goede plek?",
            "Review the stay after six or nine months: is this still the right place?",
        ),
    ),
)
