"""Tells the year, each family in a transaction of its own: what was told stays, the next run goes on from there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Entry, Kind
from intake.models import Case
from partners.models import Person
from seeds import people, places
from seeds.cohort import houses, journey, shares
from seeds.cohort.journey import Journey
from seeds.cohort.newcomer import Newcomer
from seeds.cohort.year import Family, families
from seeds.places import House
from seeds.storyteller import Story

TRACE = f"seed-{shares.YEAR}-"
# After everything that happens in the year and in the one that follows.
TOLD_ON = timezone.make_aware(datetime(shares.YEAR + 2, 1, 1, 12))  # noqa: DTZ001
WORKERS = ("aanmelding", "avim", "ind", "coa", "leiding-nidos")
POST = ("aanmelding", "avim", "ind", "coa")


class OtherCohort(Exception):
    """There is a cohort of another size already: the two do not mix, because neither would have its shares."""


@dataclass
class Cohort:
    """A year of so many arrivals: who comes, who guards them, and in which bed each protected child sleeps."""

    arrivals: int
    families: list[Family] = field(init=False)
    houses: tuple[House, ...] = field(init=False)
    beds: dict[Newcomer, tuple[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        self.families = families(self.arrivals)
        children = [kid for family in self.families for kid in family]
        self.houses = houses.houses(children)
        taken: Counter[str] = Counter()
        self.beds = {}
        for kid in children:
            if kid.seen is not None and kid.is_protected:
                self.beds[kid] = houses.bed_of(kid.seen.outcome, taken[kid.seen.outcome])
                taken[kid.seen.outcome] += 1

    def plant(self) -> int:
        """Add the houses, the guardians and the mentors that are missing; how many that were."""
        logins = (*houses.guardians(self.arrivals), *houses.mentors(self.houses))
        return places.plant_houses(self.houses) + people.plant(logins)

    def told(self) -> set[str]:
        """The traces of the children that were told in an earlier run. Raises OtherCohort."""
        made = Entry.objects.filter(trace_id__startswith=TRACE, kind=Kind.CREATE, table=Case._meta.db_table)
        traces = set(made.values_list("trace_id", flat=True))
        if any(not trace.startswith(f"{TRACE}{self.arrivals}-") for trace in traces):
            raise OtherCohort
        return traces

    def tell(self) -> Iterator[int]:
        """Tell every family that was not told yet; after each, how many children have been told in all."""
        told = self.told()
        known = {row.username: row for row in Person.objects.select_related("organisation")}
        mentors = {login.house: login.username for login in houses.mentors(self.houses)}
        yield len(told)
        done = len(told)
        for place, family in enumerate(self.families):
            if trace(family[0]) in told:
                continue
            guardian = houses.guardian(place, self.arrivals)
            journeys = [self.journey(kid, guardian, known, mentors) for kid in family]
            tell(journeys)
            done += len(family)
            yield done

    def journey(self, kid: Newcomer, guardian: str, known: dict[str, Person], mentors: dict[str, str]) -> Journey:
        """The child with everybody who has to do with it."""
        house, bed = self.beds.get(kid, ("", 0))
        mentor = [mentors[house]] if house in mentors else []
        around = {name: known[name] for name in (*WORKERS, guardian, *mentor)}
        story = Story(f"{shares.YEAR}-{kid.key}", TOLD_ON, around, post=(*POST, *mentor))
        return Journey(story, kid, guardian, house, bed)


def trace(kid: Newcomer) -> str:
    return f"{TRACE}{kid.key}"


@transaction.atomic
def tell(journeys: list[Journey]) -> None:
    """One family, whole or not at all: all of them arrive, and then each goes its own way."""
    eldest, *younger = journeys
    journey.arrive(eldest)
    for each in younger:
        journey.arrive_after(each, eldest)
    for each in journeys:
        journey.go(each)
        each.story.open_post()
