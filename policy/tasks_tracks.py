"""What the residence tracks ask: the test after a rejection, the permit and what comes after it (C3.6, C3.7)."""

from policy.task_row import AVIM, GUARDIAN, IND, Task
from policy.text import Text

LAWYER = "lawyer.lawyer"

TRACKS: tuple[Task, ...] = (
    Task(
        code="CARRY_OUT_TEST",
        act="ex-officio-tests-answers",
        roles=(IND,),
        source=("S004-66", "T-23"),
        term="EX_OFFICIO_TEST",
        text=Text(
            "De asielaanvraag is afgewezen: de ambtshalve toets op mensenhandel doen",
            "The asylum application was rejected: carry out the ex-officio test on trafficking",
        ),
    ),
    Task(
        code="ANSWER_TEST",
        act="ex-officio-tests-answers",
        roles=(AVIM,),
        source=("S004-67", "AL-15"),
        term="EX_OFFICIO_TEST",
        text=Text(
            "Voor de ambtshalve toets zeggen of er aangifte is gedaan en of een onderzoek is opgestart",
            "For the ex-officio test say whether a report was filed and an investigation started",
        ),
    ),
    Task(
        code="DETERMINE_TEST",
        act="ex-officio-tests-answers",
        roles=(IND,),
        source=("S004-67", "AL-15"),
        text=Text(
            "De ambtshalve toets kon niet worden bepaald: navragen wat nog onbekend is",
            "The ex-officio test could not be determined: ask what is not known yet",
        ),
    ),
    Task(
        code="CONSIDER_OTHER_GROUNDS",
        act="ex-officio-tests-other-grounds",
        roles=(LAWYER,),
        source=("B-29", "S004-64", "EC-38"),
        text=Text(
            "De ambtshalve toets gaf geen vergunning: andere gronden van de regeling en een latere aangifte bespreken",
            "The ex-officio test gave no permit: discuss other grounds of the scheme and a later report",
        ),
    ),
    Task(
        code="CONSIDER_CONTINUED_STAY",
        act="trafficking-procedures-continued-stay-considerations",
        roles=(LAWYER, GUARDIAN),
        source=("S004-118", "T-19"),
        term="CONTINUED_STAY",
        text=Text(
            "Er is een vergunning verleend: voortgezet verblijf om humanitaire redenen overwegen",
            "A permit was granted: consider continued stay on humanitarian grounds",
        ),
    ),
    Task(
        code="ASK_RENEWAL",
        act="trafficking-procedures-renewal-requests",
        roles=(LAWYER, GUARDIAN),
        source=("B-29", "T-20"),
        term="PERMIT_RENEWAL",
        text=Text(
            "De vergunning loopt af: verlenging aanvragen, of zeggen dat dat is gedaan",
            "The permit runs out: apply for its renewal, or say that it was done",
        ),
    ),
    Task(
        code="END_REFLECTION",
        act="reflection-periods-endings",
        roles=(AVIM,),
        source=("S004-42", "T-04"),
        text=Text(
            "De bedenktijd is voorbij: vastleggen wat het kind wil",
            "The reflection period is over: record what the child wants",
        ),
    ),
)
