"""What it costs to find who may be the same child, among 1,000 and among 100,000 others.

`python tools/throwaway_postgres.py -- python -m bench.find_duplicates` prints the table of decision 0011. The floor is
reading as many children by their primary key, in the same run; beside it stands a scan over all names. A third of the
children was born on 1 January, and the commonest names are as common as they are in Ter Apel.
"""

import bench.ready  # noqa: F401

# isort: split
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import psycopg2
from psycopg2.extras import execute_values, register_uuid

from intake import name_keys
from intake.alike import Persona, likeness
from policy.near_dates import Born

SIZES, ROUNDS, COMPARED = (1_000, 100_000), 200, 50
FLOOR = "floor: 50 children by key"
GIVEN = """
Mohammed Ahmed Ali Hassan Yusuf Omar Ibrahim Abdullah Hamza Bilal Khaled Samir Karim Nour Layla Fatima Aisha Amina
Zainab Maryam Yonas Abel Samuel Daniel Natnael Filmon Robel Dawit Meron Selam Semhar Feven Rahwa Luwam Helen Saron
Reza Jawad Omid Hamid Zahra Farzana Nasrin Shabnam Parwin Minh Anh Linh Huong Quynh Binh Duc Tuan Mamadou Ousmane
Ibrahima Fatoumata Aminata Abdi Liban Hodan Ayan Fadumo Sahra Idris Blessing Favour Joy Ardit Zarina
"""
FAMILY = """
Mohammed Ahmed Ali Hassan Ibrahim Hussein Omar Yusuf Tesfay Kidane Haile Tekle Berhane Gebre Habtemariam Girmay
Zeray Hagos Ahmadi Karimi Hosseini Rahimi Noori Safi Nazari Amiri Haidari Nguyen Tran Pham Hoang Le Diallo Bah
Barry Sow Camara Warsame Farah Jimale Nur Okafor Eze Osaghae Hoxhalli Mirzoyeva al-Hamdani Khatib Darwish Nasser
"""
LOOKUP = (
    "SELECT case_id FROM {keys} WHERE key = ANY(%s) AND case_id <> %s GROUP BY case_id "
    "ORDER BY count(*) DESC, case_id LIMIT 50"
)


def children(count: int, chance: random.Random) -> Iterator[Persona]:
    """Invented children; the n-th name of a list is n times as rare as the first."""
    lists = [(names, [1 / place for place in range(1, len(names) + 1)]) for names in (GIVEN.split(), FAMILY.split())]
    for _number in range(count):
        given, family = (chance.choices(names, weights)[0] for names, weights in lists)
        third = f" {chance.choice(lists[1][0])}" if chance.random() < 0.3 else ""
        year, estimate = chance.randint(2008, 2018), chance.random() < 0.33
        born = Born(year, 1, 1) if estimate else Born(year, chance.randint(1, 12), chance.randint(1, 28))
        yield Persona(given, family + third, born=(born,))


def fill(cursor: "psycopg2.extensions.cursor", size: int, chance: random.Random) -> list[UUID]:
    cursor.execute(f"CREATE TABLE child_{size} (case_id uuid PRIMARY KEY, given_names text, family_name text)")
    cursor.execute(f"CREATE TABLE keys_{size} (id bigserial PRIMARY KEY, case_id uuid, key bigint)")
    cases = []
    rows, keys = [], []
    for child in children(size, chance):
        cases.append(uuid4())
        rows.append((cases[-1], child.given, child.family))
        keys += [(cases[-1], key) for key in name_keys.stands(child)]
    execute_values(cursor, f"INSERT INTO child_{size} VALUES %s", rows, page_size=1000)
    execute_values(cursor, f"INSERT INTO keys_{size} (case_id, key) VALUES %s", keys, page_size=1000)
    cursor.execute(f"CREATE INDEX ON keys_{size} (key, case_id)")
    cursor.execute(f"ANALYZE child_{size}")
    cursor.execute(f"ANALYZE keys_{size}")
    return cases


def measure(cursor: "psycopg2.extensions.cursor", size: int, cases: list[UUID], chance: random.Random) -> None:
    times: dict[str, list[float]] = {}

    def note(what: str, call: Callable[[], object]) -> None:
        begun = time.perf_counter()
        call()
        times.setdefault(what, []).append((time.perf_counter() - begun) * 1000)

    def ask(what: str, text: str, *values: object) -> None:
        note(what, lambda: (cursor.execute(text, values), cursor.fetchall()))

    def score(child: Persona, others: list[Persona]) -> None:
        note("scoring 50", lambda: [likeness(child, other) for other in others])

    for child in children(ROUNDS, chance):
        ask(FLOOR, f"SELECT * FROM child_{size} WHERE case_id = ANY(%s)", chance.sample(cases, COMPARED))
        ask("candidates by keys", LOOKUP.format(keys=f"keys_{size}"), list(name_keys.wanted(child)), uuid4())
        score(child, list(children(COMPARED, chance)))
        # No name is there, as of a child who is new: the scan goes to the end.
        scan = f"SELECT case_id FROM child_{size} WHERE given_names ILIKE %s OR family_name ILIKE %s LIMIT 50"
        ask("a scan over all names", scan, *[f"%{child.given}xx%"] * 2)
    floor = statistics.median(times[FLOOR])
    for what, found in times.items():
        middle, slow = statistics.median(found), statistics.quantiles(found, n=20)[-1]
        print(f"| {size:,} | {what} | {middle:.2f} | {slow:.2f} | {middle / floor:.1f} |")


def main() -> None:
    register_uuid()
    connection, chance = psycopg2.connect(os.environ["DATABASE_URL"]), random.Random(31)
    print("| children | what | p50, ms | p95, ms | ratio to the floor |")
    print("|---|---|---|---|---|")
    with connection.cursor() as cursor:
        for size in SIZES:
            measure(cursor, size, fill(cursor, size, chance), chance)
        commonest = Persona("Mohammed", "Mohammed", born=(Born(2010, 1, 1),))
        cursor.execute("EXPLAIN (ANALYZE, COSTS OFF) " + LOOKUP.format(keys=f"keys_{SIZES[-1]}"),
                       (list(name_keys.wanted(commonest)), uuid4()))  # fmt: skip
        print("\nThe commonest name there is, born on 1 January:")
        print("\n".join(line for (line,) in cursor.fetchall() if " Cond: (key" not in line))
        cursor.execute(f"SELECT count(*)::float / {SIZES[-1]}, pg_total_relation_size('keys_{SIZES[-1]}') / 1000000 "
                       f"FROM keys_{SIZES[-1]}")  # fmt: skip
        print("keys for each child, and MB in all:", *cursor.fetchone())
    connection.rollback()


if __name__ == "__main__":
    main()
