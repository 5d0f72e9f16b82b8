"""What all invented cases are made of: chance, the days at which a count turns over, and the rows on their way in."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection, models

from config.encryption import new_data_key, secret
from intake.models import Case, IntakeLocation
from partners.models import Organisation
from partners.roles import OrganisationKind
from policy.locations import LOCATION_TYPES
from shelter.models import Location, Placement
from tests.overview.counts.invented.days import BORDERS, FIRST, LAST, moment

Value = TypeVar("Value")


class World:
    """The rows that are yet to be written, by the model they belong to, and what one topic needs of another."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.cases: list[Case] = []
        self.moments = 0  # Few are the same, so that what came last is no matter of chance.
        self.joined: set[UUID] = set()
        self.placements: dict[UUID, list[Placement]] = defaultdict(list)
        self.rest_from: dict[UUID, date] = {}
        self.text = secret(new_data_key(UUID(int=self.chance.getrandbits(128), version=4)), "Verzonnen.")
        self.organisations = [
            self.add(Organisation(code=f"{kind.lower()}-{number}", name=f"{kind} {number} (verzonnen)", kind=kind))
            for kind in OrganisationKind.values for number in range(2)
        ]  # fmt: skip
        self.houses = {
            row.code: self.add(Location(name=f"Huis {row.code} (verzonnen)", kind=row.code)) for row in LOCATION_TYPES
        }
        self.arrival_place = IntakeLocation.objects.create(code="nergenshuizen", name="Nergenshuizen (verzonnen)")

    def add(self, row: Value) -> Value:
        self.rows[type(row)].append(row)
        return row

    def record(self, model: type[models.Model], at: datetime, **columns: Any) -> Any:
        """A tracked row in its first version, recorded at a moment by an organisation, or nobody knows by which."""
        by = self.pick(self.organisations).pk if self.maybe(0.95) else None
        return self.add(model(version=1, created_at=at, created_by_organisation=by, **columns))

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def pick(self, values: Sequence[Value]) -> Value:
        return self.chance.choice(values)

    def weighed(self, weights: dict[Value, int]) -> Value:
        return self.chance.choices(list(weights), list(weights.values()))[0]

    def some(self, values: Sequence[Value], most: int) -> list[Value]:
        return self.chance.sample(list(values), self.chance.randint(1, most))

    def day(self, since: date = FIRST, until: date = LAST) -> date:
        """A day in between, and often one at a border of the year."""
        borders = [each for each in BORDERS if since <= each <= until]
        if borders and self.maybe(0.2):
            return self.pick(borders)
        return since + timedelta(days=self.chance.randint(0, max((until - since).days, 0)))

    def near(self, day: date, *steps: int) -> date:
        """So many days after a day: one of the steps, or one more or less; sometimes a border on the way there."""
        borders = [each for each in BORDERS if timedelta() < each - day < timedelta(days=max(steps))]
        if borders and self.maybe(0.3):
            return self.pick(borders)
        return day + timedelta(days=self.pick(steps) + self.pick((0, 0, -1, 1)))

    def at(self, day: date) -> datetime:
        """A moment of a Dutch day: within it, near its borders (where it is another day elsewhere), or the first."""
        if self.maybe(0.25 if day in BORDERS else 0.02):
            return moment(day, time(0))
        clock = self.pick((time(0, 10), time(23, 50), time(self.chance.randint(8, 18), self.chance.randint(0, 59))))
        self.moments += 1
        return moment(day, clock) + timedelta(microseconds=self.moments)

    def write(self) -> None:
        """Everything into the database, past the guards of the ledger: in a transaction that rolls back."""
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for model, rows in self.rows.items():
                model._default_manager.bulk_create(rows, batch_size=500)
            cursor.execute("SET LOCAL session_replication_role = origin")
            cursor.execute("ANALYZE")
