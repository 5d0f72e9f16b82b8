"""Many cases from a few that came about as they should, on PostgreSQL: copies, made inside the database.

Every row of a case is copied under an id of its own, its beds too, and what pointed at a copied row points at its
copy. Fifty copies live in a house together, the next fifty in another. What may stand there once only is made another.
Nothing crosses a line to the server but the data keys, each wrapped for its copy, by COPY.

The guards of the ledger are stepped around, so only a database of nobody's is ever filled so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import md5
from io import StringIO
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models

from audit.models import Entry
from config.encryption import DataKey, EncryptedTextField, in_the_clear, wrap
from intake.models import Case
from partners.models import Person
from shelter.models import Bed, Location

IN_A_HOUSE = 50
# So many copies have a name in common.
OF_A_NAME = 10
COPIES = "unnest(%(copies)s::int[]) copy"
# Which rows of a model belong to the cases.
OF_CASE, OF_CASES = "id = ANY(%(cases)s)", "case_id = ANY(%(cases)s)"
OF_ENTRIES = '"case" = ANY(%(cases)s) OR cases IS NOT NULL'
KEPT = ("shelter_placement", "shelter_bedreservation", "shelter_transfer")
OF_STAYS = " OR ".join(f"id IN (SELECT bed_id FROM {table} WHERE {OF_CASES})" for table in KEPT)
OF_HOUSES = f"id IN (SELECT location_id FROM shelter_placement WHERE {OF_CASES})"
# Who has children of their own; everybody else has the children of all copies.
WITH_CHILDREN = "role IN ('nidos.guardian', 'bo_provider.mentor')"
# The id of a row of which each copy has one, and of one of which some copies share one.
APART = "md5({column}::text || copy)::uuid"
SHARED = f"CASE WHEN copy < {IN_A_HOUSE} THEN {{column}} ELSE md5({{column}}::text || copy / {IN_A_HOUSE})::uuid END"
ID = f"""
CASE WHEN {{column}} IN (SELECT id FROM known) THEN {APART}
     WHEN {{column}} IN (SELECT id FROM kept_shelter_location) THEN {SHARED} ELSE {{column}} END
"""
# A confidential text begins with the id of its data key.
SEALED = """
CASE WHEN {column} = '' THEN '' WHEN left({column}, 36)::uuid IN (SELECT id FROM known)
     THEN md5(left({column}, 36) || copy)::uuid::text || substr({column}, 37) ELSE {column} END
"""
ALIKE = f"(copy / {OF_A_NAME})"
LETTERS = f"chr(97 + {ALIKE} %% 26) || chr(97 + {ALIKE} / 26 %% 26) || chr(97 + {ALIKE} / 676)"
CASES = "(SELECT jsonb_agg(md5(each || copy)::uuid) FROM jsonb_array_elements_text({column}) each)"
# What may stand there once only is made another, and so are the names that somebody is found by.
ANOTHER = {
    "case.number": "{column} + copy * %(step)s",
    "sort_key": "{column} + copy * %(step)s",
    "case.reference": "'BO-0000-' || number + copy * %(step)s",
    "label": "{column} || '-' || copy",
    "sent_at": "{column} - copy * interval '1 minute'",
    "username": "{column} || '-' || copy",
    "staff_id": "{column} || '-' || copy",
    "key": f"{{column}} + {ALIKE}",
    "word": f"{LETTERS} || {{column}}",
    "root": f"{LETTERS} || {{column}}",
    "cases": CASES,
    "v_number": "CASE WHEN {column} = '' THEN '' ELSE lpad(({column}::bigint + copy * 10007)::text, 10, '0') END",
}
# The database says itself in which transaction an entry was written.
GIVEN = {Entry: {"tx"}}


@dataclass(frozen=True)
class Rows:
    """Which rows of a model are copied; they are kept aside, so that no copy is copied."""

    model: type[models.Model]
    which: str

    @property
    def kept(self) -> str:
        return f"kept_{self.model._meta.db_table}"

    def aside(self) -> str:
        return f"CREATE TEMP TABLE {self.kept} AS SELECT * FROM {self.model._meta.db_table} WHERE {self.which}"

    def copies(self, copies: str) -> str:
        given = GIVEN.get(self.model, ())
        fields = [field for field in self.model._meta.concrete_fields
                  if not isinstance(field, models.AutoField) and field.column not in given]  # fmt: skip
        names = ", ".join(f'"{field.column}"' for field in fields)
        values = ", ".join(another(field) for field in fields)
        return f"INSERT INTO {self.model._meta.db_table} ({names}) SELECT {values} FROM {self.kept}, {copies}"


class Crowd:
    """Copies of these cases, over a cursor of psycopg2; `whole`: with keys, people, history and entries.

    It holds what is there when it is made: any number of copies may follow.
    """

    def __init__(self, cursor: Any, cases: Sequence[Case], *, whole: bool = False) -> None:
        self.cursor = cursor
        self.values = {"cases": [case.pk for case in cases], "step": max(case.number for case in cases)}
        self.rows = [Rows(Case, OF_CASE), *(Rows(model, OF_CASES) for model in of_cases()), Rows(Bed, OF_STAYS)]
        self.keys: dict[UUID, bytes] = {}
        if whole:
            self.keys = keys_in_the_clear()
            history = [Rows(rows.model.history.model, rows.which) for rows in self.rows if tracked(rows.model)]
            self.rows += [Rows(Person, WITH_CHILDREN), *history, Rows(Entry, OF_ENTRIES)]
        self.houses = Rows(Location, OF_HOUSES)
        cursor.execute("SET session_replication_role = replica")
        self.put_aside()

    def put_aside(self) -> None:
        for rows in (*self.rows, self.houses):
            self.cursor.execute(rows.aside(), self.values)
        self.cursor.execute("CREATE TEMP TABLE known (id uuid PRIMARY KEY)")
        self.cursor.execute("INSERT INTO known SELECT unnest(%s::uuid[])", [[str(key) for key in self.keys]])
        for rows in self.rows:
            if isinstance(rows.model._meta.pk, models.UUIDField):
                self.cursor.execute(f"INSERT INTO known SELECT id FROM {rows.kept}")

    def grow(self, first: int, last: int) -> None:
        """Make the copies from the first number to the last."""
        if self.keys:
            columns = ("id", "ring_key", "wrapped")
            self.cursor.copy_from(
                StringIO("".join(self.wrapped(first, last))), DataKey._meta.db_table, columns=columns
            )
        values = self.values | {"copies": list(range(first, last + 1))}
        for rows in self.rows:
            self.cursor.execute(rows.copies(COPIES), values)
        begun = [copy for copy in values["copies"] if copy % IN_A_HOUSE == 0]
        self.cursor.execute(self.houses.copies(COPIES), self.values | {"copies": begun})

    def wrapped(self, first: int, last: int) -> Iterator[str]:
        """The same key for each copy, wrapped for it: what stands in the copy is read with it."""
        for copy in range(first, last + 1):
            for key, clear in self.keys.items():
                identity = UUID(md5(f"{key}{copy}".encode(), usedforsecurity=False).hexdigest())
                name, wrapped = wrap(clear, identity)
                yield f"{identity}\t{name}\t\\\\x{wrapped.hex()}\n"

    def done(self) -> None:
        """The guards are on again, and the database knows how much there is now."""
        for rows in (*self.rows, self.houses):
            self.cursor.execute(f"DROP TABLE {rows.kept}")
        self.cursor.execute("DROP TABLE known")
        self.cursor.execute("SET session_replication_role = origin")
        # Of these tables only: what all databases of a server share may be looked at by one at a time.
        self.cursor.execute("ANALYZE " + ", ".join(rows.model._meta.db_table for rows in self.rows))


def keys_in_the_clear() -> dict[UUID, bytes]:
    return {
        key.id: in_the_clear(settings.KEY_RING, key.ring_key, bytes(key.wrapped), key.id)
        for key in DataKey.objects.all()
    }


def of_cases() -> list[type[models.Model]]:
    """The models of which each row belongs to a case."""
    return [
        model
        for model in apps.get_models()
        if "case_id" in {field.column for field in model._meta.concrete_fields}
        and not model.__name__.startswith("Historical")
    ]


def tracked(model: type[models.Model]) -> bool:
    return hasattr(model, "history")


def another(field: "models.Field[Any, Any]") -> str:
    """What stands in this column of a copy."""
    target = field.target_field if field.is_relation else field
    if isinstance(field, EncryptedTextField):
        chosen = SEALED
    elif isinstance(target, models.UUIDField):
        chosen = ID
    else:
        of = str(field.model._meta.model_name).removeprefix("historical")
        chosen = ANOTHER.get(f"{of}.{field.name}") or ANOTHER.get(field.name, "{column}")
    return chosen.format(column=f'"{field.column}"')
