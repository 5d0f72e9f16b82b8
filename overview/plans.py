"""What strikes the eye of a plan and a programme: a goal whose day is past, how many modules were done."""

from typing import Any

from django.utils.translation import gettext as _

from audit.models import Recorded
from overview.case_file import CaseFile
from overview.links import When
from shelter.models import ModuleDone, PlanGoal, ProgrammeEnrolment


def chip(model: type[Recorded], row: dict[str, Any], file: CaseFile) -> When | None:
    if model is PlanGoal and row["state"] == PlanGoal.State.OPEN and row["target_on"] < file.today:
        return When(_("its day is past"), "late")
    # Who reads the summary only knows that the programme runs, and not of which modules it consists.
    if model is ProgrammeEnrolment and row["state"] == ProgrammeEnrolment.State.STARTED and "modules" in row:
        done = sum(each["programme"] == row["id"] for each in file.of(ModuleDone))
        said = _("%(done)d of %(all)d modules done") % {"done": done, "all": len(row["modules"])}
        return When(said, "ok" if done == len(row["modules"]) else "calm")
    return None
