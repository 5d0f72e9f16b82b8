"""Fill the demo: `manage.py seed`; or only what every installation needs: `manage.py seed --reference-only`.

`manage.py seed --cohort 2015` makes a year of arrivals instead of the stories: for demonstrations and measurements.
"""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from seeds import desks, logins, organisations, people, places, stories, trainings
from seeds.cohort import shares
from seeds.cohort.progress import Progress
from seeds.cohort.telling import Cohort, OtherCohort
from shelter import reference


def how_many(options: dict[str, Any]) -> int:
    """How many arrivals the year has."""
    arrivals: int | None = options["arrivals"]
    if not options["cohort"] and (arrivals is not None or options["busy_day"]):
        raise CommandError("--arrivals and --busy-day say what a --cohort is like.")
    if arrivals is not None and not 1 <= arrivals <= shares.ARRIVALS:
        raise CommandError(f"--arrivals is a number from 1 to {shares.ARRIVALS}.")
    return shares.ARRIVALS if arrivals is None else arrivals


class Command(BaseCommand):
    help = "Adds the organisations, houses, logins and invented children of the demo. Running it again adds nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--reference-only",
            action="store_true",
            help="only the national organisations and the places of arrival; also outside the demo",
        )
        what.add_argument(
            "--cohort", type=int, choices=[shares.YEAR],
            help="a year of arrivals with the published shares, instead of the stories",
        )  # fmt: skip
        parser.add_argument(
            "--arrivals", type=int, metavar="N",
            help=f"with --cohort: a smaller year with the same shares, of N arrivals instead of {shares.ARRIVALS}",
        )  # fmt: skip
        parser.add_argument(
            "--busy-day", action="store_true",
            help="with --cohort: as if the busiest day of the year were today, and the rest still to come",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO and not options["reference_only"]:
            raise CommandError(
                "This is not the demo: invented children and logins with a known password do not belong here. "
                "`seed --reference-only` adds the organisations and the places of arrival."
            )
        arrivals = how_many(options)
        self.quiet = options["verbosity"] == 0
        added = self.reference()
        if options["cohort"]:
            added += self.cast() + self.year(Cohort(arrivals, timezone.now() if options["busy_day"] else None))
        elif not options["reference_only"]:
            added += self.cast() + self.children()
        self.say(f"{added} added." if added else "Everything was there already: nothing changed.")
        if not options["cohort"] and not options["reference_only"]:
            self.say(f"\n{logins.table(timezone.now())}\n")

    @transaction.atomic
    def reference(self) -> int:
        return (
            self.told("national organisations", organisations.plant(organisations.NATIONAL))
            + self.told("places of arrival", places.plant_intake_locations())
            + self.kept()
        )

    def kept(self) -> int:
        """What an administrator changes later begins with what is here now."""
        return self.told("first editions of reference data", reference.keep(timezone.now()))

    @transaction.atomic
    def cast(self) -> int:
        return (
            self.told("invented organisations", organisations.plant(organisations.INVENTED))
            + self.told("houses", places.plant_houses())
            + self.told("logins", people.plant())
            + self.told("duty desks", desks.plant())
            + self.told("trainings and focal persons", trainings.plant(timezone.now()))
            + self.kept()
        )

    def children(self) -> int:
        """Each story in a transaction of its own: what was told stays, whatever happens to the next one."""
        return sum(self.told(f"story {key}", stories.tell(key, timezone.now())) for key in stories.STORIES)

    def year(self, cohort: Cohort) -> int:
        """Each family in a transaction of its own; what a run that was interrupted told, the next one skips."""
        try:
            already = len(cohort.told())
        except OtherCohort as refusal:
            raise CommandError("There is another cohort here: begin with an empty database.") from refusal
        planted = self.told("houses, guardians and mentors of the year", self.plant(cohort))
        total = len(cohort.children)
        progress = Progress(total, self.say_how_far, begun_at=already)
        done = already
        try:
            for done in cohort.tell():
                progress.reached(done)
        except KeyboardInterrupt as stop:
            raise CommandError(f"Stopped after {done} of {total} children; run it again to go on.") from stop
        return planted + self.told(f"children of {shares.YEAR}", done - already)

    @transaction.atomic
    def plant(self, cohort: Cohort) -> int:
        return cohort.plant() + reference.keep(timezone.now())

    def told(self, what: str, added: int) -> int:
        self.say(f"  {what}: {added:d} added" if added else f"  {what}: there already")
        return int(added)

    def say(self, line: str) -> None:
        if not self.quiet:
            self.stdout.write(line)
            self.stdout.flush()

    def say_how_far(self, line: str) -> None:
        if not self.quiet:
            self.stderr.write(line, str)
            self.stderr.flush()
