"""The browser of the browser stories: the machine's own, or Debian's where this may install it. None is downloaded."""

import os
import shutil
import subprocess
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# No talk with its maker, which a closed network refuses many times over.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
APT = ("apt-get", "-o", "DPkg::Lock::Timeout=120", "-qq", "--yes")
PACKAGES = ("chromium", "fonts-dejavu-core")
REMEDY = "install Chromium (Debian: apt-get install chromium), or name a Chromium or Chrome in CHROMIUM"


def found_or_installed() -> str | None:
    """The path of a browser that starts, or None."""
    return _found() or _installed()


def flags() -> list[str]:
    """How to start it, headless and on this machine only; its sandbox refuses to run as root."""
    return [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def _found() -> str | None:
    given = os.environ.get("CHROMIUM")
    if given:
        return given
    candidates = [path for name in NAMES if (path := shutil.which(name))] + [
        path for path in ELSEWHERE if Path(path).exists()
    ]
    # On some systems `chromium` is a stub that only says how to install one.
    return next((path for path in candidates if _silently(path, "--version")), None)


def _installed() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("No Chromium here: installing it with apt-get", flush=True)
    done = _silently(*APT, "update") and _silently(*APT, "install", "--no-install-recommends", *PACKAGES)
    return _found() if done else None


def _silently(*command: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0
