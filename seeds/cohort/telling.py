"""Tells the year, each family in a transaction of its own: what was told stays, the next run goes on from there."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from audit.models import Entry, Kind
from config.clock import day_of
from intake.models import Case
from partners.models import Person
from seeds import people, places
from seeds.cohort import houses, journey, shares
from seeds.cohort.journey import Journey
from seeds.cohort.newcomer import Newcomer
from seeds.cohort.year import Family, families
from seeds.places import House
from seeds.storyteller import Story

# How the traces of a year begin, told as it was or with its busy day today.
TRACES = (AS_IT_WAS, BUSY_TODAY) = (f"seed-{shares.YEAR}-", "seed-busy-")
# After everything that happens in the year and in the one that follows.
TOLD_ON = timezone.make_aware(datetime(shares.YEAR + 2, 1, 1, 12))  # noqa: DTZ001
WORKERS = ("aanmelding", "avim", "ind", "coa", "leiding-nidos")
POST = ("aanmelding", "avim", "ind", "coa")


class OtherCohort(Exception):
    """There is another cohort already: the two do not mix, because neither would have its shares."""


@dataclass
class Cohort:
    """A year of so many arrivals: who comes, who guards them, and in which bed each protected child sleeps.

    With `busy_now` it is told as if that moment lay on its busy day, and what comes after is still to come.
    """

    arrivals: int
    busy_now: datetime | None = None
    families: list[Family] = field(init=False)
    houses: tuple[House, ...] = field(init=False)
    beds: dict[Newcomer, tuple[str, int]] = field(init=False)

    def __post_init__(self) -> None:
        moved = (day_of(self.busy_now) - shares.BUSY_DAY).days if self.busy_now else 0
        everybody = families(self.arrivals, moved)
        self.families = [family for family in everybody if family[0].arrived_on <= day_of(self.now)]
        self.houses = houses.houses(self.children)
        taken: Counter[str] = Counter()
        self.beds = {}
        for kid in self.children:
            if kid.seen is not None and kid.is_protected:
                self.beds[kid] = houses.bed_of(kid.seen.outcome, taken[kid.seen.outcome])
                taken[kid.seen.outcome] += 1

    @property
    def children(self) -> list[Newcomer]:
        return [kid for family in self.families for kid in family]

    @property
    def now(self) -> datetime:
        """The moment up to which everything is told."""
        return self.busy_now or TOLD_ON

    @property
    def begins(self) -> str:
        """How the traces of this cohort begin."""
        return f"{BUSY_TODAY if self.busy_now else AS_IT_WAS}{self.arrivals}-"

    def trace(self, kid: Newcomer) -> str:
        return f"{self.begins}{kid.number:04d}"

    def plant(self) -> int:
        """Add the houses, the guardians and the mentors that are missing; how many that were."""
        logins = (*houses.guardians(self.arrivals), *houses.mentors(self.houses))
        return places.plant_houses(self.houses) + people.plant(logins)

    def told(self) -> set[str]:
        """The traces of the children that were told in an earlier run. Raises OtherCohort."""
        made = Entry.objects.filter(kind=Kind.CREATE, table=Case._meta.db_table)
        known = made.filter(trace_id__startswith=AS_IT_WAS) | made.filter(trace_id__startswith=BUSY_TODAY)
        traces = set(known.values_list("trace_id", flat=True))
        if any(not trace.startswith(self.begins) for trace in traces):
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
            if self.trace(family[0]) in told:
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
        story = Story(self.trace(kid).removeprefix("seed-"), self.now, around, post=(*POST, *mentor))
        return Journey(story, kid, guardian, house, bed)


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
