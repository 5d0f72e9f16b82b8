"""Every story of the demo, in the order in which the children arrived."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from partners.models import Person
from seeds.stories import arriving, hearings, outside, resting, waiting
from seeds.storyteller import Story

Tell = Callable[[Story], None]

STORIES: dict[str, Tell] = {
    "selam": hearings.eighteen_in_shelter,
    "binh": hearings.may_be_planned,
    "favour": hearings.overtaken_by_rest,
    "aster": hearings.earlier_at_own_wish,
    "farzana": resting.extended_twice,
    "rohullah": outside.signal_that_fits,
    "layla": resting.in_fier,
    "hodan": resting.ends_today,
    "idris": arriving.no_signal,
    "mariam": resting.foster_family,
    "mamadou": arriving.second_talk_overdue,
    "hewan": resting.running,
    "blessing": waiting.in_between_place,
    "ardit": waiting.for_a_bed,
    "quynh": waiting.coa_not_told,
    "zarina": waiting.for_a_decision,
    "unmatched": outside.signal_that_fits_nobody,
    "abel": arriving.today,
}


@transaction.atomic
def tell(key: str, now: datetime) -> bool:
    """Tell one story, whole or not at all; False when it had been told before."""
    people = {row.username: row for row in Person.objects.select_related("organisation").order_by("username")}
    story = Story(key, now, people)
    if story.was_told():
        return False
    STORIES[key](story)
    story.open_post()
    return True
