"""Tells a child's story through the acts, each on its own moment and by somebody who had the right at that moment."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from audit.models import Entry, Origin, Recorded
from config.clock import day_of
from intake.models import Case
from partners import notices
from partners.actors import Actor, of_person
from partners.acts import Act
from partners.models import Notice, Person
from policy.dates import after, term_last_day

NEXT_MORNING = time(9)
# Who opens the post of an organisation when a notice names no role.
POST = ("aanmelding", "avim", "ind", "coa", "mentor-wilg", "mentor-meeuw")


@dataclass
class Story:
    """One story while it is told. `leaves_unseen`: organisations that have not looked at the notices of this case.

    `post`: who opens the post of an organisation.
    """

    key: str
    now: datetime
    people: Mapping[str, Person]
    leaves_unseen: tuple[str, ...] = ()
    case: Case | None = None
    post: Collection[str] = POST

    @property
    def trace(self) -> str:
        """What every entry of this story carries: by this the seed knows later that it was told."""
        return f"seed-{self.key}"

    @property
    def today(self) -> date:
        return day_of(self.now)

    def was_told(self) -> bool:
        return Entry.objects.filter(trace_id=self.trace).exists()

    def actor(self, who: str) -> Actor:
        return of_person(self.people[who], origin=Origin.COMMAND, trace_id=self.trace)

    def day(self, ago: int) -> date:
        """The day that was so many days ago; a negative number is a day to come."""
        return term_last_day(self.today, days=-ago) if ago else self.today

    def moment(self, ago: int, hour: int = 10) -> datetime:
        """An hour of a day that was; of today it is now, because nothing is told before it happened."""
        return timezone.make_aware(datetime.combine(self.day(ago), time(hour))) if ago else self.now

    def do(self, act: Act, who: str, ago: int, hour: int = 10, /, *, about: Recorded | None = None,
           **data: Any) -> Any:  # fmt: skip
        """Do it as a door does: where does the actor stand, and then the verb."""
        at = self.moment(ago, hour)
        ids = {"case": self.case.id} if self.case else {}
        if about is not None:
            ids[act.parent] = about.pk
        standing, parent = act.stand(actor=self.actor(who), at=at, ids=ids)
        return act.perform(standing=standing, parent=parent, at=at, data=data)

    def open_post(self) -> None:
        """Everybody looks on the next morning at what they were told; what came since yesterday still lies there."""
        case = self.case.id if self.case else None
        for notice in Notice.objects.filter(case_id=case, acknowledged_at=None).order_by("sent_at"):
            sent_on = day_of(notice.sent_at)
            reader = next(filter(self._reads(notice), self.people.values()), None)
            if reader is not None and sent_on < self.day(1):
                morning = timezone.make_aware(datetime.combine(after(sent_on), NEXT_MORNING))
                notices.acknowledge(notice=notice, by=self.actor(reader.username), at=morning)

    def _reads(self, notice: Notice) -> Callable[[Person], bool]:
        """Whether somebody opens this notice: the person or the role it names, or who opens the post there."""

        def reads(person: Person) -> bool:
            here = person.organisation_id == notice.to_organisation_id
            meant = person.role == notice.to_role if notice.to_role else person.username in self.post
            named = notice.to_person_id in (None, person.pk)
            return here and meant and named and person.organisation.code not in self.leaves_unseen

        return reads
