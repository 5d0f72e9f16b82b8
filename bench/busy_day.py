"""What a busy day costs: a list, a case, a new case and the desks, each against the floor of the same run (design §6).

`make bench` starts a PostgreSQL, tells the year of arrivals and prints the table; ARGS="--arrivals 500" for a smaller
one. It adds cases, so it only runs where DATABASE_URL names a database, and never on the demo of `make run`.

Ours is one request through the whole of Django in this process, without a network: middleware, token or session,
access, the ledger's entry and the commit. The floor is bare SQL over the driver that reads and writes the same rows,
and JSON of them. Both take turns in one process; of each the median counts.
"""

import bench.ready  # noqa: F401

# isort: split
import argparse
import gc
import hashlib
import json
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.floor import BY_SESSION, BY_TOKEN, Floor
from overview import snapshot
from partners.access import plan
from partners.actors import of_person
from partners.models import Person
from seeds.cohort import shares
from seeds.people import DEMO_PASSWORD

HOST = {"SERVER_NAME": "localhost"}
ROUNDS, DESK_ROUNDS = 60, 7
DESKS = ("ind", "leiding-nidos", "aanmelding", "avim", "coa", f"voogd-{shares.YEAR}-001")
BODY = {
    "child": {"givenNames": "Semhar", "familyName": "Tesfay", "sex": "F", "nationality": "ER", "languages": ["ti"]},
    "birth": {"date": "2011-02-08", "precision": "DAY", "source": "CHILD", "status": "PROVISIONAL"},
    "arrival": {"intakeLocation": "ter-apel", "arrivedOn": timezone.localdate().isoformat()},
}


@dataclass
class Measured:
    """One line of the table; `most`: the ratio that design §6 allows."""

    what: str
    rows: int
    queries: int
    ours: list[float]
    floor: list[float]
    most: float | None = None

    def line(self) -> str:
        ours, floor = statistics.median(self.ours), statistics.median(self.floor)
        most = f"{self.most:g}" if self.most else "–"
        return (
            f"| {self.what} | {self.rows} | {self.queries} | {ours:.2f} | {floor:.2f} | {ours / floor:.1f} | {most} |"
        )


def timed(call: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    call()
    return (time.perf_counter() - begun) * 1000


def measure(what: str, ours: Callable[[], int], floor: Callable[[], Any], *, rounds: int = ROUNDS,
            most: float | None = None) -> Measured:  # fmt: skip
    """Both in turns, after one of each that does not count."""
    with CaptureQueriesContext(connection) as asked:
        rows = ours()
    floor()
    found = Measured(what, rows, len(asked), [], [], most)
    for _round in range(rounds):
        found.ours.append(timed(ours))
        found.floor.append(timed(floor))
    return found


class Partner:
    """IND over the API, with a token as partners get one."""

    def __init__(self) -> None:
        self.person = Person.objects.select_related("organisation").get(username="ind")
        made = StringIO()
        call_command("partner_client", "IND", "officer", "--name", "bench", stdout=made)
        known = json.loads(made.getvalue())
        asked = {"grant_type": "client_credentials"} | {key: known[key] for key in ("client_id", "client_secret")}
        token = Browser(**HOST).post("/oauth/token", asked).json()["access_token"]
        self.headers = {"Authorization": f"Bearer {token}", "Request-User-Id": self.person.staff_id,
                        "Request-Purpose": "ASYLUM"}  # fmt: skip
        self.browser = Browser(**HOST)
        self.floor = floor_of(self.person, BY_TOKEN, hashlib.sha256(token.encode()).hexdigest())

    def get(self, path: str) -> dict[str, Any]:
        answer = self.browser.get(f"/api/v1/{path}", headers=self.headers)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def post(self) -> dict[str, Any]:
        headers = self.headers | {"Idempotency-Key": str(uuid4())}
        answer = self.browser.post("/api/v1/cases", json.dumps(BODY), "application/json", headers=headers)
        assert answer.status_code == 201, answer.content
        return json.loads(answer.content)


def floor_of(person: Person, getting_in: tuple[str, ...], by: str) -> Floor:
    actor = of_person(person)
    who = {"pass": by, "organisation": actor.organisation_id, "role": actor.role, "person": actor.person_id}
    return Floor(os.environ["DATABASE_URL"], getting_in, **who, supervises=actor.is_supervisor)


def api() -> list[Measured]:
    partner = Partner()
    floor = partner.floor
    first = partner.get("cases?pageSize=1")["results"][0]["id"]
    listed = measure("IND: a list of 100", lambda: len(partner.get("cases?pageSize=100")["results"]), floor.page,
                     most=2.5)  # fmt: skip
    one = measure("IND: one case", lambda: len([partner.get(f"cases/{first}")]), lambda: floor.one(first), most=4)
    written = floor.written(partner.post()["id"])
    create = measure("IND: a new case", lambda: len([partner.post()]), lambda: floor.create(written), most=7)
    return [listed, one, create]


def desk(username: str) -> Measured:
    person = Person.objects.select_related("organisation").get(username=username)
    browser = Browser(**HOST)
    assert browser.login(username=username, password=DEMO_PASSWORD)
    cases = snapshot.most_pressing(of_person(person), timezone.now()).cases
    readable = {model for facts in cases for model in snapshot.MODELS if plan(model, facts.standing)}
    tables = ["intake_case", *sorted(model._meta.db_table for model in readable)]

    assert browser.session.session_key
    floor = floor_of(person, BY_SESSION, browser.session.session_key)

    def ours() -> int:
        assert browser.get("/admin/").status_code == 200
        return len(cases)

    return measure(f"desk of {person.role}", ours, lambda: floor.desk(tables), rounds=DESK_ROUNDS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--arrivals", type=int, default=shares.ARRIVALS)
    parser.add_argument("--as-it-was", action="store_true", help="the year as it was, not as on its busy day")
    asked = parser.parse_args()
    call_command("migrate", verbosity=0)
    when = [] if asked.as_it_was else ["--busy-day"]
    call_command("seed", "--cohort", str(shares.YEAR), "--arrivals", str(asked.arrivals), *when)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    gc.freeze()
    print(__doc__)
    print("| what | rows or cases | queries | ours, ms | floor, ms | ratio | at most |")
    print("|---|---|---|---|---|---|---|")
    for found in (*map(desk, DESKS), *api()):
        print(found.line(), flush=True)


if __name__ == "__main__":
    main()
