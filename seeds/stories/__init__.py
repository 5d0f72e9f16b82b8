"""Every story of the demo, in the order in which the children arrived."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from partners.models import Person
from seeds.stories import (
    absences,
    ages,
    arriving,
    closed,
    families,
    hearings,
    houses,
    outside,
    resting,
    safety,
    signals,
    tracks,
    twice,
    waiting,
)
from seeds.storyteller import Story

# By the name of what it tells, not of a child: it stands in the output and in the ledger.
STORIES: dict[str, Callable[[Story], None]] = {
    tell.__name__.replace("_", "-"): tell
    for tell in (
        hearings.eighteen_in_shelter,
        tracks.rejected_with_permit,
        tracks.rejected_and_undetermined,
        hearings.hearing_may_be_planned,
        hearings.hearing_overtaken_by_rest,
        hearings.hearing_at_own_wish,
        closed.closed_at_eighteen,
        absences.came_back,
        absences.gone_since_yesterday,
        resting.rest_extended_twice,
        outside.signal_that_fits,
        resting.rest_in_fier,
        resting.rest_ends_today,
        arriving.no_signal,
        ages.age_corrected,
        resting.foster_family,
        ages.age_contested,
        ages.age_assessed,
        arriving.second_talk_overdue,
        resting.rest_running,
        signals.signal_watched,
        waiting.in_between_place,
        waiting.did_not_arrive,
        waiting.waits_for_a_bed,
        waiting.night_in_crisis_shelter,
        signals.signal_opened_again,
        signals.signal_about_another_child,
        waiting.coa_not_told,
        signals.signals_merged,
        families.three_siblings,
        twice.two_files_of_one_child,
        families.child_bride,
        waiting.waits_for_a_decision,
        outside.signal_that_fits_nobody,
        safety.car_near_the_house,
        twice.maybe_registered_twice,
        arriving.just_arrived,
        houses.beds_out_of_service,
    )
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
