"""In which way a child is heard: as its age asks, or in a more protected way (B-15, B-16)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from intake.majority import Known
from partners.errors import RuleBroken
from policy.hearing_modes import modes_for


def chosen(known: Known, day: date, mode: str) -> str:
    """What was chosen, else what the age asks on the day of the hearing. Raises RuleBroken."""
    record = known.leading
    possible = modes_for(record.age(day) if record else None)
    if mode and mode not in possible:
        raise RuleBroken("mode-by-age", _("At this age the child is heard in a more protected way than that."), "B-16")
    return mode or possible[-1]
