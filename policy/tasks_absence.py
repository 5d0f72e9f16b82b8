"""What a missing child asks, and a child that is back: report, assess, trace, keep the bed, talk, look again."""

from policy.task_row import AVIM, COA, GUARDIAN, INTAKE, Task
from policy.text import Text

MENTOR = "bo_provider.mentor"

ABSENCE: tuple[Task, ...] = (
    Task(
        code="FIND_OUT",
        act="absences",
        roles=(MENTOR,),
        source=("S004-81", "S004-80"),
        text=Text(
            "Het kind is er niet: zoek uit waar het is, en meld het als dat niet lukt",
            "The child is not in: find out where it is, and report it if you cannot",
        ),
    ),
    Task(
        code="ASSESS_CONCERN",
        act="absences-concern-assessments",
        roles=(GUARDIAN, INTAKE),
        source=("S004-80", "INV-36"),
        text=Text("Het kind is vermist: hoe zorgelijk is dat?", "The child is missing: how worrying is that?"),
    ),
    Task(
        code="START_TRACING",
        act="absences-actions",
        roles=(AVIM,),
        source=("S004-82", "S004-81"),
        text=Text(
            "Het kind is vermist: begin met opsporen en leg de eerste stap vast",
            "The child is missing: begin to trace it and record the first step",
        ),
    ),
    Task(
        code="RELEASE_BED",
        act="absences-bed-releases",
        roles=(COA,),
        source=("T-21",),
        term="BED_HOLD",
        text=Text(
            "Het bed van een vermist kind is zo lang vrijgehouden als is afgesproken",
            "The bed of a missing child was kept as long as was agreed",
        ),
    ),
    Task(
        code="HOLD_RETURN_TALK",
        act="absences-return-talks",
        roles=(GUARDIAN, MENTOR),
        source=("EC-20", "AL-20"),
        term="RETURN_TALK",
        text=Text(
            "Het kind is terug: praat met het kind over zijn vertrek", "The child is back: talk about its leaving"
        ),
    ),
    Task(
        code="REVIEW_RISKS",
        act="absences-risk-reviews",
        roles=(GUARDIAN,),
        source=("EC-20", "T-12", "S004-98"),
        text=Text("Het kind is terug: bekijk de risico's opnieuw", "The child is back: look at the risks again"),
    ),
)
