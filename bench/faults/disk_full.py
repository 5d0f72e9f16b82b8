"""The disk of the database is full: what is written is refused with 503, nothing is lost, and with room it goes on.

The data of the server moves to a small disk in memory, and a file takes all that is left there. That takes root.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.faults.cluster import until
from bench.faults.run import Line, Run

ROOM = 400 * 2**20
REFUSALS = 20
REMEDY = "skipped: run it as root of a machine that lets root mount a tmpfs"


class NoMount(Exception):
    """This machine lets nobody mount anything."""


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        raise NoMount
    place.chmod(0o711)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def moved(run: Run, target: Path) -> None:
    """The server is stopped, its data copied, and it begins again on the copy."""
    run.cluster.stop()
    subprocess.run(["cp", "--archive", str(run.cluster.data), str(target)], check=True)
    run.cluster.data = target
    run.cluster.start()


def fill(ballast: Path) -> None:
    """Take all that is left, to the last block."""
    with ballast.open("ab") as file, suppress(OSError):  # the server was quicker: then it is as full
        if left := shutil.disk_usage(ballast.parent).free:
            os.posix_fallocate(file.fileno(), ballast.stat().st_size, left)


def full(run: Run, line: Line, place: Path) -> None:
    """Until writes are refused, and for a while after that; then there is room again."""
    ballast, refused = place / "ballast", run.answers.statuses["503"]

    def refuses() -> bool:
        fill(ballast)
        return run.answers.statuses["503"] >= refused + REFUSALS

    until(refuses, "what is written is refused")
    alive = run.stage.probe("/livez")
    line.must(alive[0] == 200, f"/livez says {alive[1] or 'nothing'} while the disk is full")
    began = time.monotonic()
    ballast.unlink()
    line.seen.append("the server of the database " + ("gave up by itself" if run.cluster.ended() else "stayed"))
    run.cluster.start()
    run.serves_again(line, began)
    line.times += 1


def run(run: Run) -> None:
    line, home = run.line("disk full"), run.cluster.data
    try:
        with small_disk(run.folder / "small") as place:
            moved(run, place / "data")
            try:
                with run.writing():
                    run.acknowledged(run.clients)
                    full(run, line, place)
            finally:
                shutil.rmtree(home)
                moved(run, home)
    except NoMount:
        line.seen.append(REMEDY)
