"""What keeps a child safe asks: look at a measure in time, confirm what limits the child, answer an incident."""

from policy.task_row import AVIM, COA, GUARDIAN, INTAKE, Task
from policy.text import Text

MENTOR = "bo_provider.mentor"

SAFETY: tuple[Task, ...] = (
    Task(
        code="REVIEW_MEASURE",
        act="safety-measures-reviews",
        roles=(MENTOR,),
        source=("S004-83", "INV-37", "T-18"),
        term="SAFETY_MEASURE_REVIEW",
        needs_child=True,
        text=Text(
            "Kijk opnieuw of de veiligheidsmaatregel nog nodig is", "Look again whether the safety measure is needed"
        ),
    ),
    Task(
        code="CONFIRM_MEASURE",
        act="safety-measures-confirmations",
        roles=(GUARDIAN,),
        source=("S004-83", "B-63"),
        term="CONFIRM_MEASURE",
        needs_child=True,
        text=Text(
            "Een veiligheidsmaatregel beperkt het kind: bevestig of beëindig die",
            "A safety measure limits the child: confirm or end it",
        ),
    ),
    Task(
        code="ANSWER_INCIDENT",
        act="location-incidents-actions",
        roles=(AVIM, COA),
        source=("S001-34", "AL-34"),
        text=Text(
            "Iets verdachts bij een huis: doe iets en leg vast wat",
            "Something suspicious near a house: act, and say how",
        ),
    ),
    Task(
        code="ANSWER_INQUIRY",
        act="location-inquiries-steps",
        roles=(GUARDIAN, INTAKE, COA, MENTOR, AVIM),
        source=("EC-47",),
        term="LOCATION_ASKED",
        text=Text(
            "Iemand vroeg waar het kind is: doe wat nodig is voor zijn veiligheid en leg vast wat",
            "Somebody asked where the child is: do what its safety needs, and say what",
        ),
    ),
    Task(
        code="CLOSE_INCIDENT",
        act="location-incidents-closings",
        roles=(MENTOR, COA),
        source=("S001-34", "AL-34"),
        text=Text(
            "Politie en COA hebben gereageerd op wat er bij het huis was: sluit het af als het voorbij is",
            "Police and COA have acted on what happened near the house: close it once it is over",
        ),
    ),
)
