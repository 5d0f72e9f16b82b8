"""Many cases at once, on PostgreSQL: copies of a few that came about as they should, made inside the database.

Every row of a case is copied under an id of its own, its beds too; what pointed at a copied row points at its copy.
The copies have no history and no entries: the guards of the ledger are stepped around, and nothing is committed.
"""

from collections.abc import Sequence

from django.apps import apps
from django.db import connection, models

from intake.models import Case
from shelter.models import Bed

# Which rows of a model belong to the cases.
OF_CASE, OF_CASES = "id = ANY(%(cases)s)", "case_id = ANY(%(cases)s)"
OF_PLACES = f"id IN (SELECT bed_id FROM shelter_placement WHERE {OF_CASES})"
# What may stand there once only is made another.
ANOTHER = {
    "number": "{column} + copy * %(step)s",
    "sort_key": "{column} + copy * %(step)s",
    "reference": "'BO-0000-' || number + copy * %(step)s",
    "label": "{column} || '-' || copy",
}


def multiply(cases: Sequence[Case], times: int) -> None:
    """So many copies of each of these cases. In a test that rolls back."""
    values = {"cases": [case.pk for case in cases], "times": times, "step": max(case.number for case in cases)}
    rows = [(Case, OF_CASE), *((model, OF_CASES) for model in of_cases()), (Bed, OF_PLACES)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("CREATE TEMP TABLE known (id uuid PRIMARY KEY) ON COMMIT DROP")
        for model, which in rows:
            if isinstance(model._meta.pk, models.UUIDField):
                cursor.execute(f"INSERT INTO known SELECT id FROM {model._meta.db_table} WHERE {which}", values)
        for model, which in rows:
            cursor.execute(copy_of(model, which), values)
        cursor.execute("DROP TABLE known")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("ANALYZE")


def of_cases() -> list[type[models.Model]]:
    """The models of which each row belongs to a case."""
    return [
        model
        for model in apps.get_models()
        if "case_id" in {field.column for field in model._meta.concrete_fields}
        and not model.__name__.startswith("Historical")
    ]


def copy_of(model: type[models.Model], which: str) -> str:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(another(field) for field in fields)
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, %(times)s) copy WHERE {which}"
    )


def another(field: models.Field) -> str:
    """What stands in this column of a copy."""
    column = f'"{field.column}"'
    copied = f"md5({column}::text || copy)::uuid"
    if field.primary_key:
        return copied
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.UUIDField):
        return f"CASE WHEN {column} IN (SELECT id FROM known) THEN {copied} ELSE {column} END"
    return ANOTHER.get(field.name, column).format(column=column)
