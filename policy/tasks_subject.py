"""What the rights of the child to its own data ask: an answer in time, and that others hear of what was put right."""

from policy.task_row import AVIM, DPO, GUARDIAN, Task
from policy.text import Text

SUBJECT: tuple[Task, ...] = (
    Task(
        code="ANSWER_SUBJECT_REQUEST",
        act="subject-requests-decisions",
        roles=(DPO,),
        source=("S001-20",),
        term="SUBJECT_ACCESS",
        text=Text(
            "Een kind, of iemand voor het kind, vraagt om inzage in zijn gegevens: beslissen",
            "A child, or somebody for it, asks for its own data: decide",
        ),
    ),
    Task(
        code="GIVE_SUBJECT_COPY",
        act="subject-requests-texts",
        roles=(DPO,),
        source=("S001-20",),
        term="SUBJECT_ACCESS",
        text=Text(
            "Inzage is toegekend: elke tekst beoordelen, en de kopie geven",
            "One's own data were granted: judge each text, and give the copy",
        ),
    ),
    Task(
        code="TELL_REFUSAL",
        act="subject-requests-tellings",
        roles=(DPO,),
        source=("S001-20",),
        term="SUBJECT_ACCESS",
        text=Text(
            "Inzage is geweigerd: de vrager schrijven waarom, en waar te klagen",
            "One's own data were refused: write to who asked why, and where to complain",
        ),
    ),
    Task(
        code="TELL_CORRECTION",
        act="correction-tellings-tellings",
        roles=(GUARDIAN, AVIM, "bo_provider.mentor"),
        source=("INV-41",),
        text=Text(
            "Iets is verbeterd dat u aan een ander gaf: laat het die ander weten, en leg vast hoe",
            "Something was put right that you gave to somebody else: let them know, and record how",
        ),
    ),
)
