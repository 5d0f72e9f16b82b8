"""Many cases at once, on PostgreSQL: copies of a few that came about as they should, made inside the database.

Every row of a case is copied under an id of its own, its beds too; what pointed at a copied row points at its copy.
Fifty copies live in a house together, the next fifty in another. The copies have no history and no entries: the guards
of the ledger are stepped around, and nothing is committed.
"""

from collections.abc import Sequence

from django.apps import apps
from django.db import connection, models

from intake.models import Case
from shelter.models import Bed, Location

IN_A_HOUSE = 50
# Which rows of a model belong to the cases.
OF_CASE, OF_CASES = "id = ANY(%(cases)s)", "case_id = ANY(%(cases)s)"
OF_STAYS = f"id IN (SELECT bed_id FROM shelter_placement WHERE {OF_CASES})"
OF_HOUSES = f"id IN (SELECT location_id FROM shelter_placement WHERE {OF_CASES})"
# What may stand there once only is made another.
ANOTHER = {
    "number": "{column} + copy * %(step)s",
    "sort_key": "{column} + copy * %(step)s",
    "reference": "'BO-0000-' || number + copy * %(step)s",
    "label": "{column} || '-' || copy",
    "sent_at": "{column} - copy * interval '1 minute'",
}
# The id of a row of which each copy has one, and of one of which some copies share one.
APART = "md5({column}::text || copy)::uuid"
SHARED = f"CASE WHEN copy < {IN_A_HOUSE} THEN {{column}} ELSE md5({{column}}::text || copy / {IN_A_HOUSE})::uuid END"
ID = f"""
CASE WHEN {{column}} IN (SELECT id FROM known) THEN {APART}
     WHEN {{column}} IN (SELECT id FROM houses) THEN {SHARED} ELSE {{column}} END
"""


def multiply(cases: Sequence[Case], times: int) -> None:
    """So many copies of each of these cases. In a test that rolls back."""
    values = {"cases": [case.pk for case in cases], "times": times, "step": max(case.number for case in cases)}
    rows = [(Case, OF_CASE), *((model, OF_CASES) for model in of_cases()), (Bed, OF_STAYS)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("CREATE TEMP TABLE known (id uuid PRIMARY KEY) ON COMMIT DROP")
        cursor.execute(f"CREATE TEMP TABLE houses ON COMMIT DROP AS SELECT id FROM shelter_location WHERE {OF_HOUSES}",
                       values)  # fmt: skip
        for model, which in rows:
            if isinstance(model._meta.pk, models.UUIDField):
                cursor.execute(f"INSERT INTO known SELECT id FROM {model._meta.db_table} WHERE {which}", values)
        for model, which in rows:
            cursor.execute(copy_of(model, which, "generate_series(1, %(times)s) copy"), values)
        first_of_each = f"generate_series({IN_A_HOUSE}, %(times)s, {IN_A_HOUSE}) copy"
        cursor.execute(copy_of(Location, OF_HOUSES, first_of_each), values)
        cursor.execute("DROP TABLE known, houses")
        cursor.execute("SET LOCAL session_replication_role = origin")
        # Of these tables only: what all databases of a server share may be looked at by one at a time.
        cursor.execute("ANALYZE " + ", ".join(model._meta.db_table for model, _which in rows))


def of_cases() -> list[type[models.Model]]:
    """The models of which each row belongs to a case."""
    return [
        model
        for model in apps.get_models()
        if "case_id" in {field.column for field in model._meta.concrete_fields}
        and not model.__name__.startswith("Historical")
    ]


def copy_of(model: type[models.Model], which: str, copies: str) -> str:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(another(field) for field in fields)
    table = model._meta.db_table
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, {copies} WHERE {which}"


def another(field: models.Field) -> str:
    """What stands in this column of a copy."""
    target = field.target_field if field.is_relation else field
    chosen = ID if isinstance(target, models.UUIDField) else ANOTHER.get(field.name, "{column}")
    return chosen.format(column=f'"{field.column}"')
