"""What a minor asks who says to be married: two talks apart, and to be seen outside the home (S000-28, S000-35)."""

from policy.task_row import GUARDIAN, INTAKE, Task
from policy.text import Text

BRIDE: tuple[Task, ...] = (
    Task(
        code="HOLD_C1",
        needs_child=True,
        act="conversations",
        roles=(INTAKE,),
        source=("S000-35", "EC-45"),
        term="MARRIAGE_TALKS",
        text=Text(
            "Kindhuwelijk: met het kind alleen praten en dat vastleggen",
            "Child marriage: talk with the child alone, and record it",
        ),
    ),
    Task(
        code="HOLD_C2",
        needs_child=True,
        act="conversations",
        roles=(INTAKE,),
        source=("S000-35", "EC-45"),
        term="MARRIAGE_TALKS",
        text=Text(
            "Kindhuwelijk: met de partner apart praten en dat vastleggen",
            "Child marriage: talk with the partner separately, and record it",
        ),
    ),
    Task(
        code="TELL_MARRIAGE_LAW",
        needs_child=True,
        act="information-records",
        roles=(INTAKE, GUARDIAN),
        source=("S000-37", "S000-31", "EC-45", "EC-46"),
        term="MARRIAGE_TALKS",
        text=Text(
            "Kindhuwelijk: het kind en een partner die meekwam de wet uitleggen, tot zij die begrijpen",
            "Child marriage: explain the law to the child, and to a partner who came along, until they understand it",
        ),
    ),
    Task(
        code="SEE_CHILD",
        needs_child=True,
        act="contact-moments",
        roles=(GUARDIAN, INTAKE),
        source=("S000-28", "S003-21", "S003-27"),
        term="CONTACT_MOMENT",
        text=Text(
            "Het kind buitenshuis en alleen spreken, en dat vastleggen; ook als het niet lukt",
            "See the child outside the home and alone, and record it; also when that fails",
        ),
    ),
)
