"""What the entry of a list of 100 cases costs: one row that names them all, or one row for each child.

`python tools/throwaway_postgres.py -- python bench/list_entries.py` prints the table of decision 0003. The floor is
the bare insert of one entry without cases, in the same run.
"""

import bench.ready  # noqa: F401

# isort: split
import json
import os
import statistics
import time
from collections.abc import Callable
from uuid import uuid4

import psycopg2
from psycopg2.extras import execute_values, register_uuid

CASES, ROUNDS, POLLS_A_DAY = 100, 300, 24 * 60
COLUMNS = "kind, person, organisation, role, purpose"
SHAPES = {
    "floor: no cases": ("", []),
    "jsonb array, GIN": ("cases jsonb", ["USING gin (cases jsonb_path_ops)"]),
    "uuid array, GIN": ("cases uuid[]", ["USING gin (cases)"]),
    "a row for each child": ("case_id uuid", ["(case_id, id DESC)"]),
}
WHO = ("LIST", str(uuid4()), str(uuid4()), "avim.officer", "IDENTIFICATION")


def make(cursor: "psycopg2.extensions.cursor", name: str, column: str, indexes: list[str]) -> None:
    extra = f", {column}" if column else ""
    cursor.execute(
        f"CREATE TABLE {name} (id bigserial PRIMARY KEY, at timestamptz DEFAULT now(), tx xid8 DEFAULT "
        f"pg_current_xact_id(), kind text, person uuid, organisation uuid, role text, purpose text{extra})"
    )
    cursor.execute(f"CREATE INDEX ON {name} (person, id DESC)")
    for index in indexes:
        cursor.execute(f"CREATE INDEX ON {name} {index}")


def writer(name: str, shape: str, cursor: "psycopg2.extensions.cursor") -> Callable[[list[str]], None]:
    def write(cases: list[str]) -> None:
        if shape.startswith("floor"):
            cursor.execute(f"INSERT INTO {name} ({COLUMNS}) VALUES %s", (WHO,))
        elif shape.startswith("jsonb"):
            cursor.execute(f"INSERT INTO {name} ({COLUMNS}, cases) VALUES %s", ((*WHO, json.dumps(cases)),))
        elif shape.startswith("uuid"):
            cursor.execute(f"INSERT INTO {name} ({COLUMNS}, cases) VALUES (%s,%s,%s,%s,%s,%s::uuid[])", (*WHO, cases))
        else:
            rows = [(*WHO, each) for each in cases]
            execute_values(cursor, f"INSERT INTO {name} ({COLUMNS}, case_id) VALUES %s", rows, page_size=CASES)

    return write


def main() -> None:
    register_uuid()
    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    population = [str(uuid4()) for _ in range(10_000)]
    times: dict[str, list[float]] = {shape: [] for shape in SHAPES}
    with connection.cursor() as cursor:
        tables = {shape: f"list_entry_{number}" for number, shape in enumerate(SHAPES)}
        for shape, (column, indexes) in SHAPES.items():
            make(cursor, tables[shape], column, indexes)
        connection.commit()
        writers = {shape: writer(tables[shape], shape, cursor) for shape in SHAPES}
        for turn in range(ROUNDS):
            start = turn * 7 % (len(population) - CASES)
            for shape, write in writers.items():
                begun = time.perf_counter()
                write(population[start : start + CASES])
                connection.commit()
                times[shape].append((time.perf_counter() - begun) * 1000)
        report(cursor, tables, times)
        for name in tables.values():
            cursor.execute(f"DROP TABLE {name}")
        connection.commit()


def report(cursor: "psycopg2.extensions.cursor", tables: dict[str, str], times: dict[str, list[float]]) -> None:
    floor = statistics.median(times["floor: no cases"])
    print("| grain | p50, ms | ratio to the floor | MB a day at one list of 100 a minute |")
    print("|---|---|---|---|")
    for shape, name in tables.items():
        cursor.execute("SELECT pg_total_relation_size(%s)", (name,))
        megabytes = cursor.fetchone()[0] / ROUNDS * POLLS_A_DAY / 1_000_000
        middle = statistics.median(times[shape])
        print(f"| {shape} | {middle:.2f} | {middle / floor:.1f} | {megabytes:.1f} |")


if __name__ == "__main__":
    main()
