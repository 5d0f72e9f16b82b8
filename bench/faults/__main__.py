"""What Beschut stands: each fault on a server of its own, while partners write and keep a journal of their own.

    python -m bench.faults                      all of them, with 60 kills
    python -m bench.faults kills --kills 1000   these only
    python -m bench.faults --short              each fault once, as `make drill` does
    python -m bench.faults --seed 7 --clients 3

It needs a PostgreSQL, and no setting. It prints a table, and ends with 1 when anything is not as it must be.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from bench.faults import clock, database_gone, disk_full, idempotency, kills, receivers
from bench.faults.clients import Refused
from bench.faults.cluster import Late
from bench.faults.compare import Findings, Unlike
from bench.faults.run import Line, Result, Run, result
from tools import throwaway_postgres

FAULTS: dict[str, Callable[[Run], None]] = {
    "kills": kills.run,
    "idempotency": idempotency.run,
    "database": database_gone.run,
    "receivers": receivers.run,
    "disk": disk_full.run,
    "clock": clock.run,
}
SEED = 20261127


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("names", nargs="*", choices=[[], *FAULTS], help=argparse.SUPPRESS)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--clients", type=int, default=3)
    parser.add_argument("--outage", type=float, default=60, help="seconds for which the database is gone, and frozen")
    parser.add_argument("--short", action="store_true", help="each fault once, and none that takes a minute by itself")
    parser.add_argument("--keep", action="store_true", help="keep the folder with the data, the journals and the logs")
    return parser.parse_args(arguments)


def again_after(line: Line) -> str:
    if not line.recovered:
        return "-"
    return f"{statistics.median(line.recovered):.1f}, at most {max(line.recovered):.1f}"


def table(run: Run, found: Result) -> None:
    form = "{:34} {:>5} {:>12} {:>5} {:>12} {:>11}   {}"
    print(form.format("fault", "times", "acknowledged", "lost", "half-applied", "made twice", "again after s"))
    for line in run.lines:
        seen = found.by_fault.get(line.name, Findings())
        print(form.format(line.name, line.times, seen.acknowledged, len(seen.lost), len(seen.half), len(seen.doubled),
                          again_after(line)))  # fmt: skip


def report(run: Run, found: Result, seconds: float) -> list[str]:
    """Print all that was seen; what is wrong comes back."""
    table(run, found)
    unheard = sum(findings.applied_unheard for findings in found.by_fault.values())
    nothing = sum(findings.nothing for findings in found.by_fault.values())
    print(f"not acknowledged: {unheard} whole, {nothing} not at all")
    print(
        f"versions, history and entries that do not match: {len(found.gaps)}; rows nobody meant: {len(found.strays)}"
    )
    print(f"notices: {len(found.messages)}, never delivered {len(found.deliveries.undelivered)}, out of order "
          f"{len(found.deliveries.out_of_order)}, delivered again {found.deliveries.again}")  # fmt: skip
    print(f"verifier: {found.verified}")
    print(f"answers: {dict(sorted(run.answers.statuses.items()))}; the slowest took {run.answers.slowest:.1f} s")
    print(f"ended by itself: {dict(run.stage.ended) or 'nothing'}")
    for line in run.lines:
        for seen in line.seen:
            print(f"{line.name}: {seen}")
    print(f"seed {run.seed}, {run.clients} clients, {seconds:.0f} s")
    wrong = [f"{line.name}: {what}" for line in run.lines for what in line.wrong]
    wrong += [f"answer: {each}" for each in run.answers.wrong] + found.faults
    return wrong + ([found.verified] if found.verified.startswith("FAILED") else [])


def broken(run: Run, names: Iterable[str]) -> Iterator[str]:
    """Each of these in turn; where one did not go on in time the rest is left out, and compared all the same."""
    try:
        for name in names:
            FAULTS[name](run)
        run.all_delivered()
    except (Late, Refused) as problem:
        yield str(problem)


def main(arguments: Sequence[str]) -> int:
    throwaway_postgres.stop_on_signals()
    options, began = asked(arguments), time.monotonic()
    with ExitStack() as stack:
        folder = Path(mkdtemp(prefix="beschut-faults-"))
        stack.callback(print if options.keep else rmtree, folder)
        folder.chmod(0o711)  # the server of the database runs as somebody else
        run = Run(folder, seed=options.seed, clients=options.clients, kills=5 if options.short else options.kills,
                  outage=8 if options.short else options.outage, short=options.short)  # fmt: skip
        stack.callback(run.cluster.stop)
        try:
            run.prepare()
            with run.stage.kept_up():
                run.calm()
                late = list(broken(run, options.names or FAULTS))
            wrong = late + report(run, result(run), time.monotonic() - began)
        except (Unlike, Late, throwaway_postgres.NoPostgres) as problem:
            print(f"FAILED: {problem}", file=sys.stderr)
            return 1
    for what in wrong[:40]:
        print(f"FAILED: {what}", file=sys.stderr)
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
