"""What the verifier finds of 500 alterations by the owner of the database, and whether it ever cries wolf.

`make tamper` starts a PostgreSQL; ARGS="--tries 50 --clean 5" for fewer; TMPDIR=/dev/shm halves the time. Every try
has a database of its own, a copy of one that was sealed and anchored. It is altered, lives on, is sealed and anchored
again, and checked. Found: the verifier ends with 1; named: with the place. A clean run is the same without the
alteration. Every choice is drawn from a fixed seed.
"""

import bench.ready  # noqa: F401

# isort: split
import argparse
import logging
import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from audit import ledger, seal
from intake import case as cases
from intake import signal
from intake.models import Case, IntakeLocation
from partners.actors import of_person
from partners.models import Person
from tools import verify_audit
from tools.alterations import KINDS, Places
from tools.owner import Dump, Owner

MOST = 40  # entries in a seal: small, so that there are many
BASE, COPY = "tamper_base", "tamper_copy"
NAMES = (
    "Abel",
    "Bisrat",
    "Dawit",
    "Eden",
    "Feven",
    "Hiwet",
    "Kibrom",
    "Luwam",
    "Merhawi",
    "Natnael",
    "Rahwa",
    "Senait",
)


class Ground:
    """The server, the sealed database that every try copies, and its anchors."""

    def __init__(self, folder: Path) -> None:
        self.url, self.folder = os.environ["DATABASE_URL"], folder
        self.server = psycopg2.connect(self.url)
        self.server.autocommit = True
        self.older: Dump = {}

    def execute(self, sql: str) -> None:
        with self.server.cursor() as cursor:
            cursor.execute(sql)

    def url_of(self, name: str) -> str:
        return f"{self.url.rpartition('/')[0]}/{name}"

    def use(self, name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name
        settings.AUDIT_ANCHOR_FILE = str(self.folder / name)

    def build(self) -> None:
        """The stories of the demo, sealed; a dump of it; and some life after that."""
        self.execute(f"DROP DATABASE IF EXISTS {BASE} WITH (FORCE)")
        self.execute(f"CREATE DATABASE {BASE}")
        self.use(BASE)
        call_command("migrate", verbosity=0)
        call_command("seed", verbosity=0, stdout=StringIO())
        seal.run(most=MOST)
        with connection.cursor() as cursor:
            self.older = Owner(cursor, self.url_of(BASE), random.Random(0), lambda: None).dump()
        for number in range(4):
            live_on(random.Random(number))
            seal.run(most=MOST)
        connection.close()

    @contextmanager
    def copy(self) -> Iterator[str]:
        self.execute(f"CREATE DATABASE {COPY} TEMPLATE {BASE}")
        shutil.copy(self.folder / BASE, self.folder / COPY)
        self.use(COPY)
        try:
            yield self.url_of(COPY)
        finally:
            connection.close()
            self.execute(f"DROP DATABASE {COPY} WITH (FORCE)")


def live_on(chance: random.Random) -> None:
    """A child arrives, is looked at, and sometimes somebody tells something of it."""
    by = of_person(Person.objects.select_related("organisation").get(username="aanmelding"))
    at = timezone.now()
    child = {"given_names": chance.choice(NAMES), "family_name": f"{chance.choice(NAMES)} {chance.randrange(10**6)}",
             "sex": chance.choice("FM"), "nationality": "ER", "languages": ["ti"]}  # fmt: skip
    arrival = {"intake_location": IntakeLocation.objects.get(code="ter-apel"), "arrived_on": timezone.localdate(at)}
    case = cases.open(child=child, arrival=arrival, by=by, at=at)
    ledger.read(Case, by=by, case=case.pk, record=case.pk, version=case.version)
    for _ in range(chance.randrange(3)):
        signal.report(case=case, kinds=["TRAFFICKING"], summary="Weinig bekend.", by=by, at=at)


def seal_without_anchoring() -> None:
    while seal.close(most=MOST):
        pass


def verified(url: str) -> tuple[int, str]:
    with redirect_stdout(StringIO()) as said:
        ended = verify_audit.main(["--database", url, "--anchors", settings.AUDIT_ANCHOR_FILE])
    return ended, said.getvalue()


def tried(ground: Ground, chance: random.Random, alter: Callable[[Owner], Places] | None) -> tuple[int, str, Places]:
    """Alter a copy, live on, seal and anchor, check: how that ended, what was said and what should have been."""
    with ground.copy() as url:
        places: Places = []
        if alter:
            with connection.cursor() as cursor:
                owner = Owner(cursor, url, chance, seal_without_anchoring)
                owner.older = ground.older
                places = alter(owner)
        for _ in range(chance.randrange(1, 3)):
            live_on(chance)
            seal.run(most=MOST)
        return *verified(url), places


def alterations(ground: Ground, tries: int) -> Iterator[str]:
    count: Counter[tuple[str, str]] = Counter()
    missed = []
    for number in range(tries):
        kind = list(KINDS)[number % len(KINDS)]
        chance = random.Random(f"alteration {number}")
        alter = chance.choice(KINDS[kind])
        ended, said, places = tried(ground, chance, alter)
        count[kind, "tried"] += 1
        count[kind, "found"] += ended == 1
        named = ended == 1 and any(place in said for place in places)
        count[kind, "named"] += named
        if not named:
            missed.append(f"MISSED {number} {alter.__name__}, expected {places}: {said.splitlines()[-1]}")
    yield "| alteration | tried | found | place named |\n|---|---|---|---|"
    for kind in KINDS:
        yield f"| {kind} | {count[kind, 'tried']} | {count[kind, 'found']} | {count[kind, 'named']} |"
    yield from missed


def clean_runs(ground: Ground, runs: int) -> str:
    alarms = [
        said for ended, said, _ in (tried(ground, random.Random(f"clean {n}"), None) for n in range(runs)) if ended
    ]
    return f"clean runs: {runs}, false alarms: {len(alarms)}" + "".join(f"\n{said}" for said in alarms)


def speed(ground: Ground) -> str:
    """The whole check, against hashing in plain Python the bytes that it hashes, which lie ready in memory."""
    ground.use(BASE)
    check = verify_audit.Check(verify_audit.Database(ground.url_of(BASE)))
    check.seals()
    layout, lines = check.layouts[check.last["layout"]], []
    numbers = [number for (number,) in check.database.all("SELECT id FROM audit_entry")]
    for begin in range(0, len(numbers), verify_audit.CHUNK):
        entries, versions = check.rows(numbers[begin : begin + verify_audit.CHUNK], layout)
        lines += [verify_audit.written(entry) for entry in entries.values()]
        lines += [version for each in versions.values() for version in each]
    begun = time.perf_counter()
    for line in lines:
        sha256(line).digest()
    hashed = time.perf_counter()
    ended, said = verified(ground.url_of(BASE))
    done = time.perf_counter()
    assert ended == 0, said
    ratio = (done - hashed) / (hashed - begun)
    return (f"verification: {len(numbers)} entries, {sum(map(len, lines))} bytes hashed in {hashed - begun:.4f} s, "
            f"checked in {done - hashed:.2f} s: {ratio:.0f} times")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tries", type=int, default=500)
    parser.add_argument("--clean", type=int, default=50)
    asked = parser.parse_args()
    logging.getLogger("beschut").setLevel(logging.CRITICAL)  # an anchor that refuses an altered chain is no news here
    with TemporaryDirectory(prefix="beschut-tamper-") as folder:
        ground = Ground(Path(folder))
        ground.build()
        for line in alterations(ground, asked.tries):
            print(line, flush=True)
        print(clean_runs(ground, asked.clean))
        print(speed(ground))


if __name__ == "__main__":
    main()
